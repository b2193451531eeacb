"""Check the documents at the paths of a command line, in one process or in several."""

import sys
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Final, final

from attrs import define, field

from ctmodel import __version__
from ctmodel.cli.outputs import Reports
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.plugins import with_plugins
from ctmodel.cli.progress import Progress
from ctmodel.cli.reported import Reported, reported
from ctmodel.cli.streams import tell, tell_error
from ctmodel.cli.workers import WorkerLostError, checked_by
from ctmodel.config.choice import checker
from ctmodel.config.filtering import Filtered, FindingFilter, Verdict
from ctmodel.config.settings import Settings
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.documents import documents
from ctmodel.io.streams import standard_input
from ctmodel.report.run import Study
from ctmodel.report.summary import Summary
from ctmodel.rules.check import Checker
from ctmodel.rules.finding import Finding
from ctmodel.rules.records import RecordKind

STANDARD_INPUT: Final = "-"


@final
@define
class Seen:
    """What was seen at all paths: it is reported, counted, and not kept."""

    finding_filter: FindingFilter
    reports: Reports | None = None
    #: What gets each finding that is neither ignored nor in the baseline, shown or not.
    keep: Callable[[Finding], object] | None = None
    studies: int = 0
    skipped: int = 0
    muted: int = 0
    assumed: Counter[RecordKind] = field(factory=Counter)
    days: set[date] = field(factory=set)
    #: Whether a path could not be used.
    unusable: bool = False
    #: Why not everything was checked, in words; None if it was.
    incomplete: str | None = None
    #: How many files and folders that were found could not be opened.
    missed: int = 0
    #: The paths, and whether all documents there were empty so far.
    empty: dict[str, bool] = field(factory=dict)

    @property
    def is_live(self) -> bool:
        """Whether a person sees each finding as it is found."""
        return self.reports is not None and self.reports.is_live

    def miss(self, error: OSError) -> None:
        """Report a file that was found but cannot be opened."""
        self.unusable = True
        self.missed += 1
        tell_error(error.filename, error)

    def tell_empty(self) -> None:
        """Report the paths at which there is nothing to check."""
        for path, is_empty in self.empty.items():
            if is_empty:
                self.unusable = True
                tell(f"{path}: contains nothing to check")

    def add(self, document: Reported, checker: Checker, path: str) -> None:
        """Add a document that was checked, found at a path of the command line."""
        checked = document.checked
        self.empty[path] &= checked.is_empty
        for code, count in checked.left_out.items():
            self.finding_filter.add_left_out(code, checker.severity(code), checked.file, count)
        self._add_studies(document, self._add_findings(document))
        self.studies += len(checked.records)
        self.skipped += checked.skipped
        self.muted += checked.muted
        self.assumed.update(checked.assumed)
        self.days |= checked.as_of

    def _add_findings(self, document: Reported) -> set[Study]:
        """Add the findings of a document, and return the studies of those that are reported."""
        found = set()
        for index, finding in enumerate(document.findings):
            verdict = self.finding_filter.add(finding)
            if self.keep is not None and verdict.counts:
                self.keep(document.whole[index])
            if self.reports is not None and verdict is Verdict.REPORTED:
                self.reports.add(finding)
                found.add(finding.study)
        return found

    def _add_studies(self, document: Reported, found: Collection[Study]) -> None:
        for record, study in zip(document.checked.records, document.studies, strict=True):
            self.finding_filter.add_study(document.checked.file, record)
            if self.reports is not None:
                self.reports.add_study(study, has_findings=study in found)

    def filtered(self, checker: Checker) -> Filtered:
        """Return an account of what became of the findings."""
        return self.finding_filter.filtered(checker.rules)

    def summary(self, result: Filtered, checker: Checker) -> Summary:
        """Return the totals, given what became of the findings."""
        return Summary(
            rules=checker.rules,
            severities=result.severities,
            left_out=result.cut.total(),
            studies=self.studies,
            skipped=self.skipped,
            muted=self.muted,
            assumed=self.assumed,
            days=frozenset(self.days),
            version=__version__,
            incomplete=self.incomplete,
        )


@final
@define
class Work:
    """What is to be checked, and how."""

    settings: Settings
    #: Python files with rules.
    rule_files: tuple[str, ...] = ()
    #: The name of what comes from standard input.
    stdin_name: str = STANDARD_INPUT
    #: How many processes check, at most.
    jobs: int = 1
    #: The files that are written, which are not read, and the baselines, which are not checked.
    own_files: OwnFiles = field(factory=OwnFiles)

    def checker(self) -> Checker:
        """Return what checks under the settings.

        Raises:
            click.UsageError: a plugin or a file with rules cannot be used.
            ValueError: a setting names no rule, or two rules have the same code.
        """
        return checker(self.settings, with_plugins(self.settings.plugins, self.rule_files))

    def over(self, paths: Iterable[str], known: Checker, seen: Seen) -> None:
        """Check what is at each path; a path that cannot be used is told, and the others still run.

        Raises:
            click.UsageError: one of the files is also written.
            ClosedPipe: the reader of standard output is gone.
        """
        formats = () if seen.reports is None else seen.reports.formats
        folder = str(Path.cwd())
        #: The paths that documents come from, until they are checked.
        origins: deque[str] = deque()
        found = self._found(paths, seen, known, origins)
        # What a rule prints is no part of the report.
        with Progress("studies") as progress, redirect_stdout(sys.stderr):
            try:
                with closing(checked_by(self.jobs, found, known, self.checker)) as all_checked:
                    for checked in all_checked:
                        document = reported(checked, self.settings, formats, folder, whole=seen.keep is not None)
                        if document.findings and seen.is_live:
                            progress.end()
                        seen.add(document, known, origins.popleft())
                        progress.advance(len(checked.records))
            except WorkerLostError:
                seen.unusable = True
                seen.incomplete = "a worker process was killed, so not everything was checked"
                tell("a worker process was killed: the report is incomplete; run again with fewer --jobs")
            else:
                seen.tell_empty()

    def _found(
        self, paths: Iterable[str], seen: Seen, known: Checker, origins: deque[str]
    ) -> Iterator[Document | ReadError]:
        """Yield the documents at each path, and report paths that cannot be used."""
        for path in paths:
            missed = seen.missed
            seen.empty.setdefault(path, known.excluded is None or not known.excluded(path))
            try:
                for document in self._documents(path, seen):
                    if not self._is_own(document, known):
                        origins.append(path)
                        yield document
            except OSError as error:
                seen.unusable = True
                seen.empty[path] = False
                tell_error(path, error)
            if missed < seen.missed:
                seen.empty[path] = False

    def _documents(self, path: str, seen: Seen) -> Iterator[Document | ReadError]:
        if path == STANDARD_INPUT:
            self.own_files.refuse_stream(sys.stdin)
            return standard_input(sys.stdin.buffer, self.stdin_name)
        return documents(path, seen.miss)

    def _is_own(self, document: Document | ReadError, known: Checker) -> bool:
        """Whether a document is the baseline of the run; one that the run writes is refused."""
        file = document.path or ""
        if self.own_files.is_baseline(file):
            return True
        if self.own_files.is_written(file):
            is_other = isinstance(document, Document) and document.is_other
            if not is_other and not (known.excluded is not None and known.excluded(file)):
                self.own_files.refuse(file)
        return False
