"""The laws of changes, for any two payloads."""

import copy
from typing import Any

import ctmodel
from ctmodel.changes import Change, ChangeKind, Changes
from ctmodel.codec.json_pointer import value_at
from ctmodel.formats import native
from tests.laws.strict import same

_REVERSED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.CHANGED: ChangeKind.CHANGED,
    ChangeKind.MOVED: ChangeKind.MOVED,
}


def check(old: dict[str, Any], new: dict[str, Any], *, ordered: bool = False) -> list[Change]:
    """Assert all laws for two payloads, and return the changes."""
    before = copy.deepcopy((old, new))
    a, b = ctmodel.structure(old), ctmodel.structure(new)
    changes = ctmodel.diff(a, b)
    made = ctmodel.unstructure(ctmodel.apply(a, changes))
    assert same(in_order(made), in_order(new))
    if ordered:
        assert same(made, new)
    assert same(ctmodel.unstructure(a), before[0])
    assert same(ctmodel.unstructure(b), before[1])
    assert (not changes) == same(in_order(old), in_order(new))
    assert_reversed(changes, ctmodel.diff(b, a))
    assert_placed(changes, a, b)
    assert_noted(changes)
    return changes


def assert_reversed(changes: list[Change], back: list[Change]) -> None:
    """Assert that the way back is each change in reverse."""
    there = sorted(repr(reverse(change)) for change in changes)
    assert there == sorted(map(repr, back))


def reverse(change: Change) -> Change:
    """Return a change in reverse."""
    return Change(
        _REVERSED[change.kind], change.new_path, change.old_path, change.new, change.old, change.new_pointer,
        change.old_pointer,
    )  # fmt: skip


def assert_noted(changes: Changes) -> None:
    """Assert that each change is in exactly one note."""
    noted = [id(change) for note in ctmodel.notes(changes) for change in note.changes]
    assert sorted(noted) == sorted(map(id, changes))


def assert_placed(changes: list[Change], old: ctmodel.Trial, new: ctmodel.Trial) -> None:
    """Assert that pointers lead to the values, and paths to the same places."""
    payloads = ctmodel.unstructure(old), ctmodel.unstructure(new)
    for change in changes:
        sides = (
            (old, payloads[0], change.old_path, change.old_pointer, change.old),
            (new, payloads[1], change.new_path, change.new_pointer, change.new),
        )
        for trial, payload, path, pointer, value in sides:
            if pointer is None:
                assert path is None
                assert value is None
                continue
            assert same(in_order(value_at(payload, pointer)), in_order(value)), change
            if path is not None:
                assert native.pointer(trial, path) == pointer


def in_order(value: Any) -> Any:
    """Return a JSON value with its keys sorted."""
    if type(value) is dict:
        return {key: in_order(value[key]) for key in sorted(value)}
    return [in_order(item) for item in value] if type(value) is list else value
