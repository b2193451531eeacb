"""The groups that results are given for, and the numbers analysed in them."""

from typing import Any, Final

from ctmodel.model.results.adverse_events import AdverseEvents
from ctmodel.model.results.baseline import BaselineCharacteristics, BaselineMeasure
from ctmodel.model.results.flow import ParticipantFlow
from ctmodel.model.results.measures import Denom, MeasureClass
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.tables.node import Node, repeatable
from ctmodel.tables.numbers import count
from ctmodel.tables.schema.makers import text_or_none

#: Where each module lists its groups. Those of outcomes belong to one measure: the same identifier is another group in
#: the next one.
_GROUPS: Final[dict[type, str]] = {
    ParticipantFlow: "groups",
    BaselineCharacteristics: "groups",
    OutcomeMeasure: "groups",
    AdverseEvents: "event_groups",
}
#: The title of the group that adds up the others; other wordings are not taken for it.
TOTAL: Final = "Total"

#: The numbers analysed by group, their units, and where they were found.
Denominators = tuple[dict[str, int | None], str | None, str | None]


def title_of(node: Node, identifier: str | None) -> str | None:
    """Return the title of a group by its identifier, as the module or the measure around says."""
    here = node.above
    if here is None or identifier is None:
        return None
    if here.found is None:
        here.found = {}
    titles = here.found.get("titles")
    if titles is None:
        titles = here.found["titles"] = _titles(here)
    title: str | None = titles.get(identifier)
    return title


def is_total(title: str | None) -> bool:
    """Whether a group is the total of the others."""
    return title == TOTAL


def _titles(node: Node) -> dict[str, Any]:
    """Return the titles of the groups of the module or measure around, which are looked up once for it."""
    here: Node = node
    while type(here.held) not in _GROUPS:
        if here.above is None:
            raise LookupError("no groups around")
        here = here.above
    if here.found is None:
        here.found = {}
    if "groups" not in here.found:
        titles: dict[str, Any] = {}
        for group in getattr(here.held, _GROUPS[type(here.held)]):
            if group.id is not None:
                titles.setdefault(group.id, repeatable(text_or_none(group.title)))
        here.found["groups"] = titles
    found: dict[str, Any] = here.found["groups"]
    return found


def denominator(node: Node, group: str | None) -> tuple[int | None, str | None, str | None]:
    """Return the number analysed that a value of a group belongs to, its units, and the level that gives it.

    It is that of the class, else of the measure, else of the module, in the units that the measure selects, else in
    participants. AACT has the same rule.
    """
    here = node
    while type(here.held) is not MeasureClass:
        if here.above is None:
            raise LookupError("a value outside a class")
        here = here.above
    if here.found is None:
        here.found = {}
    if "denominators" not in here.found:
        here.found["denominators"] = _denominators(here)
    numbers, units, level = here.found["denominators"]
    number = None if group is None else numbers.get(group)
    return (None, None, None) if number is None else (number, units, level)


def _denominators(node: Node) -> Denominators:
    """Return the denominators of a class: those of the first level that has any."""
    measure = node.above
    if measure is None:
        raise LookupError("a class outside a measure")
    selected: str = measure.held.denom_units_selected or "Participants"
    levels: list[tuple[str, Node | None]] = [("CLASS", node), ("MEASURE", measure)]
    if isinstance(measure.held, BaselineMeasure):
        levels.append(("MODULE", measure.above))
    for level, holder in levels:
        if holder is not None and holder.held.denoms:
            return _numbers(holder, selected), text_or_none(repeatable(selected)), level
    return {}, None, None


def _numbers(node: Node, units: str) -> dict[str, int | None]:
    """Return the numbers analysed by group in one unit, which are looked up once for an object and a unit."""
    if node.found is None:
        node.found = {}
    by_units: dict[str | None, dict[str, int | None] | Denom] | None = node.found.get("denoms")
    if by_units is None:
        by_units = node.found["denoms"] = {}
        for denom in node.held.denoms:
            by_units.setdefault(denom.units, denom)
    held = by_units.get(units, {})
    if isinstance(held, Denom):
        numbers: dict[str, int | None] = {}
        for counted in held.counts:
            if counted.group_id is not None:
                numbers.setdefault(counted.group_id, count(counted.value))
        held = by_units[units] = numbers
    return held
