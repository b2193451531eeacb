"""The page about how often rules fire, and what it says in the page of each rule."""

from collections.abc import Iterator

from generators.markup import WIDE, percent, table
from tests.rules.rates import ENOUGH, FACTOR, Counts, Judged, Rate, judged, rates, remarks, written

PAGE = """# How often rules fire

Measured on {counts.records:,} real records of ClinicalTrials.gov, {counts.with_results} of them with results, with all
rules on. "Before" is the rate measured on 2,583 records (238 with results) before the library existed.
The two collections overlap, and neither is a random sample of the registry.
Rates of rules about results are relative to the records with results.
For rules that fire on {enough} records or more, a difference by more than a factor of {factor} is explained.
"True" is how many of the reviewed findings were correct and worth a look, and when they were reviewed.
A rule is not a warning if fewer than eight in ten are.

{rates}
"""
COLUMNS = ("rule", "severity", "records", "rate", "before", "true", "remark")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    counts, why, read = written(), remarks(), judged()
    rows = [_row(rate, read.get(rate.rule.code), why) for rate in rates(counts)]
    page = PAGE.format(counts=counts, enough=ENOUGH, factor=FACTOR, rates=table(COLUMNS, rows, kind="filtered wide"))
    yield "rates.md", WIDE + page


def fires(rate: Rate, counts: Counts) -> str:
    """Return how often a rule fires on real records."""
    of = counts.of(rate.rule)
    kind = "records with results" if of != counts.records else "records"
    return f"on {rate.count:,} of {of:,} real {kind} ({percent(rate.percent)})"


def truth(read: Judged | None) -> str:
    """Return how many findings of a rule were read, and how many were true."""
    if read is None:
        return "none yet"
    return f"{read.true} of {read.read} {'was' if read.true == 1 else 'were'} correct and worth a look ({read.date})"


def _row(rate: Rate, read: Judged | None, why: dict[str, str]) -> tuple[str, ...]:
    code = rate.rule.code
    before = "" if rate.before is None else percent(rate.before)
    true = "" if read is None else f"{read.true} of {read.read}, {read.date}"
    remark = why.get(code, "") if rate.differs else ""
    severity = str(rate.rule.severity)
    return f"[{code}](rules/{code}.md)", severity, str(rate.count), percent(rate.percent), before, true, remark
