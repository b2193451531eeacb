"""What an attribute can stand for in a payload: text, a number, a term, a date, an object, or a list of these.

A kind does three things.
It writes the expressions that the generated functions are made of (``test``, ``convert``, ``untouched``),
it judges a JSON value (``fits``), and it turns an attribute back into JSON (``encode``).
"""

from collections.abc import Callable, Sequence
from enum import Enum
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Protocol

from attrs import Factory, field, frozen

from ctmodel.terms.term import Term
from ctmodel.values import Duration, PartialDate

if TYPE_CHECKING:
    from ctmodel.codec.table import Table


class _Absent(Enum):
    ABSENT = "absent"


#: What stands at a key that an object does not have.
ABSENT: Final = _Absent.ABSENT


class UnwritableError(Exception):
    """A value in the model that cannot be written; its path grows while the call unwinds."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error
        self.path = ""


class Kind(Protocol):
    """What an attribute can stand for in a payload."""

    @property
    def expected(self) -> str:
        """Say in words what a payload must hold to fit."""
        ...

    @property
    def names(self) -> dict[str, object]:
        """Return what the expressions below refer to."""
        ...

    def test(self, value: str) -> str:
        """Write the expression that tells whether a JSON value is of the right type."""
        ...

    def convert(self, value: str) -> str:
        """Write the expression that turns a JSON value of the right type into the attribute's."""
        ...

    def structure(self, value: str) -> str:
        """Write the expression that turns any JSON value into the attribute's."""
        ...

    def untouched(self, value: str, source: str) -> str:
        """Write a cheap expression that is true only if encoding the attribute gives its source back."""
        ...

    def fits(self, source: object) -> bool:
        """Tell whether a JSON value can be held by the attribute."""
        ...

    def sound(self, source: object) -> bool:
        """Tell quickly whether there is nothing to say about a JSON value; False where one must look inside."""
        ...

    def encode(self, value: Any, source: object) -> object:
        """Return the JSON of an attribute: its source itself if unchanged, ABSENT if there is nothing to write."""
        ...


class _Single:
    """What kinds of a single value share: None stands for nothing, and for what does not fit."""

    def test(self, value: str) -> str:
        return f"type({value}) is str"

    def convert(self, value: str) -> str:
        return value

    def structure(self, value: str) -> str:
        return f"{self.convert(value)} if {self.test(value)} else None"


@frozen
class Plain(_Single):
    """Text, a truth value or a number, held as JSON holds it."""

    expected: str
    types: tuple[type, ...]
    names: dict[str, object] = field(factory=dict, init=False)

    def test(self, value: str) -> str:
        return " or ".join(f"type({value}) is {kind.__name__}" for kind in self.types)

    def untouched(self, value: str, source: str) -> str:
        return f"{value} is {source}"

    def fits(self, source: object) -> bool:
        return type(source) in self.types

    def sound(self, source: object) -> bool:
        if type(source) is str:
            return str in self.types and source != "" and not source.isspace()
        return type(source) in self.types

    def encode(self, value: object, source: object) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) not in self.types:
            if not (isinstance(value, str) and str in self.types):
                raise _wrong_type(value, self.expected)
            value = str.__str__(value)
        if type(value) is float and not isfinite(value):
            raise UnwritableError(ValueError(f"JSON has no {value!r}"))
        return _unless_same(value, source)


@frozen
class OneOf(_Single):
    """A term of a vocabulary: its member where the token is known, the text where it is not."""

    vocabulary: type[Term]
    known: dict[str, Term] = field(
        init=False, default=Factory(lambda self: _by_token(self.vocabulary), takes_self=True)
    )

    @property
    def expected(self) -> str:
        return f"a term of {self.vocabulary.__name__}"

    @property
    def names(self) -> dict[str, object]:
        return {f"term_of_{self.vocabulary.__name__}": self.known.get}

    def convert(self, value: str) -> str:
        return f"term_of_{self.vocabulary.__name__}({value}, {value})"

    def untouched(self, value: str, source: str) -> str:
        return f"{value} == {source}"

    def fits(self, source: object) -> bool:
        return type(source) is str

    def sound(self, source: object) -> bool:
        return type(source) is str and source in self.known

    def encode(self, value: object, source: object) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if not isinstance(value, str):
            raise _wrong_type(value, self.expected)
        return _unless_same(str.__str__(value), source)


def _by_token(vocabulary: type[Term]) -> dict[str, Term]:
    return {str(term.value): term for term in vocabulary}


class Readings(dict[str, Any]):
    """What texts were read as, remembered for texts that recur; None where a text cannot be read."""

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


@frozen
class Written(_Single):
    """A date, an age or a duration, written as text of a fixed form."""

    name: str
    expected: str
    cls: type[PartialDate] | type[Duration]
    readings: Readings

    @property
    def names(self) -> dict[str, object]:
        return {f"{self.name}_of": self.readings, self.cls.__name__: self.cls}

    def convert(self, value: str) -> str:
        return f"{self.name}_of[{value}]"

    def untouched(self, value: str, source: str) -> str:
        return f"((v := {value}) is None and {source} is None or type(v) is {self.cls.__name__} and v.text == {source})"

    def fits(self, source: object) -> bool:
        return type(source) is str and self.readings[source] is not None

    sound = fits

    def encode(self, value: object, source: object) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) is not self.cls:
            raise _wrong_type(value, self.cls.__name__)
        text = value.text
        if self.readings[text] != value:
            raise UnwritableError(ValueError(f"{text!r} is not {self.expected}"))
        return _unless_same(text, source)


@frozen
class One(_Single):
    """An object that has a class of its own."""

    table: "Table"
    expected: str = field(default="an object", init=False)

    @property
    def names(self) -> dict[str, object]:
        cls = self.table.cls
        return {
            cls.__name__: cls,
            f"structure_{cls.__name__}": self.table.structure,
            f"untouched_{cls.__name__}": self.table.untouched,
        }

    def test(self, value: str) -> str:
        return f"type({value}) is dict"

    def convert(self, value: str) -> str:
        return f"structure_{self.table.cls.__name__}({value})"

    def untouched(self, value: str, source: str) -> str:
        name = self.table.cls.__name__
        return (
            f"(type({source}) is not dict if (v := {value}) is None"
            f" else type(v) is {name} and v._source is {source} and untouched_{name}(v))"
        )

    def fits(self, source: object) -> bool:
        return type(source) is dict

    def sound(self, source: object) -> bool:
        return False

    def encode(self, value: Any, source: object) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) is not self.table.cls:
            raise _wrong_type(value, self.table.cls.__name__)
        return self.table.written(value)


@frozen
class Many:
    """A list of one kind; items that do not fit are not in the attribute, and keep their place in the payload."""

    item: Kind

    @property
    def expected(self) -> str:
        return "an array"

    @property
    def names(self) -> dict[str, object]:
        names = dict(self.item.names)
        if isinstance(self.item, One):
            table = self.item.table
            names[f"all_untouched_{table.cls.__name__}"] = _all_untouched(table.cls, table.untouched)
        return names

    def test(self, value: str) -> str:
        return f"type({value}) is list"

    def convert(self, value: str) -> str:
        return f"[{self.item.convert('x')} for x in {value} if {self.item.test('x')}]"

    def structure(self, value: str) -> str:
        return f"{self.convert(value)} if {self.test(value)} else []"

    def untouched(self, value: str, source: str) -> str:
        if isinstance(self.item, One):
            return f"all_untouched_{self.item.table.cls.__name__}({value}, {source})"
        return f"((v := {value}) == (w := {source}) or not v and not w)"

    def fits(self, source: object) -> bool:
        return type(source) is list

    def sound(self, source: object) -> bool:
        return type(source) is list and source != [] and all(map(self.item.sound, source))

    def encode(self, value: object, source: object) -> object:
        sources = source if type(source) is list else []
        fitting = [item for item in sources if self.item.fits(item)]
        written = self._items(value, fitting)
        if len(written) == len(fitting) and all(new is old for new, old in zip(written, fitting, strict=True)):
            return source
        for index, item in enumerate(sources):
            if not self.item.fits(item):
                written.insert(index, item)
        return written or ABSENT

    def _items(self, value: object, fitting: list[object]) -> list[object]:
        if value is None:
            return []
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise _wrong_type(value, "a list")
        written = []
        for index, item in enumerate(value):
            try:
                if item is None:
                    raise _wrong_type(item, "an item")
                written.append(self.item.encode(item, fitting[index] if index < len(fitting) else ABSENT))
            except UnwritableError as error:
                error.path = f"[{index}]{error.path}"
                raise
        return written


def _all_untouched(cls: type[Any], untouched: Callable[[Any], bool]) -> Callable[[Any, Any], bool]:
    def all_untouched(items: Any, sources: Any) -> bool:
        if not items:
            return not sources
        if type(items) is not list or type(sources) is not list or len(items) != len(sources):
            return False
        for item, source in zip(items, sources, strict=True):
            if type(item) is not cls or item._source is not source or not untouched(item):
                return False
        return True

    return all_untouched


def _unless_same(new: object, source: object) -> object:
    """Return the source if it is the same JSON value of the same type: ``1``, ``1.0`` and ``True`` are three values."""
    return source if type(new) is type(source) and new == source else new


def _wrong_type(value: object, expected: str) -> UnwritableError:
    return UnwritableError(TypeError(f"expected {expected}, not {type(value).__name__} {value!r:.80}"))
