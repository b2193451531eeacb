"""A process that does work for another one, and does not outlive it."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar, final

from attrs import frozen

from ctmodel.cli.signals import leave_to_parent
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.parts import Part

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
#: What is done with documents: there is a result for each.
Doing = Callable[[Iterable[Document | ReadError]], Iterator[T]]
#: Results, why parts cannot be read, and whether these are the last ones.
Answer = tuple[list[T], list[OSError], bool]

#: The first answer of a process, before any order.
READY: Final[Answer[Any]] = [], [], False


@final
@frozen
class Order:
    """What a process is to do."""

    parts: tuple[Part, ...]
    #: How many documents of these were done before.
    done: int = 0
    #: Whether to answer after each document, since one of them may end the process.
    is_careful: bool = False


def work(connection: "Connection", make: Callable[[], Doing[T]], watched: "Connection", held: "Connection") -> None:
    """Do what is ordered until there are no more orders.

    Args:
        connection: brings orders, and takes answers.
        make: makes what is done.
        watched: a pipe to which nothing is written: it closes when the other process ends, be it killed.
        held: the other end of it, which that process has.
    """
    held.close()  # but for this, the pipe would never be seen to close
    leave_to_parent()
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    collect_seldom()
    sys.stdout = sys.stderr  # what a rule prints is no part of the report
    try:
        do = make()
        connection.send(READY)
        while True:
            for answer in answers(do, connection.recv()):
                connection.send(answer)
    except (EOFError, BrokenPipeError):
        return
    except BaseException as error:  # noqa: BLE001
        # Whoever started this process decides about it.
        connection.send(error)


def collect_seldom() -> None:
    """Look for garbage less often: records hold no cycles, and each look costs more the more is imported."""
    gc.set_threshold(50_000, 20, 100)


def _end_with(watched: "Connection") -> None:
    try:
        watched.poll(None)
    finally:
        os._exit(1)


def answers(do: Doing[T], order: Order) -> Iterator[Answer[T]]:
    """Carry out an order."""
    errors: list[OSError] = []
    results: list[T] = []
    for result in do(documents(order, errors)):
        if order.is_careful:
            yield [result], [], False
        else:
            results.append(result)
    yield results, errors, True


def documents(order: Order, errors: list[OSError]) -> Iterator[Document | ReadError]:
    """Yield the documents that are left of an order; what cannot be read is an error, and the others still come."""
    number = 0
    for part in order.parts:
        try:
            for document in part.documents():
                if number >= order.done:
                    yield document
                number += 1
        except OSError as error:
            errors.append(error)
