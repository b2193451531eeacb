"""See that checking has not become much slower: `python -m tests.bench.gate CORPUS`.

Times are compared with those of the standard library's parser on the same texts, in turns in one process. The bounds leave
half as much again for other machines and neighbours: this finds what became twice as slow, not what became a tenth slower.
"""

import gc
import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

import ctmodel
from ctmodel.io.document import Document
from ctmodel.rules.check import Checker
from tests.bench.registry import studies, texts_of

#: How many studies are checked, and how often.
_STUDIES: Final = 400
_ROUNDS: Final = 5
#: What a way may take at most, relative to `json.loads`.
BOUNDS: Final = {"read, with all sections": 2.2, "checked": 20.0}


def _read(text: str) -> None:
    trial = ctmodel.loads(text)
    _ = trial.results, trial.derived


def _seconds(work: Callable[[str], object], texts: list[str]) -> float:
    gc.collect()
    begun = process_time()
    for text in texts:
        work(text)
    return process_time() - begun


def main() -> int:
    texts = list(islice(studies(texts_of(Path(sys.argv[1]))), _STUDIES))
    checker = Checker()

    def checked(text: str) -> Any:
        return list(checker.check_documents([Document(text.encode(), "a.json")]))

    ways = {"read, with all sections": _read, "checked": checked}
    rounds = []
    for _ in range(_ROUNDS + 1):
        parsing = _seconds(json.loads, texts)
        rounds.append({name: _seconds(way, texts) / parsing for name, way in ways.items()})
    slow = False
    for name, bound in BOUNDS.items():
        ratio = median(held[name] for held in rounds[1:])  # the first round compiles patterns
        slow |= ratio > bound
        sys.stdout.write(f"{name}: {ratio:.1f} times json.loads, of {bound} at most\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
