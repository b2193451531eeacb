"""What changed between versions of studies, as text and JSON. Each study is written when it was compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import takewhile
from typing import Any, Final

from attrs import asdict, frozen

from ctmodel.changes.change import Change, ChangeKind
from ctmodel.cli.versions import Study
from ctmodel.formats import native
from ctmodel.io.visible import visible
from ctmodel.report.escaping import json_text
from ctmodel.rules.mask import masked, masked_part

#: Version of the JSON document; its first number changes when existing readers would fail.
SCHEMA_VERSION: Final = "1.0"
#: The most characters of a value that are shown, and those before a difference.
_SHOWN: Final = 60
_BEFORE: Final = 15
_SIGNS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: ">",
}


@frozen
class Difference:
    """A study, and what changed in it; nothing if only one input has it."""

    study: Study
    changes: list[Change]

    @property
    def outcome(self) -> str:
        """What became of the study."""
        if self.study.old is None:
            return "added"
        if self.study.new is None:
            return "removed"
        return "changed" if self.changes else "unchanged"


def as_text(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield each study with its changes, a line for each, and a summary if there are several studies."""
    counts: Counter[str] = Counter()
    for difference in differences:
        outcome = difference.outcome
        if outcome == "changed":
            gap = "\n" if counts else ""
            lines = [_line(change) for change in difference.changes]
            yield gap + "".join(f"{line}\n" for line in [_header(difference), *lines])
        elif outcome != "unchanged":
            yield f"{_header(difference)}: {outcome}\n"
        counts[outcome] += 1
    if counts.total() > 1:
        yield f"\n{_counted(counts)}\n" if counts.total() > counts["unchanged"] else f"{_counted(counts)}\n"
    elif counts["unchanged"]:
        yield "Nothing changed.\n"


def as_json(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield one JSON document, with a line for each study."""
    tool = {"name": "ctmodel", "version": version("ctmodel")}
    yield f'{{\n"schema_version": "{SCHEMA_VERSION}",\n"tool": {json_text(tool)},\n"studies": ['
    counts: Counter[str] = Counter()
    for difference in differences:
        study = difference.study
        held = {
            **_names(study),
            "outcome": difference.outcome,
            "old_file": study.old and study.old.file,
            "new_file": study.new and study.new.file,
            "changes": [asdict(change, recurse=False) for change in difference.changes],
        }
        yield f"{',' if counts else ''}\n{json_text(held)}"
        counts[difference.outcome] += 1
    yield f'\n],\n"counts": {json_text({name: counts[name] for name in _OUTCOMES})}\n}}\n'


_OUTCOMES: Final = ("changed", "unchanged", "added", "removed")
OUTPUTS: Final[Mapping[str, Callable[[Iterable[Difference]], Iterator[str]]]] = {"text": as_text, "json": as_json}


def _names(study: Study) -> dict[str, str | None]:
    held = study.new or study.old
    trial = held and held.trial
    return {
        "registry": trial and trial.registry,
        "number": trial and trial.registry_id,
        "title": trial and (trial.brief_title or trial.official_title),
    }


def _header(difference: Difference) -> str:
    names = _names(difference.study)
    text = "  ".join(text for text in (names["number"] or "A study without a number", names["title"]) if text)
    return visible(masked(text, identifier=True), one_line=True)


def _counted(counts: Counter[str]) -> str:
    said = ", ".join(f"{counts[name]:,} {name}" for name in _OUTCOMES if counts[name])
    return f"{counts.total():,} studies: {said}"


def _line(change: Change) -> str:
    """Return a change on one line: what happened, where, and from what to what."""
    places = [change.old_path or change.old_pointer, change.new_path or change.new_pointer]
    # The places of an item that did not move differ only if items before it came or went: the new one will do.
    where = " → ".join(filter(None, places)) if change.kind is ChangeKind.MOVED else places[1] or places[0]
    line = f"  {_SIGNS[change.kind]} {where}"
    said = _said(change)
    return visible(f"{line}: {said}" if said else line, one_line=True)


def _said(change: Change) -> str:
    """Return the values of a change as far as they are shown: neither contacts nor unknown fields."""
    pointer = change.new_pointer or change.old_pointer or ""
    places = native.FORMAT.places
    if places.is_private(pointer) or not (change.old_path or change.new_path):
        return ""
    is_identifier = places.is_identifier(pointer)
    old, new = _text(change.old), _text(change.new)
    if change.kind is ChangeKind.CHANGED or (
        change.kind is ChangeKind.MOVED and type(change.new) is str and old != new
    ):
        start = _start(old, new)
        return f"{_cut(old, start, is_identifier)} → {_cut(new, start, is_identifier)}"
    return _cut(old if change.kind is ChangeKind.REMOVED else new, 0, is_identifier)


def _text(value: Any) -> str:
    """Return a value as text; of an object, the first text in it, which is its name."""
    if type(value) is dict:
        return next((held for held in value.values() if type(held) is str), "{...}" if value else "{}")
    if type(value) is list:
        return "[...]" if value else "[]"
    return value if type(value) is str else json_text(value)


def _start(old: str, new: str) -> int:
    """Return where to begin to show two texts, so that their difference is seen."""
    if max(len(old), len(new)) <= _SHOWN:
        return 0
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return max(sum(1 for _ in equal) - _BEFORE, 0)


def _cut(text: str, start: int, is_identifier: bool) -> str:
    end = start + _SHOWN
    shown = masked_part(text, start, min(end, len(text)), identifier=is_identifier)
    return f"{'…' if start else ''}{shown}{'…' if len(text) > end else ''}"
