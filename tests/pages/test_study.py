"""The study page: the page that the project started from, the cases that it does not show, and hostile records."""

import json
import os
import re
import zipfile
from importlib import resources
from pathlib import Path

import pytest

from ctmodel.formats.ctgov_v2.codec import structure, unstructure
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, Location
from ctmodel.model.design import Design, Enrollment
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier
from ctmodel.model.sponsors import Sponsor
from ctmodel.model.trial import Trial
from ctmodel.pages.text.plain import study_page
from ctmodel.terms.protocol import (
    AgencyClass,
    ArmGroupType,
    DesignMasking,
    DesignTimePerspective,
    EnrollmentType,
    InterventionType,
    ObservationalModel,
    Phase,
    Status,
    StudyType,
)
from ctmodel.values import Age

FIXTURE = resources.files("ctmodel").joinpath("data", "NCT01219465.json").read_text(encoding="utf-8")

# The page that the project started from, without menu, avatar letter and footer.
# The two diabetes conditions stand in the registry's order; the page has them the other way round.
ORIGINAL = """
Umbilical Cord Mesenchymal Stem Cells Infusion for Initial Type 1 Diabetes Mellitus
Qingdao University
Status and phase
Unknown
Phase 2
Phase 1
Conditions
Diabetes Mellitus
Diabetes Mellitus, Type 1
Mesenchymal Stem Cells
Umbilical Cord
Treatments
Biological: umbilical cord mesenchymal stem cells
Study type
Interventional
Funder types
Other
Identifiers
NCT01219465
MSCT1DM003
Details and patient eligibility
About
The purpose of this study is to determine whether umbilical cord Mesenchymal Stem Cells of treatment for initial type \
1 diabetes is safe and effective.
Full description
Type 1 diabetes mellitus (T1DM)is characterized by the autoimmune destruction of the pancreatic β cells.Patients \
require multiple daily insulin injections throughout their lives as well as close monitoring of their diet and blood \
sugar levels to prevent complications. The investigators hope umbilical cord Mesenchymal Stem Cells could not only \
address the need for β-cell replacement but also control of the autoimmune response to β cells.
Enrollment
50 estimated patients
Sex
All
Ages
3 to 35 years old
Volunteers
No Healthy Volunteers
Inclusion criteria
  • Confirmed diagnosis of type 1 diabetes by ADA criteria less than 9 weeks.
  • Ability to provide written informed consent from patients or Child guardian.
Exclusion criteria
  • diabetic ketoacidosis.
  • evidence of retinopathy at baseline.
  • Body Mass Index >30.
  • Severe or acute organ damage.
  • Infectious diseases, e.g. HIV infection, or hepatitis B or C infection.
  • Severe psychiatric disorder.
  • Presence of malignancy.
Trial design
Primary purpose
Treatment
Allocation
Non-Randomized
Interventional model
Single Group Assignment
Masking
None (Open label)
50 participants in 1 patient group
umbilical cord mesenchymal stem cells
Experimental group
Description:
Intravenous infusion of ex vivo cultured umbilical cord mesenchymal stem cells
Treatment:
Biological: umbilical cord mesenchymal stem cells
Trial contacts and locations
1
"""


def section(page: str, heading: str) -> list[str] | None:
    """The lines under a heading, or None where the page does not have it."""
    for block in page.split("\n\n"):
        first, *lines = block.split("\n")
        if first == heading:
            return lines[1:]
    return None


def content(page: str) -> list[str]:
    return [line for line in page.split("\n") if line and not re.fullmatch("-+|=+", line)]


def test_fixture_gives_the_lines_of_the_original_page_in_its_order():
    site = "Stem Cell Research Center of Medical School Hospital of Qingdao University, China"
    lines = iter(content(study_page(structure(json.loads(FIXTURE)))))
    assert [line for line in [*content(ORIGINAL), site] if line not in lines] == []


def test_fixture_is_written_as_the_registry_writes():
    payload = json.loads(FIXTURE)
    assert json.dumps(payload, indent=2, ensure_ascii=False) == FIXTURE
    assert json.dumps(unstructure(structure(payload))) == json.dumps(payload)


def test_fixture_fits_the_model():
    trial = structure(json.loads(FIXTURE))
    held = [trial, trial.eligibility, trial.design, trial.enrollment, *trial.arms, *trial.interventions]
    assert [item.extra for item in held if item and item.extra] == []
    assert trial.eligibility is not None
    assert [criterion.kind for criterion in trial.eligibility.criteria] == ["inclusion"] * 2 + ["exclusion"] * 7


def test_trial_without_anything_has_an_empty_page():
    assert study_page(Trial()) == ""
    assert study_page(structure({})) == ""


def test_empty_objects_show_nothing():
    trial = Trial(lead_sponsor=Sponsor(), design=Design(), enrollment=Enrollment(), interventions=[Intervention()])
    assert study_page(trial) == ""


@pytest.mark.parametrize(
    ("minimum", "maximum", "phrase"),
    [
        (Age(3, "Years"), Age(35, "Years"), "3 to 35 years old"),
        (Age(1, "Year"), Age(5, "Years"), "1 to 5 years old"),
        (Age(6, "Months"), Age(1, "Year"), "6 months to 1 year old"),
        (Age(6, "Months"), Age(5, "Years"), "6 months to 5 years old"),
        (Age(2, "Days"), Age(12, "Weeks"), "2 days to 12 weeks old"),
        (Age(18, "Years"), None, "18+ years old"),
        (Age(6, "Months"), None, "6+ months old"),
        (Age(1, "Year"), None, "1+ years old"),
        (None, Age(18, "Years"), "Under 18 years old"),
        (None, Age(1, "Year"), "Under 1 year old"),
        (None, Age(6, "Months"), "Under 6 months old"),
        (None, None, "Any age"),
    ],
)
def test_ages(minimum, maximum, phrase):
    trial = Trial(eligibility=Eligibility(minimum_age=minimum, maximum_age=maximum))
    assert section(study_page(trial), "Ages") == [phrase]


@pytest.mark.parametrize("limits", [{"minimumAge": "eighteen"}, {"minimumAge": "18 Years", "maximumAge": 65}])
def test_age_limit_that_cannot_be_read_is_not_taken_for_no_limit(limits):
    trial = structure({"protocolSection": {"eligibilityModule": limits | {"sex": "ALL"}}})
    page = study_page(trial)
    assert section(page, "Sex") == ["All"]
    assert section(page, "Ages") is None


@pytest.mark.parametrize(
    ("count", "kind", "healthy", "phrase"),
    [
        (50, EnrollmentType.ESTIMATED, False, "50 estimated patients"),
        (50, EnrollmentType.ESTIMATED, True, "50 estimated patients"),
        (60, EnrollmentType.ACTUAL, False, "60 patients|Actual"),
        (60, EnrollmentType.ACTUAL, True, "60 patient participants|Actual"),
        (60, None, None, "60 patients"),
        (1, EnrollmentType.ACTUAL, None, "1 patient|Actual"),
        (1, EnrollmentType.ESTIMATED, None, "1 estimated patient"),
        (0, EnrollmentType.ACTUAL, None, "0 patients|Actual"),
        (7, "PLANNED", None, "7 PLANNED patients"),
    ],
)
def test_enrollment(count, kind, healthy, phrase):
    trial = Trial(enrollment=Enrollment(count=count, type=kind), eligibility=Eligibility(healthy_volunteers=healthy))
    assert section(study_page(trial), "Enrollment") == phrase.split("|")


@pytest.mark.parametrize(
    ("count", "arms", "sentence"),
    [
        (50, [Arm(label="A")], "50 participants in 1 patient group"),
        (1, [Arm(label="A"), Arm(label="B")], "1 participant in 2 patient groups"),
        (
            30,
            [Arm(label="A"), Arm(label="B", type=ArmGroupType.PLACEBO_COMPARATOR)],
            "30 participants in 2 patient groups, including a placebo group",
        ),
        (None, [Arm(label="A")], "1 patient group"),
    ],
)
def test_groups(count, arms, sentence):
    page = study_page(Trial(arms=arms, enrollment=Enrollment(count=count)))
    assert section(page, sentence) == ["A"]


def test_arms():
    arms = [
        Arm(
            label="Drug",
            type=ArmGroupType.ACTIVE_COMPARATOR,
            description="First.\n\n* \\>5 mg",
            intervention_names=["x"],
        ),
        Arm(label="Nothing", type=ArmGroupType.NO_INTERVENTION),
        Arm(type="ESCALATION"),
    ]
    page = study_page(Trial(arms=arms))
    assert content(page) == [
        *("Trial design", "3 patient groups"),
        *("Drug", "Active Comparator group", "Description:", "First.", "• >5 mg", "Treatment:", "x"),
        *("Nothing", "No Intervention group"),
        "ESCALATION",
    ]


def test_observational_design_has_its_own_labels():
    trial = Trial(
        study_type=StudyType.OBSERVATIONAL,
        design=Design(
            observational_model=ObservationalModel.CASE_CONTROL, time_perspective=DesignTimePerspective.CROSS_SECTIONAL
        ),
    )
    page = study_page(trial)
    assert section(page, "Observational model") == ["Case-Control"]
    assert section(page, "Time perspective") == ["Cross-Sectional"]
    assert section(page, "Masking") is None


def test_words_of_the_page_that_differ_from_the_registry():
    trial = Trial(
        overall_status=Status.UNKNOWN,
        phases=[Phase.PHASE1, Phase.PHASE2],
        lead_sponsor=Sponsor(name="S", agency_class=AgencyClass.INDUSTRY),
        collaborators=[Sponsor(agency_class=AgencyClass.OTHER), Sponsor(agency_class=AgencyClass.INDUSTRY)],
        design=Design(masking=DesignMasking.DOUBLE),
    )
    page = study_page(trial)
    assert section(page, "Status and phase") == ["Unknown", "Phase 2", "Phase 1"]
    assert section(page, "Funder types") == ["Industry", "Other"]
    assert section(page, "Masking") == ["Double Blind"]
    assert section(study_page(Trial(phases=[Phase.NA])), "Status and phase") == ["N/A"]


def test_unknown_terms_are_shown_as_they_are():
    trial = Trial(
        overall_status="PAUSED",
        phases=["PHASE5", Phase.PHASE4],
        study_type="REGISTRY",
        interventions=[Intervention(type="SOFTWARE", name="App"), Intervention(type=InterventionType.DRUG)],
        lead_sponsor=Sponsor(agency_class="CHARITY"),
        eligibility=Eligibility(sex="OTHER"),
        design=Design(masking="QUINTUPLE", allocation="ADAPTIVE"),
    )
    page = study_page(trial)
    assert section(page, "Status and phase") == ["PAUSED", "Phase 4", "PHASE5"]
    assert section(page, "Study type") == ["REGISTRY"]
    assert section(page, "Treatments") == ["SOFTWARE: App", "Drug"]
    assert section(page, "Funder types") == ["CHARITY"]
    assert section(page, "Sex") == ["OTHER"]
    assert section(page, "Masking") == ["QUINTUPLE"]
    assert section(page, "Allocation") == ["ADAPTIVE"]


def test_title_with_acronym():
    assert content(study_page(Trial(brief_title="A Trial", acronym="AT"))) == ["A Trial (AT)"]
    assert content(study_page(Trial(brief_title="A Trial (AT)", acronym="AT"))) == ["A Trial (AT)"]
    assert content(study_page(Trial(official_title="An Official Trial"))) == ["An Official Trial"]


def test_identifiers_once_each():
    trial = Trial(
        nct_id="NCT00000001", org_study_id="X-1", secondary_ids=[Identifier(id="X-1"), Identifier(), Identifier(id="Y")]
    )
    assert section(study_page(trial), "Identifiers") == ["NCT00000001", "X-1", "Y"]


def test_healthy_volunteers():
    assert section(study_page(Trial(eligibility=Eligibility(healthy_volunteers=True))), "Volunteers") == [
        "Accepts Healthy Volunteers"
    ]
    assert section(study_page(Trial(eligibility=Eligibility())), "Volunteers") is None


def test_markdown_is_shown_as_text():
    trial = Trial(brief_summary="Why\\?\n\n* Age \\>18\r\n  * a \\* b\n1. one\n")
    assert study_page(trial).endswith("-----\nWhy?\n\n• Age >18\n  • a * b\n1. one")


def test_titles_and_names_are_no_markdown():
    assert section(study_page(Trial(conditions=["A\\>B", "* C"])), "Conditions") == ["A\\>B", "* C"]


def test_criteria():
    text = "Adults\n\nInclusion Criteria:\n\n* One of:\n  * a\n  * b \\>3\n\nKEY EXCLUSION CRITERIA\n\n1. Pregnancy"
    page = study_page(Trial(eligibility=Eligibility(text=text)))
    assert section(page, "Eligibility criteria") == ["  • Adults"]
    assert section(page, "Inclusion criteria") == ["  • One of:", "    • a", "    • b >3"]
    assert section(page, "Exclusion criteria") == ["KEY EXCLUSION CRITERIA", "  • Pregnancy"]


def test_label_of_a_section_stands_above_its_criteria():
    text = "Inclusion Criteria:\n\nCohort A:\n\n* Asthma\n* Cough\n\nCohort B:\n\n* Eczema\n"
    page = study_page(Trial(eligibility=Eligibility(text=text)))
    assert section(page, "Inclusion criteria") == ["Cohort A:", "  • Asthma", "  • Cough", "Cohort B:", "  • Eczema"]


def test_text_without_criteria_is_shown_whole():
    page = study_page(Trial(eligibility=Eligibility(text="Inclusion Criteria:\n")))
    assert section(page, "Eligibility criteria") == ["Inclusion Criteria:"]


def test_contacts_and_locations():
    trial = Trial(
        locations=[
            Location(facility="Clinic", city="Iowa City", state="Iowa", country="United States", zip="52242"),
            Location(),
            Location(country="Chad"),
        ],
        central_contacts=[
            Contact(name="Ada", phone="1", phone_ext="2", email="a@b.org"),
            Contact(email="c@d.org"),
            Contact(),
        ],
    )
    assert content(study_page(trial)) == [
        *("Trial contacts and locations", "3"),
        *("Clinic, Iowa City, Iowa, United States", "  52242", "Chad"),
        *("Central trial contact", "Ada, 1 ext. 2, a@b.org", "c@d.org"),
    ]


def test_hostile_characters_cannot_control_the_terminal():
    hostile = "".join(map(chr, [*range(32), *range(127, 160), 0x202E, 0x2066, 0xD800])) + "\x1b]0;owned\x07"
    trial = Trial(
        brief_title=hostile,
        brief_summary=hostile,
        conditions=[hostile],
        phases=[hostile],
        arms=[Arm(label=hostile, description=hostile)],
        eligibility=Eligibility(text=hostile),
        locations=[Location(city=hostile)],
    )
    page = study_page(trial)
    assert re.findall(r"[^\n\t\x20-\x7e\xa0-\uffff]", page.replace("•", "")) == []
    assert not set(page) & {"\u202e", "\u2066", "\ud800"}
    assert page.count("\\x1b]0;owned\\x07") == 8
    page.encode("utf-8")


def test_line_break_in_a_value_starts_no_new_line():
    trial = Trial(conditions=["Asthma\n\nFunder types\n------------\nNIH", "Cough\r\nCold"])
    assert section(study_page(trial), "Conditions") == ["Asthma  Funder types ------------ NIH", "Cough Cold"]


def test_no_value_is_wrapped():
    words = "word " * 200 + "end"
    assert words in study_page(Trial(brief_title=words, brief_summary=words)).split("\n")


def texts(json_value):
    """All strings of a payload."""
    if isinstance(json_value, dict):
        json_value = list(json_value.values())
    if isinstance(json_value, list):
        return [text for item in json_value for text in texts(item)]
    return [json_value] if isinstance(json_value, str) else []


@pytest.mark.corpus
@pytest.mark.parametrize("archive", ["ctgov_v2.zip", "partial_v2.zip", "damaged_v2.zip"])
def test_corpus(archive):
    folder = os.environ.get("CTMODEL_CORPUS")
    if not folder:
        pytest.skip("CTMODEL_CORPUS does not name the folder of real records")
    said_none = re.compile(r"\bNone\b")
    with zipfile.ZipFile(Path(folder) / archive) as records:
        for name in records.namelist():
            payload = json.loads(records.read(name))
            page = study_page(structure(payload))
            shown = len(said_none.findall(re.sub(r"None (?:\(Open label\)|Retained)", "", page)))
            # The name of an intervention is shown as a treatment, with its groups, and with its description.
            assert shown <= 3 * sum(len(said_none.findall(text)) for text in texts(payload)), name
            assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page) == [], name
