"""Which names are nearly the same, and what tells them apart."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.rules.comparing import folded
from ctmodel.rules.nearest import Words
from ctmodel.rules.quoting import quoted

_NO_LETTERS: Final = lazy_regex(r"[\W_]+")
#: How many spellings of one name are compared to find the closest.
_MOST_SPELLINGS: Final = 20
#: How many letters are compared to find what was meant by the unknown names of one record.
_MOST_LETTERS: Final = 300_000


# A name is looked for among the names of one arm after the other.
_folded = lru_cache(maxsize=1)(folded)


def difference(name: str, other: str) -> str:
    """Say by what a name differs from another that is folded alike."""
    return f"{quoted(name)} differs from {quoted(other)} only by {_what_differs(name, other)}"


@final
class Names:
    """Known names, for who asks many times which of them was meant."""

    def __init__(self, known: Iterable[str]) -> None:
        names = [*dict.fromkeys(known)]
        self._words = Words(names, _MOST_LETTERS)
        self._alike: dict[str, list[str]] = {}
        for name in names:
            if key := folded(name):
                self._alike.setdefault(key, []).append(name)

    def almost(self, name: str) -> str:
        """Say from which known name a name differs only in spaces, case or punctuation; empty if there is none."""
        alike = self._alike.get(_folded(name), ())[:_MOST_SPELLINGS]
        closest = min(
            alike, key=lambda other: (other.strip() != name.strip(), abs(len(other) - len(name))), default=None
        )
        return f"; {difference(name, closest)}" if closest is not None else ""

    def nearest(self, name: str) -> str | None:
        """Return the known name within two edits of a name, if there is one; of very many, the first are compared."""
        return self._words.nearest(name)

    def likely(self, name: str) -> str:
        """Say which known name was probably meant by an unknown one, as the end of a message; nothing if none was."""
        said = self.almost(name)
        close = None if said else self.nearest(name)
        return f"; {quoted(close)} was probably meant" if close is not None else said


def _what_differs(name: str, other: str) -> str:
    if name.strip() == other.strip():
        longer = max(name, other, key=len)
        sides = [side for side, cut in (("leading", longer.lstrip()), ("trailing", longer.rstrip())) if cut != longer]
        if len(sides) == 1 and abs(len(name) - len(other)) == 1:
            return f"a {sides[0]} space"
        return "spaces at the ends"
    letters, others = "".join(name.split()), "".join(other.split())
    if letters == others:
        return "spaces"
    if letters.lower() == others.lower():
        return "case" if name.lower() == other.lower() else "spaces and case"
    if letters.casefold() == others.casefold():
        return "the form of characters"
    return "punctuation" if _NO_LETTERS.sub("", name) == _NO_LETTERS.sub("", other) else "punctuation and case"
