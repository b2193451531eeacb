"""Laws of linking, on random records and on many."""

import random
from collections import Counter

import pytest
from attrs import define
from hypothesis import example, given
from hypothesis import strategies as st

import ctmodel
from ctmodel.identity import Grade
from ctmodel.model import Trial
from ctmodel.values.registry_numbers import KINDS
from tests.identity.making import nct, other

OWN = [
    *(("ClinicalTrials.gov", f"NCT0000010{digit}") for digit in range(2, 6)),
    *(("ISRCTN", f"ISRCTN7646342{digit}") for digit in range(4)),
    ("EU Clinical Trials Register", "EUCTR2004-000119-24-DE"),
    ("EU Clinical Trials Register", "EUCTR2004-000119-24-FR"),
    ("CTIS", "CTIS2022-500024-30-00"),
    ("CTIS", "CTIS2022-500024-30-01"),
    ("", ""),
]
NAMED = [number for _, number in OWN if number] + ["U1111-1131-4384", "U1111-1131-4385", "NL8512", "EX-99"]


@define
class Made:
    own: tuple[str, str]
    ids: list[str]
    aliases: list[str]

    def trial(self) -> Trial:
        register, number = self.own
        if register in ("", "ClinicalTrials.gov"):
            return nct(number or None, *self.ids, aliases=self.aliases, sponsor="A", org="EX-98")
        return other(number, *self.ids, register=register, sponsor="A")


records = st.builds(
    Made,
    own=st.sampled_from(OWN),
    ids=st.lists(st.sampled_from(NAMED), max_size=3),
    aliases=st.lists(st.sampled_from([number for _, number in OWN[:4]]), max_size=1),
)


def partition(trials: list[Trial]) -> set[frozenset[int]]:
    """Return the groups as sets of the objects in them."""
    return {frozenset(id(trials[member.index]) for member in group.members) for group in ctmodel.link(trials)}


@given(st.lists(records, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(made: list[Made], chance: random.Random) -> None:
    trials = [held.trial() for held in made]
    expected, grades = partition(trials), grades_of(trials)
    chance.shuffle(trials)
    assert partition(trials) == expected
    assert grades_of(trials) == grades


def grades_of(trials: list[Trial]) -> Counter[str]:
    """Count the links that join two records with different numbers."""
    found = {link for group in ctmodel.link(trials) for link in group.links if link.grade.joins}
    return Counter(str(link.grade) for link in found)


#: Two records of one registry that certain evidence connects with a third, and weaker evidence with a fourth.
REFUSED = [
    Made(("ClinicalTrials.gov", "NCT00000102"), ["EUCTR2004-000119-24-DE"], []),
    Made(("ClinicalTrials.gov", "NCT00000104"), ["NCT00000103"], []),
    Made(("ISRCTN", "ISRCTN76463420"), ["NCT00000103"], []),
    Made(("EU Clinical Trials Register", "EUCTR2004-000119-24-DE"), ["NCT00000102", "NCT00000103", "NCT00000104"], []),
]


@given(st.lists(records, max_size=9))
@example(REFUSED)
def test_groups_and_links_agree(made: list[Made]) -> None:
    trials = [held.trial() for held in made]
    found = list(ctmodel.link(trials))
    group_of = {member.index: number for number, group in enumerate(found) for member in group.members}
    assert sorted(group_of) == list(range(len(trials)))
    joined = {index: {index} for index in group_of}
    for number, group in enumerate(found):
        for link in group.links:
            assert link.a < link.b
            assert number in (group_of[link.a], group_of[link.b])
            assert link.grade.joins == (group_of[link.a] == group_of[link.b])
            assert link in found[group_of[link.a]].links
            assert link in found[group_of[link.b]].links
            if link.grade.joins:
                together = joined[link.a] | joined[link.b]
                for index in together:
                    joined[index] = together
    assert {frozenset(held) for held in joined.values()} == {
        frozenset(member.index for member in group.members) for group in found
    }


@given(st.lists(records.filter(lambda held: not held.aliases), max_size=9))
def test_no_group_has_different_records_of_one_registry(made: list[Made]) -> None:
    for group in ctmodel.link([held.trial() for held in made]):
        numbers = {(member.registry, (member.number or "")[:14], member.number is None) for member in group.members}
        assert max(Counter(registry for registry, _, _ in numbers).values()) == 1


MANY = 20_000


def joins_and_others(trials: list[Trial]) -> tuple[int, int, int]:
    groups = list(ctmodel.link(trials))
    links = {link for group in groups for link in group.links}
    joins = sum(link.grade.joins for link in links)
    return len(groups), joins, len(links) - joins


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        ([nct("NCT00000102") for _ in range(MANY)], (1, MANY - 1, 0)),
        ([nct(f"NCT{index:08}", "2004-000119-24") for index in range(102, MANY + 102)], (MANY, 0, MANY - 1)),
        ([nct(f"NCT{index:08}", org="EX-99", sponsor="A") for index in range(102, MANY + 102)], (MANY, 0, MANY - 1)),
        ([nct(None, "U1111-1131-4384") for _ in range(MANY)], (MANY, 0, MANY - 1)),
        ([nct(f"NCT{index:08}", f"ISRCTN{index:08}") for index in range(102, MANY + 102)], (MANY, 0, 0)),
        ([nct(f"NCT{index + 102:08}", aliases=[f"NCT{index + 101:08}"]) for index in range(MANY)], (1, MANY - 1, 0)),
    ],
    ids=["copies", "one-eudract", "one-protocol", "drafts", "distinct", "obsolete"],
)  # fmt: skip
def test_the_number_of_links_grows_linearly(trials: list[Trial], expected: tuple[int, int, int]) -> None:
    assert joins_and_others(trials) == expected


REGISTRIES = len({kind.registry for kind in KINDS.values()})


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (REGISTRIES, (1, REGISTRIES * (REGISTRIES - 1) // 2, 0)),
        (REGISTRIES + 1, (REGISTRIES + 1, 0, REGISTRIES)),
        (300, (300, 0, 299)),
    ],
)
def test_a_number_on_more_records_than_there_are_registries(count: int, expected: tuple[int, int, int]) -> None:
    trials = [other(f"X{index}", "U1111-1131-4384", register=f"Registry {index}") for index in range(count)]
    assert joins_and_others(trials) == expected


def test_links_are_sorted_by_strength() -> None:
    for group in ctmodel.link(
        [nct("NCT00000102", "U1111-1131-4384"), nct("NCT00000102"), nct("NCT00000103", "U1111-1131-4384")]
    ):
        grades = [[*Grade].index(link.grade) for link in group.links]
        assert grades == sorted(grades)
