"""The text of one document, and where it was found."""

from attrs import frozen

from ctmodel.errors import ReadError
from ctmodel.formats.registry import is_recognised


@frozen
class Document:
    """The text of one document, and where it was found."""

    data: bytes
    #: File, as given or found.
    path: str
    #: Member of the archive.
    member: str | None = None
    #: Where in the file it begins: for a line of JSON Lines, and for a study out of a large list or page.
    line: int = 1
    column: int = 1
    #: Its place in the document of the file, for a study from a large list or page.
    pointer: str = ""
    #: Whether it was found in a folder rather than named.
    found: bool = False

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return line and column in the file of a place in the document."""
        return self.line + line - 1, column + self.column - 1 if line == 1 else column

    def placed(self, error: ReadError) -> ReadError:
        """Return an error about the document with the file, and the place in it."""
        line, column = self.place(error.line or 1, error.column or 1)
        return ReadError(error.reason, path=self.path, member=self.member, line=line, column=column, code=error.code)

    @property
    def is_other(self) -> bool:
        """Whether it was found and has nothing in common with a study, such as a configuration file."""
        return self.found and not is_recognised(self.data)
