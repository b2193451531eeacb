"""A pool of processes: no more than there is work for, results in order, and nothing done twice."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ctmodel.cli import pool as module
from ctmodel.cli import worker
from ctmodel.cli.pool import Job, Pool, WorkersLostError
from ctmodel.cli.worker import Doing, Order, answers
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.parts import File, Held


def names(documents: Iterable[Document | ReadError]) -> Iterator[str]:
    return (str(document.path) for document in documents)


def doing() -> Doing[str]:
    return names


def job(number: int) -> Job:
    return Job("here", (Held("here", (Document(b"", f"{number}"), Document(b"", f"{number} too"))),))


def pool(processes: int) -> Pool[str]:
    return Pool(processes, doing, names, lambda document: f"{document.path} is lost")


@pytest.mark.parametrize(("processes", "jobs", "expected"), [(1, 9, 0), (9, 0, 0), (9, 1, 0), (9, 2, 2), (2, 9, 2)])
def test_there_are_no_more_processes_than_there_is_work_for(
    monkeypatch: pytest.MonkeyPatch, processes: int, jobs: int, expected: int
) -> None:
    started = 0
    begin = Pool._started

    def counted(self: Pool[str]) -> object:
        nonlocal started
        started += 1
        return begin(self)

    monkeypatch.setattr(Pool, "_started", counted)
    done = list(pool(processes).done(map(job, range(jobs))))
    assert [result for each in done for result in each.results] == [
        text for number in range(jobs) for text in (f"{number}", f"{number} too")
    ]
    assert started == expected


def test_there_are_never_very_many() -> None:
    assert [pool(count)._most for count in (60, 61, 62, 5000)] == [60, 61, 61, 61]


def test_jobs_are_not_begun_long_before_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = 0

    def jobs() -> Iterator[Job]:
        nonlocal begun
        for number in range(100):
            begun += 1
            yield job(number)

    done = pool(2).done(jobs())
    next(done)
    assert begun <= module._AHEAD * 2 + 1
    done.close()


def test_what_was_done_is_there_when_the_work_is_broken_off() -> None:
    working = pool(2)
    done = working.done(map(job, range(100)))
    first = next(done)
    done.close()
    rest = [result for each in [first, *working.rest()] for result in each.results]
    assert len(rest) == len(set(rest))
    assert not working._workers


def test_files_that_cannot_be_read_are_errors_and_the_others_still_come(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    files = tuple(File(str(tmp_path / name), False, 2) for name in ("gone.json", "a.json"))
    ((results, errors, _),) = answers(names, Order(files))
    assert results == [str(tmp_path / "a.json")]
    assert [error.filename for error in errors] == [str(tmp_path / "gone.json")]


@pytest.mark.parametrize("done", [0, 1, 3, 4])
def test_what_was_done_is_not_done_again(done: int) -> None:
    parts = tuple(part for number in range(2) for part in job(number).parts)
    given = [results for results, _, _ in answers(names, Order(parts, done, is_careful=True))]
    assert [result for results in given for result in results] == ["0", "0 too", "1", "1 too"][done:]


def test_a_careful_process_answers_after_each_document() -> None:
    assert [
        (results, is_last) for results, _, is_last in answers(partial(names), Order(job(0).parts, is_careful=True))
    ] == [(["0"], False), (["0 too"], False), ([], True)]


def deadly(documents: Iterable[Document | ReadError]) -> Iterator[str]:
    """End the process with documents that say so."""
    for document in documents:
        if "deadly" in str(document.path):
            os.kill(os.getpid(), signal.SIGKILL)
        yield str(document.path)


def doing_deadly() -> Doing[str]:
    return deadly


def ending() -> Doing[str]:
    os._exit(1)


def failing() -> Doing[str]:
    raise LookupError("no rules")


def jobs_of(paths: list[str]) -> Iterator[Job]:
    return (Job("here", (Held("here", (Document(b"", path),)),)) for path in paths)


def deadly_pool() -> Pool[str]:
    return Pool(2, doing_deadly, deadly, lambda document: f"{document.path} is lost")


def test_what_a_killed_process_had_is_done_by_another() -> None:
    paths = ["a", "deadly 1", "b", "c", "deadly 2", "deadly 3", "d"]
    done = [result for each in deadly_pool().done(jobs_of(paths)) for result in each.results]
    assert done == [f"{path} is lost" if "deadly" in path else path for path in paths]


def test_documents_beside_a_deadly_one_are_done_once() -> None:
    parts = (Held("here", tuple(Document(b"", path) for path in ("a", "b", "deadly", "c"))),)
    done = [result for each in deadly_pool().done(iter([Job("here", parts)] * 2)) for result in each.results]
    assert done == ["a", "b", "deadly is lost", "c"] * 2


@pytest.mark.parametrize("count", [module._MOST_LEFT_OUT - 1, module._MOST_LEFT_OUT])
def test_many_deadly_documents_are_given_up(count: int) -> None:
    working = deadly_pool()
    done = working.done(jobs_of(["deadly"] * count + ["a", "b"]))
    if count < module._MOST_LEFT_OUT:
        assert len(list(done)) == count + 2
    else:
        with pytest.raises(WorkersLostError):
            list(done)


def test_processes_that_end_before_they_are_ready() -> None:
    with pytest.raises(WorkersLostError):
        list(Pool(2, ending, names, str).done(map(job, range(5))))


def test_why_a_process_cannot_begin_is_raised_here() -> None:
    with pytest.raises(LookupError, match="no rules"):
        list(Pool(2, failing, names, str).done(map(job, range(5))))


class Line:
    """A connection in this process."""

    def __init__(self, *orders: object) -> None:
        self.orders = list(orders)
        self.answers: list[object] = []
        self.is_closed = False

    def recv(self) -> object:
        if not self.orders:
            raise EOFError
        return self.orders.pop(0)

    def send(self, answer: object) -> None:
        self.answers.append(answer)

    def close(self) -> None:
        self.is_closed = True


def worked(monkeypatch: pytest.MonkeyPatch, make: Callable[[], Doing[str]], *orders: object) -> list[Any]:
    """Do the work of another process in this one."""
    for name in ("leave_to_parent", "collect_seldom"):
        monkeypatch.setattr(worker, name, lambda: None)
    monkeypatch.setattr(worker.threading, "Thread", lambda **_: SimpleNamespace(start=lambda: None))
    monkeypatch.setattr("sys.stdout", sys.stdout)
    line, held = Line(*orders), Line()
    worker.work(line, make, Line(), held)  # type: ignore[arg-type]
    assert held.is_closed
    return line.answers


def test_the_work_of_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = worked(monkeypatch, doing, Order(job(1).parts), Order(job(2).parts, 1))
    assert answered == [worker.READY, (["1", "1 too"], [], True), (["2 too"], [], True)]


def test_a_process_that_cannot_begin_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    (error,) = worked(monkeypatch, failing)
    assert isinstance(error, LookupError)


def test_what_makes_garbage_is_collected_seldom() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700)
    try:
        worker.collect_seldom()
        assert gc.get_threshold()[0] > 700
    finally:
        gc.set_threshold(*before)
