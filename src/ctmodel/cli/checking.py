"""Check the documents at the paths of a command line, in one process or in several."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, redirect_stdout
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final, final

from attrs import define, field, frozen

from ctmodel import __version__
from ctmodel.cli.outputs import Reports
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.plugins import with_plugins
from ctmodel.cli.pool import Done, Job, Pool, WorkersLostError
from ctmodel.cli.progress import Progress
from ctmodel.cli.reported import Reported, reported
from ctmodel.cli.signals import uninterrupted
from ctmodel.cli.streams import tell, tell_error
from ctmodel.cli.worker import Doing
from ctmodel.config.choice import checker
from ctmodel.config.filtering import Filtered, FindingFilter, Verdict
from ctmodel.config.settings import Settings
from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.documents import parts
from ctmodel.io.parts import PART, File, Part, held
from ctmodel.io.streams import standard_input
from ctmodel.report.format import ReportFormat
from ctmodel.report.run import Study
from ctmodel.report.summary import Summary
from ctmodel.rules.check import Checker, left_out
from ctmodel.rules.checked import Checked
from ctmodel.rules.finding import Finding
from ctmodel.rules.records import RecordKind

STANDARD_INPUT: Final = "-"
#: How many files one process is given at a time, at most.
_TOGETHER: Final = 64


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
    #: The paths, and whether all documents there were empty so far.
    empty: dict[str, bool] = field(factory=dict)

    @property
    def is_live(self) -> bool:
        """Whether a person sees each finding as it is found."""
        return self.reports is not None and self.reports.is_live

    def miss(self, error: OSError, path: str) -> None:
        """Report a path of the command line that cannot be read, or a file that was found there."""
        self.unusable = True
        self.empty[path] = False
        tell_error(error.filename or path, error)

    def lose(self, reason: str) -> None:
        """Note why not everything was checked."""
        self.unusable = True
        self.incomplete = reason

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
    #: The file that keeps what was found in documents.
    cache: str | None = None
    #: The files that are written, which are not read, and the baselines, which are not checked.
    own_files: OwnFiles = field(factory=OwnFiles)

    def checker(self) -> Checker:
        """Return what checks under the settings.

        Raises:
            click.UsageError: a plugin or a file with rules cannot be used.
            ValueError: a setting names no rule, two rules have the same code, or the cache cannot be used.
        """
        made = checker(self.settings, with_plugins(self.settings.plugins, self.rule_files))
        if self.cache is not None:
            made.use_cache(self.cache, lambda error: tell(f"{error}; the rest is checked without it"))
        return made

    def over(self, paths: Sequence[str], known: Checker, seen: Seen) -> None:
        """Check what is at each path; a path that cannot be used is told, and the others still run.

        Raises:
            click.UsageError: one of the files is also written.
            ClosedPipe: the reader of standard output is gone.
        """
        formats = () if seen.reports is None else seen.reports.formats
        reporting = Reporting(self, formats, str(Path.cwd()), whole=seen.keep is not None)
        pool = Pool(self.jobs, reporting.doing, partial(reporting.over, known), reporting.lost)
        # What a rule prints is no part of the report.
        with closing(known), Progress("studies", _bytes(paths)) as progress, redirect_stdout(sys.stderr):
            try:
                # Nobody waits for standard input to see what is in the files before it.
                for _, some in groupby(paths, STANDARD_INPUT.__eq__):
                    for done in pool.done(self._jobs(some, seen, known)):
                        _take(done, seen, known, progress)
                seen.tell_empty()
            except (WorkersLostError, KeyboardInterrupt) as error:
                for done in pool.rest():
                    _take(done, seen, known, progress)
                if isinstance(error, KeyboardInterrupt):
                    seen.lose("the run was interrupted")
                    raise
                reason = "the processes that check were killed"
                seen.lose(reason)
                tell(f"{reason}: the report is incomplete; run again with fewer --jobs")

    def _jobs(self, paths: Iterable[str], seen: Seen, known: Checker) -> Iterator[Job]:
        """Yield what is to be done at each path, and report paths that cannot be used."""
        for path in paths:
            seen.empty.setdefault(path, known.excluded is None or not known.excluded(path))
            try:
                for some in _together(part for part in self._parts(path, seen) if not self._is_own(part, known)):
                    yield Job(path, some)
            except OSError as error:
                seen.miss(error, path)

    def _parts(self, path: str, seen: Seen) -> Iterator[Part]:
        if path == STANDARD_INPUT:
            self.own_files.refuse_stream(sys.stdin)
            return held(self.stdin_name, standard_input(sys.stdin.buffer, self.stdin_name))
        return parts(path, partial(seen.miss, path=path))

    def _is_own(self, part: Part, known: Checker) -> bool:
        """Whether a part is the baseline of the run; one of a file that the run writes is refused."""
        if self.own_files.is_baseline(part.path):
            return True
        if self.own_files.is_written(part.path):
            is_other = all(isinstance(document, Document) and document.is_other for document in part.documents())
            if not is_other and not (known.excluded is not None and known.excluded(part.path)):
                self.own_files.refuse(part.path)
        return False


@final
@frozen
class Reporting:
    """How documents are checked and reported, in this process or in another one."""

    work: Work
    formats: tuple[ReportFormat, ...]
    #: The folder that files are named from.
    folder: str
    #: Whether findings are kept as they are, too.
    whole: bool

    def doing(self) -> Doing[Reported]:
        """Return what does this in another process."""
        return partial(self.over, self.work.checker())

    def over(self, checker: Checker, documents: Iterable[Document | ReadError]) -> Iterator[Reported]:
        """Check documents."""
        return map(self._reported, checker.check_documents(documents))

    def lost(self, document: Document | ReadError) -> Reported:
        """Return what is reported of a document that ended the processes that checked it."""
        return self._reported(left_out(document))

    def _reported(self, checked: Checked) -> Reported:
        return reported(checked, self.work.settings, self.formats, self.folder, whole=self.whole)


def _take(done: Done[Reported], seen: Seen, known: Checker, progress: Progress) -> None:
    """Take what was done, as a whole: who breaks off the run waits for it."""
    if seen.is_live and any(document.findings for document in done.results):
        progress.end()
    with uninterrupted():
        for error in done.errors:
            seen.miss(error, done.origin)
        for document in done.results:
            seen.add(document, known, done.origin)
            progress.advance(len(document.checked.records), found=len(document.findings))
    progress.advance(0, size=done.size)


def _together(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield parts, small ones together."""
    batch: list[Part] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += part.size
        if size >= PART or len(batch) == _TOGETHER or not isinstance(part, File):
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _bytes(paths: Iterable[str]) -> int | None:
    """Return how many bytes files have; None where that does not tell how much there is to do."""
    total = 0
    for path in map(Path, paths):
        if not path.is_file() or path.suffix.lower() == ".gz":
            return None
        total += path.stat().st_size
    return total
