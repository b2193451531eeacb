"""Whether the law applies is said from public data alone, and never guessed."""

import datetime
from typing import Any

import pytest

from ctmodel import Design, Location, PartialDate, Phase, PrimaryPurpose, StudyType, Trial
from ctmodel.rules.act import Verdict, applicable_clinical_trial
from ctmodel.rules.deadlines import past, years_after

US = [Location(country="United States")]
DRUG: dict[str, Any] = {
    "study_type": StudyType.INTERVENTIONAL,
    "start_date": PartialDate("2019-05"),
    "phases": [Phase.PHASE1, Phase.PHASE2],
    "is_fda_regulated_drug": True,
    "is_fda_regulated_device": False,
    "locations": US,
}
DEVICE: dict[str, Any] = DRUG | {
    "phases": [Phase.NA],
    "design": Design(primary_purpose=PrimaryPurpose.TREATMENT),
    "is_fda_regulated_drug": False,
    "is_fda_regulated_device": True,
}


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        (DRUG, Verdict.APPLIES),
        *(
            (DRUG | {"locations": [Location(country=country)]}, Verdict.APPLIES)
            for country in (
                "American Samoa",
                "Guam",
                "Northern Mariana Islands",
                "Puerto Rico",
                "U.S. Virgin Islands",
                "Virgin Islands (U.S.)",
            )
        ),
        (DRUG | {"locations": [], "is_us_export": True}, Verdict.APPLIES),
        (DRUG | {"locations": [Location(country="Norway")]}, Verdict.CANNOT_TELL),
        (DRUG | {"phases": [Phase.PHASE1]}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"phases": [Phase.EARLY_PHASE1]}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"phases": []}, Verdict.CANNOT_TELL),
        (DRUG | {"phases": ["PHASE5"]}, Verdict.CANNOT_TELL),
        (DRUG | {"is_fda_regulated_drug": None}, Verdict.CANNOT_TELL),
        (DRUG | {"is_fda_regulated_drug": False}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"start_date": PartialDate("2017-01")}, Verdict.CANNOT_TELL),
        (DRUG | {"start_date": PartialDate("2017-01-17")}, Verdict.CANNOT_TELL),
        (DRUG | {"start_date": PartialDate("2017-01-18")}, Verdict.APPLIES),
        (DRUG | {"start_date": None}, Verdict.CANNOT_TELL),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2007-12-25")},
            Verdict.DOES_NOT_APPLY,
        ),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2007-12-26")},
            Verdict.CANNOT_TELL,
        ),
        (
            DRUG | {"start_date": PartialDate("2005"), "completion_date": PartialDate("2006")},
            Verdict.DOES_NOT_APPLY,
        ),
        (DRUG | {"study_type": StudyType.OBSERVATIONAL}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"study_type": StudyType.EXPANDED_ACCESS}, Verdict.DOES_NOT_APPLY),
        (DRUG | {"study_type": None}, Verdict.CANNOT_TELL),
        (DEVICE, Verdict.APPLIES),
        (DEVICE | {"design": Design(primary_purpose=PrimaryPurpose.DEVICE_FEASIBILITY)}, Verdict.DOES_NOT_APPLY),
        (DEVICE | {"design": None}, Verdict.CANNOT_TELL),
        (DEVICE | {"is_fda_regulated_drug": True, "phases": [Phase.PHASE1]}, Verdict.CANNOT_TELL),
        ({"study_type": StudyType.OBSERVATIONAL, "is_ppsd": True}, Verdict.APPLIES),
    ],
)
def test_the_verdict(items: dict[str, Any], verdict: Verdict) -> None:
    assessment = applicable_clinical_trial(Trial(**items))
    assert assessment.verdict is verdict
    assert assessment.reasons
    assert str(assessment).startswith(f"{verdict.value} (")


def test_years_after_reach_the_end_of_the_calendar() -> None:
    assert years_after(datetime.date(2020, 2, 29), 1) == datetime.date(2021, 3, 1)
    assert years_after(datetime.date.max, 1) == datetime.date.max


def test_days_of_grace() -> None:
    completed = datetime.date(2024, 11, 30)
    assert not past(datetime.date(2025, 12, 30), completed, 1)
    assert past(datetime.date(2025, 12, 31), completed, 1)
