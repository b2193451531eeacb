"""Rules about what policies require of a record: the WHO data set, journals, notices of the FDA (REG)."""

from datetime import date
from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional
from ctmodel.rules.definition import NOTE, Problems, rule
from ctmodel.rules.families.loc.contacts import open_or_opening
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import Status

#: Journals require a plan for sharing data of trials that began enrolment on or after this day.
_PLANS_SINCE: Final = date(2019, 1, 1)


def _with_plan_expected(trial: Trial) -> bool:
    return interventional(trial) and trial.start_date is not None and trial.start_date.earliest >= _PLANS_SINCE


def _shown_trial(trial: Trial) -> bool:
    return interventional(trial) and trial.overall_status != Status.WITHHELD


@rule(
    "REG013",
    severity=NOTE,
    source="42 CFR 11.66; ClinicalTrials.gov API v2, FDAAA801Violation and ViolationEvent",
    reads="fdaaa801_violation annotations",
)
def violation_recorded(trial: Trial) -> Problems:
    """The registry shows an FDA notice of a violation of the law on registration and results.

    Why:
        The notice stays on the record; anyone who uses the record should read it.

    Fires:
        Trial(fdaaa801_violation=True)
        Trial(annotations=Annotations(violation_events=[ViolationEvent(description="A notice")]))

    Silent:
        Trial(annotations=Annotations())
    """
    if trial.fdaaa801_violation:
        yield "fdaaa801_violation", "the registry shows a notice that the study violates FDAAA 801"
    elif trial.annotations is not None and trial.annotations.violation_events:
        count = len(trial.annotations.violation_events)
        notices = "a notice" if count == 1 else f"{count} notices"
        yield "annotations.violation_events", f"the record has {notices} that the study violates FDAAA 801"


@rule(
    "REG014",
    default=False,
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 11; measured: 6.2 % of records",
    reads="study_type overall_status locations",
    applies=_shown_trial,
    requires=WHOLE,
)
def no_country_of_recruitment(trial: Trial) -> Problems:
    """A trial has no country of recruitment: no site has a country.

    Why:
        The WHO data set requires it. The profile ``who`` makes it an error; other profiles have LOC002.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, locations=[Location(country="Norway")])
    """
    if not any(location.country for location in trial.locations):
        yield "locations", "there is no country of recruitment; expected at least one site with a country"


@rule(
    "REG015",
    default=False,
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 7",
    reads="overall_status central_contacts locations",
    applies=open_or_opening,
    requires=WHOLE,
)
def no_contact_for_the_public(trial: Trial) -> Problems:
    """A study that is recruiting, or will soon, has no contact that the public can reach.

    Why:
        The WHO data set requires one, with telephone or e-mail. The registry hides the contacts of other studies, so
        these are exempt. The profile ``who`` makes it an error; other profiles have LOC003.

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
            f"overall_status is {quoted(str(trial.overall_status))}, but no contact has phone or e-mail; expected one",
        )


@rule(
    "REG016",
    severity=NOTE,
    source="ICMJE recommendations, data sharing; WHO Trial Registration Data Set 1.3.1, item 24; measured: 13 %",
    reads="study_type start_date ipd_sharing_statement",
    applies=_with_plan_expected,
    requires="ipd_sharing_statement",
)
def data_sharing_not_stated(trial: Trial) -> Problems:
    """A trial that starts in 2019 or later does not state a plan for sharing participant data.

    Why:
        Journals require a statement at registration from trials that began enrolment in 2019 or later. The profile
        ``icmje`` makes it an error.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2019-01-01"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            start_date=PartialDate("2019-05"),
            ipd_sharing_statement=IpdSharingStatement(ipd_sharing=IpdSharing.NO))
        Trial(study_type=StudyType.INTERVENTIONAL, start_date=PartialDate("2018-12-31"))
    """
    statement = trial.ipd_sharing_statement
    if statement is None:
        yield "ipd_sharing_statement", "there is no plan for sharing participant data; expected yes, no or undecided"
    elif statement.ipd_sharing is None:
        yield "ipd_sharing_statement.ipd_sharing", "ipd_sharing is missing; expected yes, no or undecided"


@missing(
    "REG017",
    "secondary_outcomes",
    "there is no secondary outcome; expected those in the protocol",
    default=False,
    severity=NOTE,
    source="WHO Trial Registration Data Set 1.3.1, item 20: if there are none, say so; measured: 12 %",
    reads="study_type",
    applies=interventional,
    requires=WHOLE,
)
def no_secondary_outcomes() -> None:
    """A trial has no secondary outcome.

    Why:
        The WHO data set requires them, and few trials have only one outcome. The profile ``who`` makes it an error.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL)

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, secondary_outcomes=[Outcome(measure="Pain")])
        Trial(study_type=StudyType.OBSERVATIONAL)
    """
