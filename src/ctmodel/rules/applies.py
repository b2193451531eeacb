"""To which trials rules apply."""

from datetime import date
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import Status, StudyType

#: The day on which the final rule on registration and results (42 CFR Part 11) came into effect.
FINAL_RULE: Final = date(2017, 1, 18)

#: What rules require that miss an item beside others in its module or in a list: whole records and drafts have all
#: items of what they have, a selection of fields may not.
WHOLE: Final = "has_results"


def interventional(trial: Trial) -> bool:
    """Whether it is an interventional trial."""
    return trial.study_type == StudyType.INTERVENTIONAL


def observational(trial: Trial) -> bool:
    """Whether it is an observational study."""
    return trial.study_type == StudyType.OBSERVATIONAL


def expanded_access(trial: Trial) -> bool:
    """Whether it is an expanded access record."""
    return trial.study_type == StudyType.EXPANDED_ACCESS


def not_withheld(trial: Trial) -> bool:
    """Whether the registry shows the record: records of devices that are not cleared are withheld on request."""
    return trial.overall_status != Status.WITHHELD


def posted_study(trial: Trial) -> bool:
    """Whether it is a study whose record is shown: no expanded access, and not withheld until a device is cleared."""
    return trial.study_type != StudyType.EXPANDED_ACCESS and not_withheld(trial)


def since_final_rule(trial: Trial) -> bool:
    """Whether it certainly starts on or after the day of the final rule, 2017-01-18."""
    return trial.start_date is not None and trial.start_date.earliest >= FINAL_RULE


def completed_since_final_rule(trial: Trial) -> bool:
    """Whether its primary completion is certainly on or after the day of the final rule, 2017-01-18."""
    completion = trial.primary_completion_date
    return completion is not None and completion.earliest >= FINAL_RULE


def from_before_final_rule(trial: Trial) -> bool:
    """Whether it certainly started before the day of the final rule; without a start, whether it was submitted before.

    These records may lack what the registry has required since, and few are ever corrected.
    """
    begun = trial.start_date or trial.study_first_submit_date
    return begun is not None and begun.latest < FINAL_RULE


def with_results(trial: Trial) -> bool:
    """Whether there are results."""
    return trial.results is not None
