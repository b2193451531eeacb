"""Fix what was found in files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

from ctmodel.fixes.fix import FIXABLE, Fixed, fixed
from ctmodel.io.streams import SUFFIXES
from ctmodel.io.text import MAX_BYTES, without_mark
from ctmodel.rules.finding import Finding


def fixed_files(findings: Iterable[Finding]) -> Iterator[tuple[Path, Fixed]]:
    """Yield each file in which something can be fixed, with its old and new text; nothing is written.

    Files are plain JSON or JSON Lines, of the size of one document at most. What is compressed stays as it is.

    Raises:
        OSError: a file cannot be read.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if may_be_fixed(finding) and finding.file is not None and _is_plain(finding.file):
            by_file.setdefault(finding.file, []).append(finding)
    for name, found in by_file.items():
        path = Path(name)
        # What is no file, such as a pipe, cannot be read again.
        if not path.is_file():
            continue
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            continue
        unmarked = without_mark(data)
        marked = tuple(finding for finding in found if finding.code not in FIXABLE and unmarked != data)
        unmarked = unmarked if marked else data
        outcome = fixed(unmarked, found) if name.lower().endswith(".json") else fixed_lines(unmarked, found)
        outcome = evolve(outcome, old=data, findings=marked + outcome.findings)
        if outcome.changed:
            yield path, outcome


def fixed_lines(data: bytes, findings: Iterable[Finding]) -> Fixed:
    """Fix what was found in JSON Lines, where each line is a document."""
    by_line: dict[int | None, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.line, []).append(finding)
    lines = data.split(b"\n")
    done: list[Finding] = []
    for number, found in by_line.items():
        if number is None or not 0 < number <= len(lines):
            continue
        line = lines[number - 1]
        document = line.rstrip()
        outcome = fixed(document, found)
        lines[number - 1] = outcome.new + line[len(document) :]
        done += outcome.findings
    return Fixed(data, b"\n".join(lines), tuple(done))


def may_be_fixed(finding: Finding) -> bool:
    """Whether a finding can be fixed; a byte order mark at the beginning of a text can."""
    return finding.code in FIXABLE or (finding.code == "STR001" and (finding.line, finding.column) == (1, 1))


def _is_plain(file: str) -> bool:
    return file.lower().endswith(SUFFIXES) and ".zip!/" not in file.lower()
