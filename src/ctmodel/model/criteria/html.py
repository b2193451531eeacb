"""HTML in eligibility texts: read the layout from the tags without moving a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria.markdown import FILLER

_PARAGRAPHS: Final = frozenset(("p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6"))
_LINES: Final = frozenset(("br", "hr", "li", "tr", "dt", "dd"))
_CELLS: Final = frozenset(("td", "th"))
# Tags can be escaped as Markdown or as HTML. Tags with attributes have an equals sign: "if x <b and y> c" has none.
# Subscripts and superscripts, as in "H<sub>2</sub>O", stay as they are.
_TAG = lazy_regex(
    r"(?:\\?<|\\?&(?:amp;)?lt;)(?P<closes>/?)"
    r"(?P<name>p|[bh]r|li|[uod]l|d[td]|div|h[1-6]|table|tbody|thead|t[rdh]|b|i|u|em|strong|span|font|a)"
    r"(?:\s[^<>=]{0,80}=[^<>]{0,200}?)?\s?/?(?:\\?>|\\?&(?:amp;)?gt;)",
    re.IGNORECASE,
)
# A text is laid out by tags only if it has one of these.
_BLOCK_NAME = r"(?:br\s?/?|/?(?:p|li|[uod]l|d[td]|div|tr|h[1-6]))"
_BLOCK = lazy_regex(rf"<{_BLOCK_NAME}\\?>", re.IGNORECASE)
_ESCAPED_BLOCK = lazy_regex(rf"lt;{_BLOCK_NAME}\\?&(?:amp;)?gt;", re.IGNORECASE)
_SPACE = lazy_regex(r"&(?:amp;)?nbsp;")
_SPACES = lazy_regex(r"\s*")
_ITEM: Final = "\n* "


def has_blocks(text: str) -> bool:
    """Whether a text is laid out by HTML: paragraphs, line breaks, list items."""
    return ("<" in text and _BLOCK.search(text) is not None) or (
        "&" in text and "lt;" in text and _ESCAPED_BLOCK.search(text) is not None
    )


def without_tags(text: str) -> tuple[str, dict[int, int]]:
    """Return a text of the same length, with line feeds, bullets and fillers in place of tags.

    The mapping returned with it gives the position in the original text for each position where a line begins.
    """
    text = _SPACE.sub(lambda match: FILLER * (len(match[0]) - 1) + " ", text)
    pieces: list[str] = []
    starts: dict[int, int] = {}
    place = depth = 0
    for tags in _runs(text):
        depth = max(depth + sum(tag.deeper for tag in tags), 0)
        layout = _layout(tags)
        spaces = _SPACES.match(text, tags[-1].end)
        end = spaces.end() if spaces else tags[-1].end
        if all(tag.name == "br" for tag in tags):
            # A break keeps the indentation after it, and adds nothing to a line feed.
            layout = "" if "\n" in text[tags[-1].end : end] else layout
            end = tags[-1].end
        if not layout:
            for tag in tags:
                pieces += [text[place : tag.start], FILLER * (tag.end - tag.start)]
                place = tag.end
            continue
        # White space around other tags has no effect on the layout.
        start = place + len(text[place : tags[0].start].rstrip())
        if layout == _ITEM:
            layout = "\n" + "\t" * min(depth - 1, end - start - len(layout)) + "* "
        pieces += [text[place:start], FILLER * (end - start - len(layout)), layout]
        if layout.startswith("\n"):
            starts[end - len(layout.lstrip("\n"))] = _line_start(tags)
        place = end
    return "".join([*pieces, text[place:]]), starts


class _Tag(NamedTuple):
    name: str
    closes: bool
    start: int
    end: int

    @property
    def deeper(self) -> int:
        """How many levels deeper the lists after it are nested."""
        return 0 if self.name not in ("ul", "ol") else -1 if self.closes else 1

    @property
    def opens_item(self) -> bool:
        return self.name == "li" and not self.closes


def _runs(text: str) -> Iterator[list[_Tag]]:
    """Yield runs of tags with only white space between them."""
    tags: list[_Tag] = []
    for match in _TAG.finditer(text):
        if tags and text[tags[-1].end : match.start()].strip():
            yield tags
            tags = []
        tags.append(_Tag(match["name"].lower(), bool(match["closes"]), *match.span()))
    if tags:
        yield tags


def _layout(tags: list[_Tag]) -> str:
    """The layout that tags produce: an item, a paragraph, a line or a table cell; empty for tags inside a line."""
    names = [tag.name for tag in tags]
    if any(tag.opens_item for tag in tags):
        return _ITEM
    if not _PARAGRAPHS.isdisjoint(names) or names.count("br") > 1:
        return "\n\n"
    if not _LINES.isdisjoint(names):
        return "\n"
    return " " if not _CELLS.isdisjoint(names) else ""


def _line_start(tags: list[_Tag]) -> int:
    """Where the line after tags begins: at the tag that opens its item, or else its paragraph."""
    items = [tag.start for tag in tags if tag.opens_item]
    if items:
        return items[-1]
    last = [tag for tag in tags if tag.name in _PARAGRAPHS or tag.name in _LINES][-1]
    return last.end if last.closes or last.name in ("br", "hr") else last.start
