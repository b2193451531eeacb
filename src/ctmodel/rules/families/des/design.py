"""Rules about items of the study design that are missing (DES)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational, since_final_rule
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule

_DEFINITIONS = "PRS data element definitions, Study Design"

#: Attributes of the design by what a message calls them.
_WORDS = {
    "allocation": "the allocation",
    "intervention_model": "the interventional study model",
    "primary_purpose": "the primary purpose",
    "masking": "the masking",
    "observational_model": "the observational study model",
    "time_perspective": "the time perspective",
}


def interventional_since_final_rule(trial: Trial) -> bool:
    """Whether it is an interventional trial that starts on or after the day of the final rule."""
    return interventional(trial) and since_final_rule(trial)


def older_interventional(trial: Trial) -> bool:
    """Whether it is an interventional trial that starts before the final rule, or at an unknown time."""
    return interventional(trial) and not since_final_rule(trial)


def _missing(trial: Trial, name: str, kind: str) -> Problems:
    if trial.design is None:
        yield "design", f"{_WORDS[name]} is missing; expected for {kind}"
    elif not getattr(trial.design, name):
        yield f"design.{name}", f"{_WORDS[name]} is missing; expected for {kind}"


@rule(
    "DES001",
    severity=WARNING,
    source="PRS data element definitions, Allocation; 42 CFR 11.28",
    reads="study_type start_date design",
    applies=interventional_since_final_rule,
    requires="design",
)
def allocation_missing(trial: Trial) -> Problems:
    """An interventional trial does not say how participants are assigned to arms.

    Why:
        Whether a trial is randomized is the first thing that readers and reviewers ask.

    Fix:
        State the allocation: RANDOMIZED, NON_RANDOMIZED, or NA for a single group.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), design=Design())

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2016-03"), design=Design())
    """
    return _missing(trial, "allocation", "an interventional trial")


@rule(
    "DES002",
    severity=NOTE,
    source=_DEFINITIONS,
    reads="study_type start_date design",
    applies=older_interventional,
    requires="design",
    skips_older=True,
)
def design_item_missing_in_older_record(trial: Trial) -> Problems:
    """An older interventional trial lacks allocation, primary purpose or masking.

    Why:
        The registry did not always ask for these; readers still miss them.

    Fix:
        State what is missing: allocation, primary purpose, masking.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2005"), design=Design())

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018"), design=Design())
    """
    if trial.design is None:
        yield "design", "allocation, primary purpose and masking are missing; expected for an interventional trial"
        return
    for name in ("allocation", "primary_purpose", "masking"):
        yield from _missing(trial, name, "an interventional trial")


@rule(
    "DES003",
    severity=WARNING,
    source="PRS data element definitions, Interventional Study Model; 42 CFR 11.28",
    reads="study_type design",
    applies=interventional,
    requires="design",
    skips_older=True,
)
def intervention_model_missing(trial: Trial) -> Problems:
    """An interventional trial does not say by which model interventions are assigned.

    Why:
        Without the model nobody can tell parallel arms from a crossover or a single group.

    Fix:
        State the model: single group, parallel, crossover, factorial or sequential.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(intervention_model="PARALLEL"))
        Trial(study_type=StudyType.OBSERVATIONAL)
    """
    return _missing(trial, "intervention_model", "an interventional trial")


@rule(
    "DES004",
    severity=WARNING,
    source="PRS data element definitions, Primary Purpose",
    reads="study_type start_date design",
    applies=interventional_since_final_rule,
    requires="design",
)
def primary_purpose_missing(trial: Trial) -> Problems:
    """An interventional trial does not say what its interventions are for.

    Why:
        The purpose decides, among others, whether a device trial falls under the law.

    Fix:
        State the primary purpose, such as TREATMENT or PREVENTION.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), design=Design())

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2017-01"), design=Design())
    """
    return _missing(trial, "primary_purpose", "an interventional trial")


@rule(
    "DES005",
    severity=WARNING,
    source="PRS data element definitions, Masking",
    reads="study_type start_date design",
    applies=interventional_since_final_rule,
    requires="design",
)
def masking_missing(trial: Trial) -> Problems:
    """An interventional trial does not say whether anybody is masked.

    Why:
        Readers judge the risk of bias by it; an open trial says NONE.

    Fix:
        State the masking; NONE for an open trial.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), design=Design())

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-03"), design=Design(masking="NONE"))
    """
    return _missing(trial, "masking", "an interventional trial")


@rule(
    "DES009",
    severity=WARNING,
    source="PRS data element definitions, Observational Study Model",
    reads="study_type design",
    applies=observational,
    requires="design",
    skips_older=True,
)
def observational_model_missing(trial: Trial) -> Problems:
    """An observational study does not say by which model it observes.

    Why:
        A cohort and a case-control study answer different questions.

    Fix:
        State the model, such as COHORT or CASE_CONTROL.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(time_perspective="PROSPECTIVE"))

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(observational_model="COHORT"))
    """
    return _missing(trial, "observational_model", "an observational study")


@rule(
    "DES010",
    severity=WARNING,
    source="PRS data element definitions, Time Perspective",
    reads="study_type design",
    applies=observational,
    requires="design",
    skips_older=True,
)
def time_perspective_missing(trial: Trial) -> Problems:
    """An observational study does not say whether it looks ahead or back.

    Why:
        Whether data were collected before or after the question was asked decides what they can show.

    Fix:
        State whether the data are collected from now on, from the past, or at one time.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(observational_model="COHORT"))

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(time_perspective="PROSPECTIVE"))
    """
    return _missing(trial, "time_perspective", "an observational study")
