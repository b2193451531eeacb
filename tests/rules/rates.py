"""How often each rule fires on real records, next to the rate that was measured before there was a library.

Run ``python -m tests.rules.rates FOLDER [PREFIX...]``. FOLDER is the corpus; with prefixes, just these rules are shown.
``python -m tests.rules.rates FOLDER --write`` writes the counts to ``docs/rates.json``, from which the documentation is made.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

import ctmodel
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES, Rule
from ctmodel.rules.engine import Engine, as_of_record
from ctmodel.rules.profiles import Profile
from tests.conftest import members

ALL = Profile("all", "Every rule.", all_rules=True)
HERE = Path(__file__).parent
WRITTEN = HERE.parents[1] / "docs" / "rates.json"
#: Families that are measured on records with results alone.
RESULTS = ("RES", "FLW", "BSL", "OMR", "AEV", "DOC")
#: Rules that fire on fewer records are too rare for a rate to be compared.
ENOUGH = 10
FACTOR = 1.5


@frozen
class Counts:
    """How many records have findings of each rule."""

    records: int
    with_results: int
    #: By code; only rules that fired.
    fired: Mapping[str, int]
    #: The first record that each rule fired on.
    examples: Mapping[str, str] = field(factory=dict)

    def of(self, rule: Rule) -> int:
        """Return how many records a rule could have fired on."""
        return self.with_results if rule.code.startswith(RESULTS) else self.records


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


def counted(folder: Path) -> Counts:
    """Run the rules on the records of the corpus."""
    fired: Counter[str] = Counter()
    examples: dict[str, str] = {}
    records = with_results = 0
    for name, data in members(folder / "ctgov_v2.zip"):
        trial = ctmodel.structure(json.loads(data))
        records += 1
        with_results += trial.results is not None
        outcome = Engine(RULES, ALL, None).check(trial, view_of(trial), as_of_record(trial))
        for code in {finding.code for finding in outcome.findings}:
            fired[code] += 1
            examples.setdefault(code, name.removesuffix(".json"))
    return Counts(records, with_results, fired, examples)


def written() -> Counts:
    """Return the counts that were last written for the documentation."""
    return Counts(**json.loads(WRITTEN.read_text(encoding="utf-8")))


def rates(counts: Counts) -> list[Rate]:
    """Return the rate of each rule, by code."""
    before = {row["code"]: float(row["rate_pct"]) for row in _rows(HERE / "expected_rates.tsv")}
    found = []
    for rule in sorted(RULES, key=lambda rule: rule.code):
        count = counts.fired.get(rule.code, 0)
        percent = 100 * count / counts.of(rule)
        found.append(Rate(rule, count, percent, before.get(rule.code), counts.examples.get(rule.code, "")))
    return found


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


def judged() -> dict[str, Judged]:
    """Return how the findings of rules were judged, by code."""
    return {row["code"]: Judged(int(row["read"]), int(row["true"]), row["date"]) for row in _rows(HERE / "judged.tsv")}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


def main(folder: Path, arguments: list[str]) -> None:
    """Write the counts, or print a line for each rule."""
    counts = counted(folder)
    if arguments == ["--write"]:
        held = {
            "records": counts.records,
            "with_results": counts.with_results,
            "fired": dict(sorted(counts.fired.items())),
        }
        WRITTEN.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
        return
    for rate in rates(counts):
        if rate.rule.code.startswith(tuple(arguments) or ("",)):
            mark = "  <-- differs" if rate.differs else ""
            before = "-" if rate.before is None else f"{rate.before:.2f} %"
            print(  # noqa: T201
                f"{rate.rule.code} {rate.rule.severity:<7} {rate.count:>5} {rate.percent:>6.2f} %"
                f" ({before:>8}) {rate.example:<12}{mark}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
