"""The page that says what was measured."""

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from statistics import median

import ways
from attrs import frozen
from speed import Times
from startup import FORBIDDEN, Startup

_LIBRARIES = (
    "attrs", "cattrs", "msgspec", "orjson", "pydantic", "datamodel-code-generator", "jsonschema", "jsonschema-rs",
    "fastjsonschema",
)  # fmt: skip


@frozen
class Measured:
    """All that was measured."""

    records: int
    rejected: int
    bytes: int
    #: Objects of the model in all records, without and with the other sections.
    objects: int
    all_objects: int
    rounds: int
    times: Times
    #: Bytes by which memory grew for all records, by way.
    memory: dict[str, int]
    startup: Startup

    @property
    def pydantic_protocol(self) -> str:
        """The faster way to read the protocol section with pydantic."""
        return self.times.faster(ways.PYDANTIC_PROTOCOL, ways.PYDANTIC_PROTOCOL_JSON)

    def beyond(self, way: str, without: str, unit: str) -> list[float]:
        """Return what a way takes beyond another, relative to a third."""
        pairs = zip(self.times.ratios(way, unit), self.times.ratios(without, unit), strict=True)
        return [mine - other for mine, other in pairs]

    @property
    def pydantic(self) -> str:
        """The faster way to read a whole study with pydantic."""
        return self.times.faster(ways.PYDANTIC, ways.PYDANTIC_JSON)


@frozen
class Target:
    """What a median should be: at most, or at least, a limit."""

    what: str
    ratios: list[float]
    limit: float
    at_least: bool = False
    unit: str = "x"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The line of the table of targets."""
        found = median(self.ratios)
        met = found >= self.limit if self.at_least else found <= self.limit
        sign = ">=" if self.at_least else "<="
        return self.what, f"{sign} {self.limit:g}{self.unit}", f"{found:.2f}{self.unit}", "yes" if met else "no"


def page(measured: Measured) -> str:
    """Return the page, in Markdown that can be read as it is."""
    parts = (_head, _ratios, _checking, _targets, _startup, _memory)
    return "\n".join(line for part in parts for line in part(measured))


def _head(measured: Measured) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield from (
        "# Speed and memory",
        "",
        "Times differ between machines and, on a shared machine, from hour to hour; ratios do not.",
        "Each way to read a record is therefore compared with another that was timed in the same round of the same process.",
        "The tables give the median of the rounds, the minimum and the maximum.",
        "",
        "`python tests/bench/run.py --corpus FOLDER --openapi FILE --markdown docs/speed.md` writes this page.",
        "",
        f"* Measured on {dt.date.today().isoformat()}, {measured.rounds} rounds.",
        f"* {measured.records:,} real records of the ClinicalTrials.gov API v2, {measured.bytes / 1e6:.1f} MB of JSON;"
        f" {measured.rejected} more that pydantic rejects are left out.",
        f"* {os.cpu_count()} cores, {platform.machine()}, {platform.system()},"
        f" {platform.python_implementation()} {platform.python_version()}.",
        f"* {libraries}.",
        "",
    )


def _ratios(measured: Measured) -> Iterator[str]:
    yield from (
        "## Reading and writing",
        "",
        "Reading is compared with `orjson.loads`, reading and writing with `orjson.dumps(orjson.loads(text))`.",
        "ctmodel reads bytes with `ctmodel.loads` and writes a `str` with `ctmodel.dumps`.",
        "A trial keeps every value of its record, and its attributes have their declared types.",
        "The classes of the other libraries are generated from the registry's OpenAPI document by datamodel-code-generator:"
        ' pydantic models with `extra="allow"`, since they would otherwise lose unknown fields; structs of msgspec, and'
        " dataclasses that cattrs structures, which lose them.",
        "In the models of the protocol section, the other sections are `Any`.",
        "",
    )
    reading = (
        ways.MSGSPEC,
        ways.MSGSPEC_STRUCTS,
        ways.PROTOCOL,
        ways.PYDANTIC_PROTOCOL,
        ways.PYDANTIC_PROTOCOL_JSON,
        ways.ALL,
        ways.PYDANTIC,
        ways.PYDANTIC_JSON,
        ways.CATTRS,
    )
    pairs = [(way, ways.ORJSON) for way in reading]
    pairs += [(way, ways.ORJSON_BACK) for way in (ways.BACK, ways.ALL_BACK)]
    pairs += [(measured.pydantic_protocol, ways.PROTOCOL), (measured.pydantic, ways.ALL)]
    rows = [(way, unit, *_spread(measured.times.ratios(way, unit))) for way, unit in pairs]
    yield from _table(("time of", "relative to", "median", "minimum", "maximum"), rows)
    yield from ("The parts of reading and writing, relative to `orjson.loads`:", "")
    parts = (
        ("making the objects of the protocol section", ways.PROTOCOL, ways.MSGSPEC),
        ("making those of the other sections", ways.ALL, ways.PROTOCOL),
        ("comparing the objects with their source, and writing", ways.BACK, ways.PROTOCOL),
        ("writing by itself, with msgspec", ways.ENCODED, ways.MSGSPEC),
        ("writing by itself, with orjson", ways.ORJSON_BACK, ways.ORJSON),
    )
    yield from _parts(measured, parts, ways.ORJSON)


def _parts(measured: Measured, parts: Iterable[tuple[str, str, str]], unit: str) -> Iterator[str]:
    """Yield a table of parts, each given as its name, a way with it and one without it."""
    spans = [(what, *_spread(measured.beyond(way, without, unit))) for what, way, without in parts]
    yield from _table(("part", "median", "minimum", "maximum"), spans)


def _checking(measured: Measured) -> Iterator[str]:
    ratios = measured.times.ratios
    yield from (
        "## Checking",
        "",
        "`ctmodel.validate` compares the trial with its payload, checks every value of the payload, and runs the rules.",
        "The alternatives, jsonschema, jsonschema-rs and fastjsonschema with the schema of the registry's"
        " OpenAPI document, check types and terms.",
        "Sections and criteria are structured and split on first use; the rules use all of them.",
        "",
    )
    checks = (ways.CHECKED, ways.STRUCTURE_CHECKED, ways.JSONSCHEMA, ways.JSONSCHEMA_RS, ways.FASTJSONSCHEMA)
    rows = [(way, ways.ORJSON, *_spread(ratios(way, ways.ORJSON))) for way in checks]
    rows.append((ways.JSONSCHEMA, ways.CHECKED, *_spread(ratios(ways.JSONSCHEMA, ways.CHECKED))))
    yield from _table(("time of", "relative to", "median", "minimum", "maximum"), rows)
    yield from ("The parts of checking, relative to the time of reading:", "")
    parts = (
        ("structuring the other sections", ways.ALL, ways.PROTOCOL),
        ("comparing the trial with its payload and checking every value", ways.STRUCTURE_CHECKED, ways.PROTOCOL),
        ("running as many rules without findings", ways.ASKED, ways.STRUCTURE_CHECKED),
        ("splitting the criteria", ways.SPLIT, ways.PROTOCOL),
        ("all together: structure, criteria and default rules", ways.CHECKED, ways.PROTOCOL),
    )
    yield from _parts(measured, parts, ways.PROTOCOL)


def _targets(measured: Measured) -> Iterator[str]:
    ratios = measured.times.ratios
    targets = (
        Target("reading, relative to orjson", ratios(ways.PROTOCOL, ways.ORJSON), 1.5),
        Target(
            "reading, speed-up over pydantic", ratios(measured.pydantic_protocol, ways.PROTOCOL), 1.5, at_least=True
        ),
        Target("reading all sections, relative to orjson", ratios(ways.ALL, ways.ORJSON), 2.2),
        Target("reading all sections, speed-up over pydantic", ratios(measured.pydantic, ways.ALL), 1.6, at_least=True),
        Target("reading and writing, relative to orjson", ratios(ways.BACK, ways.ORJSON_BACK), 1.8),
        Target(
            "all default rules, relative to reading all sections and criteria",
            [ratio - 1 for ratio in ratios(ways.CHECKED, ways.LOADED)],
            4,
        ),
        Target("all default rules, speed-up over jsonschema", ratios(ways.JSONSCHEMA, ways.CHECKED), 3, at_least=True),
        Target("import, in addition to a bare interpreter", measured.startup.milliseconds, 100, unit=" ms"),
    )
    yield from ("## Targets", "")
    yield from _table(("quantity", "target", "measured", "met"), [target.cells for target in targets])
    decoding, writing = (
        median(ratios(ways.MSGSPEC, ways.ORJSON)),
        measured.beyond(ways.ENCODED, ways.MSGSPEC, ways.ORJSON),
    )
    yield from (
        "Objects of attrs are made, and compared with their source, by Python code that is generated from the tables."
        f" A record has {measured.objects / measured.records:.0f} of them on average,"
        f" {measured.all_objects / measured.records:.0f} with all sections.",
        f"Decoding by itself takes {decoding:.2f} of the time of `orjson.loads`, and writing {median(writing):.2f}:"
        " the targets for reading and writing leave the rest for these objects.",
        "",
    )


def _startup(measured: Measured) -> Iterator[str]:
    middle, least, greatest = _spread(measured.startup.milliseconds, digits=0)
    forbidden = measured.startup.forbidden
    yield from (
        "## Start",
        "",
        f"`import ctmodel` takes {middle} ms longer than a bare interpreter ({least} to {greatest}"
        f" in {len(measured.startup.milliseconds)} runs).",
        f"It must load none of {', '.join(FORBIDDEN)}; it loads {', '.join(forbidden) or 'none'}.",
        f"cattrs may be loaded; it is{'' if 'cattrs' in measured.startup.modules else ' not'}.",
        "",
    )


def _memory(measured: Measured) -> Iterator[str]:
    yield from (
        "## Memory",
        "",
        "The peak memory of a program that holds all records at once, per record.",
        "",
    )
    unit = measured.memory[ways.ORJSON]
    rows = [
        (way, f"{size / measured.records / 1e3:.0f} kB", f"{size / measured.bytes:.2f}", f"{size / unit:.2f}")
        for way, size in measured.memory.items()
    ]
    yield from _table(("held as", "per record", "relative to JSON text", f"relative to {ways.ORJSON}"), rows)


def _spread(numbers: list[float], digits: int = 2) -> tuple[str, str, str]:
    return f"{median(numbers):.{digits}f}", f"{min(numbers):.{digits}f}", f"{max(numbers):.{digits}f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, ["-" * width for width in widths], *rows):
        yield f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
    yield ""
