"""Rules about the form and type of secondary identifiers (IDN)."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache, wraps
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, Rule
from ctmodel.rules.families.idn.secondary_ids import SOURCE, numbers, of_secondary_ids
from ctmodel.rules.finding import Severity
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import SecondaryIdType
from ctmodel.terms.term import label
from ctmodel.values.registry_numbers import KINDS, recognise

_EU_TYPES: Final = {"EudraCT": SecondaryIdType.EUDRACT_NUMBER, "CTIS": SecondaryIdType.CTIS}
#: What is shorter is not the number of a registry.
_SHORTEST: Final = 8

_number = lru_cache(maxsize=64)(recognise)


def _form(
    code: str,
    form: re.Pattern[str],
    expected: str,
    *,
    source: str,
    type: SecondaryIdType | None = None,
    like: re.Pattern[str] | None = None,
    severity: Severity = WARNING,
    default: bool = True,
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule about identifiers that do not have the form that their type, or their beginning, calls for.

    Args:
        code: the code of the rule.
        form: the form of a valid number.
        expected: what the number is expected to be, as the message says it.
        source: where the form comes from.
        type: the type of the identifiers that are checked; None for any.
        like: how the identifiers begin that are checked; None for any.
        severity: how bad it is.
        default: whether the rule is on unless asked for.
    """

    def made(function: Callable[[], None]) -> Rule:
        @of_secondary_ids(code, severity=severity, source=source, default=default)
        @wraps(function)
        def check(trial: Trial) -> Problems:
            for path, _, text in numbers(trial, type):
                if (like is None or like.match(text)) and not form.fullmatch(text):
                    yield path, f"{quoted(text)} is not {expected}{_meant(text)}"

        return check

    return made


def _meant(text: str) -> str:
    """What a text may be meant to be, as the end of a message."""
    number = recognise(text)
    return f"; it looks like {number.normal} ({KINDS[number.kind].registry})" if number is not None else ""


@_form(
    "IDN011",
    lazy_regex(r"[0-9]{4}-[0-9]{6}-[0-9]{2}"),
    "an EudraCT number such as 2004-000119-24",
    type=SecondaryIdType.EUDRACT_NUMBER,
    source="Format of EudraCT numbers: YYYY-NNNNNN-CC",
)
def malformed_eudract_number() -> None:
    """An identifier of type EudraCT number does not have the form of an EudraCT number.

    Why:
        The European register finds the trial by this number.

    Fix:
        Write the number as YYYY-NNNNNN-CC, such as 2015-001234-56, or correct the type.

    Fires:
        Trial(secondary_ids=[Identifier(id="2004-00119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
        Trial(secondary_ids=[Identifier(id="EudraCT 2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
    """


@_form(
    "IDN012",
    lazy_regex(r"[0-9]{4}-5[0-9]{5}-[0-9]{2}(?:-[0-9]{2})?"),
    "an EU CT number such as 2022-500024-30-00",
    type=SecondaryIdType.CTIS,
    source="Format of EU CT numbers (CTIS): YYYY-5NNNNN-CC, then -NN for a resubmission",
)
def malformed_ctis_number() -> None:
    """An identifier of type EU Trial (CTIS) number does not have the form of an EU CT number.

    Why:
        The European register finds the trial by this number, whose second block begins with 5.

    Fix:
        Write the number as YYYY-5NNNNN-CC-NN, such as 2023-501234-12-00, or correct the type.

    Fires:
        Trial(secondary_ids=[Identifier(id="2021-001279-18", type=SecondaryIdType.CTIS)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2022-500024-30-00", type=SecondaryIdType.CTIS)])
    """


@_form(
    "IDN016",
    lazy_regex(r"ISRCTN[0-9]{8}", re.IGNORECASE),
    "ISRCTN and eight digits",
    like=lazy_regex("ISRCTN", re.IGNORECASE),
    source="Format of ISRCTN numbers: ISRCTN followed by 8 digits",
)
def malformed_isrctn_number() -> None:
    """An ISRCTN number is not ISRCTN and eight digits.

    Why:
        Links to the ISRCTN registry are built from the number as it is written.

    Fix:
        Write the number as ISRCTN and eight digits.

    Fires:
        Trial(secondary_ids=[Identifier(id="ISRCTN-17973604")])
        Trial(secondary_ids=[Identifier(id="ISRCTN1797360")])

    Silent:
        Trial(secondary_ids=[Identifier(id="ISRCTN17973604")])
    """


@_form(
    "IDN017",
    lazy_regex(r"U1111-[0-9]{4}-[0-9]{4}", re.IGNORECASE),
    "a Universal Trial Number such as U1111-1131-4384",
    like=lazy_regex(r"(?:UTN(?![A-Za-z])|U ?1111[- /][0-9]{4}|1111[- /][0-9]{4}[- /][0-9]{4})", re.IGNORECASE),
    source="WHO trial registration data set, item 3: Universal Trial Number",
)
def malformed_universal_trial_number() -> None:
    """A Universal Trial Number of the WHO does not have the form U1111-1234-5678.

    Why:
        The number links registrations of one trial in several registries, and only in its exact form.

    Fix:
        Write the number in the form U1111-1234-5678.

    Fires:
        Trial(secondary_ids=[Identifier(id="1111-1131-4384")])
        Trial(secondary_ids=[Identifier(id="U1111-1131-438")])

    Silent:
        Trial(secondary_ids=[Identifier(id="U1111-1131-4384")])
        Trial(secondary_ids=[Identifier(id="1111-A")])
    """


@_form(
    "IDN018",
    # Support year and amendments may follow. The serial number of a contract begins another way (N01, HHSN).
    lazy_regex(
        r"(?:[0-9]?[A-Z][A-Z0-9]{2}[- ]?[A-Z]{2}[- ]?[0-9]{5,6}(?![0-9])|N[0-9]{2}|HHSN|75N).*",
        re.IGNORECASE | re.DOTALL,
    ),
    "an NIH grant or contract number such as R01HL067098",
    type=SecondaryIdType.NIH,
    source=f"{SOURCE}, type U.S. NIH Grant/Contract: activity code, institute code and serial number",
    severity=NOTE,
    default=False,
)
def unusual_nih_grant_number() -> None:
    """An NIH grant number does not consist of activity code, institute code and serial number.

    Why:
        The registry links grants to NIH RePORTER by these three parts.

    Fix:
        Write the number as activity code, institute code and serial number, such as R01CA123456.

    Fires:
        Trial(secondary_ids=[Identifier(id="067098", type=SecondaryIdType.NIH)])

    Silent:
        Trial(secondary_ids=[Identifier(id="R01HL067098", type=SecondaryIdType.NIH)])
        Trial(secondary_ids=[Identifier(id="HHSN261200800001E", type=SecondaryIdType.NIH)])
    """


def _under_another_type(
    trial: Trial, expected_type: Callable[[str], SecondaryIdType | None], right: Collection[SecondaryIdType]
) -> Problems:
    """Yield the identifiers that are numbers of a registry, but whose type is not among the right ones."""
    for index, held in enumerate(trial.secondary_ids):
        if not held.id or len(held.id) < _SHORTEST or not held.type or held.type in right:
            continue
        number = _number(held.id)
        expected = expected_type(number.kind) if number is not None else None
        if number is not None and expected is not None:
            registry = KINDS[number.kind].registry
            message = f"{quoted(held.id)} has type {held.type}, but looks like a number of the {registry}"
            yield f"secondary_ids[{index}].type", f"{message}; expected type {label(expected)!r}"


@of_secondary_ids(
    "IDN014",
    severity=NOTE,
    of=REGISTRY,
    source=f"{SOURCE}: types EudraCT Number, and EU Trial (CTIS) Number since 2024",
)
def eu_number_under_another_type(trial: Trial) -> Problems:
    """A European trial number has a type other than those for European trial numbers.

    Why:
        Searches for European trials use the type, and miss a number under another one.

    Fix:
        Set the type to EUDRACT_NUMBER or CTIS, whichever the number is.

    Fires:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.OTHER)])
        Trial(secondary_ids=[Identifier(id="2022-500024-30-00", type=SecondaryIdType.REGISTRY)])

    Silent:
        Trial(secondary_ids=[Identifier(id="2004-000119-24", type=SecondaryIdType.EUDRACT_NUMBER)])
        Trial(secondary_ids=[Identifier(id="2004-000119-24")])
    """
    return _under_another_type(trial, _EU_TYPES.get, _EU_TYPES.values())


@of_secondary_ids("IDN015", severity=NOTE, source=f"{SOURCE}, type Registry Identifier; registries of the WHO network")
def registry_number_under_another_type(trial: Trial) -> Problems:
    """The number of another registry has a type other than registry identifier.

    Why:
        Searches for duplicate registrations use identifiers of this type.

    Fix:
        Set the type to REGISTRY.

    Fires:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.OTHER, domain="DRKS")])

    Silent:
        Trial(secondary_ids=[Identifier(id="DRKS00031743", type=SecondaryIdType.REGISTRY, domain="DRKS")])
        Trial(secondary_ids=[Identifier(id="DRKS00031743")])
    """
    expected = SecondaryIdType.REGISTRY
    return _under_another_type(trial, lambda kind: expected if KINDS[kind].network else None, [expected])
