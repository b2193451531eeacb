"""Rules about secondary identifiers as such, whatever their form (IDN)."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.identification import Identifier
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import folded
from ctmodel.rules.definition import ERROR, NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.lengths import limits, too_long
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import SecondaryIdType
from ctmodel.values.registry_numbers import is_placeholder

_SOURCE: Final = "PRS definitions, Secondary IDs"
_PLACEHOLDERS: Final = {
    "na",
    "none",
    "nil",
    "no",
    "tbd",
    "tba",
    "unknown",
    "notapplicable",
    "pending",
    "notyetassigned",
}
_WITH_DOMAIN: Final[dict[str, str]] = {
    SecondaryIdType.REGISTRY: "name of the registry",
    SecondaryIdType.OTHER_GRANT: "name of the funder",
    SecondaryIdType.OTHER: "description of the number",
}


def has_secondary_ids(trial: Trial) -> bool:
    """Whether there are secondary identifiers."""
    return bool(trial.secondary_ids)


def numbers(trial: Trial, type: SecondaryIdType | None = None) -> Iterator[tuple[str, Identifier, str]]:
    """Yield path, identifier and text of each secondary identifier, or of those of a type."""
    for index, held in enumerate(trial.secondary_ids):
        if held.id and (type is None or held.type == type):
            yield f"secondary_ids[{index}].id", held, held.id


@rule("IDN008", severity=WARNING, source=_SOURCE, reads="secondary_ids", applies=has_secondary_ids)
def secondary_id_repeated(trial: Trial) -> Problems:
    """A secondary identifier of the same type and issuer is given twice, in other words.

    Why:
        Programs that count or link by identifiers see two where there is one.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01-HL-067098"), Identifier(id="R01HL067098")])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098"), Identifier(id="R01HL067099")])
        Trial(secondary_ids=[Identifier(id="10387", domain="A hospital"), Identifier(id="10387", domain="A funder")])
    """
    first: dict[tuple[str, str | None, str], int] = {}
    for index, held in enumerate(trial.secondary_ids):
        key = folded(held.id or ""), held.type, folded(held.domain or "")
        before = first.setdefault(key, index) if key[0] else index
        # What is equal to the letter is an item that stands twice.
        if before != index and held != trial.secondary_ids[before]:
            message = f"{quoted(held.id)} is given already as secondary_ids[{before}]"
            yield f"secondary_ids[{index}].id", f"{message}; once is enough"


@rule(
    "IDN009",
    default=False,
    severity=NOTE,
    source=f"{_SOURCE}: other than the organization's own number",
    reads="secondary_ids org_study_id",
    applies=has_secondary_ids,
)
def secondary_id_is_the_organization_number(trial: Trial) -> Problems:
    """A secondary identifier is the organization's own number.

    Why:
        That number has its own field; here it says nothing.

    Fires:
        Trial(org_study_id="ABC-001", secondary_ids=[Identifier(id="ABC 001")])

    Silent:
        Trial(org_study_id="ABC-001", secondary_ids=[Identifier(id="ABC-002")])
    """
    own = folded(trial.org_study_id or "")
    for path, _, text in numbers(trial):
        if own and folded(text) == own:
            yield path, f"{quoted(text)} is the organization's own number, which has its own field"


@rule(
    "IDN010",
    severity=ERROR,
    source=f"{_SOURCE}: other than the NCT number",
    reads="secondary_ids nct_id",
    applies=has_secondary_ids,
)
def secondary_id_is_the_nct_number(trial: Trial) -> Problems:
    """A secondary identifier is the NCT number of the record.

    Why:
        The field is for other identifiers of the trial.

    Fires:
        Trial(nct_id="NCT01219465", secondary_ids=[Identifier(id="NCT01219465")])

    Silent:
        Trial(nct_id="NCT01219465", secondary_ids=[Identifier(id="NCT00000102")])
    """
    own = folded(trial.nct_id or "")
    for path, _, text in numbers(trial):
        if own and folded(text) == own:
            yield path, f"{quoted(text)} is the NCT number of the record; other identifiers are expected here"


@rule(
    "IDN013",
    severity=WARNING,
    source=f"{_SOURCE}: name of registry, funder or issuer required for these types",
    reads="secondary_ids",
    applies=has_secondary_ids,
    requires=WHOLE,
)
def issuer_missing(trial: Trial) -> Problems:
    """A secondary identifier whose type needs it does not say who issued it.

    Why:
        Without the registry, the funder or a description nobody can tell what the number belongs to.

    Fires:
        Trial(secondary_ids=[Identifier(id="4711", type=SecondaryIdType.REGISTRY)])

    Silent:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.REGISTRY, domain="DRKS")])
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
    """
    for index, held in enumerate(trial.secondary_ids):
        expected = _WITH_DOMAIN.get(held.type or "")
        if expected and not held.domain:
            behind = f" with {quoted(held.id)}" if held.id else ""
            yield f"secondary_ids[{index}].domain", f"type {held.type} needs the {expected}{behind}"


@rule(
    "IDN019",
    severity=NOTE,
    source=f"{_SOURCE}, Secondary ID Type: entered since 2011",
    reads="secondary_ids",
    applies=has_secondary_ids,
    default=False,
    requires=WHOLE,
)
def secondary_id_without_type(trial: Trial) -> Problems:
    """A secondary identifier has no type.

    Why:
        Records from before 2011 have none; with a type the number can be told from others.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01HL067098")])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", type=SecondaryIdType.NIH)])
    """
    for index, held in enumerate(trial.secondary_ids):
        if not held.type:
            which = quoted(held.id) if held.id else "the identifier"
            yield f"secondary_ids[{index}].type", f"{which} has no type, such as grant or registry number"


@rule(
    "IDN020",
    severity=WARNING,
    source="Miron et al. 2020, audit of metadata in ClinicalTrials.gov: placeholders in place of values",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def placeholder_as_secondary_id(trial: Trial) -> Problems:
    """A secondary identifier is a placeholder, such as all zeros, or one or two digits.

    Why:
        An identifier that many records share identifies nothing; a record without secondary identifiers is complete.

    Fires:
        Trial(secondary_ids=[Identifier(id="N/A")])
        Trial(secondary_ids=[Identifier(id="1")])
        Trial(secondary_ids=[Identifier(id="NCT00000000")])
        Trial(secondary_ids=[Identifier(id="U0000-0000-0000")])
        Trial(secondary_ids=[Identifier(id="0000-000000-00", type=SecondaryIdType.EUDRACT_NUMBER)])

    Silent:
        Trial(secondary_ids=[Identifier(id="NA-001")])
        Trial(secondary_ids=[Identifier(id="NCT00000102")])
    """
    for path, _, text in numbers(trial):
        if len(text) <= 30:
            plain = folded(text)
            if plain in _PLACEHOLDERS or (len(plain) <= 2 and plain.isdigit()) or not plain or is_placeholder(text):
                yield path, f"{quoted(text)} identifies nothing; where there is no further number, none is given"


@rule(
    "IDN021",
    severity=WARNING,
    of=REGISTRY,
    source=limits("secondary_ids[].id", "secondary_ids[].domain"),
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def secondary_id_too_long(trial: Trial) -> Problems:
    """A secondary identifier or its description is longer than the registry takes.

    Why:
        The registry takes no more; several numbers in one field are often the cause.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01HL067098, R01HL067099, R01HL067100")])
        Trial(secondary_ids=[Identifier(id="4711", domain="Registry of " + "many " * 30)])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", domain="NHLBI")])
    """
    yield from too_long(trial, "secondary_ids[].id", "secondary_ids[].domain")
