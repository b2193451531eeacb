"""Rules about the numbers of the record itself: NCT number, aliases, the organization's own number (IDN)."""

import re

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import not_withheld
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.values.registry_numbers import is_placeholder, recognise

_NCT = lazy_regex(r"NCT[0-9]{8}")
_LIKE_NCT = lazy_regex(r"(NCT|NTC|CT)?([0-9OIL]+)")
_PREFIXED = lazy_regex(r"\s*NCT[^A-Z]", re.IGNORECASE)
_NO_LETTERS = lazy_regex(r"[\W_]+")
_DIGITS = str.maketrans("OIL", "011")
_NCT_SOURCE = "ClinicalTrials.gov API v2, field NCTId: NCT followed by 8 digits"
#: What is longer is not the number of a registry.
_LONGEST = 30
_ORG_SOURCE = "PRS definitions, Unique Protocol Identification Number"


def _has_org_study_id(trial: Trial) -> bool:
    return trial.org_study_id is not None


def _has_aliases(trial: Trial) -> bool:
    return bool(trial.nct_id_aliases)


@rule("IDN001", severity=ERROR, source=_NCT_SOURCE, reads="nct_id")
def malformed_nct_number(trial: Trial) -> Problems:
    """The NCT number is not NCT and eight digits, or the digits are zeros.

    Why:
        Every reference to the trial uses this number.

    Fix:
        Correct the number to NCT and eight digits, as the registry assigned it.

    Fires:
        Trial(nct_id="NCT0121946")
        Trial(nct_id="nct01219465")
        Trial(nct_id="NCT00000000")

    Silent:
        Trial(nct_id="NCT01219465")
        Trial(nct_id="NCT00000001")
        Trial()
    """
    if trial.nct_id is not None:
        yield from _malformed("nct_id", trial.nct_id)


@rule("IDN002", severity=ERROR, source=_NCT_SOURCE, reads="nct_id_aliases", applies=_has_aliases)
def malformed_nct_alias(trial: Trial) -> Problems:
    """A former NCT number is not NCT and eight digits, or the digits are zeros.

    Why:
        Former numbers lead to the record; a malformed one leads nowhere.

    Fix:
        Correct the number, or remove it.

    Fires:
        Trial(nct_id_aliases=["01219465"])

    Silent:
        Trial(nct_id_aliases=["NCT01219465"])
    """
    for index, alias in enumerate(trial.nct_id_aliases):
        yield from _malformed(f"nct_id_aliases[{index}]", alias)


def _malformed(path: str, number: str) -> Problems:
    if not _NCT.fullmatch(number):
        yield path, _no_nct_number(number, _meant(number))
    elif number == "NCT00000000":
        yield path, f"{quoted(number)} is a placeholder; no study has this number"


def _no_nct_number(text: str, meant: str | None) -> str:
    return f"{quoted(text)} is not NCT and eight digits{f'; did you mean {meant}?' if meant else ''}"


def _meant(text: str) -> str | None:
    """The NCT number that a text is, apart from punctuation, case, leading zeros and letters that look like digits."""
    match = _LIKE_NCT.fullmatch(_NO_LETTERS.sub("", text).upper())
    if match is None:
        return None
    digits = match[2].translate(_DIGITS).lstrip("0")
    # Eight digits without the letters are an NCT number; fewer can be anything.
    if not 1 <= len(digits) <= 8 or (match[1] is None and len(match[2]) != 8):
        return None
    return f"NCT{digits.zfill(8)}"


@rule(
    "IDN003",
    severity=WARNING,
    source="ClinicalTrials.gov API v2, field NCTIdAlias: obsolete numbers that lead to the record",
    reads="nct_id nct_id_aliases",
    applies=_has_aliases,
)
def nct_number_is_its_own_alias(trial: Trial) -> Problems:
    """A former NCT number is the current one.

    Why:
        An alias leads to the record from a number that is no longer used.

    Fix:
        Remove the alias.

    Fires:
        Trial(nct_id="NCT01219465", nct_id_aliases=["NCT01219465"])

    Silent:
        Trial(nct_id="NCT01219465", nct_id_aliases=["NCT00000102"])
    """
    for index, alias in enumerate(trial.nct_id_aliases):
        if alias == trial.nct_id:
            yield f"nct_id_aliases[{index}]", f"the alias {quoted(alias)} is the NCT number of the record itself"


@missing(
    "IDN004",
    "org_study_id",
    "the organization's own number of the study is missing; the registry requires it",
    severity=ERROR,
    source=f"{_ORG_SOURCE} (required)",
    reads="overall_status",
    applies=not_withheld,
)
def organization_number_missing() -> None:
    """The organization's own number of the study is missing.

    Why:
        The registry requires it, and the sponsor identifies the study by it.

    Fix:
        Enter the number that the sponsor gave the protocol.

    Fires:
        Trial(nct_id="NCT01219465")

    Silent:
        Trial(org_study_id="ABC-001")
        Trial(overall_status=Status.WITHHELD)
    """


@rule(
    "IDN005",
    severity=WARNING,
    source=f"{_ORG_SOURCE}: assigned by the sponsor, not by the registry",
    reads="org_study_id nct_id",
    applies=_has_org_study_id,
)
def organization_number_is_the_nct_number(trial: Trial) -> Problems:
    """The organization's own number is the NCT number of the record.

    Why:
        The field is for the number that the sponsor gave the protocol before there was an NCT number.

    Fix:
        Enter the number that the sponsor gave the protocol.

    Fires:
        Trial(nct_id="NCT01219465", org_study_id="NCT01219465")

    Silent:
        Trial(nct_id="NCT01219465", org_study_id="ABC-001")
    """
    if _nct_number(trial.org_study_id) == trial.nct_id is not None:
        yield "org_study_id", f"{quoted(trial.org_study_id)} is the NCT number; expected the sponsor's own number"


@rule(
    "IDN006",
    severity=WARNING,
    source=f"{_ORG_SOURCE}: assigned by the sponsor, not by the registry",
    reads="org_study_id nct_id",
    applies=_has_org_study_id,
)
def organization_number_is_of_another_trial(trial: Trial) -> Problems:
    """The organization's own number is the NCT number of another record.

    Why:
        Extensions and follow-up studies often name the parent trial here instead of their own number.

    Fix:
        Enter the number of this study; name the other record as a secondary identifier.

    Fires:
        Trial(nct_id="NCT01219465", org_study_id="NCT00000102")

    Silent:
        Trial(nct_id="NCT01219465", org_study_id="NCT01219465")
        Trial(nct_id="NCT01219465", org_study_id="Extension of NCT00000102")
        Trial(nct_id="NCT01219465", org_study_id="NCT00000000")
    """
    number = _nct_number(trial.org_study_id)
    if number is not None and number != trial.nct_id and not is_placeholder(number):
        message = f"{number} is the number of another record; expected the sponsor's own number"
        yield "org_study_id", f"{message}, and the other trial as a secondary identifier"


def _nct_number(text: str | None) -> str | None:
    """The NCT number that a text is."""
    if not text or "nct" not in text.lower():
        return None
    number = recognise(text)
    return number.normal if number is not None and number.kind == "NCT" else None


@overlong("IDN007", "org_study_id")
def organization_number_too_long() -> None:
    """The organization's own number is longer than the registry accepts.

    Why:
        The registry rejects or cuts it; often it is a title in the wrong field.

    Fix:
        Shorten the number; a title belongs in the official title.

    Fires:
        Trial(org_study_id="A study of aspirin against headache")

    Silent:
        Trial(org_study_id="ABC-001")
    """


@rule(
    "IDN022",
    severity=WARNING,
    source=f"{_ORG_SOURCE}: assigned by the sponsor",
    reads="org_study_id",
    applies=_has_org_study_id,
)
def placeholder_as_organization_number(trial: Trial) -> Problems:
    """The organization's own number is a placeholder, such as a registry's number of zeros.

    Why:
        The sponsor identifies the study by this number; one that many records share identifies nothing.

    Fix:
        Enter the number that the sponsor gave the protocol.

    Fires:
        Trial(org_study_id="NCT00000000")
        Trial(org_study_id="00000000")

    Silent:
        Trial(org_study_id="ABC-0000")
        Trial(org_study_id="NCT00000102")
    """
    if trial.org_study_id and len(trial.org_study_id) <= _LONGEST and is_placeholder(trial.org_study_id):
        yield "org_study_id", f"{quoted(trial.org_study_id)} is a placeholder; expected the sponsor's own number"


@rule("IDN023", severity=WARNING, source=_NCT_SOURCE, reads="secondary_ids")
def malformed_nct_number_as_secondary_id(trial: Trial) -> Problems:
    """A secondary identifier is nearly an NCT number: it has a digit too few or too many.

    Why:
        Such a number leads nowhere; only the sponsor knows for certain which record was meant.

    Fix:
        Look up the record, and correct the number to NCT and eight digits.

    Fires:
        Trial(secondary_ids=[Identifier(id="NCT0900001")])

    Silent:
        Trial(secondary_ids=[Identifier(id="NCT00900001"), Identifier(id="NCT 00900001"), Identifier(id="NCTU-12")])
    """
    for index, held in enumerate(trial.secondary_ids):
        if held.id and _PREFIXED.match(held.id) and recognise(held.id) is None and (meant := _meant(held.id)):
            yield f"secondary_ids[{index}].id", _no_nct_number(held.id, meant)
