"""Check the documents at a path, and find where in the text each finding stands."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from os import PathLike
from typing import Any, Final

import msgspec
from attrs import evolve, frozen

from ctmodel.codec.oddities import parents_of, pointer_keys
from ctmodel.ctgov.codec import structured_study
from ctmodel.errors import ReadError
from ctmodel.io.documents import Document, documents
from ctmodel.io.locate import locate
from ctmodel.io.scan import Place, scan
from ctmodel.io.studies import studies
from ctmodel.io.text import Lines, decoded, parse
from ctmodel.model.trial import Trial
from ctmodel.rules.catalogue import NO_STUDY, REPEATED_KEY, RULE_CRASHED, STRUCTURE
from ctmodel.rules.definition import Rule, chosen
from ctmodel.rules.engine import Outcome, Questions, as_of_record
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import anchor
from ctmodel.rules.mask import masked
from ctmodel.rules.profiles import PROFILES
from ctmodel.rules.quoting import quoted
from ctmodel.rules.structure import nct_number

_UNREADABLE: Final = {rule.code: rule for rule in STRUCTURE}


@frozen
class Checked:
    """A document that was checked: its studies, and what was found, in the order of the text."""

    #: File, or ``archive.zip!/member``.
    file: str
    #: NCT numbers of the studies that it holds; None for one without.
    records: tuple[str | None, ...]
    findings: list[Finding]
    #: Whether it is left out: it was come across in a folder and has nothing of a study, or is excluded.
    skipped: bool = False
    #: How many times a rule could not be asked, since what it reads holds values that do not fit.
    muted: int = 0
    #: The days that counted as today.
    as_of: frozenset[date] = frozenset()


class Checker:
    """Which rules are asked, as of which day; made once for many records."""

    def __init__(
        self,
        *,
        rules: Collection[Rule] | None = None,
        profile: str = "default",
        as_of: date | str | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        excluded: Callable[[str], bool] | None = None,
    ) -> None:
        if rules is None:
            from ctmodel.rules import RULES

            rules = RULES
        if profile not in PROFILES:
            raise ValueError(f"no profile has the name {profile!r}; there are {', '.join(PROFILES)}")
        self.profile = PROFILES[profile]
        self.as_of = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        #: Whether a file, or ``archive.zip!/member``, is left out.
        self.excluded = excluded
        wanted = chosen(rules, select, ignore)
        asked = [rule for rule in rules if wanted(rule.code) and (select is not None or self.profile.has(rule))]
        #: The rules that are asked, by code.
        self.rules = {rule.code: rule for rule in sorted(asked, key=lambda rule: rule.code)}
        if len(self.rules) < len(asked):
            codes = [rule.code for rule in asked]
            raise ValueError(f"two rules have the code {max(codes, key=codes.count)}")
        self._questions = Questions(self.rules.values(), self.profile)

    def examine(self, trial: Trial, payload: dict[str, Any]) -> Outcome:
        """Ask the rules about a trial, whose payload is given."""
        return self._questions.examine(trial, payload, self.as_of or as_of_record(trial))

    def check(self, path: str | PathLike[str]) -> Iterator[Checked]:
        """Check the documents at a path one by one.

        Raises:
            OSError: the path does not exist or cannot be opened.
        """
        return self.check_documents(documents(path))

    def check_documents(self, found: Iterable[Document | ReadError]) -> Iterator[Checked]:
        """Check documents one by one, such as those of standard input."""
        for document in found:
            file = _file(document.path or "", document.member)
            if self.excluded is not None and self.excluded(file):
                yield Checked(file, (), [], skipped=True)
            elif isinstance(document, ReadError):
                yield Checked(file, (), self._asked([_unreadable(document)]))
            elif document.is_other:
                yield Checked(file, (), [], skipped=True)
            else:
                yield self._checked(document)

    def _checked(self, document: Document) -> Checked:
        file = _file(document.path, document.member)
        try:
            payload = parse(document.data)
        except ReadError as error:
            return Checked(file, (), self._asked([_unreadable(document.placed(error))]))
        held = [*studies(payload)]
        outcomes = [self._outcome(study, pointer) for pointer, study in held]
        findings = self._asked([finding for outcome in outcomes for finding in outcome.findings])
        if _may_repeat_keys(document.data, payload):
            findings = self._asked(_located_among_all(findings, document, payload))
        elif findings:
            places = locate(document.data, {finding.pointer for finding in findings})
            findings = _located(findings, {place.pointer: place for place in places}, document)
        muted = sum(len(outcome.muted) for outcome in outcomes)
        records = tuple(nct_number(study) for _, study in held)
        return Checked(file, records, findings, muted=muted, as_of=frozenset(o.as_of for o in outcomes))

    def _outcome(self, study: Any, pointer: str) -> Outcome:
        if type(study) is not dict:
            finding = NO_STUDY.finding("this is no study, which is a JSON object", pointer=pointer, value=study)
            return Outcome([finding], self.as_of or date.today())
        outcome = self.examine(structured_study(study), study)
        if pointer:
            outcome.findings = [evolve(found, pointer=pointer + found.pointer) for found in outcome.findings]
        return outcome

    def _asked(self, findings: list[Finding]) -> list[Finding]:
        # That a rule crashed is said, whatever was asked for.
        return [finding for finding in findings if finding.code in self.rules or finding.code == RULE_CRASHED.code]


def _may_repeat_keys(data: bytes, payload: Any) -> bool:
    """Whether text and payload differ in more than blanks: a repeated key is one of the ways in which they can."""
    return bool(msgspec.json.format(data, indent=-1) != msgspec.json.encode(payload))


def _located_among_all(findings: list[Finding], document: Document, payload: Any) -> list[Finding]:
    """Look at every value: for the places of findings, and for keys that stand twice, which are findings, too."""
    wanted = {pointer for finding in findings for pointer in (finding.pointer, *parents_of(finding.pointer))}
    known: dict[str, Place] = {}
    repeated: list[tuple[Finding, Place]] = []

    def note(place: Place) -> None:
        if place.repeated:
            repeated.append((_repeated(place, payload), place))
        if place.pointer in wanted:
            known[place.pointer] = place

    scan(decoded(document.data), note)
    return _located(findings, known, document, repeated)


def _located(
    findings: list[Finding], known: dict[str, Place], document: Document, placed: Iterable[tuple[Finding, Place]] = ()
) -> list[Finding]:
    """Give findings their place in the text, and sort them by it."""
    lines = Lines(decoded(document.data))
    pairs = [(finding, _around(finding, known)) for finding in findings]
    located = [_placed(finding, place, lines, document) for finding, place in [*pairs, *placed]]
    return sorted(located, key=lambda finding: (finding.line, finding.column, finding.code))


def _around(finding: Finding, known: dict[str, Place]) -> Place:
    """The place of what a finding is about; of what is missing, that of what is around it."""
    return next(known[pointer] for pointer in (finding.pointer, *parents_of(finding.pointer)) if pointer in known)


def _placed(finding: Finding, place: Place, lines: Lines, document: Document) -> Finding:
    line, column = document.place(*lines.position(place.start if place.key is None else place.key))
    end_line, end_column = document.place(*lines.position(place.end))
    return evolve(
        finding,
        pointer=document.pointer + finding.pointer,
        file=_file(document.path, document.member),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )


def _repeated(place: Place, payload: Any) -> Finding:
    key = pointer_keys(place.pointer)[-1]
    around = ((at, study) for at, study in studies(payload) if f"{place.pointer}/".startswith(f"{at}/"))
    at, study = next(around, ("", None))
    message = (
        f"the key {quoted(key)} stands more than once in this object; most readers keep the last and drop the others"
    )
    inside = anchor(study, place.pointer.removeprefix(at))
    return REPEATED_KEY.finding(message, pointer=place.pointer, record=nct_number(study), anchor=inside)


def _unreadable(error: ReadError) -> Finding:
    line, column = error.line, error.column
    # Reading stopped at a point, which has no extent.
    return _UNREADABLE[error.code].finding(
        masked(error.reason),
        file=_file(error.path or "", error.member),
        line=line,
        column=column,
        end_line=line,
        end_column=column,
    )


def _file(path: str, member: str | None) -> str:
    return path if member is None else f"{path}!/{member}"
