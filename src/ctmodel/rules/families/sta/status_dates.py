"""Rules about dates that contradict the recruitment status (STA)."""

from typing import Final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import active, unknown_status
from ctmodel.rules.dating import words
from ctmodel.rules.definition import WARNING, Problems, Record, Rule, rule
from ctmodel.rules.documentation import documentation
from ctmodel.terms.protocol import DateType, Status

_DEFINITIONS: Final = "PRS data element definitions, overall recruitment status, study dates"
_VERIFIED: Final = "ClinicalTrials.gov glossary, unknown status: past completion and not verified within 2 years"
#: Two years, a leap day included.
_TWO_YEARS: Final = 731
_ENROLLING: Final = (Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION)


@frozen
class _Excluded:
    """A type of date that contradicts the recruitment status."""

    code: str
    name: str
    statuses: tuple[Status, ...]
    dates: tuple[str, ...]
    type: DateType
    #: What the finding says is expected.
    expected: str
    #: The summary of the rule.
    summary: str
    why: str
    source: str = _DEFINITIONS

    def made(self) -> Rule:
        """Make the rule, with its examples."""
        wanted = frozenset(self.statuses)
        another = next(status for status in Status if status not in wanted)
        other = DateType.ACTUAL if self.type == DateType.ESTIMATED else DateType.ESTIMATED
        return Rule(
            code=self.code,
            name=self.name,
            severity=WARNING,
            source=self.source,
            documentation=documentation(
                self.summary,
                why=self.why,
                fix="Update the date and its type, or the status.",
                fires=[self._example(status, date, self.type) for status in self.statuses for date in self.dates],
                silent=[
                    self._example(self.statuses[0], self.dates[0], other),
                    self._example(another, self.dates[0], self.type),
                ],
            ),
            reads=frozenset(["overall_status", *self.dates, *(f"{date}_type" for date in self.dates)]),
            applies=lambda trial: trial.overall_status in wanted,
            check=self._contradicted,
        )

    def _contradicted(self, trial: Trial) -> Problems:
        for name in self.dates:
            if getattr(trial, f"{name}_type") == self.type:
                date = getattr(trial, name)
                dated = words(name) if date is None else f"{words(name)} {date}"
                status = f"the status is {trial.overall_status}; expected {self.expected}"
                yield f"{name}_type", f"the {dated} is {self.type}, but {status}"

    def _example(self, status: Status, date: str, type: DateType) -> str:
        return f"Trial(overall_status=Status.{status.name}, {date}_type=DateType.{type.name})"


EXCLUDED: Final = tuple(
    excluded.made()
    for excluded in (
        _Excluded(
            "STA007",
            "completed-with-estimated-completion",
            (Status.COMPLETED,),
            ("primary_completion_date", "completion_date"),
            DateType.ESTIMATED,
            "the actual date",
            "The study is completed, but a completion date is still an estimate.",
            "The last visit has taken place, so its date is known.",
        ),
        _Excluded(
            "STA009",
            "actual-start-before-recruiting",
            (Status.NOT_YET_RECRUITING,),
            ("start_date",),
            DateType.ACTUAL,
            "ESTIMATED, or a status such as RECRUITING",
            "The study is not yet recruiting, but its start date is actual.",
            "A study starts with its first participant.",
        ),
        _Excluded(
            "STA020",
            "withdrawn-with-actual-start",
            (Status.WITHDRAWN,),
            ("start_date",),
            DateType.ACTUAL,
            "ESTIMATED, or status TERMINATED",
            "The study is withdrawn, but its start date is actual.",
            "A study starts with its first participant, and a withdrawn study has none.",
            source="PRS data element definitions, study start date: actual once the first participant is enrolled",
        ),
        # As the registry defines it, a study can be recruiting before it has enrolled anyone.
        _Excluded(
            "STA010",
            "estimated-start-after-recruiting",
            (Status.ACTIVE_NOT_RECRUITING,),
            ("start_date",),
            DateType.ESTIMATED,
            "the actual date",
            "The study has recruited its participants, but its start date is still an estimate.",
            "The date must be updated within 30 days after the first participant is enrolled.",
        ),
        _Excluded(
            "STA011",
            "actual-completion-while-recruiting",
            _ENROLLING,
            ("completion_date",),
            DateType.ACTUAL,
            "ESTIMATED, or status COMPLETED",
            "The study is recruiting or about to recruit, but its completion date is actual.",
            "A study that is over does not recruit.",
        ),
        _Excluded(
            "STA012",
            "actual-primary-completion-while-recruiting",
            _ENROLLING,
            ("primary_completion_date",),
            DateType.ACTUAL,
            "ESTIMATED, or a status such as ACTIVE_NOT_RECRUITING",
            "The study is recruiting or about to recruit, but its primary completion date is actual.",
            "At the primary completion, the last participant has been examined for the primary outcome.",
            source=f"{_DEFINITIONS}; on 0.4 % of real records",
        ),
        _Excluded(
            "STA013",
            "actual-completion-while-active",
            (Status.ACTIVE_NOT_RECRUITING,),
            ("completion_date",),
            DateType.ACTUAL,
            "ESTIMATED, or status COMPLETED",
            "The study is active, not recruiting, but its completion date is actual.",
            "The status must be updated to completed within 30 days.",
            source=f"{_DEFINITIONS}; 42 CFR 11.64(a)(1), update of the status",
        ),
    )
)


@rule(
    "STA014",
    severity=WARNING,
    source=_VERIFIED,
    reads="overall_status completion_date status_verified_date",
    applies=active,
)
def status_about_to_become_unknown(trial: Trial, record: Record) -> Problems:
    """An active study is past its completion date, and has not been verified for two years.

    Why:
        The registry changes the status of such a study to unknown.

    Fix:
        Check whether the study is completed, update status and dates, and verify the record.

    Fires:
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2024-12"),
            status_verified_date=PartialDate("2023-06"))

    Silent:
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2024-12"),
            status_verified_date=PartialDate("2024-06"))
        Trial(
            overall_status=Status.RECRUITING, completion_date=PartialDate("2026-12"),
            status_verified_date=PartialDate("2023-06"))
    """
    completion, verified = trial.completion_date, trial.status_verified_date
    if completion is None or verified is None or not completion.certainly_before(record.as_of):
        return
    if (record.as_of - verified.latest).days > _TWO_YEARS:
        yield (
            "status_verified_date",
            f"the status is {trial.overall_status}, but the completion date {completion} is past, and the record was"
            f" last verified {verified}; update it, or the registry changes the status to UNKNOWN",
        )


@rule(
    "STA015",
    severity=WARNING,
    source=_VERIFIED,
    reads="overall_status status_verified_date",
    applies=unknown_status,
)
def unknown_although_verified(trial: Trial, record: Record) -> Problems:
    """The status is unknown, but the record was verified within two years.

    Why:
        The registry changes a status to unknown after two years without verification.

    Fix:
        Update the status to what was verified.

    Fires:
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2025-06"))

    Silent:
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2023-06"))
        Trial(overall_status=Status.UNKNOWN, status_verified_date=PartialDate("2024-01"))
    """
    verified = trial.status_verified_date
    if verified is not None and (record.as_of - verified.earliest).days < _TWO_YEARS - 1:
        yield (
            "overall_status",
            f"the status is UNKNOWN, but the record was verified {verified}, less than two years before {record.as_of};"
            " expected the last known status",
        )
