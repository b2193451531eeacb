"""Rules about planned outcome measures: what is missing, too long, repeated or too many (OUT)."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from ctmodel.model.outcomes import Outcome
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, posted_study, since_final_rule
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.lengths import limits, too_long
from ctmodel.rules.quoting import quoted

_REQUIRED: Final = ("primary_outcomes", "secondary_outcomes")
_ALL: Final = (*_REQUIRED, "other_outcomes")
_READS: Final = " ".join(_ALL)
_DEFINITIONS: Final = "PRS data element definitions, Outcome Measures"
#: More primary outcomes than this leave open what the trial is planned for.
_MANY: Final = 10


def _where(
    trial: Trial, test: Callable[[Outcome], bool], lists: tuple[str, ...] = _ALL
) -> Iterator[tuple[str, Outcome]]:
    """Path and outcome of those that a test picks."""
    for name in lists:
        for index, outcome in enumerate(getattr(trial, name)):
            if test(outcome):
                yield f"{name}[{index}]", outcome


def _of_posted_study_since_final_rule(trial: Trial) -> bool:
    return since_final_rule(trial) and posted_study(trial)


def _of_older_posted_study(trial: Trial) -> bool:
    return not since_final_rule(trial) and posted_study(trial)


@lru_cache(maxsize=256)
def _folded(text: str | None) -> str:
    """A text without what does not distinguish it: case, spaces, the full stop."""
    return " ".join(text.casefold().split()).rstrip(".") if text else ""


def _said(outcome: Outcome) -> tuple[str, ...]:
    """All that an outcome says, without case and spaces."""
    return _folded(outcome.measure), _folded(outcome.time_frame), _folded(outcome.description)


def _texts(attribute: str) -> tuple[str, ...]:
    """The paths of a text of outcomes, primary and other."""
    return tuple(f"{name}[].{attribute}" for name in _ALL)


def _without_time_frame(trial: Trial, lists: tuple[str, ...]) -> Problems:
    return counted_items(
        trial,
        "outcome",
        (
            (
                "missing",
                f"{path}.time_frame",
                f"{quoted(outcome.measure or 'the outcome')} has no time frame; say when it is measured",
            )
            for path, outcome in _where(trial, lambda outcome: not outcome.time_frame, lists)
        ),
    )


@rule(
    "OUT001",
    severity=WARNING,
    source=f"{_DEFINITIONS}; 42 CFR 11.28",
    reads="primary_outcomes start_date study_type overall_status",
    applies=_of_posted_study_since_final_rule,
    requires="primary_outcomes",
)
def primary_outcome_missing(trial: Trial) -> Problems:
    """A study that starts on or after 2017-01-18 has no primary outcome.

    Why:
        At least one is required: it is what the study is planned for, and what its results are compared with.

    Fires:
        Trial(start_date=PartialDate("2019-05"))

    Silent:
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Overall survival")])
        Trial(start_date=PartialDate("2009-05"))
    """
    if not trial.primary_outcomes:
        yield "primary_outcomes", "there is no primary outcome; at least one is required"


@rule(
    "OUT002",
    severity=NOTE,
    source=_DEFINITIONS,
    reads="primary_outcomes start_date study_type overall_status",
    applies=_of_older_posted_study,
    requires="primary_outcomes",
    skips_older=True,
)
def primary_outcome_missing_on_older_record(trial: Trial) -> Problems:
    """A study that starts before 2017-01-18, or at an unknown date, has no primary outcome.

    Why:
        Old records were accepted without one, but nobody can tell what the study was planned for.

    Fires:
        Trial(start_date=PartialDate("2009-05"))
        Trial(study_type=StudyType.OBSERVATIONAL)

    Silent:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Overall survival")])
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """
    if not trial.primary_outcomes:
        yield "primary_outcomes", "there is no primary outcome; a record of today would need one"


@rule(
    "OUT003",
    severity=WARNING,
    source=f"{_DEFINITIONS}, Time Frame; 42 CFR 11.28",
    reads="primary_outcomes secondary_outcomes start_date",
    applies=since_final_rule,
    requires="primary_outcomes",
)
def time_frame_missing(trial: Trial) -> Problems:
    """A primary or secondary outcome of a study that starts on or after 2017-01-18 has no time frame.

    Why:
        Without it nobody can say later whether the outcome was measured when planned.

    Fires:
        Trial(start_date=PartialDate("2019-05"), secondary_outcomes=[Outcome(measure="Overall survival")])

    Silent:
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain")])
    """
    yield from _without_time_frame(trial, _REQUIRED)


@rule(
    "OUT004",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Time Frame",
    reads=f"{_READS} start_date",
    requires="primary_outcomes",
    skips_older=True,
)
def time_frame_missing_on_older_record(trial: Trial) -> Problems:
    """An outcome of an older study, or one that is neither primary nor secondary, has no time frame.

    Why:
        It was not required there, but nobody can say later whether the outcome was measured when planned.

    Fires:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain")])
        Trial(start_date=PartialDate("2019-05"), other_outcomes=[Outcome(measure="Pain")])

    Silent:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Pain")])
    """
    yield from _without_time_frame(trial, _ALL[2:] if since_final_rule(trial) else _ALL)


@rule("OUT007", severity=ERROR, source=f"{_DEFINITIONS}, Title", reads=_READS, requires="primary_outcomes")
def measure_missing(trial: Trial) -> Problems:
    """An outcome has no title.

    Why:
        The registry takes no outcome without one; a record that has one was damaged on its way.

    Fires:
        Trial(primary_outcomes=[Outcome(time_frame="6 weeks")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
    """
    for path, _ in _where(trial, lambda outcome: not outcome.measure):
        yield f"{path}.measure", "the outcome has no measure; every posted outcome has one"


@rule("OUT009", severity=WARNING, of=REGISTRY, source=limits(*_texts("measure")), reads=_READS)
def measure_too_long(trial: Trial) -> Problems:
    """The title of an outcome is longer than the registry takes.

    Why:
        The registration system cuts or refuses it; details belong into the description.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain " * 60)])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain")])
    """
    yield from too_long(trial, *_texts("measure"))


@rule("OUT010", severity=WARNING, of=REGISTRY, source=limits(*_texts("time_frame")), reads=_READS)
def time_frame_too_long(trial: Trial) -> Problems:
    """The time frame of an outcome is longer than the registry takes.

    Why:
        The registration system cuts or refuses it; details belong into the description.

    Fires:
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="week 1, " * 40)])

    Silent:
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="weeks 1 to 40")])
    """
    yield from too_long(trial, *_texts("time_frame"))


@rule("OUT011", severity=WARNING, of=REGISTRY, source=limits(*_texts("description")), reads=_READS)
def outcome_description_too_long(trial: Trial) -> Problems:
    """The description of an outcome is longer than the registry takes.

    Why:
        The registration system cuts or refuses it. Backslashes of Markdown escapes are not counted.

    Fires:
        Trial(other_outcomes=[Outcome(measure="Pain", description="Pain at rest. " * 72)])

    Silent:
        Trial(other_outcomes=[Outcome(measure="Pain", description="At rest. " * 100)])
    """
    yield from too_long(trial, *_texts("description"))


@rule(
    "OUT012",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Description: required if the title does not say how it is measured",
    reads="primary_outcomes",
    requires="primary_outcomes",
    default=False,
)
def primary_outcome_without_description(trial: Trial) -> Problems:
    """A primary outcome has no description.

    Why:
        A title seldom says both what is measured and how.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", description="Visual analogue scale, 0 (none) to 10.")])
    """
    return counted_items(
        trial,
        "outcome",
        (
            (
                "missing",
                f"{path}.description",
                f"{quoted(outcome.measure or 'the outcome')} has no description; say how it is measured",
            )
            for path, outcome in _where(trial, lambda outcome: not outcome.description, _ALL[:1])
        ),
    )


@rule(
    "OUT014",
    severity=WARNING,
    source="measured: 0.2 % of records repeat an outcome within a list",
    reads=_READS,
    requires=WHOLE,
)
def outcome_repeated(trial: Trial) -> Problems:
    """An outcome appears twice in the same list, with the same title, time frame and description.

    Why:
        It is a copy that was not edited: its results would be required twice, and the intended outcome is missing.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain"), Outcome(measure="pain.")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="Day 1"), Outcome(measure="Pain")])
    """
    for name in _ALL:
        outcomes = getattr(trial, name)
        if len(outcomes) < 2 or len({_folded(outcome.measure) for outcome in outcomes}) == len(outcomes):
            continue
        first: dict[tuple[str, ...], int] = {}
        for index, outcome in enumerate(outcomes):
            before = first.setdefault(_said(outcome), index)
            if before != index and outcome.measure:
                yield (
                    f"{name}[{index}]",
                    f"{quoted(outcome.measure)} repeats {name}[{before}]; probably another was meant",
                )


@rule(
    "OUT015",
    severity=WARNING,
    source="measured: 0.5 % of records give an outcome as primary and as secondary",
    reads="primary_outcomes secondary_outcomes",
    requires=WHOLE,
)
def outcome_is_primary_and_secondary(trial: Trial) -> Problems:
    """An outcome with the same title, time frame and description is primary and secondary.

    Why:
        An outcome is one or the other; readers cannot tell which was decided beforehand.

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
            message = f"{quoted(outcome.measure)} is primary_outcomes[{before}] as well; an outcome is one or the other"
            yield f"secondary_outcomes[{index}]", message


@rule(
    "OUT016", severity=NOTE, source="CONSORT, item on outcomes (6a); measured: 2 % of records", reads="primary_outcomes"
)
def many_primary_outcomes(trial: Trial) -> Problems:
    """There are more than ten primary outcomes.

    Why:
        The primary outcome decides the size of the trial and what it can prove; of many, some succeed by chance.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain")] * 11)

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain")] * 10)
    """
    if len(trial.primary_outcomes) > _MANY:
        message = f"there are {len(trial.primary_outcomes)} primary outcomes; the further ones are probably secondary"
        yield "primary_outcomes", message
