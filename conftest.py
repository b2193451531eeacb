"""Run the examples of the README and of the documentation as tests: Python, and commands in blocks of ``console``."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.integration.pytest import SybilItem
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


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_commands)],
    patterns=["*.md"],
    setup=enter,
    teardown=leave,
    excludes=["docs/reference/*"],
).pytest()


def pytest_cmdline_main(config: pytest.Config) -> None:
    """Have pytest-xdist keep the items of a group together wherever it distributes single items."""
    if config.getoption("dist", "no") == "load":
        config.option.dist = "loadgroup"


@pytest.hookimpl(tryfirst=True)  # before workers name their items
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Make the examples of a page a group: they share names, and a folder."""
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            if isinstance(item, SybilItem):
                item.add_marker(pytest.mark.xdist_group(str(item.path)))
