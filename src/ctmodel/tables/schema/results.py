"""The tables of posted results: groups, participant flow, baseline, outcomes, analyses."""

from typing import Final

from ctmodel.tables.groups import denominator, is_total, title_of
from ctmodel.tables.node import Cell, Node
from ctmodel.tables.schema.column import Column, Level, Part, Table, Way
from ctmodel.tables.schema.makers import (
    boolean,
    bounded,
    computed,
    count,
    date,
    number_in_text,
    place_of,
    position,
    tag,
    term,
    text,
    text_or_none,
    time_frame,
)

_FLOW: Final = "results.participant_flow"
_BASELINE: Final = "results.baseline_characteristics"
_OUTCOMES: Final = "results.outcome_measures[]"
_EVENTS: Final = "results.adverse_events"

_NO_TITLE: Final = "no group with this identifier has a title"


def group(groups: tuple[str, ...], *, totals: bool = False) -> Part:
    """The group that a row is about: its identifier, its title, and, if asked for, whether it is the total."""
    of = tuple(f"{path}.title" for path in groups)
    how = "the title of the group with this identifier in the same module or measure"
    columns = [
        Column(name="group_id", type="string", of=("group_id",)),
        Column(name="group_title", type="string", of=of, is_whole=True, how=how, null=_NO_TITLE),
    ]
    if not totals:
        return Part(tuple(columns), _group)
    how = "whether the title of the group is Total: the sum of the others"
    columns.append(Column(name="group_is_total", type="bool", of=of, is_whole=True, how=how, null="never"))
    return Part(tuple(columns), _group_and_total)


def _group(node: Node) -> tuple[Cell, ...]:
    identifier = node.held.group_id
    return text_or_none(identifier), title_of(node, identifier)


def _group_and_total(node: Node) -> tuple[Cell, ...]:
    identifier = node.held.group_id
    title = title_of(node, identifier)
    return text_or_none(identifier), title, is_total(title)


def _measure_place(node: Node) -> str | None:
    return node.above.place or None if node.tags == ("OUTCOME",) and node.above is not None else None


RESULT_GROUPS: Final = Table(
    name="result_groups",
    about="a group that results are given for",
    levels=(
        Level(
            (
                Way(f"{_FLOW}.groups[]", ("FLOW",)),
                Way(f"{_BASELINE}.groups[]", ("BASELINE",)),
                Way(f"{_OUTCOMES}.groups[]", ("OUTCOME",)),
                Way(f"{_EVENTS}.event_groups[]", ("EVENTS",)),
            ),
            (
                tag("module", how="FLOW, BASELINE, OUTCOME or EVENTS"),
                computed("measure_pointer", "string", _measure_place, how="the pointer of the outcome measure",
                         null="the group is of no outcome measure"),
                position(),
                text("group_id", "id"),
                text("title"),
                text("description"),
                computed("is_total", "bool", lambda node: is_total(node.held.title), of=("title",),
                         how="whether the title is Total: the sum of the others", null="never"),
            ),
        ),
    ),
)  # fmt: skip

FLOW: Final = Table(
    name="flow",
    about="the number of one group at a milestone, or for a reason for leaving",
    levels=(
        Level((Way(f"{_FLOW}.periods[]"),), (position("period_position"), text("period", "title"))),
        Level(
            (Way("milestones[]", ("MILESTONE",)), Way("drop_withdraws[]", ("REASON",))),
            (tag("kind", how="MILESTONE or REASON"), position(), text("type"), text("comment")),
        ),
        Level(
            (Way("achievements[]"), Way("reasons[]")),
            (
                group((f"{_FLOW}.groups[]",)),
                count("participants", "num_subjects", unit="participants"),
                count("units", "num_units", unit="units"),
                text("entry_comment", "comment"),
            ),
        ),
    ),
)

BASELINE_MEASURES: Final = Table(
    name="baseline_measures",
    about="a baseline characteristic",
    levels=(
        Level(
            (Way(f"{_BASELINE}.measures[]"),),
            (
                position(),
                text("title"),
                text("description"),
                text("population", "population_description"),
                term("param_type"),
                term("dispersion_type"),
                text("unit", "unit_of_measure"),
                boolean("calculate_pct"),
                text("denominator_units", "denom_units_selected"),
            ),
        ),
    ),
)


def _denominators(path: str, module: tuple[str, ...]) -> Part:
    """The number that a value is to be divided by."""
    of = (f"{path}.classes[].denoms[]", f"{path}.denoms[]", *module)
    how = "of the class, else the measure, else the module, in the units that the measure selects, else Participants"
    null = "none is given for the group, or the text is not a whole number"
    columns = (
        Column(name="denominator", type="int64", of=tuple(f"{each}.counts[].value" for each in of), is_whole=True,
               how=f"the number analysed: that {how}", null=null),
        Column(name="denominator_units", type="string", of=tuple(f"{each}.units" for each in of), is_whole=True,
               how="what is counted", null=null),
        Column(name="denominator_level", type="string", is_whole=True, how="CLASS, MEASURE or MODULE", null=null),
    )  # fmt: skip
    return Part(columns, lambda node: denominator(node, node.held.group_id))


def _values(groups: str) -> tuple[Part, ...]:
    """The cells of a table of values, which baseline and outcome measures share."""
    return (
        group((groups,), totals=True),
        bounded("value"),
        number_in_text("spread"),
        number_in_text("lower_limit"),
        number_in_text("upper_limit"),
        text("comment"),
    )  # fmt: skip


_CLASSES: Final = (
    Level((Way("classes[]"),), (position("class_position"), text("class", "title"))),
    Level((Way("categories[]"),), (position("category_position"), text("category", "title"))),
)

BASELINE_VALUES: Final = Table(
    name="baseline_values",
    about="a value of a baseline characteristic in one group",
    levels=(
        Level(
            (Way(f"{_BASELINE}.measures[]"),),
            (
                place_of("measure_pointer", "the measure"),
                text("measure_title", "title"),
                term("param_type"),
                term("dispersion_type"),
                text("unit", "unit_of_measure"),
            ),
        ),
        *_CLASSES,
        Level(
            (Way("measurements[]"),),
            (
                *_values(f"{_BASELINE}.groups[]"),
                _denominators(f"{_BASELINE}.measures[]", (f"{_BASELINE}.denoms[]",)),
            ),
        ),
    ),
)

OUTCOME_MEASURES: Final = Table(
    name="outcome_measures",
    about="an outcome measure as reported",
    levels=(
        Level(
            (Way(_OUTCOMES),),
            (
                position(),
                term("type"),
                text("title"),
                text("description"),
                text("population", "population_description"),
                term("reporting_status"),
                date("anticipated_posting_date"),
                term("param_type"),
                text("dispersion_type"),
                text("unit", "unit_of_measure"),
                boolean("calculate_pct"),
                time_frame(),
                text("units_analyzed", "type_units_analyzed"),
                text("denominator_units", "denom_units_selected"),
            ),
        ),
    ),
)

OUTCOME_VALUES: Final = Table(
    name="outcome_values",
    about="a value of an outcome measure in one group",
    levels=(
        Level(
            (Way(_OUTCOMES),),
            (
                place_of("measure_pointer", "the measure"),
                term("measure_type", "type"),
                text("measure_title", "title"),
                text("time_frame"),
                term("param_type"),
                text("dispersion_type"),
                text("unit", "unit_of_measure"),
            ),
        ),
        *_CLASSES,
        Level((Way("measurements[]"),), (*_values(f"{_OUTCOMES}.groups[]"), _denominators(_OUTCOMES, ()))),
    ),
)

DENOMINATORS: Final = Table(
    name="denominators",
    about="the number analysed in one group",
    levels=(
        Level(
            (
                Way(_BASELINE, ("BASELINE", "BASELINE")),
                Way(f"{_BASELINE}.measures[]", ("BASELINE", "BASELINE_MEASURE")),
                Way(f"{_BASELINE}.measures[].classes[]", ("BASELINE", "BASELINE_CLASS")),
                Way(_OUTCOMES, ("OUTCOME", "OUTCOME")),
                Way(f"{_OUTCOMES}.classes[]", ("OUTCOME", "OUTCOME_CLASS")),
            ),
            (
                tag("module", how="BASELINE or OUTCOME"),
                tag("level", 1, how="BASELINE, BASELINE_MEASURE, BASELINE_CLASS, OUTCOME or OUTCOME_CLASS"),
                place_of("of_pointer", "the module, measure or class"),
            ),
        ),
        Level((Way("denoms[]"),), (text("units"),)),
        Level(
            (Way("counts[]"),),
            (
                group((f"{_BASELINE}.groups[]", f"{_OUTCOMES}.groups[]")),
                count("count", "value", unit="see units"),
            ),
        ),
    ),
)


def _groups(node: Node) -> str | None:
    return text_or_none("/".join(node.held.group_ids))


ANALYSES: Final = Table(
    name="analyses",
    about="a statistical analysis of an outcome measure",
    levels=(
        Level(
            (Way(_OUTCOMES),),
            (
                place_of("measure_pointer", "the measure"),
                term("measure_type", "type"),
                text("measure_title", "title"),
            ),
        ),
        Level(
            (Way("analyses[]"),),
            (
                position(),
                computed("groups", "string", _groups, of=("group_ids[]",), how="the identifiers, joined by /"),
                computed("group_count", "int64", lambda node: len(node.held.group_ids), of=("group_ids[]",),
                         unit="groups", how="the number of groups", null="never"),
                text("group_description"),
                boolean("tested_non_inferiority"),
                term("non_inferiority_type"),
                text("non_inferiority_comment"),
                bounded("p_value"),
                text("p_value_comment"),
                text("method", "statistical_method"),
                text("method_comment", "statistical_comment"),
                text("param_type"),
                number_in_text("param_value"),
                number_in_text("ci_pct", "ci_pct_value", unit="percent"),
                term("ci_sides", "ci_num_sides"),
                number_in_text("ci_lower", "ci_lower_limit"),
                number_in_text("ci_upper", "ci_upper_limit"),
                text("ci_lower_comment", "ci_lower_limit_comment"),
                text("ci_upper_comment", "ci_upper_limit_comment"),
                term("dispersion_type"),
                number_in_text("dispersion_value"),
                text("estimate_comment"),
                text("other_analysis", "other_analysis_description"),
            ),
        ),
    ),
)  # fmt: skip

ANALYSIS_GROUPS: Final = Table(
    name="analysis_groups",
    about="a group that an analysis compares",
    levels=(
        Level((Way(_OUTCOMES),), (place_of("measure_pointer", "the measure"),)),
        Level((Way("analyses[]"),), (place_of("analysis_pointer", "the analysis"),)),
        Level(
            (Way("group_ids[]"),),
            (
                position(),
                text("group_id", ""),
                computed("group_title", "string", lambda node: title_of(node, node.held), is_whole=True,
                         of=(f"{_OUTCOMES}.groups[].title",), how="the title in the measure", null=_NO_TITLE),
            ),
        ),
    ),
)  # fmt: skip
