"""Rules about who does not know the assignment (DES)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.families.des.assignment import several_groups
from ctmodel.rules.families.des.design import interventional_since_final_rule, older_interventional
from ctmodel.rules.missing import in_older_record
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.rules.texts import titles
from ctmodel.terms.protocol import DesignAllocation, DesignMasking, WhoMasked

_DEFINITIONS: Final = "PRS data element definitions, Masking"
#: How many parties are masked, by the term that the registry derives from the list.
_PARTIES: Final[dict[str, int]] = {
    DesignMasking.NONE: 0,
    DesignMasking.SINGLE: 1,
    DesignMasking.DOUBLE: 2,
    DesignMasking.TRIPLE: 3,
    DesignMasking.QUADRUPLE: 4,
}

_OPEN: Final = lazy_regex(r"\bopen[- ]?label(?:l?ed)?\b|\bun-?blinded\b", re.IGNORECASE)
_BLIND: Final = lazy_regex(
    r"\b(?:single|double|triple|quadruple|observer|assessor|evaluator)[- ]?(?:blind|mask)", re.IGNORECASE
)
_SEVERAL_BLIND: Final = lazy_regex(r"\b(?:double|triple|quadruple)[- ]?(?:blind|mask)", re.IGNORECASE)


_OPEN_LABEL: Final = lazy_regex(r"\bopen[- ]?label(?:l?ed)?\b", re.IGNORECASE)
# All that a description says.
_NOBODY: Final = lazy_regex(
    r"\W*(?:(?:this |the )?(?:study|trial) (?:is|was|will be) )?"
    r"(?:no (?:masking|blinding)|(?:not|non|un)[- ]?(?:masked|blinded)|not (?:be )?(?:masked|blinded))\W*",
    re.IGNORECASE,
)
# Food is given double-blind to establish an allergy, whatever the trial; what is denied is not said.
_NOT_OF_THE_TRIAL: Final = lazy_regex(
    r"\bchallenge|\b(?:not|no|non|nor|neither|cannot|without|unable|impossible|but|although|except)\b|n't\b",
    re.IGNORECASE,
)
# Of an open part, the description says nothing about the others.
_PART: Final = lazy_regex(
    r"blind|mask|\b(?:arms?|parts?|phases?|periods?|stages?|cohorts?|groups?|extensions?|then|after|followed|although"
    r"|except|during|sub-?study)\b",
    re.IGNORECASE,
)


def _parties(trial: Trial) -> int | None:
    """How many parties are masked according to the term; None where it says nothing."""
    masking = trial.design.masking if trial.design is not None else None
    return _PARTIES.get(masking) if masking is not None else None


@rule("DES016", severity=ERROR, source=_DEFINITIONS, reads="design")
def masking_differs_from_masked_parties(trial: Trial) -> Problems:
    """The masking does not fit the number of parties that are said to be masked.

    Why:
        The registry derives the one from the other, SINGLE to QUADRUPLE from one to four: the file was edited.

    Fix:
        Correct the list of masked parties, or the masking: SINGLE for one party, QUADRUPLE for four.

    Fires:
        Trial(design=Design(masking="NONE", who_masked=["PARTICIPANT"]))
        Trial(design=Design(masking="DOUBLE", who_masked=["PARTICIPANT"]))

    Silent:
        Trial(design=Design(masking="DOUBLE", who_masked=["PARTICIPANT", "INVESTIGATOR"]))
        Trial(design=Design(masking="DOUBLE"))
    """
    design = trial.design
    if design is None or not design.who_masked:
        return
    listed = sorted(set(design.who_masked))
    count = len(listed)
    expected = _parties(trial)
    if expected is not None and count != expected:
        derived = next((term for term, parties in _PARTIES.items() if parties == count), None)
        meant = f"; with these, {derived} was probably meant" if derived is not None else ""
        yield (
            "design.masking",
            f"masking is {design.masking}, which stands for {expected} parties; listed are {count}:"
            f" {shortened(', '.join(listed))}{meant}",
        )


@rule(
    "DES017",
    severity=WARNING,
    source=_DEFINITIONS,
    reads="study_type start_date design",
    applies=interventional_since_final_rule,
    requires="design",
)
def who_is_masked_missing(trial: Trial) -> Problems:
    """A masked trial does not say who is masked.

    Why:
        "Double-blind" is read in many ways; the list of parties in one.

    Fix:
        List who is masked: participants, care providers, investigators, outcome assessors.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018"), design=Design(masking="DOUBLE"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018"), design=Design(masking="NONE"))
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2010"), design=Design(masking="DOUBLE"))
    """
    if trial.design is not None and not trial.design.who_masked and _parties(trial):
        yield (
            "design.who_masked",
            f"masking is {trial.design.masking}, but who is masked is missing; expected the parties",
        )


who_is_masked_missing_in_older_record = in_older_record(
    who_is_masked_missing,
    "DES018",
    "An older masked trial does not say who is masked.",
    applies=older_interventional,
)


@rule(
    "DES026",
    severity=WARNING,
    source="PRS data element definitions, Masking: none where there is one arm",
    reads="study_type design arms",
    applies=interventional,
    requires=WHOLE,
    in_older=NOTE,
)
def single_arm_masked(trial: Trial) -> Problems:
    """The trial has one arm, but somebody is masked.

    Why:
        Where all receive the same there is nothing that must not be known: an arm is missing, or the masking is wrong.
        Who assesses outcomes can be masked all the same; where the model or the allocation is of several groups, the
        rules about these say that an arm is missing.

    Fix:
        Add the missing arm, or set the masking to NONE.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="A")], design=Design(masking="DOUBLE"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, arms=[Arm(label="A")], design=Design(masking="NONE"))
        Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A")],
            design=Design(masking="SINGLE", who_masked=["OUTCOMES_ASSESSOR"]))
        Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A")],
            design=Design(masking="DOUBLE", intervention_model="PARALLEL"))
        Trial(study_type="INTERVENTIONAL", arms=[Arm(label="A")],
            design=Design(masking="DOUBLE", intervention_model="SINGLE_GROUP", allocation="RANDOMIZED"))
    """
    if len(trial.arms) != 1 or trial.design is None or trial.design.who_masked == [WhoMasked.OUTCOMES_ASSESSOR]:
        return
    several = several_groups(trial) or trial.design.allocation == DesignAllocation.RANDOMIZED
    if _parties(trial) and not several:
        yield (
            "design.masking",
            f"masking is {trial.design.masking}, but there is one arm; expected NONE or further arms",
        )


@rule(
    "DES027",
    severity=NOTE,
    source="PRS review criteria for protocols: internal consistency",
    reads="study_type design brief_title official_title",
    applies=interventional,
)
def masking_differs_from_title(trial: Trial, record: Record) -> Problems:
    """A title calls the trial blind or open-label, and the masking says otherwise.

    Why:
        Readers trust the title, programs the masking, and one of them is wrong.

    Fix:
        Correct the title or the masking.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Double-Blind Trial", design=Design(masking="NONE"))
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Open-Label Trial", design=Design(masking="DOUBLE"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Open-Label Trial", design=Design(masking="NONE"))
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(masking="NONE"),
            brief_title="Open-Label Extension of a Double-Blind Trial")
    """
    if not _may_say_masking(record.lower_titles):
        return
    parties = _parties(trial)
    # Who assesses outcomes can be masked in an open-label trial.
    if parties is None or trial.design is None or trial.design.who_masked == [WhoMasked.OUTCOMES_ASSESSOR]:
        return
    found = [(attribute, _contradiction(title, parties)) for attribute, title in titles(trial)]
    # Where the description says otherwise, too, that is reported.
    if not any([said for _, said in found]) or contradiction_of_description(trial) is not None:
        return
    for attribute, said in found:
        if said is not None:
            yield attribute, f"the title says {said!r}, but masking is {trial.design.masking}; expected the same"


def _may_say_masking(lower: str) -> bool:
    """Whether a text in lower case has a word about masking."""
    return "blind" in lower or "label" in lower or "mask" in lower


def _contradiction(title: str, parties: int) -> str | None:
    """What a title says of the masking, where so many masked parties do not fit it; a title may name two parts."""
    if not _may_say_masking(title.lower()):
        return None
    said, unsaid = (_OPEN, _BLIND) if parties else (_BLIND, _OPEN)
    named = said.search(title)
    if named is not None:
        return None if unsaid.search(title) else named[0]
    several = _SEVERAL_BLIND.search(title) if parties == 1 else None
    return several[0] if several is not None else None


@rule("DES038", severity=WARNING, source=_DEFINITIONS, reads="study_type design", applies=interventional)
def masking_differs_from_description(trial: Trial) -> Problems:
    """The description of the masking says double-blind or open-label, and the masking says otherwise.

    Why:
        The one explains the other: readers who see only one of them are misled.

    Fix:
        Correct the description or the masking.

    Fires:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="NONE", masking_description="Double-blind"))
        Trial(study_type="INTERVENTIONAL", design=Design(masking="DOUBLE", masking_description="Open label"))

    Silent:
        Trial(study_type="INTERVENTIONAL", design=Design(masking="DOUBLE", masking_description="Double-blind"))
        Trial(study_type="INTERVENTIONAL", design=Design(masking="NONE",
            masking_description="The outcome is assessed by a double-blind food challenge."))
    """
    said = contradiction_of_description(trial)
    if said is not None and trial.design is not None:
        expected = "the parties that are masked" if _BLIND.search(said) else "NONE"
        yield (
            "design.masking_description",
            f"the description of the masking says {quoted(said)}, but masking is {trial.design.masking};"
            f" expected {expected}, or another description",
        )


def contradiction_of_description(trial: Trial) -> str | None:
    """What the description of the masking says that the masking contradicts; None where they agree or say nothing."""
    design, parties = trial.design, _parties(trial)
    text = design.masking_description if design is not None else None
    if design is None or not text or parties is None:
        return None
    if parties and WhoMasked.PARTICIPANT in (design.who_masked or [WhoMasked.PARTICIPANT]):
        named = _OPEN_LABEL.search(text)
        if named is not None and not _PART.search(text):
            return named[0]
        nobody = _NOBODY.fullmatch(text)
        if nobody is not None:
            return text.strip()
    said = None if parties > 1 or _OPEN.search(text) else (_SEVERAL_BLIND if parties else _BLIND).search(text)
    return None if said is None or _NOT_OF_THE_TRIAL.search(text) else said[0]
