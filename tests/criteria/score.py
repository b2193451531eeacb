"""Scores a splitter of eligibility texts against texts labelled by hand.

`labels.json` holds one hundred of them, `labels_second.json` seventy further ones without the plain and legacy layouts.

A label is [kind, depth, start, end, hash]. Kind is i, e or u (inclusion, exclusion, unspecified); depth follows the
markup, 0 at the top of a section. The span holds the criterion's own lines in the raw text, from the indent of the
first to the end of the last, without children; behind a header on the same line it starts at the text. The hash is of
the plain text: no marker, neither the renderer's nor the author's, no backslash escapes, blanks and lines joined.
Run as a script, it scores the package's own splitter on both; CTMODEL_CORPUS names the folder with the texts (see
sample.py).
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from tests.criteria.sample import corpus

LABELS = Path(__file__).with_name("labels.json")
SECOND = LABELS.with_name("labels_second.json")
Split = Callable[[str], Iterable[tuple[object, int, str]]]


class Tally(NamedTuple):
    """Counts over one text or many; they add up field by field."""

    texts: int = 0
    clean: int = 0
    labelled: int = 0
    given: int = 0
    matched: int = 0
    placed: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*map(sum, zip(self, other, strict=True)))

    def shares(self) -> dict[str, float]:
        """Precision, recall, agreement on the depth of what matched, and texts without a single error."""
        pairs = {
            "precision": (self.matched, self.given),
            "recall": (self.matched, self.labelled),
            "depth": (self.placed, self.matched),
            "clean": (self.clean, self.texts),
        }
        return {name: part / whole if whole else 1.0 for name, (part, whole) in pairs.items()}


def digest(text: str) -> str:
    """The hash that the labels hold of a criterion's plain text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def compare(labelled: list[tuple[str, int, str]], given: list[tuple[str, int, str]]) -> Tally:
    """Both lists hold (kind letter, depth, hash); they are compared as multisets, first without the depth."""
    matched = Counter((kind, text) for kind, _, text in labelled) & Counter((kind, text) for kind, _, text in given)
    clean = Counter(labelled) == Counter(given)
    placed = (Counter(labelled) & Counter(given)).total()
    return Tally(1, int(clean), len(labelled), len(given), matched.total(), placed)


def score(split: Split, labels: Path = LABELS) -> dict[str, Tally]:
    """The tally of a splitter for each layout class, and under "all" for the whole set."""
    texts, studies = dict(corpus()), json.loads(labels.read_text("utf-8"))
    tallies = dict.fromkeys([*(study["layout"] for study in studies), "all"], Tally())
    for study in studies:
        text = texts[study["nct_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != study["sha256"]:
            raise ValueError(f"{study['nct_id']}: not the text that was labelled")
        labelled = [(kind, depth, hashed) for kind, depth, _, _, hashed in study["criteria"]]
        given = [(str(getattr(kind, "value", kind))[0].lower(), depth, digest(own)) for kind, depth, own in split(text)]
        tally = compare(labelled, given)
        for name in (study["layout"], "all"):
            tallies[name] = tallies[name].plus(tally)
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """One line a layout class."""
    lines = [f"{'layout':8} texts criteria precision recall depth clean"]
    for name, tally in tallies.items():
        share = tally.shares()
        lines.append(
            f"{name:8} {tally.texts:5} {tally.labelled:8} {share['precision']:9.3f} {share['recall']:6.3f} "
            f"{share['depth']:5.3f} {share['clean']:5.2f}"
        )
    return "\n".join(lines) + "\n"


def own(text: str) -> Iterable[tuple[object, int, str]]:
    """The package's own splitter."""
    from ctmodel.model.eligibility import Eligibility

    return [(one.kind, one.depth, one.text) for one in Eligibility(text=text).criteria]


if __name__ == "__main__":
    sys.stdout.write("\n".join(f"{labels.name}\n{table(score(own, labels))}" for labels in (LABELS, SECOND)))
