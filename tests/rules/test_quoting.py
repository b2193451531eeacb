"""How messages quote what stands in a record."""

import pytest

from ctmodel.rules.quoting import cut, quoted, quoted_around


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Asthma", "'Asthma'"),
        ("", "''"),
        ("it's", '"it\'s"'),
        ('it\'s "so"', "'it's \"so\"'"),
        ("Age \\> 18", "'Age \\> 18'"),
        ("a\nb\u200bc\xa0d\x1b", "'a\\nb\\u200bc\\xa0d\\x1b'"),
        ("\u2265 5 \u00b5g", "'\u2265 5 \u00b5g'"),
        ("\ud800", "'\\ud800'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}\u2026'"),
        (None, "(not given)"),
        (False, "False"),
        (0, "0"),
        (5.5, "5.5"),
        ([1] * 40, f"{'[' + '1, ' * 19 + '1'}\u2026"),
    ],
)
def test_values(value: object, shown: str) -> None:
    assert quoted(value) == shown


def test_fewer_characters() -> None:
    assert quoted("abcdef", 4) == "'abc\u2026'"


def test_what_is_no_text_is_cut_behind_the_longest_that_is_shown() -> None:
    assert quoted(int("1" * 60)) == "1" * 60
    assert quoted(["a" * 56]) == f"['{'a' * 56}']"
    assert quoted(["a" * 57]) == f"['{'a' * 57}\u2026"
    # Part of a number looks like another number.
    assert quoted(12345, 5) == "12345"
    assert quoted(123456, 5) == "\u2026"


def test_a_number_that_is_cut_is_left_out_with_its_signs() -> None:
    assert quoted("a" * 50 + "12-34-56-78-90") == f"'{'a' * 50}\u2026'"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two three", "one two three"),
        ("one two three.", "one two\u2026"),
        ("one two threes more", "one two\u2026"),
        ("one two, three four", "one two,\u2026"),
        ("one two thre, four", "one two thre\u2026"),
        ("one two threefold", "one two\u2026"),
        ("twelve letters", "twelve\u2026"),
        # Where the last word is more than half of what is shown, it is cut.
        ("a\tbcdefghijklmnop", "a\tbcdefghijk\u2026"),
        ("abcdef ghijklmnop", "abcdef\u2026"),
        ("abcde ghijklmnopq", "abcde ghijkl\u2026"),
        ("seven of 1,000,000", "seven of\u2026"),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_word(text: str, shown: str) -> None:
    assert cut(text, 13) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a word here", "'a word here'"),
        ("xxxxxxxxxxxxx here, word and more", "'xxxxxxxxxxxxx here, word and more'"),
        ("xxxxxxxxxxxxxxx here, word and more", "'\u2026xxxxxxxxxxxxx here, word and more'"),
        # Twenty characters before it begin in the middle of a word, and so do twenty behind it.
        ("abcdefgh first, then a word and then the restful one", "'\u2026first, then a word and then the\u2026'"),
        ("abcdefgh ijklmnopqrstuvwxyzword", "'\u2026ijklmnopqrstuvwxyzword'"),
        ("word" + "x" * 30, "'word" + "x" * 20 + "\u2026'"),
        ("x" * 30 + "word", "'\u2026" + "x" * 20 + "word'"),
        ("one\ntwo  word\nthree", "'one two word three'"),
        ("word abcdefghijkl mnopq", "'word abcdefghijkl mnopq'"),
        ("word abcdefghij klmnopqr next", "'word abcdefghij klmnopqr\u2026'"),
        ("word abcdefghij klmnopqrs next", "'word abcdefghij\u2026'"),
    ],
)
def test_a_part_is_quoted_with_the_words_around_it(text: str, shown: str) -> None:
    start = text.index("word")
    assert quoted_around(text, start, start + 4) == shown


def test_an_address_around_a_part_is_hidden() -> None:
    text = "Write to x jd@example.org, word, or jane.doe@example.org"
    start = text.index("word")
    assert quoted_around(text, start, start + 4) == "'\u2026x [e-mail address], word, or [e-mail address]\u2026'"
