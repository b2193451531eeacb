"""Law 7: every leaf of a foreign record is accounted for exactly once, and what is carried is there, word for word."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

import ctmodel
from ctmodel.formats import account, foreign
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.reading import read_record
from ctmodel.formats.registry import formats
from tests.formats.shares import RECORDS, archives
from tests.formats.walk import walks, words

FOREIGN = [held for held in formats().values() if isinstance(held, ForeignFormat)]


def folder(held: ForeignFormat) -> Path:
    """Return the folder with the samples of a format."""
    return Path(__file__).parent / held.table.split(".")[2] / "samples"


def samples(held: ForeignFormat) -> list[Path]:
    """Return the documents with the invented records of a format."""
    found = sorted(path for path in folder(held).glob("*") if path.name.endswith(held.suffixes))
    return [path for path in found if not path.name.endswith(".expected.json")]


def check(held: ForeignFormat, data: bytes) -> int:
    """Check the law on each record of a document, and return how many there are."""
    count = 0
    for record, there in zip(held.records(data), walks(held.documents, data), strict=True):
        trial = held.trial(record)
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
                lost = [word for word in words(str(there[place])) if word not in have]
                assert lost == [], (record.leaves[0].text, place)
        assert ctmodel.structure(ctmodel.unstructure(trial)) == trial
        count += 1
    return count


def keeps_words(held: ForeignFormat, place: str) -> bool:
    name = held.places._name(place)  # type: ignore[attr-defined]
    rows = [filler.row for filler in held.reader.fillers if name in filler.sources]
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
def test_every_leaf_of_a_sample_is_accounted_for(held: ForeignFormat, path: Path) -> None:
    assert check(held, path.read_bytes()) > 0


@pytest.mark.corpus
def test_every_leaf_of_the_corpus_is_accounted_for(corpus: Path) -> None:
    counts = {}
    for name, files in archives(corpus).items():
        held: Any = formats()[name]
        counts[name] = sum(check(held, data) for data in files)
    assert counts == RECORDS


def test_trials_of_the_native_format_lose_nothing() -> None:
    with pytest.raises(ValueError, match="was not read from a foreign format"):
        account(ctmodel.Trial(nct_id="NCT00000001"))
    with pytest.raises(ValueError, match="was not read from a foreign format"):
        account(ctmodel.testing.load_fixture("NCT01219465"))


def test_all_that_no_attribute_holds_is_listed_by_reading_the_record_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=read_record)
    monkeypatch.setattr(foreign, "read_record", read)
    held, path = formats()["ctgov-xml"], Path(__file__).parent / "ctgov_xml" / "samples" / "trial.xml"
    assert isinstance(held, ForeignFormat)
    (trial,) = [held.trial(record) for record in held.records(path.read_bytes())]
    read.reset_mock()
    assert dict(trial.extra) == {place: left.value for place, left in account(trial).left.items()}
    assert len(trial.extra) > 1
    assert read.call_count == 2  # for the mapping, and for the account
