"""Convert the texts of CTIS: plain, with line ends; ``-`` and ``NA`` mean that there is none."""

from itertools import chain
from typing import Any, Final

from ctmodel.formats.conversions import unescaped
from ctmodel.formats.rows import NOTHING, Conversion

_NONE: Final = frozenset(["-", "na", "n/a"])


def _decoded(text: str) -> str:
    return unescaped(text).replace("\r\n", "\n")


def _line(text: str) -> Any:
    return NOTHING if text.strip().lower() in _NONE else " ".join(_decoded(text).split())


LINE: Final = Conversion(_line, "text", keeps_words=True)
TEXT: Final = Conversion(
    lambda text: NOTHING if text.strip().lower() in _NONE else _decoded(text).strip(),
    "text",
    keeps_words=True,
)


def _items(texts: list[str]) -> str:
    """Return items as a list with numbers. Each is on one line, since its own lines could be read as items."""
    items = (" ".join(_decoded(text).split()) for text in texts)
    return "\n".join(f"{number}. {item}" for number, item in enumerate(filter(None, items), 1))


def _criteria(texts: list[list[str]]) -> Any:
    """Make a text of the items, from which they can be taken again."""
    blocks = zip(("Inclusion Criteria", "Exclusion Criteria"), map(_items, texts), strict=True)
    return "\n\n".join(f"{heading}:\n\n{items}" for heading, items in blocks if items) or NOTHING


CRITERIA: Final = Conversion(_criteria, "criteria", keeps_words=True)


def _product(texts: list[list[str]]) -> Any:
    """Name a product by the first of its names; the others, such as its substance and their synonyms, follow."""
    names: dict[str, str] = {}
    for text in chain.from_iterable(texts):
        line = _line(text)
        if line is not NOTHING and line:
            names.setdefault(line.casefold(), line)
    if not names:
        return NOTHING
    name, *others = names.values()
    return {"name": name, "other_names": others} if others else {"name": name}


PRODUCT: Final = Conversion(_product, "names of a product", keeps_words=True)


def _facility(texts: list[str | None]) -> Any:
    """Put the department after the organization."""
    return ", ".join(_line(text) for text in texts if text and _line(text) is not NOTHING) or NOTHING


FACILITY: Final = Conversion(_facility, "an organization and a department", keeps_words=True)
PERSON: Final = Conversion(
    lambda texts: " ".join(" ".join(text.split()) for text in texts if text) or NOTHING,
    "first name and last name",
    keeps_words=True,
)
