"""Split an XML document into records, and a record into leaves, each with its place and position.

The parser is Python's expat. A document with a document type declaration is refused, so that there are only the five
entities of XML, and nothing is ever fetched.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, final
from xml.parsers import expat

from attrs import define, frozen

from ctmodel.codec.payload import MAX_DEPTH
from ctmodel.errors import ReadError
from ctmodel.formats.records import Leaf, Position, Record

#: The maximum number of elements and attributes in a record; the largest known record has a few thousand.
MAX_ELEMENTS: Final = 100_000
#: The number of bytes that the parser gets at a time. A longer token is scanned again with each piece.
_PIECE: Final = 1 << 20
_HEAD: Final = 4_096
_BEFORE_ROOT: Final = re.compile(
    r"\ufeff?(?:\s|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>)*+", re.DOTALL
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_DECLARED: Final = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: The supported encodings: those in which XML files are found, all of which decode in linear time.
ENCODINGS: Final = frozenset(
    [
        "ascii",
        "us-ascii",
        "utf-8",
        "utf8",
        "utf-16",
        "big5",
        "euc-jp",
        "euc-kr",
        "gb18030",
        "gb2312",
        "gbk",
        "koi8-r",
        "shift_jis",
    ]
    + [f"iso-8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)]
    + [f"windows-125{part}" for part in range(9)]
)


class XmlError(ValueError):
    """An XML document cannot be read. Line and column count from 1."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@define
class _Element:
    name: str
    attributes: dict[str, str]
    start: Position
    end: Position = (1, 1)
    #: What is between its tags; None for an element without any, as most have either texts or elements.
    texts: list[str] | None = None
    children: "list[_Element] | None" = None


def root_of(data: bytes) -> str | None:
    """Return the local name of a document's first element; None for text that does not begin like XML."""
    try:
        head = _decoded(data[:_HEAD], errors="ignore")
    except XmlError:  # of an encoding that is not supported, which is said when the document is read
        head = data[:_HEAD].decode("ascii", "ignore")
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    return root[1] if root else None


def records(data: bytes, container: str | None, record: str) -> Iterator[Record]:
    """Yield the records of a document: elements with the name of a record, with or without the container around them.

    Raises:
        XmlError: the document is not well-formed or exceeds a limit; raised after the records before the error.
    """
    text = _decoded(data).encode("utf-8", "surrogatepass")
    # A container is added to a document without one: users cut files, and the parser accepts only one root.
    has_container = container is None or root_of(data) == container
    is_fragment = not has_container and not text.lstrip().startswith((b"<?", b"<!"))
    opening = f"<{container}>\n".encode() if is_fragment else b""
    reader = _Reader(record, text, opening)
    pieces = [opening, *(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))]
    for piece in (*pieces, None):
        try:
            reader.feed(piece if piece is not None else f"</{container}>".encode() * bool(opening), last=piece is None)
        except XmlError:
            yield from reader.taken()
            raise
        yield from reader.taken()


@final
@frozen
class XmlDocuments:
    """Documents in XML, with an element for each record."""

    #: Local name of the element of a record.
    record: str
    #: Local name of the element around records; None if a document is one record.
    container: str | None = None
    suffixes: tuple[str, ...] = (".xml",)

    @property
    def sign(self) -> str:
        """What a document is recognised by, in words."""
        return f"the element {self.container or self.record}"

    def recognises(self, data: bytes) -> bool:
        """Whether the first element of a document is the container or a record."""
        return root_of(data) in (self.container or self.record, self.record)

    def records(self, data: bytes) -> Iterator[Record]:
        """Yield the records of a document.

        Raises:
            ReadError: the document is not well-formed or exceeds a limit; raised after the records before the error.
        """
        try:
            yield from records(data, self.container, self.record)
        except XmlError as error:
            raise ReadError(error.reason, line=error.line, column=error.column, code="STR019") from None


@final
class _Reader:
    """Builds records from what the parser reports."""

    def __init__(self, record: str, text: bytes, ahead: bytes) -> None:
        self._record = record
        self._text = text
        #: The numbers of bytes and of lines that the parser gets before the text.
        self._ahead, self._lines_ahead = len(ahead), ahead.count(b"\n")
        self._depth = 0
        self._elements = 0
        self._open: list[_Element] = []
        self._begin = 0
        self._taken: list[Record] = []
        parser: Any = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._characters
        self._parser = parser

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Parse more of the document."""
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code).removeprefix("not well-formed ").strip("()")
            line = error.lineno - self._lines_ahead
            raise XmlError(f"not well-formed XML: {reason}", line, error.offset + 1) from None

    def taken(self) -> Iterator[Record]:
        """Yield the records that are complete."""
        taken, self._taken = self._taken, []
        yield from taken

    def _here(self) -> Position:
        parser = self._parser
        return parser.CurrentLineNumber - self._lines_ahead, parser.CurrentColumnNumber + 1

    def _doctype(self, *_: object) -> None:
        # The parser reports a position at the end of the declaration or of its name.
        before = self._text[: self._text.find(b"<!DOCTYPE")].decode()
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise XmlError("the document has a document type declaration (DOCTYPE), which is not supported", *place)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise XmlError(f"elements nest more than {MAX_DEPTH} levels deep", *self._here())
        above = self._open[-1] if self._open else None
        name = _local(name)
        if above is None:
            if name != self._record:
                return
            self._begin = self._parser.CurrentByteIndex - self._ahead
            self._elements = 0
        self._elements += 1 + len(attributes)
        if self._elements > MAX_ELEMENTS:
            raise XmlError(f"a record has more than {MAX_ELEMENTS:,} elements and attributes", *self._here())
        element = _Element(name, attributes, self._here())
        self._open.append(element)
        if above is None:
            return
        if above.children is None:
            above.children = []
        above.children.append(element)

    def _closed(self, _: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        at = self._parser.CurrentByteIndex - self._ahead
        line, column = self._here()
        # For an empty-element tag, the parser reports the end after the tag.
        is_empty = element.texts is None and element.children is None
        is_one_tag = is_empty and self._text.startswith(b"/>", at - 2)
        end = at if is_one_tag else self._text.find(b">", at) + 1
        element.end = line, column + len(self._text[at:end].decode())
        if not self._open:
            leaves, names = _cut(element)
            self._taken.append(Record(self._text[self._begin : end], leaves, names, element.start, element.end))

    def _characters(self, text: str) -> None:
        if self._open:
            element = self._open[-1]
            if element.texts is None:
                element.texts = []
            element.texts.append(text)


def _cut(root: _Element) -> tuple[tuple[Leaf, ...], frozenset[tuple[str, ...]]]:
    """Return the leaves of an element and its descendants, in the order of the text, and the names of all of these."""
    leaves: list[Leaf] = []
    known: set[tuple[str, ...]] = set()
    pending: list[tuple[_Element, str, tuple[str, ...], tuple[int, ...]]] = [(root, f"/{root.name}", (), ())]
    while pending:
        here, place, names, indexes = pending.pop()
        known.add(names)
        for key, text in here.attributes.items():
            if not text.isspace() and text and not key.startswith(("xml:", "xmlns")):
                name = f"@{_local(key)}"
                at = f"{place}/{name}"
                leaves.append(Leaf(at, (*names, name), (*indexes, 0), text, text, here.start, here.end))
        if here.texts is not None:
            text = "".join(here.texts)
            if not text.isspace():
                leaves.append(Leaf(place, names, indexes, text, text, here.start, here.end))
        if here.children is not None:
            pending += reversed([*_below(here.children, place, names, indexes)])
    return tuple(leaves), frozenset(known)


def _below(
    children: list[_Element], place: str, names: tuple[str, ...], indexes: tuple[int, ...]
) -> Iterator[tuple[_Element, str, tuple[str, ...], tuple[int, ...]]]:
    """Yield each element in another one, with its place, names and indexes."""
    count = Counter([child.name for child in children])
    seen: dict[str, int] = {}
    for child in children:
        name = child.name
        index = seen.get(name, 0)
        seen[name] = index + 1
        at = f"{place}/{name}" if count[name] == 1 else f"{place}/{name}[{index + 1}]"
        yield child, at, (*names, name), (*indexes, index)


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _decoded(data: bytes, errors: str = "strict") -> str:
    """Decode a document by its byte order mark, by its declaration, or as UTF-8."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if encoding not in ENCODINGS:
            raise XmlError(f"the encoding {encoding!r} is not supported; use UTF-8")
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise XmlError(f"not {encoding} text: byte 0x{data[error.start]:02X}", line, column) from None
