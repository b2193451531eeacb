"""What goes wrong when text is read."""

from typing import final


@final
class ReadError(ValueError):
    """Text that cannot be read as studies, with the place where reading stopped.

    ``str()`` of it is ``path!/member:line:column: reason``, with what is known.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | None = None,
        member: str | None = None,
        line: int | None = None,
        column: int | None = None,
        code: str = "STR001",
    ) -> None:
        super().__init__(reason)
        #: What is wrong.
        self.reason = reason
        #: File that was read, or None for text.
        self.path = path
        #: Member of the archive.
        self.member = member
        #: Line of the file or member, from 1.
        self.line = line
        #: Column in the line, in characters from 1.
        self.column = column
        #: Code of the finding that the error becomes.
        self.code = code

    def __str__(self) -> str:
        place = self.path or ""
        if self.member is not None:
            place += f"!/{self.member}"
        if self.line is not None:
            spot = f"{self.line}:{self.column}" if self.column is not None else f"{self.line}"
            place += f":{spot}" if place else f"line {self.line}, column {self.column}"
        return f"{place}: {self.reason}" if place else self.reason

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.reason, self.path, self.member, self.line, self.column, self.code)


def _rebuilt(
    reason: str, path: str | None, member: str | None, line: int | None, column: int | None, code: str
) -> ReadError:
    return ReadError(reason, path=path, member=member, line=line, column=column, code=code)
