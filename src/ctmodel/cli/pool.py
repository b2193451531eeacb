"""Share work among processes, and continue when one of them is killed.

What was given to a process that ends too early is given to another one, which does it document by document. A document
that ends two of these is left out, and said to have done so; every other one is done once.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar, final

from attrs import define, field, frozen

from ctmodel.cli.signals import blocked
from ctmodel.cli.worker import Doing, Order, answers, documents, work
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.parts import Part

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

#: For each process, how many jobs are given, or done and waiting for their turn.
_AHEAD: Final = 4
#: How many processes may end one after the other before they are ready.
_MOST_IN_VAIN: Final = 8
#: How many documents may end processes: if there are more, it is due to a rule or to the machine.
_MOST_LEFT_OUT: Final = 16
#: No more processes can be waited for on Windows; nor are there many machines that have more processors.
_MOST: Final = 61
_SAFE_PATH: Final = "PYTHONSAFEPATH"
#: Seconds that a process has to end when it is asked to.
_PATIENCE: Final = 1.0


@final
class WorkersLostError(Exception):
    """The processes end before they do anything."""


@final
@frozen
class Job:
    """Parts that one process does."""

    #: The path of the command line that they were found at.
    origin: str
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """How many bytes of its file it has, about."""
        return sum(part.size for part in self.parts)


@final
@frozen
class Done(Generic[T]):
    """What became of a job, or of a part of it."""

    origin: str
    #: What its documents gave, in their order.
    results: list[T]
    #: Why files could not be read.
    errors: list[OSError]
    #: How many bytes of its file the job has, with its last results.
    size: int = 0


@final
@define(eq=False)
class _Task(Generic[T]):
    """A job that is to be done."""

    job: Job
    results: list[T] = field(factory=list)
    errors: list[OSError] = field(factory=list)
    is_done: bool = False
    #: Whether a process has ended with it.
    is_careful: bool = False
    #: How many results there were when a careful process ended: the next document may be the reason.
    ended_at: int | None = None

    @property
    def outcome(self) -> Done[T]:
        return Done(self.job.origin, self.results, self.errors, self.job.size)


@final
@define(eq=False)
class _Worker(Generic[T]):
    """A process, the connection to it, and what it does."""

    process: "BaseProcess"
    connection: "Connection"
    task: _Task[T] | None = None
    #: Whether it has said so.
    is_ready: bool = False


class Pool(Generic[T]):
    """Does jobs in several processes, or in this one, and gives the results in the order of the jobs."""

    def __init__(
        self, processes: int, make: Callable[[], Doing[T]], do: Doing[T], lost: Callable[[Document | ReadError], T]
    ) -> None:
        """Make a pool, which starts processes when there is work for them.

        Args:
            processes: how many processes there may be; with one, this one does the work.
            make: makes in another process what is done there; it can be pickled.
            do: what is done here.
            lost: gives the result of a document that ends the processes.
        """
        self._most = min(processes, _MOST)
        self._make = make
        self._do = do
        self._lost = lost
        self._workers: list[_Worker[T]] = []
        #: What was begun and not given, in the order of the jobs, and what no process has.
        self._tasks: deque[_Task[T]] = deque()
        self._open: deque[_Task[T]] = deque()
        self._in_vain = self._left_out = 0
        self._watch: tuple[Connection, Connection] | None = None

    def done(self, jobs: Iterator[Job]) -> Iterator[Done[T]]:
        """Do the jobs; there are never more processes than jobs, and one job is done here.

        Raises:
            WorkersLostError: no process gets anything done.
        """
        first = [*islice(jobs, 2)] if self._most > 1 else []
        if len(first) < 2:
            yield from self._done_here(iter(first))
            yield from self._done_here(jobs)
            return
        try:
            self._add(iter(first))
            while self._add(jobs):
                self._assign()
                self._take()
                while self._tasks and self._tasks[0].is_done:
                    yield self._tasks.popleft().outcome
        finally:
            self.stop()

    def rest(self) -> Iterator[Done[T]]:
        """Give what was done and has not been given, when the work is broken off."""
        while self._tasks:
            yield self._tasks.popleft().outcome

    def stop(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.connection.close()
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()
        for end in self._watch or ():
            end.close()
        self._watch = None

    def _done_here(self, jobs: Iterator[Job]) -> Iterator[Done[T]]:
        for job in jobs:
            for results, errors, is_last in answers(self._do, Order(job.parts, is_careful=True)):
                yield Done(job.origin, results, errors, job.size if is_last else 0)

    def _add(self, jobs: Iterator[Job]) -> bool:
        """Begin as many jobs as may be, and return whether there is anything to do."""
        for job in islice(jobs, max(_AHEAD * self._most - len(self._tasks), 0)):
            self._tasks.append(_Task(job))
            self._open.append(self._tasks[-1])
        return bool(self._tasks)

    def _assign(self) -> None:
        """Give open tasks to processes that have none."""
        while self._open and (worker := self._idle()) is not None:
            task = worker.task = self._open.popleft()
            try:
                worker.connection.send(Order(task.job.parts, len(task.results), task.is_careful))
            except OSError:
                self._bury(worker)

    def _idle(self) -> _Worker[T] | None:
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) == self._most:
            return None
        self._workers.append(self._started())
        return self._workers[-1]

    def _started(self) -> _Worker[T]:
        # It takes longer to import than a study takes to check.
        from multiprocessing import Pipe, Process

        watch = self._watch = self._watch or Pipe(duplex=False)
        ours, theirs = Pipe()
        process = Process(target=work, args=(theirs, self._make, *watch), daemon=True)
        # It cannot be told yet to leave signals to this process.
        with blocked(), _without_working_directory():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _take(self) -> None:
        """Wait for answers, and take them."""
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.task is not None}
        for connection in wait([*busy]):
            worker = busy[connection]  # type: ignore[index]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(answer, BaseException):
                raise answer
            results, errors, is_last = answer
            worker.is_ready, self._in_vain = True, 0
            task = worker.task
            if task is not None:
                task.results += results
                task.errors += errors
                task.is_done = is_last
                worker.task = None if is_last else task

    def _bury(self, worker: _Worker[T]) -> None:
        """Take up what a process left that has ended."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        task = worker.task
        if task is not None:
            self._open.appendleft(task)
            if worker.is_ready:
                self._suspect(task)
        if not worker.is_ready:
            self._in_vain += 1
            if self._in_vain > _MOST_IN_VAIN:
                raise WorkersLostError

    def _suspect(self, task: _Task[T]) -> None:
        """Be careful with a task that a process ended with; leave out a document with which two careful ones did."""
        if task.is_careful and task.ended_at == len(task.results):
            document = next(documents(Order(task.job.parts, len(task.results)), []), None)
            task.results += [] if document is None else [self._lost(document)]
            self._left_out += 1
            if self._left_out == _MOST_LEFT_OUT:
                raise WorkersLostError
        elif task.is_careful:
            task.ended_at = len(task.results)
        task.is_careful = True


@contextmanager
def _without_working_directory() -> Iterator[None]:
    """Start processes that import nothing from the working directory, which ``python -c`` puts first on the path."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
