"""The result of one run, from which reports are made."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import final

from attrs import evolve, field, frozen

from ctmodel.report.persons import named_from
from ctmodel.report.summary import Summary
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
    #: Why not everything was checked, such as "a worker process was killed"; None if everything was.
    incomplete: str | None = None

    @property
    def severities(self) -> Counter[Severity]:
        """How many findings there are of each severity, held or not."""
        return Counter(finding.severity for finding in self.findings) + Counter(self.left_out)

    @property
    def summary(self) -> Summary:
        """The totals."""
        return Summary(
            rules=self.rules,
            severities=self.severities,
            left_out=sum(self.left_out.values()),
            studies=len(self.studies),
            skipped=self.skipped,
            muted=self.muted,
            assumed=self.assumed,
            days=self.days,
            version=self.version,
            is_whole=self.is_whole,
            incomplete=self.incomplete,
        )


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
    return evolve(
        run,
        findings=tuple(evolve(found, file=named_from(found.file, folder)) for found in run.findings),
        studies=tuple(evolve(study, file=named_from(study.file, folder)) for study in run.studies),
    )
