"""Which lines are headers, and what they say."""

import re
from typing import final

from attrs import frozen

from ctmodel.model.criteria.criterion import CriterionKind
from ctmodel.model.criteria.markdown import plain
from ctmodel.model.criteria.wordings import (
    BOTH,
    COHORTS,
    COLONS,
    CRITERIA_WORDS,
    EXCLUDING,
    EXCLUSION_WORDS,
    GENERAL_WORDS,
    INCLUDING,
    INCLUSION_WORDS,
    LEGACY_HEADINGS,
    NOT_IN_A_HEADER,
    NOTES,
    PEOPLE,
    REMARKS,
    UMBRELLAS,
    WHOLE_REMARKS,
)

#: Longer headers, labels and remarks are none; it bounds the work on a line.
LONGEST_HEADER = 160
LONGEST_SENTENCE = 400
LONGEST_LABEL = 80


def _any_of(rows: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


_EXCLUSION, _INCLUSION, _CRITERIA = ("|".join(rows) for rows in (EXCLUSION_WORDS, INCLUSION_WORDS, CRITERIA_WORDS))
_KEYWORD = re.compile(
    rf"""(?<![^\W\d_])(?: (?P<named>{_CRITERIA})\s+(?:for|of)\s+(?P<exc0>{_EXCLUSION})\b
       | (?P<named2>{_CRITERIA})\s+(?:for|of)\s+(?:{_INCLUSION})\b
       | (?: (?P<exc>{_EXCLUSION}) | (?:{_INCLUSION}) )\b(?:\s+(?P<criteria>{_CRITERIA}))? )""",
    re.IGNORECASE | re.VERBOSE,
)
# A second header in the middle of a line.
_MID = re.compile(
    rf"""(?: \b(?:Key|Main|Major|General)\s+ )? \b
         (?: (?:Inclusion|Exclusion|Non-[Ii]nclusion|INCLUSION|EXCLUSION)\s[Cc](?:riteria|RITERIA)\s?(?:[{COLONS}]|$)
           | (?<=[.;,]\s)(?:inclusion|exclusion)\scriteria\s?[{COLONS}] )""",
    re.VERBOSE,
)
# Before these words the keyword is spoken of: "see Exclusion Criteria: 5".
_SPOKEN_OF = frozenset("a all an and any by every following from in meet meets no of or per see the to under with".split())
_BOTH = _any_of(BOTH)
_EXCLUDING = _any_of(EXCLUDING)
_INCLUDING = _any_of(INCLUDING)
_UMBRELLA = _any_of(UMBRELLAS)
_LEGACY = re.compile(rf"(?:{'|'.join(LEGACY_HEADINGS)})\s*[{COLONS}]", re.IGNORECASE)
_REMARK = _any_of(REMARKS)
_NOTE = _any_of(NOTES)
_COHORT = re.compile(
    rf"""[\[(]?(?:for\s+|all\s+)?(?:(?:{COHORTS})\s*(?:\#\s*)?(?:\d\w{{0,2}}|[A-Z]\d?|[IVX]{{1,4}}|one|two|three|four)\b
       | (?:\w+[\s-]){{1,3}}(?:{COHORTS})\b(?!\s+\w)
       | (?:\w+[\s-]){{0,3}}(?:controls?|volunteers|patients|participants|subjects|donors?|caregivers?)\b(?!\s+\w) )""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_PEOPLE = re.compile(rf"\b(?:{PEOPLE}|{COHORTS})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
# Ages, limits and counts require something: no label has them.
_LIMIT = re.compile(r"[≥≤<>=]|\d\s*(?:-|to|–)\s*\d+\s*(?:years|months|y\b)|\byears\b|\bmonths\b|\d\s*%")
_STRAY = re.compile(r"[\s#*_\\\d.()\[\]–—-]*")
_PREPOSITION = re.compile(
    r"(?:\d|and\b|at\b|before\b|by\b|during\b|for\b|from\b|in\b|of\b|on\b|only\b|prior\b|related\b|specific\b|to\b"
    r"|regarding\b|after\b|with\b|within\b|determined\b|assessed\b|\()",
    re.IGNORECASE,
)
_EDGES = " \t\r\n\xa0*_#\\-–—.,;()[]{}<>" + COLONS


@final
@frozen
class Heading:
    """A header with the name of a kind: what it says, and where it ends."""

    kind: CriterionKind
    #: Where the header ends; what is behind is the section's first text.
    end: int
    label: str | None
    #: Whether words follow the colon.
    inline: bool = False


def heading_at(text: str, start: int, end: int, *, marked: bool) -> Heading | None:
    """Read the header that a block begins with, if it names a kind: ``Key Exclusion Criteria: Pregnancy``."""
    raw = text[start : min(end, start + LONGEST_SENTENCE)]
    keyword = _KEYWORD.search(raw, 0, LONGEST_HEADER)
    if keyword is None or (both := _BOTH.search(raw, 0, LONGEST_HEADER)) and not _doubled(both):
        return _heading_of_both(raw, start, end) if keyword and not marked else None
    prefix = raw[_end_of(_STRAY, raw, keyword.start()) : keyword.start()]
    if not _names_a_section(prefix, limit=7):
        return None
    named = keyword["named"] or keyword["named2"] or keyword["criteria"]
    kind = CriterionKind.EXCLUSION if keyword["exc"] or keyword["exc0"] else CriterionKind.INCLUSION
    behind = raw[keyword.end() :]
    whole = len(raw) == end - start
    colon = _first_colon(behind)
    if colon < 0:
        reach = _reach_without_colon(behind, prefix, named=bool(named), marked=marked, whole=whole)
        if reach is None:
            return None
        label = _label(prefix, behind[:reach])
        return Heading(kind, start + keyword.end() + reach if behind[reach:].strip() else end, label, bool(behind[reach:].strip()))
    qualifier, rest = behind[:colon], behind[colon + 1 :].lstrip(COLONS)
    if not _names_a_section(qualifier, limit=20) or not _bears_colon(prefix, qualifier, rest, bool(named), marked):
        return None
    if _STRAY.fullmatch(rest):
        return Heading(kind, end, _label(prefix, qualifier)) if whole else None
    return Heading(kind, start + len(raw) - len(rest), _label(prefix, qualifier), inline=True)


def _doubled(both: re.Match[str]) -> bool:
    """Whether both words mean exclusion: ``No inclusion / Exclusion Criteria``."""
    before = both.string[: both.start()].rstrip(" -–").lower()
    return before.endswith(("no", "non"))


def _heading_of_both(raw: str, start: int, end: int) -> Heading | None:
    """Read ``Inclusion/Exclusion Criteria:``, which names no single kind."""
    words = raw.rstrip()
    if len(raw) < end - start or len(words) > LONGEST_HEADER:
        return None
    if words.endswith(tuple(COLONS)) or (len(_WORD.findall(words)) <= 5 and _names_a_section(words, limit=6)):
        return Heading(CriterionKind.UNSPECIFIED, end, None)
    return None


def _names_a_section(words: str, *, limit: int) -> bool:
    found = _WORD.findall(words.lower())
    return len(found) <= limit and not any(word in NOT_IN_A_HEADER for word in found)


def _bears_colon(prefix: str, qualifier: str, rest: str, named: bool, marked: bool) -> bool:
    """Whether a colon behind the keyword makes a header of it."""
    words = len(_WORD.findall(prefix)), len(_WORD.findall(qualifier))
    if named:
        return not marked or words[1] <= 6
    if rest.strip():
        return not marked and words == (0, 0)
    return words[0] <= (0 if marked else 4) and words[1] <= 6 and (not words[1] or not marked)


def _reach_without_colon(behind: str, prefix: str, *, named: bool, marked: bool, whole: bool) -> int | None:
    """How far a header without a colon reaches behind its keyword; None where it is no header."""
    stripped = behind.strip(_EDGES)
    words = len(_WORD.findall(stripped))
    if not whole:
        return None
    if marked:
        bare = not words and not prefix.strip() and named
        return len(behind) if bare or (prefix + behind).isupper() and words <= 6 and not prefix.strip() else None
    if not words:
        return len(behind) if named or not prefix.strip() or prefix.strip(" -").lower() in ("other", "additional") else None
    if not named or not _names_a_section(stripped, limit=60):
        return None
    opening = behind.lstrip()
    if opening.startswith(("-", "–", "—", "\\-")):
        return len(behind) if words <= 14 else len(behind) - len(opening.lstrip("\\-–— "))
    if _PREPOSITION.match(opening) or words <= 4:
        return len(behind) if words <= 14 else None
    return len(behind) - len(opening) if opening[0].isupper() and not prefix.strip() else None


def _first_colon(words: str) -> int:
    """Where the colon is that ends a header; one in a later sentence is none."""
    found = [place for place in (words.find(colon) for colon in COLONS) if place >= 0]
    place = min(found, default=-1)
    return place if place < LONGEST_HEADER and "\n\n" not in words[: max(place, 0)] else -1


def _label(prefix: str, qualifier: str) -> str | None:
    """Whom or what a section is about, from the words around the keyword."""
    label = plain(qualifier).strip(_EDGES.replace("(", "").replace(")", ""))
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    if not label:
        label = plain(prefix).strip(_EDGES)
        if all(word in GENERAL_WORDS for word in _WORD.findall(label.lower())):
            return None
    return label or None


def _end_of(pattern: re.Pattern[str], raw: str, limit: int) -> int:
    match = pattern.match(raw, 0, limit)
    return match.end() if match else 0


def mid_headings(text: str, start: int, end: int) -> list[int]:
    """Places inside a block where a further header begins: ``... for 3 months. Exclusion criteria: smoking``."""
    places = []
    for match in _MID.finditer(text, start, end):
        before = text[max(start, match.start() - 40) : match.start()].rstrip()
        word = before.rsplit(None, 1)[-1].lower() if before else ""
        if before and word not in _SPOKEN_OF and not before.endswith(("(", "/", "&", "\"", "“")):
            places.append(match.start())
    return places


def is_legacy(words: str) -> bool:
    """Whether a line is one of PDQ's headings."""
    return len(words) <= LONGEST_LABEL and _LEGACY.fullmatch(words) is not None


def sentence_kind(words: str) -> CriterionKind | None:
    """The kind that an introducing sentence names: ``Patients are not eligible if they:``."""
    if _EXCLUDING.search(words):
        return CriterionKind.EXCLUSION
    return CriterionKind.INCLUSION if _INCLUDING.search(words) else None


def is_umbrella(words: str) -> bool:
    """Whether a sentence introduces the criteria below it: ``... must meet all of the following:``."""
    return len(words) <= LONGEST_SENTENCE and _UMBRELLA.search(words) is not None


def ends_with_colon(words: str) -> bool:
    """Whether a line ends with a colon, also one that is followed by a stray number."""
    return words.rstrip(" *_-").endswith(tuple(COLONS))


def is_remark(words: str) -> bool:
    """Whether a line says that there is nothing to say, or that there is more elsewhere."""
    if len(words) > LONGEST_SENTENCE:
        return False
    bare = words.strip(_EDGES)
    return not bare or bare.lower() in WHOLE_REMARKS or _REMARK.match(words) is not None


def is_note(words: str) -> bool:
    """Whether a paragraph opens as a footnote or a note."""
    return _NOTE.match(words) is not None


def word_count(words: str) -> int:
    """How many words there are, counted up to the longest header."""
    return len(_WORD.findall(words[:LONGEST_SENTENCE]))


def is_label(words: str) -> bool:
    """Whether a line can be the label of the list below it: short, no sentence, no limit."""
    if len(words) > LONGEST_LABEL or not words or words[-1] in ".;,":
        return False
    return word_count(words) <= 8 and _LIMIT.search(words) is None


def names_people(words: str) -> bool:
    """Whether a label names a part of the participants or of the study."""
    return len(words) <= LONGEST_LABEL and _NAMED_PEOPLE.search(words) is not None


def is_cohort(words: str) -> bool:
    """Whether a line names a cohort and nothing else: ``Cohort B:``."""
    if len(words) > LONGEST_LABEL or words[-1:] in (".", ";", ","):
        return False
    match = _COHORT.match(words)
    return match is not None and not words[match.end() :].strip(_EDGES)


def label_of(words: str) -> str | None:
    """The label that a sub-header gives to its section."""
    return words.strip(_EDGES.replace("(", "").replace(")", "").replace("<", "").replace(">", "")) or None
