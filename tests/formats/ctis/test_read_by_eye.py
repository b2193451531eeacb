"""Values of CTIS records that were chosen beforehand and read from the source by eye, and the source's own criteria."""

import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.registry import formats
from ctmodel.model import EligibilityCriterion
from tests.conftest import members
from tests.formats.test_account import attribute

ARCHIVE = "registries/ctis_ctrdata.zip"
#: Record, attribute and value.
BY_EYE = [
    ("ctis1_2022-500676-59-00_2024-05-16", "secondary_ids[1].id", "DRKS00027098"),
    ("ctis1_2022-500676-59-00_2024-05-16", "eligibility.std_ages", ["CHILD", "ADULT"]),
    ("ctis1_2022-501180-40-00_2023-12-03", "enrollment.count", 945 + 60 + 73),
    ("ctis1_2022-501180-40-00_2023-12-03", "interventions[1].name", "DOXORUBICIN"),
    ("ctis1_2023-508143-51-01_2024-06-17", "start_date", "2023-05-23"),
    ("ctis1_2023-508143-51-01_2024-06-17", "start_date_type", "ESTIMATED"),
    ("ctis1_2024-512095-35-00_2024-05-16", "interventions[2].other_names", ["ribociclib"]),
    ("ctis1_2024-512095-35-00_2024-05-16", "phases", ["PHASE1", "PHASE2"]),
    ("ctis2_2022-501142-30-00_2024-06-23", "eligibility.sex", "FEMALE"),
    ("ctis2_2023-505613-24-00_2024-06-23", "enrollment.count", 6 + 4 + 3 + 19),
    ("ctis2_2023-505613-24-00_2026-03-08", "start_date", "2021-04-28"),
    ("ctis2_2023-505613-24-00_2026-03-08", "last_update_post_date", "2025-08-20"),
]
#: What two trials write at the beginning of items: a number, and a header. It is not in the criteria's texts.
BEGINNINGS = ("24. ", "Additional exclusion criteria iEuroEwing-SR-RT part: ")


def records(corpus: Path) -> dict[str, bytes]:
    return {name.rpartition("/")[2].removesuffix(".json"): data for name, data in members(corpus / ARCHIVE)}


def read(data: bytes) -> ctmodel.Trial:
    held: Any = formats()["ctis-json"]
    (record,) = held.records(data)
    trial: ctmodel.Trial = held.trial(record)
    return trial


def criteria(trial: ctmodel.Trial) -> list[EligibilityCriterion]:
    assert trial.eligibility is not None
    return trial.eligibility.criteria


@pytest.mark.corpus
def test_values_are_those_of_the_source(corpus: Path) -> None:
    trials = {name: read(data) for name, data in records(corpus).items()}
    found = [(name, path, attribute(trials[name], path)) for name, path, _ in BY_EYE]
    assert [
        (name, path, value if isinstance(value, list | int) else str(value)) for name, path, value in found
    ] == BY_EYE


def items(payload: dict[str, Any], kind: str) -> list[str]:
    """Return the items of a kind by their numbers; each on one line, without entities."""
    part = payload.get("authorizedApplication", payload)["authorizedPartI"]
    held = part["trialDetails"]["trialInformation"]["eligibilityCriteria"][f"principal{kind}Criteria"]
    texts = [item[f"principal{kind}Criteria"] for item in sorted(held, key=lambda item: item["number"])]
    return [" ".join(text.replace("&apos;", "'").split()) for text in texts]


@pytest.mark.corpus
def test_the_criteria_are_the_items_of_the_source(corpus: Path) -> None:
    count = 0
    for name, data in records(corpus).items():
        payload, trial = json.loads(data), read(data)
        for kind in ("Inclusion", "Exclusion"):
            wanted = items(payload, kind)
            for beginning in BEGINNINGS:
                wanted = [item.removeprefix(beginning) for item in wanted]
            found = [held.text for held in criteria(trial) if held.kind == kind.lower()]
            assert [" ".join(text.split()) for text in found] == wanted, name
            count += len(found)
    assert count == 2 * 32 + 2 * 22 + 2 + 24 + 27 + 2 * 18


def test_lines_of_an_item_are_one_criterion() -> None:
    lists = {"Inclusion": ["Fever:\n- of 38\n- of 39", "2 to 4 days\r\n\r\nof cough"], "Exclusion": ["Allergy"]}
    lists_of_items = {
        f"principal{kind}Criteria": [
            {"number": at, f"principal{kind}Criteria": text} for at, text in enumerate(texts, 1)
        ]
        for kind, texts in lists.items()
    }
    part = {"trialDetails": {"trialInformation": {"eligibilityCriteria": lists_of_items}}}
    trial = read(json.dumps({"ctNumber": "2022-512350-15-00", "authorizedPartI": part}).encode())
    assert [(held.kind.value, held.text) for held in criteria(trial)] == [
        ("inclusion", "Fever: - of 38 - of 39"),
        ("inclusion", "2 to 4 days of cough"),
        ("exclusion", "Allergy"),
    ]
