"""A figure: a table with a drawn column."""

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.lanes import Mark, Scale


@frozen
class Row:
    """A row: its name, its cells, and the marks of its lane."""

    name: Markup | str
    cells: tuple[Markup | str, ...] = ()
    marks: tuple[Mark, ...] = ()
    height: int = 20
    style: str = ""
    id: str = ""
    #: Whether the row is a heading over those that follow.
    heading: bool = False


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
