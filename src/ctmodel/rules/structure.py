"""Findings about the structure of a payload: what the tables of the format do not expect."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, cast

from ctmodel.codec.leaves import OneOf, Written
from ctmodel.codec.oddities import Oddity, Trouble, pointer_keys
from ctmodel.codec.payload import name_of
from ctmodel.codec.table import Hop
from ctmodel.ctgov.recognise import is_study, missing_modules, nct_number, other_than_study
from ctmodel.ctgov.tables.protocol import TRIAL
from ctmodel.rules.catalogue import (
    AGE_FORM,
    BLANK,
    DATE_CALENDAR,
    DATE_FORM,
    DATE_PRECISION,
    EMPTY,
    MODULE_MISSING,
    NO_STUDY,
    NULL,
    SELECTION,
    UNKNOWN_FIELD,
    UNKNOWN_TERM,
    WRONG_TYPE,
)
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.mask import masked
from ctmodel.rules.mask.fields import is_identifier, is_known
from ctmodel.rules.nearest import Words, nearest
from ctmodel.rules.quoting import described, quoted
from ctmodel.rules.records import Absences, RecordKind
from ctmodel.terms.term import Term
from ctmodel.values import Age, PartialDate

_RULES: Final = {
    Trouble.UNKNOWN_FIELD: UNKNOWN_FIELD,
    Trouble.UNKNOWN_TERM: UNKNOWN_TERM,
    Trouble.NULL: NULL,
    Trouble.BLANK: BLANK,
    Trouble.EMPTY: EMPTY,
}
_ASSUMED: Final = {
    RecordKind.SELECTION: "taken for a selection of fields: what is missing is not reported",
    RecordKind.DRAFT: "taken for a draft, since it has no NCT number: what is missing is not reported",
}
_DATE_LIKE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2})?")
# Names, numbers and addresses of persons do not belong in a log.
_PERSON: Final = re.compile(r"/(?:centralContacts|contacts|overallOfficials|pointOfContact|responsibleParty)(?:/|$)")
#: How many terms a message lists at most; of a larger vocabulary, it names the most similar one.
_FEW_TERMS: Final = 8
#: As much of a text is compared with terms, all of which are shorter.
_LONGEST_TERM: Final = 60
#: Names of fields that many objects have.
_COMMON: Final = frozenset({"class", "count", "date", "description", "id", "name", "role", "status", "title", "type"})


def is_recognised(value: object) -> bool:
    """Whether JSON has anything of a study: a section, whatever is in it."""
    return type(value) is dict and not TRIAL.root.members.keys().isdisjoint(value)


def no_study(value: object) -> Finding:
    """Return the finding that JSON is not a study."""
    message = other_than_study(value)
    likely = nearest("protocolSection", value) if type(value) is dict and "protocolSection" not in value else None
    if likely:
        message += f"; did {likely!r} mean 'protocolSection'?"
    return NO_STUDY.finding(message, value=value, record=nct_number(value))


def record_findings(payload: dict[str, Any], absences: Absences) -> Iterator[Finding]:
    """Yield what is wrong with a study's payload as a whole, and what it was taken for."""
    record = nct_number(payload)
    if not is_study(payload):
        yield no_study(payload)
    elif absences.kind is RecordKind.WHOLE:
        for pointer in missing_modules(payload):
            message = f"{_field(pointer)} is missing; every whole record has it"
            yield MODULE_MISSING.finding(message, pointer=pointer, record=record)
    elif absences.assumed:
        yield SELECTION.finding(_ASSUMED[absences.kind], record=record)


def is_private(pointer: str) -> bool:
    """Whether a value is that of a person, which no report shows: a name, a number or an address of a contact."""
    return _PERSON.search(pointer) is not None


def rule_of(oddity: Oddity) -> Rule:
    """Return the rule about what the tables do not expect."""
    return _misfit(oddity)[0] if oddity.trouble is Trouble.MISFIT else _RULES[oddity.trouble]


def finding_of(oddity: Oddity, record: str | None) -> Finding:
    """Return the finding about what the tables do not expect."""
    private = is_private(oddity.pointer)
    # Where an object is expected, a text can hold all that the object would: persons, too.
    hidden = private or not (type(oddity.value) in (dict, list) or is_known(oddity.pointer))
    rule, message, severity = _judged(oddity, "a value" if hidden else _shown(oddity.value))
    return rule.finding(
        masked(message, identifier=is_identifier(oddity.pointer)),
        severity=severity,
        path=oddity.path,
        pointer=oddity.pointer,
        value=None if private else oddity.value,
        record=record,
    )


def _judged(oddity: Oddity, shown: str) -> tuple[Rule, str, Severity]:
    if oddity.trouble is Trouble.UNKNOWN_FIELD:
        return _unknown_field(oddity)
    field = _field(oddity.pointer)
    if oddity.trouble is Trouble.UNKNOWN_TERM:
        message = f"{field} is {shown}, which is not {oddity.expected.expected}{_meant(oddity)}"
        return UNKNOWN_TERM, message, Severity.ERROR if is_misspelt(oddity) else UNKNOWN_TERM.severity
    if oddity.trouble is Trouble.MISFIT:
        rule, reason = _misfit(oddity)
        return rule, f"{field} is {shown}{reason}; expected {oddity.expected.expected}", rule.severity
    rule = _RULES[oddity.trouble]
    what = {NULL: "null", BLANK: "blank text", EMPTY: f"{name_of(oddity.value)} with nothing in it"}[rule]
    return rule, f"{field} is {what}; the registry leaves out what has no value", rule.severity


def _unknown_field(oddity: Oddity) -> tuple[Rule, str, Severity]:
    field = pointer_keys(oddity.pointer)[-1]
    message = f"the registry has no field {quoted(field)} here ({described(oddity.value)})"
    likely = _fields(oddity.expected).nearest(field) if isinstance(oddity.expected, Hop) else None
    if likely is None:
        return UNKNOWN_FIELD, message, UNKNOWN_FIELD.severity
    return UNKNOWN_FIELD, f"{message}; did you mean {likely!r}?", Severity.WARNING


@cache
def _fields(hop: Hop) -> Words:
    return Words(hop.members)


def _misfit(oddity: Oddity) -> tuple[Rule, str]:
    """Choose the rule for a value that does not fit, and say what is wrong beyond what was expected."""
    if type(oddity.value) is not str or not isinstance(oddity.expected, Written):
        return WRONG_TYPE, f", {name_of(oddity.value)}"
    if oddity.expected.cls is Age:
        return AGE_FORM, ""
    if oddity.expected.cls is not PartialDate:
        return WRONG_TYPE, ""
    if not _DATE_LIKE.fullmatch(oddity.value):
        return DATE_FORM, ""
    try:
        PartialDate(oddity.value)
    except ValueError:
        return DATE_CALENDAR, ", which is not in the calendar"
    return DATE_PRECISION, ""


def is_misspelt(oddity: Oddity) -> bool:
    """Whether a value is a misspelt term, and neither another way to write one nor a term that is newer."""
    if oddity.trouble is not Trouble.UNKNOWN_TERM:
        return False
    spelt, spellings = _spellings(cast("OneOf", oddity.expected).vocabulary)
    written = _plain(oddity.value)
    return written not in spelt and spellings.nearest(written) is not None


def _meant(oddity: Oddity) -> str:
    """Name the term that was probably meant, by its token or by its display text, or the terms that there are."""
    terms = cast("OneOf", oddity.expected).vocabulary
    spelt, spellings = _spellings(terms)
    written = _plain(oddity.value)
    likely = spelt.get(written) or spelt.get(spellings.nearest(written) or "")
    if likely is not None:
        return f"; did you mean {likely.value!r}?"
    if len(terms) <= _FEW_TERMS:
        return f": {', '.join(terms)}"
    similar = get_close_matches(written[:_LONGEST_TERM], spelt, n=1, cutoff=0)
    return f"; the most similar of {len(terms)} is {spelt[similar[0]].value!r}"


@cache
def _spellings(vocabulary: type[Term]) -> tuple[dict[str, Term], Words]:
    """The terms by how people write them, and these spellings."""
    spelt = {spelling: term for term in vocabulary for spelling in (_plain(term.label), _plain(term.value))}
    return spelt, Words(spelt)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _field(pointer: str) -> str:
    """The name of the field that a pointer leads to; of its object, too, where the name is one of many."""
    tokens = [key for key in pointer_keys(pointer) if not key.isdigit()]
    return ".".join(tokens[-2:]) if tokens[-1] in _COMMON else tokens[-1]


def _shown(value: object) -> str:
    if type(value) in (dict, list):
        return "{...}" if type(value) is dict else "[...]"
    return quoted(value, 80)
