"""A finding as reports show it: without personal data, rendered for each format where it was found."""

from typing import final

from attrs import frozen

from ctmodel.report.run import Study
from ctmodel.rules.finding import Severity


@final
@frozen
class Shown:
    """A finding as reports show it; small, and can be sent from one process to another."""

    #: Stable code of the rule.
    code: str
    severity: Severity
    #: The file as it was found, which settings name.
    file: str | None
    #: The number of the record as it was found, which settings name.
    record: str | None
    #: The fingerprint.
    mark: str
    #: The file and the record as reports show them.
    study: Study
    #: What each format that was asked for writes of it, in their order.
    texts: tuple[str, ...]
