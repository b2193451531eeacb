"""Generate, compile and register the functions that structure a class, from its table.

The functions are straight-line Python, several times faster than a loop over the table.
Their source is registered in ``linecache``, so that tracebacks and debuggers show it.
"""

import linecache
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any, Final, final

from ctmodel.codec.schema import Generated, Member, PlainObject, Table

_NOTHING: Final[dict[str, object]] = {}
_NAMES: Final[dict[str, object]] = {
    "new": object.__new__,
    "getattribute": object.__getattribute__,
    "nothing": _NOTHING,
    "source_of": lambda held: getattr(held, "_source", _NOTHING),
}


@final
class Functions:
    """The functions that are generated from a table, each at first use."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @cached_property
    def structure(self) -> Callable[[dict[str, Any]], Any]:
        """Makes an object of the class from a JSON object, and keeps the JSON object as its source."""
        return _structurer(self._table)

    @cached_property
    def structure_all(self) -> Callable[[list[Any]], list[Any]]:
        """Makes objects of the class from the objects in a JSON array."""
        return _list_structurer(self._table)

    @cached_property
    def untouched(self) -> Callable[[Any], bool]:
        """Tells whether an object and all objects below it are unchanged since they were structured."""
        return _untouched_test(self._table)

    @cached_property
    def all_untouched(self) -> Callable[[Any, Any], bool]:
        """Tells whether a list of objects is unchanged since it was structured from an array."""
        return _list_untouched_test(self._table)

    @cached_property
    def conforms(self) -> Callable[[dict[str, Any]], bool]:
        """Tells whether the tables expect everything in a JSON object."""
        return _conforms_test(self._table)

    @cached_property
    def all_conform(self) -> Callable[[list[Any]], bool]:
        """Tells whether the tables expect everything in a JSON array of objects."""
        return _list_conforms_test(self._table)


@cache
def functions_of(table: Table) -> Functions:
    """Return the functions that are generated from a table."""
    return Functions(table)


def _resolved(name: object) -> object:
    """Return the function that generated lines call, or a wrapper that generates it at the first call."""
    if not isinstance(name, Generated):
        return name
    if not name.at_first_call:
        return getattr(functions_of(name.table()), name.name)
    return lambda *arguments: getattr(functions_of(name.table()), name.name)(*arguments)


def _structurer(table: Table) -> Callable[[dict[str, Any]], Any]:
    lines = [*_structure(table), "return o"]
    return compiled(f"structure_{table.cls.__name__}", "d", lines, _structure_names(table))


def _list_structurer(table: Table) -> Callable[[list[Any]], list[Any]]:
    loop = ["if type(d) is not dict: continue", *_structure(table), "os.append(o)"]
    lines = ["os = []", "for d in ds:", *indented(loop), "return os"]
    return compiled(f"structure_all_{table.cls.__name__}", "ds", lines, _structure_names(table))


def _untouched_test(table: Table) -> Callable[[Any], bool]:
    lines = [*_source_lines(table), *_untouched(table), "return True"]
    return compiled(f"untouched_{table.cls.__name__}", "o", lines, _untouched_names(table))


def _list_untouched_test(table: Table) -> Callable[[Any, Any], bool]:
    cls = table.cls.__name__
    lines = [
        "if os is None or type(os) is list and not os: return not ds",
        "if type(os) is not list or type(ds) is not list or len(os) != len(ds): return False",
        "for o, d in zip(os, ds):",
        *indented([f"if type(o) is not {cls} or o._source is not d or type(d) is not dict: return False"]),
        *indented(_untouched(table)),
        "return True",
    ]
    return compiled(f"all_untouched_{cls}", "os, ds", lines, _untouched_names(table))


def _conforms_test(table: Table) -> Callable[[dict[str, Any]], bool]:
    return compiled(
        f"conforms_{table.cls.__name__}", "d", _conforms(table.root, "d", "return False"), _conforms_names(table)
    )


def _list_conforms_test(table: Table) -> Callable[[list[Any]], bool]:
    cls = table.cls.__name__
    loop = ["if type(d) is not dict or not d: return False", *_conforms(table.root, "d", "return False")]
    loop[-1] = "if n_d != len(d): return False"
    return compiled(
        f"all_conform_{cls}", "ds", ["for d in ds:", *indented(loop), "return True"], _conforms_names(table)
    )


def _conforms(node: PlainObject, name: str, leave: str) -> list[str]:
    """Write the lines that check each member of a JSON object, and that it has no others."""
    count = f"n_{name}"
    lines = [f"{count} = 0"]
    for key, row in node.rows():
        test = row.conforms_expression("v")
        lines += [f"v = {name}.get({key!r})", "if v is not None:", f"    if not ({test}): {leave}", f"    {count} += 1"]
    for number, (key, inner) in enumerate(node.plain_objects()):
        nested = f"{name}{number}"
        lines += [f"{nested} = {name}.get({key!r})", f"if {nested} is not None:"]
        lines += indented([f"if type({nested}) is not dict or not {nested}: {leave}", f"{count} += 1"])
        lines += indented(_conforms(inner, nested, leave)[:-1])
        lines += indented([f"if n_{nested} != len({nested}): {leave}"])
    return [*lines, f"return {count} == len({name})"]


def _structure(table: Table) -> list[str]:
    """Write the lines that make the object ``o`` from the JSON object ``d``."""
    source = "d" if table.wrapper is None else "wrapper(d)"
    lines = [f"o = new({table.cls.__name__})", f"o._source = {source}"]
    for node, key, member in _members(table.root, lines):
        lines += [f"v = {node}.get({key!r})", *member.structure_lines()]
    return lines


def _source_lines(table: Table) -> list[str]:
    """Write the lines that get the JSON object ``d`` from the object ``o``, or return False if there is none."""
    if table.wrapper is None:
        return [
            f"if type(o) is not {table.cls.__name__}: return False",
            "d = o._source",
            "if type(d) is not dict: return False",
        ]
    return ["if type(o._source) is not wrapper: return False", "d = o._source.payload"]


def _untouched(table: Table) -> list[str]:
    """Write the lines that return False if the object ``o`` differs from the JSON object ``d``."""
    lines: list[str] = []
    for node, key, member in _members(table.root, lines):
        lines += member.untouched_lines(f"{node}.get({key!r})")
    return lines


def _members(root: PlainObject, lines: list[str]) -> Iterator[tuple[str, str, Member]]:
    """Yield the JSON object, the key and the row of each attribute; add the lines that get the JSON objects."""
    pending = [("d", root)]
    count = 0
    while pending:
        name, node = pending.pop(0)
        for key, row in node.rows():
            yield name, key, row
        for key, inner in node.plain_objects():
            count += 1
            lines += [f"h = {name}.get({key!r})", f"h{count} = h if type(h) is dict else nothing"]
            pending.append((f"h{count}", inner))


def _structure_names(table: Table) -> dict[str, object]:
    names: dict[str, object] = {table.cls.__name__: table.cls}
    for _, row in table.rows():
        names |= row.structure_names
    return names | _wrapper_names(table)


def _untouched_names(table: Table) -> dict[str, object]:
    names: dict[str, object] = {table.cls.__name__: table.cls}
    for _, row in table.rows():
        names |= row.untouched_names
    return names | _wrapper_names(table)


def _conforms_names(table: Table) -> dict[str, object]:
    names: dict[str, object] = {}
    for _, row in table.rows():
        names |= row.conforms_names
    return names


def _wrapper_names(table: Table) -> dict[str, object]:
    return {} if table.wrapper is None else {"wrapper": table.wrapper}


def indented(lines: list[str]) -> list[str]:
    """Return lines, indented by one level."""
    return [f"    {line}" for line in lines]


def compiled(name: str, arguments: str, lines: list[str], names: dict[str, object]) -> Callable[..., Any]:
    """Compile a function from its lines, and register them for tracebacks."""
    source = "".join(f"{line}\n" for line in [f"def {name}({arguments}):", *indented(lines)])
    filename = f"<ctmodel {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {**_NAMES, **{name: _resolved(held) for name, held in names.items()}}
    exec(compile(source, filename, "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function
