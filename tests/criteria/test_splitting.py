"""What counts as a criterion: one invented text for each rule and each ambiguous case."""

import pytest

from ctmodel.model.criteria import Criteria, CriterionKind, EligibilityCriterion, Header, Remark, split_criteria


def read(text: str) -> list[tuple[str, int, str]]:
    """Kind, depth and text of each criterion; the parts always make up the text."""
    parts = split_criteria(text).parts
    assert "".join(part.raw for part in parts) == text
    assert all(text[part.start : part.end] == part.raw for part in parts)
    return [(held.kind[0], held.depth, held.text) for held in split_criteria(text).criteria]


def headers(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (part.section.kind[0], part.text, part.section.label)
        for part in split_criteria(text).parts
        if isinstance(part, Header)
    ]


def remarks(text: str) -> list[str]:
    return [part.text for part in split_criteria(text).parts if isinstance(part, Remark)]


PLAIN = "Inclusion Criteria:\n\n* Adults\n* Signed consent\n\nExclusion Criteria:\n\n* Pregnancy\n"


def test_plain_layout() -> None:
    assert read(PLAIN) == [("i", 0, "Adults"), ("i", 0, "Signed consent"), ("e", 0, "Pregnancy")]
    criteria = split_criteria(PLAIN)
    assert [held.text for held in criteria.inclusion] == ["Adults", "Signed consent"]
    assert [held.text for held in criteria.exclusion] == ["Pregnancy"]
    assert [section.kind for section in criteria.sections] == [CriterionKind.INCLUSION, CriterionKind.EXCLUSION]


def test_criterion_is_a_slice() -> None:
    held = split_criteria("Inclusion Criteria:\n\n1. BMI \\> 30\n   at screening\n\n").criteria[0]
    assert held.raw == "1. BMI \\> 30\n   at screening\n\n"
    assert (held.text, held.marker, held.number, held.depth) == ("BMI > 30 at screening", "1.", "1", 0)
    assert held.section.heading == "Inclusion Criteria:"


def test_nothing_and_blanks() -> None:
    assert split_criteria("") == Criteria()
    assert split_criteria("").parts == []
    assert split_criteria(" \n\n").criteria == []
    assert [part.raw for part in split_criteria(" \n\n").parts] == [" \n\n"]


def test_views_are_fresh_lists() -> None:
    split_criteria(PLAIN).criteria.clear()
    assert len(split_criteria(PLAIN).criteria) == 3


@pytest.mark.parametrize(
    ("header", "kind", "label"),
    [
        ("Inclusion Criteria:", "i", None),
        ("EXCLUSION CRITERIA", "e", None),
        ("Inclusion criteria :", "i", None),
        ("Exclusion Criteria\uff1a", "e", None),
        ("Key Exclusion Criteria:", "e", None),
        ("Main Inclusion Criteria", "i", None),
        ("Exclusion criteria.", "e", None),
        ("Inclusion criteria-", "i", None),
        ("Inclusion:", "i", None),
        ("Exclusion", "e", None),
        ("Non-Inclusion Criteria:", "e", None),
        ("No inclusion / Exclusion Criteria:", "e", None),
        ("Criteria for non-inclusion:", "e", None),
        ("IncInclusion criteria:", "i", None),
        ("The exlusion criteria:", "e", None),
        ("EXCLUSION CRITIERIA:", "e", None),
        ("5Inclusion Criteria:", "i", None),
        ("4.1.2 Exclusion Criteria:", "e", None),
        ("Inclusion Criteria:1.", "i", None),
        ("-INCLUSION CRITERIA:", "i", None),
        ("**Exclusion Criteria:**", "e", None),
        ("## Inclusion Criteria", "i", None),
        ("Donor Inclusion Criteria:", "i", "Donor"),
        ("Specific Donor Inclusion Criteria:", "i", "Donor"),
        ("Exclusion Criteria - Patients with asthma", "e", "Patients with asthma"),
        ("Phase 2 Key Exclusion Criteria:", "e", "Phase 2"),
        ("Inclusion Criteria - Cohort Expansion Phase:", "i", "Cohort Expansion Phase"),
        ("Exclusion Criteria (to randomization):", "e", "to randomization"),
        ("Inclusion Criteria for Controls:", "i", "for Controls"),
        ("Inclusion criteria for participation in R3.", "i", "for participation in R3"),
        ("EXCLUSION CRITERIA: Stratum 2", "e", "Stratum 2"),
        ("Inclusion Criteria Umbrella Phase 1b \\& 2:", "i", "Umbrella Phase 1b & 2"),
        ("Inclusion criteria 1-4 for all parts plus:", "i", "1-4 for all parts plus"),
        ("Cancer-Specific Exclusions:", "e", "Cancer-Specific"),
        ("The exclusion criteria for the case group are as follows:", "e", "for the case group"),
    ],
)
def test_spellings_of_headers(header: str, kind: str, label: str | None) -> None:
    text = f"{header}\n\n* First thing\n* Second thing\n"
    assert read(text) == [(kind, 0, "First thing"), (kind, 0, "Second thing")]
    assert [(found[0], found[2]) for found in headers(text)] == [(kind, label)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("To be eligible for this study, participants must:", "i"),
        ("Patients are eligible only if all of the following criteria apply:", "i"),
        ("Subjects may be included in this study who:", "i"),
        ("A subject can participate only if all the following criteria are met:", "i"),
        ("Individuals who meet any of these criteria are not eligible for enrollment:", "e"),
        ("Any of the following would exclude the subject from participation:", "e"),
        ("The volunteer may not enter the study if any of the following apply:", "e"),
        ("Women were ineligible if they:", "e"),
        ("Participants who exhibit any of the following conditions will not be eligible for admission.", "e"),
    ],
)
def test_sentences_as_headers(sentence: str, kind: str) -> None:
    assert read(f"{sentence}\n\n* First thing\n* Second thing\n") == [
        (kind, 0, "First thing"),
        (kind, 0, "Second thing"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Not meeting inclusion criteria",
        "Meets the inclusion criteria of the main trial",
        "Any exclusion criteria of the drug label",
        "Exclusion criteria in accordance with the contraindications of the drug",
        "Further exclusion criteria are given in the protocol of the main trial, such as fever",
        "Willing to wait until week 4 (inclusion: day 1)",
    ],
)
def test_spoken_of_is_no_header(item: str) -> None:
    text = f"Exclusion Criteria:\n\n* Fever\n* {item}\n* Cough\n"
    assert read(text) == [("e", 0, "Fever"), ("e", 0, item), ("e", 0, "Cough")]


def test_several_sections_and_cohorts() -> None:
    text = (
        "Inclusion Criteria - Part 1:\n\n* A thing\n\nExclusion Criteria - Part 1:\n\n* B thing\n\n"
        "Inclusion Criteria - Part 2:\n\n* C thing\n"
    )
    assert read(text) == [("i", 0, "A thing"), ("e", 0, "B thing"), ("i", 0, "C thing")]
    assert [(section.kind[0], section.label) for section in split_criteria(text).sections] == [
        ("i", "Part 1"),
        ("e", "Part 1"),
        ("i", "Part 2"),
    ]


def test_cohort_above_kinds_gives_its_label() -> None:
    text = "Part 1:\n\nInclusion Criteria:\n\n* A thing\n\nPart 2:\n\nInclusion Criteria:\n\n* B thing\n"
    assert [held.section.label for held in split_criteria(text).criteria] == ["Part 1", "Part 2"]


@pytest.mark.parametrize(
    "label", ["Cohort A:", "Healthy Controls", "[Part 2 only]", "(for adults only)", "Part B -", "\\> Group 2 \\<"]
)
def test_labels_keep_the_kind(label: str) -> None:
    text = f"Exclusion Criteria:\n\n* Fever\n\n{label}\n\n* Cough\n* Rash\n"
    assert read(text) == [("e", 0, "Fever"), ("e", 0, "Cough"), ("e", 0, "Rash")]
    assert len(headers(text)) == 2


def test_bullet_that_names_the_next_cohort() -> None:
    text = "Inclusion Criteria:\n\n* Cohort 1:\n* Asthma\n* Cohort 2:\n* Eczema\n"
    assert read(text) == [("i", 0, "Asthma"), ("i", 0, "Eczema")]
    assert [held.section.label for held in split_criteria(text).criteria] == ["Cohort 1", "Cohort 2"]


def test_bullets_about_people_stay() -> None:
    text = "Exclusion Criteria:\n\n* Pregnant patients\n* Healthy volunteers\n* Children\n"
    assert [words for _, _, words in read(text)] == ["Pregnant patients", "Healthy volunteers", "Children"]


def test_umbrella_headers() -> None:
    text = "Exclusion Criteria:\n\nExclusion criteria for all groups:\n\n* Fever\n"
    assert read(text) == [("e", 0, "Fever")]
    assert [section.label for section in split_criteria(text).sections] == [None, "for all groups"]


def test_inline_headers() -> None:
    text = "Inclusion Criteria: Adults with asthma.\n\nExclusion criteria: smoking or pregnancy\n"
    assert read(text) == [("i", 0, "Adults with asthma."), ("e", 0, "smoking or pregnancy")]


def test_inline_header_without_colon() -> None:
    assert read("Exclusion criteria Patients who react to wheat later than four hours\n") == [
        ("e", 0, "Patients who react to wheat later than four hours")
    ]


def test_inline_header_with_a_dash() -> None:
    assert read("Exclusion criteria - Patients who have asthma\n") == [("e", 0, "Patients who have asthma")]
    assert read("Exclusion criteria - None\n") == []
    assert remarks("Exclusion criteria - None\n") == ["None"]


def test_inline_header_with_number() -> None:
    assert read("Inclusion Criteria:1. Adults\n2. Signed consent\n") == [
        ("i", 0, "Adults"),
        ("i", 0, "Signed consent"),
    ]


def test_inline_sentence_goes_with_the_header() -> None:
    text = "Inclusion Criteria: Patients must meet all of the following to be included:\n\n* Asthma\n"
    assert read(text) == [("i", 0, "Asthma")]


def test_inline_parenthesis_above_a_list_goes_with_the_header() -> None:
    text = "Inclusion Criteria: (adults and children)\n\n* Asthma\n"
    assert read(text) == [("i", 0, "Asthma")]
    assert [words for _, words, _ in headers(text)] == ["Inclusion Criteria: (adults and children)"]


def test_inline_requirement_is_a_criterion() -> None:
    text = "Inclusion Criteria: Asthma in remission defined as follows:\n\n1. No attack\n2. No steroids\n"
    assert [words for _, _, words in read(text)] == [
        "Asthma in remission defined as follows:",
        "No attack",
        "No steroids",
    ]


def test_header_in_the_middle_of_a_paragraph() -> None:
    text = "Inclusion Criteria:\n\nAdults with asthma for a year. Exclusion criteria: smoking.\n"
    assert read(text) == [("i", 0, "Adults with asthma for a year."), ("e", 0, "smoking.")]


def test_header_at_the_end_of_an_item() -> None:
    text = "Inclusion Criteria:\n\n* Body weight above 20 kg Exclusion Criteria\n* Smoking\n"
    assert read(text) == [("i", 0, "Body weight above 20 kg"), ("e", 0, "Smoking")]


def test_header_behind_a_remark_in_an_item() -> None:
    text = (
        "Inclusion Criteria:\n\n* Adults\n* Other inclusion criteria may apply Exclusion criteria: controls\n* Fever\n"
    )
    assert read(text) == [("i", 0, "Adults"), ("e", 0, "Fever")]
    assert remarks(text) == ["Other inclusion criteria may apply"]


def test_reference_to_criteria_in_mid_line() -> None:
    text = "Inclusion Criteria:\n\n* Asthma (for exceptions see Exclusion Criteria: 5)\n"
    assert read(text) == [("i", 0, "Asthma (for exceptions see Exclusion Criteria: 5)")]


def test_headers_that_are_bullets() -> None:
    text = "* INCLUSION CRITERIA:\n\n  * Adults\n  * Asthma\n\n    * Mild\n\n* EXCLUSION CRITERIA:\n\n  * Fever\n"
    assert read(text) == [("i", 0, "Adults"), ("i", 0, "Asthma"), ("i", 1, "Mild"), ("e", 0, "Fever")]


def test_legacy_headings() -> None:
    text = (
        "DISEASE CHARACTERISTICS:\n\n* Proven cancer\n\nPATIENT CHARACTERISTICS:\n\nAge:\n\n* 18 and over\n\n"
        "Hepatic:\n\n* Not specified\n\nPRIOR CONCURRENT THERAPY:\n\n* No prior therapy\n"
    )
    assert read(text) == [("u", 0, "Proven cancer"), ("u", 0, "18 and over"), ("u", 0, "No prior therapy")]
    assert remarks(text) == ["Not specified"]


def test_legacy_headings_inside_a_paragraph() -> None:
    text = "DISEASE CHARACTERISTICS: Proven cancer PATIENT CHARACTERISTICS: Age: 18 and over\n"
    assert read(text) == [("u", 0, "Proven cancer"), ("u", 0, "Age: 18 and over")]


def test_letters_and_signs_in_an_indented_paragraph_are_text() -> None:
    text = (
        "Inclusion Criteria:\n\n1. Adults\n\n   a. able to walk\n\n   b. able to read\n2. Consent\n\n"
        "   o Note - in writing\n3. Tenofovir\n\n   \\+ Doravirine\n"
    )
    assert read(text) == [
        ("i", 0, "Adults a. able to walk b. able to read"),
        ("i", 0, "Consent o Note - in writing"),
        ("i", 0, "Tenofovir + Doravirine"),
    ]


def test_a_bullet_that_only_names_a_cohort_is_a_header_and_its_children_stay_nested() -> None:
    text = "Exclusion Criteria:\n\n* Child:\n\n  * Asthma\n* Group ME:\n* Smoking\n"
    assert read(text) == [("e", 1, "Asthma"), ("e", 0, "Smoking")]


def test_a_paragraph_behind_nested_items_goes_on_with_the_last() -> None:
    text = "Inclusion Criteria:\n\n* One of:\n\n  * Relapse\n\n  For these, induction has failed.\n"
    assert read(text) == [("i", 0, "One of:"), ("i", 1, "Relapse For these, induction has failed.")]


@pytest.mark.parametrize("note", ["†As defined by the protocol", "\\*measured twice"])
def test_a_footnote_inside_an_item_is_a_remark(note: str) -> None:
    text = f"Inclusion Criteria:\n\n* Fever\n\n  {note}\n\n  Cough as well\n"
    assert read(text) == [("i", 0, "Fever"), ("i", 1, "Cough as well")]
    assert remarks(text) == [note.replace("\\", "")]


def test_an_indented_sentence_can_open_the_exclusion_criteria() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n\n  Patients will be excluded for any of the following:\n\n* Fever\n"
    assert read(text) == [("i", 0, "Adults"), ("e", 0, "Fever")]


def test_an_indented_label_above_items_as_deep_is_a_header() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n\n  Liver function\n\n  * Low bilirubin\n"
    assert [words for _, _, words in read(text)] == ["Adults", "Low bilirubin"]
    assert [held.section.label for held in split_criteria(text).criteria] == [None, "Liver function"]


def test_indented_words_in_small_letters_go_on_with_the_item() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n\n  with one of\n\n  * Fever\n"
    assert read(text) == [("i", 0, "Adults with one of"), ("i", 1, "Fever")]


def test_an_address_for_the_criteria_is_a_remark() -> None:
    assert read("Inclusion/Exclusion Criteria ---> https://example.org/criteria\n") == []


def test_no_header() -> None:
    assert read("* Adults\n* Must not smoke\n") == [("u", 0, "Adults"), ("u", 0, "Must not smoke")]
    assert read("Adults who smoke.\n\nNot eligible: children.\n") == [
        ("u", 0, "Adults who smoke."),
        ("u", 0, "Not eligible: children."),
    ]


@pytest.mark.parametrize("heading", ["", "Eligibility Criteria:\n\n", "Participants:\n\n"])
def test_text_before_a_lone_exclusion_header_is_inclusion(heading: str) -> None:
    text = f"{heading}* Adults\n* Asthma\n\nExclusion Criteria:\n\n* Fever\n"
    assert read(text) == [("i", 0, "Adults"), ("i", 0, "Asthma"), ("e", 0, "Fever")]


def test_nothing_is_inferred_after_a_lone_inclusion_header() -> None:
    assert read("* Adults\n\nInclusion Criteria:\n\n* Asthma\n") == [("u", 0, "Adults"), ("i", 0, "Asthma")]


def test_both_kinds_in_one_header() -> None:
    assert read("Inclusion/Exclusion Criteria:\n\n* Adults\n") == [("u", 0, "Adults")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Inclusion and exclusion criteria of the main trial hold here too" + ", also for relatives" * 8,
        "Exclusion criteria of the main trial hold here too" + ", also for relatives" * 20,
        "Inclusion of relatives on request",
    ],
)
def test_a_paragraph_that_begins_like_a_header(sentence: str) -> None:
    assert read(f"Inclusion Criteria:\n\nAdults.\n\n{sentence}.\n") == [("i", 0, "Adults."), ("i", 0, f"{sentence}.")]


def test_nesting_follows_the_markup() -> None:
    text = "Inclusion Criteria:\n\n1. One of the following:\n\n   * Fever\n\n     1. High\n   * Cough\n2. Adults\n"
    assert read(text) == [
        ("i", 0, "One of the following:"),
        ("i", 1, "Fever"),
        ("i", 2, "High"),
        ("i", 1, "Cough"),
        ("i", 0, "Adults"),
    ]
    high = split_criteria(text).criteria[2]
    assert high.with_lead_in == "One of the following: Fever High"
    assert high.parent == split_criteria(text).criteria[1]


@pytest.mark.parametrize(
    ("line", "marker", "number"),
    [
        ("* Fever", "*", None),
        ("- Fever", "-", None),
        ("\\- Fever", "\\-", None),
        ("• Fever", "•", None),
        ("•Fever", "•", None),
        ("-Fever", "-", None),
        ("1. Fever", "1.", "1"),
        ("1\\. Fever", "1\\.", "1"),
        ("1) Fever", "1)", "1"),
        ("(1) Fever", "(1)", "1"),
        ("1.Fever", "1.", "1"),
        ("1.2. Fever", "1.2.", "1.2"),
        ("a. Fever", "a.", "a"),
        ("iv) Fever", "iv)", "iv"),
        ("B) Fever", "B)", "B"),
        ("① Fever", "①", "①"),
        ("* 1\\. Fever", "*", "1"),
        ("* \\- Fever", "*", None),
        ("* • Fever", "*", None),
        ("2. -Fever", "2.", "2"),
    ],
)
def test_markers_and_labels(line: str, marker: str, number: str | None) -> None:
    held = split_criteria(f"Exclusion Criteria:\n\n{line}\n").criteria[0]
    assert (held.text, held.marker, held.number, held.depth) == ("Fever", marker, number, 0)


@pytest.mark.parametrize(
    "line", ["1.5 mg of drug daily", "-5 degrees at most", "\\> 18 years of age", "A. fumigatus allergy"]
)
def test_no_markers(line: str) -> None:
    held = split_criteria(f"Exclusion Criteria:\n\n* {line}\n").criteria[0]
    assert held.text == line.replace("\\", "")


def test_capital_letters_count_where_they_go_on() -> None:
    assert [words for _, _, words in read("Inclusion Criteria:\n\nA. Adults\n\nB. Asthma\n")] == ["Adults", "Asthma"]


def test_continuation_lines() -> None:
    text = "Inclusion Criteria:\n\n1. Adults who\nlive nearby\n\n   Neighbours count as well.\n2. Asthma\n"
    assert read(text) == [("i", 0, "Adults who live nearby Neighbours count as well."), ("i", 0, "Asthma")]


def test_author_goes_on_counting_inside_an_item() -> None:
    text = "Exclusion Criteria:\n\n1. Fever:\n\n   * High\n\n   2\\. Cough 3. Rash\n\n   4\\. Pain\n"
    assert read(text) == [("e", 0, "Fever:"), ("e", 1, "High"), ("e", 0, "Cough 3. Rash"), ("e", 0, "Pain")]


def test_author_goes_on_with_a_count_in_the_words_of_an_item() -> None:
    apart = [("e", 0, "Any of: 1. Fever 2. Cough"), ("e", 0, "Rash")]
    assert read("Exclusion Criteria:\n\n* Any of: 1. Fever 2. Cough\n\n  3\\. Rash\n") == apart
    assert read("Exclusion Criteria:\n\n1. Any of: 1. Fever 2. Cough\n\n   3\\. Rash\n") == apart


def test_no_count_is_looked_for_in_a_very_long_item() -> None:
    words = "Any of: 1. Fever " + "or the like " * 800 + "2. Cough"
    assert read(f"Exclusion Criteria:\n\n* {words}\n\n  3\\. Rash\n") == [("e", 0, f"{words} 3. Rash")]


def test_a_nested_list_has_a_count_of_its_own() -> None:
    text = "Exclusion Criteria:\n\n1. Fever\n\n   1. High\n\n   2. Lasting\n\n2. Cough\n"
    assert read(text) == [("e", 0, "Fever"), ("e", 1, "High"), ("e", 1, "Lasting"), ("e", 0, "Cough")]


def test_other_numbers_inside_an_item_are_text() -> None:
    text = "Exclusion Criteria:\n\n1. Fever\n\n   7\\. See the table\n2. Cough\n"
    assert read(text) == [("e", 0, "Fever 7. See the table"), ("e", 0, "Cough")]


def test_paragraphs() -> None:
    text = "Inclusion Criteria:\n\nAdults of any age.\n\nAsthma for a year.\n\nExclusion Criteria:\n\nSmoking.\n"
    assert read(text) == [("i", 0, "Adults of any age."), ("i", 0, "Asthma for a year."), ("e", 0, "Smoking.")]


def test_paragraph_between_two_parts_of_a_list() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n* Asthma\n\nConsent has to be in writing.\n\n* Own telephone\n"
    assert [words for _, _, words in read(text)][2] == "Consent has to be in writing."


def test_long_sentence_with_colon_above_a_list_is_a_criterion() -> None:
    sentence = "Adults of the region" + ", also those who have moved away" * 14 + ":"
    assert read(f"Inclusion Criteria:\n\n* Asthma\n\n{sentence}\n\n* Mild\n") == [
        ("i", 0, "Asthma"),
        ("i", 0, sentence),
        ("i", 0, "Mild"),
    ]


def test_line_with_colon_above_a_list_is_a_header() -> None:
    text = "Inclusion Criteria:\n\n* Adults\n\nAdequate liver function shown by:\n\n* Low bilirubin\n* Low enzymes\n"
    assert [words for _, _, words in read(text)] == ["Adults", "Low bilirubin", "Low enzymes"]


def test_requirement_with_colon_among_paragraphs_is_a_criterion() -> None:
    text = (
        "Inclusion Criteria:\n\nAdults of any age\n\nStable asthma shown by spirometry values of:\n\n* FEV1\n\n"
        "Own telephone at home\n"
    )
    assert "Stable asthma shown by spirometry values of:" in [words for _, _, words in read(text)]


@pytest.mark.parametrize(
    "words",
    [
        "None",
        "N/A",
        "none.",
        "Not applicable",
        "No exclusion criteria",
        "Other protocol-defined inclusion/exclusion criteria may apply.",
        "NOTE: Other protocol defined Inclusion/Exclusion criteria may apply",
        "Further exclusion criteria apply.",
        "Additional protocol-defined inclusion and exclusion criteria may have applied.",
        "OR",
        "\\*measured twice",
        "Note: forms are at the desk",
        "For more information about taking part, please visit our page",
    ],
)
def test_remarks(words: str) -> None:
    text = f"Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n{words}\n"
    assert read(text) == [("i", 0, "Adults")]
    assert len(remarks(text)) == 1


def test_inline_none() -> None:
    assert read("Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria: none\n") == [("i", 0, "Adults")]


@pytest.mark.parametrize("line", ["*", "1.", "\\-", "-", "* -"])
def test_empty_markers(line: str) -> None:
    assert read(f"Inclusion Criteria:\n\n* Adults\n\n{line}\n") == [("i", 0, "Adults")]


def test_entities_and_topics_stay() -> None:
    held = split_criteria("Inclusion Criteria:\n\n* Age: &gt; 18 \\[years\\]\n").criteria[0]
    assert held.text == "Age: &gt; 18 [years]"


def test_polarity_is_not_read() -> None:
    assert read("Inclusion Criteria:\n\n* No prior treatment\n* Exclusion of infection by a test\n") == [
        ("i", 0, "No prior treatment"),
        ("i", 0, "Exclusion of infection by a test"),
    ]


CLASSIC = """
        Inclusion Criteria:

          -  Adults who live within one hour of the
             clinic

               -  or who can stay there

          -  Asthma

        Exclusion Criteria:

          9. Fever

         10. Cough, or any other complaint of the airways that is
             18. too long for one line
      """


def test_classic_layout() -> None:
    assert read(CLASSIC) == [
        ("i", 0, "Adults who live within one hour of the clinic"),
        ("i", 1, "or who can stay there"),
        ("i", 0, "Asthma"),
        ("e", 0, "Fever"),
        ("e", 0, "Cough, or any other complaint of the airways that is 18. too long for one line"),
    ]


def test_page_layout() -> None:
    text = "Inclusion Criteria:\n• Adults\n• Asthma\nExclusion Criteria:\n• Fever\n"
    assert read(text) == [("i", 0, "Adults"), ("i", 0, "Asthma"), ("e", 0, "Fever")]


def test_carriage_returns() -> None:
    text = PLAIN.replace("\n", "\r\n")
    assert read(text) == read(PLAIN)


def test_unicode_line_signs_are_no_line_ends() -> None:
    text = "Inclusion Criteria:\n\n* Adults\u2028only\x0c\n\ud800"
    assert "".join(part.raw for part in split_criteria(text).parts) == text


def test_criteria_are_values() -> None:
    held = split_criteria(PLAIN).criteria[0]
    assert isinstance(held, EligibilityCriterion)
    assert held == split_criteria(PLAIN + " ").criteria[0]
    assert "Adults" in repr(held)
    attribute = "text"
    with pytest.raises(AttributeError):
        setattr(held, attribute, "Children")
