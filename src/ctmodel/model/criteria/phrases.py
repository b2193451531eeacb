"""What the words of a line are: a label, a remark, a note, a sentence that introduces a list."""

import re

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.criterion import CriterionKind
from ctmodel.model.criteria.wordings import (
    COHORTS,
    COLONS,
    EXCLUDING,
    INCLUDING,
    INTRODUCING_WORDS,
    NOTES,
    PEOPLE,
    REMARK_OPENINGS,
    REMARKS,
    UMBRELLAS,
    VERBS,
    WHOLE_REMARKS,
)

#: Limits in characters: longer words are not a header, label or remark. They bound the work per line.
LONGEST_HEADER = 160
LONGEST_SENTENCE = 400
LONGEST_LABEL = 80


def any_of(rows: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that matches any row of a table, in upper or lower case."""
    return lazy_regex("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


_EXCLUDING = any_of(EXCLUDING)
_INCLUDING = any_of(INCLUDING)
_UMBRELLA = any_of(UMBRELLAS)
_REMARK = any_of(REMARKS)
_REMARK_OPENINGS = frozenset(REMARK_OPENINGS.split())
_LONGEST_WHOLE_REMARK = max(map(len, WHOLE_REMARKS))
_NOTE = any_of(NOTES)
_MEMBER = r"(?:\d\w{0,2}|[A-Z]\d?|[IVX]{1,4}|one|two|three|four|five)\b"
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
#: A word; parts joined by an apostrophe, slash or hyphen count once.
WORD = lazy_regex(r"[^\W_]+(?:['\u2019/-][^\W_]+)*")
# Ages, limits and counts are requirements, so a label has none.
_LIMIT = lazy_regex(r"[≥≤<>]|\d\s*(?:-|to|\u2013)\s*\d+\s*(?:years|months|y\b)|\byears\b|\bmonths\b|\d\s*%")
_ELIGIBILITY = lazy_regex(
    r"(?:[^\s.,;]+\s+){0,5}eligibility(?:\s+criteria)?(?:\s+(?:for|solely|prior|to|of)\b.*)?[.:*]*", re.IGNORECASE
)
#: Verbs that make words a sentence.
VERB_WORDS = frozenset(VERBS.split())
_INTRODUCING_WORDS = frozenset(INTRODUCING_WORDS.split())
#: Characters that are stripped from the ends of a line.
EDGES = " \t\r\n\xa0*_#\\-\u2013\u2014.,;()[]{}<>" + COLONS


def free_of(words: frozenset[str], phrase: str, *, limit: int) -> bool:
    """Whether a phrase is short and contains none of the words."""
    found = WORD.findall(phrase.lower())
    return len(found) <= limit and words.isdisjoint(found)


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
    bare = words.strip(EDGES)
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
    return len(WORD.findall(words[:LONGEST_SENTENCE]))


def requires(words: str) -> bool:
    """Whether a line that ends with a colon states a requirement, not only that a list follows."""
    found = [word for word in WORD.findall(words[:LONGEST_SENTENCE].lower()) if word not in _INTRODUCING_WORDS]
    addressed = words.startswith(("For ", "In ", "Additional ", "Criteria ")) and ":" not in words[:-1]
    return len(found) >= 3 and not addressed


def is_label(words: str) -> bool:
    """Whether a line can be the label of the list below it: short, not a sentence, and without limits."""
    if len(words) > LONGEST_LABEL or not words or words[-1] in ".;," or words[0] in ".,;/":
        return False
    return free_of(VERB_WORDS, words, limit=10) and _LIMIT.search(words) is None


def is_neutral(words: str) -> bool:
    """Whether a line is a header that does not name a kind: ``Treatment Eligibility Criteria``."""
    if len(words) > LONGEST_LABEL or _ELIGIBILITY.fullmatch(words) is None:
        return False
    return free_of(VERB_WORDS, words, limit=9)


def names_people(words: str) -> bool:
    """Whether a label names a part of the participants or of the study."""
    return len(words) <= LONGEST_LABEL and _NAMED_PEOPLE.search(words) is not None


def is_cohort(words: str) -> bool:
    """Whether a line names a cohort and nothing else: ``Cohort B:``."""
    if len(words) > LONGEST_LABEL or words[-1:] in (".", ";", ","):
        return False
    return _COHORT.fullmatch(words) is not None and free_of(VERB_WORDS, words, limit=9)


def label_of(words: str) -> str | None:
    """Return the label that a sub-header gives its section."""
    return words.strip(EDGES.replace("(", "").replace(")", "")) or None
