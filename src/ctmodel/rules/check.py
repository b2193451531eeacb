"""Check the documents at a path, and locate each finding in the text."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, cast

from ctmodel.errors import ReadError
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.format import RecordView
from ctmodel.formats.native import StudyView, structured_study, studies
from ctmodel.formats.registry import document_format, foreign_record, format_named
from ctmodel.io.document import Document
from ctmodel.io.documents import documents
from ctmodel.io.text import parse
from ctmodel.model.trial import Trial
from ctmodel.rules.checked import Checked
from ctmodel.rules.definition import Rule
from ctmodel.rules.engine import CheckedTrial, Engine, as_of_record
from ctmodel.rules.families.str.structure import not_a_study, process_ended, rule_crashed
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.mask import masked
from ctmodel.rules.placing import file_of, placed, placed_in_record, within
from ctmodel.rules.profiles import combined
from ctmodel.rules.quota import MOST, Quota
from ctmodel.rules.records import AUTO, record_kind
from ctmodel.rules.selection import chosen
from ctmodel.rules.structure import STRUCTURE, finding_of_other

if TYPE_CHECKING:
    from ctmodel.rules.cache import Cache, CacheError

_UNREADABLE: Final = {rule.code: rule for rule in STRUCTURE}


def day_of(as_of: object) -> date | None:
    """Return the day that counts as today, given as a date or as text.

    Raises:
        TypeError: it is anything else, including a ``datetime``.
        ValueError: the text is not a date.
    """
    if isinstance(as_of, str):
        try:
            return date.fromisoformat(as_of)
        except ValueError as error:
            raise ValueError(f"as_of is a date such as '2026-01-31', not {as_of!r:.80}: {error}") from None
    if as_of is None or (isinstance(as_of, date) and not isinstance(as_of, datetime)):
        return as_of
    raise TypeError(f"as_of is a date, or text such as '2026-01-31', not {type(as_of).__name__} {as_of!r:.80}")


class Checker:
    """The selected rules and the day to check as of; made once for many records."""

    def __init__(
        self,
        *,
        rules: Collection[Rule] | None = None,
        profile: str | Iterable[str] = "default",
        records: str = AUTO,
        as_of: date | str | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        skipping: Collection[str] | None = None,
        excluded: Callable[[str], bool] | None = None,
        format: str | None = None,
    ) -> None:
        if rules is None:
            from ctmodel.rules import RULES

            rules = RULES
        self.profile = combined(profile)
        self.as_of = day_of(as_of)
        #: Whether a file, or ``archive.zip!/member``, is left out.
        self.excluded = excluded
        #: The name of the format of documents; None to recognise it.
        self._format = None if format is None else format_named(format).name
        wanted = chosen(rules, select, ignore)
        asked = [rule for rule in rules if wanted(rule.code) and (select is not None or self.profile.has(rule))]
        #: The selected rules, by code.
        self.rules = {rule.code: rule for rule in sorted(asked, key=lambda rule: rule.code)}
        if len(self.rules) < len(asked):
            codes = [rule.code for rule in asked]
            raise ValueError(f"two rules have the code {max(codes, key=codes.count)}")
        kind = record_kind(records) or self.profile.records
        if skipping is None:  # rules that are selected run on every record
            skipping = {rule.code for rule in asked if select is None and self.profile.skips_older(rule)}
        self._engine = Engine(self.rules.values(), self.profile, kind, skipping)
        #: All that findings depend on, besides the text of a document and the day.
        self._asked = (sorted(self.rules), str(profile), records, sorted(skipping), str(self.as_of), self._format)
        self._cache: Cache | None = None

    def use_cache(self, path: str | PathLike[str], failed: Callable[["CacheError"], object]) -> None:
        """Keep what is found in documents in a file, and do not check those again whose text it has.

        Args:
            path: the file.
            failed: called once if the file cannot be used any more; documents are checked then.

        Raises:
            CacheError: the file cannot be used as a cache.
        """
        from ctmodel.rules.cache import Cache  # most runs have none, and need no SQLite

        self._cache = Cache(path, {**_UNREADABLE, **self.rules}, self._asked, failed)

    def close(self) -> None:
        """Close the cache, if there is one."""
        if self._cache is not None:
            self._cache.close()

    def check_trial(self, trial: Trial, view: RecordView, quota: Quota | None = None) -> CheckedTrial:
        """Run the rules on a trial; ``quota`` counts the findings of its document."""
        return self._engine.check(trial, view, self.as_of or as_of_record(trial), quota)

    def severity(self, code: str) -> Severity:
        """Return the highest severity of the findings of a rule."""
        return self.profile.severity(self.rules[code]) if code in self.rules else Severity.ERROR

    def check(self, path: str | PathLike[str]) -> Iterator[Checked]:
        """Check the documents at a path one by one.

        Raises:
            OSError: the path does not exist or cannot be opened.
        """
        return self.check_documents(documents(path))

    def check_documents(self, found: Iterable[Document | ReadError]) -> Iterator[Checked]:
        """Check documents one by one, such as those of standard input."""
        try:
            yield from self._each(found)
        finally:
            if self._cache is not None:
                self._cache.write()

    def _each(self, found: Iterable[Document | ReadError]) -> Iterator[Checked]:
        last, others = "", Quota(MOST)
        for document in found:
            file = file_of(document.path or "", document.member)
            if file != last:
                last, others = file, Quota(MOST)
            if self.excluded is not None and self.excluded(file):
                yield Checked(file, (), [], skipped=True)
            elif isinstance(document, ReadError):
                yield Checked(file, (), self._asked_of([_unreadable(document)]))
            elif document.is_other:
                yield Checked(file, (), [], skipped=True)
            else:
                yield self._checked(document, others) if self._cache is None else self._kept(document, others)

    def _kept(self, document: Document, others: Quota) -> Checked:
        """Return what the cache has of a document, or check it."""
        cache, today = cast("Cache", self._cache), date.today()
        checked = cache.get(document.data, today)
        if checked is None:
            checked = self._checked(Document(document.data, "", found=document.found), others)
            if checked.records:
                cache.add(document.data, checked, today)
        return checked.moved_to(document)

    def _checked(self, document: Document, others: Quota) -> Checked:
        """Check a document; ``others`` counts the values of its file that are not studies."""
        file = file_of(document.path, document.member)
        try:
            foreign = document_format(document.data, self._format)
            if foreign is not None:
                return self._checked_foreign(document, foreign)
            payload = parse(document.data)
        except ReadError as error:
            return Checked(file, (), self._asked_of([_unreadable(document.placed(error), document.pointer)]))
        quota = Quota(MOST)
        records: list[str | None] = []
        findings: list[Finding] = []
        outcomes: list[CheckedTrial] = []
        for pointer, study in studies(payload):
            trial, view = self._trial_and_view(study)
            if trial is not None:
                outcome = self.check_trial(trial, view, quota)
                findings += within(pointer, outcome.findings)
                outcomes.append(outcome)
                if view.is_study:
                    records.append(view.number)
            elif others.has_room(not_a_study.code):
                findings += within(pointer, [finding_of_other(study)])
            else:
                quota.left_out[not_a_study.code] += 1
        is_empty = not (outcomes or findings or quota.left_out)
        findings = placed(self._asked_of(findings), document, payload, quota)
        return self._summed(file, records, findings, outcomes, quota, is_empty=is_empty)

    def _trial_and_view(self, payload: Any) -> tuple[Trial | None, RecordView]:
        """Return the trial and the view of a record in JSON; no trial if it is not a record."""
        found = foreign_record(payload, self._format)
        if found is not None:
            foreign, record = found
            return foreign.trial_and_view(record)
        view = StudyView(payload)
        return structured_study(payload) if view.is_recognised else None, view

    def _checked_foreign(self, document: Document, foreign: ForeignFormat) -> Checked:
        """Check the records of a foreign document, including those before an error."""
        file, quota = file_of(document.path, document.member), Quota(MOST)
        numbers: list[str | None] = []
        findings: list[Finding] = []
        outcomes: list[CheckedTrial] = []
        try:
            for record in foreign.records(document.data):
                trial, view = foreign.trial_and_view(record)
                outcomes.append(self.check_trial(trial, view, quota))
                findings += placed_in_record(outcomes[-1].findings, document, record)
                numbers.append(view.number)
        except ReadError as error:
            findings.append(_unreadable(document.placed(error), document.pointer))
        return self._summed(file, numbers, findings, outcomes, quota, is_empty=not (numbers or findings))

    def _summed(
        self,
        file: str,
        records: list[str | None],
        findings: list[Finding],
        outcomes: list[CheckedTrial],
        quota: Quota,
        *,
        is_empty: bool,
    ) -> Checked:
        """Return what was found in a document, with an account of its records."""
        return Checked(
            file,
            tuple(records),
            self._asked_of(findings),
            muted=sum(len(outcome.muted) for outcome in outcomes),
            assumed=tuple(outcome.assumed for outcome in outcomes if outcome.assumed is not None),
            as_of=frozenset(outcome.as_of for outcome in outcomes),
            left_out=quota.left_out,
            is_empty=is_empty,
        )

    def _asked_of(self, findings: list[Finding]) -> list[Finding]:
        # A rule that crashed is always reported, whatever is selected.
        return [finding for finding in findings if finding.code in self.rules or finding.code == rule_crashed.code]


def left_out(document: Document | ReadError) -> Checked:
    """Return what is reported of a document that ended the processes that checked it."""
    file = file_of(document.path or "", document.member)
    message = "the process that checked this ended each time, so it was left out; there may be too little memory"
    line, column = document.line, document.column
    return Checked(file, (), [process_ended.finding(message, file=file, line=line, column=column)])


def _unreadable(error: ReadError, pointer: str = "") -> Finding:
    line, column = error.line, error.column
    # Reading stopped at a single position.
    return _UNREADABLE[error.code].finding(
        masked(error.reason),
        pointer=pointer,
        file=file_of(error.path or "", error.member),
        line=line,
        column=column,
        end_line=line,
        end_column=column,
    )
