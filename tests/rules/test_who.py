"""The items of the WHO data set: the table, the profile, and what it reports."""

import copy
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel import Severity
from ctmodel.rules import RULES
from ctmodel.rules.families.who.items import ITEMS, Item
from ctmodel.rules.profiles import PROFILES
from ctmodel.testing import load_fixture
from tests.conftest import members

BY_CODE = {rule.code: rule for rule in RULES}
ASKED = [item for item in ITEMS if item.paths]
#: What the data set asks for only if there is any, and what ClinicalTrials.gov cannot hold or does not tell apart.
NEVER_MISSING = [3, 4, 6, 21, 23]


def missing(trial: ctmodel.Trial, **options: Any) -> dict[str, str]:
    """Return path by code of what the profile reports."""
    return {finding.code: finding.path for finding in ctmodel.validate(trial, profile="who", **options)}


def without(item: Item) -> ctmodel.Trial:
    """Return a record that lacks an item."""
    trial = copy.deepcopy(load_fixture("NCT01219465"))
    trial.overall_status = "RECRUITING"
    trial.responsible_party = None
    for path in item.paths.split():
        top, _, below = path.partition(".")
        name = top.removesuffix("[]")
        held = trial if "[]" in path or not below else getattr(trial, name)
        if held is None:
            continue
        attribute = name if held is trial else below
        setattr(held, attribute, [] if isinstance(getattr(held, attribute), list) else None)
    return trial


def test_every_item_has_its_number() -> None:
    assert [item.number for item in ITEMS] == [*range(1, 25)]
    assert [item.number for item in ITEMS if not item.codes] == NEVER_MISSING
    assert all(item.remark for item in ITEMS if not item.paths)
    assert {item.code for item in ASKED} == {code for code in BY_CODE if code.startswith("WHO")}


@pytest.mark.parametrize("code", sorted(code for item in ITEMS for code in item.codes))
def test_the_profile_makes_it_an_error(code: str) -> None:
    assert PROFILES["who"].severity(BY_CODE[code]) is Severity.ERROR


@pytest.mark.parametrize("code", sorted({c for item in ITEMS for c in re.findall(r"[A-Z]{3}\d{3}", item.instead_of)}))
def test_what_is_replaced_exists(code: str) -> None:
    assert code in BY_CODE


@pytest.mark.parametrize("item", ASKED, ids=lambda item: item.code)
def test_a_missing_item_is_one_error(item: Item) -> None:
    trial = without(item)
    found = [f for f in ctmodel.validate(trial, profile="who", records="whole") if f.severity == "error"]
    at_item = [
        f.code
        for f in found
        if f.path.split(".")[0] in {path.partition("[")[0].partition(".")[0] for path in item.paths.split()}
    ]
    assert item.code in at_item
    assert not set(at_item) & set(item.instead_of.split())


def test_a_replaced_rule_is_still_on_in_other_profiles() -> None:
    item = ITEMS[9 - 1]
    assert "STR006" in {finding.code for finding in ctmodel.validate(without(item))}
    both = {finding.code for finding in ctmodel.validate(without(item), profile="strict")}
    assert {"STR006", "WHO009"} <= both


def test_a_selection_and_a_draft_lack_no_number() -> None:
    trial = ctmodel.Trial(study_type="INTERVENTIONAL", overall_status="NOT_YET_RECRUITING", acronym="WALK")
    assert not [code for code in missing(trial, records="selection") if code.startswith("WHO")]
    draft = missing(trial, records="draft")
    assert "WHO009" in draft
    assert {"WHO001", "WHO002"}.isdisjoint(draft)
    assert {"WHO001", "WHO002"} <= missing(trial, records="whole").keys()


def test_a_withheld_study_lacks_nothing() -> None:
    trial = ctmodel.Trial(study_type="INTERVENTIONAL", overall_status="WITHHELD")
    assert not [code for code in missing(trial, records="whole") if code.startswith("WHO")]


#: A record of the portal with few fields: a register that gives no dates of completion, officials or ethics.
ICTRP = """<Trials_downloaded_from_ICTRP><Trial><TrialID>CTRI/2010/091/000022</TrialID>
<Source_Register>CTRI</Source_Register><Study_type>Interventional</Study_type>{more}</Trial>
</Trials_downloaded_from_ICTRP>"""


@pytest.mark.parametrize(
    ("more", "reported"),
    [
        ("", {}),
        ("<Primary_sponsor/><Condition> </Condition>", {"WHO005": "lead_sponsor.name"}),
        ("<Primary_sponsor>A University</Primary_sponsor><Inclusion_Criteria/>", {"WHO014": "eligibility.text"}),
        ("<Countries/><Secondary_outcome/>", {}),
        ("<Date_registration/><Target_size/>", {"WHO002": "study_first_submit_date", "WHO017": "enrollment.count"}),
        ("<Intervention/><Public_title/>", {"WHO009": "brief_title"}),
        ("<Ethics_Status/><results_date_completed/><Scientific_title>A</Scientific_title>", {}),
        ("<Recruitment_Status>Recruiting</Recruitment_Status><Countries>India</Countries>", {}),
        ("<Recruitment_Status>Recruiting</Recruitment_Status><Contact_Tel/>", {}),
    ],
)
def test_a_foreign_record_lacks_only_what_its_format_can_hold(more: str, reported: Any, tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(ICTRP.format(more=more))
    assert {f.code: f.path for f in ctmodel.validate_path(path, profile="who", select=["WHO"])} == reported


@pytest.mark.corpus
def test_rates_on_real_records(corpus: Path) -> None:
    count: Counter[str] = Counter()
    records = 0
    for _, data in members(corpus / "ctgov_v2.zip"):
        records += 1
        found = ctmodel.validate(ctmodel.loads(data), profile="who", select=["WHO"])
        count.update({finding.code for finding in found})
    shares = {code: 100 * number / records for code, number in count.items()}
    assert {code for code, share in shares.items() if share > 3} == {"WHO008", "WHO011", "WHO020"}
    assert max(shares.values()) < 20
