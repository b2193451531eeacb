"""The results of a trial as a whole."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.results.adverse_events import AdverseEvents
from ctmodel.model.results.baseline import BaselineCharacteristics
from ctmodel.model.results.flow import ParticipantFlow
from ctmodel.model.results.more_info import MoreInfo
from ctmodel.model.results.outcomes import OutcomeMeasure
from ctmodel.model.sourced import Sourced


@final
@define(kw_only=True, repr=False)
class Results(Sourced):
    """The results that were posted for a trial."""

    #: *Participant Flow*: progress of participants through the trial.
    participant_flow: ParticipantFlow | None = None
    #: *Baseline Characteristics*: who the participants were.
    baseline_characteristics: BaselineCharacteristics | None = None
    #: *Outcome Measure Information*: what was measured, in the record's order.
    outcome_measures: list[OutcomeMeasure] = field(factory=list)
    #: *Adverse Event Information*: unfavourable changes in health.
    adverse_events: AdverseEvents | None = None
    #: ``MoreInfoModule``: limitations, agreements and the point of contact.
    more_info: MoreInfo | None = None
