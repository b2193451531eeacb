r"""Line ends that were escaped, replaced or written as HTML: ``\n`` as two characters, ``~``, ``|``, ``<br>``, U+2028.

A text is read through a view of the same length, so that every position in the view is a position in the text. The
view has a line feed where a line ends, ``*`` where a list item begins, and fillers, which are ignored, for the rest of
such signs. Signs that can also be words end lines only if they clearly lay out the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.html import has_blocks, without_tags
from ctmodel.model.criteria.markdown import FILLER
from ctmodel.model.criteria.one_line import with_lines

# These always end a line: vertical tab, form feed, next line, line separator, paragraph separator.
_SEPARATORS: Final = "\v\f\x85\u2028\u2029"
_RETURNS = lazy_regex(r"\r+\n?")
# Codes of Excel and HTML.
_RETURN = r"(?:_x000[Dd]_|\\?&(?:amp;)?\#(?:0?13|[xX]0?[dD]);)"
_FEED = (
    r"(?:_x(?:000[AaBbCc]|2028|2029)_"
    r"|\\?&(?:amp;)?(?:\#(?:0?1[0-2]|823[23]|[xX](?:0?[a-cA-C]|202[89]))|NewLine);)"
)
_CODE = lazy_regex(rf"{_RETURN}(?:{_FEED}|(?=\n))?|{_FEED}")

# The marker of a list item.
_MARKER = r"\s{0,8}(?:[*+\u2022-]|\(?(?:\d{1,2}|[a-z])[.)])\s"
_LETTERS = (
    r"(?:\\{1,4}(?:r\\{1,4}n|[nr]|u(?:000[aAdD]|0085|202[89])|x(?:0[aAdD]|85))"
    r"|%0[dD]%0[aA]|%0[aAdD])"
)
# A slash in place of a backslash: unlike "and/not", it precedes a marker, a capital letter or another such sign.
_SLASHES = rf"(?:(?:/r)?/n(?={_MARKER}|\s{{0,8}}(?:[A-Z]|\Z|(?:/r)?/n)))"
_ESCAPE = rf"(?:(?<!\\){_LETTERS}|{_SLASHES})"
_ESCAPED = lazy_regex(rf"{_ESCAPE}((?:\\{{1,4}}t){{0,8}})")
# These show that signs lay out a text: a sign after a colon, a sign before a marker, or two in a row.
_AFTER_COLON = r"(?:(?<=[:\uff1a])|(?<=[:\uff1a]\s))"
# Before a small letter it can be part of a name, as in "C:\new", but not after "criteria:".
_ESCAPED_LAYOUT = lazy_regex(
    rf"(?<=[Ii][Aa][:\uff1a]){_ESCAPE}|{_AFTER_COLON}{_ESCAPE}(?![a-z])|{_ESCAPE}(?={_MARKER}|\s{{0,8}}(?:{_LETTERS}|/n))"
)
_ESCAPING: Final = ("\\", "%0", "/n")
_BACKSLASH = lazy_regex(r"\\[nrux]")
# A pattern finds two characters faster than the operator ``in`` does.
_SLASH_N = lazy_regex("/n")
# Signs that are words in other texts. They are words if escaped or before a number: "~5 mg", "18~65 years".
_SIGNS: Final = {sign: re.escape(sign) for sign in "~|^\u00b6\u21b5\u23ce\u240a\u240d\u2424"}


def _patterns(sign: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for a sign as a line end, and for a sign that shows that it lays out the text."""
    end = rf"(?<!\\){sign}(?!(?:(?<=[\s(\d]{sign})|(?<=\A{sign}))\s?\d(?!\d{{0,2}}[.)]\s))"
    return lazy_regex(end), lazy_regex(rf"{_AFTER_COLON}{end}|{end}(?={_MARKER})")


_SIGN_PATTERNS: Final = {sign: _patterns(escaped) for sign, escaped in _SIGNS.items()}
#: Signs lay out a text only if there are at least this many, ...
_FEWEST: Final = 2
#: ... and at least this many for each line feed.
_TO_A_LINE_FEED: Final = 4


class View(NamedTuple):
    """A text as it is split into lines."""

    #: The text with uniform line ends; as long as the original.
    text: str
    #: Where lines begin in the original, by the position of their first character in the view, if these differ.
    starts: Mapping[int, int]


def view_of(text: str) -> View:
    """Return the view of a text; the text itself if its lines end with line feeds."""
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
    r"""Return a text of the same length, with line feeds, tabs and fillers for ``\n``, ``~`` and codes of Excel."""
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
    r"""Return what a program wrote in place of line ends: ``\n`` as two characters, ``~``, a code of Excel; or None."""
    if _may_have_code(text):
        code = _CODE.search(text)
        if code is not None:
            return code[0]
    if _is_escaped(text):
        escape = _ESCAPED_LAYOUT.search(text)
        return escape[0] if escape is not None else None
    return next(iter(_signs_in(text)), None)


# Most texts have none of these. Testing for a single character is the fastest way to tell.


def _may_have_code(text: str) -> bool:
    return ("_" in text and "_x" in text) or ("&" in text and ("&#" in text or "&amp;" in text or "&New" in text))


def _is_escaped(text: str) -> bool:
    if not _may_have_escape(text):
        return False
    return any(sign in text and _is_laid_out(text, sign, _ESCAPED_LAYOUT) for sign in _ESCAPING)


def _may_have_escape(text: str) -> bool:
    """Whether there is what every escape begins with: most backslashes precede other signs."""
    return (
        ("\\" in text and _BACKSLASH.search(text) is not None)
        or ("%" in text and "%0" in text)
        or _SLASH_N.search(text) is not None
    )


def _signs_in(text: str) -> list[str]:
    """The signs that lay out a text."""
    present = [sign for sign in _SIGNS if sign in text]
    return [sign for sign in present if _is_laid_out(text, sign, _SIGN_PATTERNS[sign][1])]


def _is_laid_out(text: str, sign: str, layout: re.Pattern[str]) -> bool:
    """Whether signs lay out a text, rather than line feeds."""
    count = text.count(sign)
    if count < _FEWEST:
        return False
    least = max(_FEWEST, _TO_A_LINE_FEED * text.strip().count("\n"))
    return count >= least and len(layout.findall(text)) >= least


def _line_feeds(match: re.Match[str]) -> str:
    """Line feeds for carriage returns, except for those before a line feed."""
    return match[0] if match[0][-1] == "\n" else "\n" * len(match[0])


def _line_feed(match: re.Match[str]) -> str:
    """A line feed, padded to the length of a code; only the padding if a line feed follows."""
    followed = match.string.startswith("\n", match.end())
    return FILLER * len(match[0]) if followed else FILLER * (len(match[0]) - 1) + "\n"


def _escaped_line_feed(match: re.Match[str]) -> str:
    """A line feed and the tabs after it, padded to the length of the escape."""
    tabs = match[1].count("t")
    ended = len(match[0]) - len(match[1])
    return FILLER * (ended - 1) + "\n" + FILLER * (len(match[1]) - tabs) + "\t" * tabs
