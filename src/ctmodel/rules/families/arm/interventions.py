"""Rules about interventions (ARM)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional
from ctmodel.rules.comparing import folded
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.families.des.design import interventional_since_final_rule, older_interventional
from ctmodel.rules.lengths import overlong
from ctmodel.rules.likeness import difference
from ctmodel.rules.missing import in_older_record
from ctmodel.rules.quoting import quoted, shortened
from ctmodel.terms.protocol import InterventionType

_NAME: Final = "PRS data element definitions, Intervention Name(s)"
_DESCRIPTION: Final = "PRS data element definitions, Intervention Description; 42 CFR 11.28"

_DRUG: Final = lazy_regex(
    r"\b\d+(?:\.\d+)? ?(?:mg|mcg|µg|μg|IU)\b|\b(?:tablet|capsule|injection|infusion|intravenous)s?\b", re.IGNORECASE
)


@rule(
    "ARM003",
    severity=WARNING,
    source="PRS data element definitions, Interventions",
    reads="study_type interventions",
    applies=interventional,
    requires="interventions",
)
def interventions_missing(trial: Trial) -> Problems:
    """An interventional trial has no interventions.

    Why:
        A trial that tries nothing is an observational study, or its record is not complete.

    Fix:
        List the interventions, or correct the study type if nothing is assigned.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, interventions=[Intervention(type="DRUG", name="Aspirin")])
        Trial(study_type=StudyType.OBSERVATIONAL)
    """
    if not trial.interventions:
        yield "interventions", "interventions are missing; expected at least one in an interventional trial"


@rule("ARM006", severity=NOTE, source=f"{_NAME}; measured: records that list doses do this", reads="interventions")
def intervention_repeated(trial: Trial) -> Problems:
    """Two interventions have the same type and name, except for spaces, case and punctuation.

    Why:
        Arms refer to interventions by type and name, so nobody can tell which of the two is meant.

    Fix:
        Merge the two interventions, or rename one of them, and correct the arms that refer to them.

    Fires:
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin"), Intervention(type="DRUG", name="aspirin")])

    Silent:
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin"), Intervention(type="OTHER", name="Aspirin")])
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin"), Intervention(type="DRUG", name="Placebo")])
    """
    if len(trial.interventions) > 1:
        yield from counted_items(trial, "intervention", _repeated(trial))


def _repeated(trial: Trial) -> Places:
    first: dict[tuple[str | None, str], tuple[int, str]] = {}
    for index, given in enumerate(trial.interventions):
        name = given.name
        if not name or not (key := folded(name)):
            continue
        where, other = first.setdefault((given.type, key), (index, name))
        if where != index:
            fact = (
                f"{quoted(name)} is that of interventions[{where}], too" if name == other else difference(name, other)
            )
            message = f"name {fact}; expected names that tell interventions apart"
            yield (given.type, key), f"interventions[{index}].name", message


@rule(
    "ARM020",
    severity=WARNING,
    source=_DESCRIPTION,
    reads="study_type start_date interventions",
    applies=interventional_since_final_rule,
    requires="interventions",
)
def intervention_description_missing(trial: Trial) -> Problems:
    """An intervention has no description.

    Why:
        The name tells what is given or done, the description how much, how often and how long.

    Fix:
        Describe the intervention: dosage form, dose, frequency and duration, or how it is done.

    Fires:
        Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2018"), interventions=[Intervention(name="Aspirin")])

    Silent:
        Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2018"),
            interventions=[Intervention(name="Aspirin", description="100 mg daily")])
        Trial(study_type="INTERVENTIONAL", start_date=PartialDate("2010"), interventions=[Intervention(name="Aspirin")])
    """
    return counted_items(
        trial,
        "intervention",
        (
            (
                "missing",
                f"interventions[{index}].description",
                f"intervention {quoted(given.name)} has no description; expected dose, frequency or what is done",
            )
            for index, given in enumerate(trial.interventions)
            if not given.description
        ),
    )


intervention_description_missing_in_older_record = in_older_record(
    intervention_description_missing,
    "ARM021",
    "An intervention of an older trial has no description.",
    applies=older_interventional,
)


@overlong("ARM022", "interventions[].name")
def intervention_name_too_long() -> None:
    """The name of an intervention is longer than the registry takes.

    Why:
        The registry rejects or cuts it, and a cut name no longer joins.

    Fix:
        Shorten the name, and move details to the description.

    Fires:
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin with a long story " * 9)])

    Silent:
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin")])
    """


@overlong("ARM023", "interventions[].description")
def intervention_description_too_long() -> None:
    """The description of an intervention is longer than the registry takes.

    Why:
        The registry rejects or cuts it.

    Fix:
        Shorten the description.

    Fires:
        Trial(interventions=[Intervention(name="Aspirin", description="100 mg of aspirin. " * 60)])

    Silent:
        Trial(interventions=[Intervention(name="Aspirin", description="100 mg of aspirin.")])
    """


@rule(
    "ARM024",
    severity=NOTE,
    source="PRS data element definitions, Other Intervention Name(s): different from the name",
    reads="interventions",
    default=False,
)
def other_name_repeats_name(trial: Trial) -> Problems:
    """One of the other names of an intervention is its name.

    Why:
        Other names are for brand names and codes; the name itself adds nothing.

    Fix:
        Remove the other name.

    Fires:
        Trial(interventions=[Intervention(name="Aspirin", other_names=["ASPIRIN"])])

    Silent:
        Trial(interventions=[Intervention(name="Acetylsalicylic acid", other_names=["Aspirin"])])
    """
    for index, given in enumerate(trial.interventions):
        if not given.name or not given.other_names:
            continue
        key = folded(given.name)
        for place, other in enumerate(given.other_names):
            if key and folded(other) == key:
                yield (
                    f"interventions[{index}].other_names[{place}]",
                    f"other name {quoted(other)} repeats the name; expected a different one",
                )


@rule(
    "ARM025",
    severity=NOTE,
    source="PRS data element definitions, Intervention Type",
    reads="interventions",
    default=False,
)
def drug_of_type_other(trial: Trial) -> Problems:
    """An intervention of type OTHER has the name of a drug.

    Why:
        Searches for drug trials pass over it.

    Fix:
        Choose the type DRUG, or BIOLOGICAL if it is one.

    Fires:
        Trial(interventions=[Intervention(type="OTHER", name="Aspirin 100 mg tablets")])

    Silent:
        Trial(interventions=[Intervention(type="DRUG", name="Aspirin 100 mg tablets")])
        Trial(interventions=[Intervention(type="OTHER", name="Usual care")])
    """
    for index, given in enumerate(trial.interventions):
        named = _DRUG.search(given.name) if given.type == InterventionType.OTHER and given.name else None
        if named is not None:
            yield (
                f"interventions[{index}].type",
                f"the type is OTHER, but {quoted(given.name)} reads as a drug ({quoted(named[0])});"
                " DRUG was probably meant",
            )


@rule("ARM028", severity=WARNING, source=_NAME, reads="interventions", requires="interventions")
def intervention_name_missing(trial: Trial) -> Problems:
    """An intervention has no name.

    Why:
        Arms name their interventions by type and name; nothing can be joined to one without.

    Fix:
        Name the intervention; use the generic name of a drug.

    Fires:
        Trial(interventions=[Intervention(type="OTHER", description="No intervention")])

    Silent:
        Trial(interventions=[Intervention(type="OTHER", name="Usual care")])
    """
    for index, given in enumerate(trial.interventions):
        if not given.name:
            yield (
                f"interventions[{index}].name",
                f"an intervention{f' of type {shortened(given.type)}' if given.type else ''} has no name; expected one",
            )
