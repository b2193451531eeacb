r"""Line ends that were escaped, replaced or written as HTML: ``\n`` as two characters, ``~``, ``|``, ``<br>``, U+2028.

A text is read by a view of it that has the same length, so that every place in the view is a place in the text. The
view has a line feed for what ends a line, ``*`` for what opens a list item, and a filler, which reads as nothing, for
the rest of such signs. What can be words as well ends lines only where the text is clearly laid out by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.html import has_blocks, without_tags
from ctmodel.model.criteria.markdown import FILLER
from ctmodel.model.criteria.one_line import with_lines

# These end lines wherever they are: vertical tab, form feed, next line, line and paragraph separator.
_SEPARATORS: Final = "\v\f\x85\u2028\u2029"
_RETURNS = lazy_regex(r"\r+\n?")
# Codes of Excel, and of HTML.
_RETURN = r"(?:_x000[Dd]_|\\?&(?:amp;)?\#(?:0?13|[xX]0?[dD]);)"
_FEED = (
    r"(?:_x(?:000[AaBbCc]|2028|2029)_"
    r"|\\?&(?:amp;)?(?:\#(?:0?1[0-2]|823[23]|[xX](?:0?[a-cA-C]|202[89]))|NewLine);)"
)
_CODE = lazy_regex(rf"{_RETURN}(?:{_FEED}|(?=\n))?|{_FEED}")

# A marker, as it opens the items of a list.
_MARKER = r"\s{0,8}(?:[*+\u2022-]|\(?(?:\d{1,2}|[a-z])[.)])\s"
_LETTERS = (
    r"(?:\\{1,4}(?:r\\{1,4}n|[nr]|u(?:000[aAdD]|0085|202[89])|x(?:0[aAdD]|85))"
    r"|%0[dD]%0[aA]|%0[aAdD])"
)
# A slash that should have been a backslash: other than "and/not", it stands before a marker, a capital or another one.
_SLASHES = rf"(?:(?:/r)?/n(?={_MARKER}|\s{{0,8}}(?:[A-Z]|\Z|(?:/r)?/n)))"
_ESCAPE = rf"(?:(?<!\\){_LETTERS}|{_SLASHES})"
_ESCAPED = lazy_regex(rf"{_ESCAPE}((?:\\{{1,4}}t){{0,8}})")
# What shows that a text is laid out by such signs: one behind a colon, and one before a marker; two in a row.
_BEHIND_COLON = r"(?:(?<=[:\uff1a])|(?<=[:\uff1a]\s))"
# A small letter behind it can make a name of it, as in "C:\new", but not behind "criteria:".
_ESCAPED_LAYOUT = lazy_regex(
    rf"(?<=[Ii][Aa][:\uff1a]){_ESCAPE}|{_BEHIND_COLON}{_ESCAPE}(?![a-z])|{_ESCAPE}(?={_MARKER}|\s{{0,8}}(?:{_LETTERS}|/n))"
)
_ESCAPING: Final = ("\\", "%0", "/n")
# Signs that are words in other texts. One that is escaped, or stands before a number, is: "~5 mg", "18~65 years".
_SIGNS: Final = {sign: re.escape(sign) for sign in "~|^\u00b6\u21b5\u23ce\u240a\u240d\u2424"}


def _patterns(sign: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a sign is as a line end, and what shows that a text is laid out by it."""
    end = rf"(?<!\\){sign}(?!(?:(?<=[\s(\d]{sign})|(?<=\A{sign}))\s?\d(?!\d{{0,2}}[.)]\s))"
    return lazy_regex(end), lazy_regex(rf"{_BEHIND_COLON}{end}|{end}(?={_MARKER})")


_SIGN_PATTERNS: Final = {sign: _patterns(escaped) for sign, escaped in _SIGNS.items()}
#: A text with fewer of them is not laid out by such signs, ...
_FEWEST: Final = 2
#: ... nor is one with more line feeds than one for so many.
_TO_A_LINE_FEED: Final = 4


class View(NamedTuple):
    """What a text is split by."""

    #: As long as the text.
    text: str
    #: Where lines begin in the text, by the place of their first character in the view, where these differ.
    starts: Mapping[int, int]


def view_of(text: str) -> View:
    """Return the view of a text: the text itself where its lines end with line feeds."""
    starts: Mapping[int, int] = {}
    view = text
    if "\r" in view:
        view = _RETURNS.sub(_line_feeds, view)
    for separator in _SEPARATORS:
        if separator in view:
            view = view.replace(separator, "\n")
    view = _without_codes(view)
    if has_blocks(view):
        view, starts = without_tags(view)
    view = _without_signs(view)
    view, begun = with_lines(view)
    return View(view, {**starts, **begun} if begun else starts)


def with_line_feeds(text: str) -> str:
    r"""Return a text of the same length: line feeds, tabs and fillers replace ``\n``, ``~`` and codes of Excel."""
    return _without_signs(_without_codes(text))


def _without_codes(text: str) -> str:
    return _CODE.sub(_line_feed, text) if _may_have_code(text) else text


def _without_signs(text: str) -> str:
    if _is_escaped(text):
        text = _ESCAPED.sub(_escaped_line_feed, text)
    for sign in _signs_in(text):
        text = _SIGN_PATTERNS[sign][0].sub("\n", text)
    return text


def replaced_by(text: str) -> str | None:
    r"""What stands for line ends that programs took away: ``\n`` as two characters, ``~``, a code of Excel; or None."""
    if _may_have_code(text):
        code = _CODE.search(text)
        if code is not None:
            return code[0]
    if _is_escaped(text):
        escape = _ESCAPED_LAYOUT.search(text)
        return escape[0] if escape is not None else None
    return next(_signs_in(text), None)


def is_laid_out_otherwise(text: str) -> bool:
    """Whether something other than white space stands for the line ends of a text: signs, codes, tags."""
    return has_blocks(text) or replaced_by(text) is not None


# Most texts have none of it, which is found out fastest with one character.


def _may_have_code(text: str) -> bool:
    return ("_" in text and "_x" in text) or ("&" in text and ("&#" in text or "&amp;" in text or "&New" in text))


def _is_escaped(text: str) -> bool:
    return any(sign in text and _is_laid_out(text, sign, _ESCAPED_LAYOUT) for sign in _ESCAPING)


def _signs_in(text: str) -> Iterator[str]:
    """The signs that a text is laid out by."""
    return (sign for sign, (_, layout) in _SIGN_PATTERNS.items() if sign in text and _is_laid_out(text, sign, layout))


def _is_laid_out(text: str, sign: str, layout: re.Pattern[str]) -> bool:
    """Whether a text is laid out by signs rather than by line feeds."""
    least = max(_FEWEST, _TO_A_LINE_FEED * text.strip().count("\n"))
    return text.count(sign) >= least and len(layout.findall(text)) >= least


def _line_feeds(match: re.Match[str]) -> str:
    """Carriage returns before a line feed belong to it; others are line ends themselves."""
    return match[0] if match[0][-1] == "\n" else "\n" * len(match[0])


def _line_feed(match: re.Match[str]) -> str:
    """A line feed as long as a code; none where one follows."""
    followed = match.string.startswith("\n", match.end())
    return FILLER * len(match[0]) if followed else FILLER * (len(match[0]) - 1) + "\n"


def _escaped_line_feed(match: re.Match[str]) -> str:
    """A line feed and the tabs after it, as written."""
    tabs = match[1].count("t")
    ended = len(match[0]) - len(match[1])
    return FILLER * (ended - 1) + "\n" + FILLER * (len(match[1]) - tabs) + "\t" * tabs
