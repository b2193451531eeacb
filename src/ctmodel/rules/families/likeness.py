"""Which names are nearly the same, and what tells them apart."""

import string
from collections.abc import Iterable
from typing import Final

from ctmodel.late import late
from ctmodel.rules.nearest import nearest

_NO_LETTERS: Final = late(r"[\W_]+")
_MINUS: Final = late(r"(?<![^\W_])[-\u2212](?=\d)")
#: What tells names apart though it is no letter: ``CD4+`` from ``CD4-``, ``< 5 mg`` from ``> 5 mg``.
_MEANINGFUL: Final = str.maketrans(
    dict.fromkeys(string.punctuation + string.whitespace) | {sign: f"s{ord(sign)}" for sign in "+<>=%≤≥±*"}
)


def folded(name: str) -> str:
    """Return a name without blanks, case and punctuation."""
    if "-" in name or "\u2212" in name:
        name = _MINUS.sub("minus", name)
    name = name.translate(_MEANINGFUL).casefold()
    return name if name.isalnum() else _NO_LETTERS.sub("", name)


def difference(name: str, other: str) -> str:
    """Say by what a name differs from another that is folded alike."""
    return f"{name!r:.60} differs from {other!r:.60} only by {_what_differs(name, other)}"


def almost(name: str, known: Iterable[str]) -> str:
    """Say from which known name a name differs by blanks, case or punctuation; nothing if from none."""
    key = folded(name)
    alike = [other for other in known if folded(other) == key] if key else []
    closest = min(alike, key=lambda other: (other.strip() != name.strip(), abs(len(other) - len(name))), default=None)
    return f"; {difference(name, closest)}" if closest is not None else ""


def likely(name: str, known: list[str]) -> str:
    """Say which known name was probably meant by an unknown one, as the end of a message; nothing if none is near."""
    close = nearest(name, known)
    return almost(name, known) or (f"; {close!r:.60} was probably meant" if close is not None else "")


def _what_differs(name: str, other: str) -> str:
    if name.strip() == other.strip():
        longer = max(name, other, key=len)
        sides = [side for side, cut in (("leading", longer.lstrip()), ("trailing", longer.rstrip())) if cut != longer]
        if len(sides) == 1 and abs(len(name) - len(other)) == 1:
            return f"a {sides[0]} blank"
        return "blanks at the ends"
    letters, others = "".join(name.split()), "".join(other.split())
    if letters == others:
        return "blanks"
    if letters.casefold() == others.casefold():
        return "case" if name.casefold() == other.casefold() else "blanks and case"
    return "punctuation" if _NO_LETTERS.sub("", name) == _NO_LETTERS.sub("", other) else "punctuation and case"
