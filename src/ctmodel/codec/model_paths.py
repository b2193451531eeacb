"""Find the place in the payload for a path in the model."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Member, Table

_STEP: Final = re.compile(r"\.?([A-Za-z_][A-Za-z_0-9]*)|\[([0-9]+)\]")


def members_on(table: Table, path: str) -> Iterator[tuple[tuple[str, ...], Member]]:
    """Yield the place and the row of each attribute on a path without indices; ``[]`` may mark lists.

    Raises:
        KeyError: the model does not have this path.
    """
    here: Table | None = table
    for name in path.split("."):
        if here is None:
            raise KeyError(path)
        place, member = here.places[name.removesuffix("[]")]
        yield place, member
        item = member.kind.item if isinstance(member.kind, Many) else member.kind
        here = item.table if isinstance(item, One) else None


class ModelPaths:
    """Paths of the model in one payload, such as ``arms[0].intervention_names[1]``.

    The payload is what the object unstructures to. If it holds items that do not fit, indices differ from the model's.
    """

    def __init__(self, table: Table, payload: object) -> None:
        self._table = table
        self._payload = payload
        #: Indices of the items that fit, by the id of the list; the payload keeps the lists alive.
        self._places: dict[int, list[int]] = {}

    def pointer(self, path: str) -> str:
        """Return the JSON pointer of a path, even if the payload lacks the attribute.

        Raises:
            LookupError: the model does not have the attribute, or the list does not have the item.
        """
        return self._through(path) if "[" in path else _without_items(self._table, path)

    def _through(self, path: str) -> str:
        here: Any = self._table
        json = self._payload
        pointer = ""
        end = 0
        for step in _STEP.finditer(path):
            if step.start() != end:
                break
            end = step.end()
            if step[1]:
                place, here = _attribute(here, step[1], path)
                for key in place:
                    pointer += f"/{pointer_token(key)}"
                    json = json.get(key) if type(json) is dict else None
            else:
                index, here = self._item(here, json, int(step[2]), path)
                pointer += f"/{index}"
                json = json[index]  # type: ignore[index]
        if end != len(path):
            raise LookupError(f"{path!r} is not a path in the model")
        return pointer

    def _item(self, here: object, json: object, index: int, path: str) -> tuple[int, object]:
        if isinstance(here, Many) and type(json) is list:
            places = self._places.get(id(json))
            if places is None:
                places = [place for place, item in enumerate(json) if here.item.fits(item)]
                self._places[id(json)] = places
            if index < len(places):
                return places[index], here.item
        raise LookupError(f"{path!r}: the list has no item {index}")


@lru_cache(maxsize=1024)
def _without_items(table: Table, path: str) -> str:
    """Return the pointer of a path without list items, which is the same for every payload."""
    return ModelPaths(table, None)._through(path)


def _attribute(here: object, name: str, path: str) -> tuple[tuple[str, ...], object]:
    table = here.table if isinstance(here, One) else here
    if isinstance(table, Table) and name in table.places:
        place, row = table.places[name]
        return place, row.kind
    raise LookupError(f"{path!r}: there is no attribute {name!r}")
