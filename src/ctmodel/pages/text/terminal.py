"""The page for a terminal: headings are highlighted, lines are wrapped, tables fit the width."""

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ctmodel.io.visible import visible
from ctmodel.model.trial import Trial
from ctmodel.pages.text.blocks import PART, Table
from ctmodel.pages.text.page import sections
from ctmodel.pages.text.plain import table_lines

#: What the first line of a text has before its words: the lines that follow are indented by as much.
_INDENT: Final = re.compile(r"\s*(?:•|[0-9]+[.)])?\s*")
_MARGIN: Final = "  "
#: The fewest columns for words.
_LEAST: Final = 10


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
            if section.title:
                style = "bold underline" if section.rank == PART else "bold cyan"
                console.print(Text(visible(section.title, one_line=True), style=style))
            for block in section.body:
                _print(block, console)
    # What fills the last column of a line is no part of the text.
    return re.sub(r" +$", "", captured.get(), flags=re.MULTILINE)


def _print(block: str | Table, console: Console) -> None:
    room = console.width - len(_MARGIN)
    if isinstance(block, str):
        lines = [part for line in block.split("\n") for part in _wrapped(visible(line), console, room)]
    else:
        lines = [visible(line, one_line=True) for line in table_lines(block)]
        if max(map(cell_len, lines)) > room:
            console.print(Padding(_grid(block), (0, 0, 0, len(_MARGIN))))
            return
    console.print(Text("\n".join(f"{_MARGIN}{line}" for line in lines)), soft_wrap=True)


def _wrapped(line: str, console: Console, room: int) -> Iterator[str]:
    """Yield the parts of a line that fit; those that follow have the indent of the words of the first one."""
    if cell_len(line) <= room:
        yield line
        return
    found = _INDENT.match(line)
    start = found[0] if found else ""
    room = max(room - len(start), _LEAST)
    for part in Text(line[len(start) :]).wrap(console, room, overflow="fold"):
        yield f"{start}{part.plain}"
        start = " " * len(start)


def _grid(table: Table) -> Grid:
    """Return a table whose cells are wrapped, for one that is too wide."""
    columns = max(map(len, (table.heads, *table.rows)))
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(table.heads), header_style="dim")
    for head in (*table.heads, *[""] * (columns - len(table.heads))):
        grid.add_column(Text(visible(head, one_line=True)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(visible(cell, one_line=True)) for cell in row))
    return grid
