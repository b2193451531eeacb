"""The words of the study page, where they are not the registry's own, and its sentences."""

from collections.abc import Mapping
from typing import Final

from ctmodel.model.arms import Arm
from ctmodel.model.design import Enrollment
from ctmodel.terms.protocol import AgencyClass, ArmGroupType, DesignMasking, EnrollmentType, Phase, Status
from ctmodel.terms.results import OutcomeMeasureType
from ctmodel.terms.term import Term, label
from ctmodel.values import Age

STATUS: Final[Mapping[str, str]] = {
    Status.UNKNOWN: "Unknown",
}

PHASE: Final[Mapping[str, str]] = {
    Phase.NA: "N/A",
}

FUNDER: Final[Mapping[str, str]] = {
    AgencyClass.NIH: "NIH",
    AgencyClass.FED: "Other U.S. Federal agency",
    AgencyClass.OTHER_GOV: "Other government",
    AgencyClass.INDIV: "Individual",
    AgencyClass.INDUSTRY: "Industry",
    AgencyClass.NETWORK: "Network",
    AgencyClass.AMBIG: "Ambiguous",
    AgencyClass.OTHER: "Other",
    AgencyClass.UNKNOWN: "Unknown",
}

MASKING: Final[Mapping[str, str]] = {
    DesignMasking.NONE: "None (Open label)",
    DesignMasking.SINGLE: "Single Blind",
    DesignMasking.DOUBLE: "Double Blind",
    DesignMasking.TRIPLE: "Triple Blind",
    DesignMasking.QUADRUPLE: "Quadruple Blind",
}

GROUP: Final[Mapping[str, str]] = {
    ArmGroupType.EXPERIMENTAL: "Experimental group",
    ArmGroupType.ACTIVE_COMPARATOR: "Active Comparator group",
    ArmGroupType.PLACEBO_COMPARATOR: "Placebo Comparator group",
    ArmGroupType.SHAM_COMPARATOR: "Sham Comparator group",
    ArmGroupType.NO_INTERVENTION: "No Intervention group",
    ArmGroupType.OTHER: "Other group",
}

ENROLLMENT: Final[Mapping[str, str]] = {
    EnrollmentType.ACTUAL: "",
    EnrollmentType.ESTIMATED: "estimated ",
}

VOLUNTEERS: Final[Mapping[bool, str]] = {
    True: "Accepts Healthy Volunteers",
    False: "No Healthy Volunteers",
}

#: Dates of a trial, then of its record: the attribute, the words, and whether a type belongs to it.
DATES: Final = (
    ("start_date", "Study start", True),
    ("primary_completion_date", "Primary completion", True),
    ("completion_date", "Study completion", True),
    ("status_verified_date", "Record verified", False),
    ("study_first_submit_date", "Registration submitted", False),
    ("study_first_submit_qc_date", "Registration passed quality control", False),
    ("study_first_post_date", "Registration posted", True),
    ("results_first_submit_date", "Results submitted", False),
    ("results_first_submit_qc_date", "Results passed quality control", False),
    ("results_first_post_date", "Results posted", True),
    ("disp_first_submit_date", "Request to delay results submitted", False),
    ("disp_first_submit_qc_date", "Request to delay results passed quality control", False),
    ("disp_first_post_date", "Request to delay results posted", True),
    ("last_update_submit_date", "Last update submitted", False),
    ("last_update_post_date", "Last update posted", True),
)
#: How many of them are of the trial.
STUDY_DATES: Final = 3

#: Dates of a submission of results, by attribute.
SUBMISSION: Final[Mapping[str, str]] = {
    "release_date": "Results submitted for review",
    "reset_date": "Results returned for correction",
    "unrelease_date": "Results withdrawn from review",
}

#: What a registration says of oversight, by attribute.
OVERSIGHT: Final[Mapping[str, str]] = {
    "oversight_has_dmc": "Data monitoring committee",
    "is_fda_regulated_drug": "FDA-regulated drug",
    "is_fda_regulated_device": "FDA-regulated device",
    "is_unapproved_device": "Device not approved or cleared by the FDA",
    "is_us_export": "Made in and exported from the U.S.",
    "is_ppsd": "Pediatric postmarket surveillance",
    "fdaaa801_violation": "FDA has noted a violation",
}

#: Who can have expanded access, by attribute.
EXPANDED_ACCESS_TYPES: Final[Mapping[str, str]] = {
    "individual": "For individual patients",
    "intermediate": "For intermediate-size populations",
    "treatment": "By treatment protocol",
}

MEASURES: Final[Mapping[str | None, str]] = {
    OutcomeMeasureType.PRIMARY: "Primary",
    OutcomeMeasureType.SECONDARY: "Secondary",
    OutcomeMeasureType.OTHER_PRE_SPECIFIED: "Other pre-specified",
    OutcomeMeasureType.POST_HOC: "Post-hoc",
}


def worded(term: Term | str | None, words: Mapping[str, str] | None = None) -> str | None:
    """Return a term in the page's words, or in the registry's, and a plain ``str`` as it is."""
    if term is None:
        return None
    return (words or {}).get(term) or label(term)


def ages(minimum: Age | None, maximum: Age | None) -> str:
    """Return the age limits as a phrase, such as ``3 to 35 years old``."""
    if minimum and maximum:
        shared = minimum.unit.rstrip("s") == maximum.unit.rstrip("s")
        return f"{minimum.number if shared else _aged(minimum)} to {_aged(maximum)} old"
    if minimum:
        return f"{minimum.number}+ {minimum.unit.rstrip('s').lower()}s old"
    return f"Under {_aged(maximum)} old" if maximum else "Any age"


def enrolled(enrollment: Enrollment, *, healthy: bool) -> str | None:
    """Return the size of the trial as a phrase, such as ``50 estimated patients``."""
    count, kind = enrollment.count, enrollment.type
    if count is None:
        return None
    expected = "" if kind is None else ENROLLMENT.get(kind, f"{kind} ")
    # Where healthy people can take part, not everybody counted is a patient; the page says so once they are counted.
    who = "patient participant" if healthy and kind == EnrollmentType.ACTUAL else "patient"
    return f"{count} {expected}{_plural(who, count)}"


def groups(enrollment: Enrollment | None, arms: list[Arm]) -> str:
    """Return the sentence above the arms, such as ``50 participants in 1 patient group``."""
    count = enrollment.count if enrollment else None
    sentence = f"{len(arms)} {_plural('patient group', len(arms))}"
    if count is not None:
        sentence = f"{count} {_plural('participant', count)} in {sentence}"
    placebo = any(arm.type == ArmGroupType.PLACEBO_COMPARATOR for arm in arms)
    return f"{sentence}, including a placebo group" if placebo else sentence


def _aged(age: Age) -> str:
    return f"{age.number} {age.unit.lower()}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
