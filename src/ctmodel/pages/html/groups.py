"""Groups of the results: their numbers, and colours that agree with those of the arms."""

from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.model.arms import Arm
from ctmodel.pages.html.texts import breakable

#: How many groups can have a colour and a shape of their own.
COLOURS: Final = 6


@frozen
class Group:
    """A group, as tables show it."""

    id: str | None
    title: str
    description: str | None
    #: Its place among the groups of the table, from 1.
    number: int
    #: Its colour and shape, from 1; 0 for none.
    colour: int
    held: Any


def letters(index: int) -> str:
    """Return the letters of an arm: A to Z, then AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def arm_colours(arms: Iterable[Arm]) -> dict[str, int]:
    """Return the colours of the first arms, by label."""
    held = list(arms)
    if len(held) > COLOURS:
        return {}
    return {arm.label.strip().casefold(): number for number, arm in enumerate(held, 1) if arm.label}


def grouped(held: list[Any], arms: Iterable[Arm]) -> list[Group]:
    """Return groups with the colour of the arm that has their title, or else the next that is free."""
    known = arm_colours(arms)
    coloured = len(held) <= COLOURS
    titles = [(group.title or "").strip() for group in held]
    taken = {known[title.casefold()] for title in titles if title.casefold() in known}
    free = iter([colour for colour in range(1, COLOURS + 1) if colour not in taken])
    groups = []
    for number, (group, title) in enumerate(zip(held, titles, strict=True), 1):
        colour = known.pop(title.casefold(), 0) or next(free, 0)
        shown = title or f"Group {number}, without a title"
        groups.append(Group(group.held.id, shown, group.description, number, colour if coloured else 0, group))
    return groups


def group_name(group: Group) -> Markup:
    """Return the name of a group with its mark."""
    name = breakable(group.title)
    # No line is broken between the two.
    return Markup('<span class="marked">{}{}</span>').format(group_mark(group), name) if group.colour else name


def group_number(group: Group) -> Markup:
    """Return the number of a group with its mark, for tables that have a legend."""
    return Markup('{}<span class="gn">{}</span>').format(group_mark(group), group.number)


def group_mark(group: Group) -> Markup:
    """Return the mark of a group; nothing without one."""
    if not group.colour:
        return Markup()
    return Markup(
        '<svg class="key" aria-hidden="true" width="12" height="12"><use class="g{0}" href="#m{0}" x="6" y="6"/></svg>'
    ).format(group.colour)
