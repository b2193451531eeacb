"""Run all cases, and print what grows faster than its input: ``python -m tests.growth [PART ...]``.

Parts are ``texts``, ``criteria``, ``lists``, ``longest``, ``keys`` and ``both``; all of them if none is named.
The whole takes about ten minutes of CPU.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Final

from tests.growth.cases import TEXT, of_both, of_criteria, of_keys, of_lists, of_longest, of_texts
from tests.growth.judging import Case, Growth, Verdict, judged
from tests.growth.measuring import Stopwatch
from tests.growth.shapes import PLAIN

_PARTS: Final[dict[str, Callable[[Stopwatch], list[Case]]]] = {
    "texts": of_texts,
    "criteria": lambda _: of_criteria(),
    "lists": of_lists,
    "longest": of_longest,
    "keys": of_keys,
    "both": of_both,
}
_SHOWN: Final = 25
#: Seconds between two lines that say how far a part has come.
_EVERY: Final = 30


def main(names: Iterable[str]) -> int:
    """Run the parts and return how many steps grow too fast."""
    watch = Stopwatch()
    of_texts(watch)[0].work(TEXT)  # what is compiled at first use is compiled now
    growths: list[Growth] = []
    for name in names:
        cases = _PARTS[name](watch)
        verdicts = [*_each_judged(name, cases)]
        growths += [growth for verdict in verdicts for growth in verdict.growths]
        shapes, fields = {case.shape for case in cases}, {case.field for case in cases}
        _say(f"\n{name}: {len(cases)} cases, {len(shapes)} shapes, {len(fields)} fields")
        _print_dearest(verdicts)
    _say(f"\n{len(growths)} steps grow too fast")
    for growth in sorted(growths, key=lambda growth: (growth.step, growth.case.field)):
        _say(f"  {growth}")
    return len(growths)


def _each_judged(name: str, cases: list[Case]) -> Iterator[Verdict]:
    """Judge the cases; say now and then how many are done, and at once what grows too fast."""
    said = monotonic()
    for done, case in enumerate(cases):
        if monotonic() - said > _EVERY:
            said = monotonic()
            _say(f"{name}: {done:,} of {len(cases):,} cases, now {case.shape} in {case.field}")
        verdict = judged(case)
        for growth in verdict.growths:
            _say(f"{name}: {growth}")
        yield verdict


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _print_dearest(verdicts: list[Verdict]) -> None:
    """Print the steps that take longest at the largest size, each with its worst case."""
    plain = {verdict.case.field: verdict.seconds for verdict in verdicts if verdict.case.shape == PLAIN.name}
    worst: dict[str, tuple[float, Case]] = {}
    for verdict in verdicts:
        for step, seconds in verdict.work.items():
            if seconds > worst.get(step, (0.0, verdict.case))[0]:
                worst[step] = seconds, verdict.case
    for step, (seconds, case) in sorted(worst.items(), key=lambda item: -item[1][0])[:_SHOWN]:
        compared = f", {seconds / plain[case.field]:.1f} times all of plain prose" if case.field in plain else ""
        each = seconds / case.size * 1e9
        _say(f"  {step:20} {seconds * 1000:6.1f} ms, {each:8,.0f} ns a unit{compared}: {case.shape} in {case.field}")


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:] or _PARTS)))
