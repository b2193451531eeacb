"""What a report is made of: everything that one run has to say."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import final

from attrs import evolve, field, frozen

from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.records import RecordKind


@final
@frozen
class Study:
    """A study that was checked."""

    #: File, or ``archive.zip!/member``; None for a study of no file.
    file: str | None
    #: NCT number, if it has one.
    record: str | None


@final
@frozen(kw_only=True)
class Run:
    """What one run has seen, in the order of the files; reports are pure functions of it."""

    #: Findings, in the order of the files, then of line, column and code.
    findings: tuple[Finding, ...]
    #: The rules that were run, by code, and those of the findings.
    rules: Mapping[str, Rule]
    #: The studies that were checked, in order.
    studies: tuple[Study, ...] = ()
    #: How many JSON files were come across that have nothing of a study.
    skipped: int = 0
    #: How many times a rule could not judge everything, since what it reads holds values that do not fit.
    muted: int = 0
    #: How many records were taken for what is not whole, and what is missing in them is not reported.
    assumed: Mapping[RecordKind, int] = field(factory=dict)
    #: The days that counted as today.
    days: frozenset[date] = frozenset()
    #: How many findings of each severity are not held, since there are too many.
    left_out: Mapping[Severity, int] = field(factory=dict)
    #: Version of the package.
    version: str = ""
    #: Whether it tells all that was checked; False where only findings are known.
    is_whole: bool = True

    @property
    def severities(self) -> Counter[Severity]:
        """How many findings there are of each severity, held or not."""
        return Counter(finding.severity for finding in self.findings) + Counter(self.left_out)


def seen_from(run: Run, folder: str) -> Run:
    """Return the run with the files in a folder named from there, as platforms do that know the files of a repository.

    Args:
        run: the run.
        folder: the absolute path of the folder, such as the root of the repository.
    """

    def named(file: str | None) -> str | None:
        if file is None:
            return None
        path = PurePath(file)
        return str(path.relative_to(folder)) if path.is_relative_to(folder) else file

    return evolve(
        run,
        findings=tuple(evolve(found, file=named(found.file)) for found in run.findings),
        studies=tuple(evolve(study, file=named(study.file)) for study in run.studies),
    )
