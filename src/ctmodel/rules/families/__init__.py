"""The rules, by subject."""

from types import ModuleType
from typing import Final

from ctmodel.rules.families import (
    availability,
    conditions,
    date_order,
    dates,
    derived,
    descriptions,
    identifier_forms,
    identifiers,
    record,
    references,
    secondary_ids,
    sharing,
    stamps,
    status,
    status_dates,
    titles,
)

#: The modules that hold the rules of the package.
FAMILIES: Final[tuple[ModuleType, ...]] = (
    availability,
    conditions,
    date_order,
    dates,
    derived,
    descriptions,
    identifier_forms,
    identifiers,
    record,
    references,
    secondary_ids,
    sharing,
    stamps,
    status,
    status_dates,
    titles,
)
