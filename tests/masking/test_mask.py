"""What the mask hides, and what it leaves."""

import itertools
from importlib import import_module
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ctmodel
from ctmodel.formats.ctgov_v2.places import is_identifier
from ctmodel.rules import RULES
from ctmodel.rules.definition import Record
from ctmodel.rules.documentation import examples
from ctmodel.rules.mask import masked, masked_part
from ctmodel.rules.mask.plain import plain
from ctmodel.rules.quoting import quoted, quoted_part, shortened
from tests.masking.forms import BARE, EMAILS, PHONES, READABLE
from tests.rules.expressions import AS_OF, evaluated

AROUND = ("{}", "Write to {} now", "see: {}.", "is '{}'", "({})", "a {}, b", "x\n{}\ny", "{}; {}")


@pytest.mark.parametrize("form", EMAILS)
def test_e_mail_addresses(form: str) -> None:
    for around in AROUND:
        shown = masked(around.format(form, form))
        assert shown.count("[e-mail address]") == around.count("{}")
        assert "zqx" not in shown
        assert masked(shown) == shown


@pytest.mark.parametrize("form", [*PHONES, *BARE])
def test_telephone_numbers(form: str) -> None:
    for around in AROUND:
        shown = masked(around.format(form, form))
        assert "[phone number]" in shown
        assert not any(map(str.isdecimal, shown))
        assert masked(shown) == shown


@pytest.mark.parametrize("form", READABLE)
def test_what_stays_readable(form: str) -> None:
    for around in AROUND:
        text = around.format(form, form)
        assert masked(text) == text
        assert masked(text, identifier=True) == text


@pytest.mark.parametrize("form", BARE)
def test_ten_digits_in_a_row_can_be_an_identifier(form: str) -> None:
    assert masked(form, identifier=True) == form
    assert masked(form) == "[phone number]"
    assert masked("123456789") == "123456789"
    assert masked("1234567890") == "[phone number]"


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/protocolSection/identificationModule/nctId", True),
        ("/protocolSection/identificationModule/nctIdAliases/0", True),
        ("/protocolSection/identificationModule/orgStudyIdInfo/id", True),
        ("/protocolSection/identificationModule/secondaryIdInfos/123456789", True),
        ("/protocolSection/identificationModule/secondaryIdInfos/1234567890", False),
        ("/protocolSection/identificationModule/secondaryIdInfos/0/domain", False),
        ("/protocolSection/referencesModule/references/0/pmid", True),
        ("/protocolSection/descriptionModule/briefSummary", False),
        ("/0", False),
        ("", False),
    ],
)
def test_fields_of_identifiers(pointer: str, expected: bool) -> None:
    assert is_identifier(pointer) is expected


def test_nothing_else_is_taken_out() -> None:
    text = "Write to a.b+c@x.org or call 1-800-555-0100 or +1 555 123 4567; 100-200 mg, 2010-2011, a @ b"
    assert masked(text) == (
        "Write to [e-mail address] or call [phone number] or [phone number]; 100-200 mg, 2010-2011, a @ b"
    )


@pytest.mark.parametrize(
    ("digits", "hidden"),
    [
        ("+123456", False),
        ("+1234567", True),
        ("Phone 123456", False),
        ("Phone 1234567", True),
        ("030 12345", False),
        ("030 123456", True),
        ("0171 123456789", True),
        ("0171 1234567890", True),
    ],
)
def test_how_many_digits_a_number_has(digits: str, hidden: bool) -> None:
    assert (masked(digits) != digits) is hidden


@pytest.mark.parametrize("text", ["jane.doe@hosp…", "jane@hosp...", "jane@…", "write to jane.doe@hosp"])
def test_what_others_have_cut(text: str) -> None:
    assert "jane" not in masked(text)


@pytest.mark.parametrize("form", [*EMAILS, *PHONES])
def test_hidden_before_it_is_cut(form: str) -> None:
    for before in range(40, 62):
        text = f"{'-' * before} {form} and more text that follows, and more"
        for shown in (quoted(text), shortened(text), quoted(text, 80)):
            assert "zqx" not in shown
            assert not any(map(str.isdecimal, shown))
    start = 10
    text = f"{' ' * start}{form} end"
    for end in range(start + 1, len(text)):
        shown = quoted_part(text, end - 1, end + 3) + masked_part(text, 0, end)
        assert "zqx" not in shown
        assert not any(map(str.isdecimal, shown))


@pytest.mark.parametrize("form", BARE)
def test_digits_in_a_row_are_not_cut_in_two(form: str) -> None:
    for before in range(40, 62):
        shown = quoted(f"{'-' * before} {form}")
        digits = sum(map(str.isdecimal, shown))
        assert digits in (0, len(form))


def test_as_escapes() -> None:
    assert masked(repr("617\xa0555\xa00199")) == "'[phone number]'"
    assert masked(repr("617\u2009555\u20090199")) == "'[phone number]'"
    assert masked("617&nbsp;555&#160;0199") == "[phone number]"


def test_places_are_kept() -> None:
    text = "".join(map(chr, range(0x11000)))
    assert len(plain(text)) == len(text)


PARTS = [
    "@",
    "1",
    "12",
    ".",
    " ",
    '"',
    "-",
    "a@",
    "+1",
    "(1)",
    "0",
    "a ",
    " at ",
    "[at]",
    "dot ",
    "1 ",
    "1-",
    "2.",
    "tel 1",
]


@pytest.mark.parametrize("parts", [*itertools.combinations(PARTS, 1), *itertools.combinations(PARTS, 2)])
def test_time_grows_as_text_does(parts: tuple[str, ...]) -> None:
    part = "".join(parts)

    def seconds(length: int) -> float:
        text = part * (length // len(part))
        times = []
        for _ in range(3):
            begun = process_time()
            masked(text)
            times.append(process_time() - begun)
        return min(times)

    # Five times as long takes five times as long, and would take twenty-five times if it were quadratic.
    assert seconds(25_000) < 14 * seconds(5_000) + 0.01


def test_what_rules_say_themselves_is_not_hidden() -> None:
    for rule in RULES:
        for written in examples(rule, "Fires") if rule.check is not None else ():
            held = evaluated(written)
            trial = ctmodel.structure(held) if isinstance(held, dict) else held
            for _path, message in rule.problems(Record(trial, AS_OF)):
                assert masked(message) == message


def test_messages_are_cut_where_addresses_are_hidden() -> None:
    trial = ctmodel.Trial(central_contacts=[ctmodel.Contact(email="zqx@zqx@zqx.org")])
    (finding,) = ctmodel.validate(trial, select="LOC005")
    assert finding.message == (
        "the e-mail address is malformed (it has 2 at signs); expected a name and a domain around one @"
    )


#: What numbers are made of, and what stands around them.
PIECES = (
    *(
        "2026-02-03",
        "1999-12-31",
        "2025",
        "-01",
        "5",
        "12",
        "555",
        "0143",
        "00",
        " ",
        "-",
        "(",
        ")",
        ".",
        ",",
        ";",
        "/",
        "+",
    ),
    *(" of ", " on ", "tel ", "call ", "date ", "a ", "x", "ext 5", "\u00b7", "&nbsp;", "\\x20", "\u200b"),
)
#: What at signs are made of, in every disguise.
SIGNS = (
    *("a", "at", "AT", "@", "arroba", "\u00e4t", "\u00c4T", "&#64;", "&commat;", "%40", "\\u0040", "\\x40", "_"),
    *(" ", "  ", "(", ")", "[", "]", "<", ">", "{", "}", "x", "dot", ".", "com"),
)
# The package has functions of these names.
PHONE_NUMBERS, ADDRESSES = (import_module(f"ctmodel.rules.mask.{name}") for name in ("phones", "emails"))


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.booleans())
@example(text="-01-01\\x20\\x20-01", bare=False)
@example(text="01-01ext 5202501", bare=True)
def test_the_look_for_digits_overlooks_no_number(text: str, bare: bool) -> None:
    assert list(PHONE_NUMBERS.phones(text, bare=bare)) == list(PHONE_NUMBERS._searched(text, bare=bare))


@given(st.lists(st.sampled_from(SIGNS), max_size=9).map("".join))
def test_the_look_for_at_signs_overlooks_none(text: str) -> None:
    assert ADDRESSES._MAY_HAVE_AT.search(text) or not ADDRESSES._AT.search(text)


@pytest.mark.parametrize("text", ["5555--0101430143", "ext 5-0101430143", "5(-005552025", "12345 1234567890"])
def test_digits_that_end_in_a_long_group(text: str) -> None:
    assert masked(text, identifier=True) == text
