"""The files that a run keeps for itself: none that it writes may be one that it reads."""

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Final, Self, final

import click
from attrs import field, frozen

from ctmodel.cli.streams import STDIN
from ctmodel.config.baseline import read_baseline
from ctmodel.config.settings import Settings, SettingsError

#: What a file is, whatever it is called: its device, and its number there.
Identity = tuple[int, int]

_STANDARD_OUTPUT: Final = "standard output"


@final
@frozen
class OwnFiles:
    """The files that a run writes, and its baselines; those that do not exist yet are nobody's."""

    #: The files that it writes, with their names.
    written: Mapping[Identity, str] = field(factory=dict)
    baselines: frozenset[Identity] = frozenset()

    @classmethod
    def of(
        cls, settings: Settings, outputs: Iterable[Path], write_baseline: str | None, rule_files: Iterable[str] = ()
    ) -> Self:
        """Return those of a run.

        Raises:
            click.UsageError: a report or a new baseline would take the place of the settings, of the baseline, or of
                a file with rules.
        """
        baselines = {_identity(file) for file in _baselines(settings, write_baseline)}
        named: list[tuple[str | int, str]] = [(str(file), str(file)) for file in outputs]
        named += [(number, _STANDARD_OUTPUT) for number in _descriptors(sys.stdout)]
        if write_baseline is not None and _identity(write_baseline) not in baselines:
            named.append((write_baseline, write_baseline))
        written = {_identity(file): name for file, name in named}
        own = cls(
            {known: name for known, name in written.items() if known is not None},
            frozenset(known for known in baselines if known is not None),
        )
        for file in (settings.file, settings.baseline if write_baseline is None else None, *rule_files):
            if file is not None:
                own.refuse(str(file))
        return own

    @classmethod
    def written_to(cls, *files: str) -> Self:
        """Return those of a run that writes some files, and reads no settings."""
        known = {_identity(file): file for file in files}
        return cls({identity: file for identity, file in known.items() if identity is not None})

    def refuse(self, file: str | int) -> None:
        """Refuse to read what the run writes, given its name or descriptor.

        Raises:
            click.UsageError: the run writes it.
        """
        name = self.is_written(file)
        if name is not None:
            raise click.UsageError(f"{name} is read by this run, and nothing is written over it: name another file")

    def refuse_stream(self, stream: IO[Any]) -> None:
        """Refuse to read a stream that is redirected from what the run writes.

        Raises:
            click.UsageError: it is.
        """
        for number in _descriptors(stream):
            self.refuse(number)

    def is_written(self, file: str | int) -> str | None:
        """Return the name under which the run writes a file; None for one that it does not."""
        known = _identity(file) if self.written else None
        return None if known is None else self.written.get(known)

    def is_baseline(self, file: str) -> bool:
        """Whether a file that was found is a baseline of the run."""
        return bool(self.baselines) and _identity(file) in self.baselines


def refuse_inputs(written: Path, paths: Iterable[str]) -> None:
    """Refuse to write over what is read, or into it.

    Raises:
        click.UsageError: a path that is read is what is written, is in it, or has it in it.
    """
    out = written.resolve()
    for path in paths:
        if path == STDIN:
            continue
        read = Path(path).resolve()
        if out == read or read in out.parents or out in read.parents:
            raise click.UsageError(
                f"{path} is read by this run, and nothing is written over it or into it: name another place"
            )


def _baselines(settings: Settings, write_baseline: str | None) -> Iterable[str]:
    """Yield the files that are baselines now; what is to become one may be anything yet."""
    for file in {str(file) for file in (settings.baseline, write_baseline) if file is not None}:
        try:
            read_baseline(file)
        except SettingsError:
            continue
        yield file


def _descriptors(stream: IO[Any]) -> tuple[int, ...]:
    try:
        return (stream.fileno(),)
    except OSError:  # it has none
        return ()


def _identity(file: str | int) -> Identity | None:
    try:
        status = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
