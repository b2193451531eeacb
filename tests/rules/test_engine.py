"""The engine: three outcomes that never mix, profiles, the day that counts as today."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel import Finding, PartialDate, Severity, Trial
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES, Problems, Record, Rule, rule
from ctmodel.rules.documentation import examples
from ctmodel.rules.engine import CheckedTrial, Engine, as_of_record
from ctmodel.rules.profiles import PROFILES, Profile
from ctmodel.rules.records import RecordKind

TODAY = datetime.date(2026, 1, 1)
ALL = Profile("all", "Every rule.", all_rules=True)


@rule("MY001", severity=Severity.WARNING, source="our own", reads="acronym")
def shouted_acronym(trial: Trial) -> Problems:
    """The acronym is short.

    Why:
        We like long ones.

    Fires:
        Trial(acronym="AB")

    Silent:
        Trial(acronym="ABC")
        Trial(
            acronym="ABCD")
    """
    if trial.acronym is not None and len(trial.acronym) < 3:
        yield "acronym", f"the acronym {trial.acronym!r} is short"


@rule("MY002", severity=Severity.NOTE, source="our own", reads="start_date", default=False)
def starts_later(trial: Trial, record: Record) -> Problems:
    """The study starts later."""
    if trial.start_date is not None and trial.start_date.earliest > record.as_of:
        yield "start_date", f"the study starts after {record.as_of}"


@rule("MY003", severity=Severity.NOTE, source="our own", reads="arms", applies=lambda trial: bool(trial.arms))
def broken(trial: Trial) -> Problems:
    """The rule itself is broken."""
    yield "arms[0].label", "said before the crash"
    raise RuntimeError("no luck")


@rule("MY006", severity=Severity.NOTE, source="our own", reads="arms", applies=lambda trial: trial.arms[7] is None)
def broken_test(trial: Trial) -> Problems:
    """The test whether the rule applies is broken."""
    yield "arms", f"never said of {trial.nct_id}"


@rule("MY004", severity=Severity.NOTE, source="our own", reads="arms")
def nowhere(trial: Trial) -> Problems:
    """The rule points to nowhere."""
    if trial.arms:
        yield "arms[7]", "there is none"


@rule("MY005", severity=Severity.NOTE, source="our own", reads="acronym", requires="acronym", default=False)
def no_acronym(trial: Trial) -> Problems:
    """There is no acronym."""
    if trial.acronym is None:
        yield "acronym", "there is no acronym"


MINE = frozenset({no_acronym, shouted_acronym, starts_later, broken, nowhere})


def outcome(payload: dict[str, Any], *rules: Rule, kind: RecordKind | None = None) -> CheckedTrial:
    trial = ctmodel.structure(payload)
    return Engine(rules, ALL, kind).check(trial, view_of(trial), TODAY)


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_a_rule_is_made_of_its_function() -> None:
    assert (shouted_acronym.name, shouted_acronym.summary) == ("shouted-acronym", "The acronym is short.")
    assert examples(shouted_acronym, "Silent") == ['Trial(acronym="ABC")', 'Trial(\nacronym="ABCD")']
    assert examples(starts_later, "Fires") == []


def test_own_rules_stand_beside_those_of_the_package() -> None:
    found = ctmodel.validate(Trial(acronym="AB"), rules=RULES | MINE, select=["MY"])
    assert [(f.code, f.path, f.value) for f in found if f.code == "MY001"] == [("MY001", "acronym", "AB")]
    twin = Rule("MY001", "twin", Severity.NOTE, "", "")
    with pytest.raises(ValueError, match="two rules have the code MY001"):
        ctmodel.validate(Trial(), rules=MINE | {twin})


def test_a_crash_is_a_finding_and_the_run_goes_on() -> None:
    arms = {"protocolSection": {"armsInterventionsModule": {"armGroups": [{"label": "A"}]}}}
    found = outcome(arms, *MINE).findings
    crashed = [finding for finding in found if finding.code == "STR900"]
    assert {finding.message for finding in crashed} == {
        "rule MY003 (broken) crashed on this record: RuntimeError: no luck",
        "rule MY004 (nowhere) crashed on this record: LookupError: 'arms[7]': the list has no item 7",
    }
    assert "MY003" in codes(found)


def test_a_crash_is_said_whatever_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "study.json"
    arms = {"armsInterventionsModule": {"armGroups": [{"label": "A"}]}}
    file.write_text(json.dumps({"protocolSection": arms, "hasResults": False}))
    found = [*ctmodel.validate_path(file, rules=MINE, select=["MY003"])]
    assert sorted(codes(found)) == ["MY003", "STR900"]


def test_a_test_whether_a_rule_applies_crashes_like_the_rule() -> None:
    found = outcome({"hasResults": False}, broken_test, no_acronym, kind=RecordKind.WHOLE)
    assert [finding.message for finding in found.findings if finding.code == "STR900"] == [
        "rule MY006 (broken-test) crashed on this record: IndexError: list index out of range"
    ]
    assert "MY005" in codes(found.findings)


def test_what_does_not_apply_is_no_finding() -> None:
    assert outcome({"hasResults": False}, broken).findings == []


@pytest.mark.parametrize(
    ("arms", "touched"),
    [
        ({"armGroups": "x"}, True),
        ({"armGroups": [{"label": 5}]}, True),
        ({"armGroups": [7]}, True),
        ("x", True),
        ({"armGroups": [{"label": "A"}]}, False),
        ({"interventions": 7}, False),
        ({"armGroups": [{"unknown": 1}]}, False),
    ],
)
def test_a_misfit_mutes_the_rules_that_read_it(arms: Any, touched: bool) -> None:
    assert (outcome({"protocolSection": {"armsInterventionsModule": arms}}, broken).muted == ["MY003"]) is touched


def test_what_was_not_selected_is_not_missing() -> None:
    selection = {"protocolSection": {"identificationModule": {"briefTitle": "T"}}}
    assert outcome(selection, no_acronym).findings == []
    for kind in RecordKind:
        missing = [] if kind is RecordKind.SELECTION else ["MY005"]
        assert codes(outcome(selection, no_acronym, kind=kind).findings) == missing


def test_the_day_that_counts_as_today() -> None:
    trial = Trial(start_date=PartialDate("2026-06"))
    later = {"rules": MINE, "select": ["MY002"]}
    assert codes(ctmodel.validate(trial, as_of="2026-05-31", **later)) == ["MY002"]  # type: ignore[arg-type]
    assert codes(ctmodel.validate(trial, as_of=datetime.date(2026, 6, 1), **later)) == []  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Invalid isoformat"):
        ctmodel.validate(trial, as_of="June")
    dated = ctmodel.structure({"derivedSection": {"miscInfoModule": {"versionHolder": "2024-02-03"}}})
    assert as_of_record(dated) == datetime.date(2024, 2, 3)
    assert as_of_record(Trial()) == datetime.date.today()


@pytest.mark.parametrize(
    ("as_of", "error"),
    [
        (datetime.datetime(2024, 1, 1), TypeError),
        (20240101, TypeError),
        (0, TypeError),
        ([], TypeError),
        ("2024-13-01", ValueError),
        ("2024-01", ValueError),
        ("", ValueError),
    ],
)
def test_what_is_no_day(as_of: Any, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error, match=r"^as_of is a date"):
        ctmodel.validate(Trial(), as_of=as_of)
    with pytest.raises(error, match=r"^as_of is a date"):
        [*ctmodel.validate_path(tmp_path, as_of=as_of)]


def test_profiles() -> None:
    trial = Trial(acronym="AB", start_date=PartialDate("2999"))
    mine: dict[str, Any] = {"rules": MINE, "as_of": TODAY}
    assert codes(ctmodel.validate(trial, **mine)) == ["MY001"]
    strict = ctmodel.validate(trial, profile="strict", **mine)
    assert [(f.code, f.severity.value) for f in strict] == [("MY001", "error"), ("MY002", "note")]
    assert codes(ctmodel.validate(trial, select=["MY002"], **mine)) == ["MY002"]
    with pytest.raises(ValueError, match="no profile has the name 'nope'; choose from default, draft"):
        ctmodel.validate(trial, profile="nope")
    known = {rule.code for rule in RULES}
    for profile in PROFILES.values():
        assert all(raised.codes <= known for raised in profile.errors), profile.name


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="no rule has the code or prefix 'STR0O4'; did you mean 'STR0"):
        ctmodel.validate(Trial(), select=["STR0O4"])


def test_the_same_input_gives_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(ctmodel.dumps(Trial(acronym="AB", phases=["X"], conditions=["a", "a"])))
    first = list(ctmodel.validate_path(path, as_of=TODAY))
    assert first == list(ctmodel.validate_path(path, as_of=TODAY))
