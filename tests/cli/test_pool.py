"""A pool of processes: no more than there is work for, results in order, and nothing done twice."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from ctmodel.cli import pool as module
from ctmodel.cli.pool import Job, Pool
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
