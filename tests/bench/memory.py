"""How much memory the records take that a program holds at once."""

import sys
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from resource import RUSAGE_SELF, getrusage

from ways import Way

_FORK = get_context("fork")
#: What ``ru_maxrss`` counts.
_UNIT = 1 if sys.platform == "darwin" else 1024


def growth(way: Way, texts: list[bytes]) -> int:
    """Return by how many bytes the peak of resident memory grows in a forked child that holds all records."""
    answers: SimpleQueue[int] = _FORK.SimpleQueue()
    child = _FORK.Process(target=_hold, args=(way, texts, answers))
    child.start()
    child.join()
    return answers.get()


def _hold(way: Way, texts: list[bytes], answers: "SimpleQueue[int]") -> None:
    before = _peak()
    held = [way(text) for text in texts]
    answers.put(_peak() - before)
    held.clear()


def _peak() -> int:
    return getrusage(RUSAGE_SELF).ru_maxrss * _UNIT
