"""Outcome results: the values of each measure, then its analyses."""

from collections import Counter
from typing import Any, Final

from attrs import evolve, frozen

from ctmodel.pages.html.analyses import Analyses, analyses
from ctmodel.pages.html.groups import Group, grouped
from ctmodel.pages.html.tables import Figure
from ctmodel.pages.html.values import MOST_DRAWN, column_heads, kind_of, laned, lines, scale_of
from ctmodel.pages.wording import MEASURES
from ctmodel.terms.results import MeasureParam, OutcomeMeasureType, ReportingStatus

#: So many measures that are not primary are open.
_OPEN: Final = 4
_FROM_ZERO: Final = frozenset({MeasureParam.NUMBER, MeasureParam.COUNT_OF_PARTICIPANTS, MeasureParam.COUNT_OF_UNITS})


@frozen
class Measure:
    """One outcome measure."""

    held: Any
    id: str
    #: Its type and its number among those of the type.
    label: str
    primary: bool
    open: bool
    kind: str
    groups: list[Group]
    numbered: bool
    values: Figure | None
    analyses: Analyses
    #: The measure at which the same groups are described; None if they are described here.
    described: "Measure | None"

    @property
    def posted(self) -> bool:
        """Whether values are posted, and the record says so."""
        return self.values is not None and self.held.reporting_status == ReportingStatus.POSTED


def outcome_results(trial: Any) -> list[Measure] | None:
    """Return the section; None without outcome measures."""
    held = trial.results.outcome_measures if trial.results else []
    counts: Counter[str] = Counter()
    others = 0
    shown: list[Measure] = []
    first: dict[Any, Measure] = {}
    for index, measure in enumerate(held, 1):
        kind = measure.type or ""
        counts[kind] += 1
        primary = kind == OutcomeMeasureType.PRIMARY
        others += not primary
        label = f"{MEASURES.get(kind, kind) or 'Type not stated'} {counts[kind]}"
        found = _measure(trial, measure, f"r{index}", label, primary, primary or others <= _OPEN)
        described = first.setdefault(tuple((group.title, group.description) for group in found.groups), found)
        shown.append(found if described is found else evolve(found, described=described))
    return shown or None


def _measure(trial: Any, held: Any, anchor: str, label: str, primary: bool, is_open: bool) -> Measure:
    groups = grouped(held.groups, trial.held.arms)
    denoms = held.denoms
    drawn = list(lines(held, groups, denoms))
    kind = kind_of(held)
    figure = None
    if drawn:
        scale = scale_of(drawn, groups, from_zero=held.param_type in _FROM_ZERO)
        name = f"{held.title or label}: values"
        # A row without a name of its own is named by what its values are.
        named = len(drawn) > 1 or drawn[0].name
        rows = laned(drawn if named else [evolve(drawn[0], name=kind)], groups, scale)
        figure = Figure(name, column_heads(groups, denoms), rows, scale, kind if named else "", kind="fixed")
    tests = analyses(held.analyses, groups, held.title or label)
    return Measure(held, anchor, label, primary, is_open, kind, groups, len(groups) > MOST_DRAWN, figure, tests, None)
