"""JSON text of which values are replaced, members and items added, removed and moved, each in the style of the file."""

from collections.abc import Iterator
from typing import Any, Final, final

from ctmodel.io.splice.pairs import paired, same
from ctmodel.io.splice.parts import COMPACT, Layout, Part, layout_of, parts_of
from ctmodel.io.splice.spelling import Spelling

_BLANK: Final = " \t\n\r"

#: For each bracket, an object or array whose layout a new one gets.
_Examples = dict[str, Part]
#: The new content of an object or array: for each part, which old part it was, if any, and its text.
_Entry = tuple[int | None, str]


def spliced(text: str, old: Any, new: Any) -> str:
    """Return a JSON text with what it holds changed from one value to another, and every other byte as it is.

    Objects and arrays that hold a change are gone into. What is added looks like what is beside it, or around it.
    Items of an array take their text along where they go. Where an object has a key more than once, the last counts.
    """
    whole = Part(len(text) - len(text.lstrip(_BLANK)), len(text.rstrip(_BLANK)))
    return f"{text[: whole.start]}{_Splice(text).value(whole, old, new, COMPACT, {})}{text[whole.end :]}"


@final
class _Splice:
    def __init__(self, text: str) -> None:
        self.text = text
        self.spelling = Spelling(text)
        self._parts: dict[int, list[Part]] = {}

    def value(self, part: Part, old: Any, new: Any, around: Layout, examples: _Examples) -> str:
        """Return the text of a value that may have been changed."""
        if same(old, new):
            return self.text[part.start : part.end]
        if type(old) is type(new) is dict:
            return self.members(part, old, new, around)
        if type(old) is type(new) is list:
            return self.items(part, old, new, around)
        return self.fresh(new, around, examples)

    def members(self, whole: Part, old: dict[str, Any], new: dict[str, Any], around: Layout) -> str:
        parts, layout, examples = self.inside(whole, around)
        last = {part.key: index for index, part in enumerate(parts)}
        entries: list[_Entry] = []
        added = {key: self.member(key, new[key], layout, examples) for key in new if key not in old}
        for key, index in _sequence(parts, last, old, new):
            if index is None:
                entries.append((None, added[key]))
                continue
            part = parts[index]
            text = self.text[part.begin : part.end]
            if index == last[key]:
                text = self.text[part.begin : part.start] + self.value(part, old[key], new[key], layout, examples)
            entries.append((index, text))
        return self.joined(parts, entries, layout)

    def items(self, whole: Part, old: list[Any], new: list[Any], around: Layout) -> str:
        parts, layout, examples = self.inside(whole, around)
        entries: list[_Entry] = []
        for item, index in zip(new, paired(old, new), strict=True):
            if index is None:
                entries.append((None, self.fresh(item, layout, examples)))
            else:
                entries.append((index, self.value(parts[index], old[index], item, layout, examples)))
        return self.joined(parts, entries, layout)

    def fresh(self, value: Any, around: Layout, examples: _Examples) -> str:
        """Return the text of a value that the file does not have, in an object or array of a given layout."""
        if not value or type(value) not in (dict, list):
            return self.spelling.scalar(value)
        mark = "{" if type(value) is dict else "["
        if mark in examples:
            parts, layout, examples = self.inside(examples[mark], around)
        else:
            parts, layout, examples = [], around.deeper(mark), {}
        if mark == "[":
            texts = [self.fresh(item, layout, examples) for item in value]
        else:
            likes = {part.key: part for part in parts}
            texts = [
                self.member(key, item, layout, examples | self.examples([likes[key]] if key in likes else []))
                for key, item in value.items()
            ]
        return self.joined([], [(None, text) for text in texts], layout)

    def member(self, key: str, value: Any, layout: Layout, examples: _Examples) -> str:
        """Return the text of a new member."""
        return self.spelling.scalar(key) + layout.colon + self.fresh(value, layout, examples)

    def inside(self, whole: Part, around: Layout) -> tuple[list[Part], Layout, _Examples]:
        """Return the parts of an object or array, their layout, and examples for new ones among them."""
        parts = self._parts.get(whole.start)
        if parts is None:
            parts = self._parts[whole.start] = parts_of(self.text, whole)
        return parts, layout_of(self.text, whole, parts, around), self.examples(parts)

    def examples(self, parts: list[Part]) -> _Examples:
        """Return the last objects and arrays with something in them."""
        return {
            mark: part
            for part in parts
            if (mark := self.text[part.start]) in "{[" and self.text[part.start + 1 : part.end - 1].strip(_BLANK)
        }

    def joined(self, parts: list[Part], entries: list[_Entry], layout: Layout) -> str:
        """Put the text of an object or array together; what is beside its old parts stays beside them."""
        closing = "}" if layout.mark == "{" else "]"
        if not entries:
            return layout.mark + closing
        pieces = [layout.mark, layout.lead]
        before: int | None = None
        for number, (index, text) in enumerate(entries):
            if number:
                pieces.append(self.gap(parts, before, index) or layout.gap)
            pieces.append(text)
            before = index
        return "".join([*pieces, layout.tail, closing])

    def gap(self, parts: list[Part], before: int | None, index: int | None) -> str | None:
        """Return what the file has between two parts, or else beside one of them."""
        if before is not None and before + 1 < len(parts):
            return self.text[parts[before].end : parts[before + 1].begin]
        if index:
            return self.text[parts[index - 1].end : parts[index].begin]
        return None


def _sequence(
    parts: list[Part], last: dict[str | None, int], old: dict[str, Any], new: dict[str, Any]
) -> Iterator[tuple[str, int | None]]:
    """Yield the members of a changed object in their order: the key, and the part that it was, if any.

    If keys changed places, the last of repeated keys moves, and the others are removed.
    """
    kept = [key for key in new if key in old]
    in_order = kept == [key for key in old if key in new]
    pending = dict.fromkeys(reversed(new))
    for index in range(len(parts)) if in_order else [last[key] for key in kept]:
        key: Any = parts[index].key
        while key in pending:
            following, _ = pending.popitem()
            if following == key:
                break
            yield following, None
        if key in new:
            yield key, index
    for following in reversed(pending):
        yield following, None
