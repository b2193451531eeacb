"""A browser to look at pages with: the one that is installed, started once."""

import os
from pathlib import Path

import pytest

from tests.chromium import MISSING, chromium

#: axe-core's script, which npm installs: node_modules/axe-core/axe.min.js.
AXE = os.environ.get("CTMODEL_AXE")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('details').forEach(held => held.open = true)"

needs_browser = pytest.mark.skipif(bool(MISSING), reason=MISSING)
needs_axe = pytest.mark.skipif(not AXE, reason="CTMODEL_AXE does not name the axe.min.js of npm's axe-core")


@pytest.fixture(scope="session")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tab(browser):
    """A tab whose page may be given styles and scripts."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def show(tab, file, width=1280, height=900, **media):
    """Show a page, with all that is closed opened."""
    tab.set_viewport_size({"width": width, "height": height})
    tab.emulate_media(**{"media": "screen", "color_scheme": "light", "forced_colors": "none"} | media)
    tab.goto(file.as_uri())
    tab.evaluate(OPEN_ALL)
    return tab


def violations(tab):
    """Return what axe finds wrong with the page that is shown."""
    tab.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = tab.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert found["passes"]
    return [(held["id"], node["html"][:200]) for held in found["violations"] for node in held["nodes"]]
