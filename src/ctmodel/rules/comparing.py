"""How rules compare texts: lengths, and wording apart from case and punctuation."""

import string
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.rules.definition import Problems

_PUNCTUATION: Final = str.maketrans(dict.fromkeys(string.punctuation + string.whitespace))


def folded(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    text = text.casefold().translate(_PUNCTUATION)
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def repeated(texts: Iterable[str | None]) -> Iterator[tuple[int, int]]:
    """Yield the index of each text that says what an earlier one says, and the index of that one."""
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        key = folded(text) if text else ""
        if key and first.setdefault(key, index) != index:
            yield index, first[key]


def too_long(path: str, text: str | None, limit: int) -> Problems:
    """Yield a text that is longer than the registry takes."""
    if text is not None and len(text) > limit:
        yield path, f"{path} has {len(text)} characters; the registry takes {limit}"
