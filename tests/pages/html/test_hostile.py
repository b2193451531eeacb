"""Hostile text in a record does nothing on the page but be read."""

import re
from html.parser import HTMLParser

import pytest

import ctmodel
from ctmodel.pages.html import page
from ctmodel.pages.html.texts import email, line, prose, url

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<svg onload=alert(1)><image href=http://e.example/x></svg>",
    "<img src=http://e.example/x.png onerror=alert(1)>",
    "[a](javascript:alert(1)) [b](data:text/html,x) ![c](http://e.example/c.png)",
    "<javascript:alert(1)> <a href='javascript:alert(1)'>x</a>",
    '"><iframe src=//e.example></iframe>',
    "{{ 7 * 7 }} {% include 'page.css' %}",
    "\u202egnirts\u202c \u2067right to left",
    "a\x00b\x1b[31m\ud800",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "*/ body{display:none} /*",
]
ALLOWED = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "svg",
        "defs",
        "rect",
        "circle",
        "path",
        "line",
        "use",
        "div",
        "header",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "dl",
        "dt",
        "dd",
        "nav",
        "details",
        "summary",
        "ol",
        "ul",
        "li",
        "main",
        "section",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "b",
        "i",
        "bdi",
        "wbr",
        "br",
        "footer",
        "time",
        "em",
        "strong",
        "code",
    ]
)


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def hostile(text):
    """A record that has a text in all kinds of fields."""
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {
                "nctId": text,
                "briefTitle": text,
                "officialTitle": f"official {text}",
                "acronym": text,
                "orgStudyIdInfo": {"id": text, "type": text, "link": text},
                "secondaryIdInfos": [{"id": text, "type": text, "link": f"javascript:{text}", "domain": text}],
            },
            "statusModule": {"overallStatus": text, "whyStopped": text},
            "descriptionModule": {"briefSummary": text, "detailedDescription": text},
            "conditionsModule": {"conditions": [text], "keywords": [text]},
            "designModule": {"phases": [text], "studyType": text, "enrollmentInfo": {"count": 5, "type": text}},
            "armsInterventionsModule": {
                "armGroups": [{"label": text, "description": text, "interventionNames": [text]}],
                "interventions": [{"name": text, "type": text, "armGroupLabels": [text], "otherNames": [text]}],
            },
            "outcomesModule": {"primaryOutcomes": [{"measure": text, "description": text, "timeFrame": text}]},
            "eligibilityModule": {"eligibilityCriteria": f"Inclusion Criteria:\n\n* {text}", "sex": text},
            "contactsLocationsModule": {
                "locations": [{"facility": text, "country": text, "contacts": [{"name": text, "email": text}]}],
            },
            "referencesModule": {
                "references": [{"citation": text, "pmid": text}],
                "seeAlsoLinks": [{"label": text, "url": "javascript:alert(1)"}, {"url": text}],
            },
        },
        "resultsSection": {
            "outcomeMeasuresModule": {
                "outcomeMeasures": [{
                    "title": text,
                    "unitOfMeasure": text,
                    "paramType": text,
                    "groups": [{"id": "OG000", "title": text, "description": text}],
                    "classes": [{"title": text, "categories": [{"measurements": [{"groupId": "OG000", "value": text}]}]}],
                    "analyses": [{"groupIds": ["OG000"], "paramType": text, "paramValue": text, "pValue": text}],
                }],
            },
            "adverseEventsModule": {
                "eventGroups": [{"id": "EG000", "title": text}],
                "seriousEvents": [{"term": text, "organSystem": text, "notes": text}],
            },
        },
        text.replace("\ud800", ""): text,
    })  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_element_and_no_link(text):
    html = page(hostile(text), [])
    elements = Elements()
    elements.feed(html)
    assert {tag for tag, _ in elements.found} <= ALLOWED
    for tag, attributes in elements.found:
        assert not any(name.startswith("on") or name == "src" for name in attributes), (tag, attributes)
        if tag == "a":
            assert re.match(r"#|https?://|mailto:", attributes["href"]), attributes
        if tag == "use":
            assert attributes["href"].startswith("#")
    html.encode()
    assert "\x00" not in html
    assert "\x1b" not in html
    assert html.count("<style>") == 1


def test_only_addresses_of_the_web_become_links():
    assert str(url("https://a.example/x")).startswith('<a href="https://a.example/x"')
    for text in ("javascript:alert(1)", "ftp://a.example", "//a.example", "a.example", "https://", " data:x"):
        assert "<a" not in str(url(text))
    assert 'href="mailto:a@b.example"' in email("a@b.example")
    assert "<a" not in email("a@b.example?subject=x")
    assert "href" not in prose("[x](javascript:alert(1))")
    assert "<img" not in prose("![x](https://a.example/x.png)")
    assert 'href="https://a.example"' in line("[x](https://a.example)")


def test_the_policy_forbids_scripts_and_the_network():
    html = page(ctmodel.testing.load_fixture("NCT01219465"))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert "default-src &#39;none&#39;" in policy or "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script" not in html
    assert "<link" not in html
    assert "url(" not in html
    assert "@import" not in html
