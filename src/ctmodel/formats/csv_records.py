"""Cut a table in CSV into records, one for each row, and a row into cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, final

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.formats.records import Leaf, Position, Record
from ctmodel.formats.rows import plain

_HEAD: Final = 16_384
#: A cell with what ends it. A quotation mark inside an unquoted cell is an ordinary character.
_CELL: Final = re.compile(r'("(?:[^"]|"")*+"[^,\r\n]*+|[^,\r\n]*+)(,|\r\n?|\n|\Z)')


@final
@frozen
class CsvDocuments:
    """Documents in CSV: a header with names, and a row for each record."""

    #: Names of columns that the header begins with or contains; case, spaces and underscores do not count.
    first: str
    columns: frozenset[str]
    #: The names of the columns of tables without a header, and what their first cell looks like.
    unnamed: tuple[tuple[str, ...], ...] = ()
    first_cell: str = ""
    suffixes: tuple[str, ...] = (".csv",)

    @property
    def sign(self) -> str:
        """What a document is recognised by, in words."""
        return f"a header line with {self.first}"

    def recognises(self, data: bytes) -> bool:
        """Whether the first line of a document is such a header, or a row of a table without one."""
        head = data[:_HEAD].decode("utf-8-sig", "ignore")
        if head.lstrip()[:1] in ("", "{", "[", "<"):
            return False
        _, row = next(_rows(head))
        try:
            return self._header(_cells(row)) is not None
        except csv.Error:
            return False

    def _header(self, cells: Sequence[str]) -> tuple[str, ...] | None:
        """Return the names of the columns, given the first row; None if it is of another table."""
        names = [plain(cell) for cell in cells]
        if names and names[0] == plain(self.first) and any(plain(column) in names[1:] for column in self.columns):
            return tuple(_once(cells))
        if names and re.fullmatch(self.first_cell, cells[0].strip('"')):
            return next((columns for columns in self.unnamed if len(columns) == len(cells)), None)
        return None

    def records(self, data: bytes) -> Iterator[Record]:
        """Yield the records of a document.

        Raises:
            ReadError: the document is not UTF-8 text, or a row has more or fewer cells than the header, or a cell is
                too long for the standard library's reader; raised after the records before the error.
        """
        text = _decoded(data)
        rows = _rows(text)
        first = next(rows, None)
        header = None if first is None else self._header(_cells_on(*first))
        if first is None or header is None:
            raise ReadError(f"the first line is not a header with {self.first}", line=1, column=1, code="STR019")
        start = "" if header in self.unnamed else first[1]
        if not start:
            yield _record(header, first[1], first[0], "")
        for line, row in rows:
            yield _record(header, row, line, start)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        column = len(before) - before.rfind("\n")
        reason = f"not UTF-8 text: byte 0x{data[error.start]:02X}"
        raise ReadError(reason, line=before.count("\n") + 1, column=column, code="STR019") from None


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the first line of each row, and the text of the row; rows can span lines."""
    start, line = 0, 1
    for match in _CELL.finditer(text):
        if match[2] == ",":
            continue
        row = text[start : match.end()]
        if row.strip():
            yield line, row
        line += _lines(row)
        start = match.end()
        if start == len(text):
            return


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _cells(row: str) -> list[str]:
    """Return the cells of a row."""
    return next(csv.reader(io.StringIO(row, newline=""), strict=True), [])


def _cells_on(line: int, row: str) -> list[str]:
    """Return the cells of a row, or an error that names its line."""
    try:
        return _cells(row)
    except csv.Error as error:
        raise ReadError(f"not CSV: {error}", line=line, column=1, code="STR019") from None


def _once(cells: Sequence[str]) -> Iterator[str]:
    """Yield the names of columns; a name that is repeated gets a number."""
    seen: Counter[str] = Counter()
    for cell in cells:
        seen[cell] += 1
        yield cell if seen[cell] == 1 else f"{cell}[{seen[cell]}]"


def _record(header: Sequence[str], row: str, line: int, start: str) -> Record:
    cells = _cells_on(line, row)
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells, and the header has {len(header)}"
        raise ReadError(reason, line=line, column=1, code="STR019")
    places = _positions(row, line)
    leaves = tuple(
        Leaf(name, (name,), (0,), text, text, begin, end)
        for name, text, (begin, end) in zip(header, cells, places, strict=True)
        if text.strip()
    )
    end = places[-1][1]
    return Record((start + row).encode(), leaves, frozenset((name,) for name in header), (line, 1), end)


def _positions(row: str, line: int) -> list[tuple[Position, Position]]:
    """Return start and end of each cell of a row that begins on a line."""
    found = []
    column = 1
    for match in _CELL.finditer(row):
        begin, text = (line, column), match[1]
        breaks = _lines(text)
        line += breaks
        last = max(text.rfind("\n"), text.rfind("\r"))
        column = len(text) - last if breaks else column + len(text)
        found.append((begin, (line, column)))
        column += 1
        if match[2] != ",":
            break
    return found
