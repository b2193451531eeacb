"""What is split line by line is split alike block by block."""

import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.model.criteria import Criteria, EligibilityCriterion
from ctmodel.model.criteria.lists import split_lists
from ctmodel.model.criteria.phrases import _REMARK, LONGEST_SENTENCE, is_remark
from ctmodel.model.criteria.splitting import split_blocks
from tests.criteria.criteria_texts import layouts, soups

HEADERS = ("Inclusion Criteria:", "Key Exclusion Criteria", "Inclusion criteria for cohort A:", "Exclusion Criteria: *")
WORDS = (
    "Adults", "Age 18. 0. or more", "None", "Cohort B:", "Group 2 \\<", "(a) fever", "1. fever", "A. fumigatus",
    "meets the criteria of the society", "asthma. Exclusion criteria: smoking", "Exclusion Criteria:", "fever:",
    "Other criteria may apply", "x", "No known allergies", "e.g. nothing", "IV. fever",
)  # fmt: skip
MARKS = ("* ", "  * ", "    * ", "1. ", "2. ", "3) ", "  1. ", "  2. ", "   3. ", "0. ", "* * ", "*  ", "", "  ", "- ")

lines = st.sampled_from(["", " ", *HEADERS]) | st.builds(str.__add__, st.sampled_from(MARKS), st.sampled_from(WORDS))
outlines = st.builds(
    lambda header, below: "\n".join([header, *below]), st.sampled_from(HEADERS), st.lists(lines, min_size=1, max_size=9)
)


def parts_of(criteria: Criteria) -> list[object]:
    """All that the parts hold, with the parent of each by its place."""
    places = {id(part): place for place, part in enumerate(criteria.parts)}
    return [
        (type(part), asdict(part, filter=lambda attribute, _: attribute.name != "parent"), places.get(id(parent)))
        for part in criteria.parts
        for parent in [part.parent if isinstance(part, EligibilityCriterion) else None]
    ]


def assert_alike(text: str) -> bool:
    found = split_lists(text)
    if found is not None:
        expected = split_blocks(text)
        assert found.sections == expected.sections
        assert parts_of(found) == parts_of(expected)
    return found is not None


@given(outlines | layouts() | soups)
def test_lists_are_split_as_blocks_are(text: str) -> None:
    assert_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n\n* Adults\n* Asthma\n\nExclusion Criteria:\n\n1. Fever\n2. None\n",
        "Inclusion Criteria:\n\n* One of:\n\n  * Asthma\n  * Fever\n\n    * High\n* Adults",
        "Exclusion Criteria\n* None\n* Meets the criteria of the society",
        "Inclusion Criteria:\n1. One of:\n\n   1. Asthma\n   2. Fever\n2) Adults\n",
    ],
)
def test_headers_above_lists_are_read_here(text: str) -> None:
    assert assert_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "* Adults\n",
        "Adults\n",
        "Inclusion Criteria: adults\n",
        "Inclusion Criteria:\n\nExclusion Criteria:\n\n* Fever",
        "Inclusion Criteria:\n* Adults\n  with asthma\n",
        "Inclusion Criteria:\n* (a) Adults\n",
        "Inclusion Criteria:\n* Cohort A:\n",
        "Inclusion Criteria:\n* Exclusion criteria: smoking\n",
        "Inclusion Criteria:\n* At most 0. or\n\n  1. Fever\n",
        "Inclusion Criteria:\n* Adults\n  2. fever\n",
        "  Inclusion Criteria:\n* Adults\n",
    ],
)
def test_anything_else_is_left_to_the_blocks(text: str) -> None:
    assert not assert_alike(text)


@pytest.mark.corpus
def test_most_real_texts_are_split_as_lists(texts: list[str]) -> None:
    assert sum(map(assert_alike, texts)) > 0.6 * len(texts)


@pytest.mark.corpus
def test_no_remark_is_overlooked_for_its_first_word(texts: list[str]) -> None:
    for text in texts:
        for line in text.split("\n"):
            words = line.strip(" *")
            if _REMARK.match(words) and len(words) <= LONGEST_SENTENCE:
                assert is_remark(words)
