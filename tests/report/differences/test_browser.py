"""The document with both versions side by side, in a browser: it fits, can be read by all, and fetches nothing."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jinja2", reason="documents are part of the extra html")
from ctmodel.report.differences.html import render
from tests.browsers import needs_axe, needs_browser, show, violations
from tests.cli.test_inert import HOSTILE
from tests.report.differences.test_reports import hostile
from tests.report.differences.versions import difference, payload

pytestmark = needs_browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "changes.html"
    markup = f"<script>document.title='run'</script><img src=x> \u202e {HOSTILE} {'long' * 60}"
    studies = (
        difference(),
        difference(payload("old"), hostile(payload("new"), markup)),
        difference(None, payload("old")),
    )
    path.write_text("".join(render(iter(studies), everything=True)), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_does_not_scroll_sideways(tab: Any, file: Path, width: int) -> None:
    show(tab, file, width)
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_is_run_or_fetched(browser: Any, file: Path) -> None:
    tab = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    assert tab.title() == "What changed"
    assert (said, asked) == ([], [file.as_uri()])
    tab.close()


@needs_axe
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_axe_finds_nothing(tab: Any, file: Path, width: int, scheme: str) -> None:
    show(tab, file, width, color_scheme=scheme)
    assert violations(tab) == []
