"""Rows of records that are damaged, partial, older, or from other registries: places that lead somewhere, no exception."""

import json
from itertools import islice
from pathlib import Path

import pytest

import ctmodel
from ctmodel.codec.json_pointer import value_at
from ctmodel.formats import account
from ctmodel.formats.foreign import format_of
from ctmodel.tables import rows, tables
from tests.conftest import members
from tests.tables.test_rows import led_back

pytestmark = pytest.mark.corpus

#: How many records are taken of each archive.
MOST = 40


@pytest.mark.parametrize("name", ["damaged_v2.zip", "partial_v2.zip", "history_v2.zip"])
def test_places_in_json(corpus: Path, name: str) -> None:
    number = 0
    for trial in islice(ctmodel.read_many(corpus / name), MOST):
        payload = ctmodel.unstructure(trial)
        for table, made in rows(trial).items():
            for row in made:
                number += 1
                assert (row[2] is None) is (table == "trials")
                assert row[2] is None or value_at(payload, row[2]) is not None
                assert "" not in row
    assert number > 500


@pytest.mark.parametrize(
    "name",
    [
        "ctgov_legacy_xml.zip",
        "registries/ictrp.zip",
        "registries/isrctn_raw.zip",
        "registries/ctis_ctrdata.zip",
        "registries/csv_v2.zip",
    ],
)
def test_places_in_other_formats(corpus: Path, name: str) -> None:
    without, errors = dict[str, int](), list[ctmodel.ReadError]()
    number = 0
    for trial in islice(ctmodel.read_many(corpus / name, on_error=errors.append), MOST):
        assert format_of(trial) is not None
        leaves = account(trial)
        places = {*leaves.carried, *leaves.left, *leaves.silent}
        for table, made in rows(trial).items():
            for row in made:
                number += 1
                assert row[2] is None or row[2] in places
                assert "" not in row
                if row[2] is None:
                    without[table] = without.get(table, 0) + 1
    assert number > 50
    # Only what the library derives of a record has no leaf of its own.
    assert without.keys() <= {"trials", "trial_terms", "arm_interventions"}


@pytest.mark.parametrize("name", ["history_v2.zip", "damaged_v2.zip"])
def test_cells_lead_back_to_the_source(corpus: Path, name: str) -> None:
    checked = set[str]()
    for _, data in islice(members(corpus / name), MOST):
        payload = json.loads(data)
        if isinstance(payload, dict) and "protocolSection" in payload:
            checked |= led_back(payload)
    assert len(checked) > 100


def test_versions_of_a_record_have_keys_of_their_own(corpus: Path) -> None:
    trials = [*ctmodel.read_many(corpus / "history_v2.zip")]
    made = tables(trials, only=["trials"])["trials"]
    texts = {ctmodel.dumps(trial) for trial in trials}
    assert len(set(made.column("record").to_pylist())) == len(texts)
    assert len(set(made.column("trial_id").to_pylist())) < len(texts)
