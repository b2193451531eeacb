"""Rules about the wording of planned outcome measures: titles and time frames (OUT)."""

import re
from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.outcomes import Outcome
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, Rule, rule
from ctmodel.rules.finding import Severity
from ctmodel.rules.quoting import quoted

_LISTS: Final = ("primary_outcomes", "secondary_outcomes", "other_outcomes")

# Each rule has a look, which searches the titles or time frames of all outcomes at once, each on a line of its own.
_NO_TIME_FORM = (
    r"(?:[-\u2212]?\d+(?:[.,]\d+)?\W?|\d{1,3}(?:\s*(?:[-\u2013,;]|to|and)\s*\d{1,3})+\W?"
    r"|n\s?[./]?\s?a\.?|not\s+applicable\.?)"
)
_NO_TIME = lazy_regex(_NO_TIME_FORM, re.IGNORECASE)
_MAY_BE_NO_TIME = lazy_regex(rf"\n{_NO_TIME_FORM}\n", re.IGNORECASE)
_NUMBER = lazy_regex(r"\d")
_MAY_LACK_NUMBER = lazy_regex(r"\n[^\d\n]*\n")
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
# Subjects of an outcome, and the words that it can end with.
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
_UNSPECIFIC_FORM = rf"{_BEFORE}{{0,4}}{_NAME}(?:{_AND}{_NAME}){{0,3}}\s*\.?"
_UNSPECIFIC = lazy_regex(_UNSPECIFIC_FORM, re.IGNORECASE)
_MAY_BE_UNSPECIFIC = lazy_regex(rf"\n{_UNSPECIFIC_FORM}\n", re.IGNORECASE)
#: Words of a description that names the measure.
_MEASURE = lazy_regex(
    r"\b(?:numbers?|counts?|quantity|proportions?|percent(?:age)?s?|incidences?|rates?|frequenc(?:y|ies)|occurrences?|scor\w+"
    r"|scales?|questionn?ai?re?s?|surveys?|interviews?|index|indices|inventory|instrument|likert|grad(?:es?|ed|ing)|ctca\w*"
    r"|eq-?5d\S*|sf-?(?:12|36)|dlqi|severity|ratio|costs?|means?|median|changes? (?:in|from|of)|assessed using)\b|%",
    re.IGNORECASE,
)
_AIM_FORM = r"""[\W\d_]{0,5}(?:
        to\s+(?:[a-z]{1,15}ly\s+)?(?:further\s+)?(?:evaluat|assess|determin|compar|investigat|describ|explor|observ
            |estimat|identif|examin|obtain|calculat|analy[sz]|establish|characteri[sz]|correlat|discover|understand|reveal
            |verif|confirm|demonstrat|validat|quantif|measur|study\b|find\b|test\b|show\b|see\b|prove\b)
        |(?:evaluate|assess|determine|compare|investigate|describe|explore|examine|identify|establish|characteri[sz]e
            |demonstrate)\s+[^\s:=-]
        |(?:the\s+)?(?:(?:primary|secondary|main|major|exploratory|principal)\s+)?(?:objective|aim|purpose|goal)s?
            \s+(?:of\s+(?:the|this|our)\s+(?:study|trial)\b|is\b|was\b|are\b|will\s+be\b))"""
_AIM = lazy_regex(_AIM_FORM, re.IGNORECASE | re.VERBOSE)
_MAY_BE_AIM = lazy_regex(rf"\n{_AIM_FORM}", re.IGNORECASE | re.VERBOSE)
# An aim that names a measure is specific enough.
_MEASURED = lazy_regex(
    r"\b(?:rates?|number|proportion|percent(?:age)?|changes?|survival|time\s+(?:to|spent|in|of)|duration|incidence|frequency"
    r"|prevalence|scores?|scale|questionnaire|maximum\s+tolerated|levels?|concentrations?|titers?|volumes?|mean|median|size|counts?)\b",
    re.IGNORECASE,
)
# Only the study: with any other word, a time frame can be specific enough.
_WHOLE_STUDY_FORM = (
    r"(?:(?:from\s+)?baseline(?:\s*(?:,|to|and|-))?\s*)?"
    r"(?:(?:from|up|at|until|till|through|throughout|during|over|to|the|for|whole|entire|full|all|and|in|by|on|an?"
    r"|average|course|duration|of)\s+){0,8}"
    r"(?:(?:study|trial)(?:\s+(?:completion|end|period|duration|participation|course))?"
    r"|(?:completion|end|close|duration|course|conclusion)\s+of\s+(?:the\s+)?(?:study|trial)(?:\s+(?:period|participation))?)\W?"
)
_WHOLE_STUDY = lazy_regex(_WHOLE_STUDY_FORM, re.IGNORECASE)
_MAY_BE_WHOLE_STUDY = lazy_regex(rf"\n{_WHOLE_STUDY_FORM}\n", re.IGNORECASE)
_LENGTH_OF_TIME = lazy_regex(r"\d[\s-]{0,3}(?:hour|day|week|month|year)", re.IGNORECASE)
#: Longer titles contain more than the name of a subject.
_LONGEST_NAME: Final = 80


#: What is wrong with an outcome: the cause, for counting, and the message.
_Judged = tuple[str, str] | None


def _about(
    code: str,
    attribute: str,
    look: Callable[[str], object],
    *,
    severity: Severity,
    source: str,
    requires: str | None = None,
) -> Callable[[Callable[[Outcome], _Judged]], Rule]:
    """Make a rule about the wording of a text of outcomes; the function judges one outcome.

    Args:
        code: the code of the rule.
        attribute: the text, ``measure`` or ``time_frame``.
        look: whether the function may find anything in these texts, given on a line each between line feeds.
        severity: how bad it is.
        source: where the rule comes from.
        requires: the attribute whose absence the rule reports, if it does.
    """
    of_all = {"measure": attrgetter("measures"), "time_frame": attrgetter("time_frames")}[attribute]

    def made(judge: Callable[[Outcome], _Judged]) -> Rule:
        @rule(code, severity=severity, source=source, reads=" ".join(_LISTS), requires=requires)
        @wraps(judge)
        def check(trial: Trial, record: Record) -> Problems:
            return counted_items(trial, "outcome", _places(trial) if look(of_all(record)) else ())

        def _places(trial: Trial) -> Places:
            for name in _LISTS:
                for index, outcome in enumerate(getattr(trial, name)):
                    judged = judge(outcome)
                    if judged is not None:
                        cause, message = judged
                        yield cause, f"{name}[{index}].{attribute}", message

        return check

    return made


@_about(
    "OUT005",
    "time_frame",
    lambda frames: _MAY_BE_NO_TIME.search(frames),
    severity=WARNING,
    source="PRS validation message of September 2018 on time frames that are only a number",
)
def time_frame_is_not_a_time(outcome: Outcome) -> _Judged:
    """A time frame is a number without a unit, or "not applicable".

    Why:
        Nobody can check later whether the outcome was measured when planned.

    Fix:
        State a number and a unit, or an event, such as "12 weeks" or "at discharge".

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="28")])
        Trial(secondary_outcomes=[Outcome(measure="Pain", time_frame="N/A")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="28 days")])
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="2005-2007")])
    """
    frame = outcome.time_frame
    if not frame or len(frame) >= 40 or not _NO_TIME.fullmatch(frame):
        return None
    unit = "a unit, such as days or weeks, is probably missing"
    return frame, f"the time frame is only {frame!r}; {unit if frame[0].isdigit() else 'say when it is measured'}"


@_about(
    "OUT006",
    "time_frame",
    lambda frames: _MAY_LACK_NUMBER.search(frames),
    severity=NOTE,
    source="NLM review criteria, time frame: a specific duration",
)
def time_frame_without_time_word(outcome: Outcome) -> _Judged:
    """A time frame contains neither a number nor a word for a time or an event.

    Why:
        A time frame is a period of time, or an event until which the outcome is measured.

    Fix:
        State a period of time or an event, such as "12 weeks" or "at discharge".

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="as needed")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="up to discharge")])
        Trial(primary_outcomes=[Outcome(measure="Pain", time_frame="N/A")])
    """
    frame = outcome.time_frame
    # Most have a number, which is faster to find.
    if not frame or _NUMBER.search(frame) or _TIME.search(frame) or _NO_TIME.fullmatch(frame):
        return None
    return frame, f"the time frame {quoted(frame)} does not name a time; say when it is measured"


@_about(
    "OUT008",
    "measure",
    lambda measures: _MAY_BE_UNSPECIFIC.search(measures),
    severity=WARNING,
    source="PRS warning of June 2018 on titles that are not specific",
    requires=WHOLE,
)
def measure_not_specific(outcome: Outcome) -> _Judged:
    """An outcome has a subject, such as safety, as its title, and its description does not name a measure.

    Why:
        What is measured must be fixed in advance: "Safety" can become any result that turns out well.

    Fix:
        Name what is measured and how, such as "number of participants with adverse events of grade 3 or higher".

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Safety")])
        Trial(secondary_outcomes=[Outcome(measure="Safety and Tolerability")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Number of participants with adverse events")])
        Trial(primary_outcomes=[Outcome(measure="Safety", description="Incidence of adverse events")])
    """
    measure = outcome.measure
    if not measure or not _is_unspecific(measure) or _MEASURE.search(outcome.description or ""):
        return None
    return measure, f"{quoted(measure)} is not a measure; name what is counted or measured"


def _is_unspecific(measure: str) -> bool:
    # The last word rules out most, and is faster to check.
    return (
        len(measure) <= _LONGEST_NAME
        and measure.lower().rstrip(" .\t\n").endswith(_LAST_WORDS)
        and _UNSPECIFIC.fullmatch(measure) is not None
    )


@_about(
    "OUT017",
    "measure",
    lambda measures: _MAY_BE_AIM.search(measures),
    severity=NOTE,
    source="PRS data element definitions, Outcome Measures, Title: name of the measure; measured: 3.5 % of records",
)
def outcome_is_an_aim(outcome: Outcome) -> _Judged:
    """The title of an outcome is worded as an aim of the study.

    Why:
        "To evaluate the effect of A on B" is a question, not something measured in each participant: any result can
        answer it. Aims belong in the description of the study.

    Fix:
        Name what is measured in each participant, and move the aim to the brief summary.

    Fires:
        Trial(primary_outcomes=[Outcome(measure="To evaluate the effect of A on B")])
        Trial(secondary_outcomes=[Outcome(measure="The objective of the study is to compare A and B")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Objective response rate"), Outcome(measure="Assessment of pain")])
        Trial(primary_outcomes=[Outcome(measure="Time to progression, to evaluate A")])
    """
    measure = outcome.measure
    # OUT008 reports aims about a subject, such as the safety of a treatment.
    if not measure or not _AIM.match(measure) or _MEASURED.search(measure) or _is_unspecific(measure):
        return None
    return "aim", f"{quoted(measure)} is worded as an aim; name what is measured, such as a change, rate or count"


def _may_be_whole_study(frames: str) -> bool:
    """Whether a line may be only about the study; many frames name neither study nor trial, which is found faster."""
    lower = frames.lower()
    return ("study" in lower or "trial" in lower) and _MAY_BE_WHOLE_STUDY.search(frames) is not None


@_about(
    "OUT018",
    "time_frame",
    _may_be_whole_study,
    severity=NOTE,
    source="PRS data element definitions, Outcome Measures, Time Frame: through study completion, an average of 1 year",
)
def time_frame_is_the_study(outcome: Outcome) -> _Judged:
    """A time frame is the whole study, without a duration.

    Why:
        The registry asks for a duration, or at least an average: "through study completion, an average of 1 year".

    Fix:
        Add a duration, such as "through study completion, an average of 1 year".

    Fires:
        Trial(primary_outcomes=[Outcome(measure="Survival", time_frame="through study completion")])
        Trial(secondary_outcomes=[Outcome(measure="Survival", time_frame="End of study")])

    Silent:
        Trial(primary_outcomes=[Outcome(measure="Survival", time_frame="through study completion, on average a year")])
        Trial(primary_outcomes=[Outcome(measure="Survival at 12 months", time_frame="End of study")])
    """
    frame = outcome.time_frame
    if not frame or not _WHOLE_STUDY.fullmatch(frame):
        return None
    if _LENGTH_OF_TIME.search(f"{outcome.measure} {outcome.description}"):
        return None
    return "no duration", f"{quoted(frame)} has no duration; add one, as in 'an average of 1 year'"
