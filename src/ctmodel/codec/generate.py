"""Write, compile and register the functions that structure a class, from its table.

The functions are straight-line Python, several times faster than a loop over the table.
Their source is registered in ``linecache``, so that tracebacks and debuggers show it.
"""

import linecache
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctmodel.codec.table import LazySection, PlainObject, Row, Table

_NAMES: dict[str, object] = {
    "new": object.__new__,
    "getattribute": object.__getattribute__,
    "nothing": dict[str, object](),
}


def structurer(table: "Table") -> Callable[[dict[str, Any]], Any]:
    """Generate the function that makes an object of the table's class from a JSON object."""
    lines = [*_structure(table), "return o"]
    return compiled(f"structure_{table.cls.__name__}", "d", lines, _structure_names(table))


def list_structurer(table: "Table") -> Callable[[list[Any]], list[Any]]:
    """Generate the function that makes objects of the table's class from the objects of a JSON array."""
    loop = ["if type(d) is not dict: continue", *_structure(table), "os.append(o)"]
    lines = ["os = []", "for d in ds:", *indented(loop), "return os"]
    return compiled(f"structure_all_{table.cls.__name__}", "ds", lines, _structure_names(table))


def untouched(table: "Table") -> Callable[[Any], bool]:
    """Generate the function that tells whether encoding an object gives its source back."""
    lines = ["d = o._source", "if type(d) is not dict: return False", *_untouched(table), "return True"]
    return compiled(f"untouched_{table.cls.__name__}", "o", lines, _untouched_names(table))


def list_untouched(table: "Table") -> Callable[[Any, Any], bool]:
    """Generate the function that tells whether encoding a list of objects gives its source back."""
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


def conforms(table: "Table") -> Callable[[dict[str, Any]], bool]:
    """Generate the function that tells whether the tables expect all that a JSON object holds."""
    return compiled(
        f"conforms_{table.cls.__name__}", "d", _conforms(table.root, "d", "return False"), _conforms_names(table)
    )


def list_conforms(table: "Table") -> Callable[[list[Any]], bool]:
    """Generate the function that tells the same of all objects in a JSON array."""
    cls = table.cls.__name__
    loop = ["if type(d) is not dict or not d: return False", *_conforms(table.root, "d", "return False")]
    loop[-1] = "if n_d != len(d): return False"
    return compiled(
        f"all_conform_{cls}", "ds", ["for d in ds:", *indented(loop), "return True"], _conforms_names(table)
    )


def _conforms(node: "PlainObject", name: str, leave: str) -> list[str]:
    """Write how each member of a JSON object is judged, and that it has no others."""
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


def _structure(table: "Table") -> list[str]:
    """Write how the object ``o`` is made from the JSON object ``d``."""
    lines = [f"o = new({table.cls.__name__})", "o._source = d"]
    for node, key, member in _members(table.root, lines):
        lines += [f"v = {node}.get({key!r})", *member.structure_lines()]
    return lines


def _untouched(table: "Table") -> list[str]:
    """Write how to leave with False where the object ``o`` differs from the JSON object ``d``."""
    lines: list[str] = []
    for node, key, member in _members(table.root, lines):
        lines += member.untouched_lines(f"{node}.get({key!r})")
    return lines


def _members(root: "PlainObject", lines: list[str]) -> Iterator[tuple[str, str, "Row | LazySection"]]:
    """Yield the JSON object, the key and the row of each attribute; write how the JSON objects are reached."""
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


def _structure_names(table: "Table") -> dict[str, object]:
    names: dict[str, object] = {table.cls.__name__: table.cls}
    for _, row in table.rows():
        names |= row.structure_names
    return names


def _untouched_names(table: "Table") -> dict[str, object]:
    names: dict[str, object] = {table.cls.__name__: table.cls}
    for _, row in table.rows():
        names |= row.untouched_names
    return names


def _conforms_names(table: "Table") -> dict[str, object]:
    names: dict[str, object] = {}
    for _, row in table.rows():
        names |= row.conforms_names
    return names


def indented(lines: list[str]) -> list[str]:
    """Write lines one level deeper."""
    return [f"    {line}" for line in lines]


def compiled(name: str, arguments: str, lines: list[str], names: dict[str, object]) -> Callable[..., Any]:
    """Compile the lines of a function, and show them to tracebacks."""
    source = "".join(f"{line}\n" for line in [f"def {name}({arguments}):", *indented(lines)])
    filename = f"<ctmodel {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {**_NAMES, **names}
    exec(compile(source, filename, "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function
