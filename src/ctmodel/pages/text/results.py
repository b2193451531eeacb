"""Posted results: participant flow, baseline characteristics, outcome results and limits."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ctmodel.pages.text.adverse import adverse_events
from ctmodel.pages.text.analyses import analysis
from ctmodel.pages.text.blocks import Section, Table, section
from ctmodel.pages.text.groups import Groups
from ctmodel.pages.text.prose import fact, facts, one_line, paragraphs, said, values
from ctmodel.pages.wording import MEASURES

_FLOW: Final = {
    "recruitment_details": "Recruitment",
    "pre_assignment_details": "Before assignment",
    "type_units_analyzed": "Also counted",
}
_BASELINE: Final = {"population_description": "Population", "type_units_analyzed": "Also counted"}
_MEASURE: Final = {
    "time_frame": "Time frame",
    "description": "Description",
    "population_description": "Population",
    "reporting_status": "Reporting status",
    "anticipated_posting_date": "Results expected",
    "type_units_analyzed": "Units analyzed",
    "denom_units_selected": "Counted",
    "calculate_pct": "Percentages calculated",
}
_BASELINE_MEASURE: Final = {
    "description": "Description",
    "population_description": "Population",
    "denom_units_selected": "Counted",
    "calculate_pct": "Percentages calculated",
}
_AGREEMENT: Final = {
    "pi_sponsor_employee": "Investigators are the sponsor's employees",
    "restrictive_agreement": "An agreement restricts publishing",
    "restriction_type": "Restriction",
    "other_details": "Details",
}


def results(trial: Any) -> Iterator[Section]:
    """Yield the results as they are posted; nothing is added up or calculated."""
    held = trial.results
    if not held:
        return
    if held.participant_flow:
        yield from _flow(held.participant_flow)
    if held.baseline_characteristics:
        yield from _baseline(held.baseline_characteristics)
    counts = Counter[str]()
    for measure in held.outcome_measures:
        kind = MEASURES.get(measure.type, said(measure.type)) or "Outcome"
        counts[kind] += 1
        yield from _measure(measure, f"{kind} {counts[kind]}")
    if held.adverse_events:
        yield from adverse_events(held.adverse_events)
    yield from _limits(held.more_info)


def _flow(held: Any) -> Iterator[Section]:
    groups = Groups(held.groups)
    yield from section("Participant flow", *facts(held, _FLOW), *groups.legend)
    for period in held.periods:
        rows = [
            (one_line(step.type or "Not stated"), stats, step.comment)
            for steps, numbers in ((period.milestones, "achievements"), (period.drop_withdraws, "reasons"))
            for step in steps
            for stats in [getattr(step, numbers)]
        ]
        table = Table(
            ("", *groups.heads), tuple((name, *groups.cells(stats, _participants)) for name, stats, _ in rows)
        )
        comments = [line for name, _, comment in rows for line in fact(name, comment)]
        yield Section(one_line(period.title or "Period"), (table, *comments))


def _participants(held: Any) -> str:
    units = f"({held.num_units})" if held.num_units else ""
    return " ".join(values([held.num_subjects, units, held.comment]))


def _baseline(held: Any) -> Iterator[Section]:
    groups = Groups(held.groups)
    analysed = [(f"Analysed: {said(denom.units)}", *groups.cells(denom.counts, _value)) for denom in held.denoms]
    table = [Table(("", *groups.heads), tuple(analysed))] if analysed else []
    yield from section("Baseline", *facts(held, _BASELINE), *groups.legend, *table)
    for measure in held.measures:
        yield Section(
            one_line(measure.title or "Measure without a title"),
            (*facts(measure, _BASELINE_MEASURE), *_values(measure, groups)),
        )


def _measure(held: Any, number: str) -> Iterator[Section]:
    groups = Groups(held.groups)
    body = [*facts(held, _MEASURE), *groups.legend, *_values(held, groups)]
    body += [line for one in held.analyses for line in analysis(one)]
    yield Section(f"{number}: {one_line(held.title or 'without a title')}", tuple(body))


def _values(measure: Any, groups: Groups) -> Iterator[str | Table]:
    """Yield what the values of a measure are, and a table of them."""
    rows = [(f"Analysed: {said(denom.units)}", *groups.cells(denom.counts, _value)) for denom in measure.denoms]
    for held in measure.classes:
        title = one_line(held.title or "")
        rows += [
            (f"{title} analysed: {said(denom.units)}".strip(), *groups.cells(denom.counts, _value))
            for denom in held.denoms
        ]
        for category in held.categories:
            name = " / ".join(values([title, category.title]))
            rows.append((name, *groups.cells(category.measurements, _measurement)))
    spread = f" ({said(measure.dispersion_type)})" if measure.dispersion_type else ""
    kind = ", ".join(values([f"{said(measure.param_type)}{spread}", measure.unit_of_measure]))
    if rows:
        yield Table((kind, *groups.heads), tuple(rows))
    elif kind:
        yield kind


def _value(held: Any) -> str:
    return said(held.value)


def _measurement(held: Any) -> str:
    limits = f"{held.lower_limit or '?'} to {held.upper_limit or '?'}" if held.lower_limit or held.upper_limit else None
    spread = f"({held.spread})" if held.spread else None
    return " ".join(values([held.value, spread, limits, *map(one_line, paragraphs(held.comment))]))


def _limits(held: Any) -> Iterator[Section]:
    if not held:
        return
    contact = held.point_of_contact
    names = ("title", "organization", "phone", "phone_ext", "email")
    shown = fact("Contact for the results", [getattr(contact, name) for name in names]) if contact else []
    limits = fact("Limitations", held.limitations_and_caveats)
    yield from section("Limits and agreements", *limits, *facts(held.certain_agreement, _AGREEMENT), *shown)
