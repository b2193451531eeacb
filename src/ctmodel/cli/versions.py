"""Which records of two inputs are versions of the same study."""

from collections.abc import Container, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final, final

from ctmodel.cli.inputs import Inputs
from ctmodel.cli.progress import Progress
from ctmodel.cli.streams import STDIN
from ctmodel.identity.numbers import numbers_in, trial_number
from ctmodel.model.trial import Trial
from ctmodel.report.differences.difference import Difference, Version

_TWO: Final = 2


@final
class DifferentStudiesError(Exception):
    """Two files hold one study each, and not the same one."""


@final
class Versions:
    """The records of two inputs.

    Raises:
        click.UsageError: there is no format with the name.
    """

    def __init__(self, old: str, new: str, format: str | None) -> None:
        self._paths = (old, new)
        self._old, self._new = Inputs((old,), format), Inputs((new,), format)

    def studies(self, *, force: bool) -> Iterator[Difference]:
        """Yield the studies in the order of the new input, and then those that only the old one has.

        If both inputs are files with one study, these are compared. Otherwise, studies are matched by their numbers. A
        record without a number, or with the number of another record of its input, is refused.

        Raises:
            DifferentStudiesError: two files hold one study each, and not the same one.
            click.UsageError: a path holds no study.
        """
        with Progress("records") as progress:
            old = list(_read(self._old, progress))
            self._old.code(len(old))
            new = _read(self._new, progress)
            first = list(islice(new, _TWO))
            self._new.code(len(first))
            if len(old) == len(first) == 1 and self._is_one_study(old[0], first[0], force=force):
                yield Difference(old[0], first[0])
            else:
                yield from self._by_number(old, chain(first, new))

    @property
    def is_complete(self) -> bool:
        """Whether all records that were found could be read and compared."""
        return not self._old.code(1) and not self._new.code(1)

    def _is_one_study(self, old: Version, new: Version, *, force: bool) -> bool:
        numbers = [_number(old.trial), _number(new.trial)]
        if force or None in numbers or numbers[0] == numbers[1]:
            return True
        if all(path == STDIN or Path(path).is_file() for path in self._paths):
            raise DifferentStudiesError(
                f"{self._paths[0]} holds {numbers[0]}, but {self._paths[1]} holds {numbers[1]};"
                " --force compares different studies"
            )
        return False

    def _by_number(self, old: list[Version], new: Iterator[Version]) -> Iterator[Difference]:
        before: dict[str, Version] = {}
        for version in old:
            number = _own_number(version, before, self._old)
            if number is not None:
                before[number] = version
        seen = set[str]()
        for version in new:
            number = _own_number(version, seen, self._new)
            if number is not None:
                seen.add(number)
                yield Difference(before.pop(number, None), version)
        for version in before.values():
            yield Difference(version, None)


def _read(inputs: Inputs, progress: Progress) -> Iterator[Version]:
    for trial in inputs.trials():
        progress.advance(1)
        yield Version(trial, inputs.file)


def _number(trial: Trial) -> str | None:
    """Return the number by which versions of a study are known, without the resubmission of a CTIS number."""
    written = trial.registry_id
    known = numbers_in(written) if written else []
    return trial_number(known[0]) if known else written


def _own_number(version: Version, others: Container[str], inputs: Inputs) -> str | None:
    """Return the number of a record; refuse a record without one, or with that of another record of its input."""
    number = _number(version.trial)
    if number is None:
        inputs.refuse(f"{version.file}: a record without a registry number was not compared")
    elif number in others:
        inputs.refuse(f"{version.file}: a second record of {number} was not compared")
        return None
    return number
