"""Rules about the documents that must come with results (REG)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import FINAL_RULE, WHOLE, completed_since_final_rule
from ctmodel.rules.definition import WARNING, Problems, rule


def _results_since_final_rule(trial: Trial) -> bool:
    return completed_since_final_rule(trial) and trial.results is not None


def _without_document(trial: Trial, part: str, attribute: str) -> Problems:
    documents = trial.documents
    if documents is None or not any(getattr(document, attribute) for document in documents.large_docs):
        yield (
            "documents" if documents is None else "documents.large_docs",
            f"there are results, but no {part}, and primary completion was {trial.primary_completion_date};"
            f" required with results of studies completed on or after {FINAL_RULE}",
        )


@rule(
    "REG011",
    severity=WARNING,
    source="42 CFR 11.48; measured: no record with results lacks it",
    reads="primary_completion_date results documents",
    applies=_results_since_final_rule,
    requires=WHOLE,
)
def results_without_protocol(trial: Trial) -> Problems:
    """A study completed on or after 2017-01-18 has results, but no protocol.

    Why:
        Readers compare results with the plan; see 42 CFR 11.48.

    Fix:
        Upload the protocol with all amendments.

    Fires:
        Trial(primary_completion_date=PartialDate("2019-05"), results=Results())

    Silent:
        Trial(
            primary_completion_date=PartialDate("2019-05"),
            results=Results(),
            documents=Documents(large_docs=[LargeDoc(has_protocol=True)]))
        Trial(primary_completion_date=PartialDate("2016-05"), results=Results())
    """
    yield from _without_document(trial, "study protocol", "has_protocol")


@rule(
    "REG012",
    severity=WARNING,
    source="42 CFR 11.48; measured: no record with results lacks it",
    reads="primary_completion_date results documents",
    applies=_results_since_final_rule,
    requires=WHOLE,
)
def results_without_analysis_plan(trial: Trial) -> Problems:
    """A study completed on or after 2017-01-18 has results, but no statistical analysis plan.

    Why:
        Readers compare analyses with the plan. Records that say that there is none are exempt.

    Fix:
        Upload the analysis plan, or state that there is none apart from the protocol.

    Fires:
        Trial(
            primary_completion_date=PartialDate("2019-05"),
            results=Results(),
            documents=Documents(large_docs=[LargeDoc(has_protocol=True)]))

    Silent:
        Trial(primary_completion_date=PartialDate("2019-05"), results=Results(), documents=Documents(no_sap=True))
    """
    if trial.documents is None or not trial.documents.no_sap:
        yield from _without_document(trial, "statistical analysis plan", "has_sap")
