"""Say what is wrong with a study: rules, and the findings that they yield."""

from typing import Final

from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.definition import Problems, Record, Rule, rule
from ctmodel.rules.families import availability as _availability
from ctmodel.rules.families import date_order as _date_order
from ctmodel.rules.families import dates as _dates
from ctmodel.rules.families import derived as _derived
from ctmodel.rules.families import record as _record
from ctmodel.rules.families import stamps as _stamps
from ctmodel.rules.families import status as _status
from ctmodel.rules.families import status_dates as _status_dates

__all__ = ["RULES", "Problems", "Record", "Rule", "rule"]

_FAMILIES: Final = (_availability, _date_order, _dates, _derived, _record, _stamps, _status, _status_dates)

#: All rules of the package.
RULES: Final[frozenset[Rule]] = STRUCTURE | {
    held for family in _FAMILIES for held in vars(family).values() if isinstance(held, Rule)
}
