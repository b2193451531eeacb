"""Sample size and dates: how far they moved, planned apart from actual."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ctmodel.changes.change import Change, Changes
from ctmodel.changes.note import Note, NoteKind, NoteTopic
from ctmodel.changes.topics import attribute_of
from ctmodel.terms import DateType, EnrollmentType
from ctmodel.values.dates import PartialDate, Precision

_MONTHS: Final = 12
#: What is told by the types of both numbers; of others, no more than that the number changed.
_KINDS: Final[Mapping[tuple[str | None, str | None], NoteKind]] = {
    (EnrollmentType.ESTIMATED, EnrollmentType.ESTIMATED): NoteKind.PLAN_CHANGED,
    (EnrollmentType.ESTIMATED, EnrollmentType.ACTUAL): NoteKind.ACTUAL_GIVEN,
    (EnrollmentType.ACTUAL, EnrollmentType.ACTUAL): NoteKind.ACTUAL_CHANGED,
}
_TYPES: Final[Mapping[str, str]] = {EnrollmentType.ESTIMATED: "planned", EnrollmentType.ACTUAL: "actual"}


def sample_size_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield the note on the number of participants: a changed plan is not the same as an actual number."""
    held = tuple(mine)
    old, new = changes.old.enrollment, changes.new.enrollment
    if old is None or new is None or old.count is None or new.count is None:
        kind = NoteKind.between(old, new)
        yield Note(NoteTopic.SAMPLE_SIZE, kind, "number of participants", held, old=_count(old), new=_count(new))
        return
    kind = _KINDS.get((old.type, new.type), NoteKind.CHANGED)
    by = f"{100 * (new.count - old.count) / old.count:+.0f} %" if old.count and new.count != old.count else None
    yield Note(NoteTopic.SAMPLE_SIZE, kind, "number of participants", held, old=_count(old), new=_count(new), by=by)


def _count(enrollment: Any) -> str | None:
    if enrollment is None or enrollment.count is None:
        return None
    type = enrollment.type and _TYPES.get(enrollment.type, enrollment.type)
    return f"{enrollment.count:,} {type}" if type else f"{enrollment.count:,}"


def date_notes(changes: Changes, mine: Iterable[Change]) -> Iterator[Note]:
    """Yield a note on each date of the course of the study, together with its type."""
    held: dict[str, list[Change]] = {}
    for change in mine:
        held.setdefault((attribute_of(change) or "").removesuffix("_type"), []).append(change)
    for attribute, its in held.items():
        old, new = (getattr(trial, attribute) for trial in (changes.old, changes.new))
        types = [getattr(trial, f"{attribute}_type") for trial in (changes.old, changes.new)]
        kind, by = _moved(old, new)
        if kind is NoteKind.CHANGED and old == new and types == [DateType.ESTIMATED, DateType.ACTUAL]:
            kind = NoteKind.BECAME_ACTUAL
        texts = [_dated(date, type) for date, type in zip((old, new), types, strict=True)]
        subject = attribute.replace("_", " ")
        yield Note(NoteTopic.DATES, kind, subject, tuple(its), old=texts[0], new=texts[1], by=by)


def _dated(date: PartialDate | None, type: str | None) -> str | None:
    return date and (f"{date} ({type.lower()})" if type else str(date))


def _moved(old: PartialDate | None, new: PartialDate | None) -> tuple[NoteKind, str | None]:
    """Return whether a date moved, and how far; in days or months only if both dates have the same precision."""
    if old is None or new is None:
        return NoteKind.between(old, new), None
    if old.certainly_before(new):
        kind = NoteKind.LATER
    elif new.certainly_before(old):
        kind = NoteKind.EARLIER
    else:
        return NoteKind.CHANGED, None
    return kind, _distance(old, new)


def _distance(old: PartialDate, new: PartialDate) -> str:
    if old.precision is new.precision is Precision.MONTH:
        return _signed(_months(new.earliest) - _months(old.earliest), "month")
    if old.precision is new.precision is Precision.YEAR:
        return _signed(new.earliest.year - old.earliest.year, "year")
    least, most = sorted(((new.earliest - old.latest).days, (new.latest - old.earliest).days), key=abs)
    return _signed(least, "day") if least == most else f"{least:+,} to {most:+,} days"


def _months(date: dt.date) -> int:
    return date.year * _MONTHS + date.month


def _signed(number: int, unit: str) -> str:
    return f"{number:+,} {unit}{'' if abs(number) == 1 else 's'}"
