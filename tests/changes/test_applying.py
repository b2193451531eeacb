"""Changes are applied strictly: what does not fit the old version is an error."""

import copy
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel.changes import Change, ChangeKind
from tests.changes.test_kinds import STUDY, edited
from tests.laws.damage import damaged

OLD = ctmodel.structure(STUDY)
TITLE = "/protocolSection/identificationModule/briefTitle"
ARMS = "/protocolSection/armsInterventionsModule/armGroups"


def change(kind: str, old: Any, new: Any, old_pointer: str | None, new_pointer: str | None) -> Change:
    return Change(ChangeKind(kind), None, None, old, new, old_pointer, new_pointer)


UNFIT = {
    "another old value": [change("changed", "Other", "New", TITLE, TITLE)],
    "another old type": [change("changed", 0, True, "/hasResults", "/hasResults")],
    "removed, but another value": [change("removed", "Other", None, TITLE, None)],
    "removed, but absent": [change("removed", "x", None, "/absent", None)],
    "changed, but absent": [change("changed", "x", "y", "/absent", "/absent")],
    "added, but there": [change("added", None, "Title", None, TITLE)],
    "below a text": [change("added", None, "x", None, f"{TITLE}/x")],
    "below an absent object": [change("added", None, "x", None, "/absent/x")],
    "removed below an absent object": [change("removed", "x", None, "/absent/x", None)],
    "index beyond the end": [change("added", None, {"label": "Z"}, None, f"{ARMS}/3")],
    "index that is not one": [change("added", None, {"label": "Z"}, None, f"{ARMS}/x")],
    "index with a zero": [change("added", None, {"label": "Z"}, None, f"{ARMS}/01")],
    "removed item beyond the end": [change("removed", {"label": "Z"}, None, f"{ARMS}/2", None)],
    "removed item of another value": [change("removed", {"label": "Z"}, None, f"{ARMS}/1", None)],
    "moved item of another value": [change("moved", {"label": "Z"}, {"label": "Z"}, f"{ARMS}/1", f"{ARMS}/0")],
    "moved, but with another value then": [change("moved", {"label": "B"}, {"label": "Z"}, f"{ARMS}/1", f"{ARMS}/0")],
    "moved out of an object": [change("moved", "Title", "Title", TITLE, f"{ARMS}/0")],
    "moved into an object": [change("moved", {"label": "B"}, {"label": "B"}, f"{ARMS}/1", "/absent")],
    "two at a place": [change("removed", "Title", None, TITLE, None)] * 2,
    "two new at a place": [change("added", None, 1, None, "/absent"), change("added", None, 2, None, "/absent")],
    "the whole study": [change("changed", STUDY, {}, "", "")],
    "added without a place": [change("added", None, 1, None, None)],
    "added with an old place": [change("added", None, 1, "/absent", "/absent")],
    "removed with a new place": [change("removed", "Title", None, TITLE, TITLE)],
    "changed without a new place": [change("changed", "Title", "x", TITLE, None)],
    "to another key": [change("changed", "Title", "x", TITLE, "/absent")],
    "below what is removed": [
        change("removed", {"label": "B"}, None, f"{ARMS}/1", None),
        change("changed", "B", "C", f"{ARMS}/1/label", f"{ARMS}/1/label"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("changes", UNFIT.values(), ids=UNFIT)
def test_what_does_not_fit(changes: list[Change]) -> None:
    before = ctmodel.unstructure(OLD)
    with pytest.raises(ValueError, match=r"does not fit"):
        ctmodel.apply(OLD, changes)
    assert ctmodel.unstructure(OLD) == before


def test_the_error_names_the_place() -> None:
    with pytest.raises(ValueError, match=f"^{TITLE}: "):
        ctmodel.apply(OLD, UNFIT["another old value"])


def test_changes_of_other_versions() -> None:
    changes = ctmodel.diff(OLD, ctmodel.structure(edited(conditionsModule=None)))
    with pytest.raises(ValueError, match="does not fit"):
        ctmodel.apply(ctmodel.structure(edited(conditionsModule={"conditions": ["Cancer"]})), changes)


def test_the_order_of_changes_does_not_matter() -> None:
    new = copy.deepcopy(
        edited(statusModule=None, conditionsModule={"conditions": ["x", "Pain", "y"], "keywords": ["k"]})
    )
    changes = ctmodel.diff(OLD, ctmodel.structure(new))
    assert len(changes) > 5
    assert ctmodel.unstructure(ctmodel.apply(OLD, reversed(changes))) == new


def test_an_iterator_of_changes() -> None:
    new = edited(conditionsModule=None)
    assert ctmodel.unstructure(ctmodel.apply(OLD, iter(ctmodel.diff(OLD, ctmodel.structure(new))))) == new


def test_a_selection_of_changes() -> None:
    new = edited(conditionsModule=None, statusModule=None)
    changes = ctmodel.diff(OLD, ctmodel.structure(new))
    made = ctmodel.apply(OLD, [held for held in changes if "/statusModule/" in (held.old_pointer or "")])
    assert ctmodel.unstructure(made) == edited(statusModule=None)


def test_changes_are_values() -> None:
    (held, *_) = ctmodel.diff(OLD, ctmodel.structure(edited(conditionsModule=None)))
    assert held == evolve(held)


@given(st.randoms(use_true_random=False))
def test_changes_made_by_anyone(random: Random) -> None:
    new = damaged(STUDY, random, 5)
    changes = list(ctmodel.diff(OLD, ctmodel.structure(new)))
    pointers = [None, "", "/", "x", "/a/-1", f"{ARMS}/00", *(held.old_pointer for held in changes)]
    for _ in range(random.randint(1, 3) if changes else 0):
        at = random.randrange(len(changes))
        wrong = random.choice(
            [
                {"kind": random.choice(list(ChangeKind))},
                {"old_pointer": random.choice(pointers)},
                {"new_pointer": random.choice(pointers)},
                {random.choice(["old", "new"]): random.choice([None, 5, [], {}, "x"])},
            ]
        )
        changes[at] = evolve(changes[at], **wrong)
    with suppress(ValueError):  # and nothing else
        ctmodel.apply(ctmodel.structure(damaged(STUDY, random)), changes)
