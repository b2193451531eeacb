"""Rules about oversight: what the FDA regulates, and who monitors the data (OVS)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.act import in_united_states, under_final_rule
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.terms.protocol import InterventionType, Phase

_DRUG = (InterventionType.DRUG, InterventionType.BIOLOGICAL)
#: What the registry accepts as the regulated product.
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
        yield attribute, f"{attribute} is true, but the types of the interventions are {found!r:.60}; one is wrong"


def _at_us_site(trial: Trial, attribute: str, *types: InterventionType) -> Problems:
    if _has(trial, types) and in_united_states(trial):
        kind = " or ".join(type.label.lower() for type in types)
        yield attribute, f"{attribute} is false, but a {kind} is studied at a site in the United States"


def _without_device(trial: Trial, attribute: str) -> Problems:
    if getattr(trial, attribute) and not trial.is_fda_regulated_device:
        stated = "false" if trial.is_fda_regulated_device is False else "missing"
        yield attribute, f"{attribute} is true, but is_fda_regulated_device is {stated}; expected true"


@rule(
    "OVS001",
    severity=WARNING,
    source="PRS data element definitions, required for trials since 2017-01-18; 42 CFR 11.28(a)(2)",
    reads="study_type start_date is_fda_regulated_drug is_fda_regulated_device",
    applies=under_final_rule,
    requires="is_fda_regulated_drug",
)
def fda_regulation_not_stated(trial: Trial) -> Problems:
    """A trial since 2017-01-18 does not say whether it studies a drug or device regulated by the FDA.

    Why:
        Whether U.S. law applies to the trial rests on these two items. The profile ``fdaaa`` makes it an error.

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
    for attribute in ("is_fda_regulated_drug", "is_fda_regulated_device"):
        if getattr(trial, attribute) is None:
            yield attribute, f"{attribute} is missing; expected for trials that start on or after 2017-01-18"


@rule(
    "OVS002",
    severity=WARNING,
    source="PRS release notes, April 2017: types of intervention that fit a regulated drug",
    reads="study_type is_fda_regulated_drug interventions",
    applies=interventional,
)
def regulated_drug_without_drug(trial: Trial) -> Problems:
    """The trial is said to study a drug regulated by the FDA, but no intervention is like a drug.

    Why:
        The flag or the type of an intervention is wrong, and searches by type miss the trial.

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
)
def regulated_device_without_device(trial: Trial) -> Problems:
    """The trial is said to study a device regulated by the FDA, but no intervention is like a device.

    Why:
        The flag or the type of an intervention is wrong, and searches by type miss the trial.

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
    """A drug or biological is studied at a site in the United States, but none is said to be regulated.

    Why:
        Drugs in the United States are regulated with few exceptions; the flag may be wrong.

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
    """A device is studied at a site in the United States, but none is said to be regulated.

    Why:
        Many devices are regulated; those that are not (apps, aids of daily life) make this worth no more than a look.

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


@rule(
    "OVS006",
    severity=ERROR,
    source="PRS data element definitions, device product not approved or cleared: asked for regulated devices",
    reads="is_unapproved_device is_fda_regulated_device",
)
def unapproved_device_without_regulated_device(trial: Trial) -> Problems:
    """A device is said not to be approved, though no device regulated by the FDA is studied.

    Why:
        The registry asks for it only where a regulated device is studied: one of the two flags is wrong.

    Fires:
        Trial(is_unapproved_device=True, is_fda_regulated_device=False)

    Silent:
        Trial(is_unapproved_device=True, is_fda_regulated_device=True)
    """
    yield from _without_device(trial, "is_unapproved_device")


@rule(
    "OVS007",
    severity=ERROR,
    source="PRS data element definitions, pediatric postmarket surveillance: asked for regulated devices",
    reads="is_ppsd is_fda_regulated_device",
)
def device_surveillance_without_regulated_device(trial: Trial) -> Problems:
    """It is a surveillance of a device in children, though no device regulated by the FDA is studied.

    Why:
        The FDA orders such surveillance of devices that it regulates: one of the two flags is wrong.

    Fires:
        Trial(is_ppsd=True, is_fda_regulated_device=False)

    Silent:
        Trial(is_ppsd=True, is_fda_regulated_device=True)
    """
    yield from _without_device(trial, "is_ppsd")


@rule(
    "OVS008",
    severity=NOTE,
    source="PRS data element definitions, product exported from the U.S.; measured: 0.3 % of records",
    reads="is_us_export is_fda_regulated_drug is_fda_regulated_device",
)
def export_without_regulated_product(trial: Trial) -> Problems:
    """A product is exported from the United States for the trial, but neither FDA flag is set.

    Why:
        The item is asked where the product is regulated but the trial is not under an IND or IDE.

    Fires:
        Trial(is_us_export=True, is_fda_regulated_drug=False, is_fda_regulated_device=False)

    Silent:
        Trial(is_us_export=True, is_fda_regulated_drug=True)
    """
    if trial.is_us_export and not trial.is_fda_regulated_drug and not trial.is_fda_regulated_device:
        yield (
            "is_us_export",
            "is_us_export is true, but neither is_fda_regulated_drug nor is_fda_regulated_device is; expected one")


@rule(
    "OVS009",
    severity=NOTE,
    source="PRS data element definitions, product exported from the U.S.; measured: 1.6 % of records",
    reads="is_us_export locations",
)
def export_with_us_site(trial: Trial) -> Problems:
    """A product is exported from the United States for the trial, which has a site there.

    Why:
        The item is asked of trials without such a site; it matters nothing for this one, or was misread.

    Fires:
        Trial(is_us_export=True, locations=[Location(country="United States")])

    Silent:
        Trial(is_us_export=True, locations=[Location(country="Norway")])
    """
    if trial.is_us_export and in_united_states(trial):
        yield "is_us_export", "is_us_export is true, but there is a site in the United States; asked for trials without"


@rule(
    "OVS010",
    default=False,
    severity=NOTE,
    source="PRS data element definitions, data monitoring committee, optional; measured: 12 % of records",
    reads="study_type oversight_has_dmc",
    applies=interventional,
    requires="oversight_has_dmc",
)
def monitoring_committee_not_stated(trial: Trial) -> Problems:
    """A trial does not say whether a data monitoring committee oversees it.

    Why:
        Readers take silence for no; the item is optional.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, oversight_has_dmc=False)
    """
    if trial.oversight_has_dmc is None:
        yield "oversight_has_dmc", "oversight_has_dmc is missing; expected true or false"


@rule(
    "OVS011",
    default=False,
    severity=NOTE,
    source="ICH E9, section 4.5; FDA guidance on data monitoring committees; measured: 3.6 % of records",
    reads="phases oversight_has_dmc",
)
def late_phase_without_monitoring_committee(trial: Trial) -> Problems:
    """A trial of phase 3 has no data monitoring committee.

    Why:
        Large trials of serious diseases usually have one; others need none.

    Fires:
        Trial(phases=[Phase.PHASE3], oversight_has_dmc=False)

    Silent:
        Trial(phases=[Phase.PHASE3], oversight_has_dmc=True)
        Trial(phases=[Phase.PHASE2], oversight_has_dmc=False)
    """
    if trial.oversight_has_dmc is False and Phase.PHASE3 in trial.phases:
        yield "oversight_has_dmc", "oversight_has_dmc is false in a trial of phase 3; a committee is usual there"


@rule(
    "OVS012",
    default=False,
    severity=NOTE,
    source="42 CFR 11.22(b): interventional trials; measured: 1.9 % of records",
    reads="study_type is_fda_regulated_drug is_fda_regulated_device",
    applies=observational,
)
def observational_study_of_regulated_product(trial: Trial) -> Problems:
    """An observational study is said to study a drug or device regulated by the FDA.

    Why:
        It is legal, but often the study only watches who takes the product, or is interventional after all.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, is_fda_regulated_drug=True)

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, is_fda_regulated_drug=False)
        Trial(study_type=StudyType.INTERVENTIONAL, is_fda_regulated_drug=True)
    """
    for attribute in ("is_fda_regulated_drug", "is_fda_regulated_device"):
        if getattr(trial, attribute):
            yield attribute, f"{attribute} is true in an observational study; is a product assigned or only watched?"
