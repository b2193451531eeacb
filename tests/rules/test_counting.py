"""Places that share a cause are one finding, which says how many more there are."""

from typing import Any

import pytest

import ctmodel
from ctmodel import Arm, Contact, Intervention, Location, Outcome, PartialDate, Reference, Trial
from ctmodel.rules.counting import counted


def found(trial: Trial, code: str) -> list[tuple[str, str]]:
    findings = ctmodel.validate(trial, select=[code], records="whole", as_of="2026-01-01")
    return [(finding.path, finding.message) for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([], []),
        ([("x", "a", "wrong")], [("a", "wrong")]),
        ([("x", "a", "wrong"), ("x", "b", "bad")], [("a", "wrong (and 1 more site)")]),
        ([("x", "a", "wrong"), ("y", "b", "bad"), ("x", "c", "off")], [("a", "wrong (and 1 more site)"), ("b", "bad")]),
        ([("x", "a", "wrong")] * 1_042, [("a", "wrong (and 1,041 more sites)")]),
    ],
)
def test_of_each_cause_the_first_is_said(places: Any, said: list[tuple[str, str]]) -> None:
    assert list(counted("site", places)) == said


def test_sites_without_a_facility_are_one_finding() -> None:
    sites = [Location(city="Oslo", country="Norway", facility="A")]
    sites += [Location(city=city, country="Norway") for city in ("Bergen", "Tromsø", "Bodø")]
    ((path, message),) = found(Trial(locations=sites), "LOC009")
    assert (path, message) == (
        "locations[1].facility",
        "a site (Bergen, Norway) has no facility (and 2 more sites)",
    )


@pytest.mark.parametrize(
    ("trial", "code", "paths"),
    [
        (Trial(locations=[Location(city="Oslo")] * 3), "LOC007", ["locations[0].country"]),
        (
            Trial(locations=[Location(zip=code, country="United States") for code in ("2115", "211", "2115")]),
            "LOC011",
            ["locations[0].zip", "locations[1].zip"],
        ),
        (
            Trial(locations=[Location(city=city) for city in ("Olso", "Brgen", "Olso")]),
            "LOC013",
            ["locations[0].geo_point", "locations[1].geo_point"],
        ),
        (
            Trial(
                overall_status="COMPLETED",
                locations=[Location(status=s) for s in ("RECRUITING", "NOT_YET_RECRUITING", "RECRUITING")],
            ),
            "LOC017",
            ["locations[0].status", "locations[1].status"],
        ),
        (
            Trial(locations=[Location(contacts=[Contact(email=e)]) for e in ("a@b@example.org", "x", "x")]),
            "LOC005",
            ["locations[0].contacts[0].email", "locations[1].contacts[0].email"],
        ),
        (Trial(central_contacts=[Contact(phone="555")] * 2), "LOC006", ["central_contacts[0].phone"]),
        (
            Trial(interventions=[Intervention(name=name) for name in ("A", "B", "A", "B", "A")]),
            "ARM006",
            ["interventions[2].name", "interventions[3].name"],
        ),
        (
            Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A"), Arm(label="B")]),
            "ARM013",
            ["arms[0].description"],
        ),
        (Trial(arms=[Arm(label="Arm 1"), Arm(label="Arm 2")]), "ARM016", ["arms[0].label"]),
        (
            Trial(study_type="INTERVENTIONAL", interventions=[Intervention(name="A"), Intervention(name="B")]),
            "ARM021",
            ["interventions[0].description"],
        ),
        (
            Trial(primary_outcomes=[Outcome(measure="Pain")], secondary_outcomes=[Outcome(measure="Sleep")]),
            "OUT004",
            ["primary_outcomes[0].time_frame"],
        ),
        (
            Trial(primary_outcomes=[Outcome(measure="Pain", time_frame=frame) for frame in ("28", "14", "28")]),
            "OUT005",
            ["primary_outcomes[0].time_frame", "primary_outcomes[1].time_frame"],
        ),
        (
            Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="as needed")] * 2),
            "OUT006",
            ["primary_outcomes[0].time_frame"],
        ),
        (Trial(primary_outcomes=[Outcome(measure="Pain")] * 2), "OUT012", ["primary_outcomes[0].description"]),
        (
            Trial(primary_outcomes=[Outcome(measure=name) for name in ("Pain score", "Sleep score", "Pain score")]),
            "OUT013",
            ["primary_outcomes[0].description"],
        ),
        (
            Trial(overall_status="NOT_YET_RECRUITING", references=[Reference(type="RESULT")] * 2),
            "REF007",
            ["references[0].type"],
        ),
        (
            Trial(brief_title="Â® A", official_title="Â® A", brief_summary="Ã— B"),
            "TXT001",
            ["brief_title", "brief_summary"],
        ),
        (
            Trial(brief_title="A &amp; B", official_title="A &AMP; B", brief_summary="A &lt; B"),
            "TXT005",
            ["brief_title", "brief_summary"],
        ),
        (Trial(brief_summary="TBD", detailed_description="TBD"), "TXT010", ["brief_summary"]),
        (Trial(brief_summary="a \\> b", detailed_description="a \\> b"), "TXT011", ["brief_summary"]),
    ],
)
def test_values_that_differ_are_different_causes(trial: Trial, code: str, paths: list[str]) -> None:
    assert sorted(path for path, _ in found(trial, code)) == sorted(paths)


def test_incomplete_intervals_are_one_finding() -> None:
    analyses = [{"ciNumSides": "TWO_SIDED", "ciPctValue": "95", "ciLowerLimit": "1.2"}] * 3
    trial = ctmodel.structure(
        {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{"analyses": analyses}]}}}
    )
    ((path, message),) = found(trial, "OMR022")
    assert path == "results.outcome_measures[0].analyses[0].ci_upper_limit"
    assert message.endswith("(and 2 more intervals)")


@pytest.mark.parametrize(
    ("facilities", "said"),
    [
        ([5, None, None], [("locations[1].facility", " (and 1 more site)")]),
        ([None, 5, None], [("locations[0].facility", " (and 1 more site)")]),
        ([None, None, 5], [("locations[0].facility", " (and 1 more site)")]),
        ([5, 5, None], [("locations[2].facility", "")]),
        ([5, 5], []),
        ([5], []),
    ],
)
def test_an_item_that_does_not_fit_is_neither_said_nor_counted(facilities: Any, said: list[tuple[str, str]]) -> None:
    sites = [
        {"city": "Oslo", "country": "Norway"} | ({} if name is None else {"facility": name}) for name in facilities
    ]
    trial = ctmodel.structure({"protocolSection": {"contactsLocationsModule": {"locations": sites}}})
    message = "a site (Oslo, Norway) has no facility"
    assert found(trial, "LOC009") == [(path, message + count) for path, count in said]


def test_what_is_unknown_to_the_model_fits() -> None:
    sites = [{"city": "Oslo", "country": "Norway", "new": 5}] * 2
    trial = ctmodel.structure({"protocolSection": {"contactsLocationsModule": {"locations": sites}}})
    assert [path for path, _ in found(trial, "LOC009")] == ["locations[0].facility"]


def test_items_between_that_are_complete_are_not_counted() -> None:
    outcomes = [Outcome(measure="Pain"), Outcome(measure="Sleep", time_frame="2 days"), Outcome(measure="Mood")]
    trial = Trial(start_date=PartialDate("2019-05"), primary_outcomes=outcomes)
    ((path, message),) = found(trial, "OUT003")
    assert path == "primary_outcomes[0].time_frame"
    assert message.endswith("(and 1 more outcome)")
