"""What a record is: whole, a selection of its fields, or a draft; it tells of what the absence can be reported."""

from enum import StrEnum
from typing import Final

from ctmodel.formats.format import RecordView
from ctmodel.rules.definition import Rule
from ctmodel.rules.nearest import did_you_mean

#: What users say who leave it to the library.
AUTO: Final = "auto"


class RecordKind(StrEnum):
    """What a record is."""

    #: All of a registered study.
    WHOLE = "whole"
    #: Chosen fields of a registered study: what was not chosen is not missing.
    SELECTION = "selection"
    #: A study before registration: what comes with registration is not missing.
    DRAFT = "draft"


#: What users can say of records.
RECORDS: Final = (AUTO, *(kind.value for kind in RecordKind))

#: Attributes that come with registration or after it.
_AFTER_REGISTRATION: Final = frozenset(
    {"nct_id", "derived", "results", "study_first_submit_date", "study_first_post_date"}
)


def record_kind(records: str) -> RecordKind | None:
    """Return what a user says that records are; None for ``auto``.

    Raises:
        ValueError: nothing has this name.
    """
    if records not in RECORDS:
        raise ValueError(f"records is one of {', '.join(RECORDS)}, not {records!r}{did_you_mean(records, RECORDS)}")
    return None if records == AUTO else RecordKind(records)


def likely_kind(view: RecordView) -> RecordKind:
    """Tell what a record is that nobody said anything about.

    Whole records have the dates of verification, first and last submission: 2,642 of 2,642 measured have all three,
    and of 81 selections none has any.
    """
    if view.is_whole:
        return RecordKind.WHOLE
    return RecordKind.DRAFT if view.number is None else RecordKind.SELECTION


class Absences:
    """Of what the absence is reported for a record."""

    def __init__(self, kind: RecordKind, *, assumed: bool) -> None:
        #: What the record is.
        self.kind = kind
        #: Whether nobody said so, and the absence of anything might be meant.
        self.assumed = assumed
        self._reports = kind is RecordKind.WHOLE or (kind is RecordKind.DRAFT and not assumed)

    def reports(self, attribute: str) -> bool:
        """Whether the absence of an attribute of the trial is reported."""
        return self._reports and (self.kind is RecordKind.WHOLE or attribute not in _AFTER_REGISTRATION)

    def asks(self, rule: Rule) -> bool:
        """Whether a rule is asked: not if the attribute may be absent whose absence it reports."""
        return rule.requires is None or self.reports(rule.requires)
