"""Measure how long the command takes for a registry, and how much memory: `python -m tests.bench.scale CORPUS FOLDER`.

The folder gets synthetic registries (:mod:`tests.bench.registry`), which have the size of the real one: 590,000 studies take
11 GB. Memory is the peak of what each process has for itself and shares, as Linux counts it.
"""

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from platform import machine, python_implementation, python_version, system
from time import monotonic
from typing import Final

from attrs import frozen

from tests.bench.registry import studies, texts_of, write

#: Seconds between two looks at the memory.
_PERIOD: Final = 0.2
FORMS: Final = ("zip", "json", "jsonl")
HEAD: Final = """# Speed for a whole registry

A synthetic registry is made from real records: numbers and rare words are replaced, links within a record stay.
`python -m tests.bench.scale CORPUS FOLDER --markdown docs/speed_registry.md` writes this page.
"""


@frozen
class Measured:
    """What a run took."""

    seconds: float
    cpu: float
    #: Peak memory of the command, and of the largest of its other processes, in MB.
    memory: int
    workers: int


def measured(command: list[str]) -> Measured:
    """Run a command and measure it."""
    before = os.times()
    begun = monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    process.wait()
    watcher.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    others = [peak for number, peak in peaks.items() if number != process.pid]
    return Measured(monotonic() - begun, cpu, peaks.get(process.pid, 0), max(others, default=0))


def _watch(process: "subprocess.Popen[bytes]", peaks: dict[int, int]) -> None:
    while process.poll() is None:
        for number in (process.pid, *_children(process.pid)):
            peaks[number] = max(peaks.get(number, 0), _peak(number))
        threading.Event().wait(_PERIOD)


def _children(number: int) -> Iterator[int]:
    for path in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            yield from map(int, path.read_text().split())
        except OSError:  # the thread has ended
            continue


def _peak(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/status").read_text().splitlines()
    except OSError:  # the process has ended
        return 0
    return next((int(line.split()[1]) // 1000 for line in lines if line.startswith("VmHWM")), 0)


def page(corpus: Path, folder: Path, sizes: Sequence[int], jobs: int) -> Iterator[str]:
    """Yield the lines of the page: the smallest registry in each form, the others as JSON Lines."""
    yield from HEAD.splitlines()
    yield f"Measured with {python_implementation()} {python_version()}, {machine()}, {system()}, {os.cpu_count()} cores."
    yield ""
    yield "| what | studies | file | seconds | CPU seconds | studies a second | MB a second | memory of the command | of a worker |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        for form in FORMS if size == min(sizes) else FORMS[-1:]:
            path = folder / f"{size}.{form}"
            if not path.exists():
                write(path, islice(studies(texts_of(corpus)), size))
            validate = ["validate", "--isolated", "--exit-zero", f"--jobs={jobs}", "--output-format=jsonl", str(path)]
            yield _row(f"validate, {jobs} processes", size, path, validate)
    for size in sizes:
        path = folder / f"{size}.{FORMS[-1]}"
        yield _row("tables, Parquet", size, path, ["tables", str(path), "--out", str(folder / f"{size}.tables")])


def _row(what: str, size: int, path: Path, arguments: list[str]) -> str:
    done = measured([sys.executable, "-m", "ctmodel", *arguments])
    rate, megabytes = size / done.seconds, path.stat().st_size / 1e6 / done.seconds
    workers = f"{done.workers} MB" if done.workers else ""
    return (
        f"| {what} | {size:,} | {path.suffix} | {done.seconds:,.0f} | {done.cpu:,.0f} | {rate:,.0f} | {megabytes:,.0f}"
        f" | {done.memory} MB | {workers} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path, help="outside the repository, with room for the registries")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 590_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--markdown", type=Path)
    given = parser.parse_args()
    lines = []
    for line in page(given.corpus, given.folder, given.sizes, given.jobs):
        sys.stderr.write(f"{line}\n")
        lines.append(line)
    if given.markdown is not None:
        given.markdown.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
