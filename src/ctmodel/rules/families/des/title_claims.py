"""Rules that compare the claims of titles with the design and the arms (DES)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.texts import titles
from ctmodel.terms.protocol import ArmGroupType, DesignAllocation

_CONSISTENCY: Final = "PRS review criteria for protocols: internal consistency"
_RANDOMIZED: Final = lazy_regex(r"\brandomi[sz]ed\b", re.IGNORECASE)
# The word stands for its opposite, for a method, or for another study.
_NOT_RANDOMIZED: Final = lazy_regex(
    r"\b(?:non|not|un|quasi)[-\s\u2010-\u2015]?randomi[sz]ed\b|\bmendelian\b"
    r"|\brandomi[sz]ed (?:controlled |clinical )*trials\b"
    r"|\b(?:extension|follow[- ]?up|roll-?over|previously|sub-?study|continuation)\b.{0,200}randomi[sz]ed",
    re.IGNORECASE | re.DOTALL,
)
_PLACEBO_CONTROLLED: Final = lazy_regex(r"\bplacebo[-\s]?control", re.IGNORECASE)
_INERT: Final = lazy_regex(r"placebo|sham|vehicle|saline|dummy|inactive", re.IGNORECASE)


def _interventional_but_not_randomized(trial: Trial) -> bool:
    return (
        interventional(trial)
        and trial.design is not None
        and trial.design.allocation in (DesignAllocation.NON_RANDOMIZED, DesignAllocation.NA)
    )


@rule(
    "DES028",
    severity=WARNING,
    source=_CONSISTENCY,
    reads="study_type design brief_title official_title",
    applies=_interventional_but_not_randomized,
)
def randomized_only_by_title(trial: Trial, record: Record) -> Problems:
    """A title calls the trial randomized, and the allocation says that it is not.

    Why:
        Searches for randomized trials miss it, or its title claims too much.

    Fix:
        Correct the title or the allocation.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="NA"), brief_title="Randomised Trial")

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="NA"), brief_title="Non-Randomized Trial")
        Trial(study_type="INTERVENTIONAL", design=Design(allocation="NA"), brief_title="Extension of a Randomized One")
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="RANDOMIZED"), brief_title="Randomised")
    """
    allocation = trial.design.allocation if trial.design is not None else None
    for attribute, title in titles(trial) if "randomi" in record.lower_titles else ():
        named = _RANDOMIZED.search(title)
        if named is not None and _NOT_RANDOMIZED.search(title) is None:
            yield attribute, f"the title says {named[0]!r}, but allocation is {allocation}; expected RANDOMIZED"


@rule(
    "DES029",
    severity=NOTE,
    source=_CONSISTENCY,
    reads="study_type brief_title official_title arms interventions",
    applies=interventional,
    requires="arms",
    skips_older=True,
)
def placebo_only_by_title(trial: Trial, record: Record) -> Problems:
    """A title calls the trial placebo-controlled, but no arm or intervention is a placebo or sham.

    Why:
        The arm that the title promises is missing, so that nobody can see what the control receives.

    Fix:
        Add the placebo as an intervention and as an arm, or correct the title.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Placebo-Controlled", arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Placebo-Controlled", arms=[Arm(label="Sham")])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Trial of Aspirin")
    """
    for attribute, title in titles(trial) if "placebo" in record.lower_titles else ():
        if "placebo" in title.lower() and _PLACEBO_CONTROLLED.search(title) and not _has_inert_arm(trial):
            yield (
                attribute,
                "the title says placebo-controlled, but no arm or intervention is a placebo or sham;"
                " expected an arm of type PLACEBO_COMPARATOR",
            )


def _has_inert_arm(trial: Trial) -> bool:
    inert = (ArmGroupType.PLACEBO_COMPARATOR, ArmGroupType.SHAM_COMPARATOR)
    if any(arm.type in inert for arm in trial.arms):
        return True
    texts = [text for arm in trial.arms for text in (arm.label, arm.description, *arm.intervention_names)]
    texts += [text for given in trial.interventions for text in (given.name, given.description, *given.other_names)]
    return any(text and _INERT.search(text) for text in texts)
