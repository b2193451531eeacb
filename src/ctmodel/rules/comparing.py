"""How rules compare the wording of texts, apart from case and punctuation."""

import re
import string
from typing import Final

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_MINUS: Final = re.compile(r"(?<![^\W_])[-\u2212](?=\d)")
_DIGIT: Final = re.compile(r"\d")
# What stands between two digits tells ``2.5`` from ``25``, and ``1-2`` from ``12``.
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\W_]+(?=\d)")
#: What tells texts apart though it is no letter: ``CD4+`` from ``CD4-``, ``< 5 mg`` from ``> 5 mg``.
_MEANINGFUL: Final = str.maketrans(
    dict.fromkeys(string.punctuation + string.whitespace) | {sign: f"s{ord(sign)}" for sign in "+<>=%≤≥±*"}
)


def folded(text: str) -> str:
    """Return what tells a text apart: letters, digits and signs of a meaning, without case and punctuation."""
    if "-" in text or "\u2212" in text:
        text = _MINUS.sub("minus", text)
    if _DIGIT.search(text):
        text = _BETWEEN_DIGITS.sub("and", text)
    text = text.translate(_MEANINGFUL).casefold()
    return text if text.isalnum() else _NO_LETTERS.sub("", text)
