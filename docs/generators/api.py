"""The pages of the API: one for each package, with the names that it lists."""

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Final

from attrs import frozen

from ctmodel import Trial
from ctmodel.terms import Term
from generators.markup import markdown, table

#: The packages whose names are public; a name that several of them have is described where it comes first.
PACKAGES: Final = (
    "ctmodel",
    "ctmodel.model",
    "ctmodel.terms",
    "ctmodel.rules",
    "ctmodel.report",
    "ctmodel.formats",
    "ctmodel.changes",
    "ctmodel.identity",
    "ctmodel.tables",
    "ctmodel.testing",
)

PAGE = """# {package}

```{{eval-rst}}
.. automodule:: {package}
   :no-members:
```

{sections}
"""
SECTION = """## {title}

{names}

```{{eval-rst}}
{directives}
```
"""
INDEX = """# API

{packages}

```{{toctree}}
:hidden:
:maxdepth: 1

{pages}
```
"""
#: The kinds of names, in the order in which they are described, and how autodoc calls them.
KINDS: Final = {"Functions": "function", "Classes": "class", "Vocabularies": "class", "Data": "data"}


@frozen
class Public:
    """A public name of a package."""

    path: str
    kind: str
    #: What it is, in one sentence.
    summary: str
    #: Where it is described; for data, the module whose comment autodoc reads.
    home: str
    #: Whether it is described with what it inherits: once, for all classes that inherit the same.
    inherits: bool = False

    @property
    def directive(self) -> str:
        """The directive that describes it here; empty if another page does."""
        if self.kind == "Data":
            return f".. autodata:: {self.home}\n   :no-value:\n"
        if self.home != self.path:
            return ""
        members = "\n   :members:" if self.kind == "Classes" else ""
        inherited = "\n   :inherited-members:" if self.inherits else ""
        return f".. auto{KINDS[self.kind]}:: {self.path}{members}{inherited}\n"


def public() -> dict[str, list[Public]]:
    """Return the public names by package."""
    described: dict[int, str] = {}
    return {package: list(_names(import_module(package), described)) for package in PACKAGES}


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages, and the page that lists them."""
    packages = []
    for package, names in public().items():
        sections = [_section(kind, [name for name in names if name.kind == kind]) for kind in KINDS]
        yield f"api/{package}.md", PAGE.format(package=package, sections="\n".join(filter(None, sections)))
        packages.append((f"[`{package}`](api/{package}.md)", _summary(import_module(package).__doc__)))
    listed = "\n".join(f"api/{package}" for package in PACKAGES)
    yield "api.md", INDEX.format(packages=table(("package", "holds"), packages), pages=listed)


def _names(module: ModuleType, described: dict[int, str]) -> Iterator[Public]:
    for name in module.__all__:
        held, path = getattr(module, name), f"{module.__name__}.{name}"
        kind = _kind(held)
        if kind == "Data":
            home, says = _said(name, held)
            yield Public(path, kind, says, home)
        else:
            home = described.setdefault(id(held), path)
            yield Public(path, kind, _summary(inspect.getdoc(held)), home, inherits=held is Trial)


def _kind(held: object) -> str:
    if inspect.isclass(held):
        return "Vocabularies" if issubclass(held, Term) and held is not Term else "Classes"
    return "Functions" if inspect.isfunction(inspect.unwrap(held)) else "Data"  # type: ignore[arg-type]


def _section(title: str, names: Iterable[Public]) -> str:
    names = list(names)
    if not names:
        return ""
    rows = [(f"{{py:obj}}`{name.path.rpartition('.')[2]} <{name.home}>`", markdown(name.summary)) for name in names]
    directives = "\n".join(name.directive for name in names)
    return SECTION.format(title=title, names=table(("name", "what it is"), rows, kind="names"), directives=directives)


def _summary(docstring: str | None) -> str:
    """Return the first sentence of a docstring."""
    first = " ".join((docstring or "").partition("\n\n")[0].split())
    return first.partition(". ")[0].rstrip(".")


def _said(name: str, held: object) -> tuple[str, str]:
    """Return where a name gets its value, and the comment there that says what it is."""
    said = re.compile(rf"^#: (.*)\n{name}\b", re.MULTILINE)
    for home, module in sorted(sys.modules.items()):
        own = home.startswith("ctmodel.") and vars(module).get(name) is held
        if own and (found := said.search(inspect.getsource(module))):
            return f"{home}.{name}", _summary(found[1])
    raise LookupError(f"no comment says what {name} is")
