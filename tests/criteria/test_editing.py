"""Editing, criterion by criterion."""

import pytest

from ctmodel.model.criteria import CriterionKind, add, move, remove, replace, split_criteria
from ctmodel.model.eligibility import Eligibility

IN, OUT = CriterionKind.INCLUSION, CriterionKind.EXCLUSION
NUMBERED = (
    "Inclusion Criteria:\n\n1. Adults\n2. Asthma:\n\n   * Mild\n   * Stable\n3. Consent\n\n"
    "Exclusion Criteria:\n\n* Fever\n"
)


def test_replace_keeps_everything_around() -> None:
    text = "Inclusion Criteria:\n\n* 1\\.  Adults\n   only\n\n\nExclusion Criteria:\n\n* \\[x\\]\n"
    held = split_criteria(text).criteria[0]
    assert replace(text, held, "Aged > 18 [years]") == text.replace("Adults\n   only", "Aged \\> 18 \\[years\\]")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a < b > c * d \\ e [f]", "a \\< b \\> c \\* d \\\\ e \\[f\\]"),
        ("#1 priority", "\\#1 priority"),
        ("-5 degrees", "\\-5 degrees"),
        ("2.5 mg", "2\\.5 mg"),
        ("two\nlines", "two lines"),
        ("1. Own number", "Own number"),
        ("- Own bullet", "Own bullet"),
    ],
)
def test_new_words_are_escaped(words: str, written: str) -> None:
    text = "Inclusion Criteria:\n\n* Adults\n"
    assert replace(text, split_criteria(text).criteria[0], words) == f"Inclusion Criteria:\n\n* {written}\n"


@pytest.mark.parametrize("words", ["", " \n", "None", "Exclusion Criteria: fever"])
def test_words_that_are_no_criterion(words: str) -> None:
    text = "Inclusion Criteria:\n\n* Adults\n"
    with pytest.raises(ValueError, match=r"needs words|would be misread"):
        replace(text, split_criteria(text).criteria[0], words)


def test_criterion_of_another_text() -> None:
    held = split_criteria(NUMBERED).criteria[0]
    for edit in (lambda: replace("* Children", held, "x"), lambda: remove("", held), lambda: add("a", "b", IN, held)):
        with pytest.raises(ValueError, match="is not in this text"):
            edit()


def test_add_renumbers_and_goes_behind_the_nested() -> None:
    criteria = split_criteria(NUMBERED).criteria
    assert add(NUMBERED, "Phone", IN, criteria[1]) == NUMBERED.replace("3. Consent", "3. Phone\n4. Consent")
    assert add(NUMBERED, "Severe", IN, criteria[2]) == NUMBERED.replace("* Mild", "* Mild\n   * Severe")


def test_add_at_the_end_of_a_kind() -> None:
    assert add(NUMBERED, "Phone", IN) == NUMBERED.replace("3. Consent", "3. Consent\n4. Phone")
    assert add(NUMBERED, "Cough", OUT) == NUMBERED + "* Cough\n"


def test_add_to_a_loose_list_and_to_paragraphs() -> None:
    loose = "Inclusion Criteria:\n\n  -  Adults\n\n  -  Asthma\n\n"
    assert add(loose, "Phone", IN) == "Inclusion Criteria:\n\n  -  Adults\n\n  -  Asthma\n\n  -  Phone\n\n"
    prose = "Inclusion Criteria:\n\nAdults with asthma.\n"
    assert add(prose, "Phone.", IN) == "Inclusion Criteria:\n\nAdults with asthma.\n\nPhone.\n"


def test_add_writes_a_missing_header() -> None:
    assert add("", "Adults", IN) == "Inclusion Criteria:\n\n* Adults"
    assert add("Inclusion Criteria:\n\n1. Adults\n", "Fever", OUT) == (
        "Inclusion Criteria:\n\n1. Adults\n\nExclusion Criteria:\n\n1. Fever"
    )
    assert add("Exclusion Criteria:\n\n* Fever\n", "Adults", IN) == (
        "Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever\n"
    )


def test_add_below_an_empty_header() -> None:
    assert add("Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n", "Fever", OUT) == (
        "Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever\n"
    )


def test_add_where_no_header_says_what_it_is_for() -> None:
    assert add("", "Adults", "unspecified") == "Adults"
    assert add("Not specified\n", "Adults", "unspecified") == "Not specified\n\nAdults"
    with pytest.raises(ValueError, match="choose inclusion or exclusion"):
        add(NUMBERED, "Phone", "unspecified")


def test_add_before_a_header_in_the_same_line() -> None:
    text = "Inclusion Criteria:\n\n* Adults. Exclusion criteria: fever\n"
    assert add(text, "Phone", IN) == "Inclusion Criteria:\n\n* Adults.\n* Phone\n\nExclusion criteria: fever\n"


def test_numbers_behind_a_gap_in_the_count_stay() -> None:
    text = "Inclusion Criteria:\n\n1. Adults\n2. Asthma\n9. Consent\n"
    added = add(text, "Phone", IN, split_criteria(text).criteria[0])
    assert added == text.replace("2. Asthma", "2. Phone\n3. Asthma")
    assert remove(text, split_criteria(text).criteria[0]) == text.replace("1. Adults\n2. Asthma", "1. Asthma")


def test_letters_end_at_z() -> None:
    text = "Inclusion Criteria:\n\ny) Adults\nz) Asthma\n"
    assert add(text, "Phone", IN, split_criteria(text).criteria[0]) == text.replace("z) Asthma", "z) Phone\nz) Asthma")


def test_roman_numbers_stay_roman() -> None:
    text = "Inclusion Criteria:\n\niv) One\nv) Two\nvi) Three\n"
    first = split_criteria(text).criteria[0]
    assert remove(text, first) == "Inclusion Criteria:\n\niv) Two\nv) Three\n"
    added = "Inclusion Criteria:\n\niv) One\nv) New\nvi) Two\nvii) Three\n"
    assert add(text, "New", CriterionKind.INCLUSION, after=first) == added


def test_what_is_taken_from_the_beginning_leaves_no_blank_line() -> None:
    text = "1. One\n2. Two\n"
    assert remove(text, split_criteria(text).criteria[0]) == "1. Two\n"


def test_add_behind_another_kind() -> None:
    with pytest.raises(ValueError, match="cannot follow"):
        add(NUMBERED, "Phone", OUT, split_criteria(NUMBERED).criteria[0])


def test_remove_takes_the_nested_and_renumbers() -> None:
    criteria = split_criteria(NUMBERED).criteria
    assert remove(NUMBERED, criteria[1]) == NUMBERED.replace("2. Asthma:\n\n   * Mild\n   * Stable\n3.", "2.")
    assert remove(NUMBERED, criteria[0]) == (
        NUMBERED.replace("1. Adults\n", "").replace("2. Asthma", "1. Asthma").replace("3. C", "2. C")
    )
    assert remove(NUMBERED, criteria[4]) == NUMBERED.replace("3. Consent\n", "")
    assert remove(NUMBERED, criteria[5]) == NUMBERED.replace("\n* Fever\n", "")


def test_remove_behind_a_header_in_the_same_line() -> None:
    text = "Inclusion Criteria: Adults\n\nAsthma\n"
    assert remove(text, split_criteria(text).criteria[0]) == "Inclusion Criteria:\n\nAsthma\n"


def test_move_out_of_a_list_takes_the_nested_along() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n* One of:\n\n  * Asthma:\n\n    * Mild\n  * Eczema\n"
    criteria = split_criteria(text).criteria
    assert move(text, criteria[2], criteria[0]) == (
        "Inclusion Criteria:\n\n* Adults\n* Asthma:\n\n  * Mild\n* One of:\n\n  * Eczema\n"
    )


def test_move() -> None:
    criteria = split_criteria(NUMBERED).criteria
    assert move(NUMBERED, criteria[0], criteria[5]) == (
        "Inclusion Criteria:\n\n1. Asthma:\n\n   * Mild\n   * Stable\n2. Consent\n\n"
        "Exclusion Criteria:\n\n* Fever\n* Adults\n"
    )
    assert move(NUMBERED, criteria[1], criteria[4]) == (
        "Inclusion Criteria:\n\n1. Adults\n2. Consent\n3. Asthma:\n\n   * Mild\n   * Stable\n\n"
        "Exclusion Criteria:\n\n* Fever\n"
    )
    with pytest.raises(ValueError, match="after itself"):
        move(NUMBERED, criteria[1], criteria[2])


def test_carriage_returns_stay() -> None:
    text = NUMBERED.replace("\n", "\r\n")
    assert add(text, "Phone", IN) == text.replace("3. Consent", "3. Consent\r\n4. Phone")


def test_eligibility() -> None:
    eligibility = Eligibility()
    assert eligibility.criteria == eligibility.inclusion == eligibility.exclusion == []
    assert eligibility.sections == eligibility.parts == []
    eligibility.add("Adults", IN)
    eligibility.add("Fever", OUT)
    eligibility.add("Children", "exclusion", after=eligibility.exclusion[0])
    assert eligibility.text == "Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever\n* Children"
    eligibility.replace(eligibility.inclusion[0], "Age >= 18 years")
    eligibility.move(eligibility.exclusion[1], eligibility.inclusion[0])
    eligibility.remove(eligibility.exclusion[0])
    assert [held.text for held in eligibility.inclusion] == ["Age >= 18 years", "Children"]
    assert eligibility.exclusion == []
    assert [section.kind for section in eligibility.sections] == [IN, OUT]
    eligibility.text = "* Anybody"
    assert [held.text for held in eligibility.criteria] == ["Anybody"]
    assert len(eligibility.parts) == 1
