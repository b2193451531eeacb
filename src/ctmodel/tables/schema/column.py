"""What a table and a column are."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Final, Literal, final

from attrs import evolve, frozen

from ctmodel.codec.model_paths import members_on
from ctmodel.formats import native
from ctmodel.tables.node import Cell, Node

#: The types of cells: those that Arrow, Parquet, Spark, DuckDB, CSV and Excel all have.
ColumnType = Literal["string", "int64", "float64", "bool", "date32"]

#: What null means unless a column says more.
UNSAID: Final = "the source does not say, or the value does not fit (see findings)"


@final
@frozen(kw_only=True)
class Column:
    """A column of a table."""

    name: str
    type: ColumnType
    #: Attributes of the model that it is made of: relative to the object of its level, or as whole paths if the column
    #: is not about that object.
    of: tuple[str, ...] = ()
    #: Whether :attr:`of` has whole paths.
    is_whole: bool = False
    #: What numbers count, such as ``days``.
    unit: str | None = None
    #: How the value is made, if it is not an attribute as it is.
    how: str | None = None
    #: What null means.
    null: str = UNSAID


@final
@frozen
class Part:
    """Columns that are made together, since they come from one attribute."""

    columns: tuple[Column, ...]
    #: Returns the cells of the columns, given the object of the level; the cell itself, if there is one column.
    read: Callable[[Node], Any]
    #: The attribute of the object, if the one column is that attribute and no more is needed to read it ...
    attribute: str | None = None
    #: ... and what makes cells of the values of such attributes. Those that have the same are read together.
    clean: Callable[[Iterable[Any]], Iterable[Cell]] = tuple


@final
@frozen
class Way:
    """A way to the objects of a level."""

    #: A path of the model from the object of the level above; ``[]`` marks lists, and empty is that object itself.
    path: str
    #: What objects that are reached on this way are, such as ``PRIMARY``.
    tags: tuple[str, ...] = ()
    #: Makes the objects of the level from that at the end of the path, if they are not in the model.
    expand: Callable[[Node], Iterable[Node]] | None = None


@final
@frozen
class Level:
    """Objects that are nested in those of the level above, and the columns that describe them."""

    ways: tuple[Way, ...]
    parts: tuple[Part, ...] = ()

    @property
    def columns(self) -> Iterator[Column]:
        """The columns of the level, in order."""
        for part in self.parts:
            yield from part.columns


@final
@frozen(kw_only=True)
class Table:
    """A table: its rows are the objects of the last level, with columns of all levels."""

    name: str
    #: What a row is.
    about: str
    levels: tuple[Level, ...]
    #: Whether it is made only when it is asked for by name.
    on_request: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in order; attributes as whole paths of the model."""
        columns = [*HEAD]
        paths: tuple[str, ...] = ("",)
        for level in self.levels:
            joined = dict.fromkeys(_joined(above, way.path) for above in paths for way in level.ways)
            paths = tuple(path for path in joined if _is_in_model(path))
            columns += (_whole(column, paths) for column in level.columns)
        return tuple(columns)


def _joined(path: str, attribute: str) -> str:
    return f"{path}.{attribute}" if path and attribute else path or attribute


def _is_in_model(path: str) -> bool:
    """Whether the model has a path: not each way continues as others do."""
    try:
        return not path or all(members_on(native.TRIAL, path))
    except KeyError:
        return False


def _whole(column: Column, paths: Iterable[str]) -> Column:
    if column.is_whole:
        return column
    return evolve(column, of=tuple(_joined(path, of) for path in paths for of in column.of), is_whole=True)


#: The first columns of every table.
HEAD: Final = (
    Column(
        name="record",
        type="string",
        is_whole=True,
        how="r and the BLAKE2b hash (64 bits) of the record as compact JSON: the key that all tables share",
        null="the record could not be read",
    ),
    Column(
        name="trial_id",
        type="string",
        of=("registry_id",),
        is_whole=True,
        how="the number of the trial in its own registry; two versions of a record have the same",
        null="a draft, which has no number",
    ),
    Column(
        name="pointer",
        type="string",
        is_whole=True,
        how="the place in the record: a JSON pointer, or the path of an element",
        null="the record itself, or a place that is not known",
    ),
)
