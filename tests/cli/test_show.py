"""``ctmodel show`` in the terminal, and what it refuses."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ctmodel.cli import show as module
from ctmodel.cli.app import app


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.json"
    path.write_text(json.dumps({"protocolSection": {"identificationModule": {"briefTitle": "A trial of words " * 5}}}))
    return path


def test_on_a_terminal_the_page_fits(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = CliRunner().invoke(app, ["show", str(study)])
    monkeypatch.setattr(module, "of_terminal", lambda: {"color": False, "width": 30})
    fitted = CliRunner().invoke(app, ["show", str(study)])
    assert (plain.exit_code, fitted.exit_code) == (0, 0)
    assert max(map(len, plain.output.splitlines())) > 30 >= max(map(len, fitted.output.splitlines()))


def test_html_needs_a_name(study: Path) -> None:
    ran = CliRunner().invoke(app, ["show", str(study), "--html", ""])
    assert ran.exit_code == 2
    assert "--html needs a name" in ran.output


def test_html_without_its_extra(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("ctmodel.pages.html", "ctmodel.cli.pages"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = CliRunner().invoke(app, ["show", str(study), "--html", str(study.with_name("out.html"))])
    assert ran.exit_code == 2
    assert "install ctmodel[html]" in ran.output
