"""Compare reading records of other registries with parsing the same bytes.

``python tests/bench/foreign.py --corpus FOLDER --markdown docs/speed_formats.md`` writes the page.
"""

import argparse
import csv
import io
import json
import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from xml.parsers import expat

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from ctmodel.formats import formats  # noqa: E402
from ctmodel.formats.csv_records import CsvDocuments  # noqa: E402
from ctmodel.formats.foreign import ForeignFormat  # noqa: E402
from ctmodel.formats.json_records import JsonDocuments  # noqa: E402
from tests.formats.shares import archives  # noqa: E402

Way = Callable[[bytes], object]

PAGE = """# Speed of reading other formats

Times differ between machines, ratios do not. Each way is timed in the same rounds of one process; the table gives the median of
{rounds} rounds. *Parsing* is the standard library on the same bytes: expat with handlers that do nothing, `json.loads`, or
`csv.reader`; {lxml}. *Cut into leaves* is the part that finds the leaves and their positions, and *read*
is everything up to a trial with all sections.

`python tests/bench/foreign.py --corpus FOLDER --markdown docs/speed_formats.md` writes this page.

Measured on {day}: CPython {python}, {machine}.

| format | records | bytes a record | cut into leaves, relative to parsing | read, relative to parsing | read, relative to cutting | read, relative to lxml |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

Tables are interpreted in Python, leaf by leaf, and every leaf is accounted for. Compared with a parser in C, this is slow for records
of many small elements; a registry of 100,000 classic records takes minutes.
"""


def ignored(*_: object) -> None:
    """Take what the parser reports."""


def parsed_xml(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = ignored
    parser.Parse(data, True)


def parsing(held: ForeignFormat) -> Way:
    """Return how the standard library parses the documents of a format."""
    if isinstance(held.documents, JsonDocuments):
        return json.loads
    if isinstance(held.documents, CsvDocuments):
        return lambda data: list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return parsed_xml


def lxml_way() -> Way | None:
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        return None
    return lambda data: etree.fromstring(data)


def timed(way: Way, documents: list[bytes]) -> float:
    start = perf_counter()
    for data in documents:
        way(data)
    return perf_counter() - start


def row(held: ForeignFormat, documents: list[bytes], rounds: int) -> str:
    with_lxml = None if isinstance(held.documents, JsonDocuments | CsvDocuments) else lxml_way()
    ways = {
        "parsed": parsing(held),
        "cut": lambda data: list(held.records(data)),
        "read": lambda data: [held.trial(record) for record in held.records(data)],
        **({"lxml": with_lxml} if with_lxml else {}),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(timed(way, documents))

    def ratio(name: str, other: str) -> str:
        return f"{median(a / b for a, b in zip(times[name], times[other], strict=True)):.1f}" if other in times else ""

    records = sum(len(list(held.records(data))) for data in documents)
    size = round(sum(map(len, documents)) / records)
    ratios = [ratio("cut", "parsed"), ratio("read", "parsed"), ratio("read", "cut"), ratio("read", "lxml")]
    return f"| `{held.name}` | {records:,} | {size:,} | {' | '.join(ratios)} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--markdown", type=Path)
    given = arguments.parse_args()
    rows = []
    for name, documents in archives(given.corpus).items():
        held = formats()[name]
        assert isinstance(held, ForeignFormat)
        rows.append(row(held, documents, given.rounds))
    page = PAGE.format(
        rounds=given.rounds,
        lxml="the last column compares with `lxml.etree.fromstring`" if lxml_way() else "lxml is not installed",
        day=date.today().isoformat(),
        python=platform.python_version(),
        machine=f"{platform.machine()}, {platform.system()}",
        rows="\n".join(rows),
    )
    if given.markdown:
        given.markdown.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
