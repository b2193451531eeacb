"""Remarks on the analyses of an outcome: one that several analyses share is said once, below them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, final

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import letters
from ctmodel.pages.html.texts import line, plain, prose

#: A longer remark is closed; its first words are shown.
_LONG: Final = 130
#: A shorter remark is repeated: a note would take as much space.
_SHORT: Final = 24


@frozen
class Remark:
    """What the record says about one analysis, and about which part of it."""

    about: str
    text: str


@frozen
class Note:
    """A remark that several analyses share, and what refers to it."""

    name: str
    remark: Remark


@final
class Remarks:
    """The remarks on the analyses of one outcome."""

    def __init__(self, held: list[Any]) -> None:
        self._held = [list(_remarks(analysis)) for analysis in held]
        counts = Counter(remark for remarks in self._held for remark in dict.fromkeys(remarks))
        shared = [remark for remark, count in counts.items() if count > 1 and len(remark.text) > _SHORT]
        self._general = {remark for remark in shared if counts[remark] == len(held)}
        some = [remark for remark in shared if remark not in self._general]
        self._names = {remark: f"Note {letters(index).lower()}" for index, remark in enumerate(some)}
        #: What is said once: first what holds for all analyses.
        self.notes = [Note("All analyses", remark) for remark in shared if remark in self._general]
        self.notes += [Note(name, remark) for remark, name in self._names.items()]

    def of(self, index: int) -> Markup:
        """Return the remarks on an analysis, by its place among those of the outcome."""
        remarks = self._held[index]
        shown = Markup().join(
            _shown(remark) for remark in remarks if remark not in self._names and remark not in self._general
        )
        names = [self._names[remark] for remark in remarks if remark in self._names]
        return shown + Markup('<div class="small muted">{}</div>').format(", ".join(names)) if names else shown


def _remarks(held: Any) -> Iterator[Remark]:
    for about, text in (
        ("", held.group_description),
        ("", held.statistical_comment),
        ("p-value: ", held.p_value_comment),
        ("Estimate: ", held.estimate_comment),
        ("Lower limit: ", held.ci_lower_limit_comment),
        ("Upper limit: ", held.ci_upper_limit_comment),
        ("Hypothesis: ", held.non_inferiority_comment),
        ("", held.other_analysis_description),
    ):
        if text and text.strip():
            yield Remark(about, text)


def _shown(remark: Remark) -> Markup:
    if len(remark.text) <= _LONG:
        return Markup('<div class="small muted">{}{}</div>').format(remark.about, line(remark.text))
    first = remark.text[:60].rsplit(" ", 1)[0]
    return Markup('<details class="small long"><summary>{}{} …</summary>{}</details>').format(
        remark.about, plain(first.replace("\n", " ")), prose(remark.text)
    )
