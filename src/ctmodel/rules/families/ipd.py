"""Rules about the sharing of participant data (IPD)."""

from typing import Final

from ctmodel.model.references import IpdSharingStatement
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.terms.protocol import IpdSharing

_SOURCE: Final = "PRS definitions, IPD Sharing Statement; ICMJE 2017, data sharing statements"


def _shares(trial: Trial) -> bool:
    return trial.ipd_sharing_statement is not None and trial.ipd_sharing_statement.ipd_sharing == IpdSharing.YES


@rule("IPD001", severity=WARNING, source=_SOURCE, reads="ipd_sharing_statement")
def sharing_details_without_sharing(trial: Trial) -> Problems:
    """Details of the sharing of data are given, and there is no plan to share.

    Why:
        The details are asked for with a plan to share only; one of the two is wrong.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO, time_frame="5 years"))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES, time_frame="5 years"))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO, description="No consent."))
    """
    statement = trial.ipd_sharing_statement
    if statement is not None and statement.ipd_sharing in (IpdSharing.NO, IpdSharing.UNDECIDED):
        for name in ("info_types", "time_frame", "access_criteria"):
            if getattr(statement, name):
                message = f"{name} is given, and ipd_sharing is {statement.ipd_sharing}"
                yield f"ipd_sharing_statement.{name}", f"{message}; YES may be meant"


@rule(
    "IPD002",
    severity=NOTE,
    source=_SOURCE,
    reads="ipd_sharing_statement",
    applies=_shares,
    requires="ipd_sharing_statement",
)
def shared_documents_not_named(trial: Trial) -> Problems:
    """Data will be shared, and it is not said with which supporting documents.

    Why:
        Without protocol or analysis plan the data are hard to use.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(
            ipd_sharing=IpdSharing.YES, info_types=[IpdSharingInfoType.SAP]))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """
    yield from _unsaid(trial.ipd_sharing_statement, "info_types", "the supporting documents that are shared")


@rule(
    "IPD003",
    severity=NOTE,
    source=_SOURCE,
    reads="ipd_sharing_statement",
    applies=_shares,
    requires="ipd_sharing_statement",
)
def time_of_sharing_not_said(trial: Trial) -> Problems:
    """Data will be shared, and it is not said when.

    Why:
        Journals ask for the time at which data become available, and for how long.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES, time_frame="From 2028 on"))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """
    yield from _unsaid(trial.ipd_sharing_statement, "time_frame", "when the data become available, and for how long")


@rule(
    "IPD004",
    severity=NOTE,
    source=_SOURCE,
    reads="ipd_sharing_statement",
    applies=_shares,
    requires="ipd_sharing_statement",
)
def shared_data_not_described(trial: Trial) -> Problems:
    """Data will be shared, and it is not said which.

    Why:
        A plan to share is of use if it says which data of which participants.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES, description="All data."))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """
    yield from _unsaid(trial.ipd_sharing_statement, "description", "which data are shared")


def _unsaid(statement: IpdSharingStatement | None, name: str, expected: str) -> Problems:
    if statement is not None and not getattr(statement, name):
        yield f"ipd_sharing_statement.{name}", f"ipd_sharing is YES, and {name} is empty; expected: {expected}"
