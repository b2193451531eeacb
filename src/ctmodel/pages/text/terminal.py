"""The page for a terminal: headings stand out, lines are wrapped, tables fit the width."""

import re
from collections.abc import Iterator
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ctmodel.io.visible import visible
from ctmodel.model.trial import Trial
from ctmodel.pages.text.blocks import PART, Section, Table
from ctmodel.pages.text.page import sections

#: What the first line of a text has before its words: the lines that follow are indented by as much.
_INDENT: Final = re.compile(r"\s*(?:•|[0-9]+[.)])?\s*")
_GAP: Final = 2


def terminal_page(trial: Trial, *, width: int, color: bool, contacts: bool = True) -> str:
    """Return a trial as text for a terminal of so many columns, with the sections of the plain page.

    Args:
        trial: the trial.
        width: how many columns the terminal has.
        color: whether the terminal shows colours.
        contacts: whether to show contacts and other persons.

    Raises:
        ValueError: an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
    """
    console = Console(
        width=width, color_system="standard" if color else None, force_terminal=color, highlight=False, emoji=False
    )
    with console.capture() as captured:
        for number, section in enumerate(sections(trial, contacts=contacts)):
            if number:
                console.print()
            for block in _blocks(section):
                console.print(block)
    # What fills the last column of a line is no part of the text.
    return re.sub(r" +$", "", captured.get(), flags=re.MULTILINE)


def _blocks(section: Section) -> Iterator[RenderableType]:
    if section.title:
        style = "bold underline" if section.rank == PART else "bold cyan"
        yield Text(visible(section.title, one_line=True), style=style)
    for block in section.body:
        if isinstance(block, Table):
            yield Padding(_table(block), (0, 0, 0, _GAP))
        else:
            for line in block.split("\n"):
                yield _line(visible(line))


def _line(line: str) -> RenderableType:
    """Return a line that, wrapped, keeps the indent of its words."""
    found = _INDENT.match(line)
    start = found[0] if found else ""
    grid = Grid.grid()
    grid.add_column(width=_GAP + len(start), no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"{' ' * _GAP}{start}"), Text(line[len(start) :]))
    return grid


def _table(table: Table) -> Grid:
    columns = max(map(len, (table.heads, *table.rows)))
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_header=any(table.heads), header_style="dim")
    for head in (*table.heads, *[""] * (columns - len(table.heads))):
        grid.add_column(Text(visible(head, one_line=True)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(visible(cell, one_line=True)) for cell in row))
    return grid
