"""Rules about the population of observational studies (ELG)."""

from typing import Final

from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.rules.families.elg.eligibility import path_of
from ctmodel.rules.lengths import overlong

_DEFINITIONS: Final = "PRS data element definitions, Eligibility"
_NONE: Final = Eligibility()


@rule(
    "ELG028",
    severity=WARNING,
    source=f"{_DEFINITIONS}, Study Population and Sampling Method: required for observational studies",
    reads="eligibility study_type",
    applies=observational,
    requires="eligibility",
    skips_older=True,
)
def study_population_missing(trial: Trial) -> Problems:
    """An observational study does not say from which population, or how, it draws.

    Why:
        Without it nobody can judge for whom its results hold.

    Fix:
        Describe the population from which participants are selected, and state the sampling method.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, eligibility=Eligibility(study_population="Patients of a clinic"))

    Silent:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            eligibility=Eligibility(study_population="Twins", sampling_method=SamplingMethod.PROBABILITY_SAMPLE))
    """
    held = trial.eligibility or _NONE
    if not held.study_population:
        yield path_of(trial, "study_population"), "the study population is missing; observational studies need it"
    if not held.sampling_method:
        yield path_of(trial, "sampling_method"), "the sampling method is missing; observational studies need it"


@rule(
    "ELG029",
    severity=ERROR,
    source=f"{_DEFINITIONS}, Study Population and Sampling Method: observational studies only",
    reads="eligibility study_type",
    applies=interventional,
)
def study_population_of_interventional_trial(trial: Trial) -> Problems:
    """An interventional trial has a study population or a sampling method.

    Why:
        The registry has these only for observational studies; no interventional record has one.

    Fix:
        Remove study population and sampling method, or correct the study type.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, eligibility=Eligibility(study_population="Patients of a clinic"))

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, eligibility=Eligibility(study_population="Patients of a clinic"))
    """
    held = trial.eligibility or _NONE
    if held.study_population:
        yield "eligibility.study_population", "only observational studies have a study population"
    if held.sampling_method:
        yield "eligibility.sampling_method", "only observational studies have a sampling method"


@overlong("ELG030", "eligibility.study_population")
def study_population_too_long() -> None:
    """The description of the study population is longer than the registry takes.

    Why:
        The registration system refuses it.

    Fix:
        Shorten the description.

    Fires:
        Trial(eligibility=Eligibility(study_population="Patients of a clinic. " * 50))

    Silent:
        Trial(eligibility=Eligibility(study_population="Patients of a clinic."))
    """
