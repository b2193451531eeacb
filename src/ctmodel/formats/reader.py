"""Read foreign records through a table: which leaf of a record fills which attribute of a trial, and how.

A leaf that repeats another one is silent. A leaf that contradicts another one is in conflict, and left.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, final

from attrs import frozen

from ctmodel.formats.format import Left, Refused
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, InPart, Rest, Row, plain
from ctmodel.formats.study_payload import fits, kind_at, study_payload
from ctmodel.formats.xml_records import Leaf

#: The attributes that hold personal data.
_OF_PERSONS: Final = (
    "central_contacts",
    "overall_officials",
    "responsible_party",
    "results.more_info.point_of_contact",
)
_IDENTIFIERS: Final = frozenset({"nct_id", "nct_id_aliases", "org_study_id", "secondary_ids[].id"})


@final
@frozen
class Reading:
    """The result of reading a record."""

    payload: dict[str, Any]
    carried: dict[str, tuple[str, ...]]
    left: dict[str, Left]
    silent: dict[str, str]
    refused: tuple[Refused, ...]
    #: The leaf that filled each attribute, by the path of the attribute.
    filled_by: dict[str, Leaf]
    #: The registry of the record, and its number there.
    registry: str | None
    number: str | None


@final
class Reader:
    """A compiled table, which reads the leaves of a record.

    Raises:
        ValueError: a row fills an attribute that the native format does not have, or one that it does not declare.
    """

    def __init__(self, rows: Sequence[Row], rests: Iterable[Rest], *, number: str, register: str | None = None) -> None:
        self.rows = tuple(rows)
        #: The rows, each with the normalised names of its leaves.
        self.named_rows = [(held, tuple(map(plain, held.sources))) for held in self.rows]
        self.rests = {plain(rest.source): rest for rest in rests}
        #: The names of the leaves with the registry (None if the format has only one) and with the trial's number.
        self.register = register and plain(register)
        self.number = plain(number)
        for held in self.rows:
            for path in (*held.fills, *held.given):
                if kind_at(path) is None:
                    raise ValueError(f"{' '.join(held.sources)} fills {path!r}, which is not an attribute of a trial")
            if held.attribute and any(path.partition("[]")[0] != held.attribute for path in held.fills):
                raise ValueError(f"{' '.join(held.sources)} fills {held.attribute!r}, not {sorted(held.fills)}")

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the leaves in the table."""
        return frozenset(name for _, names in self.named_rows for name in names) | self.rests.keys()

    def can_fill(self, path: str, register: str | None, names: Collection[str]) -> bool:
        """Whether a row for records of a register can fill an attribute, given as a path without indices, or its items.

        ``names`` are the elements of the record. An export without an element cannot fill the attribute from it.
        """
        return any(
            fills == path or fills.startswith(f"{path}[]")
            for held, sources in self.named_rows
            if held.tells and (not held.registers or register in held.registers)
            if any(name in names for name in sources)
            for fills in held.fills
        )

    @cached_property
    def private(self) -> frozenset[str]:
        """The names of the leaves with personal data."""
        return self._fillers(lambda path: path.startswith(_OF_PERSONS)) | {
            name for name, rest in self.rests.items() if rest.private
        }

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """The names of the leaves with identifiers."""
        return self._fillers(_IDENTIFIERS.__contains__)

    def _fillers(self, test: Callable[[str], bool]) -> frozenset[str]:
        """Return the names of the leaves that fill attributes whose paths pass a test."""
        return frozenset(name for held, names in self.named_rows if any(map(test, held.fills)) for name in names)

    def read(self, leaves: Sequence[Leaf]) -> Reading:
        """Read the leaves of a record."""
        return _Run(self, leaves).reading()


@final
class _Run:
    """The reading of one record."""

    def __init__(self, reader: Reader, leaves: Sequence[Leaf]) -> None:
        self._reader = reader
        #: The leaves, each with its normalised name.
        self._leaves = [(leaf, plain("/".join(leaf.names))) for leaf in leaves]
        self._by_name: dict[str, list[Leaf]] = {}
        for leaf, name in self._leaves:
            self._by_name.setdefault(name, []).append(leaf)
        self._registry, self._number = self._last(reader.register), self._last(reader.number)
        self._values: dict[str, Any] = {}
        self._filled_by: dict[str, Leaf] = {}
        self._carried: dict[str, tuple[str, ...]] = {}
        self._left: dict[str, Left] = {}
        self._silent: dict[str, str] = {}
        self._refused: dict[str, Refused] = {}

    def reading(self) -> Reading:
        for held, names in self._reader.named_rows:
            is_for = not held.registers or self._registry in held.registers
            if is_for and all(self._values.get(path) == value for path, value in held.given.items()):
                self._try(held, names)
        for leaf, name in self._leaves:
            if name == self._reader.number and leaf.place in self._carried:
                self._carried[leaf.place] += ("registry_id",)
            elif name == self._reader.register:
                self._carried[leaf.place] = ("registry",)
            elif not self._is_done(leaf):
                self._rest(leaf, name)
        return Reading(
            study_payload(self._values), self._carried, self._left, self._silent,
            tuple(refused for place, refused in self._refused.items() if place in self._left),
            self._filled_by, self._registry, self._number,
        )  # fmt: skip

    def _last(self, name: str | None) -> str | None:
        """Return the text of the last leaf with a name."""
        leaves = self._by_name.get(name) if name else None
        return leaves[-1].text.strip() if leaves else None

    def _is_done(self, leaf: Leaf) -> bool:
        return any(leaf.place in places for places in (self._carried, self._left, self._silent))

    def _try(self, held: Row, names: tuple[str, ...]) -> None:
        waiting = [[leaf for leaf in self._by_name.get(name, ()) if not self._is_done(leaf)] for name in names]
        if len(names) > 1:
            self._join(held, [leaves[0] if leaves else None for leaves in waiting])
        else:
            for leaf in waiting[0]:
                self._take(held, [leaf], leaf.text)

    def _join(self, held: Row, leaves: list[Leaf | None]) -> None:
        """Apply a row to several leaves. A leaf without information by itself is silent."""
        texts: list[str | None] = [None] * len(leaves)
        for index, leaf in enumerate(leaves):
            if leaf is not None:
                texts[index] = leaf.text
                alone = [leaf.text if other is leaf else None for other in leaves]
                if held.conversion.convert(alone) is NOTHING:
                    self._silent[leaf.place] = "no information"
                    texts[index] = None
        saying = [leaf for leaf, text in zip(leaves, texts, strict=True) if leaf is not None and text is not None]
        if saying:
            self._take(held, saying, texts)

    def _take(self, held: Row, leaves: list[Leaf], texts: Any) -> None:
        """Apply a row to leaves: fill its attributes, or note why not."""
        value = held.conversion.convert(texts)
        if value is NOTHING:
            self._silent |= dict.fromkeys([leaf.place for leaf in leaves], "no information")
            return
        if value is NO_PLACE:
            self._note_refused(held, leaves, None)
            return
        without = None
        if isinstance(value, InPart):
            value, without = value.value, value.without
        values = value if not held.attribute and value is not REFUSED else {held.attribute: value}
        if value is REFUSED or not all(fits(kind_at(path), item) for path, item in values.items()):
            self._note_refused(held, leaves, held.conversion.expected)
            return
        if held.again:
            if self._values.get(held.attribute) == value:
                self._again(leaves[0], values)
            return
        paths = [path for attribute, item in values.items() for path in self._fill(attribute, item, leaves)]
        for leaf in leaves:
            self._refused.pop(leaf.place, None)
            if None in paths:
                self._again(leaf, values)
            elif without is not None and leaf is leaves[0]:  # of joined leaves, the first says more
                self._left[leaf.place] = Left(leaf.text, f"in part: {without}")
            else:
                self._carried[leaf.place] = tuple(path for path in paths if path is not None)

    def _note_refused(self, held: Row, leaves: list[Leaf], expected: str | None) -> None:
        if not held.again:
            for leaf in leaves:
                known = self._refused.get(leaf.place)
                if known is not None and known.expected is None:
                    continue  # one row knows the words, which is more precise than a refusal by another
                self._refused[leaf.place] = Refused(leaf.place, leaf.text, tuple(sorted(held.fills)), expected)

    def _fill(self, attribute: str, value: Any, leaves: list[Leaf]) -> Iterator[str | None]:
        """Set an attribute or add to a list, and yield the paths that are filled; None if it is set already."""
        if isinstance(value, list):
            items = self._values.setdefault(attribute, [])
            for item in value:
                if item not in items:
                    items.append(item)
                path = f"{attribute}[{items.index(item)}]"
                parts = {f".{name}": text for name, text in item.items()} if isinstance(item, dict) else {"": item}
                for part, text in parts.items():
                    self._filled_by.setdefault(path + part, _said_by(leaves, text))
                    yield path + part
        elif attribute in self._values:
            yield None
        else:
            self._values[attribute] = value
            self._filled_by[attribute] = leaves[0]
            yield attribute

    def _again(self, leaf: Leaf, values: Mapping[str, Any]) -> None:
        """Note a leaf for attributes that another leaf has filled."""
        conflicts = [path for path, value in values.items() if self._values[path] != value]
        if conflicts:
            why = ", ".join(f"{path} is {self._values[path]!r}" for path in conflicts)
            self._left[leaf.place] = Left(leaf.text, f"in conflict: {why}")
        else:
            self._silent[leaf.place] = f"repeats {self._filled_by[next(iter(values))].place}"

    def _rest(self, leaf: Leaf, name: str) -> None:
        """Note a leaf that no row has accepted."""
        rest = self._reader.rests.get(name)
        refused = self._refused.get(leaf.place)
        if refused is not None:
            why = "no place" if refused.expected is None else f"refused: cannot be read as {refused.expected}"
            self._left[leaf.place] = Left(leaf.text, why)
        elif rest is None:
            self._left[leaf.place] = Left(leaf.text, "no place" if name in self._reader.known else "unknown")
        elif rest.silent is not None and leaf.text.strip() in rest.silent:
            self._silent[leaf.place] = rest.why
        else:
            self._left[leaf.place] = Left(leaf.text, rest.why if rest.silent is None else "no place")


def _said_by(leaves: list[Leaf], value: object) -> Leaf:
    """Return the leaf that a value comes from, of those that a row has joined."""
    return next((leaf for leaf in leaves if str(value) in leaf.text), leaves[0])
