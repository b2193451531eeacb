"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import criteria as _criteria
from ctmodel.rules.families import criteria_facts as _criteria_facts
from ctmodel.rules.families import eligibility as _eligibility
from ctmodel.rules.families import outcome_wording as _outcome_wording
from ctmodel.rules.families import outcomes as _outcomes
from ctmodel.rules.families import privacy as _privacy
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import study_population as _study_population
from ctmodel.rules.families import text_characters as _text_characters
from ctmodel.rules.families import text_markup as _text_markup

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (
    _criteria,
    _criteria_facts,
    _eligibility,
    _outcome_wording,
    _outcomes,
    _privacy,
    _record,
    _study_population,
    _text_characters,
    _text_markup,
)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
