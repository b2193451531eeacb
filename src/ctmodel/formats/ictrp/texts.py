"""Convert texts of ICTRP exports: lines that end in ``<br>``, padding, labels, lists on one line."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ctmodel.formats.classic_text import wrapped_text
from ctmodel.formats.conversions import split_outside_parentheses, unescaped
from ctmodel.formats.records import Leaf
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion, InPart

# The export writes <br> for a line end, mostly with a line end beside it, which is not a second one.
_LINE_END: Final = re.compile(r"\r?\n?(?:(?<![ \t])[ \t]++)?<br ?/? ?>|\r\n?|\n", re.IGNORECASE)
_UNQUOTED: Final = re.compile(r"(?s)\ANULL\Z|\A\"(.*)\"\Z")
_BREAK: Final = re.compile(r"<br ?/? ?>", re.IGNORECASE)
# A semicolon in parentheses does not end an entry.
_ENTRY_END: Final = re.compile(r";|(?<=[.])\s(?=Condition [0-9]{1,2}: )")
_HEADINGS: Final = "Inclusion Criteria", "Exclusion Criteria"
_CODE: Final = re.compile(r"-?[A-Z][0-9]{2,3}(?:\.[0-9a-z]+)?(?= |$)")
_AGES: Final = re.compile(r"(?=Are the trial subjects under 18\?)")
_AGE_GROUPS: Final = {
    "CHILD": r"under 18\?", "ADULT": r"Adults \(18-64 years\)", "OLDER_ADULT": r"Elderly \(>=65 years\)",
}  # fmt: skip
_GROUP: Final = re.compile(r"([^:;]{1,200}):\s*([0-9]{1,7})")
_PLACEHOLDERS: Final = frozenset(["", "-", "/", "na", "n/a", "nil", "no", "none", "not applicable"])


def unquoted(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """Take the quotation marks off the values of the full export, and what it writes for an empty one."""
    return [leaf._replace(text=_UNQUOTED.sub(r"\1", leaf.text)) for leaf in leaves]


def with_line_feeds(text: str) -> str:
    """Return a text with line feeds for the export's line ends."""
    # The pattern is slow, since it begins with what may be absent.
    return _LINE_END.sub("\n", text) if "<" in text or "\r" in text else text


def lines(text: str) -> str:
    """Return a text with the export's line ends as line feeds, and its character references decoded."""
    first, end, others = unescaped(with_line_feeds(text)).strip().partition("\n")
    return first + end + textwrap.dedent(others)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(lines(text).split())


TEXT: Final = Conversion(lines, "text", keeps_words=True)
LINE: Final = Conversion(one_line, "text", keeps_words=True)


def says_nothing(text: str) -> bool:
    """Whether a text is blank or a placeholder, such as ``N/A``."""
    return text.strip().rstrip(".").lower() in _PLACEHOLDERS


def parts(text: str) -> list[str]:
    """Return what a text has between semicolons, each once; nothing if the whole of it says nothing."""
    parts = once(one_line(text).split(";"))
    return [] if all(map(says_nothing, parts)) else parts


def once(texts: Iterable[str]) -> list[str]:
    """Return texts without spaces around, each once; without empty ones."""
    return list(dict.fromkeys(text for text in map(str.strip, texts) if text))


def _name(text: str) -> Any:
    return NOTHING if says_nothing(text) else one_line(text)


NAME: Final = Conversion(_name, "a name", keeps_words=True)
LISTED: Final = Conversion(lambda text: parts(text) or NOTHING, "texts with semicolons between", keeps_words=True)


def named(attribute: str) -> Conversion:
    """Return a conversion from names separated by semicolons to objects with the name as an attribute."""
    return Conversion(
        lambda text: [{attribute: part} for part in parts(text)] or NOTHING,
        "names with semicolons between",
        keeps_words=True,
    )


def _countries(text: str) -> Any:
    """Take ``Japan,Europe`` apart; where a space follows the comma, it belongs to the name."""
    return [{"country": part} for part in once(re.split(r";|,(?! )", text))] or NOTHING


COUNTRIES: Final = Conversion(_countries, "names with commas between", keeps_words=True)


def _sponsors(text: str) -> Any:
    return [{"name": part} for part in parts(text) if not says_nothing(part)] or NOTHING


SPONSORS: Final = Conversion(_sponsors, "names separated by semicolons", keeps_words=True)


def _conditions(text: str) -> Any:
    """Take apart the conditions, which lines, semicolons or numbers separate, and the keywords after ``<br>``.

    Codes of a classification are keywords, unless there is nothing else.
    """
    stated, *others = _BREAK.split(unescaped(text))
    conditions = once(part for line in stated.splitlines() for part in split_outside_parentheses(_ENTRY_END, line))
    codes = [part for part in conditions if _CODE.match(part)]
    if len(codes) < len(conditions):
        conditions = [part for part in conditions if part not in codes]
    else:
        codes = []
    return _conditions_and_keywords(conditions, [*codes, *(part for other in others for part in other.split(";"))])


def _conditions_in_words(text: str) -> Any:
    """Take a text apart that is one condition, and the keywords after it: terms and therapeutic areas."""
    condition, *keywords = re.split(rf"{_BREAK.pattern}|;(?=Therapeutic area:)", unescaped(text), flags=re.IGNORECASE)
    return _conditions_and_keywords([condition], keywords)


def _conditions_and_keywords(conditions: Iterable[str], keywords: Iterable[str]) -> Any:
    held = {
        "conditions": once(" ".join(text.split()) for text in conditions if not says_nothing(text)),
        "keywords": once(" ".join(text.split()) for text in keywords),
    }
    if not held["conditions"]:
        held = {"conditions": held["keywords"]}
    return {attribute: texts for attribute, texts in held.items() if texts} or NOTHING


CONDITIONS: Final = Conversion(_conditions, "conditions and keywords", keeps_words=True)
CONDITION_IN_WORDS: Final = Conversion(_conditions_in_words, "a condition and keywords", keeps_words=True)


def _target(text: str) -> Any:
    """Add up ``group:count;group:count;``."""
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    counts = [_GROUP.fullmatch(piece) for piece in pieces]
    if not pieces or not all(counts):
        return REFUSED
    return InPart(sum(int(match[2]) for match in counts if match), "no attribute holds the number in each group")


TARGET: Final = Conversion(_target, "numbers of participants by group, such as 'A:30;B:30;'")


def _persons(texts: list[str | None], *attributes: str) -> Any:
    """Make persons from first names, last names and further columns, each with semicolons between persons."""
    columns = [unescaped(text or "").split(";") for text in texts]
    persons = []
    for index in range(max(map(len, columns))):
        first, last, *others = (
            " ".join(column[index].split()) if index < len(column) and not says_nothing(column[index]) else ""
            for column in columns
        )
        person = {"name": f"{first} {last}".strip(), **dict(zip(attributes, others, strict=True))}
        persons.append({name: value for name, value in person.items() if value})
    return [person for person in persons if person] or NOTHING


def _contacts(texts: list[str | None]) -> Any:
    return _persons(texts, "phone", "email")


def _officials(texts: list[str | None]) -> Any:
    return _persons(texts, "affiliation")


CONTACTS: Final = Conversion(_contacts, "names, phone numbers and e-mail addresses", keeps_words=True)


OFFICIALS: Final = Conversion(_officials, "names and affiliations", keeps_words=True)


def _criteria(texts: list[str | None]) -> Any:
    """Put inclusion and exclusion criteria under their headings."""
    inclusion, exclusion = (
        lines(re.sub(rf"\A(?:\s*{heading}\s*:)+", "", lines(text or ""), flags=re.IGNORECASE))
        for heading, text in zip(_HEADINGS, texts, strict=True)
    )
    if not inclusion and not exclusion:
        return NOTHING
    # Without inclusion criteria, their heading stays, with nothing under it: the field is there, and empty.
    blocks = zip(_HEADINGS, (inclusion, exclusion), strict=True)
    return "\n\n".join(f"{heading}:\n\n{words}".strip() for heading, words in blocks if words or not inclusion)


CRITERIA: Final = Conversion(_criteria, "criteria", keeps_words=True)


def _criteria_and_ages(texts: list[str | None]) -> Any:
    """Take from the end of the inclusion criteria the age groups of EUCTR's form, which are not criteria."""
    inclusion, exclusion = texts
    criteria, *form = _AGES.split(lines(inclusion or ""), maxsplit=1)
    text = _criteria([criteria, exclusion])
    held = {} if text is NOTHING else {"eligibility.text": text}
    if not form:
        return held or NOTHING
    groups = [group for group, question in _AGE_GROUPS.items() if re.search(rf"{question} yes", form[0])]
    return InPart(held | {"eligibility.std_ages": groups}, "the number of subjects in each age group has no place")


CRITERIA_AND_AGES: Final = Conversion(_criteria_and_ages, "criteria and age groups", keeps_words=True)


def _classic_criteria(texts: list[str | None]) -> Any:
    """Read the classic layout of ClinicalTrials.gov, with both headings in one text."""
    both, exclusion = texts
    if both is None or (exclusion and exclusion.strip()):
        return _criteria(texts)
    return wrapped_text(unescaped(with_line_feeds(both))) or NOTHING


CLASSIC_CRITERIA: Final = Conversion(_classic_criteria, "criteria in the classic layout", keeps_words=True)
