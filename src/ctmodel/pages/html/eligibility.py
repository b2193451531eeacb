"""Who can take part: the criteria as nested lists, one column for each kind."""

from typing import Any, Final

from attrs import Factory, define, frozen

from ctmodel.model.criteria.criterion import CriterionKind, EligibilityCriterion, Header
from ctmodel.pages.html.glance import ages
from ctmodel.pages.html.lanes import Bar, Mark, Scale, Tick

#: Title, the registry's word, and the letter of the numbers, by kind.
_COLUMNS: Final = {
    CriterionKind.INCLUSION: ("Who can take part", "inclusion", "I"),
    CriterionKind.EXCLUSION: ("Who cannot", "exclusion", "E"),
    CriterionKind.UNSPECIFIED: ("Criteria", "not divided", "C"),
}
_YEARS: Final = {"Year": 1.0, "Month": 1 / 12, "Week": 7 / 365.25, "Day": 1 / 365.25}
_NARROWEST: Final = 0.8
#: A longer header is a line of its own.
_SHORT: Final = 30
_OLDEST: Final = 100.0


@define
class Item:
    """A criterion with the criteria nested in it, or a line between criteria: a heading or a remark."""

    text: str
    #: ``criterion``, ``heading`` or ``remark``.
    kind: str
    #: The number of a criterion at the top level, such as ``I3``.
    number: str = ""
    nested: "list[Item]" = Factory(list)


@define
class Column:
    """The criteria of one kind."""

    title: str
    kind: str
    letter: str
    items: list[Item] = Factory(list)
    count: int = 0
    #: Whether the kind is the record's own header.
    named: bool = False

    def takes(self, header: str) -> bool:
        """Take a short header that comes first as the name of the kind; return whether it was taken."""
        if self.items or self.named or len(header) > _SHORT:
            return False
        self.kind, self.named = header.strip().removesuffix(":"), True
        return True


@frozen
class Limits:
    """The age limits as a phrase, drawn on a scale of 0 to 100 years."""

    text: str
    scale: Scale | None
    marks: tuple[Mark, ...]


@frozen
class EligibilityView:
    """The section: age limits and criteria."""

    held: Any
    ages: Limits
    columns: list[Column]


def eligibility(trial: Any) -> EligibilityView | None:
    """Return the section; None without eligibility."""
    held = trial.eligibility
    if held is None:
        return None
    return EligibilityView(held, _limits(held), _columns(held))


def _columns(held: Any) -> list[Column]:
    columns = {kind: Column(*words) for kind, words in _COLUMNS.items()}
    if held.text is None:
        return []
    above: list[tuple[int, Item]] = []
    for part in held.held.parts:
        if not part.text.strip():
            continue
        column = columns[part.section.kind]
        if not isinstance(part, EligibilityCriterion):
            above = []
            if isinstance(part, Header) and column.takes(part.text):
                continue
            column.items.append(Item(part.text, "heading" if isinstance(part, Header) else "remark"))
            continue
        while above and above[-1][0] >= part.depth:
            above.pop()
        item = Item(part.text, "criterion")
        column.count += 1
        if above:
            above[-1][1].nested.append(item)
        else:
            number = 1 + sum(1 for held in column.items if held.number)
            item.number = f"{column.letter}{number}"
            column.items.append(item)
        above.append((part.depth, item))
    return [column for column in columns.values() if column.items or column.named]


def _limits(held: Any) -> Limits:
    low, high = held.minimum_age, held.maximum_age
    text = ages(low, high, short=False)
    years = [_years(age) if age else edge for age, edge in ((low, 0.0), (high, _OLDEST))]
    if (low is None and high is None) or None in years:
        return Limits(text, None, ())
    first, last = (min(float(year or 0), _OLDEST) for year in years)
    scale = Scale(0, _OLDEST, tuple(Tick(float(at), str(at)) for at in (0, 18, 65, 100)))
    start, end = scale.x(first), scale.x(last)
    return Limits(text, scale, (Bar(start, max(end, start + _NARROWEST), 4, "accent"),) if start <= end else ())


def _years(age: Any) -> float | None:
    share = _YEARS.get(age.unit.rstrip("s"))
    return None if share is None else age.number * share
