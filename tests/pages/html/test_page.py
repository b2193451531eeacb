"""What the page says, and what it leaves out on request."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

import ctmodel
from ctmodel.cli.app import app
from ctmodel.pages.html import page
from ctmodel.pages.html.lanes import FIRST, LAST, linear, logarithmic
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


def test_what_to_install_is_said_where_a_library_is_missing():
    code = (
        "import sys; sys.modules['{}'] = None; import ctmodel\n"
        "try: ctmodel.page\n"
        "except ImportError as error: print(error)"
    )
    for library in ("jinja2", "markdown_it", "markupsafe"):
        ran = subprocess.run([sys.executable, "-c", code.format(library)], capture_output=True, check=True, text=True)
        assert ran.stdout.strip().endswith("install ctmodel[html]"), library


def test_the_command_says_what_to_install(path, tmp_path):
    code = "import sys; sys.modules['jinja2'] = None; from ctmodel.cli import main; main()"
    command = [sys.executable, "-c", code, "show", str(path), "--html", str(tmp_path / "o.html")]
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    assert ran.returncode == 2
    assert "--html: the HTML page needs jinja2: install ctmodel[html]" in ran.stderr


def test_findings_are_marked_in_the_timeline_and_linked_both_ways(fixture):
    html = page(fixture)
    timeline = section(html, "timeline")
    row = next(row for row in timeline.split("<tr") if "Registration submitted" in row)
    assert "REG002" in row
    (place,) = re.findall(r'id="(at-f-REG002[^"]*)"', timeline)
    assert f'href="#{place}"' in section(html, "checks")
    assert f'href="#{place.removeprefix("at-")}"' in timeline


def test_remarks_that_analyses_share_are_said_once():
    shared, own = "A remark that is the same for three of four analyses", "A remark on the last analysis alone"
    general = "A remark on all of the analyses of this outcome"
    analyses = [
        {"paramType": "Difference", "paramValue": "1", "groupDescription": general, "estimateComment": shared if index < 3 else own}
        for index in range(4)
    ]  # fmt: skip
    trial = with_results(outcomeMeasuresModule={"outcomeMeasures": [{"title": "M", "analyses": analyses}]})
    text = text_of(section(page(trial, []), "results"))
    assert [text.count(remark) for remark in (general, shared, own)] == [1, 1, 1]
    assert text.count("Note a") == 4
    assert "All analyses" in text


def test_shares_of_counts_are_of_the_participants_analysed():
    def measure(kind, units, value):
        return {"title": "M", "paramType": kind, "denoms": [{"units": units, "counts": [{"groupId": "G", "value": "8"}]}],
                "groups": [{"id": "G", "title": "A"}],
                "classes": [{"categories": [{"measurements": [{"groupId": "G", "value": value}]}]}]}  # fmt: skip

    for given, said in (
        (("COUNT_OF_PARTICIPANTS", "Participants", "2"), "25%"),
        (("COUNT_OF_PARTICIPANTS", "Participants", "9"), None),
        (("COUNT_OF_PARTICIPANTS", "Eyes", "2"), None),
        (("NUMBER", "Participants", "2"), None),
    ):
        trial = with_results(outcomeMeasuresModule={"outcomeMeasures": [measure(*given)]})
        text = text_of(section(page(trial, []), "results"))
        assert (said in text) if said else "%" not in text


def test_bars_in_cells_show_harms_of_many_groups():
    groups = [
        {"id": f"G{index}", "title": f"Group {index}", "deathsNumAffected": index, "deathsNumAtRisk": 10}
        for index in range(5)
    ]
    groups[4]["deathsNumAtRisk"] = 0
    html = section(page(with_results(adverseEventsModule={"eventGroups": groups}), []), "adverse")
    assert re.findall(r'class="bg(\d)" style="width:(\d+)%"', html) == [
        (str(index + 1), str(10 * index)) for index in range(4)
    ]


def test_the_flow_of_many_groups_is_a_table_with_bars():
    groups = [{"id": f"G{index}", "title": f"Group {index}"} for index in range(7)]
    milestones = [
        {"type": kind, "achievements": [{"groupId": group["id"], "numSubjects": count} for group in groups]}
        for kind, count in (("STARTED", "8"), ("COMPLETED", "6"))
    ]
    reasons = [
        {"type": "Death", "reasons": [{"groupId": "G1", "numSubjects": "2"}, {"groupId": "G2", "numSubjects": "0"}]}
    ]
    flow = {"groups": groups, "periods": [{"title": "P", "milestones": milestones, "dropWithdraws": reasons}]}
    html = section(page(with_results(participantFlowModule=flow), []), "flow")
    assert "fgroup" not in html
    assert text_of(html).count("Left: Death 2") == 1
    assert html.count("<rect") == 7


def test_only_an_actual_enrollment_opens_the_flow():
    for kind, said in (("ACTUAL", True), ("ESTIMATED", False), (None, False)):
        payload = {
            "protocolSection": {"designModule": {"enrollmentInfo": {"count": 1436, "type": kind}}},
            "resultsSection": {"participantFlowModule": {"groups": [], "periods": [{"title": "P"}]}},
        }
        assert ("Enrolled 1,436" in text_of(section(page(ctmodel.structure(payload), []), "flow"))) is said


def test_an_analysis_without_any_number_has_a_row():
    analysis = {"groupIds": ["OG000"], "paramType": "Hazard Ratio (HR)", "paramValue": "", "ciLowerLimit": ""}
    measure = {"title": "Survival", "groups": [{"id": "OG000", "title": "Treated"}], "analyses": [analysis]}
    html = page(with_results(outcomeMeasuresModule={"outcomeMeasures": [measure]}), [])
    assert "Hazard Ratio (HR)" in html
