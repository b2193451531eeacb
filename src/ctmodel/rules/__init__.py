"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import arms as _arms
from ctmodel.rules.families import assignment as _assignment
from ctmodel.rules.families import design as _design
from ctmodel.rules.families import enrollment as _enrollment
from ctmodel.rules.families import interventions as _interventions
from ctmodel.rules.families import labels as _labels
from ctmodel.rules.families import links as _links
from ctmodel.rules.families import masking as _masking
from ctmodel.rules.families import phases as _phases
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import study_type as _study_type

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (
    _arms,
    _assignment,
    _design,
    _enrollment,
    _interventions,
    _labels,
    _links,
    _masking,
    _phases,
    _record,
    _study_type,
)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
