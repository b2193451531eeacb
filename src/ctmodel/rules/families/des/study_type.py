"""Rules about items of the design that do not go with the type of study, or with each other (DES)."""

from collections.abc import Iterator

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.terms.protocol import InterventionType, PrimaryPurpose

#: Attributes by what a message calls them.
_WORDS = {
    "allocation": "the allocation",
    "intervention_model": "the interventional study model",
    "intervention_model_description": "the description of the interventional model",
    "masking": "the masking",
    "masking_description": "the description of the masking",
    "who_masked": "the list of masked parties",
    "observational_model": "the observational study model",
    "time_perspective": "the time perspective",
    "patient_registry": "the mark of a patient registry",
    "bio_spec": "the specimens retained",
}


def _device_feasibility(trial: Trial) -> bool:
    return trial.design is not None and trial.design.primary_purpose == PrimaryPurpose.DEVICE_FEASIBILITY


@rule(
    "DES006",
    severity=ERROR,
    source="PRS data element definitions, Observational Study Design",
    reads="study_type design patient_registry bio_spec",
    applies=interventional,
)
def observational_item_in_interventional_trial(trial: Trial) -> Problems:
    """An interventional trial has items that only observational studies have.

    Why:
        The registry has no such items for interventional trials: either they or the study type are wrong.

    Fix:
        Remove the items of observational studies, or correct the study type.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(observational_model="COHORT"))
        Trial(study_type=StudyType.INTERVENTIONAL, patient_registry=True)

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(observational_model="COHORT"))
        Trial(study_type=StudyType.INTERVENTIONAL, patient_registry=False)
    """
    for path in _observational_items(trial):
        words = _WORDS[path.rpartition(".")[2]]
        yield path, f"the study is interventional, but {words} belongs to observational studies"


def _observational_items(trial: Trial) -> Iterator[str]:
    design, specimens = trial.design, trial.bio_spec
    if design is not None:
        if design.observational_model:
            yield "design.observational_model"
        if design.time_perspective:
            yield "design.time_perspective"
    if trial.patient_registry:
        yield "patient_registry"
    if specimens is not None and (specimens.retention or specimens.description):
        yield "bio_spec"


@rule(
    "DES008",
    severity=ERROR,
    source="PRS data element definitions, Interventional Study Design",
    reads="study_type design",
    applies=observational,
)
def interventional_item_in_observational_study(trial: Trial) -> Problems:
    """An observational study has allocation, an interventional model or masking.

    Why:
        Who only observes assigns and masks nothing: either the items or the study type are wrong.

    Fix:
        Remove allocation, interventional model and masking, or correct the study type.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, design=Design(allocation="RANDOMIZED"))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, design=Design(allocation="RANDOMIZED"))
    """
    design = trial.design
    if design is None:
        return
    for name in (
        "allocation",
        "intervention_model",
        "intervention_model_description",
        "masking",
        "masking_description",
        "who_masked",
    ):
        if getattr(design, name):
            yield f"design.{name}", f"the study is observational, but {_WORDS[name]} belongs to interventional trials"


@rule(
    "DES012",
    severity=WARNING,
    source="PRS data element definitions, Target Follow-Up Duration",
    reads="patient_registry target_duration",
    requires="target_duration",
)
def registry_and_follow_up_do_not_go_together(trial: Trial) -> Problems:
    """A patient registry has no target follow-up duration, or another study has one.

    Why:
        The registry requires the duration for patient registries, and only for these.

    Fix:
        Enter the target follow-up duration of the registry, or remove the duration if the study is not a patient
        registry.

    Fires:
        Trial(patient_registry=True)
        Trial(target_duration=Duration(5, "Years"))

    Silent:
        Trial(patient_registry=True, target_duration=Duration(5, "Years"))
        Trial(patient_registry=False)
    """
    if trial.patient_registry:
        if trial.target_duration is None:
            yield "target_duration", "the study is a patient registry, but its target follow-up duration is missing"
    elif trial.target_duration is not None:
        yield (
            "patient_registry",
            f"the target follow-up duration is '{trial.target_duration}', but the study is not marked as a"
            " patient registry",
        )


@rule(
    "DES037",
    severity=WARNING,
    source="PRS data element definitions, Primary Purpose: Device Feasibility",
    reads="design interventions",
    applies=_device_feasibility,
    requires="interventions",
)
def device_feasibility_without_device(trial: Trial) -> Problems:
    """The primary purpose is the feasibility of a device, but no intervention is a device.

    Why:
        This purpose takes a trial out of the law on device trials, so that it must not be chosen by mistake.

    Fix:
        Choose another purpose, or correct the type of the intervention.

    Fires:
        Trial(design=Design(primary_purpose="DEVICE_FEASIBILITY"), interventions=[Intervention(type="DRUG")])

    Silent:
        Trial(design=Design(primary_purpose="DEVICE_FEASIBILITY"), interventions=[Intervention(type="DEVICE")])
        Trial(design=Design(primary_purpose="TREATMENT"), interventions=[Intervention(type="DRUG")])
    """
    devices = (InterventionType.DEVICE, InterventionType.COMBINATION_PRODUCT)
    if not any(intervention.type in devices for intervention in trial.interventions):
        yield (
            "design.primary_purpose",
            "the primary purpose is DEVICE_FEASIBILITY, but no intervention is of type DEVICE",
        )
