"""The functions that tables are declared with, one for each kind of column or of columns that belong together."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Final

from ctmodel.tables.durations import DAYS, time_frame_days
from ctmodel.tables.node import Cell, Node
from ctmodel.tables.numbers import count as count_in
from ctmodel.tables.numbers import said
from ctmodel.tables.schema.column import UNSAID, Column, ColumnType, Part
from ctmodel.terms import Term
from ctmodel.terms import label as label_of
from ctmodel.values import Duration, PartialDate

_LARGEST: Final = 2**63
_NO_BOUND: Final = "the text does not name a bound"
_NOT_ONE: Final = "the text does not say exactly one number"


def _reader(path: str) -> Callable[[Node], Any]:
    """Return a function that gets an attribute at a path, without items, of the object of a level."""
    names = path.split(".") if path else []
    if len(names) < 2:
        return attrgetter(f"held.{path}" if path else "held")

    def read(node: Node) -> Any:
        held = node.held
        for name in names:
            if held is None:
                return None
            held = getattr(held, name)
        return held

    return read


def text_or_none(value: str | None) -> str | None:
    """Return a text or term as plain ``str``; None for one that is blank, which says nothing."""
    if not value or value.isspace():
        return None
    return value._value_ if isinstance(value, Term) else value


def _attribute(column: Column, clean: Callable[[Iterable[Any]], Iterable[Cell]]) -> Part:
    """Return the part of a column that is an attribute."""
    (of,) = column.of
    get = _reader(of)

    def read(node: Node) -> Cell:
        (cell,) = clean((get(node),))
        return cell

    return Part((column,), read, None if "." in of else of, clean)


def _texts(values: Iterable[str | None]) -> list[Cell]:
    return [None if not value or value.isspace() else value for value in values]


def _integers(values: Iterable[int | None]) -> list[Cell]:
    return [value if value is not None and -_LARGEST <= value < _LARGEST else None for value in values]


def text(name: str, attribute: str | None = None, *, null: str = UNSAID) -> Part:
    """A text."""
    of = name if attribute is None else attribute
    return _attribute(Column(name=name, type="string", of=(of,), null=null), _texts)


def term(name: str, attribute: str | None = None) -> Part:
    """A term as the registry writes it, and the text that the registry displays for it."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value = get(node)
        if isinstance(value, Term):
            return value._value_, value.label
        plain = text_or_none(value)
        return plain, plain

    return Part((*_term_columns(name, of),), read)


def _term_columns(name: str, of: str) -> tuple[Column, Column]:
    return (
        Column(name=name, type="string", of=(of,)),
        Column(
            name=f"{name}_display",
            type="string",
            of=(of,),
            how="the registry's display text, else the term",
            null=UNSAID,
        ),
    )


def boolean(name: str, attribute: str | None = None) -> Part:
    """True or false."""
    of = name if attribute is None else attribute
    return _attribute(Column(name=name, type="bool", of=(of,)), tuple)


def integer(name: str, attribute: str | None = None, *, unit: str | None = None) -> Part:
    """A whole number."""
    of = name if attribute is None else attribute
    null = f"{UNSAID}; or it has more than 64 bits"
    return _attribute(Column(name=name, type="int64", of=(of,), unit=unit, null=null), _integers)


def integer_or_none(value: int | None) -> int | None:
    """Return a whole number; None for one that has more than 64 bits."""
    return value if value is not None and -_LARGEST <= value < _LARGEST else None


def number(name: str, attribute: str | None = None, *, unit: str | None = None) -> Part:
    """A number, with or without decimals."""
    of = name if attribute is None else attribute
    get = _reader(of)
    return Part((Column(name=name, type="float64", of=(of,), unit=unit),), lambda node: _float(get(node)))


def _float(value: float | None) -> float | None:
    return float(value) if value is not None and -_LARGEST <= value < _LARGEST else None


def date(name: str, attribute: str | None = None, *, of: tuple[str, ...] = (), typed: bool = False) -> Part:
    """A date: as written, the first and the last day that it can mean, its precision, and its type if it has one."""
    path = name if attribute is None else attribute
    get = _reader(path)
    attributes = of or (path,)
    columns = date_columns(name, attributes, is_whole=bool(of))
    if not typed:
        return Part(columns, lambda node: date_cells(get(node)))
    get_type = _reader(f"{path}_type")

    def read(node: Node) -> tuple[Cell, ...]:
        kind = get_type(node)
        return *date_cells(get(node)), text_or_none(kind), text_or_none(label_of(kind))

    return Part((*columns, *_term_columns(f"{name}_type", f"{path}_type")), read)


def date_columns(name: str, of: tuple[str, ...], *, is_whole: bool = False) -> tuple[Column, ...]:
    """Return the columns of a date."""
    hows: tuple[tuple[str, ColumnType, str | None], ...] = (
        ("", "string", "the date as written"),
        ("_earliest", "date32", "the first day that the date can mean"),
        ("_latest", "date32", "the last day that the date can mean"),
        ("_precision", "string", "YEAR, MONTH, DAY or MINUTE"),
    )
    return tuple(
        Column(name=f"{name}{suffix}", type=type, of=of, is_whole=is_whole, how=how) for suffix, type, how in hows
    )


def date_cells(value: PartialDate | None) -> tuple[Cell, ...]:
    """Return the cells of a date."""
    if value is None:
        return None, None, None, None
    return value.text, value.earliest, value.latest, value.precision._name_


def duration(name: str, attribute: str | None = None, *, null: str = UNSAID) -> Part:
    """An age or another length of time: as written, its number and unit, and its days."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value: Duration | None = get(node)
        if value is None:
            return None, None, None, None
        unit = f"{value.unit.removesuffix('s').lower()}s"
        return value.text, value.number, unit, value.number * DAYS[unit]

    years = f"{DAYS['years']} days a year, {DAYS['months']} a month"
    columns = (
        Column(name=name, type="string", of=(of,), null=null),
        Column(name=f"{name}_number", type="int64", of=(of,), how="how many units", null=null),
        Column(name=f"{name}_unit", type="string", of=(of,), how=", ".join(DAYS), null=null),
        Column(name=f"{name}_days", type="float64", of=(of,), unit="days", how=years, null=null),
    )
    return Part(columns, read)


def _number_column(name: str, of: str, unit: str | None) -> Column:
    how = "the number that the text says, if it says exactly one"
    return Column(name=f"{name}_number", type="float64", of=(of,), unit=unit, how=how, null=_NOT_ONE)


def number_in_text(name: str, attribute: str | None = None, *, unit: str | None = None) -> Part:
    """A number that the record holds as text: the text, and the number if it says exactly one."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value = get(node)
        return (text_or_none(value), said(value).number) if value is not None else (None, None)

    return Part((Column(name=name, type="string", of=(of,)), _number_column(name, of, unit)), read)


def bounded(name: str, attribute: str | None = None, *, unit: str | None = None) -> Part:
    """A number that the record holds as text, which can also be a bound such as ``<0.001``."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value = get(node)
        return (text_or_none(value), *said(value)) if value is not None else (None, None, None, None)

    columns = (
        Column(name=name, type="string", of=(of,)),
        _number_column(name, of, unit),
        Column(name=f"{name}_comparator", type="string", of=(of,), how="<, <=, >, >= or ~", null=_NO_BOUND),
        Column(name=f"{name}_bound", type="float64", of=(of,), unit=unit, how="the number after it", null=_NO_BOUND),
    )
    return Part(columns, read)


def count(name: str, attribute: str | None = None, *, unit: str | None = None) -> Part:
    """A count that the record holds as text: the whole number if the text says exactly one, and the text."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value = get(node)
        return count_in(value), text_or_none(value)

    how = "the whole number that the text says, if it says exactly one"
    columns = (
        Column(name=name, type="int64", of=(of,), unit=unit, how=how, null=f"{UNSAID}; or {_NOT_ONE}"),
        Column(name=f"{name}_text", type="string", of=(of,)),
    )
    return Part(columns, read)


def time_frame(name: str = "time_frame", attribute: str | None = None) -> Part:
    """A time frame, and its length if the whole text is one duration."""
    of = name if attribute is None else attribute
    get = _reader(of)

    def read(node: Node) -> tuple[Cell, ...]:
        value = get(node)
        return text_or_none(value), time_frame_days(value)

    how = "the length, if the whole text is one duration in days, weeks, months or years: 24 weeks, up to 2 years"
    days = Column(
        name=f"{name}_days", type="float64", of=(of,), unit="days", how=how, null="the text says more or less"
    )
    return Part((Column(name=name, type="string", of=(of,)), days), read)


def position(name: str = "position") -> Part:
    """Which item of its list the object is, from 0."""
    column = Column(name=name, type="int64", is_whole=True, how="which item of its list it is, from 0", null="never")
    return Part((column,), attrgetter("position"))


def tag(name: str, index: int = 0, *, how: str) -> Part:
    """What the way to the object says about it: which of several lists it is in."""
    column = Column(name=name, type="string", is_whole=True, how=how, null="never")
    return Part((column,), lambda node: node.tags[index])


def place_of(name: str, what: str) -> Part:
    """The place of the object in the source: the key by which its own table is joined."""
    column = Column(
        name=name, type="string", is_whole=True, how=f"the pointer of {what}", null="a place that is not known"
    )
    return Part((column,), lambda node: node.place or None)


def computed(
    name: str,
    type: ColumnType,
    read: Callable[[Node], Cell],
    *,
    how: str,
    of: tuple[str, ...] = (),
    is_whole: bool = False,
    unit: str | None = None,
    null: str = UNSAID,
) -> Part:
    """A value that is made from several attributes, or that is looked up."""
    column = Column(name=name, type=type, of=of, is_whole=is_whole, unit=unit, how=how, null=null)
    return Part((column,), read)
