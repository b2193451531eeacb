"""Rules about who is masked, and what the record says of them elsewhere (DES)."""

import re
from collections.abc import Iterator
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.arms import Arm
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional
from ctmodel.rules.definition import WARNING, Problems, rule
from ctmodel.rules.families.des.masking import contradiction_of_description
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import (
    ArmGroupType,
    DesignAllocation,
    DesignMasking,
    InterventionalAssignment,
    InterventionType,
    WhoMasked,
)

_DEFINITIONS: Final = "PRS data element definitions, Masking, Masking Description"

_SENTENCE: Final = lazy_regex(r"[^.;:\n]+")
_MASKED: Final = lazy_regex(
    r"\b(?:will|shall|are|is|were|was|remain|remained)(?: also| both| all)?(?: be| remain| stay)?(?: kept| also)?"
    r" (?:blind|mask)(?:ed)?\b",
    re.IGNORECASE,
)
_NOT_MASKED: Final = lazy_regex(
    r"\b(?:(?:will|are|is|were|was|can|could) not|cannot)(?: be| remain)?(?: kept)? (?:blind|mask)(?:ed)?\b",
    re.IGNORECASE,
)
# Why, before who.
_REASON: Final = lazy_regex(r"\W*(?:due to|because of|given|owing to)\b[^,]*,", re.IGNORECASE)
_CLAUSE: Final = lazy_regex(
    r"\b(?:who|that|which|performing|conducting|assessing|evaluating|collecting)\b", re.IGNORECASE
)
# What limits a statement to a time, a place or some of what could be known.
_LIMIT: Final = lazy_regex(
    r"\b(?:until|before|prior|after|once|only|except|unless|when|if|during|part|phase|period|baseline|data|results?"
    r"|identity|but|however|while|in)\b",
    re.IGNORECASE,
)
# What is not known: the assignment, whether that is said or not.
_ASSIGNMENT: Final = lazy_regex(
    r"\W*\Z|.*\b(?:group|arm|allocat|assign|treatment|intervention|therap|randomi[sz]|condition|medication|drug|product)",
    re.IGNORECASE,
)
_WORD: Final = lazy_regex(r"\w+")
_PARTICIPANTS: Final = lazy_regex(r"\b(?:participant|patient|subject)s?\b", re.IGNORECASE)
_ASSESSORS: Final = lazy_regex(r"\boutcomes? assessors?\b", re.IGNORECASE)
# The words of a list of parties, such as "all participants and the outcome assessors".
_OF_A_LIST: Final = lazy_regex(
    r"the|all|both|each|and|or|as|well|study|trial|clinical|independent|blinded|efficacy|care|staff|personnel|research"
    r"|team|(?:participant|patient|subject|outcome|assessor|investigator|provider|physician|nurse|researcher|clinician"
    r"|statistician|analyst|surgeon)s?",
    re.IGNORECASE,
)
#: Parties that may be meant where outcome assessors are described.
_ASSESSING: Final[frozenset[str]] = frozenset({WhoMasked.OUTCOMES_ASSESSOR, WhoMasked.INVESTIGATOR})

# Participants who are asleep, or too young, do not know what they receive.
_UNAWARE: Final = lazy_regex(
    r"surg|\boperat|intra-?operat|anaesth|anesth|\bblocks?\b|sedat|caesarean|cesarean|laparo|endoscop|colonoscop|intubat"
    r"|infant|newborn|neonat|intensive care|\bicu\b|unconscious",
    re.IGNORECASE,
)
_UNNOTICED: Final[frozenset[str]] = frozenset({
    InterventionType.PROCEDURE, InterventionType.DEVICE, InterventionType.DIAGNOSTIC_TEST,
})  # fmt: skip


@rule("DES039", severity=WARNING, source=_DEFINITIONS, reads="study_type design", applies=interventional)
def masked_parties_differ_from_description(trial: Trial) -> Problems:
    """The description of the masking says of participants or outcome assessors what the list of parties does not.

    Why:
        Reviews judge the risk of bias by who knows the assignment; searches go by the list.

    Fix:
        Correct the description or the list of masked parties.

    Fires:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"],
            masking_description="Outcome assessors will also be masked to group assignment."))
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"],
            masking_description="Participants will not be blinded."))

    Silent:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"],
            masking_description="Participants will be blinded."))
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["OUTCOMES_ASSESSOR"],
            masking_description="Participants will be blinded until the first visit."))
    """
    design = trial.design
    text = design.masking_description if design is not None else None
    if design is None or not text or contradiction_of_description(trial) is not None:
        return
    # Where masking has no list, the list is missing.
    if not design.who_masked and design.masking != DesignMasking.NONE:
        return
    listed = ", ".join(design.who_masked) or "nobody"
    statements = dict.fromkeys(_statements(text))
    for party, masked in statements:
        if (party, not masked) in statements:
            continue
        others = _ASSESSING if party == WhoMasked.OUTCOMES_ASSESSOR and masked else {party}
        if masked is others.isdisjoint(design.who_masked):
            yield (
                "design.masking_description",
                f"the description says that {party} is {'' if masked else 'not '}masked, but listed as masked is"
                f" {shortened(listed)}; expected {party} {'' if masked else 'not '}to be listed",
            )


def _statements(text: str) -> Iterator[tuple[WhoMasked, bool]]:
    """Yield the parties of which sentences say without limits that they are masked, or that they are not."""
    for sentence in _SENTENCE.findall(text):
        for pattern, masked in ((_MASKED, True), (_NOT_MASKED, False)):
            said = pattern.search(sentence)
            if said is None or _LIMIT.search(sentence, said.end()) or not _ASSIGNMENT.match(sentence, said.end()):
                continue
            reason = _REASON.match(sentence)
            parties = sentence[reason.end() if reason is not None else 0 : said.start()]
            clause = _CLAUSE.search(parties)
            if clause is not None:
                parties = parties[: clause.start()]
            if not all(_OF_A_LIST.fullmatch(word) for word in _WORD.findall(parties)):
                continue
            if _PARTICIPANTS.search(parties):
                yield WhoMasked.PARTICIPANT, masked
            if _ASSESSORS.search(parties):
                yield WhoMasked.OUTCOMES_ASSESSOR, masked


@rule(
    "DES040",
    severity=WARNING,
    source="PRS data element definitions, Masking; Arm Type: No Intervention",
    reads="study_type design arms interventions brief_title official_title",
    applies=interventional,
)
def participants_masked_without_intervention(trial: Trial) -> Problems:
    """Participants are masked, though one of the two arms has no intervention.

    Why:
        Who receives nothing knows it: the masking is wrong, or a placebo or sham is missing from the record.

    Fix:
        Add the placebo or sham to the interventions of the arm, or correct the masking.

    Fires:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"]),
            arms=[Arm(type="EXPERIMENTAL"), Arm(label="Control", type="NO_INTERVENTION")])

    Silent:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["OUTCOMES_ASSESSOR"]),
            arms=[Arm(type="EXPERIMENTAL"), Arm(label="Control", type="NO_INTERVENTION")])
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"]),
            arms=[Arm(type="EXPERIMENTAL"), Arm(label="Surgery without block", type="NO_INTERVENTION")])
        Trial(study_type="INTERVENTIONAL", design=Design(masking="SINGLE", who_masked=["PARTICIPANT"]),
            arms=[Arm(type="EXPERIMENTAL"), Arm(type="PLACEBO_COMPARATOR"), Arm(type="NO_INTERVENTION")])
    """
    design = trial.design
    # Of three arms, two may well be masked against each other.
    if design is None or WhoMasked.PARTICIPANT not in design.who_masked or len(trial.arms) != 2:
        return
    index = next((place for place, arm in enumerate(trial.arms) if _receives_nothing(arm, trial)), None)
    if index is None or _receives_nothing(trial.arms[1 - index], trial):
        return
    if design.allocation == DesignAllocation.NON_RANDOMIZED:
        return
    if design.intervention_model == InterventionalAssignment.CROSSOVER or _goes_unnoticed(trial):
        return
    yield (
        f"arms[{index}].type",
        f"arm {quoted(trial.arms[index].label)} is of type NO_INTERVENTION, but PARTICIPANT is listed as masked;"
        " expected another type, or other parties",
    )


def _receives_nothing(arm: Arm, trial: Trial) -> bool:
    return (
        arm.type == ArmGroupType.NO_INTERVENTION
        and not arm.intervention_names
        and not any(arm.label in given.arm_group_labels for given in trial.interventions)
    )


def _goes_unnoticed(trial: Trial) -> bool:
    """Whether participants may not notice what they receive."""
    texts = [trial.brief_title, trial.official_title]
    texts += [text for arm in trial.arms for text in (arm.label, arm.description)]
    texts += [text for given in trial.interventions for text in (given.name, given.description)]
    return any(given.type in _UNNOTICED for given in trial.interventions) or any(
        text and _UNAWARE.search(text) for text in texts
    )
