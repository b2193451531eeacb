"""Rules about uploaded documents (DOC)."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.documents import LargeDoc
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.quoting import quoted

_FLAGS: Final = (("Prot", "has_protocol"), ("SAP", "has_sap"), ("ICF", "has_icf"))
_TEN_YEARS: Final = 3653


def _with_documents(trial: Trial) -> bool:
    return trial.documents is not None


def _documents(trial: Trial) -> Iterator[tuple[str, LargeDoc]]:
    """Yield each document with its path."""
    if trial.documents is not None:
        for index, document in enumerate(trial.documents.large_docs):
            yield f"documents.large_docs[{index}]", document


@rule(
    "DOC001",
    severity=WARNING,
    source="PRS data element definitions, document date: date of the most recent update of the document",
    reads="documents",
    applies=_with_documents,
)
def document_date_in_future(trial: Trial, record: Record) -> Problems:
    """The date of a document is in the future.

    Why:
        An uploaded document has been written already; the year is probably mistyped.

    Fix:
        Correct the date of the document.

    Fires:
        Trial(documents=Documents(large_docs=[LargeDoc(date=PartialDate("2062-03-01"))]))

    Silent:
        Trial(documents=Documents(large_docs=[LargeDoc(date=PartialDate("2021-03-01"))]))
    """
    for path, document in _documents(trial):
        if document.date is not None and document.date.earliest > record.as_of:
            yield f"{path}.date", f"the document is dated {document.date}, which is after {record.as_of}"


@rule(
    "DOC002",
    severity=ERROR,
    source="ClinicalTrials.gov API v2: the registry derives the type of a document from its three flags",
    reads="documents",
    applies=_with_documents,
)
def document_type_disagrees(trial: Trial) -> Problems:
    """The type of a document disagrees with the flags for its contents.

    Why:
        The type is composed from the flags: for Prot_SAP, has_protocol and has_sap are true and has_icf is false.

    Fix:
        Correct the flags or the type so that they name the same contents.

    Fires:
        Trial(documents=Documents(large_docs=[LargeDoc(type_abbrev="Prot_SAP", has_protocol=True, has_sap=False)]))

    Silent:
        Trial(documents=Documents(large_docs=[LargeDoc(type_abbrev="Prot_SAP", has_protocol=True, has_sap=True)]))
    """
    for path, document in _documents(trial):
        if document.type_abbrev is None:
            continue
        parts = document.type_abbrev.split("_")
        for part, name in _FLAGS:
            flag = getattr(document, name)
            if flag is not None and flag != (part in parts):
                says = str(flag).lower()
                yield f"{path}.type_abbrev", f"type_abbrev is {quoted(document.type_abbrev)}, but {name} is {says}"


@rule(
    "DOC003",
    severity=NOTE,
    source="measured: no document in 2,583 records is that old",
    reads="documents start_date",
    applies=_with_documents,
    default=False,
)
def document_long_before_start(trial: Trial) -> Problems:
    """A document is dated more than ten years before the start of the study.

    Why:
        Protocols are usually written shortly before a study starts; the year of one date may be mistyped.

    Fix:
        Check the year of the document and of the start date.

    Fires:
        Trial(
            start_date=PartialDate("2020-02"),
            documents=Documents(large_docs=[LargeDoc(date=PartialDate("2002-01-15"))]))

    Silent:
        Trial(
            start_date=PartialDate("2020-02"),
            documents=Documents(large_docs=[LargeDoc(date=PartialDate("2020-01-15"))]))
    """
    start = trial.start_date
    if start is None:
        return
    for path, document in _documents(trial):
        if document.date is not None and (start.earliest - document.date.latest).days > _TEN_YEARS:
            yield f"{path}.date", f"the document is dated {document.date}, over ten years before the start ({start})"
