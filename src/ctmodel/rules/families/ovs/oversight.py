"""Rules about oversight: regulation by the FDA, and monitoring of the data (OVS)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import FINAL_RULE, WHOLE, interventional, observational
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.fdaaa import in_united_states, under_final_rule
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import InterventionType, Phase

_DRUG = (InterventionType.DRUG, InterventionType.BIOLOGICAL)
#: Types that the registry accepts for a regulated product.
_DRUG_LIKE = (
    *_DRUG,
    InterventionType.COMBINATION_PRODUCT,
    InterventionType.DIAGNOSTIC_TEST,
    InterventionType.DIETARY_SUPPLEMENT,
    InterventionType.GENETIC,
    InterventionType.RADIATION,
)
_DEVICE_LIKE = (
    InterventionType.DEVICE,
    InterventionType.COMBINATION_PRODUCT,
    InterventionType.DIAGNOSTIC_TEST,
    InterventionType.PROCEDURE,
    InterventionType.RADIATION,
)


def _has(trial: Trial, types: tuple[InterventionType, ...]) -> bool:
    return any(intervention.type in types for intervention in trial.interventions)


def _without_product(trial: Trial, attribute: str, types: tuple[InterventionType, ...]) -> Problems:
    if trial.interventions and not _has(trial, types):
        found = ", ".join(sorted({str(intervention.type or "missing") for intervention in trial.interventions}))
        yield (
            attribute,
            f"{attribute} is true, but the types of the interventions are {quoted(found)}; one is wrong",
        )


def _at_us_site(trial: Trial, attribute: str, *types: InterventionType) -> Problems:
    if _has(trial, types) and in_united_states(trial):
        kind = " or ".join(type.label.lower() for type in types)
        yield attribute, f"{attribute} is false, but a {kind} is studied at a site in the United States; check the flag"


@rule(
    "OVS001",
    severity=WARNING,
    of=REGISTRY,
    source="PRS data element definitions, required for trials since 2017-01-18; 42 CFR 11.28",
    reads="study_type start_date is_fda_regulated_drug is_fda_regulated_device",
    applies=under_final_rule,
    requires=WHOLE,
)
def fda_regulation_not_stated(trial: Trial) -> Problems:
    """A trial that starts on or after 2017-01-18 does not say whether it studies an FDA-regulated drug or device.

    Why:
        Whether U.S. law applies to the trial depends on these two items.

    Fix:
        State whether the trial studies an FDA-regulated drug, and whether it studies an FDA-regulated device.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2019-05"), is_fda_regulated_drug=True)

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False)
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2010-05"))
    """
    missing = [name for name in ("is_fda_regulated_drug", "is_fda_regulated_device") if getattr(trial, name) is None]
    if missing:
        are, it = ("is", "it") if len(missing) == 1 else ("are", "them")
        yield (
            missing[0],
            f"{' and '.join(missing)} {are} missing, and without {it} nobody can tell whether U.S. law applies;"
            f" expected true or false, since the trial starts on or after {FINAL_RULE}",
        )


@rule(
    "OVS002",
    severity=WARNING,
    source="PRS release notes, April 2017: types of intervention that fit a regulated drug",
    reads="study_type is_fda_regulated_drug interventions",
    applies=interventional,
    requires=WHOLE,
)
def regulated_drug_without_drug(trial: Trial) -> Problems:
    """The trial studies an FDA-regulated drug, but no intervention has the type of a drug or a similar product.

    Why:
        The flag or the type of an intervention is wrong, and searches by type miss the trial.

    Fix:
        Correct the flag, or the type of the intervention.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            is_fda_regulated_drug=True,
            interventions=[Intervention(type=InterventionType.BEHAVIORAL)])

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            is_fda_regulated_drug=True,
            interventions=[Intervention(type=InterventionType.BIOLOGICAL)])
        Trial(is_fda_regulated_drug=False, interventions=[Intervention(type=InterventionType.BEHAVIORAL)])
    """
    if trial.is_fda_regulated_drug:
        yield from _without_product(trial, "is_fda_regulated_drug", _DRUG_LIKE)


@rule(
    "OVS003",
    severity=WARNING,
    source="PRS release notes, April 2017: types of intervention that fit a regulated device",
    reads="study_type is_fda_regulated_device interventions",
    applies=interventional,
    requires=WHOLE,
)
def regulated_device_without_device(trial: Trial) -> Problems:
    """The trial studies an FDA-regulated device, but no intervention has the type of a device or a similar product.

    Why:
        The flag or the type of an intervention is wrong, and searches by type miss the trial.

    Fix:
        Correct the flag, or the type of the intervention.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            is_fda_regulated_device=True,
            interventions=[Intervention(type=InterventionType.BEHAVIORAL)])

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            is_fda_regulated_device=True,
            interventions=[Intervention(type=InterventionType.DIAGNOSTIC_TEST)])
    """
    if trial.is_fda_regulated_device:
        yield from _without_product(trial, "is_fda_regulated_device", _DEVICE_LIKE)


@rule(
    "OVS004",
    severity=NOTE,
    source="42 CFR 11.10, studies a U.S. FDA-regulated drug product; measured: 0.3 % of records",
    reads="is_fda_regulated_drug interventions locations",
)
def drug_in_the_us_said_to_be_unregulated(trial: Trial) -> Problems:
    """A drug or biological is studied at a site in the United States, but is not marked as FDA-regulated.

    Why:
        With few exceptions, drugs in the United States are regulated, so the flag may be wrong.

    Fix:
        Check with the sponsor whether the drug is FDA-regulated, and correct the flag if it is.

    Fires:
        Trial(
            is_fda_regulated_drug=False,
            interventions=[Intervention(type=InterventionType.DRUG)],
            locations=[Location(country="United States")])

    Silent:
        Trial(
            is_fda_regulated_drug=False,
            interventions=[Intervention(type=InterventionType.DRUG)],
            locations=[Location(country="Norway")])
    """
    if trial.is_fda_regulated_drug is False:
        yield from _at_us_site(trial, "is_fda_regulated_drug", *_DRUG)


@rule(
    "OVS005",
    severity=NOTE,
    source="42 CFR 11.10, studies a U.S. FDA-regulated device product; measured: 0.9 % of records",
    reads="is_fda_regulated_device interventions locations",
)
def device_in_the_us_said_to_be_unregulated(trial: Trial) -> Problems:
    """A device is studied at a site in the United States, but is not marked as FDA-regulated.

    Why:
        Many devices are regulated, but others, such as apps and everyday aids, are not: check the flag.

    Fix:
        Check with the sponsor whether the device is FDA-regulated, and correct the flag if it is.

    Fires:
        Trial(
            is_fda_regulated_device=False,
            interventions=[Intervention(type=InterventionType.DEVICE)],
            locations=[Location(country="United States")])

    Silent:
        Trial(
            is_fda_regulated_device=True,
            interventions=[Intervention(type=InterventionType.DEVICE)],
            locations=[Location(country="United States")])
    """
    if trial.is_fda_regulated_device is False:
        yield from _at_us_site(trial, "is_fda_regulated_device", InterventionType.DEVICE)


@missing(
    "OVS010",
    "oversight_has_dmc",
    "oversight_has_dmc is missing; expected true or false",
    default=False,
    severity=NOTE,
    source="PRS data element definitions, data monitoring committee, optional; measured: 12 % of records",
    reads="study_type",
    applies=interventional,
    requires=WHOLE,
)
def monitoring_committee_not_stated() -> None:
    """A trial does not say whether it has a data monitoring committee.

    Why:
        The item is optional, but readers assume that a trial without it has no committee.

    Fix:
        State whether there is a committee.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, oversight_has_dmc=False)
    """


@rule(
    "OVS011",
    default=False,
    severity=NOTE,
    source="ICH E9, section 4.5; FDA guidance on data monitoring committees; measured: 3.6 % of records",
    reads="phases oversight_has_dmc",
)
def late_phase_without_monitoring_committee(trial: Trial) -> Problems:
    """A phase 3 trial has no data monitoring committee.

    Why:
        Large trials in serious diseases usually have one; other trials do not need one.

    Fix:
        Check whether the trial should have a committee; if it has one, correct the flag.

    Fires:
        Trial(phases=[Phase.PHASE3], oversight_has_dmc=False)

    Silent:
        Trial(phases=[Phase.PHASE3], oversight_has_dmc=True)
        Trial(phases=[Phase.PHASE2], oversight_has_dmc=False)
    """
    if trial.oversight_has_dmc is False and Phase.PHASE3 in trial.phases:
        yield "oversight_has_dmc", "oversight_has_dmc is false in a phase 3 trial; such trials usually have a committee"


@rule(
    "OVS012",
    default=False,
    severity=NOTE,
    source="42 CFR 11.22(b): interventional trials; measured: 1.9 % of records",
    reads="study_type is_fda_regulated_drug is_fda_regulated_device",
    applies=observational,
)
def observational_study_of_regulated_product(trial: Trial) -> Problems:
    """An observational study is marked as studying an FDA-regulated drug or device.

    Why:
        This is valid, but often the study only observes people who use the product, or is in fact interventional.

    Fix:
        Check the flag and the study type.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, is_fda_regulated_drug=True)

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, is_fda_regulated_drug=False)
        Trial(study_type=StudyType.INTERVENTIONAL, is_fda_regulated_drug=True)
    """
    for attribute in ("is_fda_regulated_drug", "is_fda_regulated_device"):
        if getattr(trial, attribute):
            yield (
                attribute,
                f"{attribute} is true in an observational study; is the product assigned or observed?",
            )
