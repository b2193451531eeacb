"""Signals end the command in good order, and wait while something is done as a whole."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from ctmodel.cli import signals
from ctmodel.cli.signals import Ended, blocked, in_good_order, leave_to_parent, uninterrupted


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the handlers and the mask as they were."""
    handlers = {number: signal.getsignal(number) for number in signals._ENDING}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_that_end_a_process_are_raised(number: int) -> None:
    with pytest.raises(Ended) as raised, in_good_order():
        send(number)
    assert raised.value.number == number
    assert signal.getsignal(number) is signal.SIG_DFL


def test_ctrl_c_is_what_it_always_is() -> None:
    with pytest.raises(KeyboardInterrupt) as raised, in_good_order():
        send(signal.SIGINT)
    assert not isinstance(raised.value, Ended)


def test_signals_that_are_ignored_stay_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with in_good_order():
        send(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_another_thread_leaves_signals_alone() -> None:
    found = []

    def look() -> None:
        with in_good_order():
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [signal.SIG_DFL]


def test_a_signal_waits_and_a_second_one_does_not() -> None:
    done = []

    def work(*numbers: int) -> None:
        with uninterrupted():
            for number in numbers:
                send(number)
            done.append(len(numbers))

    with in_good_order():
        with pytest.raises(KeyboardInterrupt):
            work(signal.SIGINT)
        with pytest.raises(Ended):
            work(signal.SIGINT, signal.SIGTERM)
        work()
    assert done == [1, 0]


def test_blocked_signals_come_afterwards() -> None:
    done = []

    def start() -> None:
        with blocked():
            # The mask is that of a thread, and the tests can have others.
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
            done.append("started")

    with in_good_order(), pytest.raises(Ended):
        start()
    assert done == ["started"]


def test_a_process_that_works_for_another_leaves_ctrl_c_to_it() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, signals._ENDING)
    leave_to_parent()
    assert [signal.getsignal(number) for number in signals._ENDING] == [
        signal.SIG_IGN, signal.SIG_DFL, signal.SIG_IGN
    ]  # fmt: skip
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & set(signals._ENDING)
