"""How long each way takes, measured in turns within one process."""

import gc
from statistics import median
from time import perf_counter

from attrs import frozen
from ways import Way

#: In how many parts a round goes through the records.
_PARTS = 8


@frozen
class Times:
    """Seconds that each way took for all records, by name, one for each round."""

    seconds: dict[str, list[float]]

    def ratios(self, way: str, unit: str) -> list[float]:
        """Return how many times as long as another a way took, round by round: what disturbs a round hits both."""
        return [mine / other for mine, other in zip(self.seconds[way], self.seconds[unit], strict=True)]

    def faster(self, *ways: str) -> str:
        """Return the way that took the least time."""
        return min(ways, key=lambda way: median(self.seconds[way]))


def times(ways: dict[str, Way], texts: list[bytes], rounds: int) -> Times:
    """Time all ways in each round; objects are dropped as they are made.

    The ways take turns after each part of the records, and each turn begins with another way.
    """
    names = list(ways)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    parts = [texts[first::_PARTS] for first in range(_PARTS)]
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        spent = dict.fromkeys(names, 0.0)
        for part in parts:
            for name in names:
                spent[name] += _seconds(ways[name], part)
            names.append(names.pop(0))
        for name in names:
            seconds[name].append(spent[name])
    return Times(seconds)


def _seconds(way: Way, texts: list[bytes]) -> float:
    gc.collect()
    start = perf_counter()
    for text in texts:
        way(text)
    return perf_counter() - start
