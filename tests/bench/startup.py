"""What ``import ctmodel`` costs at the start of a program, and what it loads."""

import subprocess
import sys
from time import perf_counter

from attrs import frozen

#: What a start must not load.
FORBIDDEN = ("click", "rich", "dateutil", "ctmodel.model.results")


@frozen
class Startup:
    """Milliseconds that the import takes over a bare interpreter, one for each run, and the modules that it loads."""

    milliseconds: list[float]
    modules: frozenset[str]

    @property
    def forbidden(self) -> list[str]:
        """Forbidden modules that were loaded."""
        return [name for name in FORBIDDEN if name in self.modules]


def startup(runs: int) -> Startup:
    """Start bare and importing interpreters in turns; the first pair, which may have to compile, does not count."""
    over, loaded = [], ""
    for _ in range(runs + 1):
        bare, _ = _started("pass")
        importing, loaded = _started("import ctmodel")
        over.append((importing - bare) * 1000)
    modules = (line.rpartition("|")[2].strip() for line in loaded.splitlines() if line.startswith("import time:"))
    return Startup(over[1:], frozenset(modules))


def _started(code: str) -> tuple[float, str]:
    command = [sys.executable, "-X", "importtime", "-c", code]
    start = perf_counter()
    done = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
    return perf_counter() - start, done.stderr
