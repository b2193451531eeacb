"""Rules about lists of planned outcome measures: outcomes that are repeated, and too many of them (OUT)."""

from functools import lru_cache
from typing import Final

from ctmodel.model.outcomes import Outcome
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted

_LISTS: Final = ("primary_outcomes", "secondary_outcomes", "other_outcomes")
#: With more primary outcomes than this, nobody can tell what the trial is planned for.
_MANY: Final = 10


@lru_cache(maxsize=256)
def _folded(text: str | None) -> str:
    """Return a text without differences that do not count: case, spaces and a final full stop."""
    return " ".join(text.casefold().split()).rstrip(".") if text else ""


def _said(outcome: Outcome) -> tuple[str, ...]:
    """Return all texts of an outcome, folded."""
    return _folded(outcome.measure), _folded(outcome.time_frame), _folded(outcome.description)


@rule(
    "OUT014",
    severity=WARNING,
    source="measured: 0.2 % of records repeat an outcome within a list",
    reads=" ".join(_LISTS),
    requires=WHOLE,
)
def outcome_repeated(trial: Trial) -> Problems:
    """The same outcome (title, time frame and description) is in a list twice.

    Why:
        It was probably copied and never edited: its results are required twice, and the intended outcome is missing.

    Fix:
        Edit the copy to the outcome that was intended, or remove it.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain"), Outcome(measure="pain.")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="Day 1"), Outcome(measure="Pain")])
    """
    for name in _LISTS:
        outcomes = getattr(trial, name)
        if len(outcomes) < 2 or len({_folded(outcome.measure) for outcome in outcomes}) == len(outcomes):
            continue
        first: dict[tuple[str, ...], int] = {}
        for index, outcome in enumerate(outcomes):
            before = first.setdefault(_said(outcome), index)
            if before != index and outcome.measure:
                yield (
                    f"{name}[{index}]",
                    f"{quoted(outcome.measure)} repeats {name}[{before}]; probably another outcome was meant",
                )


@rule(
    "OUT015",
    severity=WARNING,
    source="measured: 0.5 % of records give an outcome as primary and as secondary",
    reads="primary_outcomes secondary_outcomes",
    requires=WHOLE,
)
def outcome_is_primary_and_secondary(trial: Trial) -> Problems:
    """The same outcome (title, time frame and description) is both primary and secondary.

    Why:
        An outcome is one or the other; readers cannot tell which one was planned.

    Fix:
        Decide which it is, and remove the other.

    Fires:
        Trial(
            primary_outcomes=[Outcome(measure="Pain", time_frame="Day 1")],
            secondary_outcomes=[Outcome(measure="pain", time_frame="Day 1")])

    Silent:
        Trial(
            primary_outcomes=[Outcome(measure="Pain", time_frame="Day 1")],
            secondary_outcomes=[Outcome(measure="Pain", time_frame="Day 9")])
        Trial(
            primary_outcomes=[Outcome(measure="Response", description="By the investigator")],
            secondary_outcomes=[Outcome(measure="Response", description="By independent review")])
    """
    if not trial.secondary_outcomes:
        return
    measures = {_folded(outcome.measure) for outcome in trial.primary_outcomes if outcome.measure}
    if measures.isdisjoint([_folded(outcome.measure) for outcome in trial.secondary_outcomes]):
        return
    primary: dict[tuple[str, ...], int] = {}
    for index, outcome in enumerate(trial.primary_outcomes):
        if outcome.measure:
            primary.setdefault(_said(outcome), index)
    for index, outcome in enumerate(trial.secondary_outcomes):
        before = primary.get(_said(outcome))
        if before is not None:
            message = f"{quoted(outcome.measure)} is also primary_outcomes[{before}]; expected it in one list only"
            yield f"secondary_outcomes[{index}]", message


@rule(
    "OUT016", severity=NOTE, source="CONSORT, item on outcomes (6a); measured: 2 % of records", reads="primary_outcomes"
)
def many_primary_outcomes(trial: Trial) -> Problems:
    """The study has more than ten primary outcomes.

    Why:
        The primary outcome determines the size of the trial and what it can prove; among many, some succeed by chance.

    Fix:
        Keep the outcomes that the study is designed for, and move the others to the secondary outcomes.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain")] * 11)

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain")] * 10)
    """
    if len(trial.primary_outcomes) > _MANY:
        message = f"there are {len(trial.primary_outcomes)} primary outcomes; most are probably secondary"
        yield "primary_outcomes", message
