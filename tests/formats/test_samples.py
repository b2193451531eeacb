"""What the readers make of invented records; each format has samples: their XML, and the studies expected.

``CTMODEL_SNAPSHOTS=1`` writes what is expected again, to be read before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats import account
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.reader import Reader
from ctmodel.formats.reading import read_record
from tests.formats.mutants import Mutant, all_mutants
from tests.formats.test_account import FOREIGN, folder, samples

SAMPLES = [pytest.param(held, path, id=f"{held.name}-{path.stem}") for held in FOREIGN for path in samples(held)]


def read(held: ForeignFormat, data: bytes, reader: Reader) -> list[dict[str, Any]]:
    """Return what a table makes of each record: its study, and what became of each leaf."""
    found = []
    for record in held.records(data):
        reading = read_record(reader, record.leaves)
        left = {place: list(paths) for place, paths in reading.carried.items()}
        left |= {place: rest.why for place, rest in reading.left.items()} | reading.silent
        refused = [leaf.place for leaf in reading.refused if leaf.expected is not None]
        places = {path: leaf.place for path, leaf in reading.filled_by.items()}
        found.append({"study": reading.payload, "leaves": left, "refused": refused, "places": places})
    return found


def expected(path: Path) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return held


def is_noticed(held: ForeignFormat, reader: Reader) -> bool:
    """Whether another table makes something else of a sample, of all formats with this table."""
    same = [other for other in FOREIGN if other.table == held.table]
    return any(read(other, path.read_bytes(), reader) != expected(path) for other in same for path in samples(other))


@pytest.mark.parametrize("held", FOREIGN, ids=lambda held: held.name)
def test_there_are_samples(held: ForeignFormat) -> None:
    assert samples(held), f"put invented records into {folder(held)}/*{held.suffixes[0]}"


@pytest.mark.parametrize(("held", "path"), SAMPLES)
def test_each_record_is_read_as_expected(held: ForeignFormat, path: Path) -> None:
    found = read(held, path.read_bytes(), held.reader)
    if os.environ.get("CTMODEL_SNAPSHOTS"):
        path.with_suffix(".expected.json").write_text(
            json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    assert json.dumps(found) == json.dumps(expected(path))


@pytest.mark.parametrize(
    ("held", "mutant"),
    [
        pytest.param(held, mutant, id=f"{held.name}-{mutant.what}")
        for held in {id(other.reader.rows): other for other in reversed(FOREIGN)}.values()
        for mutant in all_mutants(held.reader)
    ],
)
def test_a_broken_table_is_noticed(held: ForeignFormat, mutant: Mutant) -> None:
    noticed = is_noticed(held, mutant.reader)
    # A table without lists, say, is not broken by cutting lists.
    assert noticed or mutant.changed == [], "no sample is read differently by the broken table"


@pytest.mark.parametrize(("held", "path"), SAMPLES)
def test_a_trial_keeps_its_record(held: ForeignFormat, path: Path) -> None:
    for trial, wanted in zip(ctmodel.read_many(path, format=held.name), expected(path), strict=True):
        payload = ctmodel.unstructure(trial)
        assert json.dumps(payload) == json.dumps(wanted["study"])
        assert ctmodel.structure(payload) == trial
        left = {place: left.value for place, left in account(trial).left.items()}
        assert dict(trial.extra) == left
        for place in left:
            with pytest.raises(TypeError, match="read-only"):
                del trial.extra[place]
