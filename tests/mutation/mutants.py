"""The small changes to a module that its tests have to notice."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from types import CodeType
from typing import Any, Final, TypeVar

from attrs import define, field

#: What each comparison is taken for, and how both are written.
_NEIGHBOURS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], str]]] = {
    ast.Lt: (ast.LtE, "< -> <="),
    ast.LtE: (ast.Lt, "<= -> <"),
    ast.Gt: (ast.GtE, "> -> >="),
    ast.GtE: (ast.Gt, ">= -> >"),
    ast.Eq: (ast.NotEq, "== -> !="),
    ast.NotEq: (ast.Eq, "!= -> =="),
    ast.Is: (ast.IsNot, "is -> is not"),
    ast.IsNot: (ast.Is, "is not -> is"),
    ast.In: (ast.NotIn, "in -> not in"),
    ast.NotIn: (ast.In, "not in -> in"),
}
#: How often a part of a pattern may follow itself.
_QUANTIFIER: Final = re.compile(r"(?<=\{)\d+(?:,\d*)?(?=\})")
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What decides about the wording of messages, their places or the size of a cache, and about nothing else.
_NO_JUDGES: Final = frozenset({"quoted", "enumerate", "lru_cache"})
_STEPS: Final = (-1, 1)

_Expression = TypeVar("_Expression", bound=ast.expr)
#: What the fields of a node become.
Fields = dict[str, Any]


@define(eq=False, repr=False)
class Mutant:
    """A module with one change."""

    module: str
    line: int
    #: The function, class or constant that the change is in.
    where: str
    #: The line, without the space around it.
    text: str
    #: What is changed, such as ``100 -> 101``.
    change: str
    _tree: ast.Module
    _node: ast.AST
    _fields: Fields
    #: Which it is of those that make the same change to the same line, from 1.
    nth: int = field(default=1, init=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What the change is known by, however lines move."""
        nth = f" ({self.nth})" if self.nth > 1 else ""
        return self.module.removeprefix("ctmodel.rules."), self.where, self.text, f"{self.change}{nth}"

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.where}: {self.change}   {self.text}"

    def undone(self) -> "Mutant":
        """Return the module as it is."""
        return Mutant(self.module, self.line, self.where, self.text, "no change", self._tree, self._node, {})

    def code(self) -> CodeType:
        """Compile the changed module."""
        kept = {name: getattr(self._node, name) for name in self._fields}
        try:
            self._set(self._fields)
            return compile(self._tree, self.module, "exec")
        finally:
            self._set(kept)

    def _set(self, fields: Fields) -> None:
        for name, value in fields.items():
            setattr(self._node, name, value)


def mutants(module: str, source: str) -> list[Mutant]:
    """Return a module with each limit moved by one, each comparison changed, each member of a choice left out."""
    tree, lines = ast.parse(source), source.splitlines()
    found = [
        Mutant(module, node.lineno, _name(statement), lines[node.lineno - 1].strip(), change, tree, node, fields)
        for statement in tree.body
        if _name(statement) != "__all__"
        for node in _expressions(statement)
        for change, fields in _changes(node, in_function=isinstance(statement, ast.FunctionDef | ast.ClassDef))
    ]
    # The same change can be made to a line more than once.
    seen = Counter[tuple[str, ...]]()
    for mutant in found:
        key = mutant.key
        seen[key] += 1
        mutant.nth = seen[key]
    return found


def _name(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return "module"


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that may decide whether something is found; no annotations, documentation or messages."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _decides_nothing(node, name, child):
                continue
            if isinstance(child, ast.expr):
                yield child
            if not _is_date(child):
                yield from _expressions(child)


def _decides_nothing(parent: ast.AST, name: str, child: ast.AST) -> bool:
    if name in ("annotation", "returns") or isinstance(child, ast.FormattedValue):
        return True
    if isinstance(parent, ast.Expr) and isinstance(child, ast.Constant):
        return True
    if name == "slice" and not isinstance(child, ast.Name | ast.Call):
        return True
    return isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in _NO_JUDGES


def _is_date(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "date"
        and len(node.args) == 3
        and all(isinstance(argument, ast.Constant) for argument in node.args)
    )


def _changes(node: ast.expr, *, in_function: bool) -> Iterator[tuple[str, Fields]]:
    match node:
        case ast.Constant(value=value):
            yield from _in_constant(value, in_function=in_function)
        case ast.Compare():
            yield from _in_comparison(node, in_function=in_function)
        case ast.Call() if _is_date(node):
            yield from _in_date(node)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split"), args=[]):
            for word in text.split():
                left = _at(node, ast.Constant(" ".join(other for other in text.split() if other != word)))
                yield f"without {word}", {"func": _at(node, ast.Attribute(left, "split", ast.Load()))}
        case ast.Set() | ast.Tuple() | ast.List() | ast.Dict() if not in_function:
            for change, new in _without_one(node):
                yield change, {name: getattr(new, name) for name in new._fields if name != "ctx"}


def _in_constant(value: object, *, in_function: bool) -> Iterator[tuple[str, Fields]]:
    if isinstance(value, bool):
        if not in_function:
            yield f"{value} -> {not value}", {"value": not value}
    elif isinstance(value, int | float):
        for moved in _moved(value):
            yield f"{value} -> {moved}", {"value": moved}
    elif isinstance(value, str):
        for old, new, text in _moved_in(value):
            yield f"{old} -> {new}", {"value": text}


def _in_comparison(node: ast.Compare, *, in_function: bool) -> Iterator[tuple[str, Fields]]:
    for place, operator in enumerate(node.ops):
        other, change = _NEIGHBOURS[type(operator)]
        yield change, {"ops": [*node.ops[:place], other(), *node.ops[place + 1 :]]}
    for place, choice in enumerate(node.comparators if in_function else []):
        for change, new in _without_one(choice):
            yield change, {"comparators": [*node.comparators[:place], new, *node.comparators[place + 1 :]]}


def _in_date(node: ast.Call) -> Iterator[tuple[str, Fields]]:
    day = date(*(argument.value for argument in node.args))  # type: ignore[attr-defined]
    for step in _STEPS:
        moved = day + timedelta(step)
        parts = (moved.year, moved.month, moved.day)
        yield f"{day} -> {moved}", {"args": [_at(node, ast.Constant(part)) for part in parts]}


def _moved(value: float) -> Iterator[float]:
    digits = len(str(value).partition(".")[2])
    for step in _STEPS:
        yield round(value + step * 10.0**-digits, digits) if isinstance(value, float) else value + step


def _moved_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is written in a text, what is written instead, and the text: dates, and quantifiers of patterns."""
    if _ISO_DATE.fullmatch(text):
        for step in _STEPS:
            moved = str(date.fromisoformat(text) + timedelta(step))
            yield text, moved, moved
    for found in _QUANTIFIER.finditer(text):
        numbers = found[0].split(",")
        for place, number in enumerate(numbers):
            for step in _STEPS:
                if number and int(number) + step >= 0:
                    moved = ",".join([*numbers[:place], str(int(number) + step), *numbers[place + 1 :]])
                    if _is_range(moved):
                        yield f"{{{found[0]}}}", f"{{{moved}}}", f"{text[: found.start()]}{moved}{text[found.end() :]}"


def _is_range(quantifier: str) -> bool:
    low, _, high = quantifier.partition(",")
    return not high or int(low) <= int(high)


def _without_one(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield a choice of constants, or a mapping from them, without one of its members."""
    match node:
        case ast.Set(elts=items) | ast.Tuple(elts=items) | ast.List(elts=items):
            if len(items) > 1 and all(isinstance(item, ast.Constant | ast.Attribute | ast.Tuple) for item in items):
                for place, item in enumerate(items):
                    left = [*items[:place], *items[place + 1 :]]
                    context = {} if isinstance(node, ast.Set) else {"ctx": ast.Load()}
                    yield f"without {ast.unparse(item)}", _at(node, type(node)(elts=left, **context))
        case ast.Dict(keys=keys, values=values):
            for place, key in enumerate(keys):
                left = ast.Dict(keys=keys[:place] + keys[place + 1 :], values=values[:place] + values[place + 1 :])
                yield f"without {ast.unparse(key) if key else '**'}", _at(node, left)


def _at(place: ast.AST, node: _Expression) -> _Expression:
    """Give a new node the place of an old one."""
    return ast.fix_missing_locations(ast.copy_location(node, place))
