"""Participant flow: who was recruited, started, completed and left."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced


@final
@define(kw_only=True, repr=False)
class FlowGroup(Sourced):
    """A group of the participant flow, usually an arm."""

    #: ``FlowGroupId``: identifier within the flow (``FG000``).
    id: str | None = None
    #: *Arm/Group Title*: name of the group. At most 100 characters.
    title: str | None = None
    #: *Arm/Group Description*: what the group received. Markdown, at most 1,500 characters.
    description: str | None = None


@final
@define(kw_only=True, repr=False)
class FlowStats(Sourced):
    """Numbers of one group at a milestone, or for a reason for leaving."""

    #: ``FlowAchievementGroupId``: group that the numbers belong to.
    group_id: str | None = None
    #: *Comments*: remark on the numbers. Markdown, at most 500 characters.
    comment: str | None = None
    #: *Milestone Data*: number of participants, as text.
    num_subjects: str | None = None
    #: *Milestone Data*: number of units (eyes, lesions), as text.
    num_units: str | None = None


@final
@define(kw_only=True, repr=False)
class FlowMilestone(Sourced):
    """A point in a period that participants reach: started, completed, or one that the trial defines."""

    #: *Started*: ``STARTED``, ``COMPLETED``, ``NOT COMPLETED`` or a name that the trial defines. At most 100
    #: characters.
    type: str | None = None
    #: *Comments*: remark on the milestone. Markdown, at most 500 characters.
    comment: str | None = None
    #: ``FlowAchievement``: numbers of each group.
    achievements: list[FlowStats] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class DropWithdraw(Sourced):
    """A reason why participants left a period."""

    #: *Reason Not Completed Type*: the reason. At most 100 characters.
    type: str | None = None
    #: ``FlowReason``: numbers of each group.
    reasons: list[FlowStats] = field(factory=list)
    #: ``FlowDropWithdrawComment``: remark on the reason. Markdown, at most 100 characters.
    comment: str | None = None


@final
@define(kw_only=True, repr=False)
class FlowPeriod(Sourced):
    """A stage of the trial in the participant flow."""

    #: *Period Title*: name of the period. At most 40 characters.
    title: str | None = None
    #: *Additional Milestone(s)*: points that participants reach.
    milestones: list[FlowMilestone] = field(factory=list)
    #: *Reason Not Completed*: reasons for leaving.
    drop_withdraws: list[DropWithdraw] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class ParticipantFlow(Sourced):
    """How participants progressed through the trial: recruited, started, completed, left."""

    #: *Pre-assignment Details*: events between enrolment and assignment. Markdown, at most 500 characters.
    pre_assignment_details: str | None = None
    #: *Recruitment Details*: when and where participants were recruited. Markdown, at most 500 characters.
    recruitment_details: str | None = None
    #: *Arm/Group Information*: the groups that the numbers are given for.
    groups: list[FlowGroup] = field(factory=list)
    #: *Period(s)*: the stages, in order.
    periods: list[FlowPeriod] = field(factory=list)
    #: *Type of Units Assigned*: what is counted instead of participants (eyes, lesions). At most 40
    #: characters.
    type_units_analyzed: str | None = None
