"""Rules about secondary identifiers as such, whatever their form (IDN)."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ctmodel.model.identification import Identifier
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import folded, repeated
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import SecondaryIdType
from ctmodel.values.registry_numbers import is_placeholder

#: The definition of secondary identifiers, as rules about them cite it.
SOURCE: Final = "PRS definitions, Secondary IDs"
_PLACEHOLDERS: Final = frozenset(
    {"na", "none", "nil", "no", "tbd", "tba", "unknown", "notapplicable", "pending", "notyetassigned"}
)
#: What is longer is not a placeholder.
_LONGEST_PLACEHOLDER: Final = 30
_WITH_DOMAIN: Final[dict[str, str]] = {
    SecondaryIdType.REGISTRY: "name of the registry",
    SecondaryIdType.OTHER_GRANT: "name of the funder",
    SecondaryIdType.OTHER: "description of the number",
}


def has_secondary_ids(trial: Trial) -> bool:
    """Whether there are secondary identifiers."""
    return bool(trial.secondary_ids)


#: Make a rule that reads only secondary identifiers, and is not run where there are none.
of_secondary_ids = partial(rule, reads="secondary_ids", applies=has_secondary_ids)


def numbers(trial: Trial, type: SecondaryIdType | None = None) -> Iterator[tuple[str, Identifier, str]]:
    """Yield path, identifier and text of each secondary identifier, or of those of a type."""
    for index, held in enumerate(trial.secondary_ids):
        if held.id and (type is None or held.type == type):
            yield f"secondary_ids[{index}].id", held, held.id


@of_secondary_ids("IDN008", severity=WARNING, source=SOURCE)
def secondary_id_repeated(trial: Trial) -> Problems:
    """A secondary identifier of the same type and issuer is listed twice, in different spellings.

    Why:
        Programs that count or link by identifiers see two where there is one.

    Fix:
        Remove one of the two.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01-HL-067098"), Identifier(id="R01HL067098")])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098"), Identifier(id="R01HL067099")])
        Trial(secondary_ids=[Identifier(id="10387", domain="A hospital"), Identifier(id="10387", domain="A funder")])
    """
    for index, held, earlier in repeated(trial.secondary_ids, _spelling):
        # Of items that are equal in every character, STR010 says that they are listed twice.
        if held != trial.secondary_ids[earlier]:
            message = f"{quoted(held.id)} repeats secondary_ids[{earlier}]; remove one"
            yield f"secondary_ids[{index}].id", message


def _spelling(held: Identifier) -> tuple[str, str | None, str] | None:
    number = folded(held.id or "")
    return (number, held.type, folded(held.domain or "")) if number else None


def _equal_to(trial: Trial, number: str | None, message: str) -> Problems:
    """Yield the secondary identifiers that are a number of the record, in whatever spelling."""
    own = folded(number or "")
    for path, _, text in numbers(trial):
        if own and folded(text) == own:
            yield path, f"{quoted(text)} is {message}"


@of_secondary_ids(
    "IDN009",
    severity=NOTE,
    source=f"{SOURCE}: other than the organization's own number",
    reads="secondary_ids org_study_id",
    default=False,
)
def secondary_id_is_the_organization_number(trial: Trial) -> Problems:
    """A secondary identifier is the organization's own number.

    Why:
        That number has a field of its own; here it adds nothing.

    Fix:
        Remove the secondary identifier.

    Fires:
        Trial(org_study_id="ABC-001", secondary_ids=[Identifier(id="ABC 001")])

    Silent:
        Trial(org_study_id="ABC-001", secondary_ids=[Identifier(id="ABC-002")])
    """
    return _equal_to(trial, trial.org_study_id, "the organization's own number, which org_study_id holds; remove it")


@of_secondary_ids("IDN010", severity=ERROR, source=f"{SOURCE}: other than the NCT number", reads="secondary_ids nct_id")
def secondary_id_is_the_nct_number(trial: Trial) -> Problems:
    """A secondary identifier is the NCT number of the record.

    Why:
        The field is for other identifiers of the trial.

    Fix:
        Remove the secondary identifier.

    Fires:
        Trial(nct_id="NCT01219465", secondary_ids=[Identifier(id="NCT01219465")])

    Silent:
        Trial(nct_id="NCT01219465", secondary_ids=[Identifier(id="NCT00000102")])
    """
    return _equal_to(trial, trial.nct_id, "the NCT number of the record itself; expected other identifiers")


@of_secondary_ids(
    "IDN013",
    severity=WARNING,
    source=f"{SOURCE}: name of registry, funder or issuer required for these types",
    requires=WHOLE,
)
def issuer_missing(trial: Trial) -> Problems:
    """A secondary identifier does not say who issued it, though its type requires that.

    Why:
        Without the registry, the funder or a description, nobody can tell what the number belongs to.

    Fix:
        Enter the registry, the funder or a description, whichever the type asks for.

    Fires:
        Trial(secondary_ids=[Identifier(id="4711", type=SecondaryIdType.REGISTRY)])

    Silent:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.REGISTRY, domain="DRKS")])
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
    """
    for index, held in enumerate(trial.secondary_ids):
        expected = _WITH_DOMAIN.get(held.type or "")
        if expected and not held.domain:
            which = f"{quoted(held.id)} of type {held.type}" if held.id else f"the identifier of type {held.type}"
            yield f"secondary_ids[{index}].domain", f"{which} lacks the {expected}"


@missing(
    "IDN019",
    "secondary_ids[].type",
    lambda held: (
        f"{quoted(held.id) if held.id else 'the identifier'} has no type; expected one such as NIH or REGISTRY"
    ),
    severity=NOTE,
    source=f"{SOURCE}, Secondary ID Type: entered since 2011",
    applies=has_secondary_ids,
    requires=WHOLE,
    default=False,
)
def secondary_id_without_type() -> None:
    """A secondary identifier has no type.

    Why:
        Records from before 2011 have none; the type says what kind of number it is.

    Fix:
        Choose the type of the identifier.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01HL067098")])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", type=SecondaryIdType.NIH)])
    """


@of_secondary_ids(
    "IDN020",
    severity=WARNING,
    source="Miron et al. 2020, audit of metadata in ClinicalTrials.gov: placeholders in place of values",
)
def placeholder_as_secondary_id(trial: Trial) -> Problems:
    """A secondary identifier is a placeholder, such as all zeros, or one or two digits.

    Why:
        An identifier that many records share identifies nothing, and secondary identifiers are optional.

    Fix:
        Enter the identifier, or remove the entry.

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
        if len(text) <= _LONGEST_PLACEHOLDER:
            plain = folded(text)
            if plain in _PLACEHOLDERS or (len(plain) <= 2 and plain.isdigit()) or not plain or is_placeholder(text):
                yield path, f"{quoted(text)} is a placeholder and identifies nothing; remove it"


@overlong("IDN021", "secondary_ids[].id", "secondary_ids[].domain", applies=has_secondary_ids)
def secondary_id_too_long() -> None:
    """A secondary identifier or its description is longer than the registry accepts.

    Why:
        The registry rejects or cuts it; often the cause is several numbers in one field.

    Fix:
        Enter one number, without a description in the same field.

    Fires:
        Trial(secondary_ids=[Identifier(id="R01HL067098, R01HL067099, R01HL067100")])
        Trial(secondary_ids=[Identifier(id="4711", domain="Registry of " + "many " * 30)])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", domain="NHLBI")])
    """
