"""Differences as one JSON document: all changes, and what they mean."""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, Final

from attrs import asdict

from ctmodel.changes.change import Changes
from ctmodel.changes.interval import Event, Interval
from ctmodel.changes.note import Note, Notes
from ctmodel.report.differences.difference import Difference, Outcome
from ctmodel.report.escaping import json_text

#: Version of the JSON document; its first number changes when existing readers would fail.
SCHEMA_VERSION: Final = "1.0"


def render(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield one JSON document, with a line for each study."""
    tool = {"name": "ctmodel", "version": version("ctmodel")}
    yield f'{{\n"schema_version": "{SCHEMA_VERSION}",\n"tool": {json_text(tool)},\n"studies": ['
    counts = Counter[Outcome]()
    for difference in differences:
        yield f"{',' if counts else ''}\n{json_text(_study(difference))}"
        counts[difference.outcome] += 1
    yield f'\n],\n"counts": {json_text({outcome: counts[outcome] for outcome in Outcome})}\n}}\n'


def _study(difference: Difference) -> dict[str, Any]:
    trial, changes, notes = difference.trial, difference.changes, difference.notes
    return {
        "registry": trial.registry,
        "number": trial.registry_id,
        "title": difference.title,
        "outcome": difference.outcome,
        "old_file": difference.old and difference.old.file,
        "new_file": difference.new and difference.new.file,
        "interval": None if notes is None else _interval(notes.interval),
        "notes": [] if notes is None or changes is None else _notes(notes, changes),
        "changes": [asdict(change, recurse=False) for change in changes or []],
    }


def _interval(interval: Interval) -> dict[str, Any]:
    old, new = interval.submitted
    return {
        "old_submitted": old and old.text,
        "new_submitted": new and new.text,
        "is_edit": interval.is_edit,
        "is_by_registry": interval.is_by_registry,
        "brings_results": interval.brings_results,
        "after": {event: interval.after(event) for event in Event},
    }


def _notes(notes: Notes, changes: Changes) -> list[dict[str, Any]]:
    """Return the notes; each names its changes by their positions."""
    positions = {id(change): position for position, change in enumerate(changes)}
    return [_note(note, positions) for note in notes]


def _note(note: Note, positions: dict[int, int]) -> dict[str, Any]:
    held = asdict(note, filter=lambda attribute, _: attribute.name != "changes")
    return held | {"changes": [positions[id(change)] for change in note.changes]}
