"""A progress bar on standard error, for people who wait."""

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: Seconds before a bar is shown: who has to wait for less needs none.
_PATIENCE: Final = 1.0
#: Seconds between two updates of the bar.
_PERIOD: Final = 0.1


class Progress:
    """A bar on a terminal, in a long run: how much was done, how fast, what was found, and the time that is left."""

    def __init__(self, noun: str, total: int | None = None) -> None:
        """Begin to count.

        Args:
            noun: what is counted, in the plural.
            total: the size of all there is to do, in bytes; None if nobody knows.
        """
        self._noun = noun
        self._total = total
        self._done = self._found = self._size = 0
        self._begun = monotonic()
        self._bar: Bar | None = None
        self._due = self._begun + _PATIENCE if sys.stderr.isatty() else float("inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Take the bar away for good: what is written to the terminal would mix with it."""
        self._due = float("inf")
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def advance(self, count: int, *, found: int = 0, size: int = 0) -> None:
        """Count what was done.

        Args:
            count: how many things were done.
            found: how many findings there were.
            size: how many bytes were done.
        """
        self._done += count
        self._found += found
        self._size += size
        now = monotonic()
        if now < self._due:
            return
        self._due = now + _PERIOD
        self._bar = self._bar or _shown(self._total)
        rate = self._done / (now - self._begun)
        findings = f", {self._found:,} findings" if self._found else ""
        text = f"{self._done:,} {self._noun}, {rate:,.0f} a second{findings}"
        self._bar.update(self._bar.task_ids[0], completed=min(self._size, self._total or 0), description=text)
        self._bar.refresh()


def _shown(total: int | None) -> "Bar":
    # rich takes longer to import than many studies take to check.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    time = TimeElapsedColumn() if total is None else TimeRemainingColumn()
    columns = (BarColumn(), TextColumn("{task.description}"), time)
    console = Console(stderr=True)
    # Processes are started by forking this one, which must not have threads then.
    bar = Bar(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False, auto_refresh=False
    )
    bar.add_task("", total=total)
    bar.start()
    return bar
