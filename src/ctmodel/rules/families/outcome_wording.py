"""Rules about how planned outcome measures are put: titles, time frames, scales (OUT)."""

import re
from typing import Final

from ctmodel.late import late
from ctmodel.model.outcomes import Outcome
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted

_LISTS: Final = ("primary_outcomes", "secondary_outcomes", "other_outcomes")
_READS: Final = " ".join(_LISTS)

_NO_TIME = late(
    r"[-\u2212]?\d+(?:[.,]\d+)?\W?|\d{1,3}(?:\s*(?:[-\u2013,;]|to|and)\s*\d{1,3})+\W?"
    r"|n\s?[./]?\s?a\.?|not\s+applicable\.?",
    re.IGNORECASE,
)
_NUMBER = late(r"\d")
_TIME = late(
    r"""\b(?:seconds?|min(?:ute)?s?|hours?|hourly|hrs?|days?|daily|nights?|weeks?|weekly|months?|monthly|years?|yearly
        |annual(?:ly)?|quarterly|trimesters?|semesters?|times?|cycles?|visits?|baseline|screening|enrol?lment|admission
        |discharge|stay|hospitali[sz]ation|birth|delivery|labou?r|pregnancy|gestation|death|lifetime|relapse
        |recurrence|progression|surgery|surgical|operation|(?:pre|post|intra|peri)?-?operative(?:ly)?|(?:pre|post)-?op
        |procedure|an(?:a)?esthesia|treatment|therapy|intervention|dose|dosing|infusion|injection|study|trial
        |follow(?:ing|ed)?[- ]?(?:up)?|before|after|during|until|throughout|through|end|start|completion
        |immediate(?:ly)?|once|one|two|three|four|five|six|seven|eight|nine|ten|twelve|session|duration|period|moment
        |examination|assessment|inclusion|recruitment|pre|post|intra-?op
        |long[- ]term|short[- ]term|course|transplantation|extubation|remission)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What an outcome is about, and what it can end with.
_SUBJECTS: Final = (
    "safety", "tolerability", "feasibility", "efficacy", "effectiveness", "satisfaction", "acceptability", "toxicity",
    "toxicities",
)  # fmt: skip
_EVENTS: Final = ("event", "events", "effect", "effects", "reaction", "reactions")
_LAST_WORDS: Final = (*_SUBJECTS, *_EVENTS, "life")
_NAME = rf"(?:{'|'.join(_SUBJECTS)}|(?:serious\s+)?(?:adverse|side)\s+(?:{'|'.join(_EVENTS)})|quality\s+of\s+life)"
_BEFORE = (
    r"(?:(?:the|overall|general|clinical|patients?|participants?|subjects?|study|treatment|of|to"
    r"|assess(?:ment)?|evaluat(?:e|ion)|determin(?:e|ation)|measure(?:ment)?)\s+)"
)
_AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[/&]\s*)"
_UNSPECIFIC = late(rf"{_BEFORE}{{0,4}}{_NAME}(?:{_AND}{_NAME}){{0,3}}\s*\.?", re.IGNORECASE)
#: What a description has that names the measure.
_MEASURE = late(
    r"\b(?:numbers?|counts?|quantity|proportions?|percent(?:age)?s?|incidences?|rates?|frequenc(?:y|ies)|occurrences?|scor\w+"
    r"|scales?|questionn?ai?re?s?|surveys?|interviews?|index|indices|inventory|instrument|likert|grad(?:es?|ed|ing)|ctca\w*"
    r"|eq-?5d\S*|sf-?(?:12|36)|dlqi|severity|ratio|costs?|means?|median|changes? (?:in|from|of)|assessed using)\b|%",
    re.IGNORECASE,
)
_SCALES: Final = ("scale", "scor", "questionnaire", "index", "inventory")
_SCALE = late(rf"\b(?:{'|'.join(_SCALES)})(?:e?s?|ing)\b", re.IGNORECASE)
_NO_SCALE = late(r"\bz[- ]?scores?\b|\bbmi\b|\bbody mass index\b|\bindex (?:segment|lesion|date|visit)", re.IGNORECASE)
#: Longer titles say more than a name.
_LONGEST_NAME: Final = 80


def _outcomes(trial: Trial) -> list[tuple[str, int, Outcome]]:
    return [(name, index, outcome) for name in _LISTS for index, outcome in enumerate(getattr(trial, name))]


@rule(
    "OUT005",
    severity=WARNING,
    source="PRS validation message of September 2018 on time frames that are a number alone",
    reads=_READS,
)
def time_frame_says_no_time(trial: Trial) -> Problems:
    """A time frame is a number without a unit, or "not applicable".

    Why:
        Nobody can say later whether the outcome was measured when planned.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="28")])
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="N/A")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="28 days")])
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="2005-2007")])
    """
    yield from counted_items(trial, "outcome", _without_unit(trial))


def _without_unit(trial: Trial) -> Places:
    for name, index, outcome in _outcomes(trial):
        frame = outcome.time_frame
        if frame and len(frame) < 40 and _NO_TIME.fullmatch(frame):
            intent = (
                "a unit such as days or weeks is probably missing" if frame[0].isdigit() else "say when it is measured"
            )
            yield frame, f"{name}[{index}].time_frame", f"the time frame is just {frame!r}; {intent}"


@rule("OUT006", severity=NOTE, source="NLM review criteria, time frame: a specific duration", reads=_READS)
def time_frame_without_time_word(trial: Trial) -> Problems:
    """A time frame has no number and no word of time or event.

    Why:
        A time frame is a length of time, or an event up to which the outcome is measured.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="as needed")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="up to discharge")])
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="N/A")])
    """
    yield from counted_items(trial, "outcome", _without_time(trial))


def _without_time(trial: Trial) -> Places:
    for name, index, outcome in _outcomes(trial):
        frame = outcome.time_frame
        # Most have a number, which is found faster.
        if frame and not _NUMBER.search(frame) and not _TIME.search(frame) and not _NO_TIME.fullmatch(frame):
            yield (
                frame,
                f"{name}[{index}].time_frame",
                f"the time frame {quoted(frame)} names no time; say when it is measured",
            )


@rule(
    "OUT008",
    severity=WARNING,
    source="PRS warning of June 2018 on titles that are not specific",
    reads=_READS,
    requires=WHOLE,
)
def measure_not_specific(trial: Trial) -> Problems:
    """The title of an outcome names a subject, such as safety, and neither it nor the description names a measure.

    Why:
        What is measured has to be known beforehand: "Safety" can become any result that turns out well.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Safety")])
        Trial(secondary_outcomes=[Outcome(measure="Safety and Tolerability")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Number of participants with adverse events")])
        Trial(primary_outcomes=[Outcome(measure="Safety", description="Incidence of adverse events")])
    """
    yield from counted_items(trial, "outcome", _unspecific(trial))


def _unspecific(trial: Trial) -> Places:
    for name, index, outcome in _outcomes(trial):
        measure = outcome.measure
        # What a measure ends with tells most apart, and is looked at faster.
        if (
            measure
            and len(measure) <= _LONGEST_NAME
            and measure.lower().rstrip(" .\t\n").endswith(_LAST_WORDS)
            and _UNSPECIFIC.fullmatch(measure)
            and not _MEASURE.search(outcome.description or "")
        ):
            message = f"{quoted(measure)} says no measure; name what is counted or measured"
            yield measure, f"{name}[{index}].measure", message


@rule(
    "OUT013",
    severity=NOTE,
    source="NLM review criteria for results: range and direction of scales",
    reads="primary_outcomes",
    requires=WHOLE,
)
def scale_without_range(trial: Trial) -> Problems:
    """A primary outcome is a score or scale, and no number says its range.

    Why:
        Readers need the lowest and the highest value, and which of them is better.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain score", description="Patients mark their pain.")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain score", description="From 0 (none) to 10 (worst).")])
        Trial(primary_outcomes=[Outcome(measure="Overall survival")])
    """
    yield from counted_items(trial, "outcome", _scales(trial))


def _scales(trial: Trial) -> Places:
    for index, outcome in enumerate(trial.primary_outcomes):
        measure = outcome.measure or ""
        lower = measure.lower()
        if not (any(word in lower for word in _SCALES) and _SCALE.search(measure)) or _NO_SCALE.search(measure):
            continue
        if not any(map(str.isdigit, measure)) and not any(map(str.isdigit, outcome.description or "")):
            message = f"{quoted(measure)} seems to be a scale without a range; say its ends, and which is better"
            yield measure, f"primary_outcomes[{index}].description", message
