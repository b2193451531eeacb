"""Lists that were run into one line: split where nothing else can be meant, found where it is likely."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctmodel.model.criteria import EligibilityCriterion, add, split_criteria
from ctmodel.model.criteria.one_line import runs

EXPECTED = [("i", "Adults"), ("i", "Consent signed"), ("i", "asthma"), ("e", "Pregnancy"), ("e", "Smoking")]


def read(text: str) -> list[tuple[str, str]]:
    """Kind and text of each criterion; the parts make up the text."""
    criteria = split_criteria(text)
    assert "".join(part.raw for part in criteria.parts) == text
    assert all(text[held.body_start : held.body_end].strip() for held in criteria.criteria)
    assert {held.depth for held in criteria.criteria} <= {0}
    return [(held.kind[0], held.text) for held in criteria.criteria]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria: 1. Adults 2. Consent signed 3. asthma Exclusion Criteria: 1. Pregnancy 2. Smoking",
        "Inclusion Criteria: 1) Adults 2) Consent signed 3) asthma Exclusion Criteria: 1) Pregnancy 2) Smoking",
        "Inclusion Criteria: (1) Adults (2) Consent signed (3) asthma Exclusion Criteria: (1) Pregnancy (2) Smoking",
        "Inclusion criteria: 1\\. Adults 2\\. Consent signed 3\\. asthma. Exclusion criteria: 1\\. Pregnancy 2\\. Smoking",
        "INCLUSION CRITERIA 1. Adults 2. Consent signed 3. asthma EXCLUSION CRITERIA 1. Pregnancy 2. Smoking",
        "Key Inclusion Criteria: a. Adults b. Consent signed c. asthma Key Exclusion Criteria: a. Pregnancy b. Smoking",
        "Inclusion: i) Adults ii) Consent signed iii) asthma Exclusion: i) Pregnancy ii) Smoking",
        "Inclusion Criteria: A) Adults B) Consent signed C) asthma Exclusion Criteria: A) Pregnancy B) Smoking",
        "Inclusion Criteria: • Adults • Consent signed • asthma Exclusion Criteria: • Pregnancy • Smoking",
        "Inclusion Criteria:• Adults• Consent signed• asthmaExclusion Criteria:• Pregnancy• Smoking",
        "Inclusion Criteria: •Adults •Consent signed •asthma Exclusion Criteria: •Pregnancy •Smoking",
        "Inclusion Criteria: \u2460Adults \u2461Consent signed \u2462asthma Exclusion Criteria: \u2460Pregnancy \u2461Smoking",
        "Inclusion Criteria:  1. Adults  2. Consent signed  3. asthma   Exclusion Criteria:  1. Pregnancy  2. Smoking",
        "Inclusion Criteria:1. Adults2. Consent signed3. asthmaExclusion Criteria:1. Pregnancy2. Smoking",
        "Inclusion Criteria:\n\n1. Adults 2. Consent signed 3. Asthma\n\nExclusion Criteria:\n\n1. Pregnancy 2. Smoking\n",
        "Inclusion Criteria:\n\n* (1) Adults; (2) Consent signed; (3) Asthma\n\nExclusion Criteria:\n\n* Pregnancy • Smoking",
    ],
)
def test_lists_on_one_line(text: str) -> None:
    found = [(kind, words.rstrip(".;").replace("Asthma", "asthma")) for kind, words in read(text)]
    assert found == EXPECTED or (found[:3] == EXPECTED[:3] and found[3:] == [("e", "Pregnancy • Smoking")])


@pytest.mark.parametrize("gap", [" ", "  ", ""])
def test_stars_on_one_line(gap: str) -> None:
    items = gap.join(["Inclusion Criteria:", "* Adults", "* Consent signed", "* \\>18 years"])
    text = gap.join([items, "Exclusion Criteria:", "* Pregnancy", "* Smoking"])
    found = read(text)
    if gap:
        assert found == [*EXPECTED[:2], ("i", ">18 years"), *EXPECTED[3:]]
    else:
        # Only a small letter shows that a word ended before the star.
        assert found == [*EXPECTED[:2], ("i", ">18 yearsExclusion Criteria: Pregnancy"), ("i", "Smoking")] or (
            found == [*EXPECTED[:2], ("i", ">18 years"), *EXPECTED[3:]]
        )
    assert {held.marker for held in split_criteria(text).criteria} == {"*"}


def test_markers_and_numbers_are_as_written() -> None:
    text = "Inclusion Criteria: 1. Adults 2. Consent Exclusion Criteria: * Fever * Cough"
    assert [(held.marker, held.number) for held in split_criteria(text).criteria] == [
        ("1.", "1"), ("2.", "2"), ("*", None), ("*", None),
    ]  # fmt: skip
    assert [part.raw for part in split_criteria(text).parts[:2]] == ["Inclusion Criteria: ", "1. Adults "]


def test_lists_without_header() -> None:
    assert read("1. Adults 2. Consent 3. Asthma") == [("u", "Adults"), ("u", "Consent"), ("u", "Asthma")]
    assert read("Adults\n\n1. Adults 2. Consent 3. Asthma")[-1] == ("u", "Adults 2. Consent 3. Asthma")


def test_a_marker_alone_is_no_line() -> None:
    text = "Inclusion Criteria:\n\n1. Adults 2. Consent\n\n\\-\n\nExclusion Criteria:\n\n-\n\n1. Fever 2. Cough"
    assert read(text) == [("i", "Adults"), ("i", "Consent"), ("e", "Fever"), ("e", "Cough")]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        # Items of a list that has other lines stay in their line, and are found.
        ("1. Adults 2. Consent\n3. Asthma", 1),
        ("* Adults • Consent\n* Asthma", 1),
        ("* Adults * Consent\n* Asthma", 1),
        ("* a) Adults b) Consent\n* Asthma", 1),
        ("ii. Adults iii. Consent\n* Asthma", 1),
        # Enumerations in words, counts of something else, units and references are no items.
        ("* Any of (1) fever, (2) cough\n* Asthma", 0),
        ("1. Any of 1. fever 2. cough\n3. Asthma", 0),
        ("2. Cohorts 1, 2 and 3. Half of them\n3. Asthma", 0),
        ("1. Grade 2. Or less\n2. Asthma", 0),
        ("1. Version 2) Or less\n2. Asthma", 0),
        ("1. Adults 3. Consent\n2. Asthma", 0),
        ("* BMI below 30 kg • m-2\n* Asthma", 0),
        ("* GFR of 60 ml • min-1 • 1.73 m2", 0),
        ("* Dose of 5 * 3 mg\n* Asthma", 0),
        ("* Age - Adults - Others\n* Asthma", 0),
        ("* Fever; cough; asthma\n* Asthma", 0),
        ("A. fumigatus and B. Cereus\n\nAsthma", 0),
        ("* see https://example.org/1.2. Or 2) Yes", 0),
        ("* 2~3 or ~ 5 mg\n* Asthma", 0),
    ],
)
def test_lines_of_lists(line: str, count: int) -> None:
    text = f"Inclusion Criteria:\n\n{line}\n\nExclusion Criteria:\n\n* Fever"
    assert len(runs(text)) == count
    assert len(split_criteria(text).criteria) == len([words for words in line.split("\n") if words]) + 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("adults; consent; asthma", 2),
        ("adults; consent", 0),
        ("adults &lt; 80; over &gt; 18 &amp; 1", 0),
        ("- Adults - Consent", 1),
        ("- Adults 18 - 65", 0),
        ("2. Adults 3. Consent", 0),
        ("1. Adults of grade 1 or 2. also 2. consent", 1),
        ("1) adults; and 2) consent", 1),
        ("Adults 1. Consent 2. Asthma", 0),
    ],
)
def test_behind_a_header(words: str, count: int) -> None:
    text = f"Inclusion Criteria: {words}\n\nExclusion Criteria:\n\n* Fever"
    assert sum(len(run.items) for run in runs(text)) == count
    assert {kind for kind, _ in read(text)[:-1]} == {"i"}


def test_headers_that_are_spoken_of_open_no_list() -> None:
    text = "Inclusion Criteria:\n\n* Adults who meet the Exclusion Criteria 1. And 2. Of part A\n* Asthma"
    assert read(text)[0] == ("i", text.split("\n")[2][2:])
    text = "Inclusion Criteria:\n\n* Adults (see Exclusion Criteria: 1. Age 2. Sex)\n* Asthma"
    assert [kind for kind, _ in read(text)] == ["i", "i"]


@pytest.mark.parametrize("sign", ["\n", "\v", "\u2028", "~", "\\n", "<br>", "&#10;"])
def test_lists_with_line_ends_of_any_kind_have_none(sign: str) -> None:
    text = "Inclusion Criteria:\n\n1. Adults;\n2. Consent;\n3. Asthma;\n\nExclusion Criteria:\n\n1. Fever"
    assert read(text.replace("\n", sign)) == read(text)


@pytest.mark.parametrize("glued", ["Adults with asthmaExclusion Criteria: Fever", "Adults.Exclusion Criteria: Fever"])
def test_headers_that_stuck_to_a_word(glued: str) -> None:
    assert [kind for kind, _ in read(f"Inclusion Criteria:\n\n* {glued}")] == ["i", "e"]
    assert [kind for kind, _ in read("Inclusion Criteria:\n\n* Adults\n\nNonInclusion Criteria: Fever")] == ["i", "e"]


def test_new_criteria_stand_on_the_line() -> None:
    text = "Inclusion Criteria: 1. Adults 2. Consent Exclusion Criteria: 1. Fever"
    assert add(text, "phone", "inclusion", split_criteria(text).criteria[0]) == text.replace(
        "2. Consent", "2. phone 3. Consent"
    )
    assert add(text, "Cough", "exclusion") == f"{text} 2. Cough"
    text = "Inclusion Criteria: 1. Adults 2. Consent"
    assert add(text, "Fever", "exclusion") == f"{text}\n\nExclusion Criteria:\n\n1. Fever"


pieces = ("Inclusion Criteria", "Exclusion Criteria", ":", " ", "  ", "\n", "1. ", "2. ", "3. ", "(2) ", "a) ", "b) ", "* ", "• ",
          "- ", "•", "*", "Adults", "and", ";", "\u2460", "\u2461", "\\", "~", "|", "\u2028", "ii. ")  # fmt: skip


@given(st.lists(st.sampled_from(pieces), max_size=30).map("".join))
@example("Inclusion Criteria:;Adults;Asthma;Consent")
def test_parts_make_up_any_text(text: str) -> None:
    criteria = split_criteria(text)
    assert "".join(part.raw for part in criteria.parts) == text
    for held in criteria.criteria:
        assert isinstance(held, EligibilityCriterion)
        assert held.start <= held.body_start < held.body_end <= held.end
        assert held.text
    for run in runs(text):
        assert [run.start, *run.items] == sorted({run.start, *run.items})
