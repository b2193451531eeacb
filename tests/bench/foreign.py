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
from time import process_time
from typing import Any
from xml.parsers import expat

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from ctmodel.formats import formats  # noqa: E402
from ctmodel.formats.csv_records import CsvDocuments  # noqa: E402
from ctmodel.formats.foreign import ForeignFormat  # noqa: E402
from ctmodel.formats.json_records import JsonDocuments  # noqa: E402
from ctmodel.formats.native import structured_study  # noqa: E402
from ctmodel.formats.reading import read_record  # noqa: E402
from ctmodel.model.trial import SECTIONS  # noqa: E402
from tests.formats.shares import archives  # noqa: E402

Way = Callable[[bytes], object]

PAGE = """# Speed of reading other formats

Times differ between machines, ratios do not. The processor time of each way is taken in the same rounds of one process; the table gives the median of
{rounds} rounds. *Parsing* is the standard library on the same bytes: expat with handlers that do nothing, `json.loads`, or
`csv.reader`; {lxml}. *Visited* is a loop over the elements
of `lxml` that takes tag, text, line and parent of each and does nothing else. *Cut into leaves* is the part that finds the leaves and their positions, and *read*
is everything up to a trial with all sections. *Typed* is the last part of it, which takes a study as the tables return it, with
the keys of API v2, and makes the trial with all sections: no table can make it faster.

`python tests/bench/foreign.py --corpus FOLDER --markdown docs/speed_formats.md` writes this page.

Measured on {day}: CPython {python}, {machine}.

| format | records | bytes a record | cut into leaves, relative to parsing | read, relative to parsing | read, relative to cutting | visited, relative to lxml | typed, relative to lxml | read, relative to lxml |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{rows}

Tables are interpreted in Python, leaf by leaf, and every leaf is accounted for. Compared with a parser in C, this is slow for records
of many small elements; a registry of 100,000 classic records takes minutes. No reader in Python that accounts for each leaf comes
close to the parser: visiting the elements and making typed objects cost what the columns say before any value is converted.
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


def lxml_ways() -> dict[str, Way]:
    """Return how lxml parses, and what it costs to visit each element; nothing if it is not installed."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        return {}
    return {
        "lxml": lambda data: etree.fromstring(data),
        "visited": lambda data: [(e.tag, e.text, e.sourceline, e.getparent()) for e in etree.fromstring(data).iter()],
    }


def timed(way: Way, documents: list[bytes]) -> float:
    start = process_time()
    for data in documents:
        way(data)
    return process_time() - start


def payloads(held: ForeignFormat, data: bytes) -> list[Any]:
    """Return the studies of a document as its table returns them."""
    return [read_record(held.reader, record.leaves).payload for record in held.records(data)]


def typed(studies: list[Any]) -> None:
    """Make trials with all sections."""
    for payload in studies:
        trial = structured_study(payload)
        for section in SECTIONS:
            getattr(trial, section)


def row(held: ForeignFormat, documents: list[bytes], rounds: int) -> str:
    with_lxml = {} if isinstance(held.documents, JsonDocuments | CsvDocuments) else lxml_ways()
    studies = {data: payloads(held, data) for data in documents}
    ways = {
        "parsed": parsing(held),
        "cut": lambda data: list(held.records(data)),
        "read": lambda data: [held.trial(record) for record in held.records(data)],
        "typed": lambda data: typed(studies[data]),
        **with_lxml,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(timed(way, documents))

    def ratio(name: str, other: str) -> str:
        return f"{median(a / b for a, b in zip(times[name], times[other], strict=True)):.1f}" if other in times else ""

    records = sum(len(list(held.records(data))) for data in documents)
    size = round(sum(map(len, documents)) / records)
    ratios = [ratio("cut", "parsed"), ratio("read", "parsed"), ratio("read", "cut")]
    ratios += [ratio("visited", "lxml"), ratio("typed", "lxml"), ratio("read", "lxml")]
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
        lxml="the last columns compare with `lxml.etree.fromstring`" if lxml_ways() else "lxml is not installed",
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
