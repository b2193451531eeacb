"""Kinds of nested values: lists, and objects that have their own class."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from attrs import define, field, frozen

from ctmodel.codec.kinds import Single, wrong_type
from ctmodel.codec.schema import ABSENT, Generated, Kind, Row, Table, UnwritableError, Write


@frozen(eq=False, repr=False)
class One(Single):
    """An object that has its own class."""

    table: Table
    expected: str = field(default="an object", init=False)

    def generated(self, name: str) -> Generated:
        """Return the function with a name among those generated from the table."""
        return Generated(lambda: self.table, name)

    @property
    def structure_names(self) -> dict[str, object]:
        return {f"structure_{self.table.cls.__name__}": self.generated("structure")}

    @property
    def untouched_names(self) -> dict[str, object]:
        cls = self.table.cls
        return {cls.__name__: cls, f"untouched_{cls.__name__}": self.generated("untouched")}

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

    @property
    def conforms_names(self) -> dict[str, object]:
        return {f"conforms_{self.table.cls.__name__}": self.generated("conforms")}

    def conforms_expression(self, value: str) -> str:
        return f"type({value}) is dict and {value} and conforms_{self.table.cls.__name__}({value})"

    def encode(self, value: Any, source: object, write: Write) -> object:
        if value is None:
            return ABSENT if self.fits(source) else source
        if type(value) is not self.table.cls:
            raise wrong_type(value, self.table.cls.__name__)
        return write(self.table, value)


@frozen(eq=False, repr=False)
class Many:
    """A list of one kind. Items that do not fit are left out of the attribute and keep their place in the payload."""

    item: Kind

    @property
    def expected(self) -> str:
        return "an array"

    @property
    def structure_names(self) -> dict[str, object]:
        if isinstance(self.item, One):
            return {f"structure_all_{self.item.table.cls.__name__}": self.item.generated("structure_all")}
        return self.item.structure_names

    @property
    def untouched_names(self) -> dict[str, object]:
        if isinstance(self.item, One):
            return {f"all_untouched_{self.item.table.cls.__name__}": self.item.generated("all_untouched")}
        return self.item.untouched_names

    def test(self, value: str) -> str:
        return f"type({value}) is list"

    def convert(self, value: str) -> str:
        if isinstance(self.item, One):
            return f"structure_all_{self.item.table.cls.__name__}({value})"
        return f"[{self.item.convert('x')} for x in {value} if {self.item.test('x')}]"

    def structure(self, value: str) -> str:
        return f"{self.convert(value)} if {self.test(value)} else []"

    def untouched(self, value: str, source: str) -> str:
        if isinstance(self.item, One):
            return f"all_untouched_{self.item.table.cls.__name__}({value}, {source})"
        unchanged = f"v == (w := {source}) or not v and not w"
        return f"({unchanged} if type(v := {value}) is list else v is None and not {source})"

    def fits(self, source: object) -> bool:
        return type(source) is list

    @property
    def conforms_names(self) -> dict[str, object]:
        if isinstance(self.item, One):
            return {f"all_conform_{self.item.table.cls.__name__}": self.item.generated("all_conform")}
        return self.item.conforms_names

    def conforms_expression(self, value: str) -> str:
        if isinstance(self.item, One):
            return f"type({value}) is list and {value} and all_conform_{self.item.table.cls.__name__}({value})"
        return f"type({value}) is list and {value} and all({self.item.conforms_expression('x')} for x in {value})"

    def encode(self, value: object, source: object, write: Write) -> object:
        sources = source if type(source) is list else []
        fitting = [item for item in sources if self.item.fits(item)]
        written = self._items(value, fitting, write)
        if len(written) == len(fitting) and all(new is old for new, old in zip(written, fitting, strict=True)):
            return source
        for index, item in enumerate(sources):
            if not self.item.fits(item):
                written.insert(index, item)
        return written or ABSENT

    def _items(self, value: object, fitting: list[object], write: Write) -> list[object]:
        if value is None:
            return []
        if not isinstance(value, Sequence) or isinstance(value, str | bytes | bytearray):
            raise wrong_type(value, "a list", f"[{value!r}]" if isinstance(value, str) and 0 < len(value) <= 60 else "")
        written = []
        for index, item in enumerate(value):
            try:
                if item is None:
                    raise wrong_type(item, "an item")
                written.append(self.item.encode(item, fitting[index] if index < len(fitting) else ABSENT, write))
            except UnwritableError as error:
                error.path = f"[{index}]{error.path}"
                raise
        return written


@define(eq=False, repr=False)
class LazySection:
    """An attribute that is structured at first use, and where its table is defined."""

    attribute: str
    _place: str
    _kind: One | None = field(default=None, init=False)

    @property
    def kind(self) -> One:
        """The kind of the attribute; imports the table."""
        if self._kind is None:
            module, name = self._place.split(":")
            self._kind = One(getattr(import_module(module), name))
        return self._kind

    def _generated(self, name: str) -> Generated:
        return Generated(lambda: self.kind.table, name, at_first_call=True)

    @property
    def structure_names(self) -> dict[str, object]:
        return {}

    @property
    def untouched_names(self) -> dict[str, object]:
        return {f"untouched_section_{self.attribute}": self._generated("untouched")}

    @property
    def conforms_names(self) -> dict[str, object]:
        return {f"section_conforms_{self.attribute}": self._generated("conforms")}

    def structure_lines(self) -> list[str]:
        """Write the lines that leave the slot without a value if there is an object to structure later."""
        return [f"if type(v) is not dict: o.{self.attribute} = None"]

    def untouched_lines(self, source: str) -> list[str]:
        """Write the lines that return False if the section was used and changed."""
        return [
            f"try: v = getattribute(o, {self.attribute!r})",
            "except AttributeError: pass",
            "else:",
            f"    if v is None and type({source}) is dict: return False",
            f"    if v is not None and ({source} is not source_of(v)"
            f" or not untouched_section_{self.attribute}(v)): return False",
        ]

    def conforms_expression(self, value: str) -> str:
        return f"type({value}) is dict and {value} and section_conforms_{self.attribute}({value})"

    def encode(self, held: object, source: object, write: Write) -> object:
        """Return the JSON of the section; the source itself if the section is unchanged or was not used."""
        try:
            object.__getattribute__(held, self.attribute)
        except AttributeError:
            return source
        return Row(self.attribute, self.kind).encode(held, source, write)
