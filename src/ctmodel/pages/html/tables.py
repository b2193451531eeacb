"""A figure: a table with a drawn column."""

from typing import Final

from attrs import frozen
from markupsafe import Markup, escape

from ctmodel.pages.html.lanes import Mark, Scale

#: No column of a group is narrower than so many characters, and none is wide because of one long word.
_NARROWEST: Final = 7
_WIDEST: Final = 16
#: How many characters a column holds on one line, by the number of columns.
_ROOM: Final = {1: 40, 2: 20, 3: 13}
_LEAST_ROOM: Final = 9


@frozen
class Share:
    """A share of 100 percent, drawn as a bar in a cell."""

    percent: float
    colour: int


@frozen
class Cell:
    """A number, what belongs beside it, and what is said below it."""

    value: str
    beside: str = ""
    below: tuple[Markup | str, ...] = ()
    bar: Share | None = None

    def __html__(self) -> str:
        """Return the cell as HTML."""
        shown = f'<span class="v">{_isolated(self.value)}</span>'
        if self.beside:
            shown += f' <span class="w">{_isolated(self.beside)}</span>'
        for remark in self.below:
            shown += f'<div class="below">{escape(remark)}</div>'
        if self.bar is not None:
            bar = f'<i class="bg{self.bar.colour}" style="width:{self.bar.percent:.4g}%"></i>'
            shown += f'<span class="cellbar" aria-hidden="true">{bar}</span>'
        return shown

    @property
    def length(self) -> int:
        """The length of the number with what is beside it."""
        return len(self.value) + len(self.beside) + 1

    @property
    def longest(self) -> int:
        """The length of its longest word."""
        texts = (self.value, self.beside, *(text for text in self.below if not isinstance(text, Markup)))
        return max((len(word) for text in texts for word in text.split()), default=0)


def _isolated(text: str) -> str:
    return text if text.isascii() and "<" not in text and "&" not in text else f"<bdi>{escape(text)}</bdi>"


@frozen
class Row:
    """A row: its name, its cells, and the marks of its lane."""

    name: Markup | str
    cells: tuple[Cell | Markup | str, ...] = ()
    marks: tuple[Mark, ...] = ()
    height: int = 20
    style: str = ""
    #: The attributes that it shows, to mark findings about them.
    paths: tuple[str, ...] = ()
    #: Whether the row is a heading over those that follow.
    heading: bool = False
    #: What is said below the row, over its whole width.
    more: Markup | str = ""


@frozen
class Figure:
    """A table, with a lane at the end of each row if there is a scale."""

    #: What the table is, for those who do not see it.
    name: str
    heads: tuple[Markup | str, ...]
    rows: tuple[Row, ...]
    scale: Scale | None = None
    caption: Markup | str = ""
    #: The head of the first column.
    first: str = ""
    kind: str = ""

    @property
    def beside(self) -> int:
        """The length of the longest text beside a number: all of them get its width, so that the numbers line up."""
        return max((len(cell.beside) for cell in self._cells()), default=0)

    @property
    def fits(self) -> bool:
        """Whether a column holds numbers with what is beside them; if not, that moves below them."""
        room = _ROOM.get(len(self.heads), _LEAST_ROOM)
        return max((cell.length for cell in self._cells() if cell.beside), default=0) <= room

    @property
    def widest(self) -> int:
        """How many characters a column of a group must hold, so that no number is broken."""
        whole = self.fits
        longest = max((max(cell.longest, cell.length if whole else 0) for cell in self._cells()), default=0)
        return min(max(longest, _NARROWEST), _WIDEST)

    def _cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if isinstance(cell, Cell)]
