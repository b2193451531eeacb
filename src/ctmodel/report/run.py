"""The result of one run, from which reports are made."""

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
    #: The registry's number, if it has one.
    record: str | None


@final
@frozen(kw_only=True)
class Run:
    """The result of one run, in the order of the files; reports are pure functions of it."""

    #: Findings, in the order of the files, then of line, column and code.
    findings: tuple[Finding, ...]
    #: The rules that were run, by code, and those of the findings.
    rules: Mapping[str, Rule]
    #: The studies that were checked, in order.
    studies: tuple[Study, ...] = ()
    #: The number of files that were found in folders and have nothing in common with a study.
    skipped: int = 0
    #: How many times a rule could not check everything because a value that it reads does not fit.
    muted: int = 0
    #: The number of records that were assumed not to be whole, so that missing data is not reported, by kind.
    assumed: Mapping[RecordKind, int] = field(factory=dict)
    #: The days that counted as today.
    days: frozenset[date] = frozenset()
    #: The number of findings of each severity that were not kept because there were too many.
    left_out: Mapping[Severity, int] = field(factory=dict)
    #: Version of the package.
    version: str = ""
    #: Whether everything that was checked is known; False if only findings are.
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

    Example:
        >>> from ctmodel.report import Run, Study, seen_from
        >>> run = Run(findings=(), rules={}, studies=(Study("/repository/studies/NCT00000001.json", None),))
        >>> seen_from(run, "/repository").studies[0].file
        'studies/NCT00000001.json'
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
