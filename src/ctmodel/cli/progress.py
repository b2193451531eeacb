"""A progress bar on standard error, for people who wait."""

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: Seconds before a bar is shown: who has to wait for less needs none.
_PATIENCE: Final = 1.0


class Progress:
    """A bar that counts what was done, on a terminal and in a long run; how much there is to do is not known."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._done = 0
        self._bar: Bar | None = None
        self._due = monotonic() + _PATIENCE if sys.stderr.isatty() else float("inf")

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

    def advance(self, count: int) -> None:
        """Count what was done."""
        self._done += count
        if self._bar is None and monotonic() > self._due:
            self._bar = _begun(self._noun)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done)


def _begun(noun: str) -> "Bar":
    # rich takes longer to import than many studies take to check.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    bar = Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task(noun, total=None)
    bar.start()
    return bar
