"""How messages quote what stands in a record."""

from typing import Final

#: How much of a text a message quotes.
_SHOWN: Final = 60
#: What a message has in the place of a name that is not given.
_MISSING: Final = "(not given)"


def quoted(value: object, most: int = _SHOWN) -> str:
    r"""Return a value as a message quotes it, with an ellipsis where it is cut.

    Text stands in quotes and on one line; characters that nobody sees are written as escapes, such as ``\u200b``.
    Of what is missing, a message says so.
    """
    if value is None:
        return _MISSING
    if not isinstance(value, str):
        text = repr(value)
        return text if len(text) <= most else f"{text[: most - 1]}…"
    cut = value if len(value) <= most else f"{value[: most - 1]}…"
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in cut)
    mark = '"' if "'" in shown and '"' not in shown else "'"
    return f"{mark}{shown}{mark}"
