"""E-mail addresses and telephone numbers that rules look for in texts, with few false positives.

Reports hide more than these; see :mod:`ctmodel.rules.mask`.
"""

from typing import Final

from ctmodel.lazy_regex import lazy_regex

EMAIL: Final = lazy_regex(r"@(?<=\w@)[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,}\b")
PHONE: Final = lazy_regex(
    r"(?<![\w./-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,4}){2,3}"
    r"|(?:1-)?\(?\d{3}\)?[ -]\d{3}-\d{4})(?![\w-])"
)
# Every phone number has one of these; they begin with a sign, which is fast to find.
_LAST_DIGITS = lazy_regex(r"-(?<=[ -]\d{3}-)\d{4}(?![\w-])")
_INTERNATIONAL = lazy_regex(r"\+\d")
_LONGEST_PHONE: Final = 40


def may_have_phone_number(text: str) -> bool:
    """Whether there is a phone number around one of the signs that every phone number has."""
    return any(
        PHONE.search(text, max(sign.start() - _LONGEST_PHONE, 0), sign.end() + _LONGEST_PHONE)
        for signs in ((_LAST_DIGITS, _INTERNATIONAL) if "+" in text else (_LAST_DIGITS,))
        for sign in signs.finditer(text)
    )
