"""What rules about dates share: the dates of a study and their names."""

from operator import attrgetter
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import DateType
from ctmodel.values import PartialDate

#: The dates that the responsible party enters.
STUDY_DATES: Final = ("start_date", "primary_completion_date", "completion_date")
#: These dates and their types, as rules declare what they read.
STUDY_DATES_AND_TYPES: Final = " ".join(f"{name} {name}_type" for name in STUDY_DATES)
_dates = attrgetter(*STUDY_DATES)
_types = attrgetter(*(f"{name}_type" for name in STUDY_DATES))


def words(name: str) -> str:
    """Return the words for an attribute that holds a date."""
    return name.replace("_", " ").replace(" qc ", " QC ")


def study_dates(trial: Trial) -> list[tuple[str, PartialDate]]:
    """Return name and value of the study dates that are given."""
    return [(name, date) for name, date in zip(STUDY_DATES, _dates(trial), strict=True) if date is not None]


def dates_of_type(trial: Trial, wanted: DateType | None) -> list[tuple[str, PartialDate]]:
    """Return name and value of the study dates with a type; None for dates without one."""
    held = zip(STUDY_DATES, _dates(trial), _types(trial), strict=True)
    return [(name, date) for name, date, type in held if date is not None and type == wanted]
