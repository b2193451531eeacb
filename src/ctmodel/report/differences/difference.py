"""A study in two inputs, and what changed in it."""

from enum import StrEnum
from functools import cached_property
from typing import final

from attrs import frozen

from ctmodel.changes.change import Changes
from ctmodel.changes.comparing import diff
from ctmodel.changes.note import Notes, NoteTopic
from ctmodel.changes.noting import notes
from ctmodel.model.trial import Trial


@final
@frozen
class Version:
    """A record, and the file from which it was read."""

    trial: Trial
    file: str


@final
class Outcome(StrEnum):
    """What became of a study."""

    CHANGED = "changed"
    #: Only what the registry derives or does changed, or the sponsor submitted nothing between the versions.
    BY_REGISTRY = "changed by the registry only"
    UNCHANGED = "unchanged"
    ADDED = "added"
    REMOVED = "removed"

    def is_change(self, *, everything: bool) -> bool:
        """Whether it is reported as a change; with ``everything``, what only the registry changed is one, too."""
        return self is not Outcome.UNCHANGED and (everything or self is not Outcome.BY_REGISTRY)


@final
@frozen(slots=False)
class Difference:
    """A study in both inputs, or in one."""

    old: Version | None
    new: Version | None

    @property
    def trial(self) -> Trial:
        """The new version, or the old one if it was removed."""
        held = self.new or self.old
        assert held is not None  # noqa: S101 - one of them is there
        return held.trial

    @property
    def title(self) -> str | None:
        """The title of the study."""
        return self.trial.brief_title or self.trial.official_title

    @cached_property
    def changes(self) -> Changes | None:
        """All changes; None for a study in only one input."""
        return diff(self.old.trial, self.new.trial) if self.old and self.new else None

    @cached_property
    def notes(self) -> Notes | None:
        """What the changes mean; None for a study in only one input."""
        return None if self.changes is None else notes(self.changes)

    @property
    def outcome(self) -> Outcome:
        """What became of the study."""
        if self.old is None or self.new is None:
            return Outcome.ADDED if self.old is None else Outcome.REMOVED
        if not self.notes:
            return Outcome.UNCHANGED
        is_administrative = all(note.topic is NoteTopic.REGISTRY for note in self.notes)
        return Outcome.BY_REGISTRY if is_administrative else Outcome.CHANGED
