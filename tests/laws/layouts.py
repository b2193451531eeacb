"""JSON text in any layout: as tools write it, and as nobody would."""

import json
from functools import partial
from random import Random
from typing import Any

from attrs import frozen


@frozen
class Style:
    """How a tool lays JSON out."""

    indent: int | str | None
    separators: tuple[str, str]
    escaped: bool
    newline: str
    end: str

    def text(self, payload: Any) -> str:
        text = json.dumps(payload, indent=self.indent, separators=self.separators, ensure_ascii=self.escaped)
        return text.replace("\n", self.newline) + self.end

    def shows_in(self, text: str) -> bool:
        """Whether a text shows that characters are escaped, if they are."""
        return not self.escaped or "\\u" in text


def any_style(random: Random) -> Style:
    indent = random.choice([None, None, 0, 1, 2, 3, 4, 8, "\t", "\t\t", "   "])
    colon = random.choice([": ", ": ", ":", " : "])
    comma = ", " if indent is None and colon.endswith(" ") else ","
    newline = random.choice(["\n", "\r\n"])
    return Style(indent, (comma, colon), random.random() < 0.5, newline, random.choice(["", newline, newline * 2, " "]))


def any_text(value: Any, random: Random) -> str:
    """Lay JSON out at random: spaces, escapes, spelling of numbers, keys that recur; the last of these counts."""
    space = partial(random.choice, random.choice([[""], [" ", ""], ["", " ", "\n", "\r\n\t", "\t", "  \n    "]]))
    return space() + _value(value, random, space) + space()


def _value(value: Any, random: Random, space: Any) -> str:
    if type(value) is dict:
        members = []
        for key, item in value.items():
            if random.random() < 0.03:
                members.append(_member(key, random.choice([None, [], {"x": [1, {}]}, "junk", -0.0]), random, space))
            members.append(_member(key, item, random, space))
        return f"{{{space()}{','.join(members)}}}"
    if type(value) is list:
        return f"[{space()}{','.join(space() + _value(item, random, space) + space() for item in value)}]"
    if type(value) is str:
        return _string(value, random)
    return _number(value, random)


def _member(key: str, value: Any, random: Random, space: Any) -> str:
    return f"{space()}{_string(key, random)}{space()}:{space()}{_value(value, random, space)}{space()}"


def _string(value: str, random: Random) -> str:
    often = random.choice([0.0, 0.0, 0.02, 1.0])
    return f'"{"".join(_character(character, random, often) for character in value)}"'


def _character(character: str, random: Random, often: float) -> str:
    plain = json.dumps(character, ensure_ascii=False)[1:-1]
    if random.random() >= often:
        return plain
    units = character.encode("utf-16-be")
    hexadecimal = "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
    return random.choice(
        [plain, hexadecimal, hexadecimal.upper().replace("U", "u"), "\\/" if character == "/" else plain]
    )


def _number(value: Any, random: Random) -> str:
    text = json.dumps(value)
    if type(value) is float and "e" not in text:
        return random.choice([text, f"{text}0", f"{text}e0", f"{text}E+00"])
    return random.choice(["-0", text]) if type(value) is int and value == 0 else text
