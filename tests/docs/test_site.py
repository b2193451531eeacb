"""The built documentation: links, names, and pages in a browser. ``.ci/docs`` builds it and runs this."""

import os
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browsers import needs_browser

FOLDER = os.environ.get("CTMODEL_DOCS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="CTMODEL_DOCS names no folder with the built documentation")
ROOT = Path(FOLDER).resolve()


class Page(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        held = {name: value or "" for name, value in attrs}
        self.ids.add(held.get("id", ""))
        self.links.update(held[name] for name in ("href", "src") if name in held)


@cache
def pages() -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.html"))}


def links() -> Iterator[tuple[Path, str]]:
    for path, page in pages().items():
        yield from ((path, link) for link in sorted(page.links))


def test_links_within_the_site_lead_somewhere() -> None:
    broken = []
    for path, link in links():
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        anchor = unquote(parts.fragment)
        known = pages()[target].ids if target in pages() else set()
        if not target.exists() or (anchor and target.suffix == ".html" and anchor not in known):
            broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []


def test_links_to_other_sites_are_addresses() -> None:
    parts = {link: urlsplit(link) for _, link in links() if urlsplit(link).scheme}
    assert len(parts) > 100
    wrong = [
        link
        for link, held in parts.items()
        if held.scheme not in {"https", "http", "mailto", "data"}
        or (held.scheme.startswith("http") and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", held.netloc))
        or re.search(r"\s", link)
    ]
    assert wrong == []


def test_each_public_name_has_an_entry() -> None:
    from generators.api import PACKAGES, public

    ids = set().union(*(page.ids for path, page in pages().items() if path.parent.name == "api"))
    for package in PACKAGES:
        names = {name.home for name in public()[package]}
        assert names <= ids
        assert len(names) == len(import_module(package).__all__)


def test_no_comment_is_read_as_a_type_and_no_argument_is_private() -> None:
    for path in (ROOT / "reference" / "api").glob("*.html"):
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"^Type:?$", text, re.MULTILINE), path.name
        assert "_source" not in text, path.name


def test_rules_are_listed_by_their_index_and_not_in_the_sidebar() -> None:
    rules = {path.name for path in (ROOT / "reference" / "rules").glob("*.html")}
    assert {f"rules/{name}" for name in rules} <= pages()[ROOT / "reference" / "rules.html"].links
    sidebar = (ROOT / "index.html").read_text(encoding="utf-8").partition("sidebar-tree")[2].partition("</aside>")[0]
    assert "reference/rules.html" in sidebar
    assert not [name for name in rules if name in sidebar]


def looked_at() -> list[str]:
    """The pages to look at: all but those of most rules."""
    names = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.html"))] if FOLDER else []
    rules = [name for name in names if "/rules/" in name]
    return sorted((set(names) - set(rules)) | set(rules[::20]))


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = {}
    for name in looked_at():
        page.goto(f"{ROOT.as_uri()}/{name}")
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            wide[name] = needed
    page.close()
    assert wide == {}


@needs_browser
def test_the_attribute_of_a_field_is_in_view(browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{ROOT.as_uri()}/reference/fields.html")
    rights = page.eval_on_selector_all(
        "table.filtered", "tables => tables.map(held => held.getBoundingClientRect().right)"
    )
    page.close()
    assert len(rights) > 20
    assert max(rights) <= 1280


@needs_browser
def test_rules_can_be_filtered(browser) -> None:
    page = browser.new_page()
    page.goto(f"{ROOT.as_uri()}/reference/rules.html")
    page.fill("input[aria-label='Filter rows']", "placebo warning")
    shown = page.locator("table.filtered tbody tr:visible").all_inner_texts()
    assert shown
    assert all("placebo" in row.lower() and "warning" in row for row in shown)
    assert page.locator("h2:visible").count() < 10
    page.fill("input[aria-label='Filter rows']", "")
    assert page.locator("table.filtered tbody tr:visible").count() > 300
    page.close()


@needs_browser
def test_the_site_can_be_searched(browser) -> None:
    page = browser.new_page()
    page.goto(f"{ROOT.as_uri()}/search.html?q=placebo-arm-receives-product")
    page.wait_for_selector("#search-results li a")
    assert "ARM029" in page.locator("#search-results").inner_text()
    page.close()
