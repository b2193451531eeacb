"""Which arm receives which intervention, and which of the two says so."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, final

from attrs import define

from ctmodel.model.arms import Arm, Intervention, reference_to
from ctmodel.tables.node import Node
from ctmodel.tables.walking import reached, steps

_ARMS: Final = steps("arms[]")
_INTERVENTIONS: Final = steps("interventions[]")
_NAMES: Final = steps("intervention_names[]", Arm)
_LABELS: Final = steps("arm_group_labels[]", Intervention)


@final
@define(slots=True)
class ArmIntervention:
    """An arm and an intervention that it receives."""

    arm: Node
    intervention: Node
    #: Where it is said first.
    place: str
    token: object
    by_arm: bool = False
    by_intervention: bool = False


def arm_interventions(trial: Node) -> Iterator[Node]:
    """Yield the pairs of arms and interventions, in the order of the arms, then of the interventions.

    The registry writes each pair twice, in the arm and in the intervention; one is enough. A name or a label that
    nothing in the record has makes no pair; of several that have it, the first is meant.
    """
    arms, interventions = list(reached(trial, _ARMS)), list(reached(trial, _INTERVENTIONS))
    pairs: dict[tuple[int, int], ArmIntervention] = {}
    by_label = _first(arms, lambda arm: arm.held.label)
    by_reference = _first(interventions, lambda given: reference_to(given.held))
    for arm in arms:
        for name in reached(arm, _NAMES):
            given = by_reference.get(name.held)
            if given is not None:
                _pair(pairs, arm, given, name).by_arm = True
    for given in interventions:
        for label in reached(given, _LABELS):
            arm_of = by_label.get(label.held)
            if arm_of is not None:
                _pair(pairs, arm_of, given, label).by_intervention = True
    for position, key in enumerate(sorted(pairs)):
        pair = pairs[key]
        yield Node(pair, trial.record, trial, pair.place, pair.token, position)


def _first(nodes: Iterable[Node], name: Callable[[Node], str | None]) -> dict[str | None, Node]:
    named: dict[str | None, Node] = {}
    for node in nodes:
        named.setdefault(name(node) or None, node)
    named.pop(None, None)
    return named


def _pair(pairs: dict[tuple[int, int], ArmIntervention], arm: Node, given: Node, said: Node) -> ArmIntervention:
    key = arm.position, given.position
    if key not in pairs:
        pairs[key] = ArmIntervention(arm, given, said.place, said.token)
    return pairs[key]
