"""Rules about the phase of a trial (DES)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.quoting import shortened
from ctmodel.rules.texts import titles
from ctmodel.terms.protocol import InterventionType, Phase

_NUMBERED: Final = (Phase.EARLY_PHASE1, Phase.PHASE1, Phase.PHASE2, Phase.PHASE3, Phase.PHASE4)
_KNOWN: Final[frozenset[str]] = frozenset(Phase)
_PAIRS: Final = ([Phase.PHASE1, Phase.PHASE2], [Phase.PHASE2, Phase.PHASE3])
_TYPES: Final[frozenset[str]] = frozenset(InterventionType)
#: Types of intervention that are developed in phases.
_PHASED: Final = frozenset(
    {
        InterventionType.DRUG,
        InterventionType.BIOLOGICAL,
        InterventionType.COMBINATION_PRODUCT,
        InterventionType.GENETIC,
        InterventionType.DIETARY_SUPPLEMENT,
        InterventionType.RADIATION,
    }
)

_NUMBER: Final = r"(?:IV|I{1,3}|[0-4])"
_IN_TITLE: Final = lazy_regex(
    # A set of letters at the beginning is found much faster than the beginning of a word.
    r"[Pp](?<!\w.)(?i:hases?[ -]?"
    rf"({_NUMBER}[abc]?(?: ?(?:/|-|\u2013|&|,|and|to|or) ?(?:phase ?)?{_NUMBER}[abc]?){{0,8}})(?![\w.]|[-/]\w))"
)
_NUMBERS: Final = lazy_regex(rf"{_NUMBER}(?=[abc]?(?![a-z0-9]))", re.IGNORECASE)
_FIRST: Final = frozenset({Phase.EARLY_PHASE1, Phase.PHASE1})
_BY_NUMBER: Final = {
    "0": Phase.EARLY_PHASE1,
    "1": Phase.PHASE1,
    "2": Phase.PHASE2,
    "3": Phase.PHASE3,
    "4": Phase.PHASE4,
    "I": Phase.PHASE1,
    "II": Phase.PHASE2,
    "III": Phase.PHASE3,
    "IV": Phase.PHASE4,
}


def _named(title: str) -> set[Phase]:
    """The phases that a title names."""
    return {_BY_NUMBER[number.upper()] for run in _IN_TITLE.findall(title) for number in _NUMBERS.findall(run)}


def _numbered(trial: Trial) -> bool:
    return any(phase in _NUMBERED for phase in trial.phases)


def _interventional_with_phase(trial: Trial) -> bool:
    return bool(trial.phases) and interventional(trial)


def _without_phase(trial: Trial) -> bool:
    return trial.phases == [Phase.NA]


@rule(
    "DES007",
    severity=WARNING,
    of="ClinicalTrials.gov",
    source="PRS data element definitions, Study Phase",
    reads="study_type phases",
    applies=interventional,
    requires="phases",
)
def phase_missing(trial: Trial) -> Problems:
    """An interventional trial does not state its phase.

    Why:
        Trials without phases, of devices or behaviour, say NA; an empty list says nothing.

    Fix:
        State the phase; NA for a trial without phases.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, phases=[Phase.NA])
        Trial(study_type=StudyType.OBSERVATIONAL)
    """
    if not trial.phases:
        yield "phases", "the phase is missing; expected for an interventional trial, NA where it has none"


@rule(
    "DES011",
    severity=WARNING,
    source="PRS data element definitions, Study Phase",
    reads="study_type phases",
    applies=observational,
)
def phase_of_observational_study(trial: Trial) -> Problems:
    """An observational study has a phase.

    Why:
        Phases are of trials of drugs and biologics: either the phase or the study type is wrong.

    Fix:
        Remove the phase, or correct the study type.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, phases=[Phase.PHASE4])

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, phases=[Phase.NA])
        Trial(study_type=StudyType.INTERVENTIONAL, phases=[Phase.PHASE4])
    """
    for index, phase in enumerate(trial.phases):
        if phase != Phase.NA:
            yield (
                f"phases[{index}]",
                f"the phase is {shortened(phase)}, but the study is observational; expected no phase",
            )


@rule(
    "DES013",
    severity=ERROR,
    source="PRS data element definitions, Study Phase: one phase, Phase 1/Phase 2 or Phase 2/Phase 3",
    reads="phases",
)
def impossible_phases(trial: Trial) -> Problems:
    """The phases are none that the registry has: one phase, 1 with 2, or 2 with 3, in this order.

    Why:
        Programs that map the list to one of the registry's phases fail, or choose a wrong one.

    Fix:
        Choose one phase, or PHASE1 with PHASE2, or PHASE2 with PHASE3, in this order.

    Fires:
        Trial(phases=[Phase.PHASE2, Phase.PHASE1])
        Trial(phases=[Phase.NA, Phase.PHASE1])

    Silent:
        Trial(phases=[Phase.PHASE1, Phase.PHASE2])
        Trial(phases=[Phase.PHASE4])
    """
    phases = trial.phases
    if len(phases) < 2 or phases in _PAIRS or not _KNOWN.issuperset(phases):
        return
    likely = sorted(set(phases))
    meant = f"; {' with '.join(likely)} was probably meant" if len(likely) == 1 or likely in _PAIRS else ""
    yield (
        "phases",
        f"phases are {shortened(', '.join(phases))}; expected one phase, PHASE1 with PHASE2, or PHASE2 with PHASE3,"
        f" in ascending order{meant}",
    )


@rule(
    "DES014",
    severity=NOTE,
    source="PRS data element definitions, Study Phase: NA for trials of devices and behavioral interventions",
    reads="phases interventions",
    applies=_numbered,
    requires="interventions",
)
def phase_without_drug(trial: Trial) -> Problems:
    """The trial has a phase, but no intervention of a type that is developed in phases.

    Why:
        Phases are defined for drugs and biologics; for trials of anything else the definitions ask for NA.

    Fix:
        Set the phase to NA, or correct the types of the interventions.

    Fires:
        Trial(phases=[Phase.PHASE2], interventions=[Intervention(type="BEHAVIORAL", name="Walking")])

    Silent:
        Trial(phases=[Phase.PHASE2], interventions=[Intervention(type="DRUG", name="Aspirin")])
        Trial(phases=[Phase.NA], interventions=[Intervention(type="BEHAVIORAL", name="Walking")])
    """
    types = {intervention.type for intervention in trial.interventions}
    if types and types.isdisjoint(_PHASED) and types <= _TYPES:
        held = ", ".join(sorted(str(type_) for type_ in types))
        yield (
            "phases",
            f"phases are {shortened(', '.join(trial.phases))}, but interventions are of type {held}; expected NA",
        )


@rule(
    "DES015",
    severity=NOTE,
    source="42 CFR 11.22(b), applicable drug clinical trials: other than phase 1",
    reads="phases is_fda_regulated_drug interventions",
    applies=_without_phase,
    default=False,
)
def regulated_drug_without_phase(trial: Trial) -> Problems:
    """The trial studies a drug regulated by the FDA, but its phase is NA.

    Why:
        Whether the law on trial registration applies depends on the phase; NA counts as unknown there.

    Fix:
        State the phase of the trial.

    Fires:
        Trial(phases=[Phase.NA], is_fda_regulated_drug=True, interventions=[Intervention(type="DRUG", name="Aspirin")])

    Silent:
        Trial(phases=[Phase.NA], is_fda_regulated_drug=False, interventions=[Intervention(type="DRUG", name="Aspirin")])
    """
    products = (InterventionType.DRUG, InterventionType.BIOLOGICAL)
    if trial.is_fda_regulated_drug and any(intervention.type in products for intervention in trial.interventions):
        yield "phases", "the phase is NA, but the trial studies a drug regulated by the FDA; expected a phase"


@rule(
    "DES020",
    severity=NOTE,
    source="PRS review criteria for protocols: internal consistency",
    reads="study_type phases brief_title official_title",
    applies=_interventional_with_phase,
)
def phase_differs_from_title(trial: Trial, record: Record) -> Problems:
    """A title names another phase than the record.

    Why:
        Searches by phase miss the trial, or find it wrongly.

    Fix:
        Correct the phase in the title or in the field.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, phases=["PHASE2", "PHASE3"], brief_title="A Phase II Study of X")
        Trial(study_type=StudyType.INTERVENTIONAL, phases=["PHASE1"], official_title="Phase 1b/2a Study of X")

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, phases=["PHASE1", "PHASE2"], brief_title="Phase I/II Study of X")
        Trial(study_type=StudyType.INTERVENTIONAL, phases=["EARLY_PHASE1"], brief_title="A Phase 1 Study of X")
        Trial(study_type=StudyType.INTERVENTIONAL, phases=["PHASE2"], brief_title="A Two-Phase Incentive")
    """
    if "phase" not in record.lower_titles:
        return
    # Titles call an early phase 1 by its former name, phase 0, or phase 1.
    early = trial.phases == [Phase.EARLY_PHASE1]
    for attribute, title in titles(trial):
        if "phase" not in title.lower():
            continue
        named = _named(title)
        if named and named != set(trial.phases) and not (early and named <= _FIRST):
            yield (
                attribute,
                f"the title says {', '.join(sorted(named))}, but phases are {shortened(', '.join(trial.phases))};"
                " expected the same",
            )
