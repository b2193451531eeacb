"""Rules about the record as a whole (STR)."""

from collections.abc import Iterator

from ctmodel.model.trial import Trial
from ctmodel.rules.definition import ERROR, Problems, Record, rule
from ctmodel.terms.protocol import Status

_POSTED = (
    "nct_id brief_title organization overall_status status_verified_date"
    " study_type lead_sponsor brief_summary conditions"
)


@rule("STR006", severity=ERROR, source="PRS data element definitions, required items", reads=_POSTED)
def required_item_missing(trial: Trial, record: Record) -> Problems:
    """An item that every posted record has is missing.

    Why:
        No record of the registry lacks these; a payload that does was cut or damaged on its way.

    Fires:
        Trial(nct_id="NCT00000001")

    Silent:
        Trial(overall_status=Status.WITHHELD)
    """
    if trial.overall_status == Status.WITHHELD:
        return
    for path in _missing(trial):
        if record.can_be_missed(path.partition(".")[0]):
            yield path, f"{path} is missing; every posted record has it"


def _missing(trial: Trial) -> Iterator[str]:
    for name in _POSTED.split():
        if not getattr(trial, name):
            yield name
    if trial.organization and not trial.organization.full_name:
        yield "organization.full_name"
    if trial.lead_sponsor and not trial.lead_sponsor.name:
        yield "lead_sponsor.name"


@rule(
    "STR011",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, field HasResults: true if results were ever submitted",
    reads="has_results results",
)
def has_results_disagrees(trial: Trial) -> Problems:
    """The flag for results disagrees with the results.

    Why:
        Readers trust the flag and look no further.

    Fires:
        Trial(has_results=True)
        Trial(has_results=False, results=Results())

    Silent:
        Trial(has_results=True, results=Results())
        Trial()
    """
    if trial.has_results is not None and trial.has_results != (trial.results is not None):
        there = "there are" if trial.results is not None else "there are no"
        yield "has_results", f"has_results is {str(trial.has_results).lower()}, but {there} results"
