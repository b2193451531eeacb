"""Cut a record in JSON into leaves."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, final

from attrs import frozen

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.formats.records import Leaf, Record

#: A value of JSON, its place, and the names and indexes on the way to it.
_Place = tuple[Any, str, tuple[str, ...], tuple[int, ...]]
_WORDS: Final = {True: "true", False: "false"}


@final
@frozen
class JsonDocuments:
    """Documents in JSON, where a record is an object."""

    #: Keys that every record has: all of one of the sets.
    keys: tuple[frozenset[str], ...]
    #: A further test of an object that has the keys, if they are not enough.
    test: Callable[[dict[str, Any]], bool] | None = None
    suffixes: tuple[str, ...] = (".json", ".jsonl", ".ndjson")

    @property
    def sign(self) -> str:
        """What a record is recognised by, in words."""
        return " or ".join(f"the keys {', '.join(sorted(keys))}" for keys in self.keys)

    def recognises(self, data: bytes) -> bool:
        """Whether a document may hold a record: it has the keys somewhere, each in quotation marks."""
        return any(all(b'"%s"' % key.encode() in data for key in keys) for keys in self.keys)

    def is_record(self, payload: object) -> bool:
        """Whether a value is a record."""
        if type(payload) is not dict or not any(keys <= payload.keys() for keys in self.keys):
            return False
        return self.test is None or self.test(payload)

    def records(self, data: bytes) -> Iterator[Record]:
        """Yield the record in the text of one."""
        yield self.record(json.loads(data))

    def record(self, payload: dict[str, Any]) -> Record:
        """Return the record that an object is."""
        # Not the fast encoder of the library, which does not write integers of more than 64 bits.
        data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        names: set[tuple[str, ...]] = set()
        return Record(data, tuple(_leaves(payload, names)), frozenset(names))


def _leaves(payload: dict[str, Any], all_names: set[tuple[str, ...]]) -> Iterator[Leaf]:
    pending: list[_Place] = [(payload, "", (), ())]
    while pending:
        value, place, names, indexes = pending.pop()
        all_names.add(names)
        below: list[_Place] = []
        if isinstance(value, dict):
            below = [
                (item, f"{place}/{pointer_token(key)}", (*names, key), (*indexes, 0)) for key, item in value.items()
            ]
        elif isinstance(value, list):
            # An array directly inside an array has an empty name.
            inner = [("",) if isinstance(item, list) else () for item in value]
            below = [
                (item, f"{place}/{at}", names + more, (*indexes[:-1], at, *(0 for _ in more)))
                for at, (item, more) in enumerate(zip(value, inner, strict=True))
            ]
        elif value is not None:
            text = value if isinstance(value, str) else _WORDS[value] if isinstance(value, bool) else str(value)
            yield Leaf(place, names, indexes, text, value)
        pending += reversed(below)
