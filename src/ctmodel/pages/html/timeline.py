"""The dates of the study and of its record, drawn with their precision."""

import datetime as dt
from typing import Any, Final

from attrs import evolve, field, frozen
from markupsafe import Markup

from ctmodel.pages.html.lanes import Bar, Dot, Mark, Scale, Tick
from ctmodel.pages.html.tables import Figure, Row
from ctmodel.pages.html.texts import counted, day, term
from ctmodel.pages.wording import DATES, STUDY_DATES, SUBMISSION
from ctmodel.terms.protocol import DateType
from ctmodel.values import PartialDate
from ctmodel.values.dates import Precision

_STUDY: Final = DATES[:STUDY_DATES]
_RECORD: Final = DATES[STUDY_DATES:]
#: The attributes of the section, to place findings.
PATHS: Final = tuple(name for name, _, _ in DATES) + tuple(f"{name}_type" for name, _, typed in DATES if typed)
_LABELS: Final = 7
#: The marks of a known day.
_STUDY_DAY: Final = 7
_RECORD_DAY: Final = 8
_HOLLOW: Final = 9
_DECADES: Final = 40
_MIDDLE: Final = 10
_HEIGHT: Final = 20


@frozen
class Event:
    """A date with its words, and how it is known."""

    words: str
    date: PartialDate | None
    kind: str
    study: bool
    estimated: bool = False
    #: The attributes that it shows.
    paths: tuple[str, ...] = ()


@frozen
class TimelineView:
    """The section: the figure, and the paths of its dates."""

    figure: Figure
    paths: tuple[str, ...] = field(default=PATHS)


def timeline(trial: Any) -> TimelineView | None:
    """Return the section; None without any date."""
    study = [event for row in _STUDY if (event := _event(trial, *row, study=True))]
    record = [event for row in _RECORD if (event := _event(trial, *row, study=False))]
    events = [*study, *_shared([*record, *_tracking(trial), *_unposted(trial)])]
    if not events:
        return None
    events.sort(key=lambda event: event.date.earliest if event.date else dt.date.max)
    scale = _scale([event.date for event in events if event.date])
    rows = [_row(event, scale) for event in events]
    if runs := _runs(trial.held.start_date, trial.held.completion_date, scale):
        rows.insert(0, runs)
    caption = "A dot is a known day; a box spans the month or the year that the record states. Dashed: estimated."
    return TimelineView(Figure("Timeline", ("Date", "Kind"), tuple(rows), scale, caption, "Event", "timeline"))


def _event(trial: Any, name: str, words: str, typed: bool, *, study: bool) -> Event | None:
    date = getattr(trial, name)
    kind = getattr(trial, f"{name}_type") if typed else None
    if date is None:
        return None
    stated = term(kind) if kind else ("not stated" if typed else "")
    return Event(words, date, stated, study, kind == DateType.ESTIMATED, (name, f"{name}_type"))


def _tracking(trial: Any) -> list[Event]:
    held = trial.derived.submission_tracking if trial.derived else None
    if held is None:
        return []
    events = [
        Event("Results expected to be submitted", held.estimated_results_first_submit_date, "Estimated", False, True),
        Event(
            "Results first posted with major comments",
            held.first_mcp_post_date,
            term(held.first_mcp_post_date_type) or "not stated",
            False,
        ),
    ]
    for info in held.submission_infos:
        release = f", submission {info.mcp_release_n}" if info.mcp_release_n is not None else ""
        events += [Event(words + release, getattr(info, name), "", False) for name, words in SUBMISSION.items()]
        if info.unrelease_date_unknown:
            events.append(Event(SUBMISSION["unrelease_date"], None, "date unknown", False))
    return [event for event in events if event.date or event.kind == "date unknown"]


def _unposted(trial: Any) -> list[Event]:
    held = trial.annotations.unposted_events if trial.annotations else []
    return [
        Event(
            f"Results not posted: {term(event.type)}", event.date, "date unknown" if event.date_unknown else "", False
        )
        for event in held
        if event.date or event.type
    ]


def _shared(events: list[Event]) -> list[Event]:
    """Put registry events of one day and kind into one."""
    by_day: dict[Any, list[Event]] = {}
    for event in events:
        by_day.setdefault((event.date and event.date.text, event.kind), []).append(event)
    return [
        evolve(
            same[0],
            words=_joined([event.words for event in same]),
            paths=tuple(path for event in same for path in event.paths),
        )
        for same in by_day.values()
    ]


def _joined(words: list[str]) -> str:
    return ", ".join([words[0], *(word[0].lower() + word[1:] for word in words[1:])])


def _row(event: Event, scale: Scale | None) -> Row:
    marks: tuple[Mark, ...] = ()
    if scale is not None and event.date is not None:
        marks = (_mark(event.date, scale, study=event.study, estimated=event.estimated),)
    style = "study" if event.study else "registry"
    return Row(event.words, (day(event.date), event.kind), marks, _HEIGHT, style, event.paths)


def _mark(date: PartialDate, scale: Scale, *, study: bool, estimated: bool) -> Mark:
    start, end = scale.x(date.earliest.toordinal()), scale.x(date.latest.toordinal() + 1)
    if date.precision in (Precision.DAY, Precision.MINUTE):
        return Dot(start, _MIDDLE, _HOLLOW if estimated else _STUDY_DAY if study else _RECORD_DAY)
    style = "hollow" if estimated else "accent" if study else "strong"
    width = max(end - start, 1.2)
    return Bar(start, min(start + width, 100), _MIDDLE - 4, style, 8)


def _scale(dates: list[PartialDate]) -> Scale | None:
    if not dates:
        return None
    first, last = min(date.earliest for date in dates), max(date.latest for date in dates)
    years = last.year - first.year + 1
    step = 10 if years > _DECADES else max(1, -(-years // (_LABELS - 1)))
    at = range(first.year - (first.year % 10 if step == 10 else 0), min(last.year + step, 9999) + 1, step)
    ticks = [Tick(dt.date(max(year, 1), 1, 1).toordinal(), str(year)) for year in at]
    end = next((tick.at for tick in ticks if tick.at > last.toordinal()), ticks[-1].at)
    shown = tuple(tick for tick in ticks if tick.at <= end)
    return Scale(shown[0].at, max(end, last.toordinal() + 1), shown)


def _runs(start: PartialDate | None, end: PartialDate | None, scale: Scale | None) -> Row | None:
    if start is None or end is None or scale is None:
        return None
    if end.latest < start.earliest:
        return Row("Study runs", ("ends before it starts", ""), (), _HEIGHT, "study")
    certain = (start.latest, end.earliest)
    marks: list[Mark] = [_runs_bar(start.earliest, end.latest, scale, "pale")]
    if certain[0] < certain[1]:
        marks.append(_runs_bar(*certain, scale, "accent"))
    return Row(Markup("<b>Study runs</b>"), (duration(start, end), ""), tuple(marks), _HEIGHT, "study")


def _runs_bar(first: dt.date, last: dt.date, scale: Scale, style: str) -> Bar:
    return Bar(scale.x(first.toordinal()), scale.x(last.toordinal() + 1), _MIDDLE - 2, style, 5)


def duration(start: PartialDate, end: PartialDate) -> str:
    """Return how long the study runs, no more precisely than its dates say."""
    if Precision.YEAR in (start.precision, end.precision):
        least = max(0, (end.earliest - start.latest).days // 365)
        most = -(-((end.latest - start.earliest).days + 1) // 366)
        return counted(most, "year") if least == most else f"{least} to {counted(most, 'year')}"
    months = 12 * (end.earliest.year - start.earliest.year) + end.earliest.month - start.earliest.month
    if not months:
        return "less than a month" if start.precision is not Precision.MONTH else "about a month"
    years, rest = divmod(months, 12)
    return "about " + " ".join(part for part in (f"{years} y" if years else "", f"{rest} m" if rest else "") if part)
