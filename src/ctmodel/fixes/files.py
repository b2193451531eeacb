"""Put right what was found in files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ctmodel.fixes.fix import FIXABLE, Fixed, fixed
from ctmodel.io.documents import SUFFIXES
from ctmodel.io.text import MAX_BYTES
from ctmodel.rules.finding import Finding


def fixed_files(findings: Iterable[Finding]) -> Iterator[tuple[Path, Fixed]]:
    """Yield each file in which something can be put right, with its old and new text; nothing is written.

    Files are plain JSON or JSON Lines, of the size of one document at most. What is compressed stays as it is.

    Raises:
        OSError: a file cannot be read.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code in FIXABLE and finding.file is not None and _is_plain(finding.file):
            by_file.setdefault(finding.file, []).append(finding)
    for name, found in by_file.items():
        path = Path(name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            continue
        outcome = fixed(data, found) if name.lower().endswith(".json") else fixed_lines(data, found)
        if outcome.changed:
            yield path, outcome


def fixed_lines(data: bytes, findings: Iterable[Finding]) -> Fixed:
    """Put right what was found in JSON Lines, each line a document of its own."""
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


def _is_plain(file: str) -> bool:
    return file.lower().endswith(SUFFIXES) and ".zip!/" not in file.lower()
