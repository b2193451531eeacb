"""Find the positions of findings in the text of a document, and the keys that it repeats."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import msgspec
from attrs import evolve

from ctmodel.codec.json_pointer import parents_of, pointer_keys
from ctmodel.formats.native import StudyView, studies
from ctmodel.formats.records import Record
from ctmodel.io.document import Document
from ctmodel.io.scan import Place, scan
from ctmodel.io.spans import spans
from ctmodel.io.text import Lines, decoded, positions
from ctmodel.rules.families.str.structure import repeated_key
from ctmodel.rules.finding import Finding
from ctmodel.rules.quota import Quota
from ctmodel.rules.quoting import quoted

#: A quote or a colon that is written by its number, as few writers do.
_BY_NUMBER: Final = re.compile(rb"\\u00(?:22|3[aA])")


def within(pointer: str, findings: list[Finding]) -> list[Finding]:
    """Return findings about a study as findings about the document that contains it at a pointer."""
    return [evolve(found, pointer=pointer + found.pointer) for found in findings] if pointer else findings


def placed(findings: list[Finding], document: Document, payload: Any, quota: Quota) -> list[Finding]:
    """Return findings with their positions in the text of a document, and those about repeated keys, in text order."""
    if not _may_repeat_keys(document.data, payload):
        return _placed_in_parsed(findings, document) if findings else findings
    text = decoded(document.data)
    known: dict[str, Place] = {}
    repeated: list[tuple[Finding, Place]] = []

    def note(place: Place) -> None:
        if place.repeated and quota.has_room(repeated_key.code):
            repeated.append((_repeated(place, payload), place))
        if place.wanted:
            known[place.pointer] = place

    scan(text, note, {finding.pointer for finding in findings})
    lines = Lines(text)
    pairs = [(finding, _around(finding, known)) for finding in findings]
    return _sorted(
        placed_at(finding, document, lines.position(_start(place)), lines.position(place.end))
        for finding, place in [*pairs, *repeated]
    )


def _placed_in_parsed(findings: list[Finding], document: Document) -> list[Finding]:
    """Do the same in a text in which no key is repeated, so that a parser can find the places."""
    known = spans(document.data, {finding.pointer for finding in findings})
    pairs = [(finding, _around(finding, known)) for finding in findings]
    at = positions(document.data, (index for _, span in pairs for index in (span.first, span.end)))
    return _sorted(placed_at(finding, document, at[span.first], at[span.end]) for finding, span in pairs)


def placed_in_record(findings: list[Finding], document: Document, record: Record) -> list[Finding]:
    """Return findings about a foreign record with their positions in the text, in text order."""
    leaves = {leaf.place: leaf for leaf in record.leaves}
    pairs = [(finding, leaves.get(finding.pointer, record)) for finding in findings]
    return _sorted(
        placed_at(finding, document, around.start or (1, 1), around.end or (1, 1)) for finding, around in pairs
    )


def file_of(path: str, member: str | None) -> str:
    """Return the name of a file, or of a member of an archive: ``archive.zip!/member``."""
    return path if member is None else f"{path}!/{member}"


def _may_repeat_keys(data: bytes, payload: Any) -> bool:
    """Whether the text may have a key that the payload lacks, since the same object has it again."""
    compact = msgspec.json.encode(payload)
    if data == compact:
        return False
    text = msgspec.json.format(data, indent=-1)
    # A quote and a colon are behind each key, and in some texts, in both alike.
    return text != compact and (text.count(b'":') != compact.count(b'":') or bool(_BY_NUMBER.search(text)))


_Found = TypeVar("_Found")


def _around(finding: Finding, known: Mapping[str, _Found]) -> _Found:
    """Return the place of a finding; for a missing value, that of the innermost object or array around it."""
    return next(known[pointer] for pointer in (finding.pointer, *parents_of(finding.pointer)) if pointer in known)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


def _start(place: Place) -> int:
    return place.start if place.key is None else place.key


def placed_at(finding: Finding, document: Document, start: tuple[int, int], end: tuple[int, int]) -> Finding:
    """Return a finding with its file, lines and columns, given those in the document."""
    line, column = document.place(*start)
    end_line, end_column = document.place(*end)
    return evolve(
        finding,
        pointer=document.pointer + finding.pointer,
        file=file_of(document.path, document.member),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )


def _repeated(place: Place, payload: Any) -> Finding:
    key = pointer_keys(place.pointer)[-1]
    around = ((at, study) for at, study in studies(payload) if f"{place.pointer}/".startswith(f"{at}/"))
    at, study = next(around, ("", None))
    message = f"the key {quoted(key)} is repeated in this object; most readers keep the last value and drop the others"
    view = StudyView(study)
    inside = view.anchor(place.pointer.removeprefix(at))
    return repeated_key.finding(message, pointer=place.pointer, record=view.number, anchor=inside)
