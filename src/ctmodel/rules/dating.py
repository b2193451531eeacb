"""What rules about dates share: the dates of a study and their names."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import DateType
from ctmodel.values import PartialDate

#: The dates that the responsible party enters.
STUDY_DATES: Final = ("start_date", "primary_completion_date", "completion_date")
#: These dates and their types, as rules declare what they read.
STUDY_DATES_AND_TYPES: Final = " ".join(f"{name} {name}_type" for name in STUDY_DATES)
_DATES_WITH_TYPES: Final = tuple((name, f"{name}_type") for name in STUDY_DATES)


def words(name: str) -> str:
    """Return the words for an attribute that holds a date."""
    return name.replace("_", " ").replace(" qc ", " QC ")


def study_dates(trial: Trial) -> Iterator[tuple[str, PartialDate]]:
    """Yield name and value of the study dates that are given."""
    for name in STUDY_DATES:
        date = getattr(trial, name)
        if date is not None:
            yield name, date


def dates_of_type(trial: Trial, wanted: DateType | None) -> Iterator[tuple[str, PartialDate]]:
    """Yield name and value of the study dates with a type; None for dates without one."""
    for name, type_name in _DATES_WITH_TYPES:
        date = getattr(trial, name)
        if date is not None and getattr(trial, type_name) == wanted:
            yield name, date
