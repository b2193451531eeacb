"""Participant flow: who started, completed and left each period, group by group."""

from typing import Any, Final

from attrs import define, field, frozen
from markupsafe import Markup

from ctmodel.pages.html.groups import COLOURS, Group, grouped
from ctmodel.pages.html.lanes import PERCENT, Bar
from ctmodel.pages.html.tables import Cell, Figure, Row
from ctmodel.pages.html.texts import line, number
from ctmodel.terms.protocol import EnrollmentType

STARTED: Final = "STARTED"
COMPLETED: Final = "COMPLETED"
NOT_COMPLETED: Final = "NOT COMPLETED"
_HEIGHT: Final = 20


@frozen
class Number:
    """The number of a group at a milestone, or for a reason: participants, units, and a remark."""

    name: str
    subjects: str
    units: str | None
    comment: str | None

    @property
    def is_zero(self) -> bool:
        """Whether it says that there was nobody."""
        return self.subjects.strip() == "0" and (self.units or "0").strip() == "0"


@define
class Box:
    """One group in one period."""

    group: Group
    started: Number | None = None
    milestones: list[Number] = field(factory=list)
    left: Number | None = None
    reasons: list[Number] = field(factory=list)
    completed: Number | None = None

    @property
    def numbers(self) -> list[Number]:
        """All numbers of the group in the period."""
        held = [self.started, *self.milestones, self.completed, self.left, *self.reasons]
        return [number for number in held if number is not None]

    @property
    def share(self) -> int | None:
        """How many percent of those who started have completed; None if the record does not say."""
        started, completed = _whole(self.started), _whole(self.completed)
        if not started or completed is None or completed > started:
            return None
        return round(100 * completed / started)


@frozen
class Period:
    """A period: the boxes of the groups that started it, or a table if there are too many."""

    held: Any
    title: str
    boxes: list[Box]
    figure: Figure | None
    #: The groups that did not start it, with their remarks.
    absent: list[Box]
    #: The groups for which the period has no numbers.
    silent: list[Group]
    #: Remarks on milestones and reasons of all groups.
    remarks: list[tuple[str, str]]
    #: Reasons for which nobody left.
    unused: list[str]


@frozen
class FlowView:
    """The section."""

    held: Any
    groups: list[Group]
    #: How many participants were enrolled; empty if the record does not say.
    enrolled: str
    periods: list[Period]


def flow(trial: Any) -> FlowView | None:
    """Return the section; None without a participant flow."""
    held = trial.results.participant_flow if trial.results else None
    if held is None:
        return None
    groups = grouped(held.groups, trial.held.arms)
    enrollment = trial.held.enrollment
    enrolled = ""
    if enrollment is not None and enrollment.type == EnrollmentType.ACTUAL and enrollment.count is not None:
        enrolled = number(enrollment.count)
    return FlowView(held, groups, enrolled, [_period(period, groups) for period in held.periods])


def _period(held: Any, groups: list[Group]) -> Period:
    boxes = {group.id: Box(group) for group in groups}
    milestones, reasons = held.milestones, held.drop_withdraws
    for milestone in milestones:
        for stats in milestone.achievements:
            box = boxes.get(stats.held.group_id)
            if box is not None:
                _put(box, _number(milestone.type or "", stats))
    for reason in reasons:
        for stats in reason.reasons:
            box = boxes.get(stats.held.group_id)
            if box is not None:
                box.reasons.append(_number(reason.type or "Reason not stated", stats))
    present = [box for box in boxes.values() if box.numbers and not _is_absent(box)]
    names = [reason.type for reason in reasons if reason.type]
    used = {number.name for box in present for number in box.reasons if not number.is_zero}
    return Period(
        held,
        held.title or "Period",
        present if len(present) <= COLOURS else [],
        None if len(present) <= COLOURS else _figure(held.title or "Period", present),
        [box for box in boxes.values() if _is_absent(box)],
        [box.group for box in boxes.values() if not box.numbers],
        [(item.type or "", item.comment) for item in (*milestones, *reasons) if item.comment],
        list(dict.fromkeys(name for name in names if name not in used)),
    )


def _put(box: Box, number: Number) -> None:
    kind = number.name.strip().upper()
    if kind == STARTED and box.started is None:
        box.started = number
    elif kind == COMPLETED and box.completed is None:
        box.completed = number
    elif kind == NOT_COMPLETED and box.left is None:
        box.left = number
    else:
        box.milestones.append(number)


def _number(name: str, stats: Any) -> Number:
    return Number(name, stats.num_subjects or "not stated", stats.num_units, stats.comment)


def _is_absent(box: Box) -> bool:
    """Whether the record says that nobody of the group was in the period."""
    return box.started is not None and all(number.is_zero for number in box.numbers)


def _whole(number: Number | None) -> int | None:
    return int(number.subjects) if number is not None and number.subjects.strip().isdecimal() else None


def _figure(title: str, boxes: list[Box]) -> Figure:
    """Return a table with a row for each group, for more groups than fit side by side."""
    milestones = list(dict.fromkeys(number.name for box in boxes for number in box.milestones))
    heads = ("Started", *milestones, "Completed", "Not completed")
    rows = tuple(
        Row(_named(box), tuple(_cell(number) for number in _columns(box, milestones)), _retained(box), _HEIGHT)
        for box in boxes
    )
    caption = "Bars: completed, of those who started."
    return Figure(title, heads, rows, PERCENT, caption, "Group", kind="fixed groups")


def _columns(box: Box, milestones: list[str]) -> list[Number | None]:
    reached = {number.name: number for number in box.milestones}
    return [box.started, *map(reached.get, milestones), box.completed, box.left]


def _named(box: Box) -> Markup:
    """Return the number and the title of a group, and why participants left."""
    shown = Markup('<span class="gn">{}</span> {}').format(box.group.number, line(box.group.title))
    reasons = [_reason(number) for number in box.reasons if not number.is_zero or number.comment]
    left = Markup("; ").join(reasons)
    return shown + Markup('<div class="small muted">Left: {}</div>').format(left) if left else shown


def _reason(held: Number) -> Markup:
    units = f" ({held.units} units)" if held.units else ""
    remark = Markup(": {}").format(line(held.comment)) if held.comment else Markup()
    return Markup("{} {}{}{}").format(line(held.name), held.subjects, units, remark)


def _cell(held: Number | None) -> Cell:
    if held is None:
        return Cell("–")
    comment = (Markup('<span class="small muted">{}</span>').format(line(held.comment)),) if held.comment else ()
    return Cell(held.subjects, f"({held.units})" if held.units else "", comment)


def _retained(box: Box) -> tuple[Bar, ...]:
    if box.share is None:
        return ()
    return (Bar(PERCENT.x(0), PERCENT.x(box.share), _HEIGHT // 2 - 4, "strong", 8),)
