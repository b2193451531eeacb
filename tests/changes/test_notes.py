"""What changes are read as, one example of each kind, and the limits of what is certain."""

from typing import Any

import attrs
import pytest

import ctmodel
from ctmodel import Age, Arm, Eligibility, Enrollment, Intervention, Location, Outcome, PartialDate, Trial
from ctmodel.changes import Certainty, Event, Note, NoteKind, NoteTopic
from ctmodel.changes.reading.eligibility import _MOST_PAIRS
from ctmodel.changes.topics import TOPICS
from ctmodel.model import Derived
from ctmodel.terms import Status


def read(old: Trial, new: Trial) -> list[Note]:
    return list(ctmodel.notes(ctmodel.diff(old, new)))


def told(old: Trial, new: Trial) -> list[tuple[str, str, str | None]]:
    return [(note.kind.value, note.subject, note.by) for note in read(old, new)]


def test_each_attribute_has_a_topic() -> None:
    assert set(TOPICS) == {field.name for field in attrs.fields(Trial)} - {"_source"}


PFS = Outcome(measure="Progression-free survival", time_frame="Up to 59 months")
OS = Outcome(measure="Overall survival", time_frame="Up to 59 months")


def outcomes(
    primary: list[Outcome], secondary: list[Outcome] | None = None, other: list[Outcome] | None = None
) -> Trial:
    return Trial(primary_outcomes=primary, secondary_outcomes=secondary or [], other_outcomes=other or [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (outcomes([PFS]), outcomes([PFS, OS]), [("added", "primary outcome")]),
        (outcomes([PFS, OS]), outcomes([PFS]), [("removed", "primary outcome")]),
        (outcomes([PFS], [OS]), outcomes([PFS, OS]), [("promoted", "primary outcome")]),
        (outcomes([PFS, OS]), outcomes([PFS], [OS]), [("demoted", "secondary outcome")]),
        (outcomes([PFS], [OS]), outcomes([PFS], [], [OS]), [("moved", "other outcome")]),
        (outcomes([PFS, OS]), outcomes([OS, PFS]), [("reordered", "primary outcome")]),
        (
            outcomes([PFS]),
            outcomes([attrs.evolve(PFS, measure="Median progression-free survival")]),
            [("reworded", "primary outcome")],
        ),
        (
            outcomes([PFS]),
            outcomes([attrs.evolve(PFS, measure="Pain at rest")]),
            [("replaced or reworded", "primary outcome")],
        ),
        (
            outcomes([attrs.evolve(PFS, time_frame=None)]),
            outcomes([PFS]),
            [("time frame first given", "primary outcome")],
        ),
        (outcomes([PFS]), outcomes([attrs.evolve(PFS, time_frame=None)]), [("time frame removed", "primary outcome")]),
        (
            outcomes([PFS]),
            outcomes([attrs.evolve(PFS, time_frame="up to 59 months of treatment")]),
            [("time frame reworded", "primary outcome")],
        ),
        (
            outcomes([PFS]),
            outcomes([attrs.evolve(PFS, time_frame="Up to 59 weeks")]),
            [("time frame changed", "primary outcome")],
        ),
        (outcomes([PFS]), outcomes([attrs.evolve(PFS, description="By RECIST")]), [("changed", "primary outcome")]),
    ],
)
def test_outcomes(old: Trial, new: Trial, said: list[tuple[str, str]]) -> None:
    assert [(kind, subject) for kind, subject, _ in told(old, new)] == said


def test_one_amendment_of_time_frames_is_one_note() -> None:
    later = [attrs.evolve(outcome, time_frame="Up to 58 months") for outcome in (PFS, OS)]
    (note,) = read(outcomes([PFS], [OS]), outcomes([later[0]], [later[1]]))
    assert (note.kind, note.subject, note.name, len(note.changes)) == (NoteKind.TIME_FRAME_CHANGED, "outcome", None, 2)
    assert (note.old, note.new) == ("Up to 59 months", "Up to 58 months")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # Half of the words, by rarity, is enough.
        (
            outcomes([PFS, Outcome(measure="Overall survival")]),
            outcomes([attrs.evolve(PFS, measure="Progression-free survival and overall survival")]),
            ("merged", None, "Progression-free survival and overall survival"),
        ),
        (
            outcomes([attrs.evolve(PFS, measure="Progression-free survival and overall survival")]),
            outcomes([PFS, Outcome(measure="Overall survival")]),
            ("split off", "Progression-free survival and overall survival", None),
        ),
        (
            outcomes([PFS, Outcome(measure="Pain at rest")]),
            outcomes([attrs.evolve(PFS, measure="Progression-free survival and overall survival")]),
            ("removed", None, None),
        ),
        # The outcome that remains had the words before.
        (
            outcomes([PFS, Outcome(measure="Progression")]),
            outcomes([attrs.evolve(PFS, measure="Median progression-free survival")]),
            ("removed", None, None),
        ),
    ],
)
def test_outcomes_that_were_split_or_merged(old: Trial, new: Trial, said: tuple[str, str | None, str | None]) -> None:
    assert said in [(note.kind, note.old, note.new) for note in read(old, new)]


@pytest.mark.parametrize(
    ("measure", "time_frame", "kind"),
    [
        ("Survival", "6 months", NoteKind.TIME_FRAME_MOVED),
        ("Survival", "7 months", NoteKind.TIME_FRAME_GIVEN),
        ("Survival", "six months", NoteKind.TIME_FRAME_GIVEN),
        ("Survival for 6 months", "6 months", NoteKind.TIME_FRAME_GIVEN),
    ],
)
def test_a_time_frame_that_the_measure_named(measure: str, time_frame: str, kind: NoteKind) -> None:
    old = outcomes([Outcome(measure="Survival within 6 months")])
    new = outcomes([Outcome(measure=measure, time_frame=time_frame)])
    assert kind in [note.kind for note in read(old, new)]


def test_different_amendments_are_different_notes() -> None:
    later = [attrs.evolve(PFS, time_frame="Up to 58 months"), attrs.evolve(OS, time_frame="Up to 57 months")]
    assert len(read(outcomes([PFS], [OS]), outcomes([later[0]], [later[1]]))) == 2


def enrolled(count: int | None, type: str | None) -> Trial:
    return Trial(enrollment=Enrollment(count=count, type=type))


@pytest.mark.parametrize(
    ("old", "new", "kind", "by"),
    [
        (enrolled(200, "ESTIMATED"), enrolled(102, "ESTIMATED"), "planned number changed", "-49 %"),
        (enrolled(18, "ESTIMATED"), enrolled(8, "ACTUAL"), "actual number given", "-56 %"),
        (enrolled(8, "ESTIMATED"), enrolled(8, "ACTUAL"), "actual number given", None),
        (enrolled(8, "ACTUAL"), enrolled(9, "ACTUAL"), "actual number changed", "+12 %"),
        (enrolled(8, "ACTUAL"), enrolled(9, "ESTIMATED"), "changed", "+12 %"),
        (enrolled(0, "ESTIMATED"), enrolled(9, "ESTIMATED"), "planned number changed", None),
        (enrolled(9, None), enrolled(None, "ESTIMATED"), "changed", None),
        (Trial(), enrolled(9, "ESTIMATED"), "added", None),
        (enrolled(9, "ESTIMATED"), Trial(), "removed", None),
    ],
)
def test_sample_size(old: Trial, new: Trial, kind: str, by: str | None) -> None:
    assert told(old, new) == [(kind, "number of participants", by)]


def completed(text: str | None, type: str = "ESTIMATED") -> Trial:
    return Trial(completion_date=PartialDate(text) if text else None, completion_date_type=type)


@pytest.mark.parametrize(
    ("old", "new", "kind", "by"),
    [
        (completed("2026-07"), completed("2027-09"), "later", "+14 months"),
        (completed("2026-07"), completed("2026-06"), "earlier", "-1 month"),
        (completed("2026-07-01"), completed("2026-07-02"), "later", "+1 day"),
        (completed("2024"), completed("2026"), "later", "+2 years"),
        (completed("2026-06"), completed("2026-07-10"), "later", "+10 to +39 days"),
        (completed("2026-07-10"), completed("2026-06"), "earlier", "-10 to -39 days"),
        (completed("2026-07"), completed("2026-07-10"), "changed", None),
        (completed("2026-07-10"), completed("2026-07-10", "ACTUAL"), "became actual", None),
        (completed("2026-07-10", "ACTUAL"), completed("2026-07-10"), "changed", None),
        (completed(None), completed("2026-07-10"), "added", None),
        (completed("2026-07-10"), completed(None), "removed", None),
    ],
)
def test_dates(old: Trial, new: Trial, kind: str, by: str | None) -> None:
    assert told(old, new) == [(kind, "completion date", by)]


def eligible(**values: Any) -> Trial:
    return Trial(eligibility=Eligibility(**values))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({"minimum_age": Age(18, "Years")}, {"minimum_age": Age(12, "Years")}, "wider"),
        ({"minimum_age": Age(18, "Years")}, {"minimum_age": Age(24, "Months")}, "wider"),
        ({"minimum_age": Age(18, "Years")}, {}, "wider"),
        ({}, {"minimum_age": Age(18, "Years")}, "narrower"),
        ({"maximum_age": Age(65, "Years")}, {"maximum_age": Age(70, "Years")}, "wider"),
        ({"maximum_age": Age(65, "Years")}, {"maximum_age": Age(60, "Years")}, "narrower"),
        ({"sex": "ALL"}, {"sex": "FEMALE"}, "narrower"),
        ({"sex": "MALE"}, {"sex": "ALL"}, "wider"),
        ({"sex": "MALE"}, {"sex": "FEMALE"}, "changed"),
        ({"sex": "ALL"}, {}, "removed"),
        ({"healthy_volunteers": False}, {"healthy_volunteers": True}, "wider"),
        ({"healthy_volunteers": True}, {"healthy_volunteers": False}, "narrower"),
        ({}, {"healthy_volunteers": False}, "added"),
    ],
)
def test_people_are_eligible(old: dict[str, Any], new: dict[str, Any], kind: str) -> None:
    base = {"study_population": "Adults"}
    (note,) = read(eligible(**base, **old), eligible(**base, **new))
    assert (note.topic, note.kind) == (NoteTopic.ELIGIBILITY, kind)


ASTHMA = "Asthma diagnosed by a physician"
SMOKER = "Smoker"


def criteria(included: list[str], excluded: list[str]) -> Trial:
    lines = ["Inclusion Criteria:", "", *(f"* {text}" for text in included)]
    return eligible(text="\n".join([*lines, "", "Exclusion Criteria:", "", *(f"* {text}" for text in excluded)]))


@pytest.mark.parametrize(
    ("old", "new", "kind", "details"),
    [
        (([ASTHMA], [SMOKER]), ([ASTHMA], [SMOKER, "Pregnant"]), "narrower", [("added", "exclusion")]),
        (([ASTHMA], [SMOKER, "Pregnant"]), ([ASTHMA], [SMOKER]), "wider", [("removed", "exclusion")]),
        (([ASTHMA], [SMOKER]), ([ASTHMA, "Adult"], [SMOKER]), "narrower", [("added", "inclusion")]),
        (
            ([ASTHMA], [SMOKER]),
            (["Asthma, as a physician diagnosed"], [SMOKER]),
            "reworded",
            [("reworded", "inclusion")],
        ),
        (([ASTHMA], [SMOKER]), (["Adult"], [SMOKER]), "changed", [("removed", "inclusion"), ("added", "inclusion")]),
        (([ASTHMA, "Adult"], [SMOKER]), (["Adult", ASTHMA], [SMOKER]), "changed", []),
        (([ASTHMA], [SMOKER]), ([ASTHMA.upper()], [SMOKER]), "changed", []),
    ],
)
def test_criteria(old: Any, new: Any, kind: str, details: list[tuple[str, str]]) -> None:
    (note,) = read(criteria(*old), criteria(*new))
    assert (note.subject, note.kind) == ("criteria", kind)
    assert [(held.kind, held.subject) for held in note.details] == details


@pytest.mark.parametrize(("extra", "kind"), [(0, NoteKind.REWORDED), (1, NoteKind.REMOVED)])
def test_of_many_criteria_none_is_compared_with_all(extra: int, kind: NoteKind) -> None:
    number = int(_MOST_PAIRS**0.5) + extra
    old, new = ([f"Marker{at} above limit{side}" for at in range(number)] for side in (1, 2))
    (note,) = read(criteria(old, []), criteria(new, []))
    assert note.details[0].kind is kind


def arms(label: str) -> Trial:
    arm = Arm(
        label=label, description="Tablets every day until the disease progresses", intervention_names=["Drug: Aspirin"]
    )
    return Trial(arms=[arm], interventions=[Intervention(name="Aspirin", arm_group_labels=[label])])


def test_what_follows_from_a_relabelled_arm_belongs_to_its_note() -> None:
    (note,) = read(arms("2L AGA+ cohort"), arms("2/3L AGA+ cohort"))
    assert (note.kind, note.subject, note.old, note.new) == ("relabelled", "arm", "2L AGA+ cohort", "2/3L AGA+ cohort")
    assert len(note.changes) == 3


def test_other_changes_of_an_intervention_are_its_own() -> None:
    new = arms("2/3L AGA+ cohort")
    new.interventions[0].description = "81 mg"
    assert [(note.kind, note.subject, note.name) for note in read(arms("2L AGA+ cohort"), new)] == [
        ("relabelled", "arm", "2/3L AGA+ cohort"),
        ("changed", "intervention", "Aspirin"),
    ]


def test_sites_are_told_by_counts() -> None:
    def site(city: str, **values: Any) -> Location:
        return Location(facility=f"Clinic of {city}", city=city, country="Italy", **values)

    old = Trial(locations=[site("Rome"), site("Milan"), site("Bari"), site("Pisa")])
    new = Trial(
        locations=[
            site("Rome", status="RECRUITING"),
            site("Milan", status="RECRUITING"),
            site("Turin"),
            site("Bari", zip="70100"),
        ]
    )
    assert [(note.kind, note.subject) for note in read(old, new)] == [
        ("added", "sites"),
        ("removed", "sites"),
        ("changed", "status of sites"),
        ("changed", "places of sites"),
    ]
    added, _, status, _ = read(old, new)
    assert [(held.subject, held.count) for held in added.details] == [("Italy", 1)]
    assert [(held.old, held.new, held.count) for held in status.details] == [(None, "RECRUITING", 2)]


@pytest.mark.parametrize(
    ("old", "new", "follows"),
    [
        (Status.ACTIVE_NOT_RECRUITING, Status.RECRUITING, "overall status"),
        (Status.RECRUITING, Status.RECRUITING, None),
    ],
)
def test_sites_follow_the_overall_status(old: Status, new: Status, follows: str | None) -> None:
    closed = Trial(overall_status=old, locations=[Location(facility="A"), Location(facility="B")])
    recruiting = [attrs.evolve(site, status=Status.RECRUITING) for site in closed.locations]
    opened = attrs.evolve(closed, overall_status=new, locations=recruiting)
    for versions in ((closed, opened), (opened, closed)):
        (note,) = [note for note in read(*versions) if note.topic is NoteTopic.SITES]
        assert (note.subject, note.follows) == ("status of sites", follows)
    mixed = [recruiting[0], attrs.evolve(recruiting[1], status=Status.WITHDRAWN)]
    (note,) = [
        note
        for note in read(attrs.evolve(opened, overall_status=None), attrs.evolve(opened, locations=mixed))
        if note.topic is NoteTopic.SITES
    ]
    assert note.follows is None


def dated(submitted: str | None, start: str | None = None, **values: Any) -> Trial:
    return Trial(
        last_update_submit_date=PartialDate(submitted) if submitted else None,
        start_date=PartialDate(start) if start else None,
        **values,
    )


@pytest.mark.parametrize(
    ("old", "new", "certainty"),
    [
        (dated("2026-02-01", "2026-01"), dated("2026-03-01", "2026-01"), Certainty.CERTAINLY),
        (dated("2026-01-31", "2026-01"), dated("2026-03-01", "2026-01"), Certainty.CERTAINLY),
        (dated("2026-01-30", "2026-01"), dated("2026-03-01", "2026-01"), Certainty.POSSIBLY),
        (dated("2025-12-01", "2026-01"), dated("2026-01-01", "2026-01"), Certainty.POSSIBLY),
        (dated("2025-12-01", "2026-01"), dated("2025-12-31", "2026-01"), Certainty.NOT),
        # A start that was moved counts from the earlier of both dates.
        (dated("2026-02-01", "2026-01"), dated("2026-03-01", "2026-06"), Certainty.CERTAINLY),
        (dated(None, "2026-01"), dated("2026-03-01", "2026-01"), Certainty.UNKNOWN),
        (dated("2026-02-01"), dated("2026-03-01"), Certainty.UNKNOWN),
    ],
)
def test_when(old: Trial, new: Trial, certainty: Certainty) -> None:
    assert ctmodel.notes(ctmodel.diff(old, new)).interval.after(Event.START) is certainty


def test_what_the_sponsor_did_not_submit_is_of_the_registry() -> None:
    old, new = dated("2026-02-01", overall_status="RECRUITING"), dated("2026-02-01", overall_status="UNKNOWN")
    notes = ctmodel.notes(ctmodel.diff(old, new))
    assert notes.interval.is_by_registry
    assert [note.topic for note in notes] == [NoteTopic.REGISTRY]
    later = ctmodel.notes(ctmodel.diff(old, dated("2026-02-02", overall_status="UNKNOWN")))
    assert [note.topic for note in later] == [NoteTopic.STATUS, NoteTopic.REGISTRY]


@pytest.mark.parametrize(
    ("held", "changed", "is_edit", "is_by_registry"),
    [
        (("2026-03-01", "2026-03-01"), {"overall_status": "UNKNOWN"}, True, False),
        (("2026-03-01", "2026-03-02"), {"acronym": "NEW"}, False, True),
        # Without versions of the data, the attributes tell.
        ((None, "2026-03-02"), {"acronym": "NEW"}, False, False),
        (("2026-03-01", None), {"acronym": "NEW"}, False, False),
        ((None, None), {"acronym": "NEW"}, False, False),
        ((None, None), {"overall_status": "UNKNOWN"}, False, True),
        ((None, None), {"overall_status": "UNKNOWN", "acronym": "NEW"}, False, False),
        ((None, None), {"last_update_post_date": PartialDate("2026-03-01")}, False, True),
    ],
)
def test_an_edit_is_not_the_work_of_the_registry(
    held: tuple[str | None, str | None], changed: dict[str, Any], is_edit: bool, is_by_registry: bool
) -> None:
    old, new = (
        dated("2026-02-01", derived=Derived(version_holder=PartialDate(day) if day else None), **values)
        for day, values in zip(held, ({}, changed), strict=True)
    )
    notes = ctmodel.notes(ctmodel.diff(old, new))
    assert (notes.interval.is_edit, notes.interval.is_by_registry) == (is_edit, is_by_registry)
    assert ({note.topic for note in notes} == {NoteTopic.REGISTRY}) is (
        is_by_registry or changed.keys() == {"last_update_post_date"}
    )


def test_results_submitted_between_the_versions() -> None:
    old, new = dated("2026-02-01"), dated("2026-03-01", has_results=True)
    assert ctmodel.notes(ctmodel.diff(old, new)).interval.brings_results
    assert not ctmodel.notes(ctmodel.diff(new, new)).interval.brings_results
    new = dated("2026-03-01", results_first_submit_date=PartialDate("2026-02-15"))
    assert ctmodel.notes(ctmodel.diff(old, new)).interval.brings_results


def test_fields_without_an_attribute_are_one_note() -> None:
    old, new = ctmodel.structure({"new": 1, "other": 2}), ctmodel.structure({"new": 2})
    (note,) = read(old, new)
    assert (note.topic, note.subject, len(note.changes)) == (NoteTopic.OTHER, "fields without an attribute", 2)
