"""Rules about the recruitment status (STA): whether it fits the study type, and what it requires."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import expanded_access, interventional, observational, unknown_status
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.missing import missing
from ctmodel.terms.protocol import ExpandedAccessStatus, Status

_API: Final = "ClinicalTrials.gov API v2, status of the study"
#: Statuses of trials; the registry itself sets UNKNOWN and WITHHELD.
_OF_TRIALS: Final = frozenset({
    Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED, Status.TERMINATED, Status.WITHDRAWN, Status.COMPLETED,
})  # fmt: skip
_OF_EXPANDED_ACCESS: Final = frozenset(ExpandedAccessStatus)
_STOPPED: Final = frozenset({Status.TERMINATED, Status.SUSPENDED, Status.WITHDRAWN})


def _with_last_known(trial: Trial) -> bool:
    return trial.last_known_status is not None


def _stopped(trial: Trial) -> bool:
    return trial.overall_status in _STOPPED


def _with_reason(trial: Trial) -> bool:
    return trial.why_stopped is not None


def _withdrawn(trial: Trial) -> bool:
    return trial.overall_status == Status.WITHDRAWN


def _says_whether_delayed(trial: Trial) -> bool:
    return trial.delayed_posting is not None


@rule(
    "STA001",
    severity=ERROR,
    source="PRS data element definitions, overall recruitment status, availability of expanded access",
    reads="overall_status study_type",
)
def status_of_another_study_type(trial: Trial) -> Problems:
    """A trial has a status of expanded access, or the other way round.

    Why:
        The registry keeps both kinds of status in one field, but each study type has only one of them.

    Fix:
        Correct the status or the study type.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, overall_status=Status.AVAILABLE)
        Trial(study_type=StudyType.EXPANDED_ACCESS, overall_status=Status.RECRUITING)

    Silent:
        Trial(study_type=StudyType.EXPANDED_ACCESS, overall_status=Status.AVAILABLE)
        Trial(study_type=StudyType.INTERVENTIONAL, overall_status=Status.UNKNOWN)
    """
    status = trial.overall_status
    if status in _OF_TRIALS:
        if expanded_access(trial):
            yield (
                "overall_status",
                f"{status} is a status of trials; expected one for expanded access, such as AVAILABLE",
            )
    elif status in _OF_EXPANDED_ACCESS and (interventional(trial) or observational(trial)):
        yield (
            "overall_status",
            f"{status} is a status of expanded access, but the study is {trial.study_type};"
            " expected a status such as RECRUITING",
        )


@missing(
    "STA002",
    "last_known_status",
    "last_known_status is missing; expected the status before it became UNKNOWN",
    severity=ERROR,
    source=_API,
    reads="overall_status",
    applies=unknown_status,
)
def last_known_status_missing() -> None:
    """The status is unknown, but the last known status is missing.

    Why:
        The registry keeps the previous status whenever it changes a status to unknown.

    Fix:
        Download the record again, or enter the status from before.

    Fires:
        Trial(overall_status=Status.UNKNOWN)

    Silent:
        Trial(overall_status=Status.UNKNOWN, last_known_status=Status.RECRUITING)
    """


@rule("STA003", severity=ERROR, source=_API, reads="overall_status last_known_status", applies=_with_last_known)
def last_known_status_with_known_status(trial: Trial) -> Problems:
    """The record has a last known status, but its status is known.

    Why:
        The last known status is the one from before the status became unknown.

    Fix:
        Remove the last known status.

    Fires:
        Trial(overall_status=Status.COMPLETED, last_known_status=Status.RECRUITING)

    Silent:
        Trial(overall_status=Status.UNKNOWN, last_known_status=Status.RECRUITING)
    """
    if trial.overall_status not in (None, Status.UNKNOWN):
        yield (
            "last_known_status",
            f"last_known_status is {trial.last_known_status}, but the status is {trial.overall_status};"
            " expected it only with UNKNOWN",
        )


@missing(
    "STA004",
    "why_stopped",
    lambda trial: f"why_stopped is missing; expected the reason why the study is {trial.overall_status}",
    severity=WARNING,
    source="PRS data element definitions, why study stopped; 42 CFR 11.28",
    reads="overall_status",
    applies=_stopped,
    skips_older=True,
)
def reason_for_stopping_missing() -> None:
    """The study is suspended, terminated or withdrawn, but the record does not say why.

    Why:
        Readers cannot tell a safety problem from a lack of money.

    Fix:
        State why the study was stopped.

    Fires:
        Trial(overall_status=Status.TERMINATED)

    Silent:
        Trial(overall_status=Status.TERMINATED, why_stopped="Slow enrollment")
    """


@rule(
    "STA005",
    severity=WARNING,
    source="PRS data element definitions, why study stopped",
    reads="overall_status last_known_status why_stopped",
    applies=_with_reason,
)
def reason_without_stopping(trial: Trial) -> Problems:
    """The record says why the study was stopped, but the study is not stopped.

    Why:
        Either the status was not updated, or the reason was not removed when the study continued.

    Fix:
        Update the status, or remove the reason.

    Fires:
        Trial(overall_status=Status.RECRUITING, why_stopped="Slow enrollment")

    Silent:
        Trial(overall_status=Status.SUSPENDED, why_stopped="Interim analysis")
        Trial(
            overall_status=Status.UNKNOWN, last_known_status=Status.SUSPENDED,
            why_stopped="Interim analysis")
    """
    unknown = trial.overall_status == Status.UNKNOWN
    status = trial.last_known_status if unknown else trial.overall_status
    if status is not None and status not in _STOPPED:
        yield (
            "why_stopped",
            f"why_stopped is given, but the status is {trial.overall_status};"
            " expected it only with SUSPENDED, TERMINATED or WITHDRAWN",
        )


@overlong("STA006", "why_stopped")
def reason_for_stopping_too_long() -> None:
    """The reason why the study was stopped is longer than the registry accepts.

    Why:
        The registration system truncates or rejects it.

    Fix:
        Shorten the reason.

    Fires:
        Trial(why_stopped="Slow enrollment " * 16)

    Silent:
        Trial(why_stopped="Slow enrollment")
    """


@rule(
    "STA008",
    severity=WARNING,
    source="PRS data element definitions, withdrawn: stopped before the first participant; 1 of 2,583 real records",
    reads="overall_status enrollment",
    applies=_withdrawn,
)
def withdrawn_with_participants(trial: Trial) -> Problems:
    """The study is withdrawn, but has participants.

    Why:
        A study that stops after enrolling participants is terminated, and may have to report results.

    Fix:
        Set the status to TERMINATED, or the number of participants to 0.

    Fires:
        Trial(overall_status=Status.WITHDRAWN, enrollment=Enrollment(count=12))

    Silent:
        Trial(overall_status=Status.WITHDRAWN, enrollment=Enrollment(count=0))
        Trial(overall_status=Status.TERMINATED, enrollment=Enrollment(count=12))
    """
    count = trial.enrollment.count if trial.enrollment is not None else None
    if count:
        message = f"the study is WITHDRAWN, but has {count:,} participants; expected 0, or status TERMINATED"
        yield "enrollment.count", message


@rule(
    "STA016",
    severity=ERROR,
    source="PRS data element definitions, post prior to U.S. FDA approval or clearance",
    reads="overall_status delayed_posting",
    applies=_says_whether_delayed,
)
def withheld_disagrees_with_delayed_posting(trial: Trial) -> Problems:
    """The study is withheld but its posting is not delayed, or the other way round.

    Why:
        The registry withholds a record for one reason only: its device is not approved or cleared yet.

    Fix:
        Download the record again; if you edited it, correct the status or the flag of delayed posting.

    Fires:
        Trial(overall_status=Status.WITHHELD, delayed_posting=False)
        Trial(overall_status=Status.RECRUITING, delayed_posting=True)

    Silent:
        Trial(overall_status=Status.WITHHELD, delayed_posting=True)
        Trial(overall_status=Status.RECRUITING, delayed_posting=False)
        Trial(overall_status=Status.WITHHELD)
    """
    # Withheld records of the classic XML lack this flag, so its absence means nothing.
    if trial.delayed_posting is False and trial.overall_status == Status.WITHHELD:
        yield "delayed_posting", "the status is WITHHELD, but delayed_posting is false; expected true"
    elif trial.delayed_posting and trial.overall_status not in {None, Status.WITHHELD}:
        yield "delayed_posting", f"delayed_posting is true, but the status is {trial.overall_status}; expected WITHHELD"
