"""The page in a browser: nothing is fetched or run, nothing overflows, everything can be reached and read."""

from itertools import pairwise

import pytest

from tests.browsers import OPEN_ALL, needs_axe, needs_browser, show, violations
from tests.pages.html.records import RECORDS

pytestmark = [needs_browser, pytest.mark.parametrize("name", RECORDS)]

WIDTHS = [320, 360, 768, 1280]
STYLES = {
    "plain": "",
    "large": "html{font-size:32px !important}",
    "spaced": "* {line-height:1.5 !important;letter-spacing:.12em !important;word-spacing:.16em !important}"
    " p {margin-bottom:2em !important}",
}
#: What sticks out of the page, and of boxes that do not scroll.
OUTSIDE = """() => [...document.querySelectorAll('main *, header *, nav *')].filter(held => {
    const box = held.getBoundingClientRect(), style = getComputedStyle(held);
    return box.width > 1 && style.position !== 'absolute' && !held.closest('svg, .scroll, .sr')
        && (box.right > innerWidth + 1 || box.left < -1);
}).map(held => held.outerHTML.slice(0, 120))"""
#: Words that are broken although they fit into no more than a line: the box is narrower than its longest word.
BROKEN = """() => [...document.querySelectorAll('.num .v, .num .w, .denom, .axis span, .gn, .letter')].filter(held => {
    const range = document.createRange(); range.selectNodeContents(held);
    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 4)));
    return !/[\\s-]/.test(held.innerText.trim()) && held.innerText.trim() && lines.size > 1;
}).map(held => held.innerText)"""
#: Numbers that begin before their cell or end after it.
COVERED = """() => [...document.querySelectorAll('td.num')].filter(cell => {
    const range = document.createRange(); range.selectNodeContents(cell);
    const box = cell.getBoundingClientRect();
    return [...range.getClientRects()].some(text => text.width > 1 && (text.left < box.left - 12 || text.right > box.right + 1));
}).map(cell => cell.innerText)"""


def test_the_console_is_empty_and_nothing_is_fetched(browser, files, name):
    tab = browser.new_page()
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(files[name].as_uri())
    tab.evaluate(OPEN_ALL)
    tab.wait_for_timeout(50)
    assert said == []
    assert asked == [files[name].as_uri()]
    tab.close()


@pytest.mark.parametrize("style", STYLES)
def test_the_page_does_not_scroll_sideways(tab, files, name, style):
    show(tab, files[name])
    if STYLES[style]:
        tab.add_style_tag(content=STYLES[style])
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        sizes = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert sizes == [width, width]
        assert tab.evaluate(OUTSIDE) == [], width


def test_no_number_is_broken_or_covers_its_neighbour(tab, files, name):
    show(tab, files[name])
    for width in (360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate(BROKEN) == [], width
        assert tab.evaluate(COVERED) == [], width


@needs_axe
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_no_violation(tab, files, name, scheme, width):
    show(tab, files[name], width, color_scheme=scheme)
    assert violations(tab) == []


def test_there_is_one_h1_and_no_level_is_skipped(tab, files, name):
    show(tab, files[name])
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(head => +head.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_walking_with_tab_shows_where_one_is(tab, files, name):
    show(tab, files[name], height=600)
    stops = tab.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    seen = []
    for _ in range(min(stops, 60)):
        tab.keyboard.press("Tab")
        found = tab.evaluate("""() => {
            const held = document.activeElement, box = held.getBoundingClientRect(), style = getComputedStyle(held);
            const x = Math.max(box.left, 1) + 2, y = Math.min(Math.max(box.top + 3, 1), innerHeight - 1);
            const top = document.elementFromPoint(x, y);
            return [held.className + held.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth),
                box.bottom > 0 && box.top < innerHeight, !!top && (held.contains(top) || top.contains(held))];
        }""")
        seen.append(found[0])
        assert found[1:] == ["solid", 3, True, True], found[0]
    assert seen[0].startswith("skip")


def test_targets_are_large_enough(tab, files, name):
    show(tab, files[name])
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        small = tab.evaluate(
            "[...document.querySelectorAll('summary, nav a, .glance a, .code[href]')].filter(held => held.offsetHeight > 0)"
            ".map(held => [held.outerHTML, held.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 23.9 || box.width < 23.9).map(([html]) => html)"
        )
        assert small == []


def test_anchors_lead_somewhere_and_are_unique(tab, files, name):
    show(tab, files[name])
    targets = tab.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(held => held.getAttribute('href').slice(1))"
    )
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(held => held.id)")
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_no_drawing_is_read_aloud(tab, files, name):
    show(tab, files[name])
    hidden = "[...document.querySelectorAll('svg, .cellbar, .ret, .cbar, .steps')].map(held => held.closest('[aria-hidden=true]') !== null)"
    assert all(tab.evaluate(hidden))


def test_bars_and_marks_stay_in_forced_colours(tab, files, name):
    show(tab, files[name], forced_colors="active")
    lost = tab.evaluate("""() => {
        const grounds = [...document.querySelectorAll('.cbar i, .ret i, .cellbar i, .steps b')]
            .filter(held => held.getBoundingClientRect().width > 1).map(held => getComputedStyle(held).backgroundColor);
        const ground = getComputedStyle(document.body).backgroundColor;
        const marks = [...document.querySelectorAll('svg.lane use, svg.lane rect')].map(held => {
            const style = getComputedStyle(held);
            return style.fill === ground && parseFloat(style.strokeWidth) > 1 ? style.stroke : style.fill;
        });
        return [...grounds, ...marks].filter(colour => colour === ground || colour === 'rgba(0, 0, 0, 0)');
    }""")
    assert lost == []


def test_print_is_light_and_shows_what_is_closed(tab, files, name):
    tab.emulate_media(media="print", color_scheme="dark", forced_colors="none")
    tab.goto(files[name].as_uri())
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    closed = "[...document.querySelectorAll('main details:not([open]) > :not(summary)')]"
    assert tab.evaluate(f"{closed}.every(held => held.checkVisibility() && held.getBoundingClientRect().height > 0)")
    assert tab.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
