"""What the tests share: the corpus of real records, where there is one, and a browser, of which there can be only one."""

import os
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browsers import browser, tab

__all__ = ["browser", "corpus", "members", "tab"]

settings.register_profile("ctmodel", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("ctmodel")

# Tests that a shell starts in the background, or with nohup, ignore signals, and so would the commands that they start.
for name, handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus."""
    folder = os.environ.get("CTMODEL_CORPUS")
    if not folder:
        pytest.skip("the corpus of real records is not part of the repository: CTMODEL_CORPUS names no folder")
    return Path(folder)


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each record of an archive."""
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            yield name, opened.read(name)
