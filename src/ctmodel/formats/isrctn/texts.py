"""Convert the texts of ISRCTN: plain, with line ends, and at times with references that were escaped twice."""

import re
from typing import Any, Final

from ctmodel.formats.conversions import unescaped
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion

#: What the registry writes for a text that is not there.
_PLACEHOLDERS: Final = re.compile(
    r"-|nil known|none|n/?a|not applicable"
    r"|(?:plain english summary of protocol )?not (?:yet )?provided at time of registration",
    re.IGNORECASE,
)
_PUBLICATION_END: Final = re.compile(r"\n+|(?<=\)\))\s+|(?<=\))\s+(?=[12][0-9]{3} )")
_PMID: Final = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([0-9]{1,8})\b")
#: Names of parts of a country that is listed as well.
_UNITED_KINGDOM: Final = "United Kingdom"
_PARTS: Final = frozenset(["England", "Scotland", "Wales", "Northern Ireland"])


def is_placeholder(text: str) -> bool:
    """Whether a text says that there is none."""
    return _PLACEHOLDERS.fullmatch(text.strip().rstrip(".")) is not None


def one_line(text: str) -> str:
    """Return a text on one line, with character references decoded."""
    return " ".join(unescaped(text).split())


def _lines(text: str) -> str:
    return unescaped(text).replace("\r\n", "\n").strip()


TEXT: Final = Conversion(lambda text: NOTHING if is_placeholder(text) else _lines(text), "text", keeps_words=True)
LINE: Final = Conversion(lambda text: NOTHING if is_placeholder(text) else one_line(text), "text", keeps_words=True)


def _each_line(text: str) -> Any:
    found = [one_line(line) for line in text.splitlines() if line.strip() and not is_placeholder(line)]
    return found or NOTHING


LINES: Final = Conversion(_each_line, "a text in each line", keeps_words=True)


def _one_outcome(texts: list[list[str]]) -> Any:
    found = [{"measure": _lines(text)} for text in texts[0] if not is_placeholder(text)]
    return found or NOTHING


ONE_OUTCOME: Final = Conversion(_one_outcome, "text", keeps_words=True)
LINK: Final = Conversion(
    lambda text: NOTHING if is_placeholder(text) else [{"url": one_line(text)}], "an address", keeps_words=True
)


def _names(text: str) -> list[str]:
    return [name for name in map(one_line, re.split(r"[,;]", text)) if name and not is_placeholder(name)]


def _one_name(text: str) -> Any:
    names = _names(text)
    return (names[0] if len(names) == 1 else REFUSED) if names else NOTHING


ONE_NAME: Final = Conversion(_one_name, "a name", keeps_words=True)
NAMES: Final = Conversion(lambda text: [{"name": name} for name in _names(text)], "names", keeps_words=True)


def _criteria(texts: list[str | None]) -> Any:
    """Put inclusion and exclusion criteria under headings."""
    inclusion, exclusion = (
        "" if text is None or is_placeholder(text) else _lines(text.replace("\t", " ")) for text in texts
    )
    blocks = [("Inclusion Criteria", inclusion), ("Exclusion Criteria", exclusion)]
    return "\n\n".join(f"{heading}:\n\n{text}" for heading, text in blocks if text) or NOTHING


CRITERIA: Final = Conversion(_criteria, "criteria", keeps_words=True)


def _countries(texts: list[list[str]]) -> Any:
    """Return each country once; parts of the United Kingdom are left out where it is listed itself."""
    names = list(dict.fromkeys(map(one_line, texts[0])))
    if _UNITED_KINGDOM in names:
        names = [name for name in names if name not in _PARTS]
    return [{"country": name} for name in names]


COUNTRIES: Final = Conversion(_countries, "countries")


def _publications(text: str) -> Any:
    """Take the lines apart; an address of PubMed has the number of the citation."""
    if is_placeholder(text):
        return NOTHING
    found = []
    for line in _PUBLICATION_END.split(_lines(text)):
        citation = one_line(line)
        number = _PMID.search(citation)
        reference = {"citation": citation} | ({"pmid": number[1]} if number else {})
        if citation:
            is_result = re.match(r"[12][0-9]{3} (?:Interim )?results article", citation, re.IGNORECASE)
            found.append(reference | ({"type": "RESULT"} if is_result else {}))
    return found


PUBLICATIONS: Final = Conversion(_publications, "citations, one in each line", keeps_words=True)


def _person(texts: list[str | None]) -> Any:
    return " ".join(one_line(text) for text in texts if text and not is_placeholder(text)) or NOTHING


PERSON: Final = Conversion(_person, "title, first name and last name", keeps_words=True)
