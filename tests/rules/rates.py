"""How often each rule fires on real records, next to the rate that was measured before there was a library.

Run ``python -m tests.rules.rates FOLDER [PREFIX...]``. FOLDER is the corpus; with prefixes, just these rules are shown.
``python -m tests.rules.rates FOLDER --markdown docs/rates.md`` writes the page.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import ctmodel
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES, Rule
from ctmodel.rules.engine import Engine, as_of_record
from ctmodel.rules.profiles import Profile
from tests.conftest import members

ALL = Profile("all", "Every rule.", all_rules=True)
HERE = Path(__file__).parent
#: Families that are measured on records with results alone.
RESULTS = ("RES", "FLW", "BSL", "OMR", "AEV", "DOC")
#: Rules that fire on fewer records are too rare for a rate to be compared.
ENOUGH = 10
FACTOR = 1.5

PAGE = """# How often rules fire

Measured on {records:,} real records of ClinicalTrials.gov, {with_results} of them with results, by
`python -m tests.rules.rates FOLDER --markdown docs/rates.md`.
"Before" is the rate measured on 2,583 records (238 with results) before the library existed.
The two collections overlap, and neither is a random sample of the registry.
Rates of rules about results are relative to the records with results.
For rules that fire on ten records or more, a difference by more than a factor of 1.5 is explained.
"True" is how many of the reviewed findings were correct and worth a look, and when they were reviewed.
A rule is not a warning if fewer than eight in ten are.

| rule | severity | records | rate | before | true | remark |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
"""


@frozen
class Rate:
    """How often a rule fires."""

    rule: Rule
    count: int
    percent: float
    before: float | None
    example: str

    @property
    def differs(self) -> bool:
        """Whether the rate is another than before, by more than the factor."""
        if self.before is None or self.count < ENOUGH:
            return False
        return not self.before or max(self.percent, self.before) / min(self.percent, self.before) > FACTOR


def rates(folder: Path) -> tuple[list[Rate], int, int]:
    """Return the rate of each rule, and the numbers of records and of those with results."""
    hits: Counter[str] = Counter()
    examples: dict[str, str] = {}
    records = with_results = 0
    for name, data in members(folder / "ctgov_v2.zip"):
        trial = ctmodel.structure(json.loads(data))
        records += 1
        with_results += trial.results is not None
        outcome = Engine(RULES, ALL, None).check(trial, view_of(trial), as_of_record(trial))
        for code in {finding.code for finding in outcome.findings}:
            hits[code] += 1
            examples.setdefault(code, name.removesuffix(".json"))
    before = {row["code"]: float(row["rate_pct"]) for row in _rows(HERE / "expected_rates.tsv")}
    found = []
    for rule in sorted(RULES, key=lambda rule: rule.code):
        of = with_results if rule.code.startswith(RESULTS) else records
        count = hits[rule.code]
        found.append(Rate(rule, count, 100 * count / of, before.get(rule.code), examples.get(rule.code, "")))
    return found, records, with_results


def remarks() -> dict[str, str]:
    """Return why the rates of rules differ from those before."""
    files = sorted((HERE / "rate_remarks").glob("*.tsv"))
    return {row["code"]: row["remark"] for file in files for row in _rows(file)}


@frozen
class Judged:
    """How many findings of a rule were read against their records, and how many were true."""

    read: int
    true: int
    date: str

    def __str__(self) -> str:
        return f"{self.true} of {self.read}, {self.date}"


def judged() -> dict[str, Judged]:
    """Return how the findings of rules were judged, by code."""
    return {row["code"]: Judged(int(row["read"]), int(row["true"]), row["date"]) for row in _rows(HERE / "judged.tsv")}


def page(found: list[Rate], records: int, with_results: int) -> str:
    """Return the page of the documentation."""
    why, read = remarks(), judged()
    rows = "\n".join(
        f"| {rate.rule.code} | {rate.rule.severity} | {rate.count} | {rate.percent:.2f} % | {_before(rate)}"
        f" | {read.get(rate.rule.code, '')} | {why.get(rate.rule.code, '') if rate.differs else ''} |"
        for rate in found
    )
    return PAGE.format(records=records, with_results=with_results, rows=rows)


def _before(rate: Rate) -> str:
    return "" if rate.before is None else f"{rate.before:.2f} %"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


def main(folder: Path, arguments: list[str]) -> None:
    """Write the page, or print a line for each rule."""
    found, records, with_results = rates(folder)
    if arguments[:1] == ["--markdown"]:
        Path(arguments[1]).write_text(page(found, records, with_results), encoding="utf-8")
        return
    for rate in found:
        if rate.rule.code.startswith(tuple(arguments) or ("",)):
            mark = "  <-- differs" if rate.differs else ""
            print(  # noqa: T201
                f"{rate.rule.code} {rate.rule.severity:<7} {rate.count:>5} {rate.percent:>6.2f} %"
                f" ({_before(rate) or '-':>8}) {rate.example:<12}{mark}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
