"""Time grows with the number of changed items, and no faster."""

import gc
from collections.abc import Callable
from random import Random
from time import thread_time
from typing import Any

import pytest

import ctmodel
from ctmodel.changes import words
from tests.changes.test_matching import outcomes, site, study
from tests.growth.judging import Case, judged

SIZE = 2_000
Pair = tuple[dict[str, Any], dict[str, Any]]


def word(random: Random) -> str:
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=8))


def respelled_sites(number: int) -> Pair:
    random = Random(1)
    names = [f"{word(random)} {word(random)} hospital" for _ in range(number)]
    cities = [word(random) for _ in range(number // 10 + 1)]
    old = [site(name, cities[index // 10], f"{index}") for index, name in enumerate(names)]
    new = [site(f"The {name}, ward 5", cities[index // 10], f"{index}") for index, name in enumerate(names)]
    return study(locations=old), study(locations=new)


def other_sites(number: int) -> Pair:
    random = Random(1)
    lists = [
        [site(f"{word(random)} hospital", word(random), f"{random.random()}") for _ in range(number)] for _ in "ab"
    ]
    return study(locations=lists[0]), study(locations=lists[1])


def sites_of_one_city(number: int) -> Pair:
    random = Random(1)
    lists = [[site(f"{word(random)} hospital", "Seoul") for _ in range(number)] for _ in "ab"]
    return study(locations=lists[0]), study(locations=lists[1])


def placeholders(number: int) -> Pair:
    old = [site("Research Site", f"City {index}", f"{index}") for index in range(number)]
    new = [site("Research Site", f"City {index}", f"{index}0") for index in range(number)]
    return study(locations=old), study(locations=new)


def status_of_sites(number: int) -> Pair:
    lists = [
        [site(f"Hospital {index}", f"City {index // 5}", "1", status=status) for index in range(number)]
        for status in "ab"
    ]
    return study(locations=lists[0]), study(locations=lists[1])


def reordered_sites(number: int) -> Pair:
    sites = [site(f"Hospital {index}", "Paris") for index in range(number)]
    return study(locations=sites), study(locations=Random(1).sample(sites, number))


def reworded_outcomes(number: int) -> Pair:
    random = Random(1)
    measures = [f"change of {word(random)} {word(random)} from baseline" for _ in range(number)]
    old = [{"measure": measure} for measure in measures]
    new = [{"measure": f"Mean {measure} ({word(random)})"} for measure in measures]
    return study(primary_outcomes=old[::2], other_outcomes=old[1::2]), study(secondary_outcomes=new)


def outcomes_with_the_same_words(number: int) -> Pair:
    common = [f"w{index}" for index in range(30)]
    random = Random(1)
    lists = [[{"measure": " ".join(random.sample(common, 6))} for _ in range(number)] for _ in "ab"]
    return study(primary_outcomes=lists[0]), study(primary_outcomes=lists[1])


def one_name(number: int) -> Pair:
    lists = [[{"measure": "Pain", "description": f"{side}{index}"} for index in range(number)] for side in "ab"]
    return study(primary_outcomes=lists[0]), study(primary_outcomes=lists[1])


def replaced_keywords(number: int) -> Pair:
    return study(keywords=[f"a{n}" for n in range(number)]), study(keywords=[f"b{n}" for n in range(number)])


def long_texts(number: int) -> Pair:
    """Return names with runs of marks, which take long to normalise, and many words."""
    marks = "\u0315\u0300" * number * 5
    return (
        study(
            locations=[site(f"a{marks}", "Paris"), site("Research Site", "Rome")],
            primary_outcomes=outcomes(f"a{marks}"),
        ),
        study(
            locations=[site(f"b{marks}", "Paris")],
            secondary_outcomes=outcomes(" ".join(f"w{n}" for n in range(number))),
        ),
    )


def names_that_nearly_are_codes(number: int) -> Pair:
    lists = [[site(f"site{' 1a' * number} {end}{tail}", "Paris") for tail in "xy"] for end in "-."]
    return study(locations=lists[0]), study(locations=lists[1])


CASES = [
    long_texts, names_that_nearly_are_codes,
    respelled_sites, other_sites, sites_of_one_city, placeholders, status_of_sites, reordered_sites, reworded_outcomes,
    outcomes_with_the_same_words, one_name, replaced_keywords,
]  # fmt: skip


def seconds(pair: Pair) -> dict[str, float]:
    """Return the seconds of CPU that the steps take."""
    old, new = map(ctmodel.structure, pair)
    words._short.cache_clear()
    gc.disable()
    try:
        start = thread_time()
        changes = ctmodel.diff(old, new)
        found = thread_time()
        ctmodel.apply(old, changes)
        end = thread_time()
    finally:
        gc.enable()
    return {"diff": found - start, "apply": end - found}


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_time(make: Callable[[int], Pair]) -> None:
    case = Case(
        make.__name__,
        "a trial",
        SIZE,
        total=lambda size: sum(seconds(make(size)).values()),
        work=lambda size: seconds(make(size)),
    )
    growths = judged(case).growths
    assert not growths, "\n".join(map(str, growths))
