"""Rules about flags that depend on each other: devices, export and regulation by the FDA (OVS)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import ERROR, NOTE, Problems, rule
from ctmodel.rules.fdaaa import in_united_states


def _without_device(trial: Trial, attribute: str) -> Problems:
    if getattr(trial, attribute) and not trial.is_fda_regulated_device:
        stated = "false" if trial.is_fda_regulated_device is False else "missing"
        yield attribute, f"{attribute} is true, but is_fda_regulated_device is {stated}; expected true"


@rule(
    "OVS006",
    severity=ERROR,
    source="PRS data element definitions, device product not approved or cleared: for regulated devices",
    reads="is_unapproved_device is_fda_regulated_device",
    requires=WHOLE,
)
def unapproved_device_without_regulated_device(trial: Trial) -> Problems:
    """The device is marked as not approved, but no FDA-regulated device is studied.

    Why:
        The flag applies only to regulated devices, so one of the two flags is wrong.

    Fix:
        Correct one of the two flags.

    Fires:
        Trial(is_unapproved_device=True, is_fda_regulated_device=False)

    Silent:
        Trial(is_unapproved_device=True, is_fda_regulated_device=True)
    """
    yield from _without_device(trial, "is_unapproved_device")


@rule(
    "OVS007",
    severity=ERROR,
    source="PRS data element definitions, pediatric postmarket surveillance: for regulated devices",
    reads="is_ppsd is_fda_regulated_device",
    requires=WHOLE,
)
def device_surveillance_without_regulated_device(trial: Trial) -> Problems:
    """The study is a pediatric surveillance of a device, but no FDA-regulated device is studied.

    Why:
        The FDA orders such surveillance only of devices that it regulates, so one of the two flags is wrong.

    Fix:
        Correct one of the two flags.

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
    requires=WHOLE,
)
def export_without_regulated_product(trial: Trial) -> Problems:
    """A product is exported from the United States, but neither an FDA-regulated drug nor device is studied.

    Why:
        The item applies to regulated products in trials that are not under an IND or IDE.

    Fix:
        Remove the item, or correct the flags of regulation.

    Fires:
        Trial(is_us_export=True, is_fda_regulated_drug=False, is_fda_regulated_device=False)

    Silent:
        Trial(is_us_export=True, is_fda_regulated_drug=True)
    """
    if trial.is_us_export and not trial.is_fda_regulated_drug and not trial.is_fda_regulated_device:
        yield (
            "is_us_export",
            "is_us_export is true, but neither is_fda_regulated_drug nor is_fda_regulated_device is; one should be",
        )


@rule(
    "OVS009",
    default=False,
    severity=NOTE,
    source="PRS data element definitions, product exported from the U.S.; measured: 1.6 % of records",
    reads="is_us_export locations",
)
def export_with_us_site(trial: Trial) -> Problems:
    """A product is exported from the United States, but the trial has a site there.

    Why:
        The item is for trials without such a site; it may have been misunderstood.

    Fix:
        Remove the item; it is for trials without a site in the United States.

    Fires:
        Trial(is_us_export=True, locations=[Location(country="United States")])

    Silent:
        Trial(is_us_export=True, locations=[Location(country="Norway")])
    """
    if trial.is_us_export and in_united_states(trial):
        yield (
            "is_us_export",
            "is_us_export is true, but a site is in the United States; expected false",
        )
