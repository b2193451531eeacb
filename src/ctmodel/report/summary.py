"""The totals that reports state."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import final

from attrs import field, frozen

from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Severity
from ctmodel.rules.records import RecordKind


@final
@frozen(kw_only=True)
class Summary:
    """The totals of a run, which are known when it ends."""

    #: The rules that were run, by code, and those of the findings.
    rules: Mapping[str, Rule]
    #: The number of findings of each severity, listed or not.
    severities: Counter[Severity] = field(factory=Counter)
    #: The number of findings that are not listed because there were too many.
    left_out: int = 0
    #: The number of studies that were checked.
    studies: int = 0
    #: As in :class:`ctmodel.report.Run`.
    skipped: int = 0
    muted: int = 0
    assumed: Mapping[RecordKind, int] = field(factory=dict)
    days: frozenset[date] = frozenset()
    version: str = ""
    is_whole: bool = True
    #: Why not everything was checked, in words that can follow "Incomplete:"; None if it was.
    incomplete: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the run came to its end."""
        return self.incomplete is None
