"""Find telephone numbers in any common national form, among the many other numbers in a record.

Numbers that are certainly telephone numbers are found first: those with an international prefix, after a word such as
"phone", or grouped as in North America. Then numbers with a form of their own are excluded: dates, registry numbers,
decimals, postal codes. The remaining digits are telephone numbers if their count and their groups are right.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ctmodel.rules.mask.kept import KEPT, is_series
from ctmodel.rules.mask.plain import without

# Separators between the digits of a number, also as ``repr`` and HTML write them: these can contain digits.
_WRITTEN_OUT: Final = r"\\x[0-9a-f]{2}|\\u20[0-9a-f]{2}|&nbsp;|&\#160;"
_SEPARATOR: Final = rf"(?:[ .\-/()·•\u200b]|{_WRITTEN_OUT})"
_GAP: Final = rf"{_SEPARATOR}{{1,4}}"
_DIGITS: Final = rf"(?:{_SEPARATOR}{{0,4}}\d)"
_EXTENSION: Final = r"(?:[ ,;]{0,2}(?:ext(?:ension)?\b|x(?=[ .]?\d)|durchwahl|poste)[ .:]{0,2}\d{1,6})?"
_WORDS: Final = (
    r"tele(?:phone|fon|fono|fax)?s?|tel|t[ée]l(?:[ée]phone)?|tlf|phones?|ph|fax|mobile?|mob|handy|cell(?:ular|phone)?|gsm"
    r"|m[óo]vil|whatsapp|wechat|viber|sms|hotline|helpline|pager|beeper|dial|call(?:ing)?|text|ring|电话|電話|手机|тел(?:ефон)?"
)
_UNIT: Final = r"\ ?(?:[mkµμn]?g|mcg|m?l|IU|units?|[mc]m|ppm|k?cal|cells|steps)\b"
_NO_DECIMAL: Final = rf"(?!\d{{1,2}}\.\d{{1,8}}(?!{_SEPARATOR}{{0,4}}\d))"
#: A number that is certainly a telephone number. A full number has at least seven digits.
_SURE: Final = re.compile(
    rf"""(?:
        (?:(?<![\d+])\+(?=[\d(])|(?<![\w+])\+\ {{1,2}}(?=[\d(])){_NO_DECIMAL}[(]?\d{_DIGITS}{{6,}}+
      | (?<![\w.,:/+-])00{_SEPARATOR}{{0,2}}[1-9]{_DIGITS}{{7,}}+
      | (?:(?<![^\W\d_])(?:{_WORDS})(?:\ (?:no|nr|number|us|at|on|is)\b)?[.:=\#\ ()+-]{{0,4}}+)
        (?!(?:19|20)\d\d(?!\d))\d{_DIGITS}{{6,}}+
      | (?<![\d.])(?:1{_GAP})?[2-9]\d\d(?:{_GAP}\d{{3}}{_GAP}\d{{4}}|(?!\.\d){_GAP}\d{{7}})(?!\d|{_UNIT})
    ){_EXTENSION}""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE: Final = re.compile(rf"(?<![^\W_])\d{{10,}}+{_EXTENSION}", re.IGNORECASE)
#: Any number of groups of digits; the groups decide whether there is a telephone number among them.
_GROUPED: Final = re.compile(
    rf"(?<!\w)(?<!\w-)(?<!\d\.)\d{{1,11}}+(?:(?!\.\ |\)\ ?\(){_GAP}\d{{2,11}}(?!\d))++{_EXTENSION}", re.IGNORECASE
)
_SEVEN: Final = re.compile(rf"\d{_DIGITS}{{6}}")
#: A date after a word and apart from other digits, which no number begins or ends with: most messages have such.
_DATE: Final = re.compile(rf"(?<=[a-z][ (])(?:19|20)\d\d-\d\d-\d\d(?!\w|{_SEPARATOR}{{1,4}}\d)")
_HIDDEN: Final = "\n"
_GROUP: Final = re.compile(r"\d+")
_ESCAPE: Final = re.compile(_WRITTEN_OUT, re.IGNORECASE)
# Limits for the number of digits and of groups.
_LEAST, _MOST = 9, 13
_BARE_DIGITS: Final = 10
_GROUPS: Final = 5
_YEAR: Final = re.compile(r"(?:19[89]|20[0-3])\d")
_HYPHENS: Final = frozenset("0123456789-/.")


def phones(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each telephone number in a plain text.

    Args:
        text: the text.
        bare: whether ten or more digits in a row are a telephone number.
    """
    if _SEVEN.search(text) is None or _SEVEN.search(_DATE.sub(_HIDDEN, text)) is None:
        return
    yield from _searched(text, bare=bare)


def _searched(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """Search a text with enough digits, which takes much longer than to see that it has too few."""
    sure = [(_begin(found), found.end()) for found in _SURE.finditer(text)]
    yield from sure
    rest = without(text, sure) if sure else text
    rest = KEPT.sub(lambda kept: "\n" * len(kept[0]), rest)
    if bare:
        ten = [found.span() for found in _BARE.finditer(rest)]
        yield from ten
        rest = without(rest, ten) if ten else rest
    for run in _GROUPED.finditer(rest):
        # Digits of an extension do not make up for those that a number lacks.
        if _SEVEN.search(run[0]) is not None and _holds_number(run[0], bare):
            yield run.span()


def _begin(found: re.Match[str]) -> int:
    """Return where a number begins, after the word that says what it is."""
    return found.start() + next(index for index, sign in enumerate(found[0]) if sign in "+(0123456789")


def _holds_number(run: str, bare: bool) -> bool:
    """Whether there is a national number among groups of digits."""
    groups = _GROUP.findall(_ESCAPE.sub(" ", run))
    hyphens = _HYPHENS.issuperset(run)
    # A single group is not the form of a national number.
    windows = (groups[at : at + size] for at in range(len(groups) - 1) for size in range(2, _GROUPS + 1))
    for window in windows:
        # Identifiers are grouped by hyphens and contain years.
        if hyphens and (any(map(_YEAR.fullmatch, window)) or not (bare or window[0].startswith("0"))):
            continue
        if _has_form(window):
            return True
    return False


def _has_form(groups: Sequence[str]) -> bool:
    """Whether groups of digits are those of a national number."""
    first, *others = groups
    digits = sum(map(len, groups))
    if not _LEAST <= digits <= _MOST or is_series(groups) or others[0].startswith("00") or _YEAR.fullmatch(first):
        return False
    if first.startswith("0"):
        return len(first) > 1
    if len(groups) == 2:
        return digits >= _BARE_DIGITS
    return len(first) < 5 and len(others[-1]) < 5 and all(1 < len(group) < 6 for group in others)
