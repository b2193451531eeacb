"""Rules about the order of dates (DAT): study dates, and dates that the registry sets."""

from typing import Final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.rules.dating import STUDY_DATES, words
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Rule, rule
from ctmodel.rules.documentation import documentation
from ctmodel.rules.finding import Severity

_DEFINITIONS: Final = "PRS data element definitions, study dates"
_SYSTEM: Final = "ClinicalTrials.gov API v2, dates that the registry sets"
_MISTYPED: Final = "expected the same day or earlier; a year may be mistyped, or the dates are swapped"
_STAMPED: Final = "expected the same day or earlier, since the registry sets both"
_CORRECT: Final = "Correct the date that is wrong, or exchange the two."
_CORRECT_STAMP: Final = "Compare both dates with the registry, and correct the one that differs."


@frozen
class _InOrder:
    """A date that must be on or before another."""

    code: str
    name: str
    first: str
    second: str
    #: The summary of the rule.
    summary: str
    why: str
    #: Another date that must be on or before the second.
    also: str | None = None
    severity: Severity = ERROR
    in_older: Severity | None = None
    source: str = _SYSTEM
    expected: str = _STAMPED
    #: How many days after the second the first may be.
    tolerance: int = 0

    def made(self) -> Rule:
        """Make the rule, with its examples."""
        firsts = [self.first, self.also] if self.also else [self.first]
        return Rule(
            code=self.code,
            name=self.name,
            severity=self.severity,
            source=self.source,
            documentation=documentation(
                self.summary,
                why=self.why,
                fix=_CORRECT if self.first in STUDY_DATES else _CORRECT_STAMP,
                fires=[self._example(first, f"2015-05-{10 + self.tolerance}") for first in firsts],
                silent=[
                    *(self._example(first, f"2015-05-{9 + self.tolerance:02}") for first in firsts),
                    # Study dates may consist of a year, or of year and month.
                    *(self._example(first, "2015") for first in firsts if first in STUDY_DATES),
                ],
            ),
            in_older=self.in_older,
            reads=frozenset([*firsts, self.second]),
            check=lambda trial: iter([problem for first in firsts for problem in self._out_of_order(trial, first)]),
        )

    def _out_of_order(self, trial: Trial, first: str) -> list[tuple[str, str]]:
        """Report the first date if it certainly is after the second."""
        early, late = getattr(trial, first), getattr(trial, self.second)
        if early is None or late is None or early.earliest <= late.latest:
            return []
        if (early.earliest - late.latest).days <= self.tolerance:
            return []
        return [(first, f"the {words(first)} {early} is after the {words(self.second)} {late}; {self.expected}")]

    def _example(self, first: str, day: str) -> str:
        return f'Trial({first}=PartialDate("{day}"), {self.second}=PartialDate("2015-05-09"))'


IN_ORDER: Final = tuple(
    order.made()
    for order in (
        _InOrder(
            "DAT014",
            "start-after-primary-completion",
            "start_date",
            "primary_completion_date",
            "The study starts after its primary completion.",
            "The last participant cannot be examined before the first is enrolled.",
            source=_DEFINITIONS,
            expected=_MISTYPED,
        ),
        _InOrder(
            "DAT015",
            "primary-completion-after-completion",
            "primary_completion_date",
            "completion_date",
            "The primary completion is after the completion of the study.",
            "A study ends with the last examination for any outcome, primary outcomes included.",
            source=_DEFINITIONS,
            expected=_MISTYPED,
        ),
        _InOrder(
            "DAT016",
            "start-after-completion",
            "start_date",
            "completion_date",
            "The study starts after its completion.",
            "No study ends before it begins.",
            source=_DEFINITIONS,
            expected=_MISTYPED,
        ),
        _InOrder(
            "DAT017",
            "first-submission-after-quality-control",
            "study_first_submit_date",
            "study_first_submit_qc_date",
            "The record was first submitted more than a day after the submission passed quality control.",
            "Only a submission can pass quality control. The clocks of older systems differ by up to a day.",
            severity=WARNING,
            in_older=NOTE,
            source=f"{_SYSTEM}; 3 of 2,583 real records are off by a day, which is not reported",
            tolerance=1,
        ),
        _InOrder(
            "DAT018",
            "quality-control-after-first-posting",
            "study_first_submit_qc_date",
            "study_first_post_date",
            "The first submission passed quality control after the record was posted.",
            "The registry posts a record only after quality control.",
        ),
        _InOrder(
            "DAT019",
            "first-submission-after-last",
            "study_first_submit_date",
            "last_update_submit_date",
            "The first submission of the record is after the last.",
            "The last submission cannot be earlier than the first.",
        ),
        _InOrder(
            "DAT020",
            "last-update-posted-before-submission",
            "last_update_submit_date",
            "last_update_post_date",
            "The last update was submitted after it was posted.",
            "An update is posted only after its submission.",
        ),
        _InOrder(
            "DAT021",
            "results-submission-after-quality-control",
            "results_first_submit_date",
            "results_first_submit_qc_date",
            "Results were submitted after they passed quality control.",
            "Only submitted results can pass quality control.",
        ),
        _InOrder(
            "DAT022",
            "quality-control-after-results-posting",
            "results_first_submit_qc_date",
            "results_first_post_date",
            "Results passed quality control after they were posted.",
            "Results are first posted on the day on which they pass quality control, or later.",
        ),
        _InOrder(
            "DAT023",
            "results-submitted-before-record",
            "study_first_submit_date",
            "results_first_submit_date",
            "Results were submitted before the record.",
            "Results can only be submitted to an existing record.",
        ),
        _InOrder(
            "DAT024",
            "first-posting-after-last-update",
            "study_first_post_date",
            "last_update_post_date",
            "The record or its results were first posted after the last update was posted.",
            "A first posting is also an update.",
            also="results_first_post_date",
        ),
    )
)


@rule(
    "DAT026",
    severity=NOTE,
    source="measured: on 1 of 2,583 real records; legal but rare",
    reads="results_first_submit_date primary_completion_date",
    default=False,
)
def results_before_primary_completion(trial: Trial) -> Problems:
    """Results were submitted before the month of the primary completion.

    Why:
        Either these are interim results, or the primary completion date was not updated.

    Fix:
        Update the primary completion date, unless these are interim results.

    Fires:
        Trial(results_first_submit_date=PartialDate("2014-05-04"), primary_completion_date=PartialDate("2015-03"))

    Silent:
        Trial(results_first_submit_date=PartialDate("2015-03-04"), primary_completion_date=PartialDate("2015-03-20"))
    """
    submitted, completion = trial.results_first_submit_date, trial.primary_completion_date
    if submitted is None or completion is None:
        return
    if submitted.certainly_before(completion.earliest.replace(day=1)):
        yield (
            "results_first_submit_date",
            f"results were first submitted on {submitted}, before the primary completion {completion};"
            " update the date, unless these are interim results",
        )
