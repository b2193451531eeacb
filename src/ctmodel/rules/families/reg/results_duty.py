"""Rules about the duty to report results (REG)."""

from datetime import date

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, completed_since_final_rule, interventional
from ctmodel.rules.deadlines import GRACE, past, years_after
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.fdaaa import APPLICABILITY_READS, Verdict, applicable_clinical_trial, is_applicable_clinical_trial
from ctmodel.terms.protocol import DateType, Status

#: Attributes that show whether an applicable trial still has to report results.
_DUTY_READS = (
    f"{APPLICABILITY_READS} overall_status primary_completion_date primary_completion_date_type results_waived"
)
_SUBMISSION_READS = "results_first_submit_date results derived annotations disp_first_submit_date"


def _completed(trial: Trial) -> date | None:
    """Return the latest possible day of an actual primary completion."""
    completed = trial.primary_completion_date
    if completed is None or trial.primary_completion_date_type != DateType.ACTUAL:
        return None
    return completed.latest


def _bound(trial: Trial) -> bool:
    """Whether the law requires results of a trial: it is applicable, has started, is completed and has no waiver."""
    return (
        _completed(trial) is not None
        and not trial.results_waived
        and trial.overall_status not in (Status.WITHDRAWN, Status.WITHHELD)
        and is_applicable_clinical_trial(trial)
    )


def _submitted(trial: Trial) -> bool:
    """Whether results were ever submitted, posted or not."""
    if trial.results_first_submit_date is not None or trial.results is not None:
        return True
    if trial.annotations is not None and trial.annotations.unposted_events:
        return True
    return trial.derived is not None and trial.derived.submission_tracking is not None


def _computed(trial: Trial) -> str:
    reasons = ", ".join(applicable_clinical_trial(trial).reasons)
    return f"according to public data, this is an applicable clinical trial ({reasons})"


@rule(
    "REG006",
    severity=WARNING,
    source="42 CFR 11.44(a), 11.22(b); measured: 2.2 % of records",
    reads=f"{_DUTY_READS} {_SUBMISSION_READS}",
    applies=_bound,
    requires="results",
)
def results_overdue(trial: Trial, record: Record) -> Problems:
    """An applicable clinical trial has no results a year and 30 days after its primary completion.

    Why:
        42 CFR 11.44(a) requires results within a year; the rule allows 30 days of grace. Trials for which a certificate
        to delay was submitted are exempt, and so are those for which public data do not show that the law applies.
        The profile ``fdaaa`` makes it an error.

    Fix:
        Submit the results, or a certificate to delay them if the trial is eligible.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            phases=[Phase.PHASE2],
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False,
            locations=[Location(country="United States")],
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2024-11"),
            primary_completion_date_type=DateType.ACTUAL)

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            phases=[Phase.PHASE2],
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False,
            locations=[Location(country="United States")],
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2024-12"),
            primary_completion_date_type=DateType.ACTUAL)
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            phases=[Phase.PHASE1],
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False,
            locations=[Location(country="United States")],
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2024-11"),
            primary_completion_date_type=DateType.ACTUAL)
    """
    completed = _completed(trial)
    if completed is None or trial.disp_first_submit_date is not None or _submitted(trial):
        return
    if past(record.as_of, completed, 1):
        yield (
            "results_first_submit_date",
            f"primary completion was {trial.primary_completion_date}, but there are no results as of {record.as_of};"
            f" expected within a year (plus {GRACE} days of grace); {_computed(trial)}",
        )


@rule(
    "REG007",
    severity=WARNING,
    source="42 CFR 11.44(b) and (c)",
    reads=f"{_DUTY_READS} {_SUBMISSION_READS}",
    applies=_bound,
    requires="results",
)
def delayed_results_overdue(trial: Trial, record: Record) -> Problems:
    """An applicable clinical trial with a certificate to delay results has none after the delay is over.

    Why:
        There are two readings of how long a certificate delays results: two years from the certificate, or three years
        from primary completion (see 42 CFR 11.44(b) and (c)). The rule fires more than 30 days after both. Whether
        the law applies is judged by public data.

    Fix:
        Submit the results.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            phases=[Phase.PHASE2],
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False,
            is_us_export=True,
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2022-11"),
            primary_completion_date_type=DateType.ACTUAL,
            disp_first_submit_date=PartialDate("2023-11-01"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            phases=[Phase.PHASE2],
            is_fda_regulated_drug=True,
            is_fda_regulated_device=False,
            is_us_export=True,
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2022-11"),
            primary_completion_date_type=DateType.ACTUAL,
            disp_first_submit_date=PartialDate("2023-12-15"))
    """
    completed, certified = _completed(trial), trial.disp_first_submit_date
    if completed is None or certified is None or _submitted(trial):
        return
    if past(record.as_of, completed, 3) and past(record.as_of, certified.latest, 2):
        yield (
            "results_first_submit_date",
            f"primary completion was {trial.primary_completion_date}, a certificate to delay results was submitted"
            f" {certified}, but there are no results as of {record.as_of}; expected within three years of completion or"
            f" two of the certificate (plus {GRACE} days of grace); {_computed(trial)}",
        )


@rule(
    "REG008",
    severity=NOTE,
    source="42 CFR 11.44(a); measured: 0.7 % of records",
    reads=f"{_DUTY_READS} results_first_submit_date disp_first_submit_date",
    applies=_bound,
    requires=WHOLE,
)
def results_late(trial: Trial) -> Problems:
    """An applicable clinical trial submitted results more than a year after primary completion.

    Why:
        42 CFR 11.44(a) allows a year. The day of submission is public, so there are no days of grace. Whether the law
        applies is judged by public data; whether more time was granted is not public.

    Fix:
        The delay cannot be undone; if more time was granted, the finding does not apply.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            design=Design(primary_purpose=PrimaryPurpose.TREATMENT),
            is_fda_regulated_drug=False,
            is_fda_regulated_device=True,
            locations=[Location(country="Puerto Rico")],
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2021-03"),
            primary_completion_date_type=DateType.ACTUAL,
            results_first_submit_date=PartialDate("2022-05-20"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            design=Design(primary_purpose=PrimaryPurpose.DEVICE_FEASIBILITY),
            is_fda_regulated_drug=False,
            is_fda_regulated_device=True,
            locations=[Location(country="Puerto Rico")],
            start_date=PartialDate("2019-05"),
            primary_completion_date=PartialDate("2021-03"),
            primary_completion_date_type=DateType.ACTUAL,
            results_first_submit_date=PartialDate("2022-05-20"))
    """
    submitted, completed = trial.results_first_submit_date, _completed(trial)
    if submitted is None or completed is None or trial.disp_first_submit_date is not None:
        return
    if submitted.earliest > years_after(completed, 1):
        yield (
            "results_first_submit_date",
            f"results were submitted {submitted}, but primary completion was {trial.primary_completion_date};"
            f" expected within a year; {_computed(trial)}",
        )


@rule(
    "REG009",
    severity=NOTE,
    source="42 CFR 11.44(b) and (c)",
    reads="primary_completion_date primary_completion_date_type disp_first_submit_date",
    applies=completed_since_final_rule,
)
def certificate_late(trial: Trial) -> Problems:
    """A certificate to delay results was submitted more than a year after primary completion.

    Why:
        A certificate must be submitted before results are due; see 42 CFR 11.44(b) and (c).

    Fix:
        The delay cannot be undone; if more time was granted, the finding does not apply.

    Fires:
        Trial(
            primary_completion_date=PartialDate("2021-03"),
            primary_completion_date_type=DateType.ACTUAL,
            disp_first_submit_date=PartialDate("2022-04-20"))

    Silent:
        Trial(
            primary_completion_date=PartialDate("2021-03"),
            primary_completion_date_type=DateType.ACTUAL,
            disp_first_submit_date=PartialDate("2022-03-20"))
    """
    if trial.disp_first_submit_date is None:
        return
    completed = _completed(trial)
    if completed is not None and trial.disp_first_submit_date.earliest > years_after(completed, 1):
        yield (
            "disp_first_submit_date",
            f"the certificate was submitted {trial.disp_first_submit_date}, but primary completion was"
            f" {trial.primary_completion_date}; expected within a year",
        )


@rule(
    "REG010",
    default=False,
    severity=NOTE,
    source="WHO joint statement on public disclosure of results, 2017; measured: 21 % of records",
    reads=f"{_DUTY_READS} results_first_submit_date results derived annotations",
    applies=interventional,
    requires="results",
)
def no_results_after_a_year(trial: Trial, record: Record) -> Problems:
    """A completed trial to which U.S. law may not apply has no results in the registry after a year.

    Why:
        Signatories of the WHO statement expect results of every trial within twelve months, here or elsewhere.

    Fix:
        Submit the results, or cite the publication that reports them.

    Fires:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            overall_status=Status.COMPLETED,
            primary_completion_date=PartialDate("2019-05"))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            overall_status=Status.COMPLETED,
            primary_completion_date=PartialDate("2025-05"))
    """
    completed = trial.primary_completion_date
    if (
        completed is not None
        and trial.overall_status == Status.COMPLETED
        and years_after(completed.latest, 1) < record.as_of
        and not _submitted(trial)
        and applicable_clinical_trial(trial).verdict is not Verdict.APPLIES
    ):
        yield (
            "results_first_submit_date",
            f"primary completion was {completed}, but there are no results as of {record.as_of};"
            " expected within a year",
        )
