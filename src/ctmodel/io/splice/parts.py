"""The parts of an object or array in JSON text, and how they are laid out."""

from typing import Final, final

from attrs import frozen

from ctmodel.io.json_tokens import Tokens


@final
@frozen
class Part:
    """A value in JSON text: the indices of its first character and of the one after its last."""

    start: int
    end: int
    #: The key, where the value is that of a member.
    key: str | None = None
    #: Where the member begins and its key ends; for other values, where the value begins.
    begin: int = -1
    key_end: int = -1


def parts_of(text: str, whole: Part) -> list[Part]:
    """Return the members of an object or the items of an array, in the order of the text.

    The text is JSON within the limits of the library. A parser passes over the values.
    """
    tokens = Tokens(text, whole.start)
    parts = []
    for key in tokens.members() if tokens.mark == "{" else tokens.items():
        start = tokens.index
        tokens.parsed()
        member = key if isinstance(key, tuple) else (None, start, start)
        parts.append(Part(start, tokens.end, *member))
    return parts


@final
@frozen
class Layout:
    """What is written around the parts of an object or array."""

    #: The bracket that opens it.
    mark: str
    #: Between this and the first part.
    lead: str
    #: Between two parts, comma included.
    gap: str
    #: Between the last part and the closing bracket.
    tail: str
    #: Between key and value.
    colon: str
    #: By how much the parts of one are indented more than those of the one around it.
    unit: str

    def deeper(self, mark: str) -> "Layout":
        """Return the layout of an object or array in this one, of which the file has no example."""
        if "\n" in self.lead:
            lead = self.lead + self.unit
            gap = self.gap + self.unit if "\n" in self.gap else f",{lead}"
            return Layout(mark, lead, gap, self.lead, self.colon, self.unit)
        lead, tail = (self.lead, self.tail) if mark == self.mark else ("", "")
        return Layout(mark, lead, self.gap_in_line(self.colon), tail, self.colon, self.unit)

    def gap_in_line(self, colon: str) -> str:
        """Return what is between two parts on one line, where keys have a given colon."""
        if self is COMPACT or "\n" in self.gap:
            return ", " if colon.endswith(" ") else ","
        return self.gap


#: The layout around a document that has none: that of compact JSON.
COMPACT: Final = Layout("", "", ",", "", ":", "  ")


def layout_of(text: str, whole: Part, parts: list[Part], around: Layout) -> Layout:
    """Return the layout of an object or array inside one of another layout."""
    mark = text[whole.start]
    if not parts:
        return around.deeper(mark)
    last = parts[-1]
    lead = text[whole.start + 1 : parts[0].begin]
    colon = text[last.key_end : last.start] if last.key is not None else around.colon
    unit = _indent(lead).removeprefix(_indent(around.lead)) if "\n" in lead else around.unit
    if len(parts) > 1:
        gap = text[parts[-2].end : last.begin]
    elif "\n" in lead:
        gap = f",{lead}"
    else:
        gap = around.gap_in_line(colon)
    return Layout(mark, lead, gap, text[last.end : whole.end - 1], colon, unit)


def _indent(lead: str) -> str:
    return lead.rpartition("\n")[2]
