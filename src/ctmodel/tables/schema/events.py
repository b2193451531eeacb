"""The tables of adverse events, and of what the registry notes about a record."""

from typing import Any, Final

from ctmodel.model.annotations import UnpostedEvent
from ctmodel.tables.node import Cell, Node
from ctmodel.tables.schema.column import Level, Part, Table, Way
from ctmodel.tables.schema.makers import (
    computed,
    date_cells,
    date_columns,
    integer,
    integer_or_none,
    position,
    tag,
    term,
    text,
    text_or_none,
)
from ctmodel.tables.schema.results import group
from ctmodel.terms import label
from ctmodel.values import PartialDate

_EVENTS: Final = "results.adverse_events"
#: In some records, more are at risk in a group than have started in it.
_AT_RISK: Final = "participants, in some records doses or courses"

EVENT_GROUPS: Final = Table(
    name="event_groups",
    about="a group that adverse events are given for, with its totals",
    levels=(
        Level(
            (Way(f"{_EVENTS}.event_groups[]"),),
            (
                position(),
                text("group_id", "id"),
                text("title"),
                text("description"),
                *(
                    integer(f"{kind}_{what}", f"{kind}_num_{what}", unit=_AT_RISK)
                    for kind in ("deaths", "serious", "other")
                    for what in ("affected", "at_risk")
                ),
            ),
        ),
    ),
)

EVENTS: Final = Table(
    name="events",
    about="an adverse event in one group",
    levels=(
        Level(
            (Way(f"{_EVENTS}.serious_events[]", ("SERIOUS",)), Way(f"{_EVENTS}.other_events[]", ("OTHER",))),
            (
                tag("kind", how="SERIOUS or OTHER"),
                position("event_position"),
                text("term"),
                text("organ_system"),
                text("vocabulary", "source_vocabulary"),
                term("assessment", "assessment_type"),
                text("notes"),
            ),
        ),
        Level(
            (Way("stats[]"),),
            (
                group((f"{_EVENTS}.event_groups[]",)),
                integer("events", "num_events", unit="events"),
                integer("affected", "num_affected", unit="participants"),
                integer("at_risk", "num_at_risk", unit=_AT_RISK),
            ),
        ),
    ),
)

_UNPOSTED: Final = "annotations.unposted_events[]"
_VIOLATION: Final = "annotations.violation_events[]"
_TRACKING: Final = "derived.submission_tracking"
_SUBMISSION: Final = f"{_TRACKING}.submission_infos[]"


def _entry(node: Node) -> Any:
    """Return the entry whose date a row is about."""
    return node.held if isinstance(node.held, UnpostedEvent) else node.above.held  # type: ignore[union-attr]


def _entry_type(node: Node) -> Any:
    if node.tags[0] == "MCP":
        return _entry(node).first_mcp_post_date_type
    return getattr(_entry(node), "type", None)


def _entry_position(node: Node) -> int:
    if node.tags[0] == "MCP":
        return 0
    return node.position if isinstance(node.held, UnpostedEvent) else node.above.position  # type: ignore[union-attr]


def _entry_date(node: Node) -> tuple[Cell, ...]:
    held = node.held.date if isinstance(node.held, UnpostedEvent) else node.held
    return date_cells(held if isinstance(held, PartialDate) else None)


def _release_number(node: Node) -> int | None:
    return integer_or_none(getattr(_entry(node), "mcp_release_n", None))


def _date_unknown(node: Node) -> bool | None:
    if isinstance(node.held, UnpostedEvent):
        return node.held.date_unknown
    return node.held if isinstance(node.held, bool) else None


_DATES: Final = (
    f"{_UNPOSTED}.date",
    *(f"{_VIOLATION}.{which}_date" for which in ("creation", "issued", "release", "posted")),
    *(f"{_SUBMISSION}.{which}_date" for which in ("release", "unrelease", "reset")),
    f"{_TRACKING}.first_mcp_post_date",
)
_TYPES: Final = (f"{_UNPOSTED}.type", f"{_VIOLATION}.type", f"{_TRACKING}.first_mcp_post_date_type")

REGISTRY_EVENTS: Final = Table(
    name="registry_events",
    about="a date in the registry's notes: results under review, violations, submissions of results",
    levels=(
        Level(
            (
                Way(_UNPOSTED, ("UNPOSTED", "EVENT")),
                *(
                    Way(f"{_VIOLATION}.{which}_date", ("VIOLATION", which.upper()))
                    for which in ("creation", "issued", "release", "posted")
                ),
                *(
                    Way(f"{_SUBMISSION}.{which}_date", ("SUBMISSION", which.upper()))
                    for which in ("release", "unrelease", "reset")
                ),
                Way(f"{_SUBMISSION}.unrelease_date_unknown", ("SUBMISSION", "UNRELEASE")),
                Way(f"{_TRACKING}.first_mcp_post_date", ("MCP", "POSTED")),
            ),
            (
                tag("kind", how="UNPOSTED, VIOLATION, SUBMISSION or MCP (results posted with major comments)"),
                computed("position", "int64", _entry_position, how="which item of its list it is", null="never"),
                computed("type", "string", lambda node: text_or_none(_entry_type(node)), of=_TYPES, is_whole=True,
                         how="what happened; of MCP, whether the date is actual"),
                computed("type_display", "string", lambda node: text_or_none(label(_entry_type(node))), of=_TYPES,
                         is_whole=True, how="the registry's display text, else the term"),
                tag("date_kind", 1, how="which date of the entry it is"),
                Part(date_columns("date", _DATES, is_whole=True), _entry_date),
                computed("description", "string", lambda node: text_or_none(getattr(_entry(node), "description", None)),
                         of=(f"{_VIOLATION}.description",), is_whole=True, how="as written"),
                computed("date_unknown", "bool", _date_unknown, is_whole=True, how="whether the date is not known",
                         of=(f"{_UNPOSTED}.date_unknown", f"{_SUBMISSION}.unrelease_date_unknown")),
                computed("mcp_release_n", "int64", _release_number,
                         of=(f"{_SUBMISSION}.mcp_release_n",), is_whole=True,
                         how="the number of a submission that was posted with major comments"),
            ),
        ),
    ),
)  # fmt: skip
