"""Whether time grows faster than a text: judged by ratios within one run, never by seconds."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from attrs import evolve, frozen

from tests.growth.measuring import Work

#: The most that time may grow where the size is doubled; a quadratic step comes to 4.
MOST: Final = 2.6
#: Seconds of CPU at the largest size below which nothing is judged: what fits into a cache of the processor is faster.
FLOOR: Final = 0.02
#: What makes a step suspicious where the size is four times as large: more than this ratio.
_SUSPICIOUS: Final = 5.2
#: Repetitions, of which the fastest counts: the more, the less the noise of the machine.
_ROUNDS: Final = (2, 4, 8)
#: Seconds after which a step is measured at smaller sizes.
_SLOW: Final = 1.0


@frozen
class Case:
    """Something that grows, and where in a record it is."""

    shape: str
    field: str
    #: The largest of the sizes at which it is measured.
    size: int
    #: Returns the seconds of CPU for a size.
    total: Callable[[int], float]
    #: Returns the same by step, which takes longer itself.
    work: Callable[[int], Work]


@frozen
class Growth:
    """A step whose time grows faster than its input."""

    case: Case
    #: Code of the rule, or name of the step.
    step: str
    #: How many times longer it takes for twice the size.
    ratio: float
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.step}: {self.ratio:.1f} times as long for twice the size"
            f" ({self.seconds * 1000:.0f} ms at {self.case.size}), {self.case.shape} in {self.case.field}"
        )


@frozen
class Verdict:
    """What was measured of a case at its largest size, and what grows too fast."""

    case: Case
    seconds: float
    #: By step; empty where nothing is slow.
    work: Work
    growths: list[Growth]


def judged(case: Case) -> Verdict:
    """Look at all of it first, step by step where it is slow, and measure again what grew too fast."""
    seconds = case.total(case.size)
    if seconds < FLOOR:
        return Verdict(case, seconds, {}, [])
    large, small = case.work(case.size), case.work(case.size // 4)
    suspects = [
        step for step, seconds in large.items() if seconds > FLOOR and seconds > _SUSPICIOUS * small.get(step, 0)
    ]
    if suspects and sum(small.values()) > _SLOW:
        return judged(evolve(case, size=case.size // 4))
    return Verdict(case, seconds, large, _convicted(case, suspects) if suspects else [])


def _convicted(case: Case, suspects: list[str]) -> list[Growth]:
    """Return the suspects that grow too fast by the fastest of more and more repetitions."""
    half: Work = defaultdict(lambda: float("inf"))
    whole: Work = defaultdict(lambda: float("inf"))
    for repetitions in _ROUNDS:
        for _ in range(repetitions):
            for size, fastest in ((case.size // 2, half), (case.size, whole)):
                for step, seconds in case.work(size).items():
                    fastest[step] = min(fastest[step], seconds)
        suspects = [step for step in suspects if whole[step] > FLOOR and whole[step] > MOST * half[step]]
        if not suspects:
            break
    return [Growth(case, step, whole[step] / half[step], whole[step]) for step in suspects]
