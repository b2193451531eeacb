"""Outcomes as the platform's registers write them: a measure with its time frame, in one text or several."""

import re
from typing import Any, Final

from ctmodel.formats.conversions import labelled
from ctmodel.formats.ictrp.texts import lines, says_nothing
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion, InPart

_END_POINT: Final = "primary end point(s)"
_TIME_POINT: Final = "timepoint(s) of evaluation of this end point"
_OBJECTIVES: Final = "main objective", "secondary objective"
_LABEL: Final = re.compile(
    rf"(?:^|;)\s*({'|'.join(map(re.escape, (_END_POINT, _TIME_POINT, *_OBJECTIVES)))}):", re.IGNORECASE
)
# Groups: a measure, what is said of its time, and the time.
_WITH_METHOD: Final = re.compile(r"((?:(?!Timepoint:).)+)(Timepoint: ?(.*?)\.? Method of measurement:.*)", re.DOTALL)
_WITH_TIME: Final = re.compile(r"(.+?)((?:Timepoint|Measurement time): ?(.+))", re.DOTALL)
_IN_BRACKETS: Final = re.compile(r"(.+?)(\[(?: ?Time ?frame:? )?([^\[\]]+)\])", re.DOTALL)


def _end_points(text: str) -> Any:
    """Take the end points and their time points from among the objectives."""
    said = {label[1].lower(): words.strip() for label, words in labelled(_LABEL, lines(text))}
    if not said:
        return REFUSED
    said = {label: words for label, words in said.items() if not says_nothing(words)}
    if _END_POINT not in said:
        return NO_PLACE if said else NOTHING
    end_point = {"measure": said[_END_POINT]} | ({"time_frame": said[_TIME_POINT]} if _TIME_POINT in said else {})
    return InPart([end_point], "the objectives have no place")


END_POINTS: Final = Conversion(_end_points, "objectives and end points with their labels", keeps_words=True)


def _with_methods(text: str) -> Any:
    """Take ``Cough. Timepoint: Daily. Method of measurement: Diary.;`` apart; what follows the measure describes it."""
    pieces = [piece.strip() for piece in re.split(r"(?<=\.);", lines(text)) if piece.strip()]
    found = [_WITH_METHOD.fullmatch(piece) for piece in pieces]
    if not pieces or not all(found):
        return REFUSED
    return [_timed(match) for match in found if match]


def _with_time(text: str) -> Any:
    """Take ``Weight Timepoint: 6 weeks`` apart; with several time points, it is unclear where an outcome begins."""
    match = _WITH_TIME.fullmatch(lines(text))
    if match is None or _WITH_TIME.search(match[3]):
        return REFUSED
    return [_timed(match)]


def _in_brackets(text: str) -> Any:
    """Take ``Weight[6 weeks];Height[Time frame: 1 year]`` apart."""
    pieces = [piece.strip() for piece in re.split(r"(?<=\])\s*[;\n]", lines(text)) if piece.strip()]
    found = [_IN_BRACKETS.fullmatch(piece) for piece in pieces]
    if not pieces or not all(found):
        return REFUSED
    return [_timed(match) for match in found if match]


def _timed(match: re.Match[str]) -> dict[str, str]:
    """Return an outcome with its time frame; the description has what is lost otherwise, such as a label."""
    measure, said, time_frame = (text.strip() for text in match.groups())
    outcome = {"measure": measure.rstrip("."), "time_frame": time_frame.rstrip(".")}
    if said != f"[{match[3]}]":
        # Without a space before the label, its word runs into the measure's last one.
        outcome["description"] = match[0].strip() if match[1][-1].isalnum() and said[0] != "[" else said
    return {name: text for name, text in outcome.items() if text}


def _whole(text: str) -> Any:
    words = lines(text)
    if labelled(_LABEL, words):
        return NO_PLACE  # objectives without an end point: no measure
    return NOTHING if says_nothing(words) else [{"measure": words}]


WITH_METHODS: Final = Conversion(_with_methods, "outcomes with time point and method of measurement", keeps_words=True)
WITH_TIME: Final = Conversion(_with_time, "an outcome with its time point", keeps_words=True)
IN_BRACKETS: Final = Conversion(_in_brackets, "outcomes with their time frames in brackets", keeps_words=True)
WHOLE: Final = Conversion(_whole, "text", keeps_words=True)
