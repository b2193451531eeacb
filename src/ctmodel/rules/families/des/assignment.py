"""Rules about allocation and the model by which interventions are assigned (DES), and what titles say of it."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import ArmGroupType, DesignAllocation, InterventionalAssignment

_MODEL: Final = "PRS data element definitions, Interventional Study Model"
_ALLOCATION: Final = "PRS data element definitions, Allocation: N/A is for a single-arm trial"
_CONSISTENCY: Final = "PRS review criteria for protocols: internal consistency"

_ALLOCATED: Final = (DesignAllocation.RANDOMIZED, DesignAllocation.NON_RANDOMIZED)

_RANDOMIZED: Final = lazy_regex(r"\brandomi[sz]ed\b", re.IGNORECASE)
# The word stands for its opposite, for a method, or for another study.
_NOT_RANDOMIZED: Final = lazy_regex(
    r"\b(?:non|not|un|quasi)[-\s\u2010-\u2015]?randomi[sz]ed\b|\bmendelian\b"
    r"|\brandomi[sz]ed (?:controlled |clinical )*trials\b"
    r"|\b(?:extension|follow[- ]?up|roll-?over|previously|sub-?study|continuation)\b.{0,200}randomi[sz]ed",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE_ARM: Final = lazy_regex(
    r"\b(?<!non[- ])(?<!not )(?<!not a )(?:single|one)[-\s\u2010-\u2015]arm(?:ed)?\b"
    # Arms of the body, and several studies of one arm each.
    r"(?!\s+(?:of|cohorts|studies|trials|parts|training|exercise|ergomet|cycl|crank|rais|press|row|reach|movement))",
    re.IGNORECASE,
)
# A single-arm part of a larger study, or one arm whose doses are listed as several.
_MORE_THAN_ONE: Final = lazy_regex(
    r"(?<!non)(?<!non[- ])randomi[sz]|\bcontrol|\b(?:two|three|four|multi)[- ]?(?:arm|cohort|part)|\bcohorts|\bparallel"
    r"|platform|umbrella|basket|master|sub-?stud|followed by|\bthen\b|run-?in|extension|expansion|escalat"
    r"|dose[- ](?:finding|ranging)|\bversus\b|\bvs\b|compar|cross-?over|\bparts?\b",
    re.IGNORECASE,
)
_PLACEBO_CONTROLLED: Final = lazy_regex(r"\bplacebo[-\s]?control", re.IGNORECASE)
_INERT: Final = lazy_regex(r"placebo|sham|vehicle|saline|dummy|inactive", re.IGNORECASE)


def _model(trial: Trial) -> str | None:
    return trial.design.intervention_model if trial.design is not None else None


def _single_group(trial: Trial) -> bool:
    return _model(trial) == InterventionalAssignment.SINGLE_GROUP


def _parallel_or_factorial(trial: Trial) -> bool:
    return _model(trial) in (InterventionalAssignment.PARALLEL, InterventionalAssignment.FACTORIAL)


def several_groups(trial: Trial) -> bool:
    """Whether the model assigns participants to several groups at a time, or one after the other."""
    return _parallel_or_factorial(trial) or _model(trial) == InterventionalAssignment.CROSSOVER


def _several_groups_or_sequence(trial: Trial) -> bool:
    # A single arm whose dose rises is a sequence, too, and allocates nothing.
    if _model(trial) == InterventionalAssignment.SEQUENTIAL:
        return len(trial.arms) > 1
    return several_groups(trial) and len(trial.arms) != 1


def _factorial(trial: Trial) -> bool:
    return _model(trial) == InterventionalAssignment.FACTORIAL


def _interventional_but_not_randomized(trial: Trial) -> bool:
    return (
        interventional(trial)
        and trial.design is not None
        and trial.design.allocation in (DesignAllocation.NON_RANDOMIZED, DesignAllocation.NA)
    )


def _allocation_of_single_group(trial: Trial, allocation: DesignAllocation) -> Problems:
    if trial.design is not None and trial.design.allocation == allocation:
        count = len(trial.arms)
        expected = "expected NA" if count < 2 else f"one of them is wrong, with {count} arms probably the model"
        yield "design.allocation", f"allocation is {allocation}, but the model is SINGLE_GROUP; {expected}"


@rule("DES019", severity=WARNING, source=_ALLOCATION, reads="design arms", applies=_single_group)
def single_group_randomized(trial: Trial) -> Problems:
    """A single group is said to be randomized.

    Why:
        With one group there is nothing to draw lots for: the allocation is NA, or the model is another.

    Fires:
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="RANDOMIZED"))

    Silent:
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="NA"))
        Trial(design=Design(intervention_model="PARALLEL", allocation="RANDOMIZED"))
    """
    return _allocation_of_single_group(trial, DesignAllocation.RANDOMIZED)


@rule("DES021", severity=WARNING, source=_ALLOCATION, reads="design arms", applies=_single_group)
def single_group_allocated(trial: Trial) -> Problems:
    """A single group is said to be allocated, though not at random.

    Why:
        The definitions call for NA on a single group; NON_RANDOMIZED is for several.

    Fires:
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="NON_RANDOMIZED"))

    Silent:
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="NA"))
    """
    return _allocation_of_single_group(trial, DesignAllocation.NON_RANDOMIZED)


@rule("DES022", severity=WARNING, source=_MODEL, reads="design arms", applies=_single_group, requires=WHOLE)
def single_group_with_several_arms(trial: Trial) -> Problems:
    """The model is a single group, but there are several arms.

    Why:
        Either the arms are one, or the model is parallel, sequential or a crossover. Where the allocation contradicts
        the model, too, the rules about single groups that are allocated say it.

    Fires:
        Trial(design=Design(intervention_model="SINGLE_GROUP"), arms=[Arm(label="Low"), Arm(label="High")])

    Silent:
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="RANDOMIZED"), arms=[Arm(), Arm()])
        Trial(design=Design(intervention_model="SINGLE_GROUP", allocation="NON_RANDOMIZED"), arms=[Arm(), Arm()])
        Trial(design=Design(intervention_model="SINGLE_GROUP"), arms=[Arm(label="Low")])
        Trial(design=Design(intervention_model="PARALLEL"), arms=[Arm(label="Low"), Arm(label="High")])
    """
    allocated = trial.design is not None and trial.design.allocation in _ALLOCATED
    if len(trial.arms) > 1 and not allocated:
        yield (
            "design.intervention_model",
            f"the model is SINGLE_GROUP, but there are {len(trial.arms)} arms; expected one",
        )


@rule("DES023", severity=WARNING, source=_MODEL, reads="design arms", applies=several_groups, requires=WHOLE)
def several_groups_with_one_arm(trial: Trial) -> Problems:
    """The model assigns to several groups, but there is one arm.

    Why:
        The arm to compare with is missing, or the model is a single group.

    Fires:
        Trial(design=Design(intervention_model="PARALLEL"), arms=[Arm(label="Low")])

    Silent:
        Trial(design=Design(intervention_model="PARALLEL"), arms=[Arm(label="Low"), Arm(label="High")])
        Trial(design=Design(intervention_model="SINGLE_GROUP"), arms=[Arm(label="Low")])
    """
    if len(trial.arms) == 1:
        yield "design.intervention_model", f"the model is {_model(trial)}, but there is one arm; expected at least two"


@rule("DES024", severity=NOTE, of=REGISTRY, source=_MODEL, reads="design arms", applies=_factorial)
def factorial_with_few_arms(trial: Trial) -> Problems:
    """The model is factorial, but there are fewer than four arms.

    Why:
        The smallest factorial design, two by two, has four.

    Fires:
        Trial(design=Design(intervention_model="FACTORIAL"), arms=[Arm(label="A"), Arm(label="B")])

    Silent:
        Trial(design=Design(intervention_model="PARALLEL"), arms=[Arm(label="A"), Arm(label="B")])
        Trial(design=Design(intervention_model="FACTORIAL"))
    """
    if 0 < len(trial.arms) < 4:
        yield (
            "design.intervention_model",
            f"the model is FACTORIAL, but there are {len(trial.arms)} arms; expected at least four",
        )


@rule(
    "DES025",
    severity=WARNING,
    source=_ALLOCATION,
    reads="design arms",
    applies=_several_groups_or_sequence,
    requires=WHOLE,
)
def several_groups_without_allocation(trial: Trial) -> Problems:
    """The model assigns to several groups, but the allocation is NA.

    Why:
        With several groups somebody or something decides who is in which. Where there is one arm, the rule about that
        says it.

    Fires:
        Trial(design=Design(intervention_model="PARALLEL", allocation="NA"))

    Silent:
        Trial(design=Design(intervention_model="PARALLEL", allocation="NON_RANDOMIZED"))
        Trial(design=Design(intervention_model="SEQUENTIAL", allocation="NA"), arms=[Arm(label="Rising dose")])
        Trial(design=Design(intervention_model="PARALLEL", allocation="NA"), arms=[Arm(label="Aspirin")])
    """
    if trial.design is not None and trial.design.allocation == DesignAllocation.NA:
        yield (
            "design.allocation",
            f"allocation is NA, but the model is {_model(trial)}; expected RANDOMIZED or NON_RANDOMIZED",
        )


@rule(
    "DES028",
    severity=WARNING,
    source=_CONSISTENCY,
    reads="study_type design brief_title official_title",
    applies=_interventional_but_not_randomized,
)
def randomized_only_by_title(trial: Trial) -> Problems:
    """A title calls the trial randomized, and the allocation says that it is not.

    Why:
        Searches for randomized trials miss it, or its title claims too much.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="NA"), brief_title="Randomised Trial")

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="NA"), brief_title="Non-Randomized Trial")
        Trial(study_type="INTERVENTIONAL", design=Design(allocation="NA"), brief_title="Extension of a Randomized One")
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="RANDOMIZED"), brief_title="Randomised")
    """
    allocation = trial.design.allocation if trial.design is not None else None
    for attribute, title in (("brief_title", trial.brief_title), ("official_title", trial.official_title)):
        named = _RANDOMIZED.search(title) if title else None
        if title and named is not None and _NOT_RANDOMIZED.search(title) is None:
            yield attribute, f"the title says {named[0]!r}, but allocation is {allocation}; expected RANDOMIZED"


@rule(
    "TTL011",
    severity=WARNING,
    source=_CONSISTENCY,
    reads="study_type design brief_title official_title arms",
    applies=interventional,
)
def single_arm_only_by_title(trial: Trial) -> Problems:
    """A title calls the trial single-arm, and it has several arms.

    Why:
        Readers assume a trial without comparison: either the title or the list of arms is wrong.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Single-Arm Trial", arms=[Arm(), Arm()])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Single-Arm Trial", arms=[Arm()])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Two-Arm Trial", arms=[Arm(), Arm()])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Two Single-Arm Cohorts", arms=[Arm(), Arm()])
    """
    # Of a single group with several arms, the model is reported; arms of a sequence may be doses of one.
    if len(trial.arms) < 2 or _model(trial) in (
        InterventionalAssignment.SINGLE_GROUP,
        InterventionalAssignment.SEQUENTIAL,
    ):
        return
    for attribute, title in (("brief_title", trial.brief_title), ("official_title", trial.official_title)):
        named = _SINGLE_ARM.search(title) if title else None
        if title and named is not None and not _MORE_THAN_ONE.search(title):
            yield attribute, f"the title says {quoted(named[0])}, but there are {len(trial.arms)} arms; expected one"
            return


@rule(
    "DES029",
    severity=NOTE,
    source=_CONSISTENCY,
    reads="study_type brief_title official_title arms interventions",
    applies=interventional,
    requires="arms",
    skips_older=True,
)
def placebo_only_by_title(trial: Trial) -> Problems:
    """A title calls the trial placebo-controlled, but no arm or intervention is a placebo or sham.

    Why:
        The arm that the title promises is missing, so that nobody can see what the control receives.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Placebo-Controlled", arms=[Arm(label="Aspirin")])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Placebo-Controlled", arms=[Arm(label="Sham")])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Trial of Aspirin")
    """
    for attribute, title in (("brief_title", trial.brief_title), ("official_title", trial.official_title)):
        if title and "placebo" in title.lower() and _PLACEBO_CONTROLLED.search(title) and not _has_inert_arm(trial):
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
