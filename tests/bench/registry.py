"""Make a synthetic registry of any size from the records of the corpus, to measure how long runs take.

Each study is a copy of a record with its own number, other numbers of publications and sites, and other words in the place of
rare ones. Within a study, the same word always becomes the same other word, so that arms, interventions and outcomes
still have the names that others refer to. What it writes contains texts of the corpus: keep it outside the repository.

    python -m tests.bench.registry CORPUS OUT.jsonl --studies 590000
"""

import argparse
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen

import ctmodel

#: Text in quotes, with the colon behind it if it is a key.
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
_NUMBER: Final = re.compile(r"\bNCT[0-9]{8}\b")
#: What becomes something else: numbers of studies, words, and long numbers that are part of no date.
_VARIED: Final = re.compile(r"\bNCT[0-9]{8}\b|(?<![\\\w/.@-])[a-z]{8,}(?![\w/.@-])|(?<![\w.-])[0-9]{5,}(?![\w.-])")
#: Words that stay, the most frequent ones: rules look for them.
_KEPT: Final = 3000
#: How many other words there are for each length.
_CHOICE: Final = 400


@frozen
class Template:
    """The text of a record, cut where it varies: pieces at odd places vary."""

    pieces: tuple[str, ...]

    def study(self, number: int, words: dict[int, list[str]], random: Random) -> str:
        """Return the text of another study."""
        chosen = {piece: _other(piece, number, words, random) for piece in dict.fromkeys(self.pieces[1::2])}
        pieces = [*self.pieces]
        pieces[1::2] = [chosen[piece] for piece in self.pieces[1::2]]
        return "".join(pieces)


def _other(piece: str, number: int, words: dict[int, list[str]], random: Random) -> str:
    if piece.startswith("NCT"):
        # The study's own number is the first; those of others are moved along with it.
        return f"NCT{(int(piece[3:]) + number * 7919) % 10**8:08}"
    if piece.isdigit():
        return piece[0] + "".join(random.choices("0123456789", k=len(piece) - 1))
    return random.choice(words.get(len(piece), [piece]))


def templates(texts: list[str]) -> tuple[list[Template], dict[int, list[str]]]:
    """Return the templates of records, and the words that take each other's place, by length."""
    seen = Counter(word for text in texts for word in _VARIED.findall(text) if word.isalpha())
    kept = {word for word, _ in seen.most_common(_KEPT)}
    words: dict[int, list[str]] = {}
    for word, _ in seen.most_common()[_KEPT:]:
        held = words.setdefault(len(word), [])
        if len(held) < _CHOICE:
            held.append(word)
    return [Template(tuple(_pieces(text, kept))) for text in texts], words


def _pieces(text: str, kept: set[str]) -> Iterator[str]:
    at = 0
    for string in _STRING.finditer(text):
        if string[2] or "://" in string[1]:
            continue
        for found in _VARIED.finditer(text, *string.span(1)):
            if found[0] not in kept:
                yield text[at : found.start()]
                yield found[0]
                at = found.end()
    yield text[at:]


def studies(texts: list[str], *, seed: int = 1) -> Iterator[str]:
    """Yield texts of studies without end, each record of the corpus in turn."""
    random = Random(seed)
    made, words = templates(texts)
    for turn in count():
        for template in made:
            yield template.study(turn, words, random)


def texts_of(corpus: Path) -> list[str]:
    """Return the compact texts of the records in the corpus."""
    return [ctmodel.dumps(trial) for trial in ctmodel.read_many(corpus / "ctgov_v2.zip")]


def write(path: Path, texts: Iterator[str]) -> None:
    """Write studies as the name of the file says: .jsonl, .json (one page) or .zip (a member each)."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for text in texts:
                number = _NUMBER.search(text)
                archive.writestr(f"{number[0] if number else 'study'}.json", text)
        return
    before, between, behind = ('{"studies":[', ",", "]}\n") if path.suffix == ".json" else ("", "\n", "\n")
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        for place, text in enumerate(texts):
            file.write(f"{between if place else ''}{text}")
        file.write(behind)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path, help="a .jsonl, .json or .zip file outside the repository")
    parser.add_argument("--studies", type=int, default=20_000)
    given = parser.parse_args()
    write(given.out, islice(studies(texts_of(given.corpus)), given.studies))
    return 0


if __name__ == "__main__":
    sys.exit(main())
