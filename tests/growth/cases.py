"""What is driven: each shape in each field, long lists of each kind, long and many unknown keys."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from tests.growth.judging import Case
from tests.growth.measuring import Stopwatch, Work, work_on_criteria
from tests.growth.records import (
    BASES,
    NAMINGS,
    Naming,
    Path,
    all_long,
    at,
    containers,
    field_of,
    leaves,
    long_list,
    replaced,
)
from tests.growth.shapes import PLAIN, SHAPES, Shape

#: The largest text, in characters, and the longest list.
TEXT: Final = 100_000
LIST: Final = 4_000
#: Lists that stand in the first item of each other list are as long; there are many of them.
NESTED: Final = 800

#: In fields that hold no text: dates, terms, numbers.
_IN_OTHERS: Final = (
    "plain prose",
    "letters",
    "digits",
    "zeros and an x",
    "hyphens",
    "dates",
    "spaces inside",
    "phases",
)
_KEYS: Final = (
    Shape("key that is long", "e", "briefTitl"),
    Shape("key of slashes", "/"),
    Shape("key of tildes", "~"),
    Shape("key of digits", "1"),
    Shape("key of spaces", " "),
)

_ARMS: Final = ("protocolSection", "armsInterventionsModule")

Payload = dict[str, Any]


def of_texts(watch: Stopwatch) -> list[Case]:
    """Return a case for each shape in each field."""
    return [
        _case(watch, shape.name, field_of(path) + f" of a {name}", TEXT, _with_text(base, path, shape))
        for name, base in BASES.items()
        for path, value in leaves(base)
        for shape in SHAPES
        if type(value) is str and (value == "text" or shape.name in _IN_OTHERS)
        # What is outside the protocol is judged alike in all studies.
        if path[0] == "protocolSection" or base is BASES["trial"]
    ]


def of_criteria() -> list[Case]:
    """Return a case for each shape as an eligibility text that is split, and in which facts are looked for."""

    def case(shape: Shape) -> Case:
        def work(size: int) -> Work:
            return work_on_criteria(shape.text(size))

        return Case(shape.name, "criteria", TEXT, lambda size: sum(work(size).values()), work)

    return [case(shape) for shape in SHAPES]


def of_lists(watch: Stopwatch) -> list[Case]:
    """Return a case for each long list, and for each section in which all lists are long."""
    base = BASES["trial"]
    return [
        *(
            _case(watch, f"items named {name.__name__}", field_of(path), LIST, _with_list(base, path, name))
            for path in containers(base, list)
            for name in NAMINGS
        ),
        *(
            _case(
                watch, f"all lists, items named {name.__name__}", field_of(path), NESTED, _with_lists(base, path, name)
            )
            for path in containers(base, dict)
            if 0 < len(path) <= 2
            for name in NAMINGS
        ),
    ]


def of_longest(watch: Stopwatch) -> list[Case]:
    """Return a case for lists that are longer than those of any real record, by far."""
    base = BASES["trial"]
    lists: list[tuple[str, Path, int]] = [
        ("keywords", ("protocolSection", "conditionsModule", "keywords"), 100_000),
        ("locations", ("protocolSection", "contactsLocationsModule", "locations"), 50_000),
    ]
    return [
        *(
            _case(watch, f"{what} named {name.__name__}", field_of(path), size, _with_list(base, path, name))
            for what, path, size in lists
            for name in NAMINGS[:2]
        ),
        *(
            _case(watch, f"arms named {name.__name__}", field_of(_ARMS), 20_000, _with_arms(base, name))
            for name in NAMINGS
        ),
    ]


def of_keys(watch: Stopwatch) -> list[Case]:
    """Return a case for a long unknown key, and for many, in each object."""
    base = BASES["trial"]
    return [
        *(
            _case(watch, shape.name, field_of(path), TEXT, _with_key(base, path, shape))
            for path in containers(base, dict)
            for shape in _KEYS
        ),
        *(
            _case(watch, "many unknown keys", field_of(path), LIST, _with_keys(base, path))
            for path in containers(base, dict)
        ),
    ]


def of_both(watch: Stopwatch) -> list[Case]:
    """Return a case for each text that is long in an item in which, too, each list is long."""
    base = BASES["trial"]
    return [
        _case(watch, "long text beside long lists", field_of(path), TEXT, _with_both(base, path))
        for path, value in leaves(base)
        if value == "text"
        and type(path[-1]) is str
        and any(type(item) is list for item in at(base, path[:-1]).values())
    ] + [
        _case(watch, "long number, no NCT number, long lists", "/protocolSection", TEXT, _without_number(base)),
    ]


def sample(watch: Stopwatch, seed: int) -> list[Case]:
    """Return a case for each shape, and some of the others."""
    random = Random(seed)
    texts = of_texts(watch)
    random.shuffle(texts)
    shapes = {case.shape: case for case in texts}
    parts = [(of_criteria(), 12), (of_lists(watch), 12), (of_keys(watch), 12), (of_both(watch), 6)]
    return [*shapes.values(), *(case for cases, count in parts for case in random.sample(cases, count))]


def _case(watch: Stopwatch, shape: str, field: str, size: int, build: Callable[[int], Payload]) -> Case:
    return Case(shape, field, size, lambda size: watch.total(build(size)), lambda size: watch.work(build(size)))


def _with_text(base: Payload, path: Path, shape: Shape) -> Callable[[int], Payload]:
    return lambda size: replaced(base, path, lambda _: shape.text(size))


def _with_list(base: Payload, path: Path, name: Naming) -> Callable[[int], Payload]:
    key = str(path[-1])
    return lambda size: replaced(base, path, lambda items: long_list(items, size, name, key))


def _with_lists(base: Payload, path: Path, name: Naming) -> Callable[[int], Payload]:
    return lambda size: replaced(base, path, lambda value: all_long(value, size, name))


def _with_arms(base: Payload, name: Naming) -> Callable[[int], Payload]:
    def with_arms(size: int) -> Payload:
        return replaced(
            base, _ARMS, lambda module: {key: long_list(items, size, name, key) for key, items in module.items()}
        )

    return with_arms


def _with_key(base: Payload, path: Path, shape: Shape) -> Callable[[int], Payload]:
    return lambda size: replaced(base, path, lambda value: {**value, shape.text(size): "text"})


def _with_keys(base: Payload, path: Path) -> Callable[[int], Payload]:
    def with_keys(size: int) -> Payload:
        return replaced(base, path, lambda value: {**value, **{f"briefTitle{index}": 1 for index in range(size)}})

    return with_keys


def _with_both(base: Payload, path: Path) -> Callable[[int], Payload]:
    def with_both(size: int) -> Payload:
        lists = replaced(base, path[:-1], lambda value: all_long(value, size // 200, NAMINGS[0]))
        return replaced(lists, path, lambda _: PLAIN.text(size))

    return with_both


def _without_number(base: Payload) -> Callable[[int], Payload]:
    def without_number(size: int) -> Payload:
        lists = replaced(base, ("protocolSection",), lambda value: all_long(value, size // 200, NAMINGS[2]))
        identification = {"orgStudyIdInfo": {"id": PLAIN.text(size)}}
        return replaced(lists, ("protocolSection", "identificationModule"), lambda _: identification)

    return without_number
