"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import adverse_event_terms as _adverse_event_terms
from ctmodel.rules.families import adverse_events as _adverse_events
from ctmodel.rules.families import analyses as _analyses
from ctmodel.rules.families import baseline as _baseline
from ctmodel.rules.families import documents as _documents
from ctmodel.rules.families import flow as _flow
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import reported_measures as _reported_measures
from ctmodel.rules.families import reported_outcomes as _reported_outcomes
from ctmodel.rules.families import reported_values as _reported_values
from ctmodel.rules.families import results as _results

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (
    _adverse_event_terms,
    _adverse_events,
    _analyses,
    _baseline,
    _documents,
    _flow,
    _record,
    _reported_measures,
    _reported_outcomes,
    _reported_values,
    _results,
)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
