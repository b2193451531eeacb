"""Line ends that were escaped, replaced or written as HTML: the same criteria, and slices of the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.model.criteria import CriterionKind, EligibilityCriterion, add, ages, move, remove, replace, split_criteria
from ctmodel.model.criteria.line_ends import replaced_by, view_of
from tests.criteria.criteria_texts import soups

LINES = "Inclusion Criteria:\n\n* Adults with it\n* Consent signed\n\nExclusion Criteria:\n\n* Pregnancy"
HTML = (
    "<p>Inclusion Criteria:</p><ul><li>Adults with it</li><li>Consent signed</li></ul>"
    "<p>Exclusion Criteria:</p><ul><li>Pregnancy</li></ul>"
)
EXPECTED = [("i", 0, "Adults with it"), ("i", 0, "Consent signed"), ("e", 0, "Pregnancy")]


def read(text: str) -> list[tuple[str, int, str]]:
    """Kind, depth and text of each criterion; the view is as long as the text, which the parts make up."""
    criteria = split_criteria(text)
    assert len(view_of(text).text) == len(text)
    assert "".join(part.raw for part in criteria.parts) == text
    assert all(text[part.start : part.end] == part.raw for part in criteria.parts)
    return [(held.kind[0], held.depth, held.text) for held in criteria.criteria]


SIGNS = (
    "\\n", "\\r\\n", "\\r", "\\\\n", "\\\\r\\\\n", "~", "\r\n", "\r", "\r\r\n", "\v", "\f", "\x85", "\u2028", "\u2029",
    "\\u2028", "\\u2029", "\\u000a", "\\u000D\\u000A", "\\x0a", "\\u0085", "%0A", "%0d%0a", "/n", "/r/n", "|", "^", "\u00b6", "\u21b5", "\u23ce",
    "\u240a", "\u240d", "\u2424", "&NewLine;", "&#8232;", "&#x2029;", "&#11;", "_x2028_", "_x000B_",
    "&#10;", "&#13;&#10;", "&#xA;", "&#xD;&#xa;", "&amp;#10;", "\\&#10;", "_x000D_\n", "_x000d_", "_x000A_",
    "_x000D__x000A_", "<br>", "<BR/>", "<br />", "\\<br\\>", "&lt;br&gt;", "&amp;lt;br/&amp;gt;",
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("text", [LINES, LINES.replace("\n\n", "\n"), LINES.replace("* ", "1. "), LINES + "\n"])
def test_signs_for_line_ends(sign: str, text: str) -> None:
    assert read(text.replace("\n", sign)) == EXPECTED


@pytest.mark.parametrize("sign", ["\\n", "~", "\u2028", "<br>", "&#10;", "\r"])
def test_paragraphs(sign: str) -> None:
    text = "Inclusion Criteria:\n\nAdults with it.\n\nConsent.\n\nExclusion Criteria:\n\nPregnancy.".replace("\n", sign)
    assert read(text) == [("i", 0, "Adults with it."), ("i", 0, "Consent."), ("e", 0, "Pregnancy.")]


def test_slices_hold_the_signs() -> None:
    parts = split_criteria(LINES.replace("\n", "~")).parts
    assert [part.raw for part in parts[:2]] == ["Inclusion Criteria:~~", "* Adults with it~"]
    parts = split_criteria(HTML).parts
    assert [part.raw for part in parts[:3]] == [
        "<p>Inclusion Criteria:</p><ul>", "<li>Adults with it</li>", "<li>Consent signed</li></ul>",
    ]  # fmt: skip
    held = split_criteria(HTML).criteria[0]
    assert HTML[held.body_start : held.body_end] == "Adults with it"
    assert held.marker == "*"


@pytest.mark.parametrize(
    "html",
    [
        HTML,
        HTML.upper().replace("INCLUSION CRITERIA", "Inclusion Criteria").replace("ADULTS WITH IT", "Adults with it")
        .replace("CONSENT SIGNED", "Consent signed").replace("PREGNANCY", "Pregnancy"),
        HTML.replace("><", ">\n  <"),
        HTML.replace("<li>", "\n<li>\n").replace("</li>", "\n</li>\n"),
        HTML.replace("</li>", ""),
        HTML.replace("</li>", "").replace("</ul>", "").replace("</p>", "").replace("<ul>", ""),
        HTML.replace("<li>", '<li class="x" id="y">').replace("<ul>", "<ol>").replace("</ul>", "</ol>"),
        HTML.replace("<p>", "<div><b>").replace("</p>", "</b></div>"),
        HTML.replace("<p>", "<h3>").replace("</p>", "</h3>"),
        HTML.replace("<", "&lt;").replace(">", "&gt;"),
        HTML.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
        HTML.replace("<", "\\<").replace(">", "\\>"),
        HTML.replace("with", "<em>with</em>").replace(" it", "&nbsp;it"),
        HTML.replace("<li>", "<li><p>").replace("</li>", "</p></li>"),
        HTML.replace("<ul>", "\\n<ul>"),
        "Inclusion Criteria:<br><br>- Adults with it<br>- Consent signed<br>Exclusion Criteria:<br>- Pregnancy<br>",
    ],
)  # fmt: skip
def test_html(html: str) -> None:
    assert read(html) == EXPECTED


def test_nested_html() -> None:
    inner = "<ul><li>high<ul><li>now</li></ul></li><li>long</li></ul>"
    assert read(f"<p>Inclusion Criteria:</p><ul><li>Fever:{inner}</li><li>Adults</li></ul>") == [
        ("i", 0, "Fever:"), ("i", 1, "high"), ("i", 2, "now"), ("i", 1, "long"), ("i", 0, "Adults"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["<br>\n", "<br>", "<br/>\r\n", " <br> \n", "\n<br>"])
def test_breaks_keep_indents(end: str) -> None:
    lines = ["Inclusion Criteria:", "", "* Fever of:", "", "  * high", "  * long", "* Adults"]
    assert read(end.join(lines)) == [("i", 0, "Fever of:"), ("i", 1, "high"), ("i", 1, "long"), ("i", 0, "Adults")]


def test_words_around_tags() -> None:
    assert read("<p><b>Age</b>, in years</p><p>H<sub>2</sub>O, pH <i>below</i> 7</p>") == [
        ("u", 0, "Age, in years"), ("u", 0, "H<sub>2</sub>O, pH below 7"),
    ]  # fmt: skip
    assert read("<dl><dt>Age</dt><dd>18</dd></dl><p>Sex<hr>Any") == [("u", 0, "Age 18"), ("u", 0, "Sex Any")]
    assert read("<table><tr><td>Age</td><td>18</td></tr></table>") == [("u", 0, "Age 18")]


@pytest.mark.parametrize(
    "words",
    [
        "Weight: ~5 kg, height: ~150 cm, dose: ~ 3 mg",
        "Age of 18~65 years, weight of 50~90 kg",
        "Cells: \\~ 5 and \\~* more",
        "~5 days",
        "Words that are ~~struck~~ or ~~struck out~~",
        "The program ends: \\n",
        "The file C:\\new\\readme: \\reads \\nothing",
        "Level < 50 ng/ml, p <0.05 and > 3",
        "If x <b and y> c, and a <p but q> r",
        "FixedForm in <b>bold</b>",
        "A_x000 and &#181;g, &#100;, &#133;",
        "Either and/not or and/nor, sex: |male|female|, 10^9/L and 10^12/L x|y",
        "https://example.org/a~b/~c?x=%0A&y=|z",
    ],
)
def test_words_are_no_line_ends(words: str) -> None:
    text = f"Inclusion Criteria:\n\n* {words}\n* Adults"
    assert view_of(text).text is text
    assert view_of(words).text is words
    assert read(text) == [("i", 0, words.replace("\\~", "~")), ("i", 0, "Adults")]
    assert replaced_by(text) is replaced_by(words) is None


@pytest.mark.parametrize("sign", ["\\n", "~"])
def test_two_signs_at_least_and_four_for_a_line_feed(sign: str) -> None:
    assert read(f"Adults:{sign}asthma") == [("u", 0, f"Adults:{sign}asthma")]
    assert len(split_criteria(f"Inclusion Criteria:{sign}* Adults").parts) == 2
    few, enough = (f"Inclusion Criteria:\n{sign}" + f"* Adults{sign}" * count for count in (3, 4))
    assert replaced_by(few) is None
    assert replaced_by(enough) == sign


@pytest.mark.parametrize("sign", ["\\n", "~"])
def test_small_letters_below_headers(sign: str) -> None:
    text = f"Inclusion Criteria:{sign}adults{sign}{sign}Exclusion Criteria:{sign}fever"
    assert read(text) == [("i", 0, "adults"), ("e", 0, "fever")]


def test_signs_beside_words() -> None:
    text = "Inclusion Criteria:~~* Weight ~50 kg~* 18~65 years~1. Dose \\~ 5 mg~~Exclusion Criteria:~~* Fever"
    assert [held for _, _, held in read(text)] == ["Weight ~50 kg", "18~65 years", "Dose ~ 5 mg", "Fever"]
    text = "Inclusion Criteria:\\n\\n* Fever of:\\n\\t* high\\n\\t* long\\n* Adults\\n"
    assert read(text) == [("i", 0, "Fever of:"), ("i", 1, "high"), ("i", 1, "long"), ("i", 0, "Adults")]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (LINES, None),
        (LINES.replace("\n", "\r\n"), None),
        (LINES.replace("\n", "\u2028"), None),
        (HTML, None),
        (LINES.replace("\n", "\\n"), "\\n"),
        (LINES.replace("\n", "\\r\\n"), "\\r\\n"),
        (LINES.replace("\n", "~"), "~"),
        (LINES.replace("\n", "_x000D_\n"), "_x000D_"),
        (LINES.replace("\n", "&#13;&#10;"), "&#13;&#10;"),
    ],
)
def test_what_is_reported(text: str, sign: str | None) -> None:
    assert replaced_by(text) == sign


def test_ages_are_found_in_the_text_itself() -> None:
    text = HTML.replace("Adults with it", "Age 18 to 65 years")
    (found,) = ages(text)
    assert text[found.start : found.end] == found.text == "Age 18 to 65 years"


LINE_ENDS = ("~", "|", "\\n", "\\r\\n", "\\u2028", "\r", "\v", "\u2028", "_x000D_\n", "&#10;", "\r\n", "\n")


@pytest.mark.parametrize("text", [HTML, *(LINES.replace("\n", sign) for sign in (*LINE_ENDS, "<br>"))])
def test_replacing(text: str) -> None:
    edited = replace(text, split_criteria(text).criteria[1], "Own phone")
    assert edited == text.replace("Consent signed", "Own phone")
    assert read(edited) == [EXPECTED[0], ("i", 0, "Own phone"), EXPECTED[2]]


@pytest.mark.parametrize("sign", LINE_ENDS)
def test_edits_write_the_line_end_of_the_text(sign: str) -> None:
    def written(text: str) -> str:
        return text.replace("\n", sign)

    text = written(LINES)
    first, second, third = split_criteria(text).criteria
    added = LINES.replace("signed\n", "signed\n* Phone\n")
    assert add(text, "Phone", CriterionKind.INCLUSION) == written(added)
    assert add(text, "Phone", CriterionKind.EXCLUSION, third) == text + written("\n* Phone")
    assert remove(text, first) == written(LINES.replace("* Adults with it\n", ""))
    assert remove(text, second) == written(LINES.replace("* Consent signed\n", ""))
    moved = LINES.replace("* Adults with it\n* Consent signed", "* Consent signed\n* Adults with it")
    assert move(text, first, second) == written(moved)
    text = written("Inclusion Criteria:\n\n* Adults\n* Asthma")
    assert add(text, "Fever", CriterionKind.EXCLUSION) == text + written("\n\nExclusion Criteria:\n\n* Fever")


def test_nested_criteria_move_with_their_line_ends() -> None:
    lines = "Inclusion Criteria:\n\n* Fever of:\n\n  * high\n    * now\n  * long\n* Adults\n* Consent"
    moved = "Inclusion Criteria:\n\n* Fever of:\n\n  * long\n* Adults\n* high\n  * now\n* Consent"
    for sign in ("\n", "~", "\u2028"):
        text = lines.replace("\n", sign)
        criteria = split_criteria(text).criteria
        assert move(text, criteria[1], criteria[4]) == moved.replace("\n", sign)


@pytest.mark.parametrize(
    "text", [HTML, LINES.replace("\n", "<br>"), "Inclusion Criteria:* Adults* Consent signedExclusion Criteria:* Fever"]
)
def test_lines_without_line_ends_are_not_added_to(text: str) -> None:
    first, second, *_ = split_criteria(text).criteria
    for edit in (
        lambda: add(text, "Phone", CriterionKind.INCLUSION),
        lambda: remove(text, first),
        lambda: move(text, first, second),
    ):
        with pytest.raises(ValueError, match="insert line feeds there first"):
            edit()


def test_words_that_would_end_lines() -> None:
    text = LINES.replace("\n", "~")
    with pytest.raises(ValueError, match="would be misread"):
        replace(text, split_criteria(text).criteria[0], "Adults ~* or children")
    with pytest.raises(ValueError, match="would be misread"):
        replace(LINES, split_criteria(LINES).criteria[0], "Adults<br>or children")


pieces = st.sampled_from(
    [*SIGNS, "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<b>", "</b>", "<td>", "&nbsp;", "\\t"]
)
signed = st.lists(pieces | st.sampled_from(["* ", "Adults", " ", "\n", "Exclusion Criteria:", "Age: ~5", "\\", "1. "]))


@given(signed.map("".join) | soups)
def test_parts_make_up_any_text(text: str) -> None:
    read(text)
    for part in split_criteria(text).parts:
        assert part.raw
        if isinstance(part, EligibilityCriterion):
            assert part.start <= part.body_start < part.body_end <= part.end
            assert part.text


@given(signed.map("".join), st.data())
def test_edits_lose_nothing(text: str, data: st.DataObject) -> None:
    criteria = split_criteria(text).criteria
    if not criteria:
        return
    held = data.draw(st.sampled_from(criteria))
    try:
        edited = replace(text, held, "Own phone")
    except ValueError:
        return
    expected = [(other.kind, "Own phone" if other is held else other.text) for other in criteria]
    assert [(other.kind, other.text) for other in split_criteria(edited).criteria] == expected
