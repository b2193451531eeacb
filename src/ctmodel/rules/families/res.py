"""Rules about the presence of results (RES)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_results
from ctmodel.rules.definition import ERROR, WARNING, Problems, rule
from ctmodel.terms.protocol import Status

_MODULES = ["participant_flow", "baseline_characteristics", "outcome_measures", "adverse_events"]
_UNSTARTED = (Status.NOT_YET_RECRUITING, Status.WITHDRAWN)


def _promised(trial: Trial) -> bool:
    return trial.results_first_post_date is not None and trial.results is None


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
        Results are not accepted without participant flow, baseline, outcome measures and adverse events.

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
    """Nobody can be reached about the results.

    Why:
        Readers with questions about results need a point of contact with a telephone number or an e-mail address.

    Fires:
        Trial(results=Results())
        Trial(results=Results(more_info=MoreInfo(point_of_contact=PointOfContact(title="Medical Director"))))

    Silent:
        Trial(results=Results(more_info=MoreInfo(point_of_contact=PointOfContact(phone="555-0100"))))
    """
    if trial.results is None:
        return
    more_info = trial.results.more_info
    contact = more_info.point_of_contact if more_info is not None else None
    if contact is None:
        path = "results.more_info" if more_info is None else "results.more_info.point_of_contact"
        yield path, "there are results, but no point of contact for them; one is required"
    elif not contact.phone and not contact.email:
        path = "results.more_info.point_of_contact"
        yield path, "the point of contact has neither phone nor e-mail; one of them is required"


@rule(
    "RES003",
    severity=WARNING,
    source="42 CFR 11.48, certain agreements",
    reads="results",
    requires="results",
    applies=with_results,
)
def certain_agreement_missing(trial: Trial) -> Problems:
    """The results do not say whether agreements restrict what investigators may publish.

    Why:
        The statement is required with results, since restrictions bear on what readers find elsewhere.

    Fires:
        Trial(results=Results(more_info=MoreInfo()))

    Silent:
        Trial(results=Results(more_info=MoreInfo(certain_agreement=CertainAgreement(pi_sponsor_employee=True))))
    """
    if trial.results is not None:
        more_info = trial.results.more_info
        if more_info is None:
            yield "results.more_info", "there are results, but no statement about certain agreements; it is required"
        elif more_info.certain_agreement is None:
            yield "results.more_info.certain_agreement", "the statement about certain agreements is missing"


@rule(
    "RES004",
    severity=ERROR,
    source="ClinicalTrials.gov API v2: posted results have a date of first submission",
    reads="results results_first_submit_date",
    requires="results",
    applies=with_results,
)
def results_without_submission_date(trial: Trial) -> Problems:
    """There are results, but no date on which they were submitted.

    Why:
        The registry dates every submission of results; without the date the payload was cut or put together.

    Fires:
        Trial(results=Results())

    Silent:
        Trial(results=Results(), results_first_submit_date=PartialDate("2020-05-04"))
    """
    if trial.results_first_submit_date is None:
        yield "results_first_submit_date", "there are results, but no date of their first submission"


@rule(
    "RES005",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status",
    reads="results overall_status",
    applies=with_results,
)
def results_of_study_not_started(trial: Trial) -> Problems:
    """There are results of a study that has enrolled nobody.

    Why:
        A study that is not yet recruiting or was withdrawn has no participants to report on.

    Fires:
        Trial(overall_status=Status.WITHDRAWN, results=Results())

    Silent:
        Trial(overall_status=Status.TERMINATED, results=Results())
    """
    if trial.overall_status in _UNSTARTED:
        yield (
            "overall_status",
            f"overall_status is {str(trial.overall_status)!r}, but there are results; a study that enrolled somebody"
            " and stopped is TERMINATED or COMPLETED",
        )


@rule(
    "RES006",
    severity=WARNING,
    source="ClinicalTrials.gov API v2: a post date of results comes with results",
    reads="results results_first_post_date",
    requires="results",
    applies=_promised,
)
def posted_results_missing(trial: Trial) -> Problems:
    """Results were posted according to their date, but are not in the record.

    Why:
        The record was probably downloaded without its results section; what is counted from it misses results.

    Fires:
        Trial(results_first_post_date=PartialDate("2020-05-04"))

    Silent:
        Trial(results_first_post_date=PartialDate("2020-05-04"), results=Results())
        Trial()
    """
    yield "results", f"results were first posted {trial.results_first_post_date}, but the record holds none"
