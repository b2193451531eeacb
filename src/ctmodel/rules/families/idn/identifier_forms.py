"""Rules about the form and type of secondary identifiers (IDN)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.identification import Identifier
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.families.idn.secondary_ids import has_secondary_ids, numbers
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import SecondaryIdType
from ctmodel.terms.term import label
from ctmodel.values.registry_numbers import KINDS, RegistryNumber, recognise

_SOURCE: Final = "PRS definitions, Secondary IDs"
_EUDRACT = lazy_regex(r"[0-9]{4}-[0-9]{6}-[0-9]{2}")
_CTIS = lazy_regex(r"[0-9]{4}-5[0-9]{5}-[0-9]{2}(?:-[0-9]{2})?")
_ISRCTN = lazy_regex(r"ISRCTN[0-9]{8}", re.IGNORECASE)
_UTN = lazy_regex(r"U1111-[0-9]{4}-[0-9]{4}", re.IGNORECASE)
_LIKE_UTN = lazy_regex(r"(?:UTN(?![A-Za-z])|U ?1111[- /][0-9]{4}|1111[- /][0-9]{4}[- /][0-9]{4})", re.IGNORECASE)
# Support year and amendments may follow. The serial number of a contract begins another way (N01, HHSN).
_NIH = lazy_regex(r"[0-9]?[A-Z][A-Z0-9]{2}[- ]?[A-Z]{2}[- ]?[0-9]{5,6}(?![0-9])|N[0-9]{2}|HHSN|75N", re.IGNORECASE)
_EU_TYPES: Final = {"EudraCT": SecondaryIdType.EUDRACT_NUMBER, "CTIS": SecondaryIdType.CTIS}


def _meant(text: str, otherwise: str = "") -> str:
    """What a text may be meant to be, as the end of a message."""
    number = recognise(text)
    if number is None:
        return otherwise
    return f"; it looks like a number of this kind: {KINDS[number.kind].registry}, written {number.normal}"


@rule(
    "IDN011",
    severity=WARNING,
    source="Format of EudraCT numbers: YYYY-NNNNNN-CC",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def malformed_eudract_number(trial: Trial) -> Problems:
    """An identifier of type EudraCT number does not have the form of one.

    Why:
        By this number the trial is found in the European register.

    Fires:
        Trial(secondary_ids=[Identifier(id="2004-00119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
        Trial(secondary_ids=[Identifier(id="EudraCT 2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
    """
    for path, _, text in numbers(trial, SecondaryIdType.EUDRACT_NUMBER):
        if not _EUDRACT.fullmatch(text):
            yield path, f"{quoted(text)} is not an EudraCT number such as 2004-000119-24{_meant(text)}"


@rule(
    "IDN012",
    severity=WARNING,
    source="Format of EU CT numbers (CTIS): YYYY-5NNNNN-CC, then -NN for a resubmission",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def malformed_ctis_number(trial: Trial) -> Problems:
    """An identifier of type EU Trial (CTIS) number does not have the form of one.

    Why:
        By this number the trial is found in the European register; its second block begins with 5.

    Fires:
        Trial(secondary_ids=[Identifier(id="2021-001279-18", type=SecondaryIdType.CTIS)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2022-500024-30-00", type=SecondaryIdType.CTIS)])
    """
    for path, _, text in numbers(trial, SecondaryIdType.CTIS):
        if not _CTIS.fullmatch(text):
            yield path, f"{quoted(text)} is not an EU CT number such as 2022-500024-30-00{_meant(text)}"


@rule(
    "IDN014",
    severity=NOTE,
    of=REGISTRY,
    source=f"{_SOURCE}: types EudraCT Number, and EU Trial (CTIS) Number since 2024",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def eu_number_under_another_type(trial: Trial) -> Problems:
    """A European trial number has another type than that for European trial numbers.

    Why:
        Searches for European trials go by the type; a number under another type is not found.

    Fires:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.OTHER)])
        Trial(secondary_ids=[Identifier(id="2022-500024-30-00", type=SecondaryIdType.REGISTRY)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
        Trial(secondary_ids=[Identifier(id="2004-000119-24")])
    """
    for path, held, number in _recognised(trial):
        expected = _EU_TYPES.get(number.kind)
        if expected and held.type and held.type not in _EU_TYPES.values():
            message = (
                f"{quoted(held.id)} has type {held.type}; it looks like a number of the {KINDS[number.kind].registry}"
            )
            yield path, f"{message}, for which there is the type {label(expected)!r}"


_number = lru_cache(maxsize=64)(recognise)


def _recognised(trial: Trial) -> Iterator[tuple[str, Identifier, RegistryNumber]]:
    """Path of the type, identifier and number of each secondary identifier that is a number of a registry."""
    for index, held in enumerate(trial.secondary_ids):
        number = _number(held.id) if held.id and len(held.id) >= 8 else None
        if number is not None:
            yield f"secondary_ids[{index}].type", held, number


@rule(
    "IDN015",
    severity=NOTE,
    source=f"{_SOURCE}, type Registry Identifier; registries of the WHO network",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def registry_number_under_another_type(trial: Trial) -> Problems:
    """A number of another registry does not have the type for that.

    Why:
        Double registrations are found by identifiers of this type.

    Fires:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.OTHER, domain="DRKS")])

    Silent:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.REGISTRY, domain="DRKS")])
        Trial(secondary_ids=[Identifier(id="DRKS00031743")])
    """
    for path, held, number in _recognised(trial):
        if held.type and held.type != SecondaryIdType.REGISTRY and KINDS[number.kind].network:
            message = (
                f"{quoted(held.id)} has type {held.type}; it looks like a number of the {KINDS[number.kind].registry}"
            )
            yield path, f"{message}, for which there is the type {label(SecondaryIdType.REGISTRY)!r}"


@rule(
    "IDN016",
    severity=WARNING,
    source="Format of ISRCTN numbers: ISRCTN followed by 8 digits",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def malformed_isrctn_number(trial: Trial) -> Problems:
    """An ISRCTN number is not ISRCTN and eight digits.

    Why:
        Links to the ISRCTN registry are made of the number as it stands.

    Fires:
        Trial(secondary_ids=[Identifier(id="ISRCTN-17973604")])
        Trial(secondary_ids=[Identifier(id="ISRCTN1797360")])

    Silent:
        Trial(secondary_ids=[Identifier(id="ISRCTN17973604")])
    """
    for path, _, text in numbers(trial):
        if text[:6].upper() == "ISRCTN" and not _ISRCTN.fullmatch(text):
            yield path, f"{quoted(text)} is not ISRCTN and eight digits{_meant(text)}"


@rule(
    "IDN017",
    severity=WARNING,
    source="WHO trial registration data set, item 3: Universal Trial Number",
    reads="secondary_ids",
    applies=has_secondary_ids,
)
def malformed_universal_trial_number(trial: Trial) -> Problems:
    """A Universal Trial Number of the WHO does not have the form U1111-1234-5678.

    Why:
        The number ties registrations of one trial in several registries together, by its exact form.

    Fires:
        Trial(secondary_ids=[Identifier(id="1111-1131-4384")])
        Trial(secondary_ids=[Identifier(id="U1111-1131-438")])

    Silent:
        Trial(secondary_ids=[Identifier(id="U1111-1131-4384")])
        Trial(secondary_ids=[Identifier(id="1111-A")])
    """
    for path, _, text in numbers(trial):
        if _LIKE_UTN.match(text) and not _UTN.fullmatch(text):
            yield path, f"{quoted(text)} is not a Universal Trial Number such as U1111-1131-4384{_meant(text)}"


@rule(
    "IDN018",
    severity=NOTE,
    source=f"{_SOURCE}, type U.S. NIH Grant/Contract: activity code, institute code and serial number",
    reads="secondary_ids",
    applies=has_secondary_ids,
    default=False,
)
def unusual_nih_grant_number(trial: Trial) -> Problems:
    """An NIH grant number has no activity code, institute code and serial number.

    Why:
        The registry links grants to NIH RePORTER by these three parts.

    Fires:
        Trial(secondary_ids=[Identifier(id="067098", type=SecondaryIdType.NIH)])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", type=SecondaryIdType.NIH)])
        Trial(secondary_ids=[Identifier(id="HHSN261200800001E", type=SecondaryIdType.NIH)])
    """
    for path, _, text in numbers(trial, SecondaryIdType.NIH):
        if not _NIH.match(text):
            yield path, f"{quoted(text)} does not begin like an NIH grant or contract, such as R01HL067098"
