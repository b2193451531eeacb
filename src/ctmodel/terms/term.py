"""What a vocabulary is made of."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of a registry vocabulary: the registry's token, with the text that the registry displays for it.

    Vocabularies are open. An attribute such as ``Phase | str`` holds a member where the token is known
    and the plain ``str`` where it is not, so that a token newer than this library survives.
    """

    #: The registry's default display text, such as ``Unknown status`` for ``UNKNOWN``.
    label: str

    def __new__(cls, token: str, label: str) -> Self:
        member = str.__new__(cls, token)
        member._value_ = token
        member.label = label
        return member


def label(term: str | None) -> str:
    """Return the registry's default display text of a term, a plain ``str`` as it is, and ``""`` for None.

    ::

        label(Phase.PHASE1)      # "Phase 1"
        label("PHASE5")          # "PHASE5": no member, no other text
        label(None)              # "": a template shows nothing where nothing is known
    """
    return term.label if isinstance(term, Term) else term or ""
