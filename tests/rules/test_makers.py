"""Rules that are made from declared facts: items that are missing, and types of dates that a status excludes."""

import pytest

from ctmodel import Arm, Design, Enrollment, Trial
from ctmodel.rules import RULES
from ctmodel.rules.applies import interventional
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Record, Rule, rules_of
from ctmodel.rules.documentation import documentation, examples
from ctmodel.rules.families.sta import status_dates
from ctmodel.rules.missing import absent, in_older_record, missing
from ctmodel.terms.protocol import DateType, Status
from ctmodel.values import PartialDate
from tests.rules.expressions import AS_OF, evaluated

CODES = {rule.code: rule for rule in RULES}


def found(rule: Rule, trial: Trial) -> list[tuple[str, str]]:
    """What a rule says of a trial to which it applies."""
    return [] if rule.applies and not rule.applies(trial) else [*rule.problems(Record(trial, AS_OF))]


@missing(
    "ARM999",
    "arms[].type",
    lambda arm: f"{arm.label} has no type",
    severity=WARNING,
    source="a test",
    reads="study_type start_date",
    applies=interventional,
)
def type_missing() -> None:
    """An arm has no type.

    Why:
        It is a test.

    Fires:
        Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2020-03"), arms=[Arm(label="A")])

    Silent:
        Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2020-03"), arms=[Arm(type="OTHER")])
    """


@pytest.mark.parametrize(
    ("trial", "path", "places"),
    [
        (Trial(), "start_date", ["start_date"]),
        (Trial(start_date=PartialDate("2020")), "start_date", []),
        (Trial(brief_title=""), "brief_title", ["brief_title"]),
        (Trial(), "phases", ["phases"]),
        (Trial(phases=["PHASE1"]), "phases", []),
        (Trial(), "design.allocation", ["design"]),
        (Trial(design=Design()), "design.allocation", ["design.allocation"]),
        (Trial(design=Design(allocation="NA")), "design.allocation", []),
        (Trial(), "arms[].type", []),
        (Trial(arms=[Arm(type="OTHER"), Arm()]), "arms[].type", ["arms[1].type"]),
        (Trial(enrollment=Enrollment(count=0)), "enrollment.count", []),
        (Trial(is_fda_regulated_drug=False), "is_fda_regulated_drug", []),
    ],
)
def test_absent(trial: Trial, path: str, places: list[str]) -> None:
    assert [place for place, _ in absent(trial, path)] == places


def test_what_is_declared_is_in_the_rule() -> None:
    assert (type_missing.name, type_missing.requires, type_missing.severity) == ("type-missing", "arms", WARNING)
    assert type_missing.reads == {"study_type", "start_date", "arms"}
    assert (type_missing.default, type_missing.skips_older) == (True, False)
    fires, silent = (evaluated(examples(type_missing, heading)[0]) for heading in ("Fires", "Silent"))
    assert found(type_missing, fires) == [("arms[0].type", "A has no type")]
    assert found(type_missing, silent) == []


def test_the_attribute_that_is_required_can_be_another() -> None:
    def city_missing() -> None:
        """A site has no city."""

    declare = missing("LOC999", "locations[].city", "none", severity=ERROR, source="a test", requires="has_results")
    made = declare(city_missing)
    assert (made.requires, made.reads) == ("has_results", {"locations"})


def test_the_note_for_older_records() -> None:
    note = in_older_record(type_missing, "ARM998", "An arm of an older trial has no type.", applies=interventional)
    assert (note.code, note.name, note.severity) == ("ARM998", "type-missing-in-older-record", NOTE)
    assert (note.skips_older, note.source) == (True, "a test")
    assert note.summary == "An arm of an older trial has no type."
    assert examples(note, "Fires") == [
        'Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2010"), arms=[Arm(label="A")])'
    ]
    assert examples(note, "Silent") == examples(type_missing, "Fires")
    other = in_older_record(type_missing, "ARM998", "s", applies=interventional, source="o", skips_older=False)
    assert (other.skips_older, other.source) == (False, "o")


def test_documentation_is_written_as_a_docstring_has_it() -> None:
    why = " ".join(["word"] * 30)
    text = documentation("It is wrong.", why=why, fix="Undo it.", fires=["Trial()", "Arm()"], silent=["Trial(arms=[])"])
    lines = text.split("\n")
    assert lines[:4] == ["It is wrong.", "", "Why:", f"    {' '.join(['word'] * 22)}"]
    assert text.endswith("\n\nFix:\n    Undo it.\n\nFires:\n    Trial()\n    Arm()\n\nSilent:\n    Trial(arms=[])")
    assert max(map(len, lines)) <= 116


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("date", ["start_date", "primary_completion_date", "completion_date"])
@pytest.mark.parametrize("type", DateType)
def test_which_types_of_dates_a_status_excludes(status: Status, date: str, type: DateType) -> None:
    enrolling = {Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION}
    expected = {
        "STA007": status == Status.COMPLETED and date != "start_date" and type == DateType.ESTIMATED,
        "STA009": status == Status.NOT_YET_RECRUITING and date == "start_date" and type == DateType.ACTUAL,
        "STA010": status == Status.ACTIVE_NOT_RECRUITING and date == "start_date" and type == DateType.ESTIMATED,
        "STA011": status in enrolling and date == "completion_date" and type == DateType.ACTUAL,
        "STA012": status in enrolling and date == "primary_completion_date" and type == DateType.ACTUAL,
        "STA013": status == Status.ACTIVE_NOT_RECRUITING and date == "completion_date" and type == DateType.ACTUAL,
        "STA020": status == Status.WITHDRAWN and date == "start_date" and type == DateType.ACTUAL,
    }
    trial = Trial(overall_status=status, **{f"{date}_type": type})
    made = {rule.code: rule for rule in status_dates.EXCLUDED}
    assert made.keys() == expected.keys()
    for code, rule in made.items():
        assert [path for path, _ in found(rule, trial)] == ([f"{date}_type"] if expected[code] else [])


def test_rules_in_a_tuple_are_rules_of_the_module() -> None:
    codes = {rule.code for rule in rules_of(status_dates)}
    assert {"STA007", "STA013", "STA014"} <= codes
    assert codes <= CODES.keys()


@pytest.mark.parametrize(
    ("code", "silent"),
    [
        (
            "STA007",
            [
                "Trial(overall_status=Status.COMPLETED, primary_completion_date_type=DateType.ACTUAL)",
                "Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, primary_completion_date_type=DateType.ESTIMATED)",
            ],
        ),
        (
            "STA009",
            [
                "Trial(overall_status=Status.NOT_YET_RECRUITING, start_date_type=DateType.ESTIMATED)",
                "Trial(overall_status=Status.ACTIVE_NOT_RECRUITING, start_date_type=DateType.ACTUAL)",
            ],
        ),
        (
            "DAT014",
            [
                'Trial(start_date=PartialDate("2015-05-09"), primary_completion_date=PartialDate("2015-05-09"))',
                'Trial(start_date=PartialDate("2015"), primary_completion_date=PartialDate("2015-05-09"))',
            ],
        ),
        (
            "DAT017",
            [
                'Trial(study_first_submit_date=PartialDate("2015-05-10"),'
                ' study_first_submit_qc_date=PartialDate("2015-05-09"))'
            ],
        ),
    ],
)
def test_the_examples_that_are_made_of_a_row(code: str, silent: list[str]) -> None:
    assert examples(CODES[code], "Silent") == silent


@pytest.mark.parametrize(("letters", "lines"), [(110, 1), (111, 2)])
def test_reasons_are_wrapped_at_112_characters(letters: int, lines: int) -> None:
    text = documentation("s", why=f"{'w' * letters} x", fix="Undo it.", fires=[], silent=[])
    assert len(text.partition("Why:\n")[2].partition("\n\n")[0].split("\n")) == lines
