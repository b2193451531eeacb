"""How long texts may be: the limits of the registry's field list, for the attributes that hold the fields."""

import re
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any, Final

from ctmodel.codec.compiling import compiled, indented
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Member
from ctmodel.formats.native import field_at
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import REGISTRY, WARNING, Applies, Problems, Rule, attribute_of, rule
from ctmodel.rules.finding import Severity

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

#: Returns path, text and limit of texts that are longer than the limit, before Markdown is subtracted.
Finder = Callable[[Trial], list[tuple[str, str, int]]]


def typed_length(text: str) -> int:
    """Count the characters as they were typed, without the backslashes and empty lines that Markdown adds."""
    typed = _ESCAPED.sub(r"\1", text) if "\\" in text else text
    return len(typed) - typed.count("\n\n")


def too_long(trial: Trial, *paths: str) -> Problems:
    """Return the texts at model paths, such as ``arms[].label``, that are longer than the registry accepts."""
    found = _finder(paths)(trial)
    return _too_long(found) if found else iter(())


def _too_long(found: list[tuple[str, str, int]]) -> Problems:
    for path, text, limit in found:
        length = typed_length(text)
        if length > limit:
            yield path, f"{path} has {length:,} characters; the registry accepts at most {limit:,}"


def overlong(
    code: str, *paths: str, severity: Severity = WARNING, applies: Applies | None = None
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule about texts that are longer than the registry accepts.

    Args:
        code: the code of the rule.
        paths: model paths of the texts, such as ``brief_title`` or ``arms[].label``.
        severity: how bad it is.
        applies: the test whether the rule applies to a trial.

    The decorated function has only the name and the documentation of the rule.
    """

    def made(function: Callable[[], None]) -> Rule:
        reads = " ".join(attribute_of(path) for path in paths)

        @rule(code, severity=severity, source=limits(*paths), reads=reads, applies=applies, of=REGISTRY)
        @wraps(function)
        def check(trial: Trial) -> Problems:
            return too_long(trial, *paths)

        return check

    return made


def limits(*paths: str) -> str:
    """Return the source of a rule about the length of texts at model paths."""
    elements = dict.fromkeys((field.data_element, field.max_chars) for field in map(field_at, paths))
    return "PRS data element definitions, " + "; ".join(
        f"{element}: at most {limit:,} characters" for element, limit in elements
    )


def limited(row: Member, path: str = "") -> Iterator[str]:
    """Yield the model paths at and below an attribute whose length the registry limits."""
    kind: Any = row.kind
    path += row.attribute
    if isinstance(kind, Many):
        path, kind = f"{path}[]", kind.item
    if isinstance(kind, One):
        for _, below in kind.table.rows():
            yield from limited(below, f"{path}.")
    elif field_at(path).max_chars is not None:
        yield path


@cache
def _finder(paths: tuple[str, ...]) -> Finder:
    """Generate the function that looks at all texts at some paths."""
    tree: dict[str, Any] = {}
    for path in paths:
        *above, last = path.split(".")
        branch = tree
        for name in above:
            branch = branch.setdefault(name, {})
        branch[last] = field_at(path).max_chars
    name = "too_long_" + re.sub(r"\W+", "_", paths[0])
    return compiled(name, "o0", ["found = []", *_look(tree), "return found"], {})


def _look(tree: dict[str, Any], path: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the lines that check the texts of the object ``o0``, of ``o1`` in it, and so on."""
    here, below, index = f"o{depth}", f"o{depth + 1}", f"i{depth}"
    for name, inner in tree.items():
        attribute = name.removesuffix("[]")
        value, place = f"{here}.{attribute}", f"{path}{attribute}"
        item = "v" if isinstance(inner, int) else below
        if name != attribute:
            place += f"[{{{index}}}]"
            yield f"for {index}, {item} in enumerate({value}):"
        else:
            yield f"{item} = {value}"
            yield f"if {item} is not None:"
        if isinstance(inner, int):
            yield from indented([f"if len(v) > {inner}: found.append((f'{place}', v, {inner}))"])
        else:
            yield from indented([*_look(inner, f"{place}.", depth + 1)])
