"""The groups of a table of results: their identifiers as heads, since titles are long, and a legend."""

from collections.abc import Callable, Iterable
from typing import Any, final

from ctmodel.pages.text.prose import one_line, prose


@final
class Groups:
    """The groups of one table."""

    def __init__(self, held: list[Any]) -> None:
        self._ids = [group.id for group in held]
        #: The identifier of each group, by which the record refers to it; its number, if it has none.
        self.heads = tuple(id or f"[{number}]" for number, id in enumerate(self._ids, 1))
        #: A line for each group, with its title and description.
        self.legend = [_line(head, group) for head, group in zip(self.heads, held, strict=True)]

    def cells(self, held: Iterable[Any], text: Callable[[Any], str]) -> tuple[str, ...]:
        """Return the text of each group's item, and a dash where there is none."""
        found: dict[Any, list[str]] = {}
        for item in held:
            found.setdefault(item.group_id, []).append(text(item))
        cells = tuple("; ".join(found.pop(id, ())) or "–" for id in self._ids)
        # What belongs to none of the groups is not lost.
        others = [f"{id or 'no group'}: {'; '.join(texts)}" for id, texts in found.items()]
        return (*cells, *others)


def _line(head: str, group: Any) -> str:
    title = one_line(group.title or "Without a title")
    return f"{head} {title}: {prose(group.description)}" if group.description else f"{head} {title}"
