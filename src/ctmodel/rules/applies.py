"""Tests for the trials to which rules apply."""

from datetime import date
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import Status, StudyType

#: The day on which the final rule on registration and results (42 CFR Part 11) came into effect.
FINAL_RULE: Final = date(2017, 1, 18)

#: The attribute that a rule requires if it reports an item as missing although its module or list is there. Whole
#: records and drafts have such an attribute; a selection of fields may lack single items of a module or list.
WHOLE: Final = "has_results"


# Members of vocabularies are looked up slowly in Python 3.11, and these functions are asked for each record.
_INTERVENTIONAL: Final = StudyType.INTERVENTIONAL
_OBSERVATIONAL: Final = StudyType.OBSERVATIONAL
_EXPANDED_ACCESS: Final = StudyType.EXPANDED_ACCESS
_WITHHELD: Final = Status.WITHHELD
_ACTIVE: Final = frozenset({
    Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.ACTIVE_NOT_RECRUITING
})  # fmt: skip


def interventional(trial: Trial) -> bool:
    """Whether it is an interventional trial."""
    return trial.study_type == _INTERVENTIONAL


def observational(trial: Trial) -> bool:
    """Whether it is an observational study."""
    return trial.study_type == _OBSERVATIONAL


def expanded_access(trial: Trial) -> bool:
    """Whether it is an expanded access record."""
    return trial.study_type == _EXPANDED_ACCESS


def active(trial: Trial) -> bool:
    """Whether it is recruiting, about to recruit, or active but no longer recruiting."""
    return trial.overall_status in _ACTIVE


def unknown_status(trial: Trial) -> bool:
    """Whether its status is unknown."""
    return trial.overall_status == Status.UNKNOWN


def not_withheld(trial: Trial) -> bool:
    """Whether the registry shows the record; records of devices that are not cleared yet can be withheld."""
    return trial.overall_status != _WITHHELD


def posted_study(trial: Trial) -> bool:
    """Whether it is a study, as opposed to expanded access, and the registry shows its record."""
    return trial.study_type != _EXPANDED_ACCESS and not_withheld(trial)


def since_final_rule(trial: Trial) -> bool:
    """Whether it certainly starts on or after the day of the final rule, 2017-01-18."""
    start = trial.start_date
    return start is not None and start.earliest >= FINAL_RULE


def posted_since_final_rule(trial: Trial) -> bool:
    """Whether it is a posted study that certainly starts on or after the day of the final rule, 2017-01-18."""
    return since_final_rule(trial) and posted_study(trial)


def older_posted_study(trial: Trial) -> bool:
    """Whether it is a posted study that may start before the day of the final rule, 2017-01-18."""
    return not since_final_rule(trial) and posted_study(trial)


def completed_since_final_rule(trial: Trial) -> bool:
    """Whether its primary completion is certainly on or after the day of the final rule, 2017-01-18."""
    completion = trial.primary_completion_date
    return completion is not None and completion.earliest >= FINAL_RULE


def from_before_final_rule(trial: Trial) -> bool:
    """Whether it certainly started before the day of the final rule or, without a start date, was submitted before it.

    These records may lack what the registry has required since, and few are ever corrected.
    """
    start = trial.start_date or trial.study_first_submit_date
    return start is not None and start.latest < FINAL_RULE


def with_criteria(trial: Trial) -> bool:
    """Whether there are eligibility criteria."""
    return trial.eligibility is not None and bool(trial.eligibility.text)


def with_results(trial: Trial) -> bool:
    """Whether there are results."""
    return trial.results is not None
