"""Law 7: every leaf of a foreign record is accounted for exactly once, and what is carried is there, word for word."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats import account
from ctmodel.formats.foreign import XmlFormat
from ctmodel.formats.registry import formats
from ctmodel.formats.rows import plain
from tests.conftest import members
from tests.formats.walk import leaves, words

FOREIGN = [held for held in formats().values() if isinstance(held, XmlFormat)]


def samples(held: XmlFormat) -> list[Path]:
    """Return the documents with the invented records of a format."""
    return sorted((Path(__file__).with_name(held.name.replace("-", "_")) / "samples").glob("*.xml"))


def elements(held: XmlFormat, data: bytes) -> Iterator[ElementTree.Element]:
    root = ElementTree.fromstring(data)  # noqa: S314 - samples, and the corpus
    yield from [root] if root.tag == held.record else root.iter(held.record)


def check(held: XmlFormat, data: bytes) -> int:
    """Check the law on each record of a document, and return how many there are."""
    count = 0
    for record, element in zip(held.records(data), elements(held, data), strict=True):
        trial = held.trial(record)
        there = dict(leaves(element))
        found = account(trial)
        parts = [dict(found.carried), dict(found.left), dict(found.silent)]
        assert sum(map(len, parts)) == len(set().union(*parts)) == len(there)
        assert set().union(*parts) == there.keys()
        assert {place: left.value for place, left in found.left.items()}.items() <= there.items()
        for place, paths in found.carried.items():
            assert paths, place
            values = [attribute(trial, path) for path in paths]
            assert None not in values, (place, paths)
            if keeps_words(held, place):
                have = {word for value in values for word in words(text_of(value))}
                lost = [word for word in words(there[place]) if word not in have]
                assert lost == [], (record.leaves[0].text, place)
        assert ctmodel.structure(ctmodel.unstructure(trial)) == trial
        count += 1
    return count


def keeps_words(held: XmlFormat, place: str) -> bool:
    name = plain(place.rpartition("/")[2].partition("[")[0])
    rows = [row for row in held.reader.rows if name in map(plain, row.sources)]
    return bool(rows) and all(row.conversion.keeps_words for row in rows)


def attribute(trial: ctmodel.Trial, path: str) -> Any:
    held: Any = trial
    for step in path.replace("]", "").replace("[", ".").split("."):
        held = held[int(step)] if step.isdecimal() else getattr(held, step)
    return held


def text_of(value: Any) -> str:
    label = getattr(value, "label", "")
    return f"{value} {label}"


@pytest.mark.parametrize(
    ("held", "path"),
    [pytest.param(held, path, id=f"{held.name}-{path.stem}") for held in FOREIGN for path in samples(held)],
)
def test_every_leaf_of_a_sample_is_accounted_for(held: XmlFormat, path: Path) -> None:
    assert check(held, path.read_bytes()) > 0


@pytest.mark.corpus
def test_every_leaf_of_the_corpus_is_accounted_for(corpus: Path) -> None:
    held: Any = formats()["ictrp-xml"]
    archive = corpus / "registries" / "ictrp.zip"
    assert [check(held, data) for name, data in members(archive) if name.endswith(".xml")] == [387, 60, 8, 1]


def test_trials_of_the_native_format_lose_nothing() -> None:
    with pytest.raises(ValueError, match="was not read from a foreign format"):
        account(ctmodel.Trial(nct_id="NCT00000001"))
    with pytest.raises(ValueError, match="was not read from a foreign format"):
        account(ctmodel.testing.load_fixture("NCT01219465"))
