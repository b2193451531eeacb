"""Rules about contacts and officials (LOC)."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.contacts import Contact
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, posted_study
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import OfficialRole, Status

_EMAIL: Final = lazy_regex(
    r"(?!\.|.*\.\.|.*\.@)[^\s@,;:<>()\[\]\"]+@(?!-)[^\s@,;:<>()\[\]\"]+\.(?:[^\W\d_]{2,}|xn--[\w-]+)"
)
_DIGIT: Final = lazy_regex(r"\d")
_SEVEN_DIGITS: Final = lazy_regex(r"(?:\d\D*+){7}")
_NO_PERSON: Final = lazy_regex(
    r"\b(?:study (?:director|chair|manager|physician)|medical (?:director|monitor|responsible|affairs)"
    r"|clinical (?:trials?|director|study|studies|development|sciences?)|call center|contact"
    r"|hospital|university|inc|ltd|llc|gmbh|pharma\w*|therapeutics|department|office|team|trials?)\b",
    re.IGNORECASE,
)


def open_or_opening(trial: Trial) -> bool:
    """Whether people can ask to take part: the study is recruiting, or not yet recruiting."""
    return trial.overall_status in (Status.RECRUITING, Status.NOT_YET_RECRUITING)


def _of_sites(trial: Trial) -> Iterator[Contact]:
    return chain.from_iterable([location.contacts for location in trial.locations if location.contacts])


def _can_be_reached(contact: Contact) -> bool:
    return bool(contact.phone or contact.email)


def _all_contacts(trial: Trial) -> list[Contact]:
    return [*trial.central_contacts, *_of_sites(trial)]


def _contacts(trial: Trial) -> Iterator[tuple[str, Contact]]:
    for index, contact in enumerate(trial.central_contacts):
        yield f"central_contacts[{index}]", contact
    for place, location in enumerate(trial.locations):
        for index, contact in enumerate(location.contacts):
            yield f"locations[{place}].contacts[{index}]", contact


@rule(
    "LOC003",
    severity=WARNING,
    source="PRS data element definitions, central contact or facility contacts; measured: 0.5 % of records",
    reads="overall_status central_contacts locations",
    applies=open_or_opening,
    requires=WHOLE,
)
def nobody_to_ask(trial: Trial) -> Problems:
    """A study that is recruiting, or will soon, has no contact with phone or e-mail, central or at a site.

    Why:
        People who want to take part cannot reach anyone.

    Fix:
        Add a central contact, or contacts at the sites, with a phone number or an e-mail address.

    Fires:
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo")])
        Trial(overall_status=Status.RECRUITING, central_contacts=[Contact(name="Study Office")])

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo", contacts=[Contact(phone="1234567")])])
        Trial(overall_status=Status.COMPLETED)
    """
    contacts = [*trial.central_contacts, *_of_sites(trial)]
    if not any(map(_can_be_reached, contacts)):
        what = "no contact has phone or e-mail" if contacts else "there is no contact"
        message = f"overall_status is {trial.overall_status}, but {what}"
        yield "central_contacts", f"{message}; expected a central contact or one at each site"


@rule(
    "LOC004",
    severity=WARNING,
    source="PRS data element definitions, central contact: phone and e-mail; measured: on no record",
    reads="overall_status central_contacts locations",
    requires=WHOLE,
)
def contact_cannot_be_reached(trial: Trial) -> Problems:
    """No central contact has a telephone number or an e-mail address.

    Why:
        A name does not help people who want to take part. One contact with either is enough. Studies that are open, and
        whose sites have no such contact either, are exempt: LOC003 reports them.

    Fix:
        Add a phone number or an e-mail address.

    Fires:
        Trial(central_contacts=[Contact(name="Study Office")])

    Silent:
        Trial(central_contacts=[Contact(name="Study Office", email="trials@example.org")])
        Trial(central_contacts=[Contact(name="Study Office", phone="5550100"), Contact(name="Jo Doe")])
        Trial(overall_status=Status.RECRUITING, central_contacts=[Contact(name="Study Office")])
    """
    if not trial.central_contacts or any(map(_can_be_reached, trial.central_contacts)):
        return
    if not open_or_opening(trial) or any(map(_can_be_reached, _of_sites(trial))):
        yield "central_contacts[0]", "no central contact has phone or e-mail; expected both"


@rule(
    "LOC005",
    severity=WARNING,
    source="RFC 5321, section 4.1.2, Mailbox; measured: 0.2 % of records",
    reads="central_contacts locations",
)
def malformed_email(trial: Trial) -> Problems:
    """The e-mail address of a contact is malformed.

    Why:
        Mail to it never arrives.

    Fix:
        Correct the address.

    Fires:
        Trial(central_contacts=[Contact(email="trials@unit@example.org")])
        Trial(central_contacts=[Contact(email="trials@example.org;")])

    Silent:
        Trial(central_contacts=[Contact(email="trials@example.org")])
    """
    emails = [contact.email for contact in _all_contacts(trial) if contact.email]
    return counted_items(trial, "contact", () if all(map(_EMAIL.fullmatch, emails)) else _malformed_emails(trial))


def _malformed_emails(trial: Trial) -> Places:
    for path, contact in _contacts(trial):
        email = contact.email
        if email and not _EMAIL.fullmatch(email):
            message = f"the e-mail address is malformed{_likely(email)}; expected a name and a domain around one @"
            yield email, f"{path}.email", message


def _likely(email: str) -> str:
    """What is wrong with an address, without showing it."""
    if email.count("@") != 1:
        return f" (it has {email.count('@')} at signs)"
    if any(character.isspace() for character in email):
        return " (it has a space)"
    return ""


@rule(
    "LOC006",
    severity=NOTE,
    source="PRS data element definitions, central contact, phone; measured: 0.3 % of records",
    reads="central_contacts locations",
)
def phone_too_short(trial: Trial) -> Problems:
    """The telephone number of a contact has fewer than seven digits.

    Why:
        No complete number is that short: digits are missing, or the item contains something else.

    Fix:
        Enter the complete number, with area code.

    Fires:
        Trial(central_contacts=[Contact(phone="E-mail only")])

    Silent:
        Trial(central_contacts=[Contact(phone="555-0100")])
    """
    phones = [contact.phone for contact in _all_contacts(trial) if contact.phone]
    return counted_items(trial, "contact", () if all(map(_SEVEN_DIGITS.search, phones)) else _short_phones(trial))


def _short_phones(trial: Trial) -> Places:
    for path, contact in _contacts(trial):
        phone = contact.phone
        if phone and len(phone) < 60 and (digits := len(_DIGIT.findall(phone))) < 7:
            yield phone, f"{path}.phone", f"the number has {digits} digits; expected area code and number"


@rule(
    "LOC018",
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 8; measured: 0.9 % of records",
    reads="study_type overall_status overall_officials responsible_party",
    applies=posted_study,
    requires=WHOLE,
    skips_older=True,
)
def nobody_leads(trial: Trial) -> Problems:
    """The study has neither an official nor a responsible party.

    Why:
        Nobody can be asked about the science of the study.

    Fix:
        Add an official, such as the principal investigator, or the responsible party.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(responsible_party=ResponsibleParty(type=ResponsiblePartyType.SPONSOR))
        Trial(overall_officials=[Official(name="Jo Doe")])
    """
    if not trial.overall_officials and trial.responsible_party is None:
        yield "overall_officials", "there is neither an official nor a responsible party; expected who leads the study"


@rule(
    "LOC019",
    default=False,
    severity=NOTE,
    source="PRS data element definitions, overall study officials; measured: 4.2 % of records",
    reads="overall_officials",
)
def several_principal_investigators(trial: Trial) -> Problems:
    """The study has more than one principal investigator.

    Why:
        One person has overall responsibility; investigators of single sites belong to the sites.

    Fix:
        Keep the investigator who is responsible for the whole study, and list the others with their sites.

    Fires:
        Trial(overall_officials=[Official(role=OfficialRole.PRINCIPAL_INVESTIGATOR)] * 2)

    Silent:
        Trial(
            overall_officials=[
                Official(role=OfficialRole.PRINCIPAL_INVESTIGATOR),
                Official(role=OfficialRole.STUDY_CHAIR),
            ])
    """
    count = sum(official.role == OfficialRole.PRINCIPAL_INVESTIGATOR for official in trial.overall_officials)
    if count > 1:
        yield "overall_officials", f"{count} officials are principal investigators of the study; expected one"


@rule(
    "LOC020",
    default=False,
    severity=NOTE,
    source="Chaturvedi et al., Trials 2019: officials that are not persons; measured: 3.1 % of records",
    reads="overall_officials",
)
def official_is_not_a_person(trial: Trial) -> Problems:
    """The name of an official contains words of a role, an office or an organization.

    Why:
        The item asks for a person; companies often name an office, which may no longer exist later.

    Fix:
        Enter the name of a person, and the office as the affiliation.

    Fires:
        Trial(overall_officials=[Official(name="Study Director")])

    Silent:
        Trial(overall_officials=[Official(name="Jo Doe, MD")])
    """
    for index, official in enumerate(trial.overall_officials):
        found = _NO_PERSON.search(official.name) if official.name else None
        if found is not None:
            message = f"the name of an official contains {quoted(found[0])}; expected the name of a person"
            yield f"overall_officials[{index}].name", message
