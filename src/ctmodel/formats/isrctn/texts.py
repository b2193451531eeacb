"""Convert the texts of ISRCTN: plain, with line ends, and at times with references that were escaped twice."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ctmodel.formats.conversions import split_outside_parentheses, unescaped
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import NO_PLACE, NOTHING, REFUSED, Conversion

#: What the registry writes for a text that is not there.
_PLACEHOLDERS: Final = re.compile(
    r"-|nil known|none|n/?a|not applicable"
    r"|(?:plain english summary of protocol )?not (?:yet )?provided at time of registration",
    re.IGNORECASE,
)
#: Texts without information in elements that no attribute holds.
NOT_PROVIDED: Final = frozenset(
    ["Not provided at time of registration", "Nil known", "N/A", "Not Applicable", "Not applicable", "Not Specified"]
)
#: Copies have lost the line ends, so that the year and kind of the next publication end one.
_PUBLICATION_END: Final = re.compile(
    r"(?<=\)) (?=[12][0-9]{3} )| (?=[12][0-9]{3} [A-Z][a-z]+(?: [a-z]+){0,4} in (?:https?:|doi))"
)
_RESULTS: Final = re.compile(r"[12][0-9]{3} (?:Interim )?(?:Results article|Abstract results)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
#: What separates names: a comma or semicolon, but not in parentheses or inside a number.
_NAME_END: Final = re.compile(r";|,(?![0-9])")
#: The most characters that a name has in the native format; a longer text is not a name.
_LONGEST_NAME: Final = 200
_LONGEST_IN_LIST: Final = 80
_PMID: Final = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([0-9]{1,8})\b")
_COUNTRY: Final = ("trial", "participants", "recruitmentCountries", "country")
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


def _given(texts: Iterable[str]) -> list[str]:
    """Return the texts that are not empty; none if all are placeholders."""
    found = [text for text in map(one_line, texts) if text]
    return [] if all(map(is_placeholder, found)) else found


def _each_line(text: str) -> Any:
    return _given(text.splitlines()) or NOTHING


LINES: Final = Conversion(_each_line, "a text in each line", keeps_words=True)


def _one_outcome(texts: list[list[str]]) -> Any:
    return NOTHING if all(map(is_placeholder, texts[0])) else [{"measure": _lines(text)} for text in texts[0]]


ONE_OUTCOME: Final = Conversion(_one_outcome, "text", keeps_words=True)


def _link(text: str) -> Any:
    if is_placeholder(text):
        return NOTHING
    return [{"url": one_line(text)}] if _ADDRESS.fullmatch(text.strip()) else NO_PLACE


LINK: Final = Conversion(_link, "an address", keeps_words=True)


def _output(texts: list[str | None]) -> Any:
    """Make a link of an address and what it leads to."""
    url, label = texts
    if url is None:
        return NOTHING if label is not None and is_placeholder(label) else NO_PLACE
    return {"url": one_line(url)} | ({"label": one_line(label)} if label is not None else {})


OUTPUT: Final = Conversion(_output, "an address", keeps_words=True)


def _names(text: str) -> list[str] | None:
    """Return names; None for sentences, such as one that explains why there are none."""
    names = _given(split_outside_parentheses(_NAME_END, text))
    longest = _LONGEST_NAME if len(names) == 1 else _LONGEST_IN_LIST
    return names if all(len(name) <= longest for name in names) else None


def _one_name(text: str) -> Any:
    names = _names(text)
    if not names:
        return NO_PLACE if names is None else NOTHING
    return names[0] if len(names) == 1 else REFUSED


def _several_names(text: str) -> Any:
    names = _names(text)
    return NO_PLACE if names is None else [{"name": name} for name in names]


ONE_NAME: Final = Conversion(_one_name, "a name", keeps_words=True)
NAMES: Final = Conversion(_several_names, "names", keeps_words=True)


def _criteria(texts: list[str | None]) -> Any:
    """Put inclusion and exclusion criteria under headings."""
    inclusion, exclusion = (
        "" if text is None or is_placeholder(text) else _lines(text.replace("\t", " ")) for text in texts
    )
    blocks = [("Inclusion Criteria", inclusion), ("Exclusion Criteria", exclusion)]
    return "\n\n".join(f"{heading}:\n\n{text}" for heading, text in blocks if text) or NOTHING


CRITERIA: Final = Conversion(_criteria, "criteria", keeps_words=True)


def parts_apart(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """Give parts of the United Kingdom another name than countries where it is listed as well."""
    if not any(leaf.names == _COUNTRY and leaf.text.strip() == _UNITED_KINGDOM for leaf in leaves):
        return leaves
    part = (*_COUNTRY[:-1], "part")
    is_part = [leaf.names == _COUNTRY and leaf.text.strip() in _PARTS for leaf in leaves]
    return [leaf._replace(names=part) if is_one else leaf for leaf, is_one in zip(leaves, is_part, strict=True)]


def _policies(texts: list[list[str]]) -> Any:
    return "; ".join(_given(text for group in texts for text in group)) or NOTHING


POLICIES: Final = Conversion(_policies, "text", keeps_words=True)


def _publications(text: str) -> Any:
    """Take the lines apart; an address of PubMed has the number of the citation."""
    if is_placeholder(text):
        return NOTHING
    found = []
    lines = (" ".join(line.split()) for line in _lines(text).split("\n"))
    for citation in (piece.strip() for line in lines for piece in _PUBLICATION_END.split(line)):
        numbers = set(_PMID.findall(citation))
        reference = {"citation": citation} | ({"pmid": numbers.pop()} if len(numbers) == 1 else {})
        if citation:
            found.append(reference | ({"type": "RESULT"} if _RESULTS.match(citation) else {}))
    return found


PUBLICATIONS: Final = Conversion(_publications, "citations, one in each line", keeps_words=True)


def _person(texts: list[str | None]) -> Any:
    return " ".join(one_line(text) for text in texts if text and not is_placeholder(text)) or NOTHING


PERSON: Final = Conversion(_person, "title, first name and last name", keeps_words=True)
