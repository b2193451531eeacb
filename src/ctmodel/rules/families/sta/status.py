"""Rules about the recruitment status (STA): what fits its kind of study, and what must be said with it."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import expanded_access, interventional, observational
from ctmodel.rules.definition import ERROR, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.lengths import limits, too_long
from ctmodel.rules.missing import missing
from ctmodel.terms.protocol import DateType, ExpandedAccessStatus, Status

_API: Final = "ClinicalTrials.gov API v2, status of the study"
#: Status values of trials; the registry itself sets UNKNOWN and WITHHELD.
_OF_TRIALS: Final = frozenset({
    Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED, Status.TERMINATED, Status.WITHDRAWN, Status.COMPLETED,
})  # fmt: skip
_OF_EXPANDED_ACCESS: Final = frozenset(ExpandedAccessStatus)
_STOPPED: Final = frozenset({Status.TERMINATED, Status.SUSPENDED, Status.WITHDRAWN})


def _unknown(trial: Trial) -> bool:
    return trial.overall_status == Status.UNKNOWN


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
    """The status is one of expanded access and the study is a trial, or the other way round.

    Why:
        The registry keeps both kinds of status in one field; no study type has both.

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
            yield "overall_status", f"{status} is a status of trials; expected an availability, such as AVAILABLE"
    elif status in _OF_EXPANDED_ACCESS and (interventional(trial) or observational(trial)):
        yield (
            "overall_status",
            f"{status} is an availability of expanded access, but the study is {trial.study_type};"
            " expected a recruitment status, such as RECRUITING",
        )


@missing(
    "STA002",
    "last_known_status",
    "last_known_status is missing; expected the status before it became UNKNOWN",
    severity=ERROR,
    source=_API,
    reads="overall_status",
    applies=_unknown,
)
def last_known_status_missing() -> None:
    """The status is unknown, and the last known one is missing.

    Why:
        The registry keeps the former status whenever it sets a study to unknown.

    Fires:
        Trial(overall_status=Status.UNKNOWN)

    Silent:
        Trial(overall_status=Status.UNKNOWN, last_known_status=Status.RECRUITING)
    """


@rule("STA003", severity=ERROR, source=_API, reads="overall_status last_known_status", applies=_with_last_known)
def last_known_status_beside_status(trial: Trial) -> Problems:
    """There is a last known status although the status is known.

    Why:
        The last known status only stands in for a status that became unknown.

    Fires:
        Trial(overall_status=Status.COMPLETED, last_known_status=Status.RECRUITING)

    Silent:
        Trial(overall_status=Status.UNKNOWN, last_known_status=Status.RECRUITING)
    """
    if trial.overall_status not in (None, Status.UNKNOWN):
        yield (
            "last_known_status",
            f"last known status {trial.last_known_status} beside status {trial.overall_status};"
            " expected it with UNKNOWN only",
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
    """The study is suspended, terminated or withdrawn, and does not say why.

    Why:
        Readers must be able to tell a safety problem from a lack of money.

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
    """The record says why the study was stopped, but its status is a different one.

    Why:
        Either the status was not updated, or the reason was not removed when the study continued.

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
            f"a reason for stopping with status {trial.overall_status};"
            " expected it with SUSPENDED, TERMINATED or WITHDRAWN only",
        )


@rule(
    "STA006",
    severity=WARNING,
    of=REGISTRY,
    source=limits("why_stopped"),
    reads="why_stopped",
    applies=_with_reason,
)
def reason_for_stopping_too_long(trial: Trial) -> Problems:
    """The reason why the study was stopped is longer than the registry takes.

    Why:
        The registry takes no longer text.

    Fires:
        Trial(why_stopped="Slow enrollment " * 16)

    Silent:
        Trial(why_stopped="Slow enrollment")
    """
    yield from too_long(trial, "why_stopped")


@rule(
    "STA008",
    severity=WARNING,
    source="PRS data element definitions, withdrawn: stopped before the first participant; 1 of 2,583 real records",
    reads="overall_status enrollment",
    applies=_withdrawn,
)
def withdrawn_with_participants(trial: Trial) -> Problems:
    """The study is withdrawn, and has participants.

    Why:
        A study that stops after its first participant is terminated, and owes results.

    Fires:
        Trial(overall_status=Status.WITHDRAWN, enrollment=Enrollment(count=12))

    Silent:
        Trial(overall_status=Status.WITHDRAWN, enrollment=Enrollment(count=0))
        Trial(overall_status=Status.TERMINATED, enrollment=Enrollment(count=12))
    """
    count = trial.enrollment.count if trial.enrollment is not None else None
    if count:
        yield "enrollment.count", f"{count} participants of a WITHDRAWN study; expected 0, or status TERMINATED"


@rule(
    "STA020",
    severity=WARNING,
    source="PRS data element definitions, study start date: actual once the first participant is enrolled",
    reads="overall_status start_date start_date_type",
    applies=_withdrawn,
)
def withdrawn_with_actual_start(trial: Trial) -> Problems:
    """The study is withdrawn, and its start date is actual.

    Why:
        A study starts with its first participant, and a withdrawn study never had one.

    Fires:
        Trial(overall_status=Status.WITHDRAWN, start_date=PartialDate("2019-05"), start_date_type=DateType.ACTUAL)

    Silent:
        Trial(overall_status=Status.WITHDRAWN, start_date=PartialDate("2019-05"), start_date_type=DateType.ESTIMATED)
        Trial(overall_status=Status.WITHDRAWN)
        Trial(overall_status=Status.TERMINATED, start_date=PartialDate("2019-05"), start_date_type=DateType.ACTUAL)
    """
    if trial.start_date_type == DateType.ACTUAL:
        dated = "start date" if trial.start_date is None else f"start date {trial.start_date}"
        yield (
            "start_date_type",
            f"ACTUAL {dated} of a WITHDRAWN study, which enrolled nobody; expected ESTIMATED, or status TERMINATED",
        )


@rule(
    "STA016",
    severity=ERROR,
    source="PRS data element definitions, post prior to U.S. FDA approval or clearance",
    reads="overall_status delayed_posting",
    applies=_says_whether_delayed,
)
def withheld_disagrees_with_delayed_posting(trial: Trial) -> Problems:
    """The study is withheld although its posting is not delayed, or the other way round.

    Why:
        The registry withholds a record for one reason: its device is not approved or cleared yet.

    Fires:
        Trial(overall_status=Status.WITHHELD, delayed_posting=False)
        Trial(overall_status=Status.RECRUITING, delayed_posting=True)

    Silent:
        Trial(overall_status=Status.WITHHELD, delayed_posting=True)
        Trial(overall_status=Status.RECRUITING, delayed_posting=False)
        Trial(overall_status=Status.WITHHELD)
    """
    # Withheld records of the classic XML have no such flag: that it is absent says nothing.
    if trial.delayed_posting is False and trial.overall_status == Status.WITHHELD:
        yield "delayed_posting", "status WITHHELD, but posting is not delayed; expected delayed_posting to be true"
    elif trial.delayed_posting and trial.overall_status not in {None, Status.WITHHELD}:
        yield "delayed_posting", f"posting is delayed, but the status is {trial.overall_status}; expected WITHHELD"
