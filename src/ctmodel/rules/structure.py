"""Findings about the structure of a payload: what the tables of the format do not expect."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from ctmodel.codec.anomalies import Anomaly, AnomalyKind
from ctmodel.codec.json_pointer import pointer_keys
from ctmodel.codec.leaves import FixedForm, OneOf
from ctmodel.codec.payload import name_of
from ctmodel.codec.schema import PlainObject
from ctmodel.formats.format import RecordView, Refused
from ctmodel.formats.native import MAIN_SECTION, nct_number
from ctmodel.formats.registry import other_than_record
from ctmodel.rules.definition import Rule, rules_of
from ctmodel.rules.families.dat import forms as dates
from ctmodel.rules.families.elg import forms as ages
from ctmodel.rules.families.str import structure as rules
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.mask import masked
from ctmodel.rules.nearest import Words, nearest
from ctmodel.rules.quoting import described, quoted
from ctmodel.rules.records import Absences, RecordKind
from ctmodel.terms.term import Term
from ctmodel.values import Age, PartialDate

#: The rules that are made from tables.
STRUCTURE: Final = frozenset(held for module in (rules, dates, ages) for held in rules_of(module))
_RULES: Final = {
    AnomalyKind.UNKNOWN_FIELD: rules.unknown_field,
    AnomalyKind.UNKNOWN_TERM: rules.unknown_term,
    AnomalyKind.NULL: rules.null,
    AnomalyKind.BLANK: rules.blank_text,
    AnomalyKind.EMPTY: rules.empty,
}
_ASSUMED: Final = {
    RecordKind.SELECTION: "assumed to be a selection of fields: missing data is not reported",
    RecordKind.DRAFT: "assumed to be a draft, since it has no NCT number: missing data is not reported",
}
_DATE_LIKE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2})?")
#: How many terms a message lists at most.
_FEW_TERMS: Final = 8
#: Names of fields in many objects.
_COMMON: Final = frozenset({"class", "count", "date", "description", "id", "name", "role", "status", "title", "type"})


def finding_of_other(value: object) -> Finding:
    """Return the finding that JSON is not a study."""
    message = other_than_record(value)
    likely = nearest(MAIN_SECTION, value) if type(value) is dict and MAIN_SECTION not in value else None
    if likely:
        message += f"; did {likely!r} mean {MAIN_SECTION!r}?"
    return rules.not_a_study.finding(message, value=value, record=nct_number(value))


def record_findings(view: RecordView, absences: Absences) -> Iterator[Finding]:
    """Yield what is wrong with a record as a whole, and what it is assumed to be."""
    number, name = view.number, view.format.name
    if view.copied_by is not None:
        message = f"{view.copied_by} stored this copy of the record, and may have lost parts of it"
        yield rules.copy_of_record.finding(message, record=number, format=name)
    if not view.is_study:
        yield finding_of_other(view.value(""))
    elif absences.kind is RecordKind.WHOLE:
        for place in view.missing_parts():
            message = f"{_field(place)} is missing; every whole record has it"
            yield rules.module_missing.finding(message, pointer=place, record=number, format=name)
    elif absences.assumed:
        yield rules.selection_of_fields.finding(_ASSUMED[absences.kind], record=number, format=name)


def rule_of(anomaly: Anomaly) -> Rule:
    """Return the rule about an anomaly."""
    return _misfit(anomaly)[0] if anomaly.kind is AnomalyKind.MISFIT else _RULES[anomaly.kind]


def finding_of(anomaly: Anomaly, view: RecordView) -> Finding:
    """Return the finding about an anomaly."""
    places = view.format.places
    private = places.is_private(anomaly.pointer)
    # Text in place of an object can contain anything that the object would, including persons.
    hidden = private or not (type(anomaly.value) in (dict, list) or places.is_known(anomaly.pointer))
    rule, message, severity = _judged(anomaly, "a value" if hidden else _shown(anomaly.value))
    return rule.finding(
        masked(message, identifier=places.is_identifier(anomaly.pointer)),
        severity=severity,
        path=anomaly.path,
        pointer=anomaly.pointer,
        value=None if private else anomaly.value,
        record=view.number,
        format=view.format.name,
    )


def refusal_of(refused: Refused, view: RecordView) -> Finding:
    """Return the finding about a leaf that the table of its format could not convert."""
    places = view.format.places
    private = places.is_private(refused.place)
    shown = "the value" if private else quoted(refused.value, 80)
    return rules.value_not_converted.finding(
        masked(f"{shown} cannot be read as {refused.expected}", identifier=places.is_identifier(refused.place)),
        path=refused.paths[0],
        pointer=refused.place,
        value=None if private else refused.value,
        record=view.number,
        format=view.format.name,
    )


def _judged(anomaly: Anomaly, shown: str) -> tuple[Rule, str, Severity]:
    if anomaly.kind is AnomalyKind.UNKNOWN_FIELD:
        return _unknown_field(anomaly)
    field = _field(anomaly.pointer)
    if anomaly.kind is AnomalyKind.UNKNOWN_TERM:
        message = f"{field} is {shown}, which is not {anomaly.expected.expected}{_meant(anomaly)}"
        return rules.unknown_term, message, Severity.ERROR if is_misspelt(anomaly) else rules.unknown_term.severity
    if anomaly.kind is AnomalyKind.MISFIT:
        rule, reason = _misfit(anomaly)
        return rule, f"{field} is {shown}{reason}; expected {anomaly.expected.expected}", rule.severity
    rule = _RULES[anomaly.kind]
    what = {
        rules.null: "null",
        rules.blank_text: "empty text",
        rules.empty: "an empty object" if type(anomaly.value) is dict else "an empty array",
    }[rule]
    return rule, f"{field} is {what}; the registry omits fields without a value", rule.severity


def _unknown_field(anomaly: Anomaly) -> tuple[Rule, str, Severity]:
    field = pointer_keys(anomaly.pointer)[-1]
    message = f"the registry has no field {quoted(field)} here ({described(anomaly.value)})"
    likely = _fields(anomaly.expected).nearest(field) if isinstance(anomaly.expected, PlainObject) else None
    if likely is None:
        return rules.unknown_field, message, rules.unknown_field.severity
    return rules.unknown_field, f"{message}; did you mean {likely!r}?", Severity.WARNING


@cache
def _fields(node: PlainObject) -> Words:
    return Words(node.members)


def _misfit(anomaly: Anomaly) -> tuple[Rule, str]:
    """Choose the rule for a value that does not fit, and say what is wrong in addition to what is expected."""
    if type(anomaly.value) is not str or not isinstance(anomaly.expected, FixedForm):
        return rules.wrong_type, f", {name_of(anomaly.value)}"
    if anomaly.expected.cls is Age:
        return ages.age_form, ""
    if anomaly.expected.cls is not PartialDate:
        return rules.wrong_type, ""
    if not _DATE_LIKE.fullmatch(anomaly.value):
        return dates.date_form, ""
    try:
        PartialDate(anomaly.value)
    except ValueError:
        return dates.date_calendar, ", which is not in the calendar"
    return dates.date_precision, ""


def is_misspelt(anomaly: Anomaly) -> bool:
    """Whether a value is a misspelt term, as opposed to another spelling of a term or a newer term."""
    if anomaly.kind is not AnomalyKind.UNKNOWN_TERM:
        return False
    spelt, spellings = _spellings(cast("OneOf", anomaly.expected).vocabulary)
    written = _plain(anomaly.value)
    return written not in spelt and spellings.nearest(written) is not None


def _meant(anomaly: Anomaly) -> str:
    """Name the term that was probably meant, found by its value or its display text, or the terms to choose from."""
    terms = cast("OneOf", anomaly.expected).vocabulary
    spelt, spellings = _spellings(terms)
    written = _plain(anomaly.value)
    likely = spelt.get(written) or spelt.get(spellings.nearest(written) or "")
    if likely is not None:
        return f"; did you mean {likely.value!r}?"
    if len(terms) <= _FEW_TERMS:
        return f": {', '.join(terms)}"
    return f"; ctmodel.terms lists all {len(terms)}"


@cache
def _spellings(vocabulary: type[Term]) -> tuple[dict[str, Term], Words]:
    """Return the terms by their spellings, and these spellings."""
    spelt = {spelling: term for term in vocabulary for spelling in (_plain(term.label), _plain(term.value))}
    return spelt, Words(spelt)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _field(pointer: str) -> str:
    """Return the name of the field at a pointer, with that of its object if many objects have such a field."""
    tokens = [key for key in pointer_keys(pointer) if not key.isdigit()]
    return ".".join(tokens[-2:]) if tokens[-1] in _COMMON else tokens[-1]


def _shown(value: object) -> str:
    if type(value) in (dict, list):
        return "{...}" if type(value) is dict else "[...]"
    return quoted(value, 80)
