"""Rules about the number of participants (DES)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional, posted_study
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import shortened
from ctmodel.terms.protocol import DateType, EnrollmentType, Status

_DEFINITIONS: Final = "PRS data element definitions, Enrollment"
#: Above these, real counts are rare and place-holders such as 99,999,999 common.
_MOST_IN_TRIAL: Final = 100_000
_MOST: Final = 9_999_999
_ENDED: Final = (Status.COMPLETED, Status.TERMINATED)
_ENROLLING: Final = (Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION)


def _estimated(trial: Trial) -> bool:
    return trial.enrollment is not None and trial.enrollment.type == EnrollmentType.ESTIMATED


def _actual(trial: Trial) -> bool:
    return trial.enrollment is not None and trial.enrollment.type == EnrollmentType.ACTUAL


def _counted(trial: Trial) -> bool:
    return trial.enrollment is not None and trial.enrollment.count is not None


@rule(
    "DES030",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="study_type overall_status enrollment",
    applies=posted_study,
    requires="enrollment",
    skips_older=True,
)
def enrollment_missing(trial: Trial) -> Problems:
    """The number of participants is missing.

    Why:
        The size of a study is what its weight is first judged by.

    Fix:
        Enter the planned or actual number of participants.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, enrollment=Enrollment(type="ACTUAL"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, enrollment=Enrollment(count=0))
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """
    if not _counted(trial):
        path = "enrollment.count" if trial.enrollment is not None else "enrollment"
        yield path, "the number of participants is missing; expected a count, actual or estimated"


@rule("DES031", severity=WARNING, source=_DEFINITIONS, reads="enrollment overall_status", applies=_counted)
def nobody_enrolled_but_not_withdrawn(trial: Trial) -> Problems:
    """Nobody was enrolled, but the study is not withdrawn.

    Why:
        A study that ends before its first participant is withdrawn by definition; one that continues plans for some.

    Fix:
        Set the status to WITHDRAWN, or correct the number.

    Fires:
        Trial(enrollment=Enrollment(count=0, type="ACTUAL"), overall_status=Status.TERMINATED)

    Silent:
        Trial(enrollment=Enrollment(count=0, type="ACTUAL"), overall_status=Status.WITHDRAWN)
        Trial(enrollment=Enrollment(count=10, type="ACTUAL"), overall_status=Status.TERMINATED)
    """
    enrollment, status = trial.enrollment, trial.overall_status
    if enrollment is not None and enrollment.count == 0 and status is not None and status != Status.WITHDRAWN:
        yield (
            "enrollment.count",
            f"enrollment is 0, but the status is {shortened(status)}; expected WITHDRAWN or participants",
        )


@rule(
    "DES032",
    severity=NOTE,
    source="measured: place-holders among the largest enrollments of AACT",
    reads="study_type enrollment",
    applies=_counted,
)
def enrollment_implausibly_large(trial: Trial) -> Problems:
    """The number of participants is implausibly large.

    Why:
        Counts such as 99999999 stand for "unknown", and spoil every sum that they enter.

    Fix:
        Enter the planned or actual number; if it is not known, give the best estimate.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, enrollment=Enrollment(count=250000))
        Trial(study_type=StudyType.OBSERVATIONAL, enrollment=Enrollment(count=99999999))

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, enrollment=Enrollment(count=250000))
    """
    count = trial.enrollment.count if trial.enrollment is not None else None
    if count is not None and count > _MOST_IN_TRIAL:
        most = _MOST_IN_TRIAL if interventional(trial) else _MOST
        if count > most:
            yield "enrollment.count", f"enrollment is {count}; expected at most {most} for a study of this type"


@rule(
    "DES033",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="enrollment overall_status",
    applies=_estimated,
    skips_older=True,
)
def enrollment_estimated_after_the_end(trial: Trial) -> Problems:
    """The study has ended, but the number of participants is still an estimate.

    Why:
        When a study has ended, it is known how many took part.

    Fix:
        Enter the actual number of participants, and set the type to actual.

    Fires:
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"), overall_status=Status.COMPLETED)

    Silent:
        Trial(enrollment=Enrollment(count=50, type="ACTUAL"), overall_status=Status.COMPLETED)
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"), overall_status=Status.RECRUITING)
    """
    if trial.overall_status in _ENDED:
        yield "enrollment.type", f"the status is {trial.overall_status}, but enrollment is ESTIMATED; expected ACTUAL"


@rule("DES034", severity=WARNING, source=_DEFINITIONS, reads="enrollment overall_status", applies=_actual)
def enrollment_actual_while_recruiting(trial: Trial) -> Problems:
    """The study still recruits, but the number of participants is said to be the actual one.

    Why:
        Until recruitment ends, the count is the number that is planned.

    Fix:
        Set the type to estimated, and enter the number that is planned.

    Fires:
        Trial(enrollment=Enrollment(count=50, type="ACTUAL"), overall_status=Status.RECRUITING)

    Silent:
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"), overall_status=Status.RECRUITING)
        Trial(enrollment=Enrollment(count=50, type="ACTUAL"), overall_status=Status.ACTIVE_NOT_RECRUITING)
    """
    if trial.overall_status in _ENROLLING:
        yield "enrollment.type", f"the status is {trial.overall_status}, but enrollment is ACTUAL; expected ESTIMATED"


@rule(
    "DES035",
    severity=NOTE,
    source=_DEFINITIONS,
    reads="enrollment",
    applies=_counted,
    requires="enrollment",
    skips_older=True,
)
def enrollment_type_missing(trial: Trial) -> Problems:
    """The record does not say whether the number of participants is actual or estimated.

    Why:
        A plan that nobody met is read as a result.

    Fix:
        State whether the number is actual or estimated.

    Fires:
        Trial(enrollment=Enrollment(count=50))

    Silent:
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"))
        Trial()
    """
    enrollment = trial.enrollment
    if enrollment is not None and enrollment.type is None:
        yield "enrollment.type", f"enrollment is {enrollment.count} without a type; expected ACTUAL or ESTIMATED"


@rule(
    "DES036",
    severity=WARNING,
    source="PRS data element definitions, Enrollment; 42 CFR 11.64, updates",
    reads="enrollment primary_completion_date_type overall_status",
    applies=_estimated,
    requires=WHOLE,
)
def enrollment_estimated_after_primary_completion(trial: Trial) -> Problems:
    """Primary completion is actual, but the number of participants is still an estimate.

    Why:
        When the last participant was examined for the primary outcome, all are enrolled and counted.

    Fix:
        Enter the actual number of participants, and set the type to actual.

    Fires:
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"), primary_completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(enrollment=Enrollment(count=50, type="ESTIMATED"), primary_completion_date_type=DateType.ESTIMATED)
        Trial(enrollment=Enrollment(count=50, type="ACTUAL"), primary_completion_date_type=DateType.ACTUAL)
        Trial(
            overall_status=Status.RECRUITING, enrollment=Enrollment(count=50, type="ESTIMATED"),
            primary_completion_date_type=DateType.ACTUAL)
    """
    # Of studies that have ended another rule says it; while a study recruits, the date is wrong, not the count.
    said = trial.overall_status in _ENDED or trial.overall_status in _ENROLLING
    if trial.primary_completion_date_type == DateType.ACTUAL and not said:
        yield "enrollment.type", "primary completion is ACTUAL, but enrollment is ESTIMATED; expected ACTUAL"
