"""Kinds of single values: text, booleans, numbers, terms, dates and ages."""

from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Any, Final

from attrs import Factory, field, frozen

from ctmodel.codec.kinds import Single, unless_same, wrong_type
from ctmodel.codec.schema import ABSENT, UnwritableError, Write
from ctmodel.terms.term import Term
from ctmodel.values import Duration, PartialDate


@frozen(eq=False, repr=False)
class Plain(Single):
    """Text, a boolean or a number, held as in JSON."""

    expected: str
    types: tuple[type, ...]

    def test(self, value: str) -> str:
        return " or ".join(f"type({value}) is {kind.__name__}" for kind in self.types)

    def untouched(self, value: str, source: str) -> str:
        return f"{value} is {source}"

    def fits(self, source: object) -> bool:
        return type(source) in self.types

    def conforms_expression(self, value: str) -> str:
        blank = f" and {value} and not {value}.isspace()" if str in self.types else ""
        return f"({self.test(value)}){blank}"

    def encode(self, value: object, source: object, write: Write) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) not in self.types:
            if not (isinstance(value, str) and str in self.types):
                raise wrong_type(value, self.expected)
            value = str.__str__(value)
        if type(value) is float and not isfinite(value):
            raise UnwritableError(ValueError(f"{value!r} is not valid JSON"))
        return unless_same(value, source)


@frozen(eq=False, repr=False)
class OneOf(Single):
    """A term of a vocabulary: its member if the token is known, or else the text."""

    vocabulary: type[Term]
    known: dict[str, Term] = field(
        init=False, default=Factory(lambda self: _by_token(self.vocabulary), takes_self=True)
    )

    @property
    def expected(self) -> str:
        return f"a term of {self.vocabulary.__name__}"

    @property
    def structure_names(self) -> dict[str, object]:
        return {f"term_of_{self.vocabulary.__name__}": self.known.get}

    def convert(self, value: str) -> str:
        return f"term_of_{self.vocabulary.__name__}({value}, {value})"

    def untouched(self, value: str, source: str) -> str:
        return f"({value} == v if type(v := {source}) is str else {value} is None)"

    def fits(self, source: object) -> bool:
        return type(source) is str

    @property
    def conforms_names(self) -> dict[str, object]:
        return {f"known_{self.vocabulary.__name__}": self.known}

    def conforms_expression(self, value: str) -> str:
        return f"type({value}) is str and {value} in known_{self.vocabulary.__name__}"

    def encode(self, value: object, source: object, write: Write) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if not isinstance(value, str):
            raise wrong_type(value, self.expected)
        return unless_same(str.__str__(value), source)


def _by_token(vocabulary: type[Term]) -> dict[str, Term]:
    return {str(term.value): term for term in vocabulary}


class Readings(dict[str, Any]):
    """A cache of what texts were read as; None for a text that cannot be read."""

    LIMIT: Final = 65_536
    LONGEST: Final = 24

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> object:
        if len(text) > self.LONGEST:
            return None
        try:
            reading = self._read(text)
        except ValueError:
            reading = None
        if len(self) < self.LIMIT:
            self[text] = reading
        return reading


@frozen(eq=False, repr=False)
class FixedForm(Single):
    """A date, an age or a duration, written as text in a fixed form."""

    name: str
    expected: str
    cls: type[PartialDate] | type[Duration]
    readings: Readings

    @property
    def structure_names(self) -> dict[str, object]:
        return {f"{self.name}_of": self.readings}

    @property
    def untouched_names(self) -> dict[str, object]:
        return {self.cls.__name__: self.cls}

    def convert(self, value: str) -> str:
        return f"{self.name}_of[{value}]"

    def untouched(self, value: str, source: str) -> str:
        return f"((v := {value}) is None and {source} is None or type(v) is {self.cls.__name__} and v.text == {source})"

    def fits(self, source: object) -> bool:
        return type(source) is str and self.readings[source] is not None

    def conforms_expression(self, value: str) -> str:
        return f"type({value}) is str and {self.convert(value)} is not None"

    def _meant(self, value: object) -> str:
        """Return the expression that was probably meant by a text, date or year; empty if it cannot be read."""
        is_year = type(value) is int and 0 < value < 10_000
        reading = self.readings[str(value)] if is_year or isinstance(value, str | date) else None
        if isinstance(reading, Duration):
            return f'{self.cls.__name__}({reading.number}, "{reading.unit}")'
        return "" if reading is None else f'{self.cls.__name__}("{value}")'

    def encode(self, value: object, source: object, write: Write) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) is not self.cls:
            raise wrong_type(value, self.cls.__name__, self._meant(value))
        text = value.text
        if self.readings[text] != value:
            raise UnwritableError(ValueError(f"{text!r} is not {self.expected}"))
        return unless_same(text, source)
