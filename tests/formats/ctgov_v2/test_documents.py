"""Which studies documents hold: pages, lists and wrappers, nested in any way."""

import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.documents import studies


def study(number: int) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}}}


NESTED = [
    ([{"studies": [study(1)], "nextPageToken": "a"}, {"studies": [study(2)]}], ["/0/studies/0", "/1/studies/0"]),
    ({"studies": [{"studies": [study(1), study(2)]}]}, ["/studies/0/studies/0", "/studies/0/studies/1"]),
    ({"study": {"studies": [study(1), study(2)]}}, ["/study/studies/0", "/study/studies/1"]),
    ({"studies": {"studies": [study(1), study(2)]}}, ["/studies/studies/0", "/studies/studies/1"]),
    ([[study(1)], [[study(2)]]], ["/0/0", "/1/0/0"]),
    ([{"study": study(1)}, {"study": {"study": study(2)}}], ["/0/study", "/1/study/study"]),
    ({"study": [study(1), {"studies": [{"study": study(2)}]}]}, ["/study/0", "/study/1/studies/0/study"]),
    ([study(1), [], {"studies": []}, study(2)], ["/0", "/3"]),
]


@pytest.mark.parametrize(("document", "pointers"), NESTED)
def test_any_nesting(document: Any, pointers: list[str], tmp_path: Path) -> None:
    assert [pointer for pointer, _ in studies(document)] == pointers

    (tmp_path / "pages.json").write_text(json.dumps(document))
    assert [trial.nct_id for trial in ctmodel.read_many(tmp_path)] == ["NCT00000001", "NCT00000002"]
    assert {finding.record for finding in ctmodel.validate_path(tmp_path)} == {"NCT00000001", "NCT00000002"}


@pytest.mark.parametrize("key", ["studies", "study"])
def test_a_study_with_such_a_field_is_one_study(key: str) -> None:
    document = {**study(1), key: [study(2)]}
    assert [*studies(document)] == [("", document)]


def test_nesting_up_to_the_limit() -> None:
    document: Any = study(1)
    for _ in range(240):
        document = [document]
    assert [pointer for pointer, _ in studies(document)] == ["/0" * 240]


def test_what_cannot_be_unwrapped_is_one_placed_error_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    path.write_text(json.dumps([study(1), {"hits": 5}, "x", {"studies": [study(2), None]}], indent=1))
    errors: list[ctmodel.ReadError] = []
    assert [trial.nct_id for trial in ctmodel.read_many(path, on_error=errors.append)] == ["NCT00000001", "NCT00000002"]
    assert [(error.code, error.line, error.column) for error in errors] == [
        ("STR002", 9, 2),
        ("STR002", 12, 2),
        ("STR002", 22, 4),
    ]
    assert str(errors[2]).startswith(f"{path}:22:4: /3/studies/1: this is not a study")

    found = [finding for finding in ctmodel.validate_path(path) if finding.code == "STR002"]
    assert [(finding.pointer, finding.line) for finding in found] == [("/1", 9), ("/2", 12), ("/3/studies/1", 22)]
