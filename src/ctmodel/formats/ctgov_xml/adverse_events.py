"""Which element of a classic record fills which attribute: groups and adverse events."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ctmodel.formats.conversions import whole_number
from ctmodel.formats.ctgov_xml.words import COUNT, LINE, MARKUP, labels
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import REFUSED, Conversion, Each, Row, each, inherit, row
from ctmodel.terms import results as terms

_EVENTS: Final = "clinical_results/reported_events"
#: What identifiers of groups begin with, in classic XML and in the API.
_GROUPS: Final = {"P": "FG", "B": "BG", "O": "OG", "E": "EG"}


def _group_id(text: str) -> Any:
    """Convert ``P1`` to ``FG000``."""
    letter, number = text.strip()[:1], whole_number(text.strip()[1:])
    return REFUSED if letter not in _GROUPS or number in (REFUSED, 0) else f"{_GROUPS[letter]}{number - 1:03d}"


#: An identifier of a group.
GROUP_ID: Final = Conversion(_group_id, "a number of a group, such as 'P1'")
#: The rows of a group.
GROUP: Final[list[Row | Each]] = [
    row("@group_id", "id", GROUP_ID),
    row("title", "title", LINE),
    row("description", "description", MARKUP),
]


def _events(kind: str) -> Each:
    """Return rows for serious or other events; a vocabulary and an assessment can be given for all of them."""
    events = f"{_EVENTS}/{kind}"
    return each(f"{events}/category_list/category/event_list/event", f"results.adverse_events.{kind}", [
        row("sub_title", "term", LINE),
        inherit(f"{events}/category_list/category/title", "organ_system", LINE),
        row("sub_title/@vocab", "source_vocabulary", LINE),
        inherit(f"{events}/default_vocab", "source_vocabulary", LINE),
        row("assessment", "assessment_type", labels(terms.EventAssessment)),
        inherit(f"{events}/default_assessment", "assessment_type", labels(terms.EventAssessment)),
        row("description", "notes", MARKUP),
        each("counts", "stats", [
            row("@group_id", "group_id", GROUP_ID),
            row("@events", "num_events", COUNT),
            row("@subjects_affected", "num_affected", COUNT),
            row("@subjects_at_risk", "num_at_risk", COUNT),
        ]),
    ])  # fmt: skip


#: The totals, as events of a category, and what the attributes of a group for them begin with.
_TOTALS: Final = {
    "total, all-cause mortality": "deaths", "total, serious adverse events": "serious",
    "total, other adverse events": "other",
}  # fmt: skip
#: The rows of adverse events.
ADVERSE_EVENTS: Final[list[Row | Each]] = [
    each(f"{_EVENTS}/group_list/group", "results.adverse_events.event_groups", [
        *GROUP,
        *(
            row(f"{total}/counts/@{count}", f"{total}_{attribute}", COUNT, tells=False)
            for total in _TOTALS.values()
            for count, attribute in (("subjects_affected", "num_affected"), ("subjects_at_risk", "num_at_risk"))
        ),
    ]),
    row(f"{_EVENTS}/time_frame", "results.adverse_events.time_frame", LINE),
    row(f"{_EVENTS}/desc", "results.adverse_events.description", MARKUP),
    row(f"{_EVENTS}/other_events/frequency_threshold", "results.adverse_events.frequency_threshold", LINE),
    _events("serious_events"),
    _events("other_events"),
]  # fmt: skip


#: How many names lead to a group, a category, an event and its counts from the root of the record.
_GROUP_DEPTH, _CATEGORY_DEPTH, _EVENT_DEPTH, _COUNTS_DEPTH = 4, 5, 7, 8


def with_totals_in_groups(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """Move the totals of adverse events, which are given as events of a category, into the groups."""
    totals = {
        (leaf.names[2], leaf.indexes[:_EVENT_DEPTH]): _TOTALS[words]
        for leaf in leaves
        if leaf.names[-1:] == ("sub_title",) and (words := leaf.text.strip().lower()) in _TOTALS
    }
    return leaves if not totals else [*_moved(leaves, totals)]


def _moved(leaves: Sequence[Leaf], totals: dict[tuple[str, tuple[int, ...]], str]) -> Iterator[Leaf]:
    around = tuple(_EVENTS.split("/"))
    names = (*around, "group_list", "group")
    ids = [leaf for leaf in leaves if leaf.names[-1:] == ("@group_id",)]
    groups = {leaf.text: leaf.indexes[:_GROUP_DEPTH] for leaf in ids if leaf.names == (*names, "@group_id")}
    wanted = {(leaf.names[2:3], leaf.indexes[:_COUNTS_DEPTH]): leaf.text for leaf in ids}
    categories = {(kind, event[:_CATEGORY_DEPTH]) for kind, event in totals}
    for leaf in leaves:
        kind, inside = "".join(leaf.names[2:3]), leaf.names[_EVENT_DEPTH:]
        total = totals.get((kind, leaf.indexes[:_EVENT_DEPTH])) if inside else None
        group = groups.get(wanted.get((leaf.names[2:3], leaf.indexes[:_COUNTS_DEPTH]), ""))
        if total is not None and inside[0] == "counts" and group is not None:
            yield leaf._replace(names=(*names, total, *inside), indexes=(*group, 0, 0, 0))
        elif total is not None and inside == ("sub_title",):
            yield leaf._replace(names=(*around, "total", "sub_title"), indexes=(0, 0, 0, 0))
        elif leaf.names[_CATEGORY_DEPTH:] == ("title",) and (kind, leaf.indexes[:_CATEGORY_DEPTH]) in categories:
            yield leaf._replace(names=(*around, "total", "title"), indexes=(0, 0, 0, 0))
        else:
            yield leaf
