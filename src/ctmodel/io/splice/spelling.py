"""How a file writes text and numbers."""

import json
from typing import Any, final

import msgspec

from ctmodel.io.json_tokens import ESCAPE


@final
class Spelling:
    r"""How values are written so that they look like the others in a JSON text.

    A character is written as the text writes it elsewhere, such as ``/`` or ``\\/``, ``<`` or ``\\u003c``.
    One that the text does not have is escaped where JSON demands it, and where it is not ASCII and the text
    escapes all such characters. Numbers are written as :func:`ctmodel.dumps` writes them.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._characters: _Characters | None = None

    def scalar(self, value: Any) -> str:
        """Return the JSON of text, a number, a truth value or null."""
        if type(value) is not str:
            return msgspec.json.encode(value).decode()
        if self._characters is None:
            self._characters = _Characters(self._text)
        return f'"{value.translate(self._characters)}"'


@final
class _Characters(dict[int, str]):
    """The spelling of each character by its code, as far as somebody asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._escapes = {json.loads(f'"{escape}"'): escape for escape in set(ESCAPE.findall(text))}
        self._plain = frozenset(ESCAPE.sub("", text))
        self._in_ascii = not all(map(str.isascii, self._escapes)) and all(map(str.isascii, self._plain))

    def __missing__(self, code: int) -> str:
        character = chr(code)
        demanded = character in '"\\' or code < 0x20
        if demanded or character not in self._plain:
            spelled = self._escapes.get(character)
            if spelled is None:
                escaped = demanded or (self._in_ascii and not character.isascii())
                spelled = json.dumps(character)[1:-1] if escaped else character
        else:
            spelled = character
        self[code] = spelled
        return spelled
