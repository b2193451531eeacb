"""Which values a scan finds, and what it builds for them."""

import json
from collections.abc import Iterable

import pytest

from ctmodel.io import scan as module
from ctmodel.io.scan import Place, scan

TEXT = '{"a": [1, {"b": 2, "b": 3}], "c/d": {"~": [[]]}, "e": {"f": 4}}'
ALL = ["/a/0", "/a/1/b", "/a/1/b", "/a/1", "/a", "/c~1d/~0/0", "/c~1d/~0", "/c~1d", "/e/f", "/e", ""]


def found(text: str, wanted: Iterable[str] | None = None) -> list[str]:
    places: list[Place] = []
    scan(text, places.append, wanted)
    return [place.pointer for place in places]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (None, ALL),
        (ALL, ALL),
        ([], ["/a/1/b", ""]),
        (["/c~1d/~0"], ["/a/1/b", "/c~1d/~0", "/c~1d", ""]),
        (["/a/1/b", "/x/y", "/e/f/g"], ["/a/1/b", "/a/1/b", "/a/1", "/a", "/e/f", "/e", ""]),
    ],
)
def test_what_is_found(wanted: list[str] | None, expected: list[str]) -> None:
    assert found(TEXT, wanted) == expected


def test_pointers_are_built_of_what_is_found_only(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    pointer_of = module._pointer

    def counted(way: module._Way) -> str:
        built.append(pointer_of(way))
        return built[-1]

    monkeypatch.setattr(module, "_pointer", counted)
    text = json.dumps({"k" * 10_000: [*range(1_000)], "a": {"b": 1}})
    assert found(text, ["/a/b"]) == ["/a/b", "/a", ""]
    assert built == ["/a/b", "/a", ""]
    scan(text)
    assert len(built) == 3
