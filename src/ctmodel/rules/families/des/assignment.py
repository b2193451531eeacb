"""Rules about allocation and the model by which interventions are assigned (DES), and what titles say of it."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.terms.protocol import DesignAllocation, InterventionalAssignment

_MODEL: Final = "PRS data element definitions, Interventional Study Model"
_ALLOCATION: Final = "PRS data element definitions, Allocation: N/A is for a single-arm trial"
_CONSISTENCY: Final = "PRS review criteria for protocols: internal consistency"

_ALLOCATED: Final = (DesignAllocation.RANDOMIZED, DesignAllocation.NON_RANDOMIZED)


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

    Fix:
        Set the allocation to NA, or correct the model if there are several groups.

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

    Fix:
        Set the allocation to NA, or correct the model if there are several groups.

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

    Fix:
        Choose the model of a trial with several groups, or merge the arms if all participants receive the same.

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

    Fix:
        Add the missing arm, or set the model to SINGLE_GROUP.

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

    Fix:
        Add the missing combinations of interventions as arms, or correct the model.

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

    Fix:
        State whether participants were assigned at random, or set the model to SINGLE_GROUP.

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
