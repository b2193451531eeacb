"""End in good order when somebody ends the command: temporary files and worker processes go with it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, final

#: Signals that end a process; Windows has not all of them.
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@final
class Ended(KeyboardInterrupt):
    """The process was asked to end, as by Ctrl-C, with another signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def in_good_order() -> Iterator[None]:
    """Raise :class:`Ended` for signals that end a process; one that is ignored, as under ``nohup``, stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def leave_to_parent() -> None:
    """Leave Ctrl-C to the process that this one works for; other signals end it at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: Any) -> None:
    raise Ended(number)
