"""Conversions take time linear in the length of a text, whatever it holds."""

import re
from collections.abc import Iterator
from time import thread_time
from typing import Any

import pytest

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.reader import Filler
from ctmodel.formats.rows import Conversion, row
from tests.formats.test_account import FOREIGN

pytestmark = pytest.mark.slow

#: What texts are made of: signs that separate, labels, references, and what patterns look for.
UNITS = (
    " ", "\t", "\r", "\n", "\n  ", "<br>", ";", "; ", "|", ",", ", ", "(", ")", "() ", "[", "]", "[a", ": ", "a: ", ".",
    ". ", "- ", "-  a\n\n", "1. ", "1.", "*", "\\", "&amp;", "&", "\"", "'", "/", "word ", "a", "1", "2020 ", "A:1;",
    "Timepoint: ", "Method of measurement: ", "Intervention 1: ", "DRUG: a|", "Drug: a;", "Condition 1: ",
    "http://a/", "2020 Results article in https://a (added) ", "Purpose: a. ", "Randomised: yes\n", "NCT00000001 ",
    "Phase 1/", "18 Years ", "Allocation: RANDOMIZED|", "(a; b); ", "\u00a0", "<", "[Time frame: ",
)  # fmt: skip
SMALL, LARGE = 4_000, 64_000
#: Linear work grows 16-fold, quadratic work 256-fold; what is over at once is not judged.
MOST_GROWTH, AT_ONCE = 64, 0.05


def seconds(filler: Filler, unit: str, size: int) -> float:
    text = f"x{unit * (size // len(unit))}y"
    argument: Any = text
    if filler.row.gathers:
        argument = [[text] for _ in filler.sources]
    elif len(filler.sources) > 1:
        argument = [text for _ in filler.sources]
    start = thread_time()
    filler.row.conversion.convert(argument)
    return thread_time() - start


def different(held: ForeignFormat) -> Iterator[Filler]:
    """Yield a row for each conversion of a table."""
    known = set()
    for filler in held.reader.fillers:
        key = id(filler.row.conversion), filler.row.gathers, len(filler.sources)
        if key not in known:
            known.add(key)
            yield filler


def is_slow(filler: Filler, unit: str, small: int, large: int) -> bool:
    if seconds(filler, unit, large) <= AT_ONCE:
        return False
    # A pause of the machine lasts once; the fastest of three runs tells.
    taken = min(seconds(filler, unit, large) for _ in range(3))
    return taken > AT_ONCE and taken > MOST_GROWTH * min(seconds(filler, unit, small) for _ in range(3))


def test_a_quadratic_conversion_is_noticed() -> None:
    conversion = Conversion(lambda text: re.split(r"\s*\|", text), "text")
    filler = Filler(row("a", "brief_title", conversion), ("a",), ("a",), frozenset({"brief_title"}), frozenset())
    assert is_slow(filler, " ", 1_000, 16_000)
    assert not is_slow(filler, "a", 1_000, 16_000)


@pytest.mark.parametrize("held", FOREIGN, ids=lambda held: held.name)
def test_no_conversion_is_quadratic(held: ForeignFormat) -> None:
    fillers = [*different(held)]
    slow = [(held.names, unit) for held in fillers for unit in UNITS if is_slow(held, unit, SMALL, LARGE)]
    assert not slow
