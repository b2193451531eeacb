"""Write the API pages: one for each package, with the names that it lists."""

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

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
    "ctmodel.testing",
)

PAGE = """# {package}

```{{eval-rst}}
.. automodule:: {package}
   :no-members:

{directives}
```
"""

INDEX = """# API

```{{toctree}}
:maxdepth: 1

{pages}
```
"""


def write_api_pages(folder: Path) -> None:
    """Write the pages, and the page that lists them, into a folder."""
    (folder / "api").mkdir(exist_ok=True)
    described: dict[int, str] = {}
    for package in PACKAGES:
        module = import_module(package)
        directives = [_directive(package, name, getattr(module, name), described) for name in module.__all__]
        page = PAGE.format(package=package, directives="\n".join(directives))
        (folder / "api" / f"{package}.md").write_text(page, encoding="utf-8")
    pages = "\n".join(f"api/{package}" for package in PACKAGES)
    (folder / "api.md").write_text(INDEX.format(pages=pages), encoding="utf-8")


def _directive(package: str, name: str, held: object, described: dict[int, str]) -> str:
    path = f"{package}.{name}"
    if inspect.ismodule(held):
        return ""
    first = described.setdefault(id(held), path)
    if first != path:
        return f"``{name}`` is :py:obj:`{first}`.\n"
    if inspect.isclass(held):
        undocumented = "\n   :undoc-members:" if package == "ctmodel.terms" else ""
        return f".. autoclass:: {path}\n   :members:{undocumented}\n"
    if inspect.isfunction(inspect.unwrap(held)):  # type: ignore[arg-type]
        return f".. autofunction:: {path}\n"
    return f".. autodata:: {_home(name, held)}.{name}\n   :no-value:\n"


def _home(name: str, held: object) -> str:
    """Return the module that gives a value to a name and says what it is: autodoc reads the comment there."""
    said = re.compile(rf"^#: .*\n{name}\b", re.MULTILINE)
    for home, module in sorted(sys.modules.items()):
        own = home.startswith("ctmodel.") and vars(module).get(name) is held
        if own and said.search(inspect.getsource(module)):
            return home
    raise LookupError(f"no comment says what {name} is")
