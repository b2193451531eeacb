"""Facts that criteria state in words: ages, sex, pregnancy, healthy volunteers. Unclear words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal, final

from attrs import field, frozen

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.criterion import Criteria, EligibilityCriterion
from ctmodel.model.criteria.split_cache import split_criteria
from ctmodel.model.eligibility import Eligibility
from ctmodel.values import Age

#: Where to look for facts: in a trial's eligibility, its text, the split text, or some of its criteria.
Source = Eligibility | str | Criteria | EligibilityCriterion | Iterable[EligibilityCriterion]


@final
class Topic(StrEnum):
    """The topic of a mention."""

    MALE = "male"
    FEMALE = "female"
    PREGNANCY = "pregnancy"
    HEALTHY_VOLUNTEERS = "healthy volunteers"


@final
@frozen(kw_only=True)
class Mention:
    """Words in a criterion that mention a topic."""

    #: The topic.
    topic: Topic
    #: The words as written.
    text: str
    #: Start of the words in the eligibility text.
    start: int
    #: End of the words in the eligibility text.
    end: int
    #: The criterion that contains the words.
    criterion: EligibilityCriterion = field(repr=False)


@final
@frozen(kw_only=True)
class AgeRange:
    """An age limit, or a range of ages, that a criterion states."""

    #: Lowest age; None means no limit.
    lower: Age | None = None
    #: Highest age; None means no limit.
    upper: Age | None = None
    #: Whether the range includes the lowest age.
    lower_included: bool = True
    #: Whether the range includes the highest age.
    upper_included: bool = True
    #: The words as written.
    text: str
    #: Start of the words in the eligibility text.
    start: int
    #: End of the words in the eligibility text.
    end: int
    #: The criterion that contains the words.
    criterion: EligibilityCriterion = field(repr=False)


_Unit = Literal["Years", "Months", "Weeks", "Days"]
_UNITS: dict[str, _Unit] = {"y": "Years", "m": "Months", "w": "Weeks", "d": "Days"}

_UNIT = r"(?:years?|yrs?\.?|y/?o|months?|weeks?|days?)\b"
_OLD = r"(?:[ ]of[ ]age|[- ]old)"
_LEAST = r"(?:≥|\\?>\s?/?=|=\s?\\?>|at\s+least|minimum(?:\s+age)?(?:\s+of)?)"
_MORE = r"(?:\\?>|older\s+than|over|above|greater\s+than|more\s+than)"
_MOST = r"(?:≤|\\?<\s?/?=|=\s?\\?<|up\s+to|at\s+most|no\s+older\s+than|not\s+older\s+than)"
_LESS = r"(?:\\?<|younger\s+than|under|below|less\s+than)"

# A single limit is an age only if the words say so: "aged ...", "... of age", "... years old".
# Repeated spaces are matched possessively (``\s*+``), so that a long run of them takes linear time.
_BEFORE = r"(?P<aged>\b(?:aged?|ages)\b(?:\s++(?:of|from|is|was|must\s+be|range|between))*\s*+[:\uff1a=]?\s*+)?"
_RANGE = lazy_regex(
    rf"""{_BEFORE}(?:(?:between|from)\s+)?{_LEAST}?\s?
         (?<![\d.,])(?P<lower>\d{{1,3}})(?!\d|\.\d)(?:\s*+(?P<unit0>{_UNIT}))?{_OLD}?
         \s*+(?:-|\u2013|\u2014|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*{_MOST}?\s?
         (?P<upper>\d{{1,3}})(?!\d|\.\d)(?:[- ]?(?P<unit>{_UNIT})(?P<old>{_OLD})?)?
         (?:\s*+,?\s*+\(?inclusive\)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_SINGLE = lazy_regex(
    rf"""{_BEFORE}(?:(?P<least>{_LEAST})|(?P<more>{_MORE})|(?P<most>{_MOST})|(?P<less>{_LESS}))?\s?
         \b(?<![\d.,])(?P<number>\d{{1,3}})(?!\d|\.\d)(?:[- ]?(?P<unit>{_UNIT})(?P<old>{_OLD})?)?
         (?P<up>\s*(?:\(?(?:and|or)\s+(?:older|above|over|greater|more|up)\b\)?))?
         (?P<down>\s*(?:\(?(?:and|or)\s+(?:younger|below|under|less)\b\)?))?""",
    re.IGNORECASE | re.VERBOSE,
)
# The middle of every range, and the first character of every age. Both begin with a digit, which is fast to find.
_PAIR = lazy_regex(
    rf"""\d(?:\s*+{_UNIT})?{_OLD}?\s*+(?:-|\u2013|\u2014|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*{_MOST}?\s?\d""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = lazy_regex(r"\d")
# Every age has one of these nearby.
_WORDS_OF_AGE = ("year", "age", "old", "yr", "y/o", "yo")
#: How far the words of an age extend on each side of its number, in characters.
_REACH = 80
# Before a range, these show that it is a range of ages.
_PEOPLE_BEFORE = lazy_regex(
    r"(?:adults?|patients?|subjects?|participants?|volunteers?|individuals|children|adolescents|males?|females?|men|women)"
    r"(?:\s*\(?\s*(?:aged?|ages|between|from)?)\s*$",
    re.IGNORECASE,
)
# After it, these show that it is a time: "18 to 24 months after surgery".
_TIME_AFTER = lazy_regex(
    r"\s*(?:after|ago|before|prior|preceding|since|post|following|duration|of\s+(?:treatment|follow)|history|from\b|of\s+diagnosis)",
    re.IGNORECASE,
)
_MENTIONS = {
    Topic.MALE: lazy_regex(r"(?<![\w-])(?:males?|men|boys?)\b", re.IGNORECASE),
    Topic.FEMALE: lazy_regex(r"(?<![\w-])(?:females?|women|woman|girls?)\b", re.IGNORECASE),
    Topic.PREGNANCY: lazy_regex(
        r"\b(?:pregnan(?:t|cy|cies)|breast[- ]?feeding|lactat(?:ing|ion)|nursing\s+(?:women|mothers?|females?))\b",
        re.IGNORECASE,
    ),
    Topic.HEALTHY_VOLUNTEERS: lazy_regex(
        r"\bhealthy\s+(?:(?:male|female|adult|human|normal)\s+){0,2}"
        r"(?:volunteers?|subjects?|controls?|participants?|individuals?|persons?|people|adults?|men|women|males?|females?)\b",
        re.IGNORECASE,
    ),
}


def ages(source: Source) -> list[AgeRange]:
    """Return the ages that criteria state: ``18 to 65 years``, ``>= 18 years of age``, ``aged 18 or older``."""
    return [found for criterion in _criteria(source) for found in _ages_in(criterion)]


def sexes(source: Source) -> list[Mention]:
    """Return the mentions of men and women in criteria."""
    return _mentions(source, Topic.MALE, Topic.FEMALE)


def pregnancies(source: Source) -> list[Mention]:
    """Return the mentions of pregnancy and breastfeeding in criteria."""
    return _mentions(source, Topic.PREGNANCY)


def healthy_volunteers(source: Source) -> list[Mention]:
    """Return the mentions of healthy volunteers in criteria."""
    return _mentions(source, Topic.HEALTHY_VOLUNTEERS)


def _criteria(source: Source) -> Iterable[EligibilityCriterion]:
    if isinstance(source, Eligibility):
        return source.criteria
    if isinstance(source, str):
        source = split_criteria(source)
    if isinstance(source, Criteria):
        return source.criteria
    return (source,) if isinstance(source, EligibilityCriterion) else source


def _mentions(source: Source, *topics: Topic) -> list[Mention]:
    found = []
    for criterion in _criteria(source):
        for topic in topics:
            for match in _MENTIONS[topic].finditer(criterion.raw):
                start, end = (criterion.start + place for place in match.span())
                found.append(Mention(topic=topic, text=match[0], start=start, end=end, criterion=criterion))
    return sorted(found, key=lambda mention: mention.start)


def _ages_in(criterion: EligibilityCriterion) -> Iterator[AgeRange]:
    raw, body = criterion.raw, criterion.body_start - criterion.start
    words = raw.lower()
    if not any(word in words for word in _WORDS_OF_AGE):
        return
    place = body
    ranges: list[re.Match[str]] = []
    if _PAIR.search(raw, body):
        ranges = [match for match in _RANGE.finditer(raw, body) if _is_range_of_age(match, body)]
    for match in ranges:
        yield from _singles(criterion, place, match.start())
        unit = match["unit"] or match["unit0"] or "years"
        lower, upper = _age(match["lower"], match["unit0"] or unit), _age(match["upper"], unit)
        place = match.end()
        if lower <= upper:
            yield _range(criterion, match, lower=lower, upper=upper)
    yield from _singles(criterion, place, len(raw))


def _is_range_of_age(match: re.Match[str], body: int) -> bool:
    """Whether two numbers are ages rather than lengths of time, doses or counts."""
    before = match.string[max(body, match.start() - 40) : match.start()]
    if _TIME_AFTER.match(match.string, match.end()):
        return False
    if match["aged"] or match["old"]:
        return True
    if not (match["unit"] and match["unit"].lower().startswith("y")):
        return False
    return not before.strip() or _PEOPLE_BEFORE.search(before) is not None


def _singles(criterion: EligibilityCriterion, start: int, end: int) -> Iterator[AgeRange]:
    """Yield the ages with one limit between two positions."""
    digits = [found.start() for found in _DIGIT.finditer(criterion.raw, start, end)]
    if not digits:
        return
    start, end = max(start, digits[0] - _REACH), min(end, digits[-1] + _REACH)
    for match in _SINGLE.finditer(criterion.raw, start, end):
        low = bool(match["least"] or match["more"] or match["up"])
        high = bool(match["most"] or match["less"] or match["down"])
        if low == high or not (match["aged"] or match["old"] or _opens_with_years(criterion, match)):
            continue
        if _TIME_AFTER.match(criterion.raw, match.end()):
            continue
        age = _age(match["number"], match["unit"] or "years")
        if low:
            yield _range(criterion, match, lower=age, lower_included=not match["more"] or bool(match["up"]))
        else:
            yield _range(criterion, match, upper=age, upper_included=not match["less"] or bool(match["down"]))


def _opens_with_years(criterion: EligibilityCriterion, match: re.Match[str]) -> bool:
    """Whether a criterion begins with a limit in years: ``>= 18 years``."""
    first = criterion.body_start - criterion.start
    if match.start() > first or not (match["unit"] or "").lower().startswith("y"):
        return False
    following = criterion.raw[match.end() : match.end() + 20].strip()[:1]
    return not following.isalpha()


def _age(number: str, unit: str) -> Age:
    return Age(int(number), _UNITS[unit[0].lower()])


def _range(
    criterion: EligibilityCriterion,
    match: re.Match[str],
    *,
    lower: Age | None = None,
    upper: Age | None = None,
    lower_included: bool = True,
    upper_included: bool = True,
) -> AgeRange:
    text = match[0].strip()
    start = criterion.start + match.start() + match[0].find(text)
    return AgeRange(
        lower=lower,
        upper=upper,
        lower_included=lower_included,
        upper_included=upper_included,
        text=text,
        start=start,
        end=start + len(text),
        criterion=criterion,
    )
