"""What a text page consists of: sections of lines and tables."""

from typing import Final

from attrs import frozen

#: Ranks of headings.
PART: Final = 1
SECTION: Final = 2


@frozen
class Table:
    """A table: a head for each column, and rows of cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Section:
    """A heading, and the lines and tables under it; without a heading, what belongs to the section above."""

    title: str
    body: tuple[str | Table, ...] = ()
    rank: int = SECTION


def section(title: str, *body: str | Table) -> list[Section]:
    """Return a section; none without a body."""
    return [Section(title, body)] if body else []


def part(title: str, *sections: Section) -> list[Section]:
    """Return the heading of a part and its sections; nothing without sections."""
    return [Section(title, rank=PART), *sections] if sections else []
