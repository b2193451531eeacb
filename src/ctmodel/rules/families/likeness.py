"""Which names are nearly the same, and what tells them apart."""

from collections.abc import Iterable
from typing import Final

from ctmodel.late import late
from ctmodel.rules.comparing import folded
from ctmodel.rules.nearest import nearest
from ctmodel.rules.quoting import quoted

_NO_LETTERS: Final = late(r"[\W_]+")


def difference(name: str, other: str) -> str:
    """Say by what a name differs from another that is folded alike."""
    return f"{quoted(name)} differs from {quoted(other)} only by {_what_differs(name, other)}"


def almost(name: str, known: Iterable[str]) -> str:
    """Say from which known name a name differs by blanks, case or punctuation; nothing if from none."""
    key = folded(name)
    alike = [other for other in known if folded(other) == key] if key else []
    closest = min(alike, key=lambda other: (other.strip() != name.strip(), abs(len(other) - len(name))), default=None)
    return f"; {difference(name, closest)}" if closest is not None else ""


def likely(name: str, known: list[str]) -> str:
    """Say which known name was probably meant by an unknown one, as the end of a message; nothing if none is near."""
    close = nearest(name, known)
    return almost(name, known) or (f"; {quoted(close)} was probably meant" if close is not None else "")


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
    if letters.lower() == others.lower():
        return "case" if name.lower() == other.lower() else "blanks and case"
    if letters.casefold() == others.casefold():
        return "the form of characters"
    return "punctuation" if _NO_LETTERS.sub("", name) == _NO_LETTERS.sub("", other) else "punctuation and case"
