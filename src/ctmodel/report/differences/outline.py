"""What a report for people says of each study, whatever its output format."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from ctmodel.changes.interval import Certainty, Event, Interval
from ctmodel.changes.note import Notes
from ctmodel.report.differences.difference import Difference, Outcome
from ctmodel.report.differences.telling import Section, change_line, sections, unchanged
from ctmodel.report.text import counted
from ctmodel.rules.mask import masked

_WHEN: Final = {Certainty.CERTAINLY: "after", Certainty.POSSIBLY: "possibly after", Certainty.NOT: "before"}


@frozen
class Outline:
    """What is said of one study. Addresses of persons are masked; nothing else is escaped."""

    number: str
    title: str
    outcome: Outcome
    #: When the changes were made, and what readers should know before they read the notes.
    remarks: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def outlines(
    differences: Iterable[Difference], counts: Counter[Outcome], *, everything: bool = False
) -> Iterator[Outline]:
    """Yield the outlines of studies that are to be shown, and count all studies.

    A study that only the registry changed is shown if it is the only one.

    Args:
        differences: the studies.
        counts: where the studies are counted.
        everything: whether to show all changes, and what the registry changed.
    """
    lone: Difference | None = None
    for difference in differences:
        outcome = difference.outcome
        lone = difference if outcome is Outcome.BY_REGISTRY and not counts else None
        counts[outcome] += 1
        if outcome.is_change(everything=everything):
            yield _outline(difference, everything)
    if lone is not None and not everything:
        yield _outline(lone, everything)


def summary(counts: Counter[Outcome]) -> str:
    """Return how many studies there are of each outcome; nothing to say of a single one that changed."""
    if counts.total() == 1:
        return "Nothing changed." if counts[Outcome.UNCHANGED] else ""
    said = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if counts[outcome])
    return f"{counted(counts.total(), 'study', 'studies')}: {said}"


def _outline(difference: Difference, everything: bool) -> Outline:
    number = masked(difference.trial.registry_id or "A study without a number", identifier=True)
    title = masked(difference.title or "", identifier=True)
    notes, changes = difference.notes, difference.changes
    if notes is None or changes is None:
        return Outline(number, title, difference.outcome)
    told = [*sections(notes, everything=everything)]
    if everything:
        told.append(Section(f"All {counted(len(changes), 'change')}", tuple(map(change_line, changes))))
    return Outline(number, title, difference.outcome, tuple(_remarks(notes)), tuple(told))


def _remarks(notes: Notes) -> Iterator[str]:
    interval = notes.interval
    old, new = interval.submitted
    if interval.is_by_registry:
        yield f"The sponsor submitted nothing between the versions; the last submission is of {old}."
    elif interval.is_edit:
        yield "Both are of the same version of the registry's data: the record was edited."
    elif old or new:
        when = ", ".join(_when(interval))
        yield f"Submitted {old or 'at an unknown date'} → {new or 'at an unknown date'}{when and f': {when}'}."
    if old and new and new.certainly_before(old):
        yield "The new version was submitted before the old one: are they swapped?"
    if interval.brings_results:
        date = interval.date(Event.RESULTS)
        day = f" ({date})" if date else ""
        yield f"Results were first submitted between the versions{day}; all changes may come with them."
    same = unchanged(notes)
    if same:
        yield f"Unchanged: {same}."


def _when(interval: Interval) -> Iterator[str]:
    """Yield the last event after which the changes were made for certain, those that are open, and the next one."""
    certainly = ""
    for event in Event:
        certainty = interval.after(event)
        if certainty is Certainty.UNKNOWN:
            continue
        said = f"{_WHEN[certainty]} {event} ({interval.date(event)})"
        if certainty is Certainty.CERTAINLY:
            certainly = said
            continue
        if certainly:
            yield certainly
            certainly = ""
        yield said
        if certainty is Certainty.NOT:
            return
    if certainly:
        yield certainly
