"""Fix the characters of one text: control characters, invisible ones, line ends that were replaced, spaces around it.

A fix takes away what no reader sees, or writes line feeds for what stands for them. Characters that stood for
something else, or that other scripts need, stay.
"""

import re
from collections.abc import Callable, Collection
from itertools import chain
from typing import Final

from ctmodel.fixes.edits import Edit, edited
from ctmodel.model.criteria.line_ends import with_line_feeds
from ctmodel.model.criteria.markdown import FILLER

_LINE_END: Final = re.compile("\r\n?|[\u2028\u2029]")
_WORDS_LINE_END: Final = re.compile(r"[\v\f]")
# What shows that a line of a list begins behind one of these, which can be signs of another encoding or a blank.
_BEFORE_ITEM: Final = re.compile("[\v\f\x85](?=\\s{0,8}(?:[*\u2022-]|\\(?\\d{1,2}[.)])\\s)|(?<=:)[\v\f\x85]")
# Not U+001E, Word's hyphen that does not break, and not U+0080 to U+009F, which were signs in another encoding:
# what they stood for is for a person to say.
_UNSEEN_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1d\x1f\x7f]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Hebrew to Mongolian, Chinese and the rest, and emoji: they are joined, parted and turned by invisible characters.
_NEEDS_INVISIBLE: Final = re.compile(
    "[\u0590-\u1dff\u2600-\u27bf\u2c00-\ud7ff\ue000-\ufefe\uff00-\uffef\U00010000-\U0010ffff]"
)


def _control_characters(text: str) -> list[Edit]:
    """Line ends become line feeds (those of Word become spaces in a text of one line); other characters are removed."""
    words = "\n" if "\n" in text or _LINE_END.search(text) or _BEFORE_ITEM.search(text) else " "
    edits = [
        Edit(*match.span(), new)
        for pattern, new in ((_LINE_END, "\n"), (_WORDS_LINE_END, words), (_UNSEEN_CONTROL, ""))
        for match in pattern.finditer(text)
    ]
    next_lines = (match for match in _BEFORE_ITEM.finditer(text) if match[0] == "\x85")
    return edits + [Edit(*match.span(), "\n") for match in next_lines]


def _replaced_line_ends(text: str) -> list[Edit]:
    """Restore the line feeds that other characters replaced, in a text with several lines."""
    mended = with_line_feeds(text)
    return [
        Edit(place, place + 1, "" if new == FILLER else new)
        for place, (old, new) in enumerate(zip(text, mended, strict=True))
        if old != new
    ]


def _invisible_characters(text: str) -> list[Edit]:
    if _NEEDS_INVISIBLE.search(text):
        return []
    return [Edit(*match.span(), "") for match in _INVISIBLE.finditer(text)]


def _blanks_around(text: str) -> list[Edit]:
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return [Edit(0, begin, ""), Edit(end, len(text), "")] if begin < end else []


#: The changes to a text by the code of the rule, in the order in which they are made.
CHARACTER_FIXES: Final[dict[str, Callable[[str], list[Edit]]]] = {
    "TXT002": _control_characters,
    "TXT003": _invisible_characters,
    "TXT015": _replaced_line_ends,
    "TXT008": _blanks_around,
}


def mended(text: str, codes: Collection[str]) -> str:
    """Return a text with the problems of these codes fixed; unchanged if nothing would remain of it."""
    return "".join(mended_units(list(text), str, codes))


def mended_units(units: list[str], read: Callable[[str], str], codes: Collection[str]) -> list[str]:
    r"""Fix a text that is written in units, such as ``\u00e9``, each of which is one character."""
    left = units
    for code, edits in CHARACTER_FIXES.items():
        if code in codes:
            left = list(chain.from_iterable(edited(left, edits("".join(map(read, left))))))
    return left if "".join(map(read, left)).strip() else units
