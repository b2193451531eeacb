"""Write, compile and register the functions that structure a class, from its table.

The functions are straight-line Python, several times faster than a loop over the table.
Their source is registered in ``linecache``, so that tracebacks and debuggers show it.
"""

import linecache
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctmodel.codec.table import Hop, Row, Section, Table

_NAMES: dict[str, object] = {
    "new": object.__new__,
    "getattribute": object.__getattribute__,
    "nothing": dict[str, object]().get,
}


def structurer(table: "Table") -> Callable[[dict[str, Any]], Any]:
    """Generate the function that makes an object of the table's class from a JSON object."""
    cls = table.cls.__name__
    body = [f"o = new({cls})", "o._source = d"]
    for getter, key, member in _members(table.root, body):
        body.append(f"v = {getter}({key!r})")
        body += member.structure_lines()
    return _compiled(f"structure_{cls}", "d", [*body, "return o"], table)


def untouched(table: "Table") -> Callable[[Any], bool]:
    """Generate the function that tells whether encoding an object gives its source back."""
    body = ["d = o._source", "if type(d) is not dict: return False"]
    for getter, key, member in _members(table.root, body):
        body += member.untouched_lines(f"{getter}({key!r})")
    return _compiled(f"untouched_{table.cls.__name__}", "o", [*body, "return True"], table)


def _members(root: "Hop", body: list[str]) -> Iterator[tuple[str, str, "Row | Section"]]:
    """Yield getter, key and row of each attribute; write into the body how the getters come about."""
    body.append("get = d.get")
    pending = [("get", root)]
    count = 0
    while pending:
        getter, hop = pending.pop(0)
        for key, row in hop.rows():
            yield getter, key, row
        for key, inner in hop.hops():
            count += 1
            body.append(f"h = {getter}({key!r})")
            body.append(f"get{count} = h.get if type(h) is dict else nothing")
            pending.append((f"get{count}", inner))


def _compiled(name: str, argument: str, body: list[str], table: "Table") -> Callable[[Any], Any]:
    names: dict[str, Any] = {**_NAMES, table.cls.__name__: table.cls}
    for _, row in table.rows():
        names.update(row.names)
    source = "".join(f"{line}\n" for line in [f"def {name}({argument}):", *(f"    {line}" for line in body)])
    filename = f"<ctmodel {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), names)
    function: Callable[[Any], Any] = names[name]
    return function
