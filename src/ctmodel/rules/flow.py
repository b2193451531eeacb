"""What rules read in the participant flow: how many participants of each group reached a milestone or left."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from ctmodel.model.results.flow import FlowPeriod, FlowStats, ParticipantFlow
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


def completions(trial: Trial) -> Iterator[tuple[str, str | None, int, int, int | None]]:
    """Yield the numbers of each group in each period.

    These are the path of the number of participants who completed the period, the group, and how many participants
    started, completed and (if given) did not complete it.
    """
    for path, period in periods(trial):
        starting, missing = (subjects(period, type) for type in ("STARTED", "NOT COMPLETED"))
        for index, milestone in enumerate(period.milestones):
            if milestone.type != "COMPLETED":
                continue
            for place, stats in enumerate(milestone.achievements):
                completed = count(stats.num_subjects)
                if completed is not None and stats.group_id in starting:
                    here = f"{path}.milestones[{index}].achievements[{place}].num_subjects"
                    yield here, stats.group_id, starting[stats.group_id], completed, missing.get(stats.group_id)


def numbers_of(period: FlowPeriod) -> Iterator[tuple[str, FlowStats]]:
    """Yield the numbers of a period, for milestones and reasons, each with its path in the period."""
    reached = ((f"milestones[{i}].achievements", held.achievements) for i, held in enumerate(period.milestones))
    left = ((f"drop_withdraws[{i}].reasons", held.reasons) for i, held in enumerate(period.drop_withdraws))
    for where, numbers in chain(reached, left):
        for place, stats in enumerate(numbers):
            yield f"{where}[{place}]", stats


def reasons_of(period: FlowPeriod) -> dict[str | None, int | None]:
    """Return the sum of each group's reasons; None where one is not a plain number."""
    sums: dict[str | None, int | None] = {}
    for held in period.drop_withdraws:
        for stats in held.reasons:
            so_far, number = sums.get(stats.group_id, 0), count(stats.num_subjects)
            sums[stats.group_id] = None if so_far is None or number is None else so_far + number
    return sums
