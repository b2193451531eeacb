"""Run the examples of the README and of the documentation as tests: Python, and commands in blocks of ``console``."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
PROMPT = "$ ctmodel "


def enter(namespace: dict[str, Any]) -> None:
    """Work in a folder of its own, which holds the shipped record."""
    namespace["_root"] = ROOT
    namespace["_left"] = Path.cwd()
    namespace["_folder"] = tempfile.mkdtemp()
    os.chdir(namespace["_folder"])
    shutil.copy(ROOT / "src/ctmodel/data/NCT01219465.json", "NCT01219465.json")


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and leave nothing behind."""
    os.chdir(namespace["_left"])
    shutil.rmtree(namespace["_folder"])


def run_commands(example: Example) -> str | None:
    """Run each command of a block, and compare what it prints with the lines below it, in which ``...`` is any text."""
    for part in f"\n{example.parsed}".split(f"\n{PROMPT}")[1:]:
        command, _, expected = part.partition("\n")
        line = [sys.executable, "-m", "ctmodel", *shlex.split(command)]
        run = subprocess.run(line, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
        printed = run.stdout + run.stderr
        if not OutputChecker().check_output(f"{expected.rstrip()}\n", f"{printed.rstrip()}\n", ELLIPSIS):
            return f"{PROMPT}{command}\nexpected:\n{expected}\nprinted:\n{printed}"
    return None


SYBIL = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_commands)],
    patterns=["*.md"],
    excludes=["docs/reference/*", "docs/reference/*/*"],
)


class Page(pytest.File):
    """A page with examples."""

    def collect(self) -> Iterator[pytest.Item]:
        if any(SYBIL.parse(self.path).examples()):
            yield Examples.from_parent(self, name="examples")


class Examples(pytest.Item):
    """The examples of a page: one test, since they share names and a folder, and so must not be divided."""

    def runtest(self) -> None:
        document = SYBIL.parse(self.path)
        enter(document.namespace)
        try:
            for example in document.examples():
                example.evaluate()
        finally:
            leave(document.namespace)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, SybilFailure) else super().repr_failure(excinfo)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect pages."""
    return Page.from_parent(parent, path=file_path) if SYBIL.should_parse(file_path) else None
