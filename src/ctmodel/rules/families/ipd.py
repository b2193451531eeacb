"""Rules about the sharing of participant data (IPD)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.missing import missing
from ctmodel.terms.protocol import IpdSharing

_SOURCE: Final = "PRS definitions, IPD Sharing Statement; ICMJE 2017, data sharing statements"


def _shares(trial: Trial) -> bool:
    return trial.ipd_sharing_statement is not None and trial.ipd_sharing_statement.ipd_sharing == IpdSharing.YES


@rule("IPD001", severity=WARNING, source=_SOURCE, reads="ipd_sharing_statement")
def sharing_details_without_sharing(trial: Trial) -> Problems:
    """Details of data sharing are given, but there is no plan to share.

    Why:
        The registry asks for the details only with a plan to share; one of the two is wrong.

    Fix:
        Change the plan to YES, or remove the details.

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
                message = f"{name} is given, but ipd_sharing is {statement.ipd_sharing}; did you mean YES?"
                yield f"ipd_sharing_statement.{name}", message


@missing(
    "IPD002",
    "ipd_sharing_statement.info_types",
    "ipd_sharing is YES, but info_types is missing; expected the supporting documents that are shared",
    severity=NOTE,
    source=_SOURCE,
    applies=_shares,
)
def shared_documents_not_named() -> None:
    """Data will be shared, but the supporting documents are not named.

    Why:
        Without the protocol or the analysis plan, the data are hard to use.

    Fix:
        Name the documents that will be shared, such as the protocol.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(
            ipd_sharing=IpdSharing.YES, info_types=[IpdSharingInfoType.SAP]))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """


@missing(
    "IPD003",
    "ipd_sharing_statement.time_frame",
    "ipd_sharing is YES, but time_frame is missing; expected when the data become available, and for how long",
    severity=NOTE,
    source=_SOURCE,
    applies=_shares,
)
def time_of_sharing_not_said() -> None:
    """Data will be shared, but the time frame is missing.

    Why:
        Journals ask when data become available, and for how long.

    Fix:
        State when the data become available, and for how long.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES, time_frame="From 2028 on"))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """


@missing(
    "IPD004",
    "ipd_sharing_statement.description",
    "ipd_sharing is YES, but description is missing; expected which data are shared",
    severity=NOTE,
    source=_SOURCE,
    applies=_shares,
)
def shared_data_not_described() -> None:
    """Data will be shared, but the plan does not describe which.

    Why:
        A plan to share is useful only if it says which data of which participants.

    Fix:
        Describe which data of which participants will be shared.

    Fires:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES))

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.YES, description="All data."))
        Trial(ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
    """
