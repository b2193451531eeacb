"""Rules about how planned outcome measures are put: titles and time frames (OUT)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.outcomes import Outcome
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted

_LISTS: Final = ("primary_outcomes", "secondary_outcomes", "other_outcomes")
_READS: Final = " ".join(_LISTS)

_NO_TIME = lazy_regex(
    r"[-\u2212]?\d+(?:[.,]\d+)?\W?|\d{1,3}(?:\s*(?:[-\u2013,;]|to|and)\s*\d{1,3})+\W?"
    r"|n\s?[./]?\s?a\.?|not\s+applicable\.?",
    re.IGNORECASE,
)
_NUMBER = lazy_regex(r"\d")
_TIME = lazy_regex(
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
_UNSPECIFIC = lazy_regex(rf"{_BEFORE}{{0,4}}{_NAME}(?:{_AND}{_NAME}){{0,3}}\s*\.?", re.IGNORECASE)
#: What a description has that names the measure.
_MEASURE = lazy_regex(
    r"\b(?:numbers?|counts?|quantity|proportions?|percent(?:age)?s?|incidences?|rates?|frequenc(?:y|ies)|occurrences?|scor\w+"
    r"|scales?|questionn?ai?re?s?|surveys?|interviews?|index|indices|inventory|instrument|likert|grad(?:es?|ed|ing)|ctca\w*"
    r"|eq-?5d\S*|sf-?(?:12|36)|dlqi|severity|ratio|costs?|means?|median|changes? (?:in|from|of)|assessed using)\b|%",
    re.IGNORECASE,
)
_AIM = lazy_regex(
    r"""[\W\d_]{0,5}(?:
        to\s+(?:[a-z]{1,15}ly\s+)?(?:further\s+)?(?:evaluat|assess|determin|compar|investigat|describ|explor|observ
            |estimat|identif|examin|obtain|calculat|analy[sz]|establish|characteri[sz]|correlat|discover|understand|reveal
            |verif|confirm|demonstrat|validat|quantif|measur|study\b|find\b|test\b|show\b|see\b|prove\b)
        |(?:evaluate|assess|determine|compare|investigate|describe|explore|examine|identify|establish|characteri[sz]e
            |demonstrate)\s+[^\s:=-]
        |(?:the\s+)?(?:(?:primary|secondary|main|major|exploratory|principal)\s+)?(?:objective|aim|purpose|goal)s?
            \s+(?:of\s+(?:the|this|our)\s+(?:study|trial)\b|is\b|was\b|are\b|will\s+be\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# An aim that names what is measured says enough.
_MEASURED = lazy_regex(
    r"\b(?:rates?|number|proportion|percent(?:age)?|changes?|survival|time\s+(?:to|spent|in|of)|duration|incidence|frequency"
    r"|prevalence|scores?|scale|questionnaire|maximum\s+tolerated|levels?|concentrations?|titers?|volumes?|mean|median|size|counts?)\b",
    re.IGNORECASE,
)
_STUDY = lazy_regex(r"study|trial", re.IGNORECASE)
# Nothing but the study: with a word more, a time frame can say enough.
_WHOLE_STUDY = lazy_regex(
    r"(?:(?:from\s+)?baseline(?:\s*(?:,|to|and|-))?\s*)?"
    r"(?:(?:from|up|at|until|till|through|throughout|during|over|to|the|for|whole|entire|full|all|and|in|by|on|an?"
    r"|average|course|duration|of)\s+){0,8}"
    r"(?:(?:study|trial)(?:\s+(?:completion|end|period|duration|participation|course))?"
    r"|(?:completion|end|close|duration|course|conclusion)\s+of\s+(?:the\s+)?(?:study|trial)(?:\s+(?:period|participation))?)\W?",
    re.IGNORECASE,
)
_LENGTH_OF_TIME = lazy_regex(r"\d[\s-]{0,3}(?:hour|day|week|month|year)", re.IGNORECASE)
#: Longer titles say more than a name.
_LONGEST_NAME: Final = 80


def _outcomes(trial: Trial) -> list[tuple[str, int, Outcome]]:
    return [(name, index, outcome) for name in _LISTS for index, outcome in enumerate(getattr(trial, name))]


@rule(
    "OUT005",
    severity=WARNING,
    source="PRS validation message of September 2018 on time frames that are only a number",
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
        if measure and _is_unspecific(measure) and not _MEASURE.search(outcome.description or ""):
            yield (
                measure,
                f"{name}[{index}].measure",
                f"{quoted(measure)} says no measure; name what is counted or measured",
            )


def _is_unspecific(measure: str) -> bool:
    # What a measure ends with tells most apart, and is looked at faster.
    return (
        len(measure) <= _LONGEST_NAME
        and measure.lower().rstrip(" .\t\n").endswith(_LAST_WORDS)
        and _UNSPECIFIC.fullmatch(measure) is not None
    )


@rule(
    "OUT017",
    severity=NOTE,
    source="PRS data element definitions, Outcome Measures, Title: name of the measure; measured: 3.5 % of records",
    reads=_READS,
)
def outcome_is_an_aim(trial: Trial) -> Problems:
    """The title of an outcome is worded as an aim of the study.

    Why:
        "To evaluate the effect of A on B" says what is asked, not what is measured of each participant: any result can
        answer it. Aims belong into the description of the study.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="To evaluate the effect of A on B")])
        Trial(secondary_outcomes=[Outcome(measure="The objective of the study is to compare A and B")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Objective response rate"), Outcome(measure="Assessment of pain")])
        Trial(primary_outcomes=[Outcome(measure="Time to progression, to evaluate A")])
    """
    yield from counted_items(trial, "outcome", _aims(trial))


def _aims(trial: Trial) -> Places:
    for name, index, outcome in _outcomes(trial):
        measure = outcome.measure
        # Of the safety of a treatment, another rule says that it is no measure.
        if measure and _AIM.match(measure) and not _MEASURED.search(measure) and not _is_unspecific(measure):
            message = f"{quoted(measure)} is worded as an aim; name what is measured, such as a change, rate or count"
            yield "aim", f"{name}[{index}].measure", message


@rule(
    "OUT018",
    severity=NOTE,
    source="PRS data element definitions, Outcome Measures, Time Frame: through study completion, an average of 1 year",
    reads=_READS,
)
def time_frame_is_the_study(trial: Trial) -> Problems:
    """A time frame is the study as a whole, and nobody can tell how long that is.

    Why:
        The registry asks for the duration, at least on average: "through study completion, an average of 1 year".

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Survival", time_frame="through study completion")])
        Trial(secondary_outcomes=[Outcome(measure="Survival", time_frame="End of study")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Survival", time_frame="through study completion, on average a year")])
        Trial(primary_outcomes=[Outcome(measure="Survival at 12 months", time_frame="End of study")])
    """
    yield from counted_items(trial, "outcome", _whole_studies(trial))


def _whole_studies(trial: Trial) -> Places:
    for name, index, outcome in _outcomes(trial):
        frame = outcome.time_frame
        if (
            frame
            and _STUDY.search(frame)
            and _WHOLE_STUDY.fullmatch(frame)
            and not _LENGTH_OF_TIME.search(f"{outcome.measure} {outcome.description}")
        ):
            message = f"{quoted(frame)} says no duration; add it, as in 'an average of 1 year'"
            yield "no duration", f"{name}[{index}].time_frame", message
