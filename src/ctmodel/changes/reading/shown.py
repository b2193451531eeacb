"""Values of a trial as the texts of notes."""

from typing import Any

from ctmodel.terms.term import Term, label
from ctmodel.values.dates import PartialDate
from ctmodel.values.durations import Duration


def shown(value: Any) -> str | None:
    """Return a value as text; None for one that is not a text, number, date, age or truth value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Term):
        return label(value)
    return str(value) if isinstance(value, str | int | float | PartialDate | Duration) else None
