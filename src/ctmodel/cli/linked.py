"""Groups of records as text, JSON and CSV. Each is written piece by piece, because there can be many groups."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Final, Protocol

from attrs import asdict

from ctmodel.identity.groups import Grade, Group, Link, Member
from ctmodel.io.spreadsheets import is_formula
from ctmodel.io.visible import visible
from ctmodel.report.escaping import json_text
from ctmodel.rules.mask import masked

#: Version of the JSON document; its first number changes when existing readers would fail.
SCHEMA_VERSION: Final = "1.0"
COLUMNS: Final = ("group", "records", "index", "registry", "number", "format", "file", "evidence")


class Files(Protocol):
    """The file of each record, by its position in the input."""

    def __getitem__(self, record: int, /) -> str:
        """Return the name of the file."""
        ...


def as_text(groups: Iterable[Group], files: Files) -> Iterator[str]:
    """Yield the groups of two or more records with the evidence, then what was not joined, and a summary."""
    tally = _Tally()
    #: Records by what links them without joining them, and all such records.
    unjoined: dict[tuple[Grade, str, int], dict[int, None]] = {}
    members: dict[int, Member] = {}
    for group in groups:
        tally.add(group)
        if len(group.members) > 1:
            said = dict.fromkeys(_sentence(link) for link in group.links if link.grade.joins)
            yield _lines([f"{_records(len(group.members))} of one trial:", *_table(group.members, files)], said)
        for link in group.links:
            if not link.grade.joins:
                members |= {member.index: member for member in group.members if member.index in (link.a, link.b)}
                # All records with a number in conflict have the same evidence. Hints begin with the same record.
                key = (link.grade, link.evidence, link.a if link.grade is Grade.HINT else 0)
                unjoined.setdefault(key, {}).update({link.a: None, link.b: None})
    for (grade, evidence, _), found in unjoined.items():
        yield _lines(
            [f"{grade}, not joined: {_safe(evidence)}", *_table([members[index] for index in sorted(found)], files)]
        )
    yield tally.summary()


def as_json(groups: Iterable[Group], files: Files) -> Iterator[str]:
    """Yield one JSON document, with a line for each group; a record without links is a group of one."""
    tool = {"name": "ctmodel", "version": version("ctmodel")}
    yield f'{{\n"schema_version": "{SCHEMA_VERSION}",\n"tool": {json_text(tool)},\n"groups": ['
    tally = _Tally()
    for group in groups:
        members = [_safe_object({**asdict(member), "file": files[member.index]}) for member in group.members]
        links = [_safe_object(asdict(link)) for link in group.links]
        yield f"{',' if tally.groups else ''}\n{json_text({'members': members, 'links': links})}"
        tally.add(group)
    yield f'\n],\n"counts": {json_text(tally.counts())}\n}}\n'


def as_csv(groups: Iterable[Group], files: Files) -> Iterator[str]:
    """Yield a header and a row for each record, group by group."""
    yield _row(COLUMNS)
    for number, group in enumerate(groups, start=1):
        said: dict[int, dict[str, None]] = {member.index: {} for member in group.members}
        for link in group.links:
            for index in (link.a, link.b):
                if index in said:
                    said[index][f"{link.grade}: {link.evidence}"] = None
        for member in group.members:
            shown = (member.registry, member.number, member.source, files[member.index], " | ".join(said[member.index]))
            yield _row([number, len(group.members), member.index, *(_cell(text or "") for text in shown)])


OUTPUTS: Final[Mapping[str, Callable[[Iterable[Group], Files], Iterator[str]]]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}


class _Tally:
    """How many records, groups and links there are."""

    def __init__(self) -> None:
        self.records = self.groups = self.joined = 0
        self.links: Counter[Grade] = Counter()

    def add(self, group: Group) -> None:
        self.groups += 1
        self.records += len(group.members)
        self.joined += len(group.members) > 1
        indexes = {member.index for member in group.members}
        # A link to a record in another group is listed there, too: it is counted where it begins.
        self.links.update(link.grade for link in group.links if link.a in indexes)

    def counts(self) -> dict[str, int]:
        return {
            "records": self.records,
            "groups": self.groups,
            "groups_of_several": self.joined,
            **{grade.value: self.links[grade] for grade in Grade},
        }

    def summary(self) -> str:
        links = ", ".join(f"{self.links[grade]:,} {grade}" for grade in Grade)
        several = f"{self.joined:,} of them with several records"
        trials = f"{self.groups:,} {'trial' if self.groups == 1 else 'trials'}"
        return f"{_records(self.records)} of {trials}, {several}. Links: {links}.\n"


def _records(count: int) -> str:
    return f"{count:,} {'record' if count == 1 else 'records'}"


def _lines(lines: Iterable[str], indented: Iterable[str] = ()) -> str:
    return "".join(f"{line}\n" for line in [*lines, *(f"  {line}" for line in indented), ""])


def _table(members: Iterable[Member], files: Files) -> list[str]:
    """Return a line for each record: its number, its registry, its file."""
    rows = [
        (
            _safe(member.number or f"record {member.index}"),
            _safe(member.registry or "no registry"),
            _safe(files[member.index]),
        )
        for member in members
    ]
    number, registry = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    return [f"  {row[0]:<{number}}  {row[1]:<{registry}}  {row[2]}" for row in rows]


def _sentence(link: Link) -> str:
    return f"{link.grade}: {_safe(link.evidence)}"


def _row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(text: str) -> str:
    """Return a text for a cell of a spreadsheet, which must not run it as a formula."""
    safe = _safe(text)
    return f"'{safe}" if is_formula(safe) else safe


def _safe(text: str) -> str:
    """Return a text on one line, without addresses of persons and without what a terminal or CI runner obeys."""
    return visible(masked(text, identifier=True), one_line=True)


def _safe_object(held: dict[str, object]) -> dict[str, object]:
    return {key: masked(value, identifier=True) if isinstance(value, str) else value for key, value in held.items()}
