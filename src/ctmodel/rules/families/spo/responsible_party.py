"""Rules about the responsible party (SPO)."""

import re
from collections.abc import Iterator
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.sponsors import ResponsibleParty
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, not_withheld, since_final_rule
from ctmodel.rules.comparing import normalized
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.missing import in_older_record, missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import AgencyClass, ResponsiblePartyType

_DEFINITIONS: Final = "PRS data element definitions, responsible party"
_DETAILS: Final = ("investigator_full_name", "investigator_title", "investigator_affiliation")
_INVESTIGATORS: Final = (ResponsiblePartyType.PRINCIPAL_INVESTIGATOR, ResponsiblePartyType.SPONSOR_INVESTIGATOR)
_WORD: Final = lazy_regex(r"[^\W\d_]{2,}")
_NO_PERSON: Final = lazy_regex(
    r"\b(?:universit\w*|h[o\u00f4]pital|hospital|institut\w*|cent(?:er|re)|clinic|college|foundation|inc|ltd|llc|gmbh|corp"
    r"|company|pharma\w*|department|director|manager|office|trials?)\b",
    re.IGNORECASE,
)


def _required(trial: Trial) -> bool:
    return not_withheld(trial) and since_final_rule(trial)


def _not_yet_required(trial: Trial) -> bool:
    return not_withheld(trial) and not since_final_rule(trial)


def _party_of_type(trial: Trial, *types: ResponsiblePartyType) -> ResponsibleParty | None:
    party = trial.responsible_party
    return party if party is not None and party.type in types else None


def _details(party: ResponsibleParty, *, given: bool) -> Iterator[str]:
    """Yield the details of an investigator that are given, or those that are not."""
    return (name for name in _DETAILS if bool(getattr(party, name)) is given)


@missing(
    "SPO001",
    "responsible_party",
    "the responsible party is missing; expected the party that is accountable for the record",
    severity=WARNING,
    source=f"{_DEFINITIONS}, required item",
    reads="overall_status start_date",
    applies=_required,
    requires=WHOLE,
)
def responsible_party_missing() -> None:
    """The responsible party is missing for a study that starts on or after 2017-01-18.

    Why:
        The registry has asked for it since 2011, and 42 CFR Part 11 imposes all duties on that party.

    Fix:
        State who is responsible: the sponsor, the principal investigator, or a sponsor-investigator.

    Fires:
        Trial(start_date=PartialDate("2018-03"))

    Silent:
        Trial(start_date=PartialDate("2018-03"), responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
        Trial(start_date=PartialDate("2009-03"))
    """


responsible_party_missing_in_older_record = in_older_record(
    responsible_party_missing,
    "SPO002",
    "The responsible party is missing for a study that starts before 2017-01-18 or on an unknown day.",
    source=f"{_DEFINITIONS}; measured: 1.7 % of records, all of them old",
    applies=_not_yet_required,
)


@rule(
    "SPO003",
    severity=WARNING,
    source="PRS data element definitions, investigator information, required for investigators",
    reads="responsible_party",
    requires=WHOLE,
)
def responsible_investigator_incomplete(trial: Trial) -> Problems:
    """An investigator is responsible, but name, official title or affiliation is missing.

    Why:
        Official title and affiliation identify the responsible party; a name is not enough.

    Fix:
        Enter name, official title and affiliation of the investigator.

    Fires:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.PRINCIPAL_INVESTIGATOR))

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
    """
    party = _party_of_type(trial, *_INVESTIGATORS)
    if party is not None:
        for name in _details(party, given=False):
            message = f"the responsible party is of type {party.type}, but {name} is missing"
            yield f"responsible_party.{name}", message


@rule(
    "SPO004",
    severity=ERROR,
    source="PRS data element definitions, investigator information: only for investigators",
    reads="responsible_party",
)
def sponsor_with_investigator_details(trial: Trial) -> Problems:
    """The sponsor is responsible, but details of an investigator are given.

    Why:
        Only a responsible investigator has these details: either they or the type is wrong.

    Fix:
        Remove the details, or correct the type of the responsible party.

    Fires:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR, investigator_title="Professor"))

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
    """
    party = _party_of_type(trial, ResponsiblePartyType.SPONSOR)
    if party is not None:
        for name in _details(party, given=True):
            message = f"the responsible party is of type SPONSOR, but {name} is given"
            yield (
                f"responsible_party.{name}",
                f"{message}; did you mean PRINCIPAL_INVESTIGATOR or SPONSOR_INVESTIGATOR?",
            )


@rule(
    "SPO005",
    severity=WARNING,
    source="42 CFR 11.10, sponsor-investigator; PRS data element definitions, sponsor",
    reads="responsible_party lead_sponsor",
)
def sponsor_investigator_is_not_the_sponsor(trial: Trial) -> Problems:
    """A sponsor-investigator is responsible, but the lead sponsor shares no word with the investigator's name.

    Why:
        A sponsor-investigator is the sponsor in person; if the sponsor is someone else, the type is wrong.

    Fix:
        Set the type to PRINCIPAL_INVESTIGATOR or SPONSOR, or correct the lead sponsor.

    Fires:
        Trial(
            lead_sponsor=Sponsor(name="Example University"),
            responsible_party=ResponsibleParty(
                type=ResponsiblePartyType.SPONSOR_INVESTIGATOR, investigator_full_name="Jo Doe"
            ))

    Silent:
        Trial(
            lead_sponsor=Sponsor(name="Jo Doe, MD"),
            responsible_party=ResponsibleParty(
                type=ResponsiblePartyType.SPONSOR_INVESTIGATOR, investigator_full_name="Doe, Jo"
            ))
    """
    party, sponsor = _party_of_type(trial, ResponsiblePartyType.SPONSOR_INVESTIGATOR), trial.lead_sponsor
    if party is None or sponsor is None or not party.investigator_full_name or not sponsor.name:
        return
    person, named = (set(_WORD.findall(name.casefold())) for name in (party.investigator_full_name, sponsor.name))
    if person and not person & named:
        message = f"a sponsor-investigator is responsible, but the lead sponsor is {quoted(sponsor.name)}"
        yield "lead_sponsor.name", f"{message}; expected the investigator, or a responsible PRINCIPAL_INVESTIGATOR"


@rule(
    "SPO006",
    severity=NOTE,
    source="PRS data element definitions, investigator affiliation; measured: 0.3 % of records",
    reads="responsible_party lead_sponsor",
    default=False,
)
def responsible_investigator_from_elsewhere(trial: Trial) -> Problems:
    """The affiliation of the responsible principal investigator is not the lead sponsor.

    Why:
        The registry fills in the sponsor, so another entry may be a slip. Often it is right, since a hospital and its
        university share investigators, so the rule is off by default.

    Fix:
        Check the affiliation; leave it if the investigator works elsewhere.

    Fires:
        Trial(
            lead_sponsor=Sponsor(name="Example University"),
            responsible_party=ResponsibleParty(
                type=ResponsiblePartyType.PRINCIPAL_INVESTIGATOR, investigator_affiliation="Example Clinic"
            ))

    Silent:
        Trial(
            lead_sponsor=Sponsor(name="Example University"),
            responsible_party=ResponsibleParty(
                type=ResponsiblePartyType.PRINCIPAL_INVESTIGATOR, investigator_affiliation="Example  university"
            ))
    """
    party, sponsor = _party_of_type(trial, ResponsiblePartyType.PRINCIPAL_INVESTIGATOR), trial.lead_sponsor
    if party is None or sponsor is None or not party.investigator_affiliation or not sponsor.name:
        return
    affiliation = party.investigator_affiliation
    # A department of the sponsor is not another organization.
    if normalized(sponsor.name) not in normalized(affiliation):
        message = f"the affiliation of the responsible investigator is {quoted(affiliation)}"
        yield (
            "responsible_party.investigator_affiliation",
            f"{message}, but the lead sponsor is {quoted(sponsor.name)}; check which one is responsible",
        )


@rule(
    "SPO007",
    severity=NOTE,
    source="ClinicalTrials.gov API v2, fields of responsible parties up to 2011; measured: 2.4 % of records",
    reads="responsible_party",
    default=False,
)
def responsible_party_in_old_form(trial: Trial) -> Problems:
    """The responsible party has the form used before 2011, with name and title in one text.

    Why:
        Programs that read type and name of the party find nothing there.

    Fix:
        State type, name and official title of the responsible party separately.

    Fires:
        Trial(responsible_party=ResponsibleParty(old_name_title="Chief, Example Unit"))

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
    """
    party = trial.responsible_party
    if party is not None and (party.old_name_title or party.old_organization):
        name = "old_name_title" if party.old_name_title else "old_organization"
        yield f"responsible_party.{name}", f"{name} is the form used before 2011; expected type and details"


@rule(
    "SPO012",
    severity=WARNING,
    source="Chaturvedi et al., Trials 2019: names of investigators that are not persons",
    reads="responsible_party",
)
def investigator_is_not_a_person(trial: Trial) -> Problems:
    """The name of the responsible investigator contains a word of organizations or offices.

    Why:
        The item asks for a person; an office may no longer exist when questions arise.

    Fix:
        Enter the name of a person.

    Fires:
        Trial(responsible_party=ResponsibleParty(investigator_full_name="Example University Trials Office"))

    Silent:
        Trial(responsible_party=ResponsibleParty(investigator_full_name="Jo Doe"))
    """
    party = trial.responsible_party
    word = _NO_PERSON.search(party.investigator_full_name) if party and party.investigator_full_name else None
    if word is not None:
        message = f"the name of the investigator contains {quoted(word[0])}; expected the name of a person"
        yield "responsible_party.investigator_full_name", message


@rule(
    "SPO013",
    severity=WARNING,
    source="42 CFR 11.10, sponsor-investigator: an individual; agency class, which the registry assigns",
    reads="responsible_party lead_sponsor",
)
def company_as_sponsor_investigator(trial: Trial) -> Problems:
    """A sponsor-investigator is responsible, but the lead sponsor is of class industry.

    Why:
        A sponsor-investigator is an individual who both initiates and conducts the trial; a company is not.

    Fix:
        Set the type to SPONSOR.

    Fires:
        Trial(
            lead_sponsor=Sponsor(name="Example Inc.", agency_class=AgencyClass.INDUSTRY),
            responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR_INVESTIGATOR))

    Silent:
        Trial(
            lead_sponsor=Sponsor(name="Jo Doe", agency_class=AgencyClass.OTHER),
            responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR_INVESTIGATOR))
    """
    sponsor = trial.lead_sponsor
    if sponsor is None or sponsor.agency_class != AgencyClass.INDUSTRY:
        return
    if _party_of_type(trial, ResponsiblePartyType.SPONSOR_INVESTIGATOR) is not None:
        message = (
            f"a sponsor-investigator is responsible, but the lead sponsor {quoted(sponsor.name)} is of class INDUSTRY"
        )
        yield "responsible_party.type", f"{message}; expected type SPONSOR, or another class"
