"""Damage a payload in the ways in which payloads get damaged, and in worse ones."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

JUNK: list[Any] = [
    None, True, False, 0, 1, -7, 3.5, 1.0, 2**70, "", " ", "text", "PHASE9", "2010-09", "2010-13-45", "18 Years", "NaN",
    {}, [], [None], [[]], {"": {}}, {"unknown": [1, {"deep": None}]}, ["a", 5, None, "b"], [{}, 5, {"id": "x"}], "\ud800",
]  # fmt: skip


def damaged(payload: dict[str, Any], random: Random, times: int = 3) -> dict[str, Any]:
    """Return a damaged copy of a payload."""
    copied = copy.deepcopy(payload)
    for _ in range(random.randint(1, times)):
        container = random.choice(_containers(copied))
        random.choice(WAYS)(container, random)
    return copied


def _containers(value: Any) -> list[Any]:
    found = []
    pending = [value]
    while pending:
        here = pending.pop()
        if type(here) in (dict, list):
            found.append(here)
            pending += here.values() if type(here) is dict else here
    return found


def _somewhere(container: Any, random: Random) -> Any:
    if not container:
        return None
    return random.choice(list(container)) if type(container) is dict else random.randrange(len(container))


def wrong_type(container: Any, random: Random) -> None:
    """Put any other value in the place of one."""
    at = _somewhere(container, random)
    if at is not None:
        container[at] = copy.deepcopy(random.choice(JUNK))


def unknown_key(container: Any, random: Random) -> None:
    """Add a field that the registry does not have, or an item that does not fit, anywhere."""
    if type(container) is list:
        container.insert(random.randint(0, len(container)), copy.deepcopy(random.choice(JUNK)))
        return
    items = list(container.items())
    key = random.choice(["unknown", "type", "id", "a/b~c", "", "é", "extra.field"])
    items.insert(random.randint(0, len(items)), (key, copy.deepcopy(random.choice(JUNK))))
    container.clear()
    container.update(items)


def scalar_for_list(container: Any, random: Random) -> None:
    """Take the first item for the list, and an empty object for an empty list, as some tools do."""
    lists = [key for key in container if type(container[key]) is list] if type(container) is dict else []
    if lists:
        key = random.choice(lists)
        container[key] = container[key][0] if container[key] else {}


def reordered(container: Any, random: Random) -> None:
    """Change the order of keys or items."""
    if type(container) is list:
        random.shuffle(container)
        return
    items = list(container.items())
    random.shuffle(items)
    container.clear()
    container.update(items)


def emptied(container: Any, random: Random) -> None:
    """Leave nothing in it."""
    container.clear()


def dropped(container: Any, random: Random) -> None:
    """Leave one out."""
    at = _somewhere(container, random)
    if at is not None:
        del container[at]


def nested_deep(container: Any, random: Random) -> None:
    """Put a tower in the place of a value."""
    at = _somewhere(container, random)
    if at is not None:
        for _ in range(random.randint(1, 60)):
            container[at] = random.choice([lambda v: [v], lambda v: {"x": v}])(container[at])


WAYS: list[Callable[[Any, Random], None]] = [
    wrong_type, wrong_type, unknown_key, scalar_for_list, reordered, emptied, dropped, nested_deep,
]  # fmt: skip
