"""Rules about the fields of eligibility: ages, sex, volunteers, and what is missing or too long (ELG)."""

from typing import Final

from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional, posted_study
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.values import Age

_DEFINITIONS: Final = "PRS data element definitions, Eligibility"
_NONE: Final = Eligibility()
#: Ages beyond which a limit is one of another unit.
_OLDEST: Final = Age(130, "Years")
_OLDEST_MINIMUM: Final = Age(110, "Years")


def path_of(trial: Trial, attribute: str) -> str:
    """The path of an attribute, present or not."""
    return "eligibility" if trial.eligibility is None else f"eligibility.{attribute}"


def _has_both_ages(trial: Trial) -> bool:
    held = trial.eligibility
    return held is not None and held.minimum_age is not None and held.maximum_age is not None


def _exceeds(age: Age, other: Age) -> bool:
    """Whether an age is greater than another; ages of the same unit need no calendar."""
    return age.number > other.number if age.unit == other.unit else age > other


@rule("ELG002", severity=ERROR, source="the order of numbers", reads="eligibility", applies=_has_both_ages)
def minimum_age_above_maximum_age(trial: Trial) -> Problems:
    """The minimum age is above the maximum age.

    Why:
        Nobody could take part; usually the unit of one limit is wrong.

    Fix:
        Correct the limit that is wrong, or its unit.

    Fires:
        Trial(eligibility=Eligibility(minimum_age=Age(18, "Years"), maximum_age=Age(60, "Months")))

    Silent:
        Trial(eligibility=Eligibility(minimum_age=Age(12, "Months"), maximum_age=Age(1, "Year")))
    """
    held = trial.eligibility or _NONE
    if held.minimum_age and held.maximum_age and _exceeds(held.minimum_age, held.maximum_age):
        message = f"the minimum age {held.minimum_age} is above the maximum age {held.maximum_age}; check the units"
        yield "eligibility.minimum_age", message


@rule(
    "ELG003",
    severity=NOTE,
    source="measured: 0.1 % of records, some of them cohorts of one age",
    reads="eligibility",
    applies=_has_both_ages,
)
def minimum_age_equals_maximum_age(trial: Trial) -> Problems:
    """The minimum age equals the maximum age.

    Why:
        Cohorts of a single age exist, but often one of the limits was meant to be open.

    Fix:
        Check both limits; remove the one that was meant to be open.

    Fires:
        Trial(eligibility=Eligibility(minimum_age=Age(1, "Year"), maximum_age=Age(12, "Months")))

    Silent:
        Trial(eligibility=Eligibility(minimum_age=Age(18, "Years"), maximum_age=Age(65, "Years")))
    """
    held = trial.eligibility or _NONE
    low, high = held.minimum_age, held.maximum_age
    if low and high and not _exceeds(low, high) and not _exceeds(high, low):
        yield "eligibility.maximum_age", f"the limits of age are both {low}; probably one of them is open"


@rule("ELG004", severity=WARNING, source="the greatest age that people reach", reads="eligibility")
def age_limit_beyond_life(trial: Trial) -> Problems:
    """A limit of age is one that hardly anybody reaches.

    Why:
        Usually the unit is wrong, or 999 was typed for "no limit".

    Fix:
        Correct the unit; for "no limit", leave the age out.

    Fires:
        Trial(eligibility=Eligibility(maximum_age=Age(999, "Years")))
        Trial(eligibility=Eligibility(minimum_age=Age(216, "Years")))

    Silent:
        Trial(eligibility=Eligibility(minimum_age=Age(18, "Years"), maximum_age=Age(120, "Years")))
    """
    held = trial.eligibility or _NONE
    # No unit is longer than that of the limits, so smaller numbers need no calendar.
    if (
        held.minimum_age
        and held.minimum_age.number > _OLDEST_MINIMUM.number
        and _exceeds(held.minimum_age, _OLDEST_MINIMUM)
    ):
        yield "eligibility.minimum_age", f"nobody reaches a minimum age of {held.minimum_age}; check the unit"
    if held.maximum_age and held.maximum_age.number > _OLDEST.number and _exceeds(held.maximum_age, _OLDEST):
        yield "eligibility.maximum_age", f"nobody reaches {held.maximum_age}; leave the maximum age out if it is open"


@rule(
    "ELG005",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Age Limits: N/A is allowed for both",
    reads="eligibility",
    requires="eligibility",
    default=False,
)
def no_age_limits(trial: Trial) -> Problems:
    """There is neither a minimum nor a maximum age.

    Why:
        It is allowed, but few studies take people of every age.

    Fix:
        Enter the limits that the criteria state; leave both out if people of every age can take part.

    Fires:
        Trial(eligibility=Eligibility(sex=Sex.ALL))

    Silent:
        Trial(eligibility=Eligibility(minimum_age=Age(18, "Years")))
    """
    held = trial.eligibility
    if held is not None and held.minimum_age is None and held.maximum_age is None:
        yield "eligibility.minimum_age", "there is no limit of age; give one if not everybody can take part"


@rule(
    "ELG006",
    severity=ERROR,
    source=f"{_DEFINITIONS}, Sex: required",
    reads="eligibility study_type overall_status",
    applies=posted_study,
    requires="eligibility",
)
def sex_missing(trial: Trial) -> Problems:
    """The sex of the participants is missing.

    Why:
        Every posted study has it, if only as ALL.

    Fix:
        State the sex of the people who can take part, or ALL.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria: adults"))

    Silent:
        Trial(eligibility=Eligibility(sex=Sex.ALL))
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """
    if not (trial.eligibility or _NONE).sex:
        yield path_of(trial, "sex"), "the sex of the participants is missing; expected ALL, FEMALE or MALE"


@rule(
    "ELG007",
    severity=WARNING,
    source=f"{_DEFINITIONS}, Gender Eligibility Description",
    reads="eligibility",
    requires="eligibility",
)
def gender_description_missing(trial: Trial) -> Problems:
    """Eligibility rests on gender, and nothing says how.

    Why:
        Who can take part is open without the description.

    Fix:
        Describe the gender identity of the people who can take part.

    Fires:
        Trial(eligibility=Eligibility(gender_based=True))

    Silent:
        Trial(eligibility=Eligibility(gender_based=True, gender_description="Transgender women"))
    """
    held = trial.eligibility or _NONE
    if held.gender_based and not held.gender_description:
        message = "gender_based is true without a description; describe it, or it means sex and not gender"
        yield "eligibility.gender_description", message


@rule("ELG008", severity=WARNING, source=f"{_DEFINITIONS}, Gender Based", reads="eligibility", requires=WHOLE)
def gender_described_but_not_based(trial: Trial) -> Problems:
    """Eligibility by gender is described, and is said not to rest on gender.

    Why:
        The registry keeps the description only where eligibility rests on gender.

    Fix:
        Set the flag that eligibility is based on gender, or remove the description.

    Fires:
        Trial(eligibility=Eligibility(gender_description="Transgender women"))

    Silent:
        Trial(eligibility=Eligibility(gender_based=True, gender_description="Transgender women"))
    """
    held = trial.eligibility or _NONE
    if held.gender_description and not held.gender_based:
        yield "eligibility.gender_based", "there is a gender description, but gender_based is not true"


@rule(
    "ELG009",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Accepts Healthy Volunteers",
    reads="eligibility study_type",
    applies=interventional,
    requires="eligibility",
)
def healthy_volunteers_missing(trial: Trial) -> Problems:
    """An interventional trial does not say whether healthy volunteers are accepted.

    Why:
        It is required today; some old records lack it.

    Fix:
        State whether people without the condition can take part.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, eligibility=Eligibility(sex=Sex.ALL))

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, eligibility=Eligibility(healthy_volunteers=False))
        Trial(study_type=StudyType.OBSERVATIONAL, eligibility=Eligibility(sex=Sex.ALL))
    """
    if (trial.eligibility or _NONE).healthy_volunteers is None:
        yield path_of(trial, "healthy_volunteers"), "it is not said whether healthy volunteers are accepted"


@rule(
    "ELG010",
    severity=ERROR,
    source=f"{_DEFINITIONS}, Eligibility Criteria: required",
    reads="eligibility study_type overall_status",
    applies=posted_study,
    requires="eligibility",
)
def criteria_missing(trial: Trial) -> Problems:
    """The eligibility criteria are missing.

    Why:
        Every posted study has them; a record without them was cut on its way.

    Fix:
        Enter the criteria, or download the record again.

    Fires:
        Trial(eligibility=Eligibility(sex=Sex.ALL))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria: adults"))
        Trial(overall_status=Status.WITHHELD)
    """
    if not (trial.eligibility or _NONE).text:
        yield path_of(trial, "text"), "the eligibility criteria are missing; expected who can and who cannot take part"


@overlong("ELG011", "eligibility.text")
def criteria_too_long() -> None:
    """The eligibility criteria are longer than the registry takes.

    Why:
        The registration system refuses them.

    Fix:
        Shorten the criteria to those by which people decide whether to ask.

    Fires:
        Trial(eligibility=Eligibility(text="* No fever within a week. " * 1000))

    Silent:
        Trial(eligibility=Eligibility(text="* No fever within a week."))
    """
