"""What the page says, and what it leaves out on request."""

import itertools
import json
import re

import pytest
from click.testing import CliRunner

import ctmodel
from ctmodel.cli.app import app
from ctmodel.pages.html import page
from ctmodel.pages.html.lanes import FIRST, LAST, linear, logarithmic
from ctmodel.pages.html.standalone import stylesheet
from ctmodel.pages.html.timeline import duration
from ctmodel.values import PartialDate
from tests.pages.html.text import text_of


@pytest.fixture(scope="module")
def fixture():
    return ctmodel.testing.load_fixture("NCT01219465")


def section(html, id):
    return html[(start := html.index(f'<section id="{id}"')) : html.index("</section>", start)]


def with_results(**modules):
    return ctmodel.structure({"protocolSection": {}, "resultsSection": modules})


def test_the_same_trial_gives_the_same_page(fixture):
    assert page(fixture) == page(ctmodel.testing.load_fixture("NCT01219465"))


def test_sections_come_in_order_and_empty_ones_are_left_out(fixture):
    ids = re.findall(r'<section id="(\w+)"', page(fixture))
    assert ids == [
        "about",
        "timeline",
        "design",
        "eligibility",
        "outcomes",
        "sites",
        "people",
        "identifiers",
        "checks",
        "rest",
    ]
    assert re.findall(r'<section id="(\w+)"', page(ctmodel.Trial(), [])) == ["rest"]


def test_criteria_are_numbered_in_two_columns(fixture):
    html = section(page(fixture), "eligibility")
    assert re.findall(r'<li class="criterion" id="(\w+)"', html) == ["I1", "I2", *(f"E{n}" for n in range(1, 8))]


def test_findings_are_at_their_place_and_all_together(fixture):
    html = page(fixture)
    assert "LOC008" in section(html, "sites")
    for finding in ctmodel.validate(fixture):
        assert finding.code in section(html, "checks")
    assert 'id="checks"' not in page(fixture, [])
    assert "LOC008" not in page(fixture, [])


def test_contacts_are_left_out_on_request():
    payload = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000001"},
            "contactsLocationsModule": {
                "centralContacts": [{"name": "Jane Doe", "phone": "555-0100", "email": "jane@a.example"}],
                "overallOfficials": [{"name": "Jane Doe"}],
                "locations": [{"facility": "Hospital", "contacts": [{"name": "Jane Doe", "note": "Jane Doe"}]}],
            },
        },
        "resultsSection": {"moreInfoModule": {"pointOfContact": {"title": "Jane Doe", "email": "jane@a.example"}}},
    }
    trial = ctmodel.structure(payload)
    assert "Jane Doe" in page(trial, [])
    html = page(trial, contacts=False)
    assert "Jane" not in html
    assert "jane@" not in html
    assert "555-0100" not in html
    assert "Hospital" in html


def test_participants_are_never_added_and_shares_never_invented():
    trial = with_results(adverseEventsModule={
        "eventGroups": [{"id": "EG000", "title": "A"}],
        "seriousEvents": [
            {"term": term, "organSystem": "Heart", "stats": [{"groupId": "EG000", "numAffected": 17, "numAtRisk": 93}]}
            for term in ("x", "y")
        ],
    })  # fmt: skip
    text = text_of(section(page(trial, []), "adverse"))
    assert "17" in text
    assert "34" not in text
    flow = with_results(participantFlowModule={
        "groups": [{"id": "FG000", "title": "A"}],
        "periods": [{"title": "P", "milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "31"}]},
            {"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
        ]}],
    })  # fmt: skip
    html = section(page(flow, []), "flow")
    assert "19" not in text_of(html)
    assert "not stated" in text_of(html)
    assert 'class="ret"' not in html


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2010-09", "2012-12", "about 2 y 3 m"),
        ("2010", "2014-06", "3 to 5 years"),
        ("2010-09-01", "2010-09-20", "less than a month"),
        ("2010-01", "2011-01", "about 1 y"),
    ],
)
def test_a_duration_is_no_more_precise_than_its_dates(start, end, said):
    assert duration(PartialDate(start), PartialDate(end)) == said


def test_a_date_is_a_dot_only_if_its_day_is_known(fixture):
    html = section(page(fixture), "timeline")
    row = next(row for row in html.split("<tr") if "Sep 2010" in row and "Study start" in row)
    assert "<rect" in row
    assert "<use" not in row


@pytest.mark.parametrize("pair", [(0, 1), (-3.3, 16.3), (1e-6, 2e-6), (5, 5), (0, 0), (-1e9, 3)])
def test_axes_hold_their_ends_and_have_few_labels(pair):
    scale = linear(*pair)
    assert scale is not None
    assert FIRST <= scale.x(pair[0]) <= scale.x(pair[1]) <= LAST
    assert 2 <= len(scale.ticks) <= 9


@pytest.mark.parametrize("pair", [(0.63, 1), (0.01, 100), (0.95, 1.05), (1, 30)])
def test_logarithmic_axes_have_several_labels(pair):
    scale = logarithmic(*pair)
    assert scale is not None
    assert 3 <= len(scale.ticks) <= 8
    assert logarithmic(0, 1) is None


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_have_enough_contrast(scheme):
    tokens = [
        dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{([^}]*)\}", str(stylesheet()))
    ]
    held = {**tokens[0], **(tokens[1] if scheme else {})}
    for name, ground in itertools.product(("ink", "muted", "accent"), ("bg", "surface")):
        assert contrast(held[name], held[ground]) >= 4.5, (name, ground)
    for name in ("ok", "run", "done", "unknown", "stop", "error", "warning", "note"):
        assert contrast(held[name], held["bg"]) >= 4.5, name
    for name in ("error", "warning"):
        assert contrast(held[name], held[f"{name}-bg"]) >= 4.5, name
    for name in ("strong", "g1", "g2", "g3", "g4", "g5", "g6"):
        assert contrast(held[name], held["bg"]) >= 3, name


@pytest.fixture
def path(tmp_path, fixture):
    held = tmp_path / "study.json"
    ctmodel.write(fixture, held)
    return held


def test_show_writes_the_page(path, tmp_path, fixture):
    out = tmp_path / "out.html"
    assert CliRunner().invoke(app, ["show", str(path), "--html", str(out)], standalone_mode=False).return_value == 0
    assert out.read_text(encoding="utf-8") == page(fixture)
    arguments = ["show", str(path), "--html", str(out), "--no-findings", "--no-contacts"]
    assert CliRunner().invoke(app, arguments, standalone_mode=False).return_value == 0
    assert out.read_text(encoding="utf-8") == page(fixture, [], contacts=False)


def test_show_refuses_several_studies_and_options_without_a_page(path, tmp_path):
    for arguments in (["--html", str(tmp_path / "o.html"), str(path)], ["--no-findings"]):
        assert CliRunner().invoke(app, ["show", str(path), *arguments]).exit_code == 2
    assert not (tmp_path / "o.html").exists()


@pytest.mark.corpus
def test_pages_of_large_records_are_fast_and_small(corpus):
    import time
    import zipfile

    with zipfile.ZipFile(corpus / "ctgov_v2.zip") as archive:
        largest = max(archive.infolist(), key=lambda info: info.file_size)
        trial = ctmodel.structure(json.loads(archive.read(largest)))
    start = time.process_time()
    html = page(trial, [])
    assert time.process_time() - start < 2
    assert len(html.encode()) < 10_000_000


@pytest.mark.parametrize(
    ("parameter", "line"),
    [("Hazard Ratio (HR)", 1), ("Risk Difference (RD)", 0), ("log odds ratio", 0), ("Least squares mean", None)],
)
def test_a_line_of_no_difference_is_drawn_only_where_the_parameter_tells(parameter, line):
    analysis = {"paramType": parameter, "paramValue": "2", "ciLowerLimit": "1.5", "ciUpperLimit": "3"}
    trial = with_results(outcomeMeasuresModule={"outcomeMeasures": [{"analyses": [analysis]}]})
    html = section(page(trial, []), "results")
    assert ('class="zero"' in html) is (line is not None)
    assert (f"line at {line}: no difference" in html) is (line is not None)
    assert ("log scale" in html) is (line == 1)


def test_a_ratio_with_a_limit_that_is_not_positive_is_not_drawn():
    analysis = {"paramType": "Odds Ratio (OR)", "paramValue": "2", "ciLowerLimit": "0", "ciUpperLimit": "3"}
    trial = with_results(outcomeMeasuresModule={"outcomeMeasures": [{"analyses": [analysis]}]})
    html = section(page(trial, []), "results")
    assert "<svg" not in html
    assert "3" in text_of(html)


def test_nobody_is_said_to_be_absent_who_may_be_there():
    flow = with_results(participantFlowModule={
        "groups": [{"id": f"FG00{index}", "title": f"Group {letter}"} for index, letter in enumerate("ABCD")],
        "periods": [{"title": "P", "milestones": [
            {"type": "STARTED", "achievements": [
                {"groupId": "FG000", "numSubjects": "31"}, {"groupId": "FG001", "numSubjects": "0"},
            ]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG002", "numSubjects": "5"}]},
        ]}],
    })  # fmt: skip
    text = text_of(section(page(flow, []), "flow"))
    assert "Nobody started this period in: Group B." in text
    assert "No numbers in this period for: Group D." in text
    assert "Started not stated" in text
