"""Follow the ways of a table through a trial, and make the rows at their ends."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, final

from attrs import field, frozen

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind
from ctmodel.formats import native
from ctmodel.model.trial import Trial
from ctmodel.tables.node import Cell, Node, repeatable
from ctmodel.tables.schema.column import Level, Part, Table, Way

Row = tuple[Cell, ...]


@final
@frozen
class AttributeStep:
    """One attribute on a way."""

    name: str
    keys: tuple[str, ...]
    is_list: bool
    #: The kind of its value, or of the items of its list.
    kind: Kind
    #: The class of these; ``object`` if it is none of the model.
    cls: type
    pointer: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "pointer", "".join(f"/{pointer_token(key)}" for key in self.keys))

    def fits(self, source: object) -> bool:
        """Whether the list of the attribute can hold a JSON value."""
        return self.kind.fits(source)

    def follow(self, node: Node) -> Iterable[Node]:
        """Return what the attribute of an object holds: the items of a list, one value, or nothing."""
        held = getattr(node.held, self.name)
        if not held:
            return ()
        if not self.is_list:
            place, token = node.record.places.one(node, self)
            return (Node(held, node.record, node, place, token),)
        record = node.record
        places, tokens = record.places.many(node, self, len(held))
        return [
            Node(item, record, node, place, token, index)
            for index, (item, place, token) in enumerate(zip(held, places, tokens, strict=True))
        ]

    def passing(self, node: Node, tags: tuple[str, ...]) -> Iterator[Node]:
        """Yield the items of a list in one node, to be read one after the other: they lead no further."""
        held = getattr(node.held, self.name)
        if held:
            passing = Node(None, node.record, node, "", None, 0, tags)
            places, _ = node.record.places.many(node, self, len(held))
            for place, item in zip(places, held, strict=True):
                passing.held = item
                passing.place = place
                yield passing
                passing.position += 1


def steps(path: str, cls: type = Trial) -> tuple[AttributeStep, ...]:
    """Return the steps of a path from objects of a class.

    Raises:
        LookupError: the model does not have this path.
    """
    made = list[AttributeStep]()
    here: type = cls
    for name in path.split(".") if path else ():
        keys, member = native.table_of(here).places[name.removesuffix("[]")]
        kind: Any = member.kind
        item = kind.item if isinstance(kind, Many) else kind
        here = item.table.cls if isinstance(item, One) else object
        made.append(AttributeStep(member.attribute, keys, isinstance(kind, Many), item, here))
    return tuple(made)


def reached(node: Node, path: tuple[AttributeStep, ...]) -> Iterable[Node]:
    """Return the objects at the end of a path."""
    if len(path) == 1:
        return path[0].follow(node)
    nodes: Iterable[Node] = (node,)
    for step in path:
        nodes = [below for above in nodes for below in step.follow(above)]
    return nodes


@final
@frozen
class _CompiledWay:
    way: Way
    steps: tuple[AttributeStep, ...]

    def nodes(self, node: Node) -> Iterable[Node]:
        """Return the objects of the level that this way leads to."""
        ends = reached(node, self.steps)
        expand = self.way.expand
        if expand is not None:
            ends = [made for end in ends for made in expand(end)]
        if self.way.tags:
            for end in ends:
                end.tags = self.way.tags
        return ends

    def passing(self, node: Node) -> Iterable[Node]:
        """Return the objects of the last level, each to be read before the next."""
        if self.way.expand is not None or not self.steps or not self.steps[-1].is_list:
            return self.nodes(node)
        *before, last = self.steps
        if not before:
            return last.passing(node, self.way.tags)
        return chain.from_iterable(last.passing(end, self.way.tags) for end in reached(node, tuple(before)))


@final
class Walk:
    """The compiled levels of a table."""

    def __init__(self, table: Table) -> None:
        self._ways: list[dict[type, list[_CompiledWay]]] = []
        self._reads = [_read(level) for level in table.levels]
        above: set[type] = {Trial}
        for level in table.levels:
            ways, above = _compiled(level, above)
            self._ways.append(ways)
        self._last = len(table.levels) - 1

    def rows(self, root: Node) -> list[Row]:
        """Return the rows of a table for a trial."""
        rows: list[Row] = []
        self._collect(0, root, (), rows)
        return rows

    def _collect(self, depth: int, above: Node, cells: Row, rows: list[Row]) -> None:
        read, head = self._reads[depth], above.record.head
        for way in self._ways[depth].get(type(above.held), ()):
            if depth == self._last:
                rows += [(*head, node.place or None, *cells, *read(node)) for node in way.passing(above)]
            else:
                for node in way.nodes(above):
                    self._collect(depth + 1, node, (*cells, *map(repeatable, read(node))), rows)


Read = Callable[[Node], Iterable[Cell]]


def _read(level: Level) -> Read:
    """Return the function that makes the cells of a level."""
    reads = [*_reads(level)]
    if len(reads) == 1:
        return reads[0]

    def read(node: Node) -> list[Cell]:
        cells: list[Cell] = []
        for each in reads:
            cells += each(node)
        return cells

    return read


def _reads(level: Level) -> Iterator[Read]:
    """Yield the functions that make the cells: one for all attributes in a row that need the same, and for others."""
    for kind, run in groupby(level.parts, _kind):
        parts = tuple(run)
        if kind == "several":
            yield from (part.read for part in parts)
        elif kind == "one":
            yield partial(_each, tuple(part.read for part in parts))
        else:
            yield _attributes(parts)


def _kind(part: Part) -> object:
    if part.attribute is not None:
        return part.clean
    return "one" if len(part.columns) == 1 else "several"


def _each(reads: tuple[Callable[[Node], Cell], ...], node: Node) -> list[Cell]:
    return [read(node) for read in reads]


def _attributes(parts: tuple[Part, ...]) -> Read:
    get = attrgetter(*(f"held.{part.attribute}" if part.attribute else "held" for part in parts))
    clean = parts[0].clean
    if len(parts) == 1:
        return lambda node: clean((get(node),))
    return lambda node: clean(get(node))


def _compiled(level: Level, owners: set[type]) -> tuple[dict[type, list[_CompiledWay]], set[type]]:
    """Return the ways of a level by the class of the object above, and the classes that they lead to."""
    ways: dict[type, list[_CompiledWay]] = {}
    reached_classes = set[type]()
    for owner, way in _possible(level, owners):
        way_steps = steps(way.path, owner)
        ways.setdefault(owner, []).append(_CompiledWay(way, way_steps))
        reached_classes.add(way_steps[-1].cls if way_steps else owner)
    return ways, reached_classes


def _possible(level: Level, owners: set[type]) -> Iterator[tuple[type, Way]]:
    """Yield the ways that begin at each class: levels below objects of two classes can have a way for each."""
    for owner in owners:
        for way in level.ways:
            first = way.path.partition(".")[0].removesuffix("[]")
            if not first or first in native.table_of(owner).places:
                yield owner, way
