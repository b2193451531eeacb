"""The page as plain text, for files and pipes: no line is wrapped."""

from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.io.visible import visible
from ctmodel.model.trial import Trial
from ctmodel.pages.text.blocks import PART, Section, Table
from ctmodel.pages.text.page import sections
from ctmodel.pages.text.prose import one_line

_WIDEST_RULE: Final = 79
#: Longer names of rows have a line of their own.
_WIDEST_NAME: Final = 48
_GAP: Final = "  "


def study_page(trial: Trial, *, contacts: bool = True) -> str:
    """Return a trial as plain text for people to read.

    The page has the sections, the order and the words of the study pages of ClinicalTrials.Veeva, and sections for all
    else that the trial holds; sections with nothing to show are left out, and lines are not wrapped.
    Control characters are shown as visible escapes, so that the page is safe to print to a terminal.

    Args:
        trial: the trial.
        contacts: whether to show contacts and other persons.

    Raises:
        ValueError: an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type.
    """
    return visible("\n\n".join("\n".join(_lines(section)) for section in sections(trial, contacts=contacts)))


def _lines(section: Section) -> Iterator[str]:
    if section.title:
        yield section.title
        yield ("=" if section.rank == PART else "-") * min(len(section.title), _WIDEST_RULE)
    for block in section.body:
        if isinstance(block, Table):
            yield from table_lines(block)
        else:
            yield block


def table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table with aligned columns; a long name of a row has a line of its own."""
    rows = [tuple(map(one_line, row)) for row in ([table.heads] if any(table.heads) else []) + list(table.rows)]
    columns = max(map(len, rows))
    widths = [_width(row[column] for row in rows if len(row) > column) for column in range(columns)]
    for name, *cells in rows:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths[1:], strict=False)]
        if len(name) > widths[0]:
            yield name
            name = ""
        yield _GAP.join([name.ljust(widths[0]), *padded]).rstrip()


def _width(cells: Iterable[str]) -> int:
    return max((len(cell) for cell in cells if len(cell) <= _WIDEST_NAME), default=0)
