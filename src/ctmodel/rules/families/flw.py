"""Rules about the participant flow (FLW)."""

from collections.abc import Iterator
from itertools import chain

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.flow import FlowMilestone, FlowPeriod, FlowStats
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, with_results
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.numbers import count
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import EnrollmentType

_GROUPS = "results.participant_flow.groups"
_CRITERIA = "Results quality control review criteria, participant flow"
_DEFINITIONS = "Results data element definitions, participant flow"
_LAW = "42 CFR 11.48, participant flow"
_NUMBER = lazy_regex(r"\d+")


def with_flow(trial: Trial) -> bool:
    """Whether there is a participant flow."""
    return trial.results is not None and trial.results.participant_flow is not None


def _with_enrolled(trial: Trial) -> bool:
    enrollment = trial.enrollment
    return with_flow(trial) and enrollment is not None and enrollment.type == EnrollmentType.ACTUAL


def started(trial: Trial) -> int | None:
    """Return how many participants started the first period.

    None where the flow does not say it of each group, and where a group starts later: whether its participants
    are others, or those of another group that go on, is not said.
    """
    flow = trial.results.participant_flow if trial.results is not None else None
    if flow is None or not flow.periods or not flow.groups:
        return None
    numbers, *later = [_numbers(_milestone(period, "STARTED")) for period in flow.periods]
    if numbers.keys() != {group.id for group in flow.groups}:
        return None
    if any(number and not numbers.get(group) for period in later for group, number in period.items()):
        return None
    return sum(numbers.values())


def _periods(trial: Trial) -> Iterator[tuple[str, FlowPeriod]]:
    if trial.results is not None and trial.results.participant_flow is not None:
        for index, period in enumerate(trial.results.participant_flow.periods):
            yield f"results.participant_flow.periods[{index}]", period


def _milestone(period: FlowPeriod, type: str) -> FlowMilestone | None:
    return next((milestone for milestone in period.milestones if milestone.type == type), None)


def _numbers(milestone: FlowMilestone | None) -> dict[str | None, int]:
    """Return the number of participants of each group for which it is a plain number."""
    numbers: dict[str | None, int] = {}
    for stats in milestone.achievements if milestone is not None else ():
        subjects = count(stats.num_subjects)
        if subjects is not None:
            numbers[stats.group_id] = subjects
    return numbers


def _flows(trial: Trial) -> Iterator[tuple[str, str | None, int, int, int | None]]:
    """Yield path of the number that completed, group, and how many started, completed and did not, if that is given."""
    for path, period in _periods(trial):
        starting, missing = (_numbers(_milestone(period, type)) for type in ("STARTED", "NOT COMPLETED"))
        for index, milestone in enumerate(period.milestones):
            if milestone.type != "COMPLETED":
                continue
            for place, stats in enumerate(milestone.achievements):
                completed = count(stats.num_subjects)
                if completed is not None and stats.group_id in starting:
                    here = f"{path}.milestones[{index}].achievements[{place}].num_subjects"
                    yield here, stats.group_id, starting[stats.group_id], completed, missing.get(stats.group_id)


@rule("FLW001", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow)
def flow_group_id_twice(trial: Trial) -> Problems:
    """Two groups of the participant flow have the same identifier.

    Why:
        Numbers name their group by its identifier; with two of the same they belong to neither.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000"), FlowGroup(id="FG000")])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000"), FlowGroup(id="FG001")])))
    """
    seen: dict[str, int] = {}
    flow = trial.results.participant_flow if trial.results is not None else None
    for index, group in enumerate(flow.groups if flow is not None else ()):
        if group.id is None:
            continue
        if group.id in seen:
            message = (
                f"the identifier {quoted(group.id)} is that of groups[{seen[group.id]}] too; each group has its own"
            )
            yield f"{_GROUPS}[{index}].id", message
        seen.setdefault(group.id, index)


@rule("FLW002", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow)
def flow_group_unknown(trial: Trial) -> Problems:
    """A number in the participant flow belongs to a group that is not there.

    Why:
        A number without a group cannot be read, and adds up with nothing.

    Fires:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG009", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    flow = trial.results.participant_flow if trial.results is not None else None
    known = {group.id for group in flow.groups if group.id is not None} if flow is not None else set()
    if not known:
        return  # a selection of fields without the groups
    for path, period in _periods(trial):
        for where, stats in _stats(period):
            if stats.group_id is not None and stats.group_id not in known:
                message = f"{quoted(stats.group_id)} is not the identifier of a group of the participant flow"
                yield f"{path}.{where}.group_id", message


def _stats(period: FlowPeriod) -> Iterator[tuple[str, FlowStats]]:
    reached = ((f"milestones[{i}].achievements", held.achievements) for i, held in enumerate(period.milestones))
    left = ((f"drop_withdraws[{i}].reasons", held.reasons) for i, held in enumerate(period.drop_withdraws))
    for where, numbers in chain(reached, left):
        for place, stats in enumerate(numbers):
            yield f"{where}[{place}]", stats


@rule("FLW003", severity=WARNING, source=_DEFINITIONS, reads="results", requires="results", applies=with_flow)
def period_without_milestones(trial: Trial) -> Problems:
    """A period does not say how many participants started or completed it.

    Why:
        Both milestones are required of each period; without them nobody sees who was lost.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(milestones=[FlowMilestone(type="STARTED")])])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(milestones=[FlowMilestone(type="STARTED"), FlowMilestone(type="COMPLETED")])])))
    """
    for path, period in _periods(trial):
        for type in ("STARTED", "COMPLETED"):
            if _milestone(period, type) is None:
                yield f"{path}.milestones", f"the period {quoted(period.title)} has no milestone {type}"


@rule("FLW004", severity=ERROR, source=_CRITERIA, reads="results", applies=with_flow, requires=WHOLE)
def more_completed_than_started(trial: Trial) -> Problems:
    """More participants completed a period than started it.

    Why:
        Who completes a period has started it; one of the numbers is wrong.

    Fires:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "21"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    for path, group, starting, completed, _ in _flows(trial):
        if completed > starting:
            yield path, f"{completed} participants of {quoted(group)} completed the period, but {starting} started it"


@rule("FLW005", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow, requires=WHOLE)
def not_completed_does_not_add_up(trial: Trial) -> Problems:
    """The number that did not complete a period is not the difference of started and completed.

    Why:
        The registry computes the number; where it differs, the payload was edited.

    Fires:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "10"}]},
            {"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "3"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "10"}]},
            {"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "2"}]}]}]}}}
    """
    for path, group, starting, completed, missing in _flows(trial):
        if missing is not None and starting - completed != missing:
            yield (
                path,
                f"{starting} participants of {quoted(group)} started and {completed} completed the period,"
                f" but {missing} did not complete it; {starting - completed} is expected",
            )


@rule("FLW006", severity=WARNING, source=_CRITERIA, reads="results", applies=with_flow)
def reasons_do_not_add_up(trial: Trial) -> Problems:
    """The reasons why participants left a period do not add up to the number that left.

    Why:
        Each participant who left is counted under one reason; the others are lost without a word.

    Fires:
        {"resultsSection": {"participantFlowModule": {"periods": [{
            "milestones": [{"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "3"}]}],
            "dropWithdraws": [{"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "1"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"periods": [{
            "milestones": [{"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "1"}]}],
            "dropWithdraws": [{"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "1"}]}]}]}}}
    """
    for path, period in _periods(trial):
        if not period.drop_withdraws:
            continue
        reasons = _reasons(period)
        for group, missing in _numbers(_milestone(period, "NOT COMPLETED")).items():
            given = reasons.get(group)
            if given is not None and given != missing:
                yield (
                    f"{path}.drop_withdraws",
                    f"{missing} participants of {quoted(group)} did not complete the period, but the reasons sum to"
                    f" {given}",
                )


def _reasons(period: FlowPeriod) -> dict[str | None, int | None]:
    """Return the sum of each group's reasons, None where one is no plain number."""
    sums: dict[str | None, int | None] = {}
    for held in period.drop_withdraws:
        for stats in held.reasons:
            so_far, number = sums.get(stats.group_id, 0), count(stats.num_subjects)
            sums[stats.group_id] = None if so_far is None or number is None else so_far + number
    return sums


@rule("FLW007", severity=NOTE, source="measured: periods have titles of their own", reads="results", applies=with_flow)
def period_title_twice(trial: Trial) -> Problems:
    """Two periods have the same title.

    Why:
        Readers cannot tell the periods apart; number them, such as First Washout and Second Washout.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(title="Washout"), FlowPeriod(title="Washout")])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(title="Treatment"), FlowPeriod(title="Washout")])))
    """
    seen: set[str] = set()
    for path, period in _periods(trial):
        if not period.title:
            continue
        title = period.title.strip().casefold()
        if title in seen:
            yield f"{path}.title", f"another period has the title {quoted(period.title)} too"
        seen.add(title)


@rule("FLW008", severity=NOTE, source=_LAW, reads="results enrollment", applies=_with_enrolled, requires=WHOLE)
def fewer_started_than_enrolled(trial: Trial) -> Problems:
    """Fewer participants started the first period than the study has enrolled.

    Why:
        Actual enrolment and the flow should tell the same; some studies enrol before they assign.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 15, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 12, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    enrolled = trial.enrollment.count if trial.enrollment is not None else None
    starting = started(trial)
    if enrolled is not None and starting is not None and starting < enrolled:
        yield (
            "results.participant_flow.periods[0]",
            f"{starting} participants started the first period, but {enrolled} were enrolled",
        )


@rule("FLW009", severity=WARNING, source=_LAW, reads="results enrollment", applies=_with_enrolled, requires=WHOLE)
def more_started_than_enrolled(trial: Trial) -> Problems:
    """More participants started the first period than the study has enrolled.

    Why:
        Who starts a study has been enrolled; the enrolment is out of date. Where the flow explains the number, or
        twice as many start (mothers and children, both eyes), nothing is said.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 10, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 15, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    enrolled = trial.enrollment.count if trial.enrollment is not None else None
    starting = started(trial)
    if enrolled is None or starting is None or starting <= enrolled:
        return
    if starting != 2 * enrolled and not _explains(trial, enrolled, starting):
        yield (
            "enrollment.count",
            f"{enrolled} participants were enrolled, but {starting} started the first period",
        )


def _explains(trial: Trial, *numbers: int) -> bool:
    """Whether the details of the participant flow speak of a number."""
    flow = trial.results.participant_flow if trial.results is not None else None
    details = (flow.pre_assignment_details, flow.recruitment_details) if flow is not None else ()
    told = {word for text in details if text for word in _NUMBER.findall(text.replace(",", ""))}
    return not told.isdisjoint(map(str, numbers))


@rule("FLW010", severity=NOTE, source="CONSORT, participant flow by group", reads="results arms", applies=with_results)
def fewer_flow_groups_than_arms(trial: Trial) -> Problems:
    """The participant flow has fewer groups than the study has arms.

    Why:
        Participants of the missing arms cannot be followed; pooled groups should say so.

    Fires:
        Trial(
            arms=[Arm(label="A"), Arm(label="B")],
            results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000")])))

    Silent:
        Trial(arms=[Arm(label="A")], results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000")])))
    """
    flow = trial.results.participant_flow if trial.results is not None else None
    if flow is not None and 0 < len(flow.groups) < len(trial.arms):
        groups, arms = len(flow.groups), len(trial.arms)
        yield _GROUPS, f"the participant flow has fewer groups ({groups}) than the study has arms ({arms})"
