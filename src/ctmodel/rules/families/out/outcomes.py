"""Rules about planned outcome measures: what is missing or too long (OUT)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import older_posted_study, posted_since_final_rule, since_final_rule
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted

_REQUIRED: Final = ("primary_outcomes", "secondary_outcomes")
_ALL: Final = (*_REQUIRED, "other_outcomes")
_READS: Final = " ".join(_ALL)
_DEFINITIONS: Final = "PRS data element definitions, Outcome Measures"


def _paths(attribute: str) -> tuple[str, ...]:
    """Return the model paths of a text of primary, secondary and other outcomes."""
    return tuple(f"{name}[].{attribute}" for name in _ALL)


def _without(trial: Trial, attribute: str, advice: str, lists: tuple[str, ...]) -> Places:
    """Yield the outcomes of some lists that lack a text."""
    for name in lists:
        for index, outcome in enumerate(getattr(trial, name)):
            if not getattr(outcome, attribute):
                missing = f"{quoted(outcome.measure or 'the outcome')} has no {attribute.replace('_', ' ')}"
                yield "missing", f"{name}[{index}].{attribute}", f"{missing}; {advice}"


def _without_time_frame(trial: Trial, lists: tuple[str, ...]) -> Problems:
    return counted_items(trial, "outcome", _without(trial, "time_frame", "say when it is measured", lists))


@missing(
    "OUT001",
    "primary_outcomes",
    "there is no primary outcome; at least one is required",
    severity=WARNING,
    source=f"{_DEFINITIONS}; 42 CFR 11.28",
    reads="start_date study_type overall_status",
    applies=posted_since_final_rule,
)
def primary_outcome_missing() -> None:
    """A study that starts on or after 2017-01-18 has no primary outcome.

    Why:
        At least one is required: the study is planned to measure it, and its results are compared with it.

    Fix:
        Add the primary outcome: what is measured, how and when.

    Fires:
        Trial(start_date=PartialDate("2019-05"))

    Silent:
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Overall survival")])
        Trial(start_date=PartialDate("2009-05"))
    """


@missing(
    "OUT002",
    "primary_outcomes",
    "there is no primary outcome; new records need at least one",
    severity=NOTE,
    source=_DEFINITIONS,
    reads="start_date study_type overall_status",
    applies=older_posted_study,
    skips_older=True,
)
def primary_outcome_missing_in_older_record() -> None:
    """A study that starts before 2017-01-18 or on an unknown date has no primary outcome.

    Why:
        The registry used to accept such records, but nobody can tell what the study was planned to measure.

    Fix:
        Add the primary outcome: what is measured, how and when.

    Fires:
        Trial(start_date=PartialDate("2009-05"))
        Trial(study_type=StudyType.OBSERVATIONAL)

    Silent:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Overall survival")])
        Trial(study_type=StudyType.EXPANDED_ACCESS)
    """


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
        Without it, nobody can check later whether the outcome was measured when planned.

    Fix:
        State when the outcome is measured, such as "baseline and week 12".

    Fires:
        Trial(start_date=PartialDate("2019-05"), secondary_outcomes=[Outcome(measure="Overall survival")])

    Silent:
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain")])
    """
    return _without_time_frame(trial, _REQUIRED)


@rule(
    "OUT004",
    severity=NOTE,
    source=f"{_DEFINITIONS}, Time Frame",
    reads=f"{_READS} start_date",
    requires="primary_outcomes",
    skips_older=True,
)
def time_frame_missing_in_older_record(trial: Trial) -> Problems:
    """An outcome has no time frame and is in an older study, or is neither primary nor secondary.

    Why:
        It is not required there, but nobody can check later whether the outcome was measured when planned.

    Fix:
        State when the outcome is measured, such as "baseline and week 12".

    Fires:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain")])
        Trial(start_date=PartialDate("2019-05"), other_outcomes=[Outcome(measure="Pain")])

    Silent:
        Trial(start_date=PartialDate("2009-05"), primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
        Trial(start_date=PartialDate("2019-05"), primary_outcomes=[Outcome(measure="Pain")])
    """
    return _without_time_frame(trial, _ALL[2:] if since_final_rule(trial) else _ALL)


@rule("OUT007", severity=ERROR, source=f"{_DEFINITIONS}, Title", reads=_READS, requires="primary_outcomes")
def measure_missing(trial: Trial) -> Problems:
    """An outcome has no title.

    Why:
        The registry does not accept an outcome without a title, so the record was damaged after it left the registry.

    Fix:
        Restore the title, for example from the registry.

    Fires:
        Trial(primary_outcomes=[Outcome(time_frame="6 weeks")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])
    """
    for _, path, _ in _without(trial, "measure", "", _ALL):
        yield path, "the outcome has no measure; expected what is measured"


@overlong("OUT009", *_paths("measure"))
def measure_too_long() -> None:
    """The title of an outcome is longer than the registry accepts.

    Why:
        The registration system truncates or rejects it; put details into the description.

    Fix:
        Shorten the title, and move details to the description.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain " * 60)])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain")])
    """


@overlong("OUT010", *_paths("time_frame"))
def time_frame_too_long() -> None:
    """The time frame of an outcome is longer than the registry accepts.

    Why:
        The registration system truncates or rejects it; put details into the description.

    Fix:
        Shorten the time frame, and move details to the description.

    Fires:
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="week 1, " * 40)])

    Silent:
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="weeks 1 to 40")])
    """


@overlong("OUT011", *_paths("description"))
def outcome_description_too_long() -> None:
    """The description of an outcome is longer than the registry accepts.

    Why:
        The registration system truncates or rejects it. Backslashes of Markdown escapes are not counted.

    Fix:
        Shorten the description.

    Fires:
        Trial(other_outcomes=[Outcome(measure="Pain", description="Pain at rest. " * 72)])

    Silent:
        Trial(other_outcomes=[Outcome(measure="Pain", description="At rest. " * 100)])
    """


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
        A title rarely says both what is measured and how.

    Fix:
        Describe how the outcome is measured.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="6 weeks")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", description="Visual analogue scale, 0 (none) to 10.")])
    """
    places = _without(trial, "description", "say how it is measured", _ALL[:1])
    return counted_items(trial, "outcome", places)
