"""Each kind of change, by hand: what it says of both versions."""

import copy
from typing import Any

import pytest

import ctmodel
from ctmodel.changes import Change
from tests.changes.laws import check, in_order

STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000001", "briefTitle": "Title"},
        "statusModule": {"startDateStruct": {"date": "2026-01", "type": "ESTIMATED"}},
        "conditionsModule": {"conditions": ["Cancer", "Pain"]},
        "armsInterventionsModule": {"armGroups": [{"label": "A", "type": "EXPERIMENTAL"}, {"label": "B"}]},
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "Survival", "timeFrame": "1 year"}],
            "secondaryOutcomes": [{"measure": "Quality of life"}, {"measure": "Pain score", "timeFrame": "1 week"}],
        },
    },
    "hasResults": False,
}


def edited(**modules: Any) -> dict[str, Any]:
    """Return a copy of the study with other modules; None leaves one out."""
    study = copy.deepcopy(STUDY)
    section: Any = study["protocolSection"]
    section |= modules
    study["protocolSection"] = {key: module for key, module in section.items() if module is not None}
    return study


def told(changes: list[Change]) -> list[tuple[str, str | None, str | None, Any, Any]]:
    return [(change.kind.value, change.old_path, change.new_path, change.old, change.new) for change in changes]


def test_nothing_changed() -> None:
    assert check(STUDY, copy.deepcopy(STUDY)) == []


def test_another_order_of_keys_is_no_change() -> None:
    other = dict(reversed(STUDY.items()))
    assert check(STUDY, other) == []


def test_a_changed_text() -> None:
    changes = check(STUDY, edited(identificationModule={"nctId": "NCT00000001", "briefTitle": "Other"}))
    place = "/protocolSection/identificationModule/briefTitle"
    assert told(changes) == [("changed", "brief_title", "brief_title", "Title", "Other")]
    assert (changes[0].old_pointer, changes[0].new_pointer) == (place, place)


def test_an_attribute_comes_and_goes() -> None:
    changes = check(STUDY, edited(identificationModule={"nctId": "NCT00000001", "acronym": "ABC"}))
    assert told(changes) == [
        ("removed", "brief_title", None, "Title", None),
        ("added", None, "acronym", None, "ABC"),
    ]
    assert (changes[0].new_pointer, changes[1].old_pointer) == (None, None)


def test_objects_without_a_class_go_by_attribute() -> None:
    changes = check(STUDY, edited(statusModule=None))
    assert told(changes) == [
        ("removed", "start_date", None, "2026-01", None),
        ("removed", "start_date_type", None, "ESTIMATED", None),
    ]


def test_objects_with_a_class_go_whole() -> None:
    changes = check(STUDY, STUDY | {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}]}}})
    (change,) = changes
    assert (change.kind, change.new_path, change.new_pointer) == ("added", "results", "/resultsSection")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"startDateStruct": {}}, {}),
        ({"startDateStruct": {"date": "2026"}}, {"startDateStruct": {}}),
        ({"startDateStruct": {"date": "2026"}}, {"startDateStruct": None}),
        ({"startDateStruct": {"date": "2026", "x": {}}}, {"startDateStruct": {"x": {"y": 1}}}),
        ({"startDateStruct": {"date": "2026"}}, {"startDateStruct": []}),
        ({"startDateStruct": {"date": "2026"}}, {"startDateStruct": [{"date": "2026"}]}),
        ({}, {"startDateStruct": {"date": None}}),
        ({"whyStopped": "x", "startDateStruct": {}}, {"whyStopped": "x"}),
        ({"whyStopped": "x", "startDateStruct": {}}, {"whyStopped": "x", "startDateStruct": {"date": "2026"}}),
    ],
)
def test_empty_objects_and_nulls(old: Any, new: Any) -> None:
    assert check(edited(statusModule=old), edited(statusModule=new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["Pain"], []),
        (["Pain"], None),
        ([], None),
        ([], [[]]),
        (["Pain"], {"0": "Pain"}),
        (["Pain", None], [None]),
        (["Pain", 5, "Pain"], ["Pain", "Pain"]),
        (["Pain", "Pain"], ["Pain"]),
        ([1], [1.0]),
        ([1], [True]),
        ([0.0], [-0.0]),
        ([{"a": 1}], [{"a": 1.0}]),
    ],
)
def test_lists_and_what_is_none(old: Any, new: Any) -> None:
    there = [edited(conditionsModule={"conditions": value}) for value in (old, new)]
    assert check(*there)
    assert check(there[0], edited(conditionsModule={}))
    assert check(STUDY, there[1])


@pytest.mark.parametrize(
    "values", [(1, 1.0), (1, True), (0, False), (0.0, -0.0), ("1", 1), (None, False), (2**70, 2.0**70)]
)
@pytest.mark.parametrize("key", ["hasResults", "unknown"])
def test_types_count(key: str, values: tuple[Any, Any]) -> None:
    (change,) = check(STUDY | {key: values[0]}, STUDY | {key: values[1]})
    assert (change.kind, change.old_pointer, repr((change.old, change.new))) == ("changed", f"/{key}", repr(values))


def test_what_no_attribute_holds_has_a_pointer_only() -> None:
    changes = check(
        edited(extraModule={"a/b~c": [1, {"": 2}]}, identificationModule={"nctId": 5, "briefTitle": "Title"}),
        edited(extraModule={"a/b~c": [1, {"": 3}], "": None}),
    )
    assert [(change.kind.value, change.old_path, change.new_path) for change in changes] == [
        ("changed", None, "nct_id"),
        ("removed", None, None),
        ("added", None, None),
        ("added", None, None),
    ]
    assert [change.old_pointer or change.new_pointer for change in changes] == [
        "/protocolSection/identificationModule/nctId",
        "/protocolSection/extraModule/a~1b~0c/1",
        "/protocolSection/extraModule/a~1b~0c/1",
        "/protocolSection/extraModule/",
    ]


def test_an_inserted_item_moves_nothing() -> None:
    arms = [{"label": "Z"}, {"label": "A", "type": "EXPERIMENTAL", "description": "new"}, {"label": "B"}]
    changes = check(STUDY, edited(armsInterventionsModule={"armGroups": arms}))
    assert told(changes) == [
        ("added", None, "arms[0]", None, {"label": "Z"}),
        ("added", None, "arms[1].description", None, "new"),
    ]


def test_of_items_in_another_order_the_fewest_move() -> None:
    old = edited(conditionsModule={"conditions": ["a", "b", "c", "d"]})
    new = edited(conditionsModule={"conditions": ["d", "a", "b", "c"]})
    assert told(check(old, new)) == [("moved", "conditions[3]", "conditions[0]", "d", "d")]


def test_an_item_that_moved_and_changed() -> None:
    arms = [{"label": "B", "type": "OTHER"}, {"label": "A", "type": "EXPERIMENTAL"}]
    changes = check(STUDY, edited(armsInterventionsModule={"armGroups": arms}))
    assert sorted(change.kind.value for change in changes) == ["added", "moved"]
    assert ("added", None, "arms[0].type", None, "OTHER") in told(changes)


def test_a_text_that_moved_and_changed_is_one_change() -> None:
    old = edited(conditionsModule={"conditions": ["a", "b"]})
    new = edited(conditionsModule={"conditions": ["b", "A"]})
    (change,) = check(old, new)
    assert change.kind == "moved"
    assert {change.old, change.new} in ({"a", "A"}, {"b"})


def test_a_promoted_outcome_moves_between_lists() -> None:
    survival, quality, pain = (
        {"measure": "Survival", "timeFrame": "1 year"},
        {"measure": "Quality of life"},
        {"measure": "Pain score", "timeFrame": "2 weeks"},
    )
    changes = check(STUDY, edited(outcomesModule={"primaryOutcomes": [survival, pain], "secondaryOutcomes": [quality]}))
    before, after = "secondary_outcomes[1]", "primary_outcomes[1]"
    assert told(changes) == [
        ("moved", before, after, {"measure": "Pain score", "timeFrame": "1 week"}, pain),
        ("changed", f"{before}.time_frame", f"{after}.time_frame", "1 week", "2 weeks"),
    ]


@pytest.mark.parametrize("key", ["secondaryOutcomes", "otherOutcomes"])
def test_a_list_goes_with_its_last_outcome(key: str) -> None:
    pain = {"measure": "Pain"}
    one = edited(outcomesModule={"primaryOutcomes": [pain]})
    other = edited(outcomesModule={key: [pain]})
    (change,) = check(one, other, ordered=True)
    assert change.kind == "moved"
    (change,) = check(other, one, ordered=True)
    assert change.kind == "moved"


def test_positions_in_the_model_skip_what_does_not_fit() -> None:
    old = edited(armsInterventionsModule={"armGroups": [None, {"label": "A"}, {"label": "B", "type": "OTHER"}]})
    new = edited(armsInterventionsModule={"armGroups": [{"label": "A"}, 5, {"label": "B", "type": "SHAM_COMPARATOR"}]})
    changes = check(old, new)
    (change,) = (change for change in changes if change.kind == "changed")
    assert (change.old_path, change.old_pointer) == (
        "arms[1].type",
        "/protocolSection/armsInterventionsModule/armGroups/2/type",
    )
    assert (change.new_path, change.new_pointer) == (
        "arms[1].type",
        "/protocolSection/armsInterventionsModule/armGroups/2/type",
    )
    assert {
        (change.kind.value, change.old_path, change.new_path) for change in changes if change.kind != "changed"
    } == {
        ("removed", None, None),
        ("added", None, None),
    }


def test_trials_made_by_hand() -> None:
    old = ctmodel.Trial(nct_id="NCT00000001", arms=[ctmodel.Arm(label="A")])
    new = ctmodel.Trial(nct_id="NCT00000001", arms=[ctmodel.Arm(label="A", description="x")])
    changes = ctmodel.diff(old, new)
    assert [change.new_path for change in changes] == ["arms[0].description"]
    assert ctmodel.apply(old, changes) == new


def test_the_versions_are_kept() -> None:
    old, new = ctmodel.structure(STUDY), ctmodel.structure(edited(conditionsModule=None))
    changes = ctmodel.diff(old, new)
    assert changes.old is old
    assert changes.new is new


def test_values_are_not_shared() -> None:
    old, new = ctmodel.structure(STUDY), ctmodel.structure(edited(extraModule={"a": [1]}))
    (change,) = ctmodel.diff(old, new)
    made = ctmodel.apply(old, [change])
    change.new["a"].append(2)
    assert ctmodel.unstructure(made) == ctmodel.unstructure(new)


def test_a_new_key_comes_where_the_registry_has_it() -> None:
    new = copy.deepcopy(STUDY)
    section: Any = new["protocolSection"]
    section["identificationModule"] = {"nctId": "NCT00000001", "organization": {"fullName": "X"}, "briefTitle": "Title"}
    made = ctmodel.unstructure(
        ctmodel.apply(ctmodel.structure(STUDY), ctmodel.diff(ctmodel.structure(STUDY), ctmodel.structure(new)))
    )
    assert list(made["protocolSection"]["identificationModule"]) == ["nctId", "organization", "briefTitle"]
    assert in_order(made) == in_order(new)


@pytest.mark.parametrize("wrap", [lambda value: {"x": value}, lambda value: [value]], ids=["objects", "arrays"])
def test_the_deepest_nesting(wrap: Any) -> None:
    old, new = 1, 2
    for _ in range(248):
        old, new = wrap(old), wrap(new)
    (*changes,) = check(edited() | {"deep": old}, edited() | {"deep": new})
    assert {change.kind.value for change in changes} <= {"changed", "added", "removed"}
