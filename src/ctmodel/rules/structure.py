"""Findings about the structure of a payload: what the tables of the format do not expect."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from ctmodel.codec.leaves import OneOf, Written
from ctmodel.codec.oddities import Oddity, Trouble, pointer_keys
from ctmodel.codec.payload import name_of
from ctmodel.codec.table import Hop
from ctmodel.rules.catalogue import (
    AGE_FORM,
    BLANK,
    DATE_CALENDAR,
    DATE_FORM,
    DATE_PRECISION,
    EMPTY,
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
from ctmodel.rules.nearest import nearest
from ctmodel.rules.quoting import described, quoted
from ctmodel.terms.term import Term
from ctmodel.values import Age, PartialDate

_PLAIN_RULES: Final = {Trouble.NULL: NULL, Trouble.BLANK: BLANK, Trouble.EMPTY: EMPTY}
_DATE_LIKE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2})?")
# Names, numbers and addresses of persons do not belong in a log.
_PERSON: Final = re.compile(r"/(?:centralContacts|contacts|overallOfficials|pointOfContact|responsibleParty)(?:/|$)")
#: Names of fields that many objects have.
_COMMON: Final = frozenset({"class", "count", "date", "description", "id", "name", "role", "status", "title", "type"})


def structural_findings(payload: dict[str, Any], found: Iterable[Oddity]) -> Iterator[Finding]:
    """Yield what is wrong with the structure of a study's payload, of which the oddities are given."""
    record = nct_number(payload)
    if "protocolSection" not in payload:
        message = "no protocolSection: this is no study of the ClinicalTrials.gov API v2"
        likely = nearest("protocolSection", payload)
        if likely:
            message += f"; did {quoted(likely)} mean 'protocolSection'?"
        yield NO_STUDY.finding(message, record=record)
    elif is_selection(payload):
        message = "this is a selection of fields: rules about what is missing are not asked"
        yield SELECTION.finding(message, record=record)
    for oddity in found:
        yield _of(oddity, record)


def is_selection(payload: dict[str, Any]) -> bool:
    """Whether a payload is a selection of fields: whole records say whether they have results."""
    return "hasResults" not in payload and "derivedSection" not in payload and "protocolSection" in payload


def is_private(pointer: str) -> bool:
    """Whether a value is that of a person, which no report shows: a name, a number or an address of a contact."""
    return _PERSON.search(pointer) is not None


def nct_number(payload: Any) -> str | None:
    """Return the NCT number of a study, if it has one."""
    for key in ("protocolSection", "identificationModule", "nctId"):
        payload = payload.get(key) if type(payload) is dict else None
    return payload if type(payload) is str else None


def _of(oddity: Oddity, record: str | None) -> Finding:
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
        return UNKNOWN_TERM, message, UNKNOWN_TERM.severity
    if oddity.trouble is Trouble.MISFIT:
        rule, reason = _misfit(oddity)
        return rule, f"{field} is {shown}{reason}; expected {oddity.expected.expected}", rule.severity
    rule = _PLAIN_RULES[oddity.trouble]
    what = {NULL: "null", BLANK: "blank text", EMPTY: f"{name_of(oddity.value)} with nothing in it"}[rule]
    return rule, f"{field} is {what}; the registry leaves out what has no value", rule.severity


def _unknown_field(oddity: Oddity) -> tuple[Rule, str, Severity]:
    field = pointer_keys(oddity.pointer)[-1]
    known = oddity.expected.members if isinstance(oddity.expected, Hop) else ()
    likely = nearest(field, known)
    message = f"the registry has no field {quoted(field)} here ({described(oddity.value)})"
    if likely is None:
        return UNKNOWN_FIELD, message, UNKNOWN_FIELD.severity
    return UNKNOWN_FIELD, f"{message}; did you mean {likely!r}?", Severity.WARNING


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


def _meant(oddity: Oddity) -> str:
    """Name the term that was probably meant, by its token or by its display text."""
    terms = cast("OneOf", oddity.expected).vocabulary
    spelt = {spelling: term for term in terms for spelling in (_plain(term.label), _plain(term.value))}
    written = _plain(oddity.value)
    likely: Term | None = spelt.get(written) or spelt.get(nearest(written, spelt) or "")
    if likely is not None:
        return f"; did you mean {likely.value!r}?"
    return f": {', '.join(terms)}" if len(terms) <= 6 else ""


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
