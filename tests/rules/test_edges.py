"""What rules make of values that are left out, no plain number or nobody's; too long or too odd for an example."""

from typing import Any

import pytest

import ctmodel
from ctmodel import Age, Arm, Eligibility, Identifier, Intervention, Location, PartialDate, Trial
from ctmodel.formats.registry import view_of
from ctmodel.model import (
    Annotations,
    Derived,
    FlowGroup,
    FlowPeriod,
    ParticipantFlow,
    Results,
    SeeAlsoLink,
    SubmissionTracking,
    UnpostedEvent,
)
from ctmodel.rules import RULES, Record
from ctmodel.rules.engine import Engine
from ctmodel.rules.profiles import Profile
from ctmodel.rules.records import RecordKind
from ctmodel.rules.selection import chosen
from ctmodel.terms import DateType, Phase, StandardAge, StudyType
from tests.rules.expressions import AS_OF

ALL = Profile("all", "Every rule.", all_rules=True)
BY_CODE = {rule.code: rule for rule in RULES}
BOUND: dict[str, Any] = {
    "study_type": StudyType.INTERVENTIONAL,
    "phases": [Phase.PHASE2],
    "is_fda_regulated_drug": True,
    "is_fda_regulated_device": False,
    "locations": [Location(country="United States")],
    "start_date": PartialDate("2019-05"),
    "primary_completion_date": PartialDate("2021-03"),
    "primary_completion_date_type": DateType.ACTUAL,
}


def found(trial: Trial, code: str) -> list[tuple[str, str]]:
    findings = Engine([BY_CODE[code]], ALL, RecordKind.WHOLE).check(trial, view_of(trial), AS_OF).findings
    assert all(finding.code == code for finding in findings)
    return [(finding.path, finding.message) for finding in findings]


def flow(started: str, completed: str, group: str = "FG000") -> Trial:
    milestones = [
        {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": started}]},
        {"type": "COMPLETED", "achievements": [{"groupId": group, "numSubjects": completed}]},
    ]
    periods = [{"title": "Treatment", "milestones": milestones}]
    return ctmodel.structure({"resultsSection": {"participantFlowModule": {"periods": periods}}})


def flow_of(**items: Any) -> Trial:
    return Trial(results=Results(participant_flow=ParticipantFlow(**items)))


@pytest.mark.parametrize(
    ("trial", "fires"),
    [
        (flow("12", "21"), True),
        (flow("about 12", "21"), False),
        (flow("12", "about 21"), False),
        (flow("12", "21", group="FG001"), False),
    ],
)
def test_only_plain_numbers_of_one_group_are_compared(trial: Trial, fires: bool) -> None:
    assert bool(found(trial, "FLW004")) is fires


def test_what_is_left_out_is_no_repetition() -> None:
    assert found(flow_of(groups=[FlowGroup(title="A"), FlowGroup(title="B")]), "FLW001") == []
    assert found(flow_of(periods=[FlowPeriod(), FlowPeriod()]), "FLW007") == []


def test_a_period_without_reasons_owes_none() -> None:
    lost = {"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "3"}]}
    reason = {"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "1"}]}
    periods = [{"milestones": [lost]}, {"milestones": [lost], "dropWithdraws": [reason]}]
    trial = ctmodel.structure({"resultsSection": {"participantFlowModule": {"periods": periods}}})
    assert [path for path, _ in found(trial, "FLW006")] == ["results.participant_flow.periods[1].drop_withdraws"]


@pytest.mark.parametrize(
    ("submitted", "overdue"),
    [
        ({}, True),
        ({"annotations": Annotations(unposted_events=[])}, True),
        ({"annotations": Annotations(unposted_events=[UnpostedEvent(date=PartialDate("2022-02-01"))])}, False),
        ({"derived": Derived()}, True),
        ({"derived": Derived(submission_tracking=SubmissionTracking())}, False),
        ({"results_first_submit_date": PartialDate("2022-02-01")}, False),
    ],
)
def test_results_that_are_not_posted_are_submitted_all_the_same(submitted: dict[str, Any], overdue: bool) -> None:
    assert bool(found(Trial(**BOUND, **submitted), "REG006")) is overdue


def test_a_certificate_takes_the_year_away() -> None:
    late = BOUND | {"results_first_submit_date": PartialDate("2022-06-01")}
    assert [path for path, _ in found(Trial(**late), "REG008")] == ["results_first_submit_date"]
    assert found(Trial(**late, disp_first_submit_date=PartialDate("2022-02-01")), "REG008") == []


def test_without_a_certificate_none_is_late() -> None:
    assert found(Trial(**BOUND), "REG009") == []
    assert len(found(Trial(**BOUND, disp_first_submit_date=PartialDate("2022-06-01")), "REG009")) == 1


@pytest.mark.parametrize(("low", "high", "fires"), [(18, 65, True), (65, 18, False)])
def test_age_limits_that_contradict_each_other_have_no_groups(low: int, high: int, fires: bool) -> None:
    limits = Eligibility(
        minimum_age=Age(low, "Years"), maximum_age=Age(high, "Years"), std_ages=[StandardAge.CHILD, StandardAge.ADULT]
    )
    assert bool(found(Trial(eligibility=limits), "DRV002")) is fires


def test_an_address_that_cannot_be_read_is_none() -> None:
    links = [SeeAlsoLink(url="https://[2001:db8::1]/"), SeeAlsoLink(url="https://[example.org/")]
    assert [path for path, _ in found(Trial(see_also_links=links), "REF001")] == ["see_also_links[1].url"]


@pytest.mark.parametrize(("length", "hinted"), [(59, True), (60, False)])
def test_a_long_address_is_not_repeated_in_a_hint(length: int, hinted: bool) -> None:
    url = "www." + "x" * (length - 4)
    ((_, message),) = found(Trial(see_also_links=[SeeAlsoLink(url=url)]), "REF001")
    assert message.endswith(f"; did you mean https://{url}?") is hinted


def test_a_name_that_differs_by_case_is_told_how() -> None:
    trial = Trial(
        arms=[Arm(label="A", intervention_names=["Drug: aspirin"])],
        interventions=[Intervention(type="DRUG", name="Aspirin")],
    )
    ((path, message),) = found(trial, "ARM007")
    assert path == "arms[0].intervention_names[0]"
    assert message.endswith("'Drug: aspirin' differs from 'Drug: Aspirin' only by case")


def test_an_intervention_that_does_not_name_its_arm() -> None:
    trial = Trial(
        arms=[Arm(label="A", intervention_names=["Drug: Aspirin"]), Arm(label="B")],
        interventions=[Intervention(type="DRUG", name="Aspirin", arm_group_labels=["B"])],
    )
    assert [path for path, _ in found(trial, "ARM026")] == [
        "arms[0].intervention_names[0]",
        "interventions[0].arm_group_labels[0]",
    ]


def test_an_older_trial_without_any_design_is_told_once() -> None:
    trial = Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2005"))
    ((path, message),) = found(trial, "DES002")
    assert path == "design"
    assert message.startswith("allocation, primary purpose and masking are missing")


def test_rules_about_structure_have_no_function_to_ask() -> None:
    structural = [rule for rule in RULES if rule.check is None]
    assert structural
    assert all(list(rule.problems(Record(Trial(), AS_OF))) == [] for rule in structural)


def test_one_prefix_need_not_be_a_list() -> None:
    wanted = chosen(RULES, select="FLW", ignore="FLW00")
    assert wanted("FLW010")
    assert not wanted("FLW001")
    assert not wanted("DES002")


def test_an_amount_is_quoted_whole() -> None:
    ((_, message),) = found(Trial(brief_summary="Participants receive up to $1,075.50."), "PRV003")
    assert message.startswith("'receive up to $1,075.50' at character 13")


def test_blank_lines_of_markdown_are_no_typed_characters() -> None:
    limit = "x" * 4_998 + "\n\n" + "y"
    assert found(Trial(brief_summary=limit), "DSC001") == []
    assert len(found(Trial(brief_summary=limit + "y"), "DSC001")) == 1


@pytest.mark.parametrize(
    "text", ["* Age \u2265 0.5 year old and \u2264 18 years", "* Children 2 to 5, adults 18 to 65 years"]
)
def test_an_age_that_a_criterion_states_contradicts_nothing(text: str) -> None:
    trial = Trial(eligibility=Eligibility(text=text, maximum_age=Age(18, "Years"), minimum_age=Age(18, "Years")))
    assert found(trial, "ELG020") == []


@pytest.mark.parametrize(
    ("later", "counted"),
    [({"FG000": "9", "FG001": "8"}, True), ({"FG000": "9", "FG001": "8", "FG002": "17"}, False)],
)
def test_who_starts_in_a_later_group_may_have_started_before(later: dict[str, str], counted: bool) -> None:
    def period(started: dict[str, str]) -> dict[str, Any]:
        held = [{"groupId": group, "numSubjects": number} for group, number in started.items()]
        return {"milestones": [{"type": "STARTED", "achievements": held}]}

    first = {"FG000": "10", "FG001": "10"} | dict.fromkeys(later.keys() - {"FG000", "FG001"}, "0")
    flow = {"groups": [{"id": group} for group in first], "periods": [period(first), period(later)]}
    payload = {
        "protocolSection": {"designModule": {"enrollmentInfo": {"count": 12, "type": "ACTUAL"}}},
        "resultsSection": {"participantFlowModule": flow},
        "hasResults": True,
    }
    assert bool(found(ctmodel.structure(payload), "FLW009")) is counted


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("NCT0900001", "NCT00900001"),
        ("NCT900001", "NCT00900001"),
        ("NCT1", "NCT00000001"),
        ("nct01219465", "NCT01219465"),
        ("NCT-01219465", "NCT01219465"),
        ("NCT 01219465", "NCT01219465"),
        (" NCT01219465\n", "NCT01219465"),
        ("NCT: 0121 9465", "NCT01219465"),
        ("NCT\u201101219465", "NCT01219465"),
        ("NCTO1219465", "NCT01219465"),
        ("NCTo12l9465", "NCT01219465"),
        ("NTC01219465", "NCT01219465"),
        ("NCT001219465", "NCT01219465"),
        ("01219465", "NCT01219465"),
        ("NCT121946512", None),
        ("NCT0", None),
        ("NCT", None),
        ("NCT0121946X", None),
        ("1219465", None),
        ("NCT" + "1" * 5000, None),
    ],
)
def test_what_a_malformed_number_may_be_meant_to_be(number: str, meant: str | None) -> None:
    for trial, code, path in (
        (Trial(nct_id=number), "IDN001", "nct_id"),
        (Trial(nct_id_aliases=[number]), "IDN002", "nct_id_aliases[0]"),
    ):
        ((place, message),) = found(trial, code)
        assert place == path
        assert message.partition(" is not NCT and eight digits")[2] == (f"; did you mean {meant}?" if meant else "")


def test_each_placeholder_is_found() -> None:
    numbers = ["NCT00000000", "ISRCTN00000000", "U0000-0000-0000", "0000-000000-00", "DRKS00000000", "NCT12345678"]
    trial = Trial(nct_id="NCT00000000", secondary_ids=[Identifier(id=number) for number in [*numbers, "NCT00000102"]])
    assert [path for path, _ in found(trial, "IDN020")] == [
        f"secondary_ids[{index}].id" for index in range(len(numbers))
    ]
    assert found(trial, "IDN001") == [("nct_id", "'NCT00000000' is a placeholder; no study has this number")]
