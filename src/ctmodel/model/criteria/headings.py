"""Recognise headers that name a kind of criteria, and read what they say."""

import re
from typing import final

from attrs import frozen

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.criterion import CriterionKind
from ctmodel.model.criteria.markdown import plain
from ctmodel.model.criteria.phrases import (
    EDGES,
    LONGEST_HEADER,
    LONGEST_LABEL,
    LONGEST_SENTENCE,
    VERB_WORDS,
    WORD,
    any_of,
    free_of,
    is_cohort,
    is_remark,
)
from ctmodel.model.criteria.wordings import (
    BOTH,
    CLOSINGS,
    COLONS,
    CRITERIA_WORDS,
    EMPHASIS,
    EXCLUSION_WORDS,
    GENERAL_WORDS,
    INCLUSION_WORDS,
    LEGACY_HEADINGS,
    REFERRING_WORDS,
    SENTENCE_WORDS,
)

_EXCLUSION, _INCLUSION, _CRITERIA = ("|".join(rows) for rows in (EXCLUSION_WORDS, INCLUSION_WORDS, CRITERIA_WORDS))
_KEYWORD = lazy_regex(
    rf"""(?<![^\W\d_])(?: (?P<named>{_CRITERIA})\s+(?:for|of)\s+(?P<exc0>{_EXCLUSION})\b
       | (?P<named2>{_CRITERIA})\s+(?:for|of)\s+(?:{_INCLUSION})\b
       | (?: (?P<exc>{_EXCLUSION}) | (?:{_INCLUSION}) )\b(?:\s+(?P<criteria>{_CRITERIA}))? )""",
    re.IGNORECASE | re.VERBOSE,
)
# A second header in the middle of a line, even without a space before it.
_BEGIN = r"(?:\b|(?<=[a-z.;)\]])(?<![Nn]on)(?=[A-Z]))"
_MID = lazy_regex(
    rf"""(?: {_BEGIN}(?:Key|Main|Major|General)\s+ )? {_BEGIN}
         (?: (?:Inclusion|Exclusion|Non-[Ii]nclusion|INCLUSION|EXCLUSION)\s[Cc](?:riteria|RITERIA)\s?(?:[{COLONS}]|$)
           | (?<=[.;,]\s)(?:inclusion|exclusion)\scriteria\s?[{COLONS}]
           | (?:(?:DISEASE|PATIENT|DONOR|RECIPIENT)\sCHARACTERISTICS|PRIOR\sCONCURRENT\sTHERAPY)[{COLONS}] )""",
    re.VERBOSE,
)
_REFERRING_WORDS = frozenset(REFERRING_WORDS.split())
_BOTH = any_of(BOTH)
_LEGACY = lazy_regex(rf"(?:{'|'.join(LEGACY_HEADINGS)})\s*[{COLONS}]", re.IGNORECASE)
_STRAY = lazy_regex(r"[\s#*_\\\d.()\[\]\u2013\u2014-]*")
_PREPOSITION = lazy_regex(
    r"(?:\d|For\b|and\b|at\b|before\b|by\b|during\b|for\b|from\b|in\b|of\b|on\b|only\b|prior\b|related\b|specific\b|to\b"
    r"|regarding\b|after\b|with\b|within\b|determined\b|assessed\b|\()"
)
_SENTENCE_END = lazy_regex(r"[.;](?:\s|\Z)")
_ENCLOSED = lazy_regex(r"\([^()]{1,80}\)")
_CLOSING = lazy_regex(CLOSINGS, re.IGNORECASE)
_SENTENCE_WORDS = VERB_WORDS.union(SENTENCE_WORDS.split())
_EMPHASIS = frozenset(["", *EMPHASIS.split()])
_GENERAL_WORDS = frozenset(GENERAL_WORDS.split())


@final
@frozen
class Heading:
    """A header that names a kind: what it says, and where it ends."""

    kind: CriterionKind
    #: End of the header. What follows is the first text of the section.
    end: int
    label: str | None
    #: Whether the header is followed by text on the same line.
    inline: bool = False


def names_kind(words: str) -> bool:
    """Whether words may name a kind: every spelling of a keyword contains one of these."""
    return (
        "lusion" in words
        or "riteri" in words
        or "LUSION" in words
        or "RITERI" in words
        or "reteri" in words
        or "ISTICS" in words
        or "THERAPY" in words
    )


def heading_at(text: str, start: int, end: int, *, marked: bool) -> Heading | None:
    """Return the header at the start of a block, if it names a kind: ``Key Exclusion Criteria: Pregnancy``."""
    raw = text[start : min(end, start + LONGEST_SENTENCE)]
    legacy = _LEGACY.match(raw)
    if legacy is not None and not marked and raw[legacy.end() :].strip():
        return Heading(CriterionKind.UNSPECIFIED, start + legacy.end(), None, inline=True)
    keyword = _KEYWORD.search(raw, 0, LONGEST_HEADER)
    if keyword is None:
        return None
    both = _BOTH.search(raw, 0, LONGEST_HEADER)
    if both is not None and not _doubled(both):
        return None if marked else _heading_of_both(raw, start, end)
    prefix = raw[_end_of(_STRAY, raw, keyword.start()) : keyword.start()]
    if _SENTENCE_END.search(prefix) or not free_of(_SENTENCE_WORDS, _ENCLOSED.sub("", prefix), limit=7):
        return None
    named = keyword["named"] or keyword["named2"] or keyword["criteria"]
    kind = CriterionKind.EXCLUSION if keyword["exc"] or keyword["exc0"] else CriterionKind.INCLUSION
    tail = raw[keyword.end() :]
    whole = len(raw) == end - start
    colon = _first_colon(tail)
    if colon < 0:
        reach = _reach_without_colon(tail, prefix, named=bool(named), marked=marked, whole=whole)
        if reach is None:
            return None
        inline = bool(tail[reach:].strip())
        ends = start + keyword.end() + reach if inline else end
        return Heading(kind, ends, _label(prefix, tail[:reach]), inline)
    qualifier, rest = tail[:colon], tail[colon + 1 :].lstrip(COLONS)
    qualifier = _CLOSING.sub("", qualifier)
    if not free_of(VERB_WORDS, qualifier, limit=20) or not _bears_colon(prefix, qualifier, rest, bool(named), marked):
        return None
    if _STRAY.fullmatch(rest):
        return Heading(kind, end, _label(prefix, qualifier)) if whole else None
    return Heading(kind, start + len(raw) - len(rest), _label(prefix, qualifier), inline=True)


def _doubled(both: re.Match[str]) -> bool:
    """Whether both words mean exclusion: ``No inclusion / Exclusion Criteria``."""
    before = both.string[: both.start()].rstrip(" -\u2013").lower()
    return before.endswith(("no", "non"))


def _heading_of_both(raw: str, start: int, end: int) -> Heading | None:
    """Return the header ``Inclusion/Exclusion Criteria:``, which names both kinds."""
    words = raw.rstrip()
    if len(raw) < end - start or len(words) > LONGEST_HEADER:
        return None
    if words.endswith(tuple(COLONS)) or (len(WORD.findall(words)) <= 5 and free_of(_SENTENCE_WORDS, words, limit=6)):
        return Heading(CriterionKind.UNSPECIFIED, end, None)
    return None


def _bears_colon(prefix: str, qualifier: str, rest: str, named: bool, marked: bool) -> bool:
    """Whether a colon after the keyword makes it a header."""
    words = len(WORD.findall(prefix)), len(WORD.findall(qualifier))
    if named:
        return not marked or words[1] <= 6
    if rest.strip():
        return not marked and words == (0, 0)
    return words[0] <= (0 if marked else 4) and words[1] <= 6 and (not words[1] or not marked)


def _reach_without_colon(tail: str, prefix: str, *, named: bool, marked: bool, whole: bool) -> int | None:
    """How far a header without a colon extends after its keyword; None if it is not a header."""
    opening = tail.lstrip()
    words = len(WORD.findall(tail))
    if not whole:
        return None
    general = _is_general(prefix)
    if not words:
        bare = general or (named and (not marked or is_cohort(prefix.strip())))
        return len(tail) if bare else None
    if marked:
        shouted = (prefix + tail).isupper() and words <= 6
        about = named and opening.lower().startswith("for ") and free_of(VERB_WORDS, tail, limit=8)
        return len(tail) if general and (shouted or about) and not tail.endswith(";") else None
    if not named:
        return None
    if opening.startswith(("-", "\u2013", "\u2014", "\\-")):
        words_at = len(tail) - len(opening.lstrip("\\-\u2013\u2014 "))
        return len(tail) if free_of(VERB_WORDS, tail, limit=14) and not is_remark(tail) else words_at
    if (_PREPOSITION.match(opening) or words <= 4) and free_of(VERB_WORDS, tail, limit=60):
        return len(tail) if words <= 20 else None
    return len(tail) - len(opening) if opening[0].isupper() and not prefix.strip() else None


def _first_colon(words: str) -> int:
    """Position of the colon that ends a header; -1 if there is none, or only one too far away."""
    found = [place for place in (words.find(colon) for colon in COLONS) if place >= 0]
    place = min(found, default=-1)
    return place if place < LONGEST_HEADER and "\n\n" not in words[: max(place, 0)] else -1


def _label(prefix: str, qualifier: str) -> str | None:
    """Return whom or what a section is about, from the words around the keyword."""
    label = plain(qualifier).strip(EDGES.replace("(", "").replace(")", ""))
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    if label and not _KEYWORD.search(label):
        return label
    if _is_general(prefix):
        return None
    words = plain(prefix).split()
    while words[-1].lower().strip(EDGES) in _EMPHASIS:
        words.pop()
    while words[0].lower() in _EMPHASIS:
        words.pop(0)
    return " ".join(words).strip(" -\u2013:,") or None


def _is_general(words: str) -> bool:
    """Whether words leave open whom a section is about."""
    return all(word in _GENERAL_WORDS for word in WORD.findall(words.lower()))


def _end_of(pattern: re.Pattern[str], raw: str, limit: int) -> int:
    match = pattern.match(raw, 0, limit)
    return match.end() if match else 0


def mid_headings(text: str, start: int, end: int) -> list[int]:
    """Return where further headers begin inside a block: ``... for 3 months. Exclusion criteria: smoking``."""
    places = []
    for match in _MID.finditer(text, start, end):
        before = text[max(start, match.start() - 40) : match.start()].rstrip()
        if before and not is_reference(before):
            places.append(match.start())
    return places


def is_reference(before: str) -> bool:
    """Whether the words before a header in mid-line show that it is only a reference: ``see Exclusion Criteria: 5``."""
    word = before.rsplit(None, 1)[-1].lower().lstrip("([")
    return word in _REFERRING_WORDS or before.endswith(("(", "/", "&", '"', "\u201c"))


def is_legacy(words: str) -> bool:
    """Whether a line is a heading of the former PDQ registry."""
    return len(words) <= LONGEST_LABEL and _LEGACY.fullmatch(words) is not None
