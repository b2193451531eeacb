"""Rules about what does not belong in a public text: addresses, phone numbers, payments (PRV)."""

import re
from collections.abc import Iterator
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.addresses import EMAIL, PHONE, may_have_phone_number
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.texts import TEXTUAL, found_in

#: Addresses are expected here, in statements on how to request participant data.
_ADDRESS_EXPECTED: Final = "ipd_sharing_statement."

_DESCRIPTIONS: Final = frozenset({"description", "text", "brief_summary", "detailed_description", "study_population"})
_AMOUNT = r"(?:US|CA|AU)?[$\u20ac\u00a3]\s?\d(?:[\d.,]*\d)?"
# The cost or the value of something is not paid to participants.
_NOT_PAID = r"costs?|worth|priced?|less\s+than|income|expenses"
_PAYMENT = lazy_regex(
    rf"\bgift\s?(?:cards?|certificates?|vouchers?)\b|\bstipends?\b"
    rf"|\b(?:paid|receive|compensat(?:ed|ion)|reimbursed|remunerat(?:ed|ion)|payments?\s+of|earn|incentives?\s+of)\b"
    rf"(?:(?!\b(?:{_NOT_PAID})\b)[^.$\u20ac\u00a3]){{0,40}}{_AMOUNT}",
    re.IGNORECASE,
)
#: Words for payments as interventions: texts may mention a payment if it is what is studied.
_PAYMENT_STUDIED = lazy_regex(
    r"\b(?:incentiv\w+|vouchers?|gift\s?(?:cards?|certificates?)|stipends?|cash|payments?|paying|paid|reimburse\w*|money"
    r"|remunerat\w+|monetary|financial\w*|economic|rewards?|lotter(?:y|ies)|contingency management|subsid(?:y|ies)"
    r"|basic income)\b|[$\u20ac\u00a3]\s?\d",
    re.IGNORECASE,
)
# A pattern finds a short word faster than the operator ``in`` does.
_GIFT = lazy_regex(rb"gift")


def _may_mention_payment(text: str, lower: bytes) -> bool:
    """Whether a text, also given in UTF-8 and in lower case, may match the expression, which is slower."""
    has_currency = "$" in text or "\u20ac" in text or "\u00a3" in text
    return has_currency or _GIFT.search(lower) is not None or b"stipend" in lower


def _lower(text: str) -> bytes:
    return text.lower().encode("utf-8", "surrogatepass")


def _on_what_is_studied(record: Record) -> Iterator[str]:
    """Yield the texts that say what is studied: titles, arms and interventions."""
    return (text for path, text in record.free_texts if path.startswith(("arms[", "interventions[")) or "title" in path)


@rule("PRV001", severity=NOTE, source="data protection law: contacts have their own fields", reads=TEXTUAL)
def email_in_text(_: Trial, record: Record) -> Problems:
    """A text contains an e-mail address.

    Why:
        The fields for contacts can be cleared later, but an address in a text remains. Statements on how to request
        participant data are exempt.

    Fix:
        Move the address to a contact, or remove it.

    Fires:
        Trial(brief_summary="Write to someone@example.org to take part.")

    Silent:
        Trial(ipd_sharing_statement=IpdSharingStatement(access_criteria="Write to someone@example.org."))
        Trial(ipd_sharing_statement=IpdSharingStatement(description="Write to someone@example.org."))
        Trial(central_contacts=[Contact(email="someone@example.org")])
    """
    if "@" in record.free_text and EMAIL.search(record.free_text):
        for path, match, _quoted in found_in(record.free_texts, EMAIL):
            if not path.startswith(_ADDRESS_EXPECTED):
                yield path, f"there is an e-mail address around character {match.start()}; move it to the contacts"


@rule("PRV002", severity=NOTE, source="data protection law: contacts have their own fields", reads=TEXTUAL)
def phone_number_in_text(_: Trial, record: Record) -> Problems:
    """A description contains a phone number.

    Why:
        The fields for contacts can be cleared later, but a number in a text remains. Statements on how to request
        participant data are exempt.

    Fix:
        Move the number to a contact, or remove it.

    Fires:
        Trial(brief_summary="Call 1-202-555-0143 to take part.")

    Silent:
        Trial(brief_summary="Between 2010-2011 the score was 100-200.")
        Trial(central_contacts=[Contact(phone="800-555-0100")])
        Trial(ipd_sharing_statement=IpdSharingStatement(description="Call 1-202-555-0143."))
    """
    if not may_have_phone_number(record.free_text):
        return
    texts = [
        (path, text)
        for path, text in record.free_texts
        if path.rpartition(".")[2] in _DESCRIPTIONS
        and not path.startswith(_ADDRESS_EXPECTED)
        and may_have_phone_number(text)
    ]
    for path, match, _quoted in found_in(texts, PHONE):
        yield path, f"there is a phone number at character {match.start()}; move it to the contacts"


@rule(
    "PRV003",
    severity=WARNING,
    source="NLM review criteria, Major Comments: payment of participants",
    reads=TEXTUAL,
    requires=WHOLE,
)
def payment_of_participants(_: Trial, record: Record) -> Problems:
    """A text mentions payment of participants.

    Why:
        The registry does not permit it: payment must not be the reason to take part.

    Fix:
        Remove the sentence.

    Fires:
        Trial(brief_summary="Participants receive $50 for each visit.")
        Trial(brief_summary="Participants get a gift card.")

    Silent:
        Trial(brief_summary="The costs are $50 for each visit. They receive a drug at a cost of $35.")
        Trial(
            interventions=[Intervention(name="Incentive", description="They receive $50 for each visit.")],
            detailed_description="The first group receives $50 for each visit.")
        Trial(brief_title="Financial Incentives to Quit Smoking", brief_summary="Participants receive $50.")
    """
    if _may_mention_payment(record.free_text, record.lower_text):
        texts = [held for held in record.free_texts if _may_mention_payment(held[1], _lower(held[1]))]
        if not texts or any(_PAYMENT_STUDIED.search(text) for text in _on_what_is_studied(record)):
            return
        for path, _match, quoted in found_in(texts, _PAYMENT):
            yield path, f"{quoted} mentions payment; describe it only in the informed consent form"
