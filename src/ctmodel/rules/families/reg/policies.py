"""Rules about what policies require of a record: journals, notices of the FDA (REG)."""

from datetime import date
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional
from ctmodel.rules.definition import NOTE, Problems, rule

#: Journals require a plan for sharing data of trials that began enrolment on or after this day.
_PLANS_SINCE: Final = date(2019, 1, 1)


def _with_plan_expected(trial: Trial) -> bool:
    return interventional(trial) and trial.start_date is not None and trial.start_date.earliest >= _PLANS_SINCE


@rule(
    "REG013",
    severity=NOTE,
    source="42 CFR 11.66; ClinicalTrials.gov API v2, FDAAA801Violation and ViolationEvent",
    reads="fdaaa801_violation annotations",
)
def violation_recorded(trial: Trial) -> Problems:
    """The registry shows an FDA notice of a violation of the law on registration and results.

    Why:
        The notice stays on the record; anyone who uses the record should read it.

    Fix:
        Read the notice, and submit what it requires.

    Fires:
        Trial(fdaaa801_violation=True)
        Trial(annotations=Annotations(violation_events=[ViolationEvent(description="A notice")]))

    Silent:
        Trial(annotations=Annotations())
    """
    if trial.fdaaa801_violation:
        yield "fdaaa801_violation", "the registry shows a notice that the study violates FDAAA 801"
    elif trial.annotations is not None and trial.annotations.violation_events:
        count = len(trial.annotations.violation_events)
        notices = "a notice" if count == 1 else f"{count} notices"
        yield "annotations.violation_events", f"the record has {notices} that the study violates FDAAA 801"


@rule(
    "REG016",
    severity=NOTE,
    source="ICMJE recommendations, data sharing; WHO Trial Registration Data Set 1.3.1, item 24; measured: 13 %",
    reads="study_type start_date ipd_sharing_statement",
    applies=_with_plan_expected,
    requires="ipd_sharing_statement",
)
def data_sharing_not_stated(trial: Trial) -> Problems:
    """A trial that starts in 2019 or later does not state a plan for sharing participant data.

    Why:
        Journals require a statement at registration from trials that began enrolment in 2019 or later. The profiles
        ``icmje`` and ``who`` make it an error.

    Fix:
        State whether participant data will be shared, and if they will, which, when and how.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2019-01-01"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-12-31"))
    """
    statement = trial.ipd_sharing_statement
    if statement is None:
        yield "ipd_sharing_statement", "there is no plan for sharing participant data; expected yes, no or undecided"
    elif statement.ipd_sharing is None:
        yield "ipd_sharing_statement.ipd_sharing", "ipd_sharing is missing; expected yes, no or undecided"
