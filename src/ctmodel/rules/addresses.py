"""E-mail addresses and telephone numbers, which do not stand in reports."""

import re
from typing import Final

from ctmodel.late import late

EMAIL: Final = late(r"@(?<=\w@)[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,}\b")
PHONE: Final = late(
    r"(?<![\w./-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,4}){2,3}"
    r"|(?:1-)?\(?\d{3}\)?[ -]\d{3}-\d{4})(?![\w-])"
)
# A name cut short is one still.
_ADDRESS: Final = late(r"[\w.+%-]*@[\w.-]+", re.ASCII)


def without_addresses(text: str) -> str:
    """Return a text without the e-mail addresses and telephone numbers in it."""
    if "@" in text:
        text = _ADDRESS.sub("[e-mail address]", text)
    return PHONE.sub("[phone number]", text) if _PHONE_SIGN.search(text) else text


_PHONE_SIGN: Final = late(r"\d[ -]\d{3}-\d{4}|\d\)[ -]\d{3}-\d{4}|\+\d")
