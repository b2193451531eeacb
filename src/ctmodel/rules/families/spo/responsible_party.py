"""Rules about the responsible party (SPO)."""

import re

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, since_final_rule
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import AgencyClass, ResponsiblePartyType, Status

_INVESTIGATOR = ("investigator_full_name", "investigator_title", "investigator_affiliation")
_PERSONS = (ResponsiblePartyType.PRINCIPAL_INVESTIGATOR, ResponsiblePartyType.SPONSOR_INVESTIGATOR)
_WORD = lazy_regex(r"[^\W\d_]{2,}")
_NO_PERSON = lazy_regex(
    r"\b(?:universit\w*|h[o\u00f4]pital|hospital|institut\w*|cent(?:er|re)|clinic|college|foundation|inc|ltd|llc|gmbh|corp"
    r"|company|pharma\w*|department|director|manager|office|trials?)\b",
    re.IGNORECASE,
)


def _shown(trial: Trial) -> bool:
    return trial.overall_status != Status.WITHHELD


def _shown_since_final_rule(trial: Trial) -> bool:
    return _shown(trial) and since_final_rule(trial)


def _shown_and_older(trial: Trial) -> bool:
    return _shown(trial) and not since_final_rule(trial)


def folded(name: str) -> str:
    """Return a name in small letters and with single blanks, to compare it."""
    return " ".join(name.casefold().split())


def _no_responsible_party(trial: Trial) -> Problems:
    if trial.responsible_party is None:
        yield "responsible_party", "there is no responsible party; each record names who answers for it"


@rule(
    "SPO001",
    severity=WARNING,
    source="PRS data element definitions, responsible party, required item",
    reads="responsible_party overall_status start_date",
    applies=_shown_since_final_rule,
    requires=WHOLE,
)
def responsible_party_missing(trial: Trial) -> Problems:
    """Nobody is named as responsible for a study that starts on or after 2017-01-18.

    Why:
        The registry has asked for it since 2011, and 42 CFR Part 11 rests all duties on that party.

    Fires:
        Trial(start_date=PartialDate("2018-03"))

    Silent:
        Trial(start_date=PartialDate("2018-03"), responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
        Trial(start_date=PartialDate("2009-03"))
    """
    yield from _no_responsible_party(trial)


@rule(
    "SPO002",
    severity=NOTE,
    source="PRS data element definitions, responsible party; measured: 1.7 % of records, all of them old",
    reads="responsible_party overall_status start_date",
    applies=_shown_and_older,
    requires=WHOLE,
    spares_older=True,
)
def responsible_party_missing_on_older_record(trial: Trial) -> Problems:
    """Nobody is named as responsible for a study that starts before 2017-01-18 or on an unknown day.

    Why:
        Old records were never asked for it; one that is still updated should name the party.

    Fires:
        Trial(start_date=PartialDate("2009-03"))

    Silent:
        Trial(start_date=PartialDate("2009-03"), responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
        Trial(start_date=PartialDate("2018-03"))
    """
    yield from _no_responsible_party(trial)


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
        The responsible party is identified by official title and affiliation; a name alone does not say who answers.

    Fires:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.PRINCIPAL_INVESTIGATOR))

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
    """
    party = trial.responsible_party
    if party is not None and party.type in _PERSONS:
        for name in _INVESTIGATOR:
            if not getattr(party, name):
                yield (
                    f"responsible_party.{name}",
                    f"the responsible party is of type {quoted(str(party.type))} but {name} is missing",
                )


@rule(
    "SPO004",
    severity=ERROR,
    source="PRS data element definitions, investigator information: for investigators alone",
    reads="responsible_party",
)
def sponsor_with_investigator_details(trial: Trial) -> Problems:
    """The sponsor is responsible, yet details of an investigator are given.

    Why:
        The details belong to a responsible investigator; with the sponsor responsible, the type or they are wrong.

    Fires:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR, investigator_title="Professor"))

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
    """
    party = trial.responsible_party
    if party is not None and party.type == ResponsiblePartyType.SPONSOR:
        for name in _INVESTIGATOR:
            if getattr(party, name):
                yield (
                    f"responsible_party.{name}",
                    f"the responsible party is the sponsor, but {name} is given;"
                    " is it 'PRINCIPAL_INVESTIGATOR' or 'SPONSOR_INVESTIGATOR'?",
                )


@rule(
    "SPO005",
    severity=WARNING,
    source="42 CFR 11.10, sponsor-investigator; PRS data element definitions, sponsor",
    reads="responsible_party lead_sponsor",
)
def sponsor_investigator_is_not_the_sponsor(trial: Trial) -> Problems:
    """A sponsor-investigator is responsible, but the lead sponsor has no word of the investigator's name.

    Why:
        A sponsor-investigator is the sponsor in person; another sponsor means that the type is wrong.

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
    party, sponsor = trial.responsible_party, trial.lead_sponsor
    if party is None or party.type != ResponsiblePartyType.SPONSOR_INVESTIGATOR or sponsor is None:
        return
    if party.investigator_full_name and sponsor.name:
        person, named = (set(_WORD.findall(name.casefold())) for name in (party.investigator_full_name, sponsor.name))
        if person and not person & named:
            yield (
                "lead_sponsor.name",
                f"a sponsor-investigator is responsible, but the lead sponsor is {quoted(sponsor.name)};"
                " expected the investigator, or a responsible party of type 'PRINCIPAL_INVESTIGATOR'",
            )


@rule(
    "SPO006",
    default=False,
    severity=NOTE,
    source="PRS data element definitions, investigator affiliation; measured: 0.3 % of records",
    reads="responsible_party lead_sponsor",
)
def responsible_investigator_from_elsewhere(trial: Trial) -> Problems:
    """The responsible principal investigator belongs to an organization that is not the lead sponsor.

    Why:
        The registry fills in the sponsor; another entry can be a slip. Often it is right: a hospital and its university
        share investigators, and the affiliation is that of the person. So the rule is off unless asked for.

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
    party, sponsor = trial.responsible_party, trial.lead_sponsor
    if party is None or party.type != ResponsiblePartyType.PRINCIPAL_INVESTIGATOR or sponsor is None:
        return
    affiliation = party.investigator_affiliation
    # A department of the sponsor is no other organization.
    if affiliation and sponsor.name and folded(sponsor.name) not in folded(affiliation):
        yield (
            "responsible_party.investigator_affiliation",
            f"the responsible investigator belongs to {quoted(affiliation)}, but the lead sponsor is"
            f" {quoted(sponsor.name)}; check which one is responsible",
        )


@rule(
    "SPO007",
    default=False,
    severity=NOTE,
    source="ClinicalTrials.gov API v2, fields of responsible parties up to 2011; measured: 2.4 % of records",
    reads="responsible_party",
)
def responsible_party_in_old_form(trial: Trial) -> Problems:
    """The responsible party is written as before 2011, name and title in one text.

    Why:
        Programs that read type and name of the party find nothing there.

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
    source="Chaturvedi et al., Trials 2019: names of investigators that are no persons",
    reads="responsible_party",
)
def investigator_is_no_person(trial: Trial) -> Problems:
    """The name of the responsible investigator has words of organizations or offices.

    Why:
        The item asks for a person; an office cannot be found when questions arise.

    Fires:
        Trial(responsible_party=ResponsibleParty(investigator_full_name="Example University Trials Office"))

    Silent:
        Trial(responsible_party=ResponsibleParty(investigator_full_name="Jo Doe"))
    """
    party = trial.responsible_party
    if party is not None and party.investigator_full_name:
        found = _NO_PERSON.search(party.investigator_full_name)
        if found is not None:
            yield (
                "responsible_party.investigator_full_name",
                f"the investigator's name has the word {quoted(found[0])}; expected the name of a person",
            )


@rule(
    "SPO013",
    severity=WARNING,
    source="42 CFR 11.10, sponsor-investigator: an individual; agency class, which the registry assigns",
    reads="responsible_party lead_sponsor",
)
def company_as_sponsor_investigator(trial: Trial) -> Problems:
    """A sponsor-investigator is responsible, but the lead sponsor is of the class industry.

    Why:
        A sponsor-investigator is an individual who both initiates and conducts the trial; a company is not.

    Fires:
        Trial(
            lead_sponsor=Sponsor(name="Example Inc.", agency_class=AgencyClass.INDUSTRY),
            responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR_INVESTIGATOR))

    Silent:
        Trial(
            lead_sponsor=Sponsor(name="Jo Doe", agency_class=AgencyClass.OTHER),
            responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR_INVESTIGATOR))
    """
    party, sponsor = trial.responsible_party, trial.lead_sponsor
    if (
        party is not None
        and party.type == ResponsiblePartyType.SPONSOR_INVESTIGATOR
        and sponsor is not None
        and sponsor.agency_class == AgencyClass.INDUSTRY
    ):
        yield (
            "responsible_party.type",
            f"a sponsor-investigator is responsible, but the lead sponsor {quoted(sponsor.name or 'without name')}"
            " is of the class 'INDUSTRY'; expected 'SPONSOR', or another class",
        )
