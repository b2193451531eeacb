"""How often each rule fires on real records, next to the rate that was measured before there was a library.

Run ``python -m tests.rules.rates FOLDER [PREFIX...]``. FOLDER is the corpus; with prefixes, just these rules are shown.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import ctmodel
from ctmodel.ctgov.codec import payload_of
from ctmodel.rules import RULES
from ctmodel.rules.engine import as_of_record, examine
from ctmodel.rules.profiles import Profile
from tests.conftest import members

ALL = Profile("all", "Every rule.", all_rules=True)
EXPECTED = Path(__file__).with_name("expected_rates.tsv")
#: Families that are measured on records with results alone.
RESULTS = ("RES", "FLW", "BSL", "OMR", "AEV", "DOC")


def measured(folder: Path) -> tuple[Counter[str], dict[str, str], int, int]:
    """Return records per rule, an example of each, and the numbers of records and of those with results."""
    hits: Counter[str] = Counter()
    examples: dict[str, str] = {}
    records = with_results = 0
    for name, data in members(folder / "ctgov_v2.zip"):
        trial = ctmodel.structure(json.loads(data))
        records += 1
        with_results += trial.results is not None
        outcome = examine(trial, payload_of(trial), RULES, ALL, as_of_record(trial))
        for code in {finding.code for finding in outcome.findings}:
            hits[code] += 1
            examples.setdefault(code, name.removesuffix(".json"))
    return hits, examples, records, with_results


def main(folder: Path, prefixes: tuple[str, ...]) -> None:
    """Print a line for each rule: severity, hits, rate, expected rate, an example."""
    hits, examples, records, with_results = measured(folder)
    with EXPECTED.open(encoding="utf-8") as file:
        expected = {row["code"]: float(row["rate_pct"]) for row in csv.DictReader(file, delimiter="\t")}
    for rule in sorted(RULES, key=lambda rule: rule.code):
        if not rule.code.startswith(prefixes):
            continue
        count = hits[rule.code]
        rate = 100 * count / (with_results if rule.code.startswith(RESULTS) else records)
        was = expected.get(rule.code)
        factor = max(rate, was) / min(rate, was) if was and rate else 0
        mark = "  <-- differs" if was is not None and count >= 10 and (factor > 1.5 or not was) else ""
        before = "-" if was is None else f"{was:.2f}"
        example = examples.get(rule.code, "")
        print(f"{rule.code} {rule.severity:<7} {count:>5} {rate:>6.2f} % ({before:>5}) {example:<12}{mark}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or ("",))
