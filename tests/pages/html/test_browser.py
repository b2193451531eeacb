"""The page in a browser: nothing is fetched or run, nothing overflows, everything can be reached and read."""

import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import ctmodel
from ctmodel.pages.html import page
from tests.pages.html.test_hostile import HOSTILE, hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="the pages are looked at with Playwright")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: The folder of npm's axe-core, where it is not in node_modules of this repository.
AXE = Path(os.environ.get("CTMODEL_AXE", Path(__file__).parents[3] / "node_modules" / "axe-core")) / "axe.min.js"
SAMPLES = Path(__file__).parents[2] / "formats"
OPEN_ALL = "document.querySelectorAll('details').forEach(held => held.open = true)"
SPACING = "* {line-height:1.5 !important;letter-spacing:.12em !important;word-spacing:.16em !important} p {margin-bottom:2em !important}"

pytestmark = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")


def results():
    """A trial with results of all kinds: two periods, ratios and differences, one-sided limits, harms."""
    groups = [{"title": "Active/Placebo 10 mg"}, {"title": "Placebo"}, {"title": "A third group with a long name"}]

    def of(prefix):
        return [{**group, "id": f"{prefix}{index:03}", "description": "Who."} for index, group in enumerate(groups)]

    def per(prefix, name, *values):
        return [{"groupId": f"{prefix}{index:03}", name: value} for index, value in enumerate(values)]

    def analysis(kind, value, low, high):
        return {
            "groupIds": ["OG000", "OG001"], "paramType": kind, "paramValue": value, "pValue": "0.02",
            "ciLowerLimit": low, "ciUpperLimit": high, "ciPctValue": "95", "statisticalMethod": "ANCOVA",
            "estimateComment": "A remark that is long enough to be closed. " * 5,
        }  # fmt: skip

    milestones = [
        {"type": kind, "achievements": per("FG", "numSubjects", *values)}
        for kind, values in {"STARTED": "345", "COMPLETED": "234", "NOT COMPLETED": "111"}.items()
    ]
    measurements = per("OG", "value", "10.3", "9.2", "NA")
    measurements[0] |= {"lowerLimit": "9.4", "upperLimit": "11.9"}
    terms = [
        {"term": f"Term {index}", "organSystem": f"System {index % 3}", "sourceVocabulary": "MedDRA 20", "stats": [
            {"groupId": f"EG{group:03}", "numAffected": index + group, "numAtRisk": 40, "numEvents": 9} for group in range(3)
        ]}
        for index in range(9)
    ]  # fmt: skip
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000001", "briefTitle": "A trial with results"},
            "armsInterventionsModule": {"armGroups": [{"label": group["title"]} for group in groups]},
        },
        "resultsSection": {
            "participantFlowModule": {
                "groups": of("FG"),
                "periods": [{"title": title, "milestones": milestones} for title in ("First", "Second")],
            },
            "baselineCharacteristicsModule": {
                "groups": of("BG"),
                "denoms": [{"units": "Participants", "counts": per("BG", "value", "3", "4", "5")}],
                "measures": [{"title": "Age", "paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "classes": [
                    {"categories": [{"measurements": per("BG", "value", "40", "41", "42")}]}
                ]}],
            },
            "outcomeMeasuresModule": {"outcomeMeasures": [{
                "type": "PRIMARY", "title": "Survival", "paramType": "MEDIAN", "unitOfMeasure": "months",
                "groups": of("OG"), "classes": [{"title": title, "categories": [{"measurements": measurements}]}
                                                for title in ("6 months", "12 months")],
                "analyses": [
                    analysis("Hazard Ratio (HR)", "0.78", "0.63", "0.97"), analysis("Hazard Ratio (HR)", "1.5", "0.9", "40"),
                    analysis("Difference", "1.1", "-0.4", None), analysis("Difference", "2", "1", "3"),
                ],
            }]},
            "adverseEventsModule": {
                "eventGroups": [
                    group | {"seriousNumAffected": index + 3, "seriousNumAtRisk": 40} for index, group in enumerate(of("EG"))
                ],
                "seriousEvents": terms, "otherEvents": terms,
            },
        },
    })  # fmt: skip


def observational():
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000002", "briefTitle": "A cohort"},
            "designModule": {"studyType": "OBSERVATIONAL", "designInfo": {"observationalModel": "COHORT"}},
            "armsInterventionsModule": {"armGroups": [{"label": f"Cohort {index}"} for index in range(30)],
                                        "interventions": [{"name": f"Drug {index}", "armGroupLabels": [f"Cohort {index}"]} for index in range(12)]},
            "contactsLocationsModule": {"locations": [
                {"facility": f"Site {index}", "city": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "country": "Wales"}
                for index in range(20)
            ]},
        },
    })  # fmt: skip


def damaged():
    """The fixture with a wrong type, a null, an unknown field or an unknown term in each module."""
    payload = ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465"))
    for index, module in enumerate(payload["protocolSection"].values()):
        for key, value in list(module.items())[index % 2 :: 2]:
            module[key] = [None, {"a": [value]}, 5, "UNKNOWN_TERM", [value, value]][(index + len(key)) % 5]
        module["unknownField"] = {"deep": [value]}
    return ctmodel.structure(payload)


TRIALS = {
    "fixture": lambda: ctmodel.testing.load_fixture("NCT01219465"),
    "results": results,
    "observational": observational,
    "hostile": lambda: hostile(" ".join(HOSTILE)),
    "damaged": damaged,
    "foreign": lambda: next(iter(ctmodel.read_many(SAMPLES / "ctis" / "samples" / "current.json"))),
    "empty": ctmodel.Trial,
}


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module", params=TRIALS)
def file(request, tmp_path_factory):
    held = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    held.write_text(page(TRIALS[request.param]()), encoding="utf-8")
    return held


def opened(browser, file, width=1280, scheme="light", **options):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.evaluate(OPEN_ALL)
    return tab


def test_the_console_is_empty_and_nothing_is_fetched(browser, file):
    tab = browser.new_page()
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    tab.evaluate(OPEN_ALL)
    tab.wait_for_timeout(100)
    assert said == []
    assert asked == [file.as_uri()]
    tab.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("style", ["", "html{font-size:32px}", SPACING], ids=["plain", "32px", "spacing"])
def test_the_page_does_not_scroll_sideways(browser, file, width, style):
    tab = opened(browser, file, width, bypass_csp=True)
    if style:
        tab.add_style_tag(content=style)
    assert tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]") == [width] * 2
    tab.context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install axe-core")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_no_violation(browser, file, scheme, width):
    tab = opened(browser, file, width, scheme, bypass_csp=True)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = tab.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    assert found["passes"]
    assert [(held["id"], held["nodes"][0]["html"]) for held in found["violations"]] == []
    tab.context.close()


def test_there_is_one_h1_and_no_level_is_skipped(browser, file):
    tab = opened(browser, file)
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(head => +head.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tab.context.close()


def test_the_skip_link_comes_first_and_focus_is_visible(browser, file):
    tab = opened(browser, file)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    for _ in range(15):
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        box = tab.evaluate("(r => [r.bottom, r.top - innerHeight])(document.activeElement.getBoundingClientRect())")
        assert box[0] > 0 > box[1]
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
    tab.context.close()


def test_targets_are_large_enough(browser, file):
    tab = opened(browser, file)
    small = tab.evaluate(
        "[...document.querySelectorAll('summary, nav a, .glance a, .code[href]')].filter(held => held.offsetHeight > 0"
        " && held.getBoundingClientRect().height < 23.9).map(held => held.outerHTML)"
    )
    assert small == []
    tab.context.close()


def test_anchors_lead_somewhere_and_are_unique(browser, file):
    tab = opened(browser, file)
    targets = tab.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(held => held.getAttribute('href').slice(1))"
    )
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(held => held.id)")
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    tab.context.close()


def test_every_drawn_mark_has_its_number_in_its_row(browser, tmp_path):
    file = tmp_path / "results.html"
    file.write_text(page(results(), []), encoding="utf-8")
    tab = opened(browser, file)
    rows = tab.evaluate(
        "[...document.querySelectorAll('table.laned tbody tr')].map(row => ["
        ' row.querySelectorAll(\'svg.lane use:not([href^="#left"]):not([href^="#right"]), svg.lane rect\').length,'
        " [...row.querySelectorAll('td.num')].map(cell => cell.innerText).join(' ')])"
    )
    assert len(rows) > 20
    for marks, text in rows:
        assert len(re.findall(r"\d+(?:\.\d+)?", text)) >= marks, text
    assert tab.evaluate(
        "[...document.querySelectorAll('svg')].every(held => held.getAttribute('aria-hidden') === 'true')"
    )
    tab.context.close()


def test_print_is_light_and_shows_what_is_closed(browser, file):
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    closed = "[...document.querySelectorAll('main details:not([open]) > :not(summary)')]"
    assert tab.evaluate(f"{closed}.every(held => held.getBoundingClientRect().height > 0 || !held.innerText.trim())")
    assert tab.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    context.close()
