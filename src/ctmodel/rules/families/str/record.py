"""Rules about the record as a whole (STR)."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, Location, Official
from ctmodel.model.identification import Identifier
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, Reference, SeeAlsoLink
from ctmodel.model.sponsors import Sponsor
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import ERROR, WARNING, Problems, Record, attribute_of, rule, telling
from ctmodel.terms.protocol import Status

_POSTED = (
    "nct_id brief_title organization overall_status status_verified_date"
    " study_type lead_sponsor brief_summary conditions"
)

_posted = attrgetter(*_POSTED.split())
#: Functions that return the first of the attributes that tell items apart, which is enough for most lists, and all.
_Told = tuple[Callable[[Any], object], Callable[[Any], object]]


def _told_apart(cls: type, attributes: str) -> _Told:
    return telling(cls, attributes.partition(" ")[0]), telling(cls, attributes)


#: The lists of a trial, with the attributes that tell most of their items apart, the first of them most items; None for
#: lists of texts.
_LISTS: dict[str, _Told | None] = {
    "nct_id_aliases": None,
    "secondary_ids": _told_apart(Identifier, "id type domain"),
    "collaborators": _told_apart(Sponsor, "name agency_class"),
    "conditions": None,
    "keywords": None,
    "phases": None,
    "arms": _told_apart(Arm, "label type"),
    "interventions": _told_apart(Intervention, "name type"),
    "primary_outcomes": _told_apart(Outcome, "measure time_frame"),
    "secondary_outcomes": _told_apart(Outcome, "measure time_frame"),
    "other_outcomes": _told_apart(Outcome, "measure time_frame"),
    "central_contacts": _told_apart(Contact, "name email"),
    "overall_officials": _told_apart(Official, "name role"),
    "locations": _told_apart(Location, "facility city zip status"),
    "references": _told_apart(Reference, "pmid citation"),
    "see_also_links": _told_apart(SeeAlsoLink, "label url"),
    "avail_ipds": _told_apart(AvailIpd, "id url"),
}
_lists = attrgetter(*_LISTS)


@rule(
    "STR006",
    severity=ERROR,
    source="PRS data element definitions, required items",
    reads=_POSTED,
    of="ClinicalTrials.gov",
)
def required_item_missing(trial: Trial, record: Record) -> Problems:
    """An item that every posted record has is missing.

    Why:
        No record in the registry lacks these items, so this one was truncated or damaged after it left the registry.

    Fix:
        Download the record again, or add the item.

    Fires:
        Trial(nct_id="NCT00000001")

    Silent:
        Trial(overall_status=Status.WITHHELD)
    """
    if trial.overall_status == Status.WITHHELD:
        return
    for path in _missing(trial):
        if record.can_be_missed(attribute_of(path)):
            yield path, f"{path} is missing; every posted record has it"


def _missing(trial: Trial) -> Iterator[str]:
    if not all(_posted(trial)):
        yield from (name for name in _POSTED.split() if not getattr(trial, name))
    if trial.organization and not trial.organization.full_name:
        yield "organization.full_name"
    if trial.lead_sponsor and not trial.lead_sponsor.name:
        yield "lead_sponsor.name"


@rule(
    "STR011",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, field HasResults: true if results were ever submitted",
    reads="has_results results",
)
def has_results_disagrees(trial: Trial, record: Record) -> Problems:
    """The flag has_results disagrees with the results.

    Why:
        Programs rely on the flag and do not look for results themselves.

    Fix:
        Set the flag to whether the record has results, or download the record again.

    Fires:
        Trial(has_results=True)
        Trial(has_results=False, results=Results())

    Silent:
        Trial(has_results=True, results=Results())
        Trial()
    """
    if trial.has_results is not None and trial.has_results != (trial.results is not None):
        if trial.results is None and not record.can_be_missed("results"):
            return
        there = "there are" if trial.results is not None else "there are no"
        yield "has_results", f"has_results is {str(trial.has_results).lower()}, but {there} results"


@rule(
    "STR010",
    severity=WARNING,
    source="measured: on 1 of 2,583 records",
    reads=" ".join(_LISTS),
    requires=WHOLE,
)
def same_item_twice(trial: Trial) -> Problems:
    """A list contains an identical item twice.

    Why:
        The item was probably copied and never edited, or two versions of the record were merged.

    Fix:
        Remove one of the items, or edit the copy.

    Fires:
        Trial(keywords=["asthma", "cough", "asthma"])
        Trial(primary_outcomes=[Outcome(measure="Pain"), Outcome(measure="Pain")])

    Silent:
        Trial(keywords=["asthma", "cough"])
        Trial(primary_outcomes=[Outcome(measure="Pain"), Outcome(measure="Pain", time_frame="1 year")])
    """
    for name, items, told_apart in zip(_LISTS, _lists(trial), _LISTS.values(), strict=True):
        if len(items) > 1 and _may_repeat(items, told_apart):
            first: dict[str, int] = {}
            for index, item in enumerate(items):
                # Objects cannot be hashed; their text shows all that they hold.
                earlier = first.setdefault(repr(item), index)
                if earlier != index:
                    yield f"{name}[{index}]", f"{name}[{index}] equals {name}[{earlier}]; expected each item once"


def _may_repeat(items: list[Any], told_apart: _Told | None) -> bool:
    """Whether some of the items look the same."""
    if told_apart is None:
        return len(set(items)) < len(items)
    by_first, by_all = told_apart
    return len(set(map(by_first, items))) < len(items) and len(set(map(by_all, items))) < len(items)
