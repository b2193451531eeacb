"""Findings as text for people and programs: pure functions of a run."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from ctmodel.report.persons import without_persons
from ctmodel.report.run import Run, Study, seen_from

__all__ = ["FORMATS", "Run", "Study", "seen_from"]

#: Format and the module that writes it.
_MODULES: Final = {
    "text": "text",
    "concise": "concise",
    "json": "json_document",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
}


def _renderer(module: str) -> Callable[..., str]:
    """Return the ``render`` of a module that is imported when it is first needed, and gets a run without persons."""

    def render(run: Run, **options: Any) -> str:
        renderer: Callable[..., str] = import_module(f"ctmodel.report.{module}").render
        return renderer(without_persons(run), **options)

    return render


#: The formats by name: each takes a :class:`Run`, and the options of its module's ``render`` by keyword.
FORMATS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {name: _renderer(module) for name, module in _MODULES.items()}
)
