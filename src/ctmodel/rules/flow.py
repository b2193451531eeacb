"""What rules read of the participant flow: how many participants of each group reached a milestone."""

from collections.abc import Iterator
from typing import Final

from ctmodel.model.results.flow import FlowPeriod, ParticipantFlow
from ctmodel.model.trial import Trial
from ctmodel.rules.numbers import count

#: Path of the participant flow.
FLOW: Final = "results.participant_flow"


def with_flow(trial: Trial) -> bool:
    """Whether there is a participant flow."""
    return trial.results is not None and trial.results.participant_flow is not None


def flow_of(trial: Trial) -> ParticipantFlow:
    """Return the participant flow; an empty one where there is none."""
    flow = trial.results.participant_flow if trial.results is not None else None
    return flow if flow is not None else ParticipantFlow()


def started(trial: Trial) -> int | None:
    """Return how many participants started the first period.

    None where the flow does not give the number for each group, and where a group starts later: it is unknown whether
    its participants are new, or those of another group who continue.
    """
    flow = flow_of(trial)
    if not flow.periods or not flow.groups:
        return None
    numbers, *later = [subjects(period, "STARTED") for period in flow.periods]
    if numbers.keys() != {group.id for group in flow.groups}:
        return None
    if any(number and not numbers.get(group) for period in later for group, number in period.items()):
        return None
    return sum(numbers.values())


def periods(trial: Trial) -> Iterator[tuple[str, FlowPeriod]]:
    """Yield each period with its path."""
    return ((f"{FLOW}.periods[{index}]", period) for index, period in enumerate(flow_of(trial).periods))


def subjects(period: FlowPeriod, type: str) -> dict[str | None, int]:
    """Return how many participants of each group reached a milestone, such as ``STARTED``, where that is a number."""
    milestone = next((held for held in period.milestones if held.type == type), None)
    numbers: dict[str | None, int] = {}
    for stats in milestone.achievements if milestone is not None else ():
        number = count(stats.num_subjects)
        if number is not None:
            numbers[stats.group_id] = number
    return numbers
