"""A table for foreign records: which leaf of a record fills which attribute of a trial, and how."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, final

from attrs import frozen

from ctmodel.codec.nested import Many, One
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import Each, Rest, Row, elements_in, plain
from ctmodel.formats.study_payload import kind_at

#: The attributes that hold personal data.
_OF_PERSONS: Final = ("central_contacts", "overall_officials", "responsible_party", "locations[].contacts")
_POINT_OF_CONTACT: Final = "results.more_info.point_of_contact"
_IDENTIFIERS: Final = frozenset({"nct_id", "nct_id_aliases", "org_study_id", "secondary_ids[].id"})

#: Changes leaves before they are read, or adds attributes that follow from others.
Arrange = Callable[[Sequence[Leaf]], Sequence[Leaf]]
Complete = Callable[[dict[str, Any]], None]


@final
@frozen
class Filler:
    """A row, and where it is in the table."""

    row: Row
    #: The full names of its leaves, as declared and normalised, and the full paths of its attributes.
    names: tuple[str, ...]
    sources: tuple[str, ...]
    fills: frozenset[str]
    #: The registers to which it and the elements around it apply; all if empty.
    registers: frozenset[str]


@final
class Reader:
    """A table, by which the leaves of a record are read.

    Args:
        rows: how to read leaves, in the order in which they are tried.
        rests: what to do with other leaves.
        number: the name of the leaf with the trial's number.
        number_form: how the registry writes its numbers, as a format string for the text of the leaf.
        register: the name of the leaf with the registry; None if the format has only one.
        omits_empty: whether an element without a value is left out, so that an absent one is missing. Otherwise an
            export may lack it, and only an empty one is missing.
        aliases: other names of leaves, and the names in the table.
        around: an element around others that some records have and the table does not name.
        inside: an element around others that the table names and the records lack.
        registers: the registry for each kind of registry number, for records that do not name their registry.
        is_selection: whether a record is a selection of fields, of which none is missing.
        arrange: changes the leaves of a record before they are read; their places stay.
        complete: adds attributes that follow from others to the values of a trial.

    Raises:
        ValueError: a row fills an attribute that the native format does not have, or one that it does not declare.
    """

    def __init__(
        self,
        rows: Sequence[Row | Each],
        rests: Iterable[Rest],
        *,
        number: str,
        number_form: str = "{}",
        register: str | None = None,
        omits_empty: bool = False,
        is_selection: bool = False,
        aliases: Mapping[str, str] | None = None,
        around: str = "",
        inside: str = "",
        registers: Mapping[str, str] | None = None,
        arrange: Arrange | None = None,
        complete: Complete | None = None,
    ) -> None:
        self.rows = tuple(rows)
        #: The normalised names of the elements that have rows of their own.
        self.elements = elements_in(self.rows)
        rests = tuple(rests)
        #: What to do with other leaves, by name, as declared.
        self.rests = {plain(rest.source): rest for rest in rests}
        self._rests_by_name: dict[str, Rest | None] = {}
        self.register = register and plain(register)
        self.number = plain(number)
        self.number_form = number_form
        self.omits_empty = omits_empty
        self.is_selection = is_selection
        self._aliases = {plain(name): plain(other) for name, other in (aliases or {}).items()}
        self._around, self._inside = around, inside
        self.registers = registers or {}
        self.arrange = arrange
        self.complete = complete
        #: All rows, also those inside elements.
        self.fillers = tuple(_fillers(self.rows, "", "", frozenset()))

    @property
    def renames(self) -> bool:
        """Whether the table has other names than some records."""
        return bool(self._around or self._inside or self._aliases)

    def as_in_table(self, leaf: Leaf) -> Leaf:
        """Return a leaf with the name that the table has for it."""
        names, indexes = leaf.names, leaf.indexes
        if self._around and names[:1] == (self._around,):
            names, indexes = names[1:], indexes[1:]
        if self._inside:
            names, indexes = (self._inside, *names), (0, *indexes)
        if len(names) == 1 and (other := self._aliases.get(plain(names[0]))) is not None:
            names = (other,)
        return leaf if names is leaf.names else leaf._replace(names=names, indexes=indexes)

    def name_in_table(self, name: str) -> str:
        """Return the name that the table has for a normalised name of a record."""
        if self._around:
            name = name.removeprefix(f"{plain(self._around)}/")
        if self._inside:
            name = f"{plain(self._inside)}/{name}"
        return self._aliases.get(name, name)

    @cached_property
    def _filled_names(self) -> frozenset[str]:
        return frozenset(name for held in self.fillers for name in held.sources)

    def is_known(self, name: str) -> bool:
        """Whether the table says what to do with a leaf."""
        return name in self._filled_names or self.rest(name) is not None

    @cached_property
    def referred_to(self) -> tuple[str, ...]:
        """What the names of leaves begin with that others refer to."""
        return tuple(plain(rest.refers_to).removesuffix("*") for rest in self.rests.values() if rest.refers_to)

    def rest(self, name: str) -> Rest | None:
        """Return what to do with a leaf that no row accepts."""
        if name not in self._rests_by_name:
            self._rests_by_name[name] = next(filter(None, map(self.rests.get, _patterns(name))), None)
        return self._rests_by_name[name]

    @cached_property
    def loosely_filled(self) -> frozenset[str]:
        """The attributes, as paths without indices, that can hold more than they are for."""
        return frozenset(path for held in self.fillers for path in held.row.holds_more)

    def can_fill(self, path: str, register: str | None, names: Collection[str]) -> bool:
        """Whether a row for records of a register can fill an attribute, given as a path without indices, or its items.

        ``names`` are the elements of the record.
        """
        return any(
            fills == path or fills.startswith(f"{path}[]")
            for held in self.fillers
            if held.row.tells and (not held.registers or register in held.registers)
            if self.omits_empty or any(name in names for name in held.sources)
            for fills in held.fills
        )

    @cached_property
    def private(self) -> frozenset[str]:
        """The names of the leaves with personal data, as far as rows fill attributes from them."""
        return self._sources_of(lambda path: path.startswith((*_OF_PERSONS, _POINT_OF_CONTACT)))

    def is_private(self, name: str) -> bool:
        """Whether a leaf holds personal data."""
        rest = self.rest(name)
        return name in self.private or (rest is not None and rest.private)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The names of the leaves with identifiers."""
        return self._sources_of(_IDENTIFIERS.__contains__)

    def _sources_of(self, test: Callable[[str], bool]) -> frozenset[str]:
        """Return the names of the leaves that fill attributes whose paths pass a test."""
        return frozenset(name for held in self.fillers if any(map(test, held.fills)) for name in held.sources)


def _patterns(name: str) -> Iterator[str]:
    """Yield what may be declared for a leaf: its name, its last name, and the elements around it, the inner first."""
    yield name
    yield f"*/{name.rpartition('/')[2]}"
    while "/" in name:
        name = name.rpartition("/")[0]
        yield f"{name}/*"
    yield "*"


def _fillers(rows: Iterable[Row | Each], name: str, path: str, registers: frozenset[str]) -> Iterator[Filler]:
    """Yield rows with full names and paths, and those of the elements inside."""
    for held in rows:
        asked = held.registers or registers
        if isinstance(held, Each):
            kind = kind_at(path + held.attribute)
            inner = "[]." if isinstance(kind, Many) else "."
            if not isinstance(kind.item if isinstance(kind, Many) else kind, One):
                raise ValueError(f"{held.name} fills {path}{held.attribute}, which holds no objects")  # noqa: TRY004
            yield from _fillers(held.rows, f"{name}{held.name}/", f"{path}{held.attribute}{inner}", asked)
            continue
        _check(held, path)
        # An element's own text has the name of the element.
        around = "" if held.inherits else name
        names = tuple(f"{around}{source}".removesuffix("/") for source in held.sources)
        yield Filler(held, names, tuple(map(plain, names)), frozenset(path + fills for fills in held.fills), asked)


def _check(held: Row, path: str) -> None:
    names = " ".join(held.sources)
    for filled in (*held.fills, *held.given):
        if kind_at(path + filled) is None:
            raise ValueError(f"{names} fills {path + filled!r}, which is not an attribute of a trial")
    inside = held.fills - held.also.keys()
    if held.attribute and any(filled.partition("[]")[0] != held.attribute for filled in inside):
        raise ValueError(f"{names} fills {held.attribute!r}, not {sorted(inside)}")
