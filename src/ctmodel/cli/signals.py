"""End in good order when somebody ends the command: temporary files and worker processes go with it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, final

#: Signals that end a process; Windows has not all of them.
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
#: What the interpreter does about each of them.
_USUAL: Final = (signal.SIG_DFL, signal.default_int_handler)


@final
class Ended(KeyboardInterrupt):
    """The process was asked to end, as by Ctrl-C, with another signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@final
class _Waiting:
    """Whether signals wait, and the first one that did."""

    is_on = False
    error: KeyboardInterrupt | None = None


@contextmanager
def in_good_order() -> Iterator[None]:
    """Raise :class:`Ended` for signals that end a process; one that is ignored, as under ``nohup``, stays ignored.

    For Ctrl-C, that is :class:`KeyboardInterrupt`, as always.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ENDING}
    taken = [number for number, handler in before.items() if handler in _USUAL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a signal wait until the end, so that what is done is done as a whole; a second signal does not wait."""
    _Waiting.is_on = True
    try:
        yield
    finally:
        _Waiting.is_on, error = False, _Waiting.error
        _Waiting.error = None
    if error is not None:
        raise error


@contextmanager
def blocked() -> Iterator[None]:
    """Start processes that no signal ends, until they choose otherwise; this one gets its signals afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_to_parent() -> None:
    """Leave Ctrl-C to the process that this one works for; other signals end it at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING[1:]:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _end(number: int, _: Any) -> None:
    error = KeyboardInterrupt() if number == signal.SIGINT else Ended(number)
    if _Waiting.is_on and _Waiting.error is None:
        _Waiting.error = error
        return
    raise error
