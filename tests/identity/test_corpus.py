"""No false group in real records; the true pairs are found."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctmodel
from ctmodel.identity import Grade, Group
from ctmodel.model import Trial
from ctmodel.values.registry_numbers import KINDS

pytestmark = pytest.mark.corpus


def read(*archives: Path) -> Iterator[Trial]:
    for archive in archives:
        yield from ctmodel.read_many(archive, on_error=lambda _: None)


def own_numbers(group: Group) -> set[tuple[str | None, str | None]]:
    return {(member.registry, member.number) for member in group.members}


def test_distinct_studies_are_not_joined(corpus: Path) -> None:
    groups = list(ctmodel.link(read(corpus / "ctgov_v2.zip")))
    assert {len(group.members) for group in groups} == {1}
    assert [link for group in groups for link in group.links] == []


def test_numbers_in_the_corpus(corpus: Path) -> None:
    found = Counter(
        number.registry
        for trial in read(corpus / "ctgov_v2.zip")
        for number in ctmodel.registry_numbers(trial)
        if number.path != "nct_id"
    )
    # Counted with other patterns before: 82 + 10 EudraCT numbers, 45 + 4 CTIS numbers, 15 + 1 UTN.
    assert (found[KINDS["EudraCT"].registry], found[KINDS["CTIS"].registry], found[KINDS["UTN"].registry]) == (
        92,
        49,
        16,
    )


def test_copies_and_versions_are_joined(corpus: Path) -> None:
    for archive in ("history_v2.zip", "history_pairs.zip"):
        groups = list(ctmodel.link(read(corpus / archive)))
        assert all(len(own_numbers(group)) == 1 for group in groups)
        assert len({number for group in groups for number in own_numbers(group)}) == len(groups)


def test_classic_and_current_records_of_a_study_are_joined(corpus: Path) -> None:
    groups = list(ctmodel.link(read(corpus / "registries" / "legacy_pairs.zip")))
    for group in groups:
        assert len(own_numbers(group)) == 1
    pairs = [group for group in groups if {member.source for member in group.members} == {"ctgov-xml", "ctgov-v2"}]
    assert len(pairs) == 12


def test_only_numbers_of_the_same_trial_join_in_all_archives(corpus: Path) -> None:
    archives = sorted(path for folder in (corpus, corpus / "registries") for path in folder.glob("*.zip"))
    groups = list(ctmodel.link(read(*archives)))
    crossing = [group for group in groups if len(own_numbers(group)) > 1]
    assert {tuple(sorted(number for _, number in own_numbers(group) if number)) for group in crossing} <= READ_BY_EYE
    assert {link.grade for group in groups for link in group.links} <= {Grade.CERTAIN, Grade.PROBABLE, Grade.HINT}


#: Groups of records with different numbers. Their evidence was read, and each is one trial.
READ_BY_EYE: set[tuple[str, ...]] = set()


@pytest.mark.parametrize(
    ("archive", "number", "named"),
    [
        ("ctis_ctrdata.zip", "2023-505613-24-00", "NCT04665037"),
        ("ctis_ctrdata.zip", "2024-512095-35-00", "NCT05429502"),
        ("isrctn_ctrdata.zip", "ISRCTN76463425", "NCT01727609"),
        ("isrctn_raw.zip", "ISRCTN62918594", "NCT05057013"),
    ],
)
def test_records_of_other_registries_find_their_nct_record(corpus: Path, archive: str, number: str, named: str) -> None:
    groups = list(ctmodel.link([*read(corpus / "registries" / archive), Trial(nct_id=named)]))
    (group,) = (held for held in groups if any(member.number == number for member in held.members))
    assert {member.number for member in group.members} == {number, named}
    assert group.links[-1].grade is Grade.PROBABLE
    assert f"{number} names {named}" in group.links[-1].evidence


def test_no_trial_is_found_twice_in_the_other_registries(corpus: Path) -> None:
    archives = [corpus / "registries" / name for name in ("ctis_ctrdata.zip", "isrctn_ctrdata.zip", "isrctn_raw.zip")]
    groups = list(ctmodel.link(read(*archives)))
    numbers = [number for group in groups for number in own_numbers(group)]
    assert len(numbers) == len(set(numbers)) == len(groups)
    assert {link.grade for group in groups for link in group.links} <= {Grade.CERTAIN}
