"""The index of a folder of pages: what it says of each study, and searching and sorting it in a browser."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

import ctmodel
from ctmodel.pages.html.index import entry, index
from tests.browsers import needs_axe, needs_browser, show, violations
from tests.pages.html.test_hostile import ALLOWED, HOSTILE, Elements, hostile
from tests.pages.html.text import text_of


def study(number, title, status, phases, count, *countries):
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08}", "briefTitle": title},
            "statusModule": {"overallStatus": status},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": phases, "enrollmentInfo": {"count": count, "type": "ACTUAL"}},
            "contactsLocationsModule": {"locations": [{"facility": "Site", "country": country} for country in countries]},
        },
    })  # fmt: skip


STUDIES = [
    study(3, "Büroarbeit and <b>sleep</b>", "COMPLETED", ["PHASE3"], 1436, "Germany", "France"),
    study(1, "Asthma in children", "RECRUITING", ["PHASE1", "PHASE2"], 20, "Chile"),
    study(2, "asthma in adults", "TERMINATED", ["NA"], None, "France", "Spain", "Italy", "Peru", "Fiji"),
    study(4, "Zinc", "RECRUITING", ["EARLY_PHASE1"], 0),
]


def made(studies=STUDIES, *, findings=True):
    return index(
        [
            entry(trial, ctmodel.validate(trial) if findings else None, f"{number}.html")
            for number, trial in enumerate(studies)
        ],
        findings=findings,
    )


def rows(html):
    return re.findall(r"<tr.*?</tr>", html[html.index("<tbody") :], flags=re.DOTALL)


def test_each_study_has_a_row_with_a_link_to_its_page():
    html = made()
    assert "<h1>4 studies</h1>" in html
    for number, (row, trial) in enumerate(zip(rows(html), STUDIES, strict=True)):
        assert f'href="{number}.html"' in row
        assert trial.nct_id in row
        for country in trial.countries:
            assert country in row
        counts = re.findall(rf'href="{number}.html#checks">(\d+) ', row)
        assert sum(map(int, counts)) == len(ctmodel.validate(trial)) > 0
    texts = [text_of(row) for row in rows(html)]
    assert "1,436" in texts[0]
    assert "Phase 1 and 2" in texts[1]
    assert "5 countries" in texts[2]
    assert "<b>sleep</b>" in texts[0]


def test_without_findings_there_is_no_column_for_them():
    html = made(findings=False)
    assert "Findings" not in html
    assert "#checks" not in html


def test_the_policy_allows_the_one_script_and_nothing_else():
    html = made()
    (script,) = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.replace("&#39;", "'").split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        f"script-src 'sha256-{digest}'",
    ]
    assert "NCT" not in script


@pytest.mark.parametrize(
    "text", [*HOSTILE, "</script><script>alert(1)</script>", "a\u2028b\u2029c", "' onclick='alert(1)"]
)
def test_hostile_text_makes_no_element(text):
    html = made([hostile(text)])
    elements = Elements()
    elements.feed(html)
    assert {tag for tag, _ in elements.found} <= ALLOWED | {"script", "label", "input"}
    assert sum(tag == "script" for tag, _ in elements.found) == 1
    for tag, attributes in elements.found:
        assert not any(name.startswith("on") or name == "src" for name in attributes), (tag, attributes)
        if tag == "a":
            assert re.fullmatch(r"0\.html(#checks)?", attributes["href"])


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    held = tmp_path_factory.mktemp("index") / "index.html"
    extra = [hostile(text) for text in ("</script><script>alert(1)</script>", " ".join(HOSTILE))]
    held.write_text(made([*STUDIES, *extra]), encoding="utf-8")
    return held


def numbers(tab):
    return tab.evaluate(
        "[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility())"
        ".map(row => row.cells[0].innerText.trim()).filter(text => /^NCT\\d+$/.test(text)).map(text => +text.slice(3))"
    )


def found(tab):
    return tab.locator("#found").inner_text()


@needs_browser
@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("ASTHMA", [1, 2]),
        ("asthma recruiting", [1]),
        ("buro", [3]),
        ("fiji", [2]),
        ("nct00000004", [4]),
        ("nothing", []),
    ],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_all_words_are_searched_whatever_their_case_and_accents(tab, file, words, left, width):
    show(tab, file, width)
    tab.get_by_label("Search").fill(words)
    assert numbers(tab) == left
    assert found(tab) == f"{len(left)} of 6 found"
    tab.get_by_label("Search").fill("")
    assert numbers(tab) == [3, 1, 2, 4]
    assert found(tab) == ""


@needs_browser
@pytest.mark.parametrize(
    ("head", "up", "down"),
    [
        ("Number", [1, 2, 3, 4], [4, 3, 2, 1]),
        ("Title", [2, 1, 3, 4], [4, 3, 1, 2]),
        ("Status", [3, 1, 4, 2], [2, 1, 4, 3]),
        ("Phase", [4, 1, 3, 2], [3, 1, 4, 2]),
        ("Participants", [4, 1, 3, 2], [3, 1, 4, 2]),
        ("Countries", [2, 1, 3, 4], [3, 1, 2, 4]),
    ],
)
def test_columns_are_sorted_both_ways_with_the_keyboard(tab, file, head, up, down):
    show(tab, file)
    button = tab.get_by_role("button", name=head)
    assert numbers(tab) == [3, 1, 2, 4]
    button.focus()
    tab.keyboard.press("Enter")
    assert numbers(tab) == up
    assert sorted_by(tab) == [(head, "ascending")]
    tab.keyboard.press("Space")
    assert numbers(tab) == down
    assert sorted_by(tab) == [(head, "descending")]
    assert tab.evaluate("document.activeElement.textContent") == head


def sorted_by(tab):
    heads = "[...document.querySelectorAll('th[aria-sort]')].map(head => [head.innerText.trim(), head.ariaSort])"
    return [tuple(pair) for pair in tab.evaluate(heads)]


@needs_browser
def test_the_worst_findings_come_last_and_then_first(tab, file):
    show(tab, file)
    weights = "[...document.querySelectorAll('tbody tr')].map(row => +row.querySelector('.found').dataset.key)"
    tab.get_by_role("button", name="Findings").click()
    assert tab.evaluate(weights) == sorted(tab.evaluate(weights))
    tab.get_by_role("button", name="Findings").click()
    assert tab.evaluate(weights) == sorted(tab.evaluate(weights), reverse=True)


@needs_browser
def test_sorting_and_searching_work_together(tab, file):
    show(tab, file)
    tab.get_by_label("Search").fill("asthma")
    tab.get_by_role("button", name="Title").click()
    assert numbers(tab) == [2, 1]


@needs_browser
def test_everything_can_be_reached_with_tab(tab, file):
    show(tab, file)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "search"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Number"
    for _ in range(20):
        held = tab.evaluate(
            "(held => [getComputedStyle(held).outlineStyle, held.getBoundingClientRect().height])(document.activeElement)"
        )
        assert held[0] == "solid"
        assert held[1] >= 23.9
        tab.keyboard.press("Tab")


@needs_browser
def test_nothing_is_run_or_fetched_but_the_script_of_the_index(browser, file):
    tab = browser.new_page()
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    tab.get_by_label("Search").fill("a")
    assert (said, asked) == ([], [file.as_uri()])
    # The policy holds: a script that is not the one of the index does not run.
    tab.evaluate(
        "() => { const held = document.createElement('script'); held.text = 'document.title = 1'; document.body.append(held); }"
    )
    assert tab.title() == "6 studies"
    tab.close()


@needs_browser
def test_without_script_it_is_a_table(browser, file):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert not tab.locator(".search").is_visible()
    assert tab.locator("tbody tr").count() == 6
    assert tab.locator("thead button").count() == 0
    context.close()


@needs_browser
@pytest.mark.parametrize("size", ["16px", "32px"])
def test_the_index_does_not_scroll_sideways(tab, file, size):
    show(tab, file)
    tab.add_style_tag(content=f"html{{font-size:{size} !important}}")
    for width in (320, 360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") == width


@needs_browser
@needs_axe
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_no_violation(tab, file, scheme, width):
    show(tab, file, width, color_scheme=scheme)
    assert violations(tab) == []
