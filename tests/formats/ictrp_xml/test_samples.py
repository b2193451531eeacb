"""What the reader makes of invented records of each register; ``samples`` has their XML and the studies expected.

``CTMODEL_SNAPSHOTS=1`` writes what is expected again, to be read before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats import account
from ctmodel.formats.ictrp_xml import FORMAT, table
from ctmodel.formats.reader import Reader
from tests.formats.mutants import all_mutants

SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.xml"))


def read(data: bytes, reader: Reader) -> list[dict[str, Any]]:
    """Return what a table makes of each record: its study, and what became of each leaf."""
    found = []
    for record in FORMAT.records(data):
        reading = reader.read(record.leaves)
        left = {place: list(held) for place, held in reading.carried.items()}
        left |= {place: held.why for place, held in reading.left.items()} | reading.silent
        refused = [held.place for held in reading.refused if held.expected is not None]
        places = {path: leaf.place for path, leaf in reading.filled_by.items()}
        found.append({"study": reading.payload, "leaves": left, "refused": refused, "places": places})
    return found


def expected(path: Path) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return held


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_record_is_read_as_expected(path: Path) -> None:
    found = read(path.read_bytes(), table.READER)
    if os.environ.get("CTMODEL_SNAPSHOTS"):
        path.with_suffix(".json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert json.dumps(found) == json.dumps(expected(path))


def test_each_row_fires_on_a_sample() -> None:
    fired: set[int] = set()
    for number in range(len(table.READER.rows)):
        rows = [held for index, held in enumerate(table.READER.rows) if index != number]
        without = Reader(rows, table.READER.rests.values(), register="Source_Register", number="TrialID")
        if any(read(path.read_bytes(), without) != expected(path) for path in SAMPLES):
            fired.add(number)
    assert [table.READER.rows[number] for number in range(len(table.READER.rows)) if number not in fired] == []


@pytest.mark.parametrize(("what", "mutant"), [pytest.param(*held, id=held[0]) for held in all_mutants(table.READER)])
def test_a_broken_table_is_noticed(what: str, mutant: Reader) -> None:
    assert any(read(path.read_bytes(), mutant) != expected(path) for path in SAMPLES), what


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_trial_keeps_its_record(path: Path) -> None:
    for trial, held in zip(ctmodel.read_many(path), expected(path), strict=True):
        payload = ctmodel.unstructure(trial)
        assert json.dumps(payload) == json.dumps(held["study"])
        assert ctmodel.structure(payload) == trial
        left = {place: left.value for place, left in account(trial).left.items()}
        assert dict(trial.extra) == left
        for place in left:
            with pytest.raises(TypeError, match="read-only"):
                del trial.extra[place]
