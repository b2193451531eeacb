"""The reference of the API is complete: names, types, parameters, examples."""

import doctest
import inspect
import re
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from tests.docs.wordings import ROOT

pytest.importorskip("click", reason="the extra cli is not installed")
from generators import api

FIXTURE = Path(ctmodel.__file__).parent / "data" / "NCT01219465.json"


def functions() -> Iterator[Any]:
    """Yield the public functions, each once."""
    found: dict[Callable[..., Any], str] = {}
    for package in api.PACKAGES:
        module = import_module(package)
        for name in module.__all__:
            held = getattr(module, name)
            if callable(held) and inspect.isfunction(inspect.unwrap(held)):
                found.setdefault(inspect.unwrap(held), f"{package}.{name}")
    for function, path in found.items():
        yield pytest.param(function, id=path)


@pytest.mark.parametrize("function", list(functions()))
def test_a_function_has_types_and_explains_its_parameters(function: Callable[..., Any]) -> None:
    signature = inspect.signature(function)
    documented = inspect.getdoc(function) or ""
    _, _, arguments = documented.partition("\nArgs:\n")
    explained = re.findall(r"^    (\w+): \S", arguments.partition("\n\n")[0], re.MULTILINE)
    assert explained == list(signature.parameters)
    assert not [name for name in explained if name.startswith("_")]
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not parameter.empty for parameter in signature.parameters.values())


@pytest.mark.parametrize("function", list(functions()))
def test_a_function_has_an_example_that_runs(
    function: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(FIXTURE, tmp_path)
    (example,) = doctest.DocTestFinder(recurse=False, exclude_empty=False).find(function, function.__name__, globs={})
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0, capsys.readouterr().out


def test_each_public_package_has_a_page() -> None:
    packages = {path.parent for path in ROOT.glob("src/ctmodel/*/__init__.pyi")}
    assert set(api.PACKAGES) >= {"ctmodel", *(f"ctmodel.{path.name}" for path in packages)}


def test_each_public_name_is_listed_and_described_once() -> None:
    pages = dict(api.pages())
    described: list[str] = []
    for package in api.PACKAGES:
        page = pages[f"api/{package}.md"]
        listed = re.findall(r"^\| \{py:obj\}`(\w+) <", page, re.MULTILINE)
        assert sorted(listed) == sorted(import_module(package).__all__)
        described += re.findall(r"^\.\. auto(?:function|class|data):: (\S+)", page, re.MULTILINE)
    assert len(described) == len(set(described))
    for page in pages.values():
        assert set(re.findall(r"\{py:obj\}`\w+ <([\w.]+)>", page)) <= set(described)
