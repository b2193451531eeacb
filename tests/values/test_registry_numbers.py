"""Numbers of registries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.values.registry_numbers import KINDS, find, is_orcid, is_placeholder, is_ror, recognise

#: Writings and normal forms, by kind; the normal form alone where it is the writing.
WRITINGS = {
    "NCT": ["NCT01219465", "nct01219465 > NCT01219465", "NCT 01219465 > NCT01219465", "NCT: 01219465 > NCT01219465"],
    "CTIS": [
        "2022-500024-30-00",
        "2025-520964-16",
        "CTIS2022-500024-30-00 > 2022-500024-30-00",
        "EudraCT 2022-500024-30-00 > 2022-500024-30-00",
        "EUCTR2022-500024-30 > 2022-500024-30",
    ],
    "EudraCT": [
        "2004-000119-24",
        "EUCTR2021-001279-18-AT > 2021-001279-18",
        "EUCTR2021-001279-18-Outside-EU/EEA > 2021-001279-18",
        "2004\u2011000119\u201124 > 2004-000119-24",
        "1999-500119-24",
    ],
    "ISRCTN": ["ISRCTN17973604", "isrctn-17973604 > ISRCTN17973604", "ISRCTN\u00a017973604 > ISRCTN17973604"],
    "UTN": ["U1111-1131-4384", "1111-1131-4384 > U1111-1131-4384", "UTN: u1111-1131-4384 > U1111-1131-4384"],
    "ANZCTR": ["ACTRN12622001013752", "ACTRN12622001013752P > ACTRN12622001013752p"],
    "ChiCTR": ["ChiCTR2300076215", "CHICTR2300076215 > ChiCTR2300076215"],
    "ChiCTR-old": ["ChiCTR-OCS-13003526", "CHiCTR-ttrcc-14004829 > ChiCTR-TTRCC-14004829"],
    "ITMCTR": ["ITMCTR2022000094"],
    "KCT": ["KCT0008933"],
    "CTRI": ["CTRI/2007/091/000012", "CTRI-2024-07-070268 > CTRI/2024/07/070268"],
    "RPCEC": ["RPCEC00000446"],
    "DRKS": ["DRKS00031743"],
    "IRCT": ["IRCT138706211241N1", "irct20111224008505n47 > IRCT20111224008505N47"],
    "jRCT": ["jRCT1040240030", "JPRN-jRCTs041190120 > jRCTs041190120", "JRCT2080223938 > jRCT2080223938"],
    "UMIN": ["UMIN000047941", "JPRN-UMIN000047941 > UMIN000047941"],
    "UMIN-old": ["C000000079", "JPRN-C000000079 > C000000079"],
    "JapicCTI": ["JapicCTI-060229", "JPRN-JapicCTI-060229 > JapicCTI-060229"],
    "JMACCT": ["JMA-IIA00001"],
    "LBCTR": ["LBCTR2024045330"],
    "OMON": ["NL-OMON54196"],
    "NTR": ["NTR1234"],
    "NL": ["NL8531"],
    "PACTR": ["PACTR202108841661192", "PACTR2010030001971409"],
    "REPEC": ["PER-040-07"],
    "ReBEC": ["RBR-972497", "RBR-2B9QF7H > RBR-2b9qf7h"],
    "SLCTR": ["SLCTR/2024/037"],
    "TCTR": ["TCTR20241115007"],
}
CASES = [
    (kind, writing, normal or writing)
    for kind, lines in WRITINGS.items()
    for writing, _, normal in (line.partition(" > ") for line in lines)
]


def test_each_kind_is_tested() -> None:
    assert set(WRITINGS) == set(KINDS)


@pytest.mark.parametrize(("kind", "writing", "normal"), CASES)
def test_a_whole_text_is_recognised(kind: str, writing: str, normal: str) -> None:
    number = recognise(f"  {writing} ")
    assert number is not None
    assert (number.kind, number.normal, number.text) == (kind, normal, writing)
    assert number.span == (2, 2 + len(writing))
    assert number == recognise(normal)


@pytest.mark.parametrize(("kind", "writing", "normal"), [case for case in CASES if KINDS[case[0]].in_text])
def test_it_is_found_in_text(kind: str, writing: str, normal: str) -> None:
    text = f"An extension of ({writing}), and of NCT00000102."
    first, second = find(text)
    assert (first.kind, first.normal, first.text) == (kind, normal, writing)
    assert text[slice(*first.span)] == first.text
    assert second.normal == "NCT00000102"


@pytest.mark.parametrize(
    "text",
    [
        "", "NCT0121946", "NCT012194655", "XNCT01219465", "NCT", "2004-00119-24", "ISRCTN1797360", "1234-1131-4384",
        "ACTRN1262200101375", "ChiCTR230007621", "NCT01219465 and more", "ABC-001", "NCT" + "\u0661" * 8,
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert recognise(text) is None


def test_what_is_not_found_in_text() -> None:
    assert find("The site NL8531 used lot C000000079, XNCT01219465 and NCT012194650.") == []
    assert find("") == []


def test_a_doi_holds_the_number() -> None:
    assert [number.normal for number in find("https://doi.org/10.1186/ISRCTN17973604")] == ["ISRCTN17973604"]


@given(st.text(alphabet="NCTISRUumin-0123456789 /:\u2011", max_size=40))
def test_normal_forms_are_recognised_as_themselves(text: str) -> None:
    whole = recognise(text)
    for number in [*find(text), *([whole] if whole else [])]:
        again = recognise(number.normal)
        assert again is not None
        assert (again, again.normal) == (number, number.normal)
        assert text[slice(*number.span)] == number.text


@pytest.mark.parametrize(
    "text",
    [
        "NCT00000000", "nct 0000-0000", "ISRCTN00000000", "U0000-0000-0000", "U1111-0000-0000", "UTN: U0000-0000-0000",
        "0000-000000-00", "2020-000000-00", "EudraCT 0000-000000-00", "EUCTR2020-000000-00-AT", "DRKS00000000",
        "ACTRN00000000000000", "ACTRN12620000000000", "ChiCTR0000000000", "ChiCTR2000000000", "ITMCTR2022000000",
        "CTRI/0000/00/000000", "CTRI/2020/01/000000", "IRCT00000000000N0", "jRCT0000000000", "jRCTs000000000",
        "JPRN-UMIN000000000", "C000000000", "JapicCTI-000000", "JMA-IIA00000", "KCT0000000", "LBCTR0000000000",
        "NL-OMON00000", "NTR0000", "NL0000", "PACTR000000000000000", "PER-000-00", "PER-000-20", "RBR-000000",
        "RPCEC00000000", "SLCTR/0000/000", "SLCTR/2020/000", "TCTR00000000000", "000", "00000000",
        "NCT99999999", "NCT12345678", "ISRCTN12345678", "ISRCTN11111111", "U1234-5678-9012", "12345678", "99999999",
    ],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "00", "NCT", "NCT00000001", "NCT10000000", "NCT00000102", "NTR1234", "NTR9999", "NL1234", "1234567",
        "9999999", "NCT12345679", "NCT99999998", "2020-000001-00", "2022-500000-12", "U1111-0000-0001", "ABC-0000",
        "PROTOCOL-12345678", "CTRI/2020/01/000001", "SLCTR/2020/001", "PER-001-20", "ChiCTR2000000001", "KCT1234567",
        "ACTRN12620000000001", "IRCT12345678901N1", "IRCT20201000000000N1",
        "jRCTs031000001", "LBCTR2020000001", "PACTR202000000000001", "TCTR20200000001", "0000-0002-1825-0097", "N0", "\u0660" * 8,
        *[writing.rpartition(" > ")[2] for writings in WRITINGS.values() for writing in writings],
    ],
)  # fmt: skip
def test_what_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


#: What is zero throughout, and what is zero behind the year or another fixed part, by kind.
ZEROS = {
    "NCT": ["NCT00000000", "nct 00000000"],
    "CTIS": ["2022-000000-00-00"],
    "EudraCT": ["0000-000000-00", "2020-000000-00", "EUCTR0000-000000-00", "EUCTR2020-000000-00-DE"],
    "ISRCTN": ["ISRCTN00000000"],
    "UTN": ["U0000-0000-0000", "U1111-0000-0000", "1111-0000-0000", "0000-0000-0000"],
    "ANZCTR": ["ACTRN00000000000000", "ACTRN00000000000000p", "ACTRN12620000000000"],
    "ChiCTR": ["ChiCTR0000000000", "ChiCTR2000000000"],
    "ChiCTR-old": ["ChiCTR-TRC-00000000"],
    "ITMCTR": ["ITMCTR0000000000", "ITMCTR2022000000"],
    "KCT": ["KCT0000000"],
    "CTRI": ["CTRI/0000/00/000000", "CTRI/2020/01/000000", "CTRI-2020-01-000000"],
    "RPCEC": ["RPCEC00000000"],
    "DRKS": ["DRKS00000000"],
    "IRCT": ["IRCT00000000000000N0", "IRCT20200000000000N1"],
    "jRCT": ["jRCT0000000000", "jRCTs000000000", "jRCTs031000000", "jRCT1030000000"],
    "UMIN": ["UMIN000000000", "JPRN-UMIN000000000"],
    "UMIN-old": ["C000000000"],
    "JapicCTI": ["JapicCTI-000000"],
    "JMACCT": ["JMA-IIA00000"],
    "LBCTR": ["LBCTR0000000000", "LBCTR2020000000"],
    "OMON": ["NL-OMON00000"],
    "NTR": ["NTR0000", "NTR0"],
    "NL": ["NL0000"],
    "PACTR": ["PACTR000000000000000", "PACTR202000000000000", "PACTR2020000000000000"],
    "REPEC": ["PER-000-00", "PER-000-20"],
    "ReBEC": ["RBR-000000", "RBR-00000000"],
    "SLCTR": ["SLCTR/0000/000", "SLCTR/2020/000"],
    "TCTR": ["TCTR00000000000", "TCTR20200000000"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_zeros_are_placeholders_in_each_registry(kind: str) -> None:
    assert [text for text in ZEROS[kind] if not is_placeholder(text)] == []


def test_check_characters_of_orcid() -> None:
    assert is_orcid("0000-0002-1825-0097")
    assert is_orcid("0000-0002-1694-233X")
    assert not is_orcid("0000-0002-1825-0098")
    assert not is_orcid("0000-0002-1694-2330")
    assert not is_orcid("0000000218250097")


def test_check_digits_of_ror() -> None:
    assert is_ror("https://ror.org/01cwqze88")
    assert is_ror("01cwqze88")
    assert not is_ror("https://ror.org/01cwqze89")
    assert not is_ror("https://ror.org/01cwqzi88")
