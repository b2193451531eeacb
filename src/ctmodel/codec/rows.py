"""The functions that tables are written with, one for each kind of attribute."""

from typing import Final

from ctmodel.codec.leaves import FixedForm, OneOf, Plain, Readings
from ctmodel.codec.nested import LazySection, Many, One
from ctmodel.codec.schema import Row, Table
from ctmodel.terms.term import Term
from ctmodel.values import Age, Duration, PartialDate, Precision


def _dates(*precisions: Precision) -> Readings:
    def read(text: str) -> PartialDate | None:
        date = PartialDate(text)
        return date if date.precision in precisions else None

    return Readings(read)


_TEXT: Final = Plain("text", (str,))
_TEXTS: Final = Many(_TEXT)
_BOOLEAN: Final = Plain("true or false", (bool,))
_INTEGER: Final = Plain("an integer", (int,))
_NUMBER: Final = Plain("a number", (float, int))
_DATE: Final = FixedForm("date", "a full date (YYYY-MM-DD)", PartialDate, _dates(Precision.DAY))
_PARTIAL_DATE: Final = FixedForm(
    "partial_date",
    "a date (YYYY, YYYY-MM or YYYY-MM-DD)",
    PartialDate,
    _dates(Precision.YEAR, Precision.MONTH, Precision.DAY),
)
_DATE_TIME: Final = FixedForm("date_time", "a date and time (YYYY-MM-DDTHH:MM)", PartialDate, _dates(Precision.MINUTE))
_AGE: Final = FixedForm("age", "a whole number and a unit, such as '18 Years'", Age, Readings(Age.parse))
_DURATION: Final = FixedForm(
    "duration", "a whole number and a unit, such as '5 Years'", Duration, Readings(Duration.parse)
)


def text(attribute: str) -> Row:
    """Text, Markdown included."""
    return Row(attribute, _TEXT)


def texts(attribute: str) -> Row:
    """A list of texts."""
    return Row(attribute, _TEXTS)


def boolean(attribute: str) -> Row:
    """True or false."""
    return Row(attribute, _BOOLEAN)


def integer(attribute: str) -> Row:
    """A whole number."""
    return Row(attribute, _INTEGER)


def number(attribute: str) -> Row:
    """A number, with or without decimals."""
    return Row(attribute, _NUMBER)


def date(attribute: str) -> Row:
    """A full date."""
    return Row(attribute, _DATE)


def partial_date(attribute: str) -> Row:
    """A date that can lack its day, or its month and day."""
    return Row(attribute, _PARTIAL_DATE)


def date_time(attribute: str) -> Row:
    """A date with hour and minute."""
    return Row(attribute, _DATE_TIME)


def age(attribute: str) -> Row:
    """An age."""
    return Row(attribute, _AGE)


def duration(attribute: str) -> Row:
    """A length of time."""
    return Row(attribute, _DURATION)


def term(attribute: str, vocabulary: type[Term]) -> Row:
    """A term of a vocabulary."""
    return Row(attribute, OneOf(vocabulary))


def terms(attribute: str, vocabulary: type[Term]) -> Row:
    """A list of terms of a vocabulary."""
    return Row(attribute, Many(OneOf(vocabulary)))


def one(attribute: str, table: Table) -> Row:
    """An object that has its own class."""
    return Row(attribute, One(table))


def many(attribute: str, table: Table) -> Row:
    """A list of objects that have their own class."""
    return Row(attribute, Many(One(table)))


def section(attribute: str, table: str) -> LazySection:
    """An object that is structured at first use, by the table at ``module:name``."""
    return LazySection(attribute, table)
