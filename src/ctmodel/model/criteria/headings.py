"""Recognise headers and read what they say."""

import re
from typing import final

from attrs import frozen

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.criterion import CriterionKind
from ctmodel.model.criteria.markdown import plain
from ctmodel.model.criteria.wordings import (
    BOTH,
    CLOSINGS,
    COHORTS,
    COLONS,
    CRITERIA_WORDS,
    EMPHASIS,
    EXCLUDING,
    EXCLUSION_WORDS,
    GENERAL_WORDS,
    INCLUDING,
    INCLUSION_WORDS,
    INTRODUCING_WORDS,
    LEGACY_HEADINGS,
    NOTES,
    PEOPLE,
    REFERRING_WORDS,
    REMARK_OPENINGS,
    REMARKS,
    SENTENCE_WORDS,
    UMBRELLAS,
    VERBS,
    WHOLE_REMARKS,
)

#: Limits in characters: longer words are not a header, label or remark. They bound the work per line.
LONGEST_HEADER = 160
LONGEST_SENTENCE = 400
LONGEST_LABEL = 80


def _any_of(rows: tuple[str, ...]) -> re.Pattern[str]:
    return lazy_regex("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


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
_BOTH = _any_of(BOTH)
_EXCLUDING = _any_of(EXCLUDING)
_INCLUDING = _any_of(INCLUDING)
_UMBRELLA = _any_of(UMBRELLAS)
_MEMBER = r"(?:\d\w{0,2}|[A-Z]\d?|[IVX]{1,4}|one|two|three|four|five)\b"
_LEGACY = lazy_regex(rf"(?:{'|'.join(LEGACY_HEADINGS)})\s*[{COLONS}]", re.IGNORECASE)
_REMARK = _any_of(REMARKS)
_REMARK_OPENINGS = frozenset(REMARK_OPENINGS.split())
_LONGEST_WHOLE_REMARK = max(map(len, WHOLE_REMARKS))
_NOTE = _any_of(NOTES)
# "Cohort 1", "Part B (Patients with asthma)", "Parts 1 and 2 only"; a group without a number needs a colon or a dash.
_COHORT = lazy_regex(
    rf"""[\[(<>\s]* (?:for\s+|all\s+|additional\s+)?
         (?: (?:groups?|cohorts?|arms?) \s+ [\w-]{{1,12}} \s* [{COLONS}]
           | (?:{COHORTS}) \s*\#?\s* {_MEMBER} (?:\s*(?:,|and|or|to|&|-|\u2013)+\s*{_MEMBER}){{0,4}}
             (?:\s+only)? (?:\s*\([^()]*\))?
           | (?=[^{COLONS}\u2013-]*[{COLONS}\u2013-])  # a lookahead avoids the search for nouns in most lines
             (?:[\w-]+\s+){{0,4}} (?:{COHORTS}|{PEOPLE}) \s* (?:\([^()]*\)\s*)? [{COLONS}\u2013-] )
         (?:\s*only)? [\])<>\s{COLONS}\u2013-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_PEOPLE = lazy_regex(rf"\b(?:{PEOPLE}|{COHORTS})\b", re.IGNORECASE)
_WORD = lazy_regex(r"[^\W_]+(?:['\u2019/-][^\W_]+)*")
# Ages, limits and counts are requirements, so a label has none.
_LIMIT = lazy_regex(r"[≥≤<>]|\d\s*(?:-|to|\u2013)\s*\d+\s*(?:years|months|y\b)|\byears\b|\bmonths\b|\d\s*%")
_STRAY = lazy_regex(r"[\s#*_\\\d.()\[\]\u2013\u2014-]*")
_PREPOSITION = lazy_regex(
    r"(?:\d|For\b|and\b|at\b|before\b|by\b|during\b|for\b|from\b|in\b|of\b|on\b|only\b|prior\b|related\b|specific\b|to\b"
    r"|regarding\b|after\b|with\b|within\b|determined\b|assessed\b|\()"
)
_SENTENCE_END = lazy_regex(r"[.;](?:\s|\Z)")
_ENCLOSED = lazy_regex(r"\([^()]{1,80}\)")
_CLOSING = lazy_regex(CLOSINGS, re.IGNORECASE)
_ELIGIBILITY = lazy_regex(
    r"(?:[^\s.,;]+\s+){0,5}eligibility(?:\s+criteria)?(?:\s+(?:for|solely|prior|to|of)\b.*)?[.:*]*", re.IGNORECASE
)
_VERBS = frozenset(VERBS.split())
_SENTENCE_WORDS = frozenset([*VERBS.split(), *SENTENCE_WORDS.split()])
_EMPHASIS = frozenset(["", *EMPHASIS.split()])
_GENERAL_WORDS = frozenset(GENERAL_WORDS.split())
_INTRODUCING_WORDS = frozenset(INTRODUCING_WORDS.split())
_EDGES = " \t\r\n\xa0*_#\\-\u2013\u2014.,;()[]{}<>" + COLONS


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
    if _SENTENCE_END.search(prefix) or not _free_of(_SENTENCE_WORDS, _ENCLOSED.sub("", prefix), limit=7):
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
        inline = bool(behind[reach:].strip())
        ends = start + keyword.end() + reach if inline else end
        return Heading(kind, ends, _label(prefix, behind[:reach]), inline)
    qualifier, rest = behind[:colon], behind[colon + 1 :].lstrip(COLONS)
    qualifier = _CLOSING.sub("", qualifier)
    if not _free_of(_VERBS, qualifier, limit=20) or not _bears_colon(prefix, qualifier, rest, bool(named), marked):
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
    if words.endswith(tuple(COLONS)) or (len(_WORD.findall(words)) <= 5 and _free_of(_SENTENCE_WORDS, words, limit=6)):
        return Heading(CriterionKind.UNSPECIFIED, end, None)
    return None


def _free_of(words: frozenset[str], phrase: str, *, limit: int) -> bool:
    """Whether a phrase is short and contains none of the words."""
    found = _WORD.findall(phrase.lower())
    return len(found) <= limit and words.isdisjoint(found)


def _bears_colon(prefix: str, qualifier: str, rest: str, named: bool, marked: bool) -> bool:
    """Whether a colon after the keyword makes it a header."""
    words = len(_WORD.findall(prefix)), len(_WORD.findall(qualifier))
    if named:
        return not marked or words[1] <= 6
    if rest.strip():
        return not marked and words == (0, 0)
    return words[0] <= (0 if marked else 4) and words[1] <= 6 and (not words[1] or not marked)


def _reach_without_colon(behind: str, prefix: str, *, named: bool, marked: bool, whole: bool) -> int | None:
    """How far a header without a colon extends after its keyword; None if it is not a header."""
    opening = behind.lstrip()
    words = len(_WORD.findall(behind))
    if not whole:
        return None
    general = _is_general(prefix)
    if not words:
        bare = general or (named and (not marked or is_cohort(prefix.strip())))
        return len(behind) if bare else None
    if marked:
        shouted = (prefix + behind).isupper() and words <= 6
        about = named and opening.lower().startswith("for ") and _free_of(_VERBS, behind, limit=8)
        return len(behind) if general and (shouted or about) and not behind.endswith(";") else None
    if not named:
        return None
    if opening.startswith(("-", "\u2013", "\u2014", "\\-")):
        words_at = len(behind) - len(opening.lstrip("\\-\u2013\u2014 "))
        return len(behind) if _free_of(_VERBS, behind, limit=14) and not is_remark(behind) else words_at
    if (_PREPOSITION.match(opening) or words <= 4) and _free_of(_VERBS, behind, limit=60):
        return len(behind) if words <= 20 else None
    return len(behind) - len(opening) if opening[0].isupper() and not prefix.strip() else None


def _first_colon(words: str) -> int:
    """Position of the colon that ends a header; -1 if there is none, or only one too far away."""
    found = [place for place in (words.find(colon) for colon in COLONS) if place >= 0]
    place = min(found, default=-1)
    return place if place < LONGEST_HEADER and "\n\n" not in words[: max(place, 0)] else -1


def _label(prefix: str, qualifier: str) -> str | None:
    """Return whom or what a section is about, from the words around the keyword."""
    label = plain(qualifier).strip(_EDGES.replace("(", "").replace(")", ""))
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    if label and not _KEYWORD.search(label):
        return label
    if _is_general(prefix):
        return None
    words = plain(prefix).split()
    while words[-1].lower().strip(_EDGES) in _EMPHASIS:
        words.pop()
    while words[0].lower() in _EMPHASIS:
        words.pop(0)
    return " ".join(words).strip(" -\u2013:,") or None


def _is_general(words: str) -> bool:
    """Whether words leave open whom a section is about."""
    return all(word in _GENERAL_WORDS for word in _WORD.findall(words.lower()))


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


def sentence_kind(words: str) -> CriterionKind | None:
    """Return the kind that an introductory sentence names: ``Patients are not eligible if they:``."""
    if _EXCLUDING.search(words):
        return CriterionKind.EXCLUSION
    return CriterionKind.INCLUSION if _INCLUDING.search(words) else None


def is_umbrella(words: str) -> bool:
    """Whether a sentence introduces the criteria below it: ``... must meet all of the following:``."""
    return len(words) <= LONGEST_SENTENCE and _UMBRELLA.search(words) is not None


def ends_with_colon(words: str) -> bool:
    """Whether a line ends with a colon, apart from stray signs."""
    return words.rstrip(" *_-").endswith(tuple(COLONS))


def is_remark(words: str) -> bool:
    """Whether a line says that there are no criteria, or that there are more elsewhere."""
    if len(words) > LONGEST_SENTENCE:
        return False
    bare = words.strip(_EDGES)
    if len(bare) <= _LONGEST_WHOLE_REMARK and (not bare or bare.lower() in WHOLE_REMARKS):
        return True
    # Most criteria begin unlike any remark, which is faster to test.
    opening = words[:12].partition(" ")[0].lower()
    return (opening in _REMARK_OPENINGS or not opening.isalpha()) and _REMARK.match(words) is not None


def is_note(words: str) -> bool:
    """Whether a paragraph begins like a footnote or a note."""
    return _NOTE.match(words) is not None


def is_footnote(words: str) -> bool:
    """Whether a paragraph begins with a footnote sign."""
    return words[:1] in "*†‡§¶" and words[1:2].strip() != ""


def word_count(words: str) -> int:
    """Return the number of words, up to the length of the longest sentence."""
    return len(_WORD.findall(words[:LONGEST_SENTENCE]))


def requires(words: str) -> bool:
    """Whether a line that ends with a colon states a requirement, not only that a list follows."""
    found = [word for word in _WORD.findall(words[:LONGEST_SENTENCE].lower()) if word not in _INTRODUCING_WORDS]
    addressed = words.startswith(("For ", "In ", "Additional ", "Criteria ")) and ":" not in words[:-1]
    return len(found) >= 3 and not addressed


def is_label(words: str) -> bool:
    """Whether a line can be the label of the list below it: short, not a sentence, and without limits."""
    if len(words) > LONGEST_LABEL or not words or words[-1] in ".;," or words[0] in ".,;/":
        return False
    return _free_of(_VERBS, words, limit=10) and _LIMIT.search(words) is None


def is_neutral(words: str) -> bool:
    """Whether a line is a header that does not name a kind: ``Treatment Eligibility Criteria``."""
    if len(words) > LONGEST_LABEL or _ELIGIBILITY.fullmatch(words) is None:
        return False
    return _free_of(_VERBS, words, limit=9)


def names_people(words: str) -> bool:
    """Whether a label names a part of the participants or of the study."""
    return len(words) <= LONGEST_LABEL and _NAMED_PEOPLE.search(words) is not None


def is_cohort(words: str) -> bool:
    """Whether a line names a cohort and nothing else: ``Cohort B:``."""
    if len(words) > LONGEST_LABEL or words[-1:] in (".", ";", ","):
        return False
    return _COHORT.fullmatch(words) is not None and _free_of(_VERBS, words, limit=9)


def label_of(words: str) -> str | None:
    """Return the label that a sub-header gives its section."""
    return words.strip(_EDGES.replace("(", "").replace(")", "")) or None
