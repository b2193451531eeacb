"""The kind of a record (whole, a selection of fields, or a draft), which decides what can be reported as missing."""

from enum import StrEnum
from typing import Final

from ctmodel.formats.format import RecordView
from ctmodel.rules.definition import Rule
from ctmodel.rules.nearest import did_you_mean

#: Leave the decision to the library.
AUTO: Final = "auto"


class RecordKind(StrEnum):
    """The kind of a record."""

    #: A complete registered study.
    WHOLE = "whole"
    #: Some fields of a registered study: fields that were not selected are not missing.
    SELECTION = "selection"
    #: A study before registration: fields that the registry adds are not missing.
    DRAFT = "draft"


#: The values of the argument ``records``.
RECORDS: Final = (AUTO, *(kind.value for kind in RecordKind))

#: Attributes that are added at registration or later.
_AFTER_REGISTRATION: Final = frozenset(
    {"nct_id", "derived", "results", "study_first_submit_date", "study_first_post_date"}
)


def record_kind(records: str) -> RecordKind | None:
    """Return the kind of records by name; None for ``auto``.

    Raises:
        ValueError: there is no such kind.
    """
    if records not in RECORDS:
        raise ValueError(f"records is one of {', '.join(RECORDS)}, not {records!r}{did_you_mean(records, RECORDS)}")
    return None if records == AUTO else RecordKind(records)


def likely_kind(view: RecordView) -> RecordKind:
    """Return the probable kind of a record.

    Whole records have the dates of verification, first and last submission: 2,642 of 2,642 measured have all three,
    and of 81 selections none has any.
    """
    if view.is_whole:
        return RecordKind.WHOLE
    return RecordKind.DRAFT if view.number is None else RecordKind.SELECTION


class Absences:
    """Which attributes of a record can be reported as missing."""

    def __init__(self, kind: RecordKind, *, assumed: bool) -> None:
        #: The kind of the record.
        self.kind = kind
        #: Whether the kind is assumed, so that an absence may be intended.
        self.assumed = assumed
        self._reports = kind is RecordKind.WHOLE or (kind is RecordKind.DRAFT and not assumed)

    def reports(self, attribute: str) -> bool:
        """Whether the absence of an attribute of the trial is reported."""
        return self._reports and (self.kind is RecordKind.WHOLE or attribute not in _AFTER_REGISTRATION)

    def asks(self, rule: Rule) -> bool:
        """Whether a rule is run: not if it reports the absence of an attribute that may be absent."""
        return rule.requires is None or self.reports(rule.requires)
