"""Values with a structure of their own: dates of known precision, ages and durations."""

from ctmodel.values.dates import PartialDate, Precision
from ctmodel.values.durations import Age, Duration, TimeUnit

__all__ = ["Age", "Duration", "PartialDate", "Precision", "TimeUnit"]
