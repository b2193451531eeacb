"""Check what stands at the paths of a command line, in one process or in several."""

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Final, final

from attrs import define, evolve, field

from ctmodel.cli.outputs import tell, tell_error
from ctmodel.cli.plugins import with_plugins
from ctmodel.cli.progress import Progress
from ctmodel.config.choice import checker
from ctmodel.config.settings import Settings
from ctmodel.errors import ReadError
from ctmodel.io.documents import Document, documents, standard_input
from ctmodel.report import Study
from ctmodel.rules.check import Checked, Checker
from ctmodel.rules.finding import Finding
from ctmodel.rules.records import RecordKind

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

STANDARD_INPUT: Final = "-"
# A batch ends at either: enough that workers seldom wait, little enough that few large documents are held at a time.
_BATCH: Final = 16
_BATCH_BYTES: Final = 4 << 20


@final
@define
class Seen:
    """What was seen at all paths."""

    findings: list[Finding] = field(factory=list)
    studies: list[Study] = field(factory=list)
    skipped: int = 0
    muted: int = 0
    assumed: Counter[RecordKind] = field(factory=Counter)
    days: set[date] = field(factory=set)
    #: Whether a path could not be used.
    unusable: bool = False

    def miss(self, error: OSError) -> None:
        """Tell of a file that was come across and cannot be opened."""
        self.unusable = True
        tell_error(error.filename, error)

    def add(self, checked: Checked) -> None:
        """Add a document that was checked."""
        self.findings += map(_light, checked.findings)
        self.studies += (Study(checked.file, record) for record in checked.records)
        self.skipped += checked.skipped
        self.muted += checked.muted
        self.assumed.update(checked.assumed)
        self.days |= checked.as_of


@final
@define
class Work:
    """What is to be checked, and how."""

    settings: Settings
    #: Modules with rules.
    plugins: tuple[str, ...] = ()
    #: The name of what comes from standard input.
    stdin_name: str = STANDARD_INPUT
    #: How many processes check.
    jobs: int = 1

    def checker(self) -> Checker:
        """Return what checks under the settings.

        Raises:
            click.UsageError: a plugin cannot be used.
            ValueError: a setting names no rule, or two rules have the same code.
        """
        return checker(self.settings, with_plugins(self.plugins))

    def over(self, paths: Iterable[str], known: Checker) -> Seen:
        """Check what stands at each path; a path that cannot be used is told, and the others still run."""
        seen = Seen()
        with _workers(self) as workers, Progress("studies") as progress:
            check = known.check_documents if workers is None else _shared_out(workers, self.jobs)
            for path in paths:
                empty = True
                try:
                    for checked in check(self._documents(path, seen.miss)):
                        empty = False
                        seen.add(checked)
                        progress.advance(len(checked.records))
                except OSError as error:
                    seen.unusable = True
                    tell_error(path, error)
                else:
                    if empty:
                        seen.unusable = True
                        tell(f"{path}: holds no JSON that could be checked")
        return seen

    def _documents(self, path: str, unreadable: Callable[[OSError], object]) -> Iterator[Document | ReadError]:
        if path == STANDARD_INPUT:
            return standard_input(sys.stdin.buffer, self.stdin_name)
        return documents(path, unreadable)


def _workers(work: Work) -> "AbstractContextManager[ProcessPoolExecutor | None]":
    if work.jobs == 1:
        return nullcontext()
    # It takes longer to import than a study takes to check.
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(work.jobs, initializer=begin, initargs=(work,))


def _light(finding: Finding) -> Finding:
    """Drop what stands in an object or array: reports do not show it, and it would be held to the end of the run."""
    value = finding.value
    return evolve(finding, value=type(value)()) if value and isinstance(value, dict | list) else finding


_checker: Checker


def begin(work: Work) -> None:
    """Make ready a process that checks."""
    global _checker  # A worker is a process of its own, made for one checker
    _checker = work.checker()


def check(batch: list[Document | ReadError]) -> list[Checked]:
    """Check documents in a process that was made ready."""
    return [
        evolve(checked, findings=[_light(finding) for finding in checked.findings])
        for checked in _checker.check_documents(batch)
    ]


def _shared_out(
    workers: "ProcessPoolExecutor", jobs: int
) -> Callable[[Iterable[Document | ReadError]], Iterator[Checked]]:
    """Return a function that checks documents in several processes, and yields what was checked in their order."""

    def in_order(found: Iterable[Document | ReadError]) -> Iterator[Checked]:
        from concurrent.futures import BrokenExecutor

        pending: deque[Future[list[Checked]]] = deque()
        try:
            for batch in _batches(found):
                pending.append(workers.submit(check, batch))
                if len(pending) > 2 * jobs:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenExecutor:
            raise OSError(None, "a process that checks was ended from outside") from None

    return in_order


def _batches(found: Iterable[Document | ReadError]) -> Iterator[list[Document | ReadError]]:
    batch: list[Document | ReadError] = []
    size = 0
    for document in found:
        batch.append(document)
        size += len(document.data) if isinstance(document, Document) else 0
        if len(batch) == _BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
