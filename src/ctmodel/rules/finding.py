"""What validation yields."""

from enum import StrEnum
from typing import Any, Final, final

from attrs import field, frozen

from ctmodel.formats.registry import format_named

#: How many characters of a text a finding holds.
LONGEST_VALUE: Final = 1_000


class Severity(StrEnum):
    """How bad a finding is."""

    #: A contradiction or break that no record accepted by the registry shows.
    ERROR = "error"
    #: A probable mistake.
    WARNING = "warning"
    #: Something worth knowing.
    NOTE = "note"


@final
@frozen(kw_only=True)
class Finding:
    """One thing that is wrong with a study: what, where and why."""

    #: Stable code of the rule, such as ``STR004``.
    code: str
    #: Name of the rule, such as ``wrong-type``.
    name: str
    severity: Severity
    #: What is wrong, with the values concerned, what is expected, and what was probably meant.
    message: str
    #: Path in the model, such as ``arms[0].label``; empty for the study as a whole.
    path: str = ""
    #: Place in the record: in JSON a pointer, such as ``/protocolSection/designModule/phases/0``; in XML a path of
    #: elements, such as ``/Trial/Phase``; empty for the record as a whole.
    pointer: str = ""
    #: The JSON value concerned, shortened if it is long; None for what is missing and for contact details.
    value: Any = None
    #: The registry's number of the record.
    record: str | None = None
    #: Origin of the rule, as in :attr:`Rule.source`.
    source: str = ""
    #: File, or ``archive.zip!/member``.
    file: str | None = None
    #: Line of the file, from 1.
    line: int | None = None
    #: Column, in characters from 1.
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    #: Name of the record's format.
    format: str = "ctgov-v2"
    #: The pointer in the study, with natural keys of items instead of indices; derived from the other values.
    anchor: str | None = field(default=None, eq=False, repr=False)
    #: The fingerprint of a finding whose value is shortened or masked; None if it is derived from the other values.
    mark: str | None = field(default=None, eq=False, repr=False)

    @property
    def data_element(self) -> str:
        """The registry's name for the field, such as *Overall Recruitment Status*; empty if there is no such field."""
        return format_named(self.format).places.data_element(self.pointer)
