"""Groups of records, and the links between them."""

from enum import StrEnum
from typing import final

from attrs import frozen


@final
class Grade(StrEnum):
    """How strong the evidence is that two records describe the same trial."""

    #: The records have the same number, a registry says that one number replaced the other, or they share two numbers.
    CERTAIN = "certain"
    #: One record names the number of the other, or both name the same third number.
    PROBABLE = "probable"
    #: The records have the same sponsor and protocol number, or share a number that is easily mistaken for another.
    HINT = "hint"
    #: The records share a number that several records of one registry have, so it does not tell which are the same.
    CONFLICT = "conflict"

    @property
    def joins(self) -> bool:
        """Whether records with such a link are in the same group."""
        return self in (Grade.CERTAIN, Grade.PROBABLE)


@final
@frozen
class Member:
    """A record in a group."""

    #: Position of the trial in the input, from 0.
    index: int
    #: The registry of the record, by the name that :func:`registry_numbers` uses; None for a draft.
    registry: str | None
    #: The record's own number there, normalised; None for a draft.
    number: str | None
    #: Name of the format from which the trial was read, such as ``isrctn-xml``. Trials made by hand have ``ctgov-v2``.
    source: str


@final
@frozen
class Link:
    """Evidence about two records. Their positions in the input are ``a`` and ``b``, and ``a`` is the smaller one."""

    a: int
    b: int
    grade: Grade
    #: The evidence in words: the shared numbers, and where they are (``secondary_ids[2].id``).
    evidence: str


@final
@frozen
class Group:
    """Records of the same trial; a record without links that join is a group of one."""

    #: The records, in the order of the input.
    members: tuple[Member, ...]
    #: All links of the members, the strongest first. Hints and conflicts lead to records in other groups, which list
    #: them, too.
    links: tuple[Link, ...]
