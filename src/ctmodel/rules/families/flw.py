"""Rules about the participant flow (FLW)."""

from operator import attrgetter
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.results.flow import FlowPeriod, ParticipantFlow
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, with_results
from ctmodel.rules.comparing import repeated
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.flow import (
    FLOW,
    completions,
    flow_of,
    numbers_of,
    periods,
    reasons_of,
    started,
    subjects,
    with_flow,
)
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import EnrollmentType

_CRITERIA: Final = "Results quality control review criteria, participant flow"
_DEFINITIONS: Final = "Results data element definitions, participant flow"
_LAW: Final = "42 CFR 11.48, participant flow"
_NUMBER: Final = lazy_regex(r"\d+")


def _with_enrolled(trial: Trial) -> bool:
    enrollment = trial.enrollment
    return with_flow(trial) and enrollment is not None and enrollment.type == EnrollmentType.ACTUAL


def _started_and_enrolled(trial: Trial) -> tuple[int, int] | None:
    """Return how many participants started the first period, and how many were enrolled, if both are known."""
    enrolled = trial.enrollment.count if trial.enrollment is not None else None
    starting = started(trial)
    return (starting, enrolled) if starting is not None and enrolled is not None else None


@rule("FLW001", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow)
def flow_group_id_twice(trial: Trial) -> Problems:
    """Two groups of the participant flow have the same identifier.

    Why:
        Numbers refer to their group by its identifier; if two groups share it, they belong to neither.

    Fix:
        Give each group its own identifier, and correct the numbers that refer to it.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000"), FlowGroup(id="FG000")])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000"), FlowGroup(id="FG001")])))
    """
    for index, group, earlier in repeated(flow_of(trial).groups, attrgetter("id")):
        message = f"the identifier {quoted(group.id)} repeats that of groups[{earlier}]; expected one for each group"
        yield f"{FLOW}.groups[{index}].id", message


@rule("FLW002", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow)
def flow_group_unknown(trial: Trial) -> Problems:
    """A number in the participant flow belongs to a group that does not exist.

    Why:
        A number without a group cannot be interpreted, and is left out of every sum.

    Fix:
        Use the identifier of a declared group, or declare the missing group.

    Fires:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG009", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    known = {group.id for group in flow_of(trial).groups if group.id is not None}
    if not known:
        return  # a selection of fields without the groups
    for path, period in periods(trial):
        for where, stats in numbers_of(period):
            if stats.group_id is not None and stats.group_id not in known:
                message = f"{quoted(stats.group_id)} is not the identifier of any group of the participant flow"
                yield f"{path}.{where}.group_id", message


@rule("FLW003", severity=WARNING, source=_DEFINITIONS, reads="results", requires="results", applies=with_flow)
def period_without_milestones(trial: Trial) -> Problems:
    """A period does not say how many participants started or completed it.

    Why:
        Both milestones are required for each period; without them, readers cannot see who was lost.

    Fix:
        Add the milestones STARTED and COMPLETED to the period.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(milestones=[FlowMilestone(type="STARTED")])])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(milestones=[FlowMilestone(type="STARTED"), FlowMilestone(type="COMPLETED")])])))
    """
    for path, period in periods(trial):
        types = {milestone.type for milestone in period.milestones}
        for type in ("STARTED", "COMPLETED"):
            if type not in types:
                yield f"{path}.milestones", f"the period {quoted(period.title)} has no milestone {type}; it is required"


@rule("FLW004", severity=ERROR, source=_CRITERIA, reads="results", applies=with_flow, requires=WHOLE)
def more_completed_than_started(trial: Trial) -> Problems:
    """More participants completed a period than started it.

    Why:
        Participants who complete a period have started it; one of the numbers is wrong.

    Fix:
        Correct the number who started or who completed the period.

    Fires:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "21"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]},
            {"type": "COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    for path, group, starting, completed, _ in completions(trial):
        if completed > starting:
            yield (
                path,
                f"{completed} participants of {quoted(group)} completed the period, but only {starting} started it",
            )


@rule("FLW005", severity=ERROR, source=_DEFINITIONS, reads="results", applies=with_flow, requires=WHOLE)
def not_completed_does_not_add_up(trial: Trial) -> Problems:
    """The number who did not complete a period is not the difference of those who started and completed it.

    Why:
        The registry computes this number; if it differs, the record was edited elsewhere.

    Fix:
        Download the record again; if you edited it, recompute the number from the other two.

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
    for path, group, starting, completed, missing in completions(trial):
        if missing is not None and starting - completed != missing:
            message = f"{starting} participants of {quoted(group)} started and {completed} completed the period"
            yield path, f"{message}, but {missing} did not complete it; expected {starting - completed}"


@rule("FLW006", severity=WARNING, source=_CRITERIA, reads="results", applies=with_flow)
def reasons_do_not_add_up(trial: Trial) -> Problems:
    """The reasons why participants left a period do not add up to the number who left.

    Why:
        Each participant who left is counted under one reason; the rest are unaccounted for.

    Fix:
        Add the missing reasons, or correct their numbers, until they sum to the number who left.

    Fires:
        {"resultsSection": {"participantFlowModule": {"periods": [{
            "milestones": [{"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "3"}]}],
            "dropWithdraws": [{"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "1"}]}]}]}}}

    Silent:
        {"resultsSection": {"participantFlowModule": {"periods": [{
            "milestones": [{"type": "NOT COMPLETED", "achievements": [{"groupId": "FG000", "numSubjects": "1"}]}],
            "dropWithdraws": [{"type": "Death", "reasons": [{"groupId": "FG000", "numSubjects": "1"}]}]}]}}}
    """
    for path, period in periods(trial):
        if not period.drop_withdraws:
            continue
        reasons = reasons_of(period)
        for group, missing in subjects(period, "NOT COMPLETED").items():
            given = reasons.get(group)
            if given is not None and given != missing:
                message = f"{missing} participants of {quoted(group)} did not complete the period"
                yield f"{path}.drop_withdraws", f"{message}, but the reasons add up to {given}"


@rule("FLW007", severity=NOTE, source="measured: periods have distinct titles", reads="results", applies=with_flow)
def period_title_twice(trial: Trial) -> Problems:
    """Two periods have the same title.

    Why:
        Readers cannot tell the periods apart; First Washout and Second Washout are clear.

    Fix:
        Give each period a title of its own.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(title="Washout"), FlowPeriod(title="Washout")])))

    Silent:
        Trial(results=Results(participant_flow=ParticipantFlow(
            periods=[FlowPeriod(title="Treatment"), FlowPeriod(title="Washout")])))
    """
    for index, period, earlier in repeated(flow_of(trial).periods, _title):
        message = f"the title {quoted(period.title)} repeats that of periods[{earlier}]; expected distinct titles"
        yield f"{FLOW}.periods[{index}].title", message


def _title(period: FlowPeriod) -> str | None:
    return period.title and period.title.strip().casefold()


@rule("FLW008", severity=NOTE, source=_LAW, reads="results enrollment", applies=_with_enrolled, requires=WHOLE)
def fewer_started_than_enrolled(trial: Trial) -> Problems:
    """Fewer participants started the first period than were enrolled.

    Why:
        Actual enrolment and flow should agree, though some studies enrol before they assign.

    Fix:
        Correct the enrolment or the flow; if participants left before assignment, say so in the details of the flow.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 15, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 12, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    numbers = _started_and_enrolled(trial)
    if numbers is not None and numbers[0] < numbers[1]:
        message = f"{numbers[0]} participants started the first period, but {numbers[1]} were enrolled"
        yield f"{FLOW}.periods[0]", message


@rule("FLW009", severity=WARNING, source=_LAW, reads="results enrollment", applies=_with_enrolled, requires=WHOLE)
def more_started_than_enrolled(trial: Trial) -> Problems:
    """More participants started the first period than were enrolled.

    Why:
        Everyone who starts a study has been enrolled, so the enrolment is outdated. Numbers that the details of the
        flow mention are exempt, and so is twice the enrolment (mothers and children, both eyes).

    Fix:
        Correct the enrolment to the number who took part, or explain the difference in the details of the flow.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 10, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 15, "type": "ACTUAL"}}},
            "resultsSection": {"participantFlowModule": {"groups": [{"id": "FG000"}], "periods": [{"milestones": [
            {"type": "STARTED", "achievements": [{"groupId": "FG000", "numSubjects": "12"}]}]}]}}}
    """
    starting, enrolled = _started_and_enrolled(trial) or (0, 0)
    if starting > enrolled and starting != 2 * enrolled and not _mentions(flow_of(trial), enrolled, starting):
        yield "enrollment.count", f"{enrolled} participants were enrolled, but {starting} started the first period"


def _mentions(flow: ParticipantFlow, *numbers: int) -> bool:
    """Whether the details of a participant flow mention a number."""
    details = (flow.pre_assignment_details, flow.recruitment_details)
    mentioned = {word for text in details if text for word in _NUMBER.findall(text.replace(",", ""))}
    return not mentioned.isdisjoint(map(str, numbers))


@rule("FLW010", severity=NOTE, source="CONSORT, participant flow by group", reads="results arms", applies=with_results)
def fewer_flow_groups_than_arms(trial: Trial) -> Problems:
    """The participant flow has fewer groups than the study has arms.

    Why:
        Readers cannot follow the participants of the missing arms; groups that pool arms should say so.

    Fix:
        Add the groups that are missing, or say in the description of a group which arms it pools.

    Fires:
        Trial(
            arms=[Arm(label="A"), Arm(label="B")],
            results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000")])))

    Silent:
        Trial(arms=[Arm(label="A")], results=Results(participant_flow=ParticipantFlow(groups=[FlowGroup(id="FG000")])))
    """
    groups, arms = len(flow_of(trial).groups), len(trial.arms)
    if 0 < groups < arms:
        yield f"{FLOW}.groups", f"the participant flow has fewer groups ({groups}) than the study has arms ({arms})"
