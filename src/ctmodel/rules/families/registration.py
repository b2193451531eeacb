"""Rules about registration in time, upkeep of the record, and what policies ask of it (REG)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.act import ACT_READS, applicable_clinical_trial, under_final_rule
from ctmodel.rules.applies import interventional, observational
from ctmodel.rules.deadlines import years_after
from ctmodel.rules.definition import NOTE, Problems, Record, rule
from ctmodel.rules.families.contacts import open_or_opening
from ctmodel.terms.protocol import DateType, Status

_ACTIVE = (
    Status.NOT_YET_RECRUITING,
    Status.RECRUITING,
    Status.ENROLLING_BY_INVITATION,
    Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED,
    Status.AVAILABLE,
    Status.TEMPORARILY_NOT_AVAILABLE,
)
#: Days that U.S. law gives from the first enrolment to registration.
_DAYS_TO_REGISTER = 21


def _active(trial: Trial) -> bool:
    return trial.overall_status in _ACTIVE


def _shown_trial(trial: Trial) -> bool:
    return interventional(trial) and trial.overall_status != Status.WITHHELD


def _days_late(trial: Trial) -> int:
    """How many days the first submission certainly came after the start; 0 where that is not certain."""
    start, submitted = trial.start_date, trial.study_first_submit_date
    if start is None or submitted is None or trial.start_date_type == DateType.ESTIMATED:
        return 0
    return max((submitted.earliest - start.latest).days, 0)


def _late(trial: Trial, days: int) -> str:
    unit = "day" if days == 1 else "days"
    return f"first submitted {trial.study_first_submit_date}, at least {days} {unit} after the start {trial.start_date}"


@rule(
    "REG001",
    severity=NOTE,
    source="42 CFR 11.24(a); measured: 20 % of records",
    reads=f"{ACT_READS} start_date_type study_first_submit_date",
    applies=interventional,
)
def registered_late(trial: Trial) -> Problems:
    """A trial was first submitted more than 21 days after it started.

    Why:
        U.S. law gives applicable clinical trials 21 days from the first enrolment; journals ask for it before that.
        Whether the law applies is computed from public data and said in the message, since many late trials are not
        under it: the rule is a note. The profile ``fdaaa``, for those who check trials under it, makes it an error.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-06-22"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-06-21"))
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            start_date_type=DateType.ESTIMATED,
            study_first_submit_date=PartialDate("2019-08-01"))
    """
    days = _days_late(trial)
    if days > _DAYS_TO_REGISTER:
        yield (
            "study_first_submit_date",
            f"{_late(trial, days)}; expected within {_DAYS_TO_REGISTER} days, if the law applies;"
            f" verdict computed from public data: {applicable_clinical_trial(trial)}")


@rule(
    "REG002",
    severity=NOTE,
    source="ICMJE recommendations, clinical trial registration: at or before first enrolment; measured: 4.7 %",
    reads="study_type start_date start_date_type study_first_submit_date",
    applies=interventional,
)
def registered_after_start(trial: Trial) -> Problems:
    """A trial was first submitted after it started, but within 21 days.

    Why:
        Journals of the ICMJE ask for registration before the first participant enters. The profile ``icmje`` makes it
        an error.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-05-03"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-05-31"))
    """
    days = _days_late(trial)
    if 0 < days <= _DAYS_TO_REGISTER:
        yield "study_first_submit_date", f"{_late(trial, days)}; journals expect it before the first participant"


@rule(
    "REG003",
    default=False,
    severity=NOTE,
    source="WHO international standards for registries, registration of observational studies; measured: 13 %",
    reads="study_type start_date start_date_type study_first_submit_date",
    applies=observational,
)
def observational_study_registered_after_start(trial: Trial) -> Problems:
    """An observational study was first submitted after it started.

    Why:
        Nothing requires more, but what was planned before the data were seen can only be shown by a date.

    Fires:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-08-03"))

    Silent:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            start_date=PartialDate("2019-05-02"),
            study_first_submit_date=PartialDate("2019-05-01"))
    """
    days = _days_late(trial)
    if days:
        yield "study_first_submit_date", f"{_late(trial, days)}; before the start is better, though not required"


@rule(
    "REG004",
    severity=NOTE,
    source="ICMJE recommendations, clinical trial registration; measured: 8.7 % of records",
    reads="study_type primary_completion_date primary_completion_date_type study_first_submit_date",
    applies=interventional,
)
def registered_after_primary_completion(trial: Trial) -> Problems:
    """A trial was first submitted after its primary completion.

    Why:
        The primary outcome could be chosen when the data were known. The profile ``icmje`` makes it an error.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            primary_completion_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2020-01-10"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            primary_completion_date=PartialDate("2019-05"),
            study_first_submit_date=PartialDate("2019-05-10"))
    """
    completed, submitted = trial.primary_completion_date, trial.study_first_submit_date
    if (
        completed is not None
        and submitted is not None
        and completed.certainly_before(submitted)
        and trial.primary_completion_date_type != DateType.ESTIMATED
    ):
        yield (
            "study_first_submit_date",
            f"first submitted {submitted}, after the primary completion {completed}; expected before the start")


@rule(
    "REG005",
    severity=NOTE,
    source="42 CFR 11.64(a)(1)(i); measured: 13 % of records",
    reads="overall_status status_verified_date",
    applies=_active,
)
def record_not_verified_for_a_year(trial: Trial, record: Record) -> Problems:
    """The record of a study that is not over was last verified more than twelve months ago.

    Why:
        Records are to be updated at least once in twelve months; an old one may show a study that is long over.
        The profile ``fdaaa`` makes it an error.

    Fires:
        Trial(overall_status=Status.RECRUITING, status_verified_date=PartialDate("2024-12"))

    Silent:
        Trial(overall_status=Status.RECRUITING, status_verified_date=PartialDate("2025-01"))
        Trial(overall_status=Status.COMPLETED, status_verified_date=PartialDate("2019-01"))
    """
    verified = trial.status_verified_date
    if verified is not None and years_after(verified.latest, 1) < record.as_of:
        yield (
            "status_verified_date",
            f"last verified {verified}, more than 12 months before {record.as_of}, and overall_status is"
            f" {str(trial.overall_status)!r:.60}; expected a look at the record each year")


@rule(
    "REG013",
    severity=NOTE,
    source="42 CFR 11.66; ClinicalTrials.gov API v2, FDAAA801Violation and ViolationEvent",
    reads="fdaaa801_violation annotations",
)
def violation_recorded(trial: Trial) -> Problems:
    """The registry shows a notice of the FDA about a violation of the law on registration and results.

    Why:
        The notice stays on the record; who uses the record should know what it says.

    Fires:
        Trial(fdaaa801_violation=True)
        Trial(annotations=Annotations(violation_events=[ViolationEvent(description="A notice")]))

    Silent:
        Trial(annotations=Annotations())
    """
    if trial.fdaaa801_violation:
        yield "fdaaa801_violation", "the registry shows a notice of violation of FDAAA 801 for the study"
    elif trial.annotations is not None and trial.annotations.violation_events:
        count = len(trial.annotations.violation_events)
        yield "annotations.violation_events", f"the record has {count} notices about violation of FDAAA 801"


@rule(
    "REG014",
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 11; measured: 6.2 % of records",
    reads="study_type overall_status locations",
    applies=_shown_trial,
    requires="locations",
)
def no_country_of_recruitment(trial: Trial) -> Problems:
    """No country of recruitment of a trial is given: there is no site with a country.

    Why:
        It is an item of the WHO data set. The profile ``who`` makes it an error.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, locations=[Location(country="Norway")])
    """
    if not any(location.country for location in trial.locations):
        yield "locations", "there is no country of recruitment; expected at least one site with a country"


@rule(
    "REG015",
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 7",
    reads="overall_status central_contacts locations",
    applies=open_or_opening,
    requires="central_contacts",
)
def no_contact_for_the_public(trial: Trial) -> Problems:
    """A study that recruits or soon will has no contact for the public that can be reached.

    Why:
        It is an item of the WHO data set, with telephone or e-mail. The registry hides contacts of studies that do not
        recruit, so these are not asked for. The profile ``who`` makes it an error.

    Fires:
        Trial(overall_status=Status.RECRUITING, central_contacts=[Contact(name="Study Office")])

    Silent:
        Trial(overall_status=Status.RECRUITING, central_contacts=[Contact(email="trials@example.org")])
        Trial(overall_status=Status.COMPLETED)
    """
    groups = (trial.central_contacts, *(location.contacts for location in trial.locations))
    if not any(contact.phone or contact.email for group in groups for contact in group):
        yield (
            "central_contacts",
            f"overall_status is {str(trial.overall_status)!r:.60}, but no contact has phone or e-mail; expected one")


@rule(
    "REG016",
    severity=NOTE,
    source="ICMJE recommendations, data sharing; WHO Trial Registration Data Set 1.3.1, item 24; measured: 13 %",
    reads="study_type start_date ipd_sharing_statement",
    applies=under_final_rule,
    requires="ipd_sharing_statement",
)
def data_sharing_not_stated(trial: Trial) -> Problems:
    """A trial that starts on or after 2017-01-18 has no plan on sharing participant data.

    Why:
        Journals ask trials for such a statement at registration, where enrolment began in 2019 or later. The profile
        ``icmje`` makes it an error.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2019-05"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2009-05"))
    """
    statement = trial.ipd_sharing_statement
    if statement is None:
        yield "ipd_sharing_statement", "there is no plan on sharing participant data; expected yes, no or undecided"
    elif statement.ipd_sharing is None:
        yield "ipd_sharing_statement.ipd_sharing", "ipd_sharing is missing; expected yes, no or undecided"


@rule(
    "REG017",
    default=False,
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 20: if there are none, say so; measured: 12 %",
    reads="study_type secondary_outcomes",
    applies=interventional,
    requires="secondary_outcomes",
)
def no_secondary_outcomes(trial: Trial) -> Problems:
    """A trial has no secondary outcome.

    Why:
        It is an item of the WHO data set, and few trials measure one thing only. The profile ``who`` makes it an error.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, secondary_outcomes=[Outcome(measure="Pain")])
        Trial(study_type=StudyType.OBSERVATIONAL)
    """
    if not trial.secondary_outcomes:
        yield "secondary_outcomes", "there is no secondary outcome; expected those that the protocol plans"
