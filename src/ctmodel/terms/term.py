"""The base class of the registry's vocabularies."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A term of a registry vocabulary: the registry's token, and the text that the registry displays for it.

    Vocabularies are open. An attribute such as ``Phase | str`` holds a member if the token is known and a plain
    ``str`` if it is not, so that tokens newer than this library are kept.
    """

    #: The registry's default display text, such as ``Unknown status`` for ``UNKNOWN``.
    label: str

    def __new__(cls, token: str, label: str) -> Self:
        member = str.__new__(cls, token)
        member._value_ = token
        member.label = label
        return member


def label(term: str | None) -> str:
    """Return the registry's default display text for a term; a plain ``str`` unchanged; ``""`` for None.

    Args:
        term: a term, other text, or None.

    Example:
        >>> from ctmodel.terms import Phase, label
        >>> label(Phase.PHASE1), label("PHASE5"), label(None)
        ('Phase 1', 'PHASE5', '')
    """
    return term.label if isinstance(term, Term) else term or ""
