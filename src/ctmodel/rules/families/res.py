"""Rules about the presence of results (RES)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_results
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.rules.missing import missing
from ctmodel.terms.protocol import Status

_MODULES: Final = ("participant_flow", "baseline_characteristics", "outcome_measures", "adverse_events")
_UNSTARTED: Final = (Status.NOT_YET_RECRUITING, Status.WITHDRAWN)
_CONTACT: Final = "results.more_info.point_of_contact"


def _promised(trial: Trial) -> bool:
    return trial.results_first_post_date is not None


@rule(
    "RES001",
    severity=ERROR,
    source="Results quality control review criteria: four scientific modules",
    reads="results",
    requires="results",
    applies=with_results,
)
def results_module_missing(trial: Trial) -> Problems:
    """One of the four scientific modules of the results is missing.

    Why:
        The registry rejects results without participant flow, baseline, outcome measures or adverse events.

    Fix:
        Complete the module, or download the record again.

    Fires:
        Trial(results=Results(participant_flow=ParticipantFlow()))

    Silent:
        Trial(
            results=Results(
                participant_flow=ParticipantFlow(),
                baseline_characteristics=BaselineCharacteristics(),
                outcome_measures=[OutcomeMeasure()],
                adverse_events=AdverseEvents()))
    """
    for name in _MODULES:
        if not getattr(trial.results, name):
            yield (
                f"results.{name}",
                f"there are results, but no {name.replace('_', ' ')}; all four modules are required",
            )


@rule(
    "RES002",
    severity=ERROR,
    source="42 CFR 11.48, results point of contact",
    reads="results",
    requires="results",
    applies=with_results,
)
def results_contact_missing(trial: Trial) -> Problems:
    """The results have no point of contact, or one without telephone number and e-mail address.

    Why:
        Readers with questions about the results need someone to ask.

    Fix:
        Enter a point of contact with a phone number or an e-mail address.

    Fires:
        Trial(results=Results())
        Trial(results=Results(more_info=MoreInfo(point_of_contact=PointOfContact(title="Medical Director"))))

    Silent:
        Trial(results=Results(more_info=MoreInfo(point_of_contact=PointOfContact(phone="555-0100"))))
    """
    more_info = trial.results.more_info if trial.results is not None else None
    contact = more_info.point_of_contact if more_info is not None else None
    if contact is None:
        path = "results.more_info" if more_info is None else _CONTACT
        yield path, "there are results, but no point of contact for them; one is required"
    elif not contact.phone and not contact.email:
        yield _CONTACT, "the point of contact has neither phone nor email; expected at least one"


@missing(
    "RES003",
    "results.more_info.certain_agreement",
    "there are results, but no statement about certain agreements; it is required",
    severity=WARNING,
    source="42 CFR 11.48, certain agreements",
    applies=with_results,
)
def certain_agreement_missing() -> None:
    """The results do not say whether agreements restrict what investigators may publish.

    Why:
        Results require the statement, since restrictions affect what readers find elsewhere.

    Fix:
        State whether agreements restrict publication, and how.

    Fires:
        Trial(results=Results(more_info=MoreInfo()))

    Silent:
        Trial(results=Results(more_info=MoreInfo(certain_agreement=CertainAgreement(pi_sponsor_employee=True))))
    """


@missing(
    "RES004",
    "results_first_submit_date",
    "there are results, but the date of their first submission is missing",
    severity=ERROR,
    source="ClinicalTrials.gov API v2: posted results have a date of first submission",
    reads="results",
    requires="results",
    applies=with_results,
)
def results_without_submission_date() -> None:
    """There are results, but no date on which they were first submitted.

    Why:
        The registry dates every submission of results; a record without the date was cut or put together elsewhere.

    Fix:
        Download the record again, or enter the date of the first submission.

    Fires:
        Trial(results=Results())

    Silent:
        Trial(results=Results(), results_first_submit_date=PartialDate("2020-05-04"))
    """


@rule(
    "RES005",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status",
    reads="results overall_status",
    applies=with_results,
)
def results_of_study_not_started(trial: Trial) -> Problems:
    """There are results for a study that has not enrolled anyone.

    Why:
        A study that is not yet recruiting or was withdrawn has no participants to report on.

    Fix:
        Correct the status, or remove the results.

    Fires:
        Trial(overall_status=Status.WITHDRAWN, results=Results())

    Silent:
        Trial(overall_status=Status.TERMINATED, results=Results())
    """
    if trial.overall_status in _UNSTARTED:
        message = f"overall_status is {trial.overall_status}, but there are results"
        yield "overall_status", f"{message}; expected TERMINATED or COMPLETED for a study that enrolled participants"


@missing(
    "RES006",
    "results",
    lambda trial: f"results were first posted on {trial.results_first_post_date}, but the record has none",
    severity=WARNING,
    source="ClinicalTrials.gov API v2: a post date of results comes with results",
    reads="results_first_post_date",
    applies=_promised,
)
def posted_results_missing() -> None:
    """The record has a date on which results were posted, but no results.

    Why:
        It was probably downloaded without its results section; counts of results come out too low.

    Fix:
        Download the record again, with all sections.

    Fires:
        Trial(results_first_post_date=PartialDate("2020-05-04"))

    Silent:
        Trial(results_first_post_date=PartialDate("2020-05-04"), results=Results())
        Trial()
    """
