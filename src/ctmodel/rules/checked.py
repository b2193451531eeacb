"""What was found in one document."""

from collections import Counter
from datetime import date

from attrs import evolve, field, frozen

from ctmodel.io.document import Document
from ctmodel.rules.finding import Finding
from ctmodel.rules.placing import file_of, placed_at
from ctmodel.rules.records import RecordKind


@frozen
class Checked:
    """A document that was checked: its studies and its findings, in the order of the text."""

    #: File, or ``archive.zip!/member``.
    file: str
    #: NCT numbers of its studies; None for a study without one.
    records: tuple[str | None, ...]
    findings: list[Finding]
    #: Whether it was skipped: it is excluded, or was found in a folder and has nothing in common with a study.
    skipped: bool = False
    #: How many times a rule could not check everything because a value that it reads does not fit.
    muted: int = 0
    #: What its records were assumed to be, for those that are not whole.
    assumed: tuple[RecordKind, ...] = ()
    #: The days that counted as today.
    as_of: frozenset[date] = frozenset()
    #: How many findings are counted but not kept, by code: the number per rule and document is limited.
    left_out: Counter[str] = field(factory=Counter)
    #: Whether it could be read and contains no records, as an empty list does.
    is_empty: bool = False

    def moved_to(self, document: Document) -> "Checked":
        """Return what was found in a document by itself, without a file, for one with the same text in a file."""
        findings = [
            placed_at(each, document, (each.line or 1, each.column or 1), (each.end_line or 1, each.end_column or 1))
            for each in self.findings
        ]
        return evolve(self, file=file_of(document.path, document.member), findings=findings)
