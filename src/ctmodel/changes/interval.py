"""When changes were made: between the submissions of two versions, before or after the events of a study."""

from enum import StrEnum
from typing import Final, final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.values.dates import PartialDate


@final
class Event(StrEnum):
    """An event in the course of a study."""

    START = "start"
    PRIMARY_COMPLETION = "primary completion"
    COMPLETION = "completion"
    RESULTS = "results"


@final
class Certainty(StrEnum):
    """Whether changes were made after an event."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NOT = "not"
    #: A version has no date of its submission, or neither has a date of the event.
    UNKNOWN = "unknown"


_DATES: Final = {
    Event.START: "start_date",
    Event.PRIMARY_COMPLETION: "primary_completion_date",
    Event.COMPLETION: "completion_date",
    Event.RESULTS: "results_first_submit_date",
}
#: What registries change without a submission, beside the dates of their own work and what they derive.
_BY_REGISTRY: Final = frozenset({"overall_status", "references", "see_also_links"})


@final
@frozen
class Interval:
    """The time between the submissions of two versions; the changes were made at some day of it."""

    old: Trial
    new: Trial
    #: The attributes that changed beside those of the registry's own work; None for fields without an attribute.
    attributes: frozenset[str | None] = frozenset()

    @property
    def submitted(self) -> tuple[PartialDate | None, PartialDate | None]:
        """When the old and the new version were submitted (``last_update_submit_date``)."""
        return _date(self.old, "last_update_submit_date"), _date(self.new, "last_update_submit_date")

    @property
    def is_edit(self) -> bool:
        """Whether both are of the same version of the registry's data, so that the record was edited since."""
        old, new = self._holders
        return old is not None and old == new

    @property
    def _holders(self) -> tuple[PartialDate | None, PartialDate | None]:
        old, new = (trial.derived.version_holder if trial.derived else None for trial in (self.old, self.new))
        return old, new

    @property
    def is_by_registry(self) -> bool:
        """Whether the sponsor submitted nothing between the two versions: both have the same date of submission.

        If they do not name versions of the registry's data, an edit is told from the registry's work by the attributes
        that changed.
        """
        old, new = self.submitted
        if old is None or old != new or self.is_edit:
            return False
        return None not in self._holders or self.attributes <= _BY_REGISTRY

    @property
    def brings_results(self) -> bool:
        """Whether results were submitted between the two versions."""
        if self.new.has_results and not self.old.has_results:
            return True
        return _date(self.old, _DATES[Event.RESULTS]) is None and _date(self.new, _DATES[Event.RESULTS]) is not None

    def date(self, event: Event) -> PartialDate | None:
        """Return the date of an event: the earlier one, if the versions differ, since dates are edited too."""
        dates = [date for trial in (self.old, self.new) if (date := _date(trial, _DATES[event])) is not None]
        return min(dates, key=lambda date: (date.earliest, date.latest), default=None)

    def after(self, event: Event) -> Certainty:
        """Return whether the changes were made after an event, by the precision of the dates."""
        (old, new), date = self.submitted, self.date(event)
        if old is None or new is None or date is None:
            return Certainty.UNKNOWN
        if date.latest <= old.earliest:
            return Certainty.CERTAINLY
        return Certainty.NOT if new.certainly_before(date) else Certainty.POSSIBLY


def _date(trial: Trial, attribute: str) -> PartialDate | None:
    held: PartialDate | None = getattr(trial, attribute)
    return held
