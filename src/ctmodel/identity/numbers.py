"""The registry numbers in the identifier fields of a trial."""

from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.values.registry_numbers import KINDS, FoundNumber, find, is_placeholder, recognise

# Second blocks from 500000 belong to CTIS, which issues no numbers before 2020; EudraCT numbers are below.
_OF_CTIS: Final = "-5"
_YEAR: Final = 4
#: Length of a CTIS number without the resubmission.
_CTIS_TRIAL: Final = len("2022-500024-30")


@final
@frozen
class RegistryNumber:
    """A registry number in an identifier field of a trial."""

    #: The registry that issues such numbers, such as ``ISRCTN registry``.
    registry: str
    #: The number as its registry writes it, without the country that exports append to EudraCT numbers. The
    #: resubmission of a CTIS number (``-00``, ``-01``) stays if it is given.
    number: str
    #: The field, as a path of the model: ``secondary_ids[2].id``.
    path: str


def registry_numbers(trial: Trial) -> list[RegistryNumber]:
    """Return the registry numbers in the identifier fields of a trial, its own included, in the order of the fields.

    The fields are ``nct_id``, ``nct_id_aliases``, ``org_study_id`` and the ``id`` of ``secondary_ids``. A number is
    recognised by its form, anywhere in the field; declared types and domains are often wrong and have no influence.
    EudraCT and CTIS numbers are told apart by the second block: 0nnnnn or 5nnnnn. Placeholders, such as
    ``NCT00000000``, are left out. Free text is not searched, because the numbers there belong to other trials.

    Args:
        trial: the trial.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> ctmodel.registry_numbers(trial)
        [RegistryNumber(registry='ClinicalTrials.gov', number='NCT01219465', path='nct_id')]
    """
    return [
        RegistryNumber(KINDS[number.kind].registry, number.normal, path)
        for path, text in identifier_texts(trial)
        for number in numbers_in(text)
    ]


def identifier_texts(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each identifier field that has a text."""
    if trial.nct_id:
        yield "nct_id", trial.nct_id
    for index, alias in enumerate(trial.nct_id_aliases):
        yield f"nct_id_aliases[{index}]", alias
    if trial.org_study_id:
        yield "org_study_id", trial.org_study_id
    for index, identifier in enumerate(trial.secondary_ids):
        if identifier.id:
            yield f"secondary_ids[{index}].id", identifier.id


def numbers_in(text: str) -> list[FoundNumber]:
    """Return the numbers in the text of an identifier field, each once, without placeholders."""
    whole = recognise(text)
    found = find(text) if whole is None else [whole]
    return [*dict.fromkeys(number for number in found if _is_issued(number))]


def trial_number(number: FoundNumber) -> str:
    """Return what the numbers of all versions of a record have in common: a CTIS number loses its resubmission."""
    return number.normal[:_CTIS_TRIAL] if number.kind == "CTIS" else number.normal


def _is_issued(number: FoundNumber) -> bool:
    is_misread = number.kind == "EudraCT" and number.normal.startswith(_OF_CTIS, _YEAR)
    return not is_misread and not is_placeholder(number.normal)
