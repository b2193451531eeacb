"""Check documents in several processes, none of which outlives the one that they work for."""

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, final

from attrs import define, evolve

from ctmodel.cli.signals import leave_to_parent
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.rules.check import Checked, Checker
from ctmodel.rules.finding import Finding

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection

Batch = list[Document | ReadError]

# A batch ends at either: enough that workers seldom wait, little enough that few large documents are held at a time.
_BATCH: Final = 16
_BATCH_BYTES: Final = 4 << 20
#: No more processes can be waited for on Windows; nor are there many machines that have more processors.
_MOST: Final = 61


class WorkerLostError(Exception):
    """A process that checks ended before its work was done."""


def checked_by(
    jobs: int, found: Iterable[Document | ReadError], known: Checker, make_checker: Callable[[], Checker]
) -> Generator[Checked]:
    """Check documents in so many processes at most, and yield what was checked in the order of the documents.

    There are never more processes than there is work for; where that is one, it is this one.

    Args:
        jobs: how many processes may check.
        found: the documents.
        known: the checker that is used here.
        make_checker: makes the same checker in another process; it can be pickled.

    Raises:
        WorkerLostError: a process was ended from outside, as systems do where memory is short.
    """
    batches = _batches(found) if jobs > 1 else iter(())
    first = [*islice(batches, min(jobs, _MOST))]
    if len(first) < 2:
        yield from map(_light, known.check_documents(chain(*first, found)))
        return
    from concurrent.futures import BrokenExecutor

    with _pool(len(first), make_checker) as pool:
        pending: deque[Future[list[Checked]]] = deque()
        try:
            for batch in chain(first, batches):
                pending.append(pool.submit(_check, batch))
                if len(pending) > 2 * len(first):
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenExecutor:
            raise WorkerLostError from None


def _batches(found: Iterable[Document | ReadError]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for document in found:
        batch.append(document)
        size += len(document.data) if isinstance(document, Document) else 0
        if len(batch) == _BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def _pool(workers: int, make_checker: Callable[[], Checker]) -> "Iterator[ProcessPoolExecutor]":
    """Start processes that end with the work, or at once where it is broken off, by whatever."""
    # They take longer to import than a study takes to check.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import Pipe

    # Where processes are not forked, Python starts them with -c, which puts the working directory first on the path.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Nothing is ever written to it: it closes when this process closes its end or ends itself, be it killed.
    watched, held = Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(make_checker, watched, held))
    try:
        yield pool
        pool.shutdown()
    finally:
        held.close()
        watched.close()
        pool.shutdown(cancel_futures=True)


@final
@define
class _Worker:
    """What a process that checks was given."""

    make_checker: Callable[[], Checker] | None = None


_worker: Final = _Worker()


def _begin(make_checker: Callable[[], Checker], watched: "Connection", held: "Connection") -> None:
    """Make ready a process that checks."""
    held.close()  # but for this, the pipe would never be seen to close
    leave_to_parent()
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    _worker.make_checker = make_checker


def _end_with(watched: "Connection") -> None:
    try:
        watched.poll(None)
    finally:
        os._exit(1)


@cache
def _checker() -> Checker:
    make: Any = _worker.make_checker
    checker: Checker = make()
    return checker


def _check(batch: Batch) -> list[Checked]:
    """Check documents in a process that was made ready."""
    return [_light(checked) for checked in _checker().check_documents(batch)]


def _light(checked: Checked) -> Checked:
    """Drop the content of objects and arrays: reports do not show it, and it would be kept until the end of the run."""
    return evolve(checked, findings=[_without_contents(finding) for finding in checked.findings])


def _without_contents(finding: Finding) -> Finding:
    value = finding.value
    return evolve(finding, value=type(value)()) if value and isinstance(value, dict | list) else finding
