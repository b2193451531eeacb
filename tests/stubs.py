"""Write the stubs of the packages whose names are imported when they are first used: ``python -m tests.stubs``.

Type checkers cannot follow such imports, so they read a stub beside each package. It says what the package's own list of
names says, and a test compares the two.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

SOURCE = Path(__file__).parent.parent / "src"
WIDTH = 120


@frozen
class Names:
    """What the ``__init__.py`` of a package lists."""

    #: Names by the full name of the module that has them.
    modules: dict[str, list[str]]
    subpackages: list[str]
    #: Other public values, such as ``__version__``, and their types.
    values: dict[str, str]


def packages() -> Iterator[Path]:
    """Yield the ``__init__.py`` of each package that lists its names for first use."""
    for path in sorted(SOURCE.rglob("__init__.py")):
        if "lazy_names(" in path.read_text(encoding="utf-8"):
            yield path


def listed(path: Path) -> Names:
    """Read the list in an ``__init__.py``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    (call,) = (node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "lazy_names")
    table = ast.literal_eval(call.args[1])
    options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    values = {
        node.targets[0].id: type(node.value.value).__name__
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    modules = {f"ctmodel.{module}": names.split() for module, names in table.items()}
    return Names(modules, options.get("subpackages", "").split(), values)


def stub(path: Path) -> str:
    """Return the stub for an ``__init__.py``, laid out as ruff lays it out."""
    names = listed(path)
    package = ".".join(path.parent.relative_to(SOURCE).parts)
    imports = {module: _import(module, held) for module, held in names.modules.items()}
    if names.subpackages:
        imports[package] = _import(package, [f"{name} as {name}" for name in names.subpackages])
    lines = [f"# Made of the list in {path.name} by python -m tests.stubs.", *(imports[key] for key in sorted(imports))]
    public = sorted(name for held in names.modules.values() for name in held)
    lines += ["", "__all__ = [", *(f'    "{name}",' for name in public), "]"]
    if names.values:
        lines += ["", *(f"{name}: {kind}" for name, kind in names.values.items())]
    return "\n".join([*lines, ""])


def _import(module: str, names: list[str]) -> str:
    ordered = sorted(names, key=lambda name: (not name.split()[0].isupper(), name[0].islower(), name))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in ordered), ")"])


if __name__ == "__main__":
    for path in packages():
        path.with_suffix(".pyi").write_text(stub(path), encoding="utf-8")
        print(path.with_suffix(".pyi").relative_to(SOURCE.parent))  # noqa: T201
