"""XML is cut into records whatever it holds; what is hostile or broken is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel.codec.payload import MAX_DEPTH
from ctmodel.formats import xml_records
from ctmodel.formats.records import Record
from ctmodel.formats.xml_records import XmlError, records, root_of


def read(text: str | bytes) -> list[Record]:
    return list(records(text.encode() if isinstance(text, str) else text, "all", "one"))


def texts(text: str | bytes) -> list[list[tuple[str, str]]]:
    return [[(leaf.place, leaf.text) for leaf in record.leaves] for record in read(text)]


def test_places_have_an_index_only_where_siblings_share_a_name() -> None:
    text = '<all v="1"><one a="x" xml:space="preserve"><b>1</b><c/><b> 2<d>3</d>4 </b></one>\n<one>t</one></all>'
    assert texts(text) == [
        [("/one/@a", "x"), ("/one/b[1]", "1"), ("/one/b[2]", " 24 "), ("/one/b[2]/d", "3")],
        [("/one", "t")],
    ]


def test_names_are_local_and_namespaces_are_no_leaves() -> None:
    assert texts('<n:all xmlns:n="urn:n"><n:one xmlns="urn:m" n:a="1"><n:b>2</n:b></n:one></n:all>') == [
        [("/one/@a", "1"), ("/one/b", "2")]
    ]


def test_comments_instructions_and_sections() -> None:
    assert texts("<all><one>a<!-- b --><?c d?><![CDATA[<e>]]></one></all>") == [[("/one", "a<e>")]]


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "&#160;", "\u2003"])
def test_blank_text_is_no_leaf(blank: str) -> None:
    assert texts(f'<all><one a="{blank}"><b>{blank}</b></one></all>') == [[]]


def test_positions_count_characters_from_one() -> None:
    (record,) = read("<all>\n  <one>é<b>€\n</b>é<c>x</c></one></all>")
    assert (record.start, record.end) == ((2, 3), (3, 20))
    assert [(leaf.place, leaf.start, leaf.end) for leaf in record.leaves] == [
        ("/one", (2, 3), (3, 20)),
        ("/one/b", (2, 9), (3, 5)),
        ("/one/c", (3, 6), (3, 14)),
    ]


def test_a_record_is_read_again_from_its_own_bytes() -> None:
    text = "<all>\r\n<one>é<b>1</b></one><one/></all>"
    for record in read(text):
        (again,) = read(record.data)
        assert [(leaf.place, leaf.text) for leaf in again.leaves] == [(leaf.place, leaf.text) for leaf in record.leaves]


def test_what_lacks_its_container_is_read() -> None:
    fragment = " <one>1</one>\n<one>2</one>"
    assert texts(fragment) == [[("/one", "1")], [("/one", "2")]]
    assert [record.start for record in read(fragment)] == [(1, 2), (2, 1)]
    assert texts('<?xml version="1.0"?><one>1</one>') == [[("/one", "1")]]


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("<all><one>1</one><one>", "not well-formed", (1, 23)),
        ("<all><one>1</one></al>", "mismatched tag", (1, 20)),
        ("<one>1</one><one>&nbsp;</one>", "undefined entity", (1, 18)),
        ('<!DOCTYPE all [<!ENTITY a "b">]><all/>', "document type", (1, 1)),
        ('<!DOCTYPE all SYSTEM "x.dtd"><all/>', "document type", (1, 1)),
        ("<all>\n<one>\x01</one></all>", "invalid token", (2, 6)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, reason: str, place: tuple[int, int]) -> None:
    with pytest.raises(XmlError, match=reason) as raised:
        read(text)
    assert (raised.value.line, raised.value.column) == place


def test_records_before_an_error_are_read() -> None:
    found = records(b"<all><one>1</one><one>2</oen>", "all", "one")
    assert next(found).leaves[0].text == "1"
    with pytest.raises(XmlError):
        next(found)


def test_depth_ends() -> None:
    def nested(depth: int) -> str:
        return "<all><one>" + "<b>" * (depth - 2) + "1" + "</b>" * (depth - 2) + "</one></all>"

    assert len(read(nested(MAX_DEPTH))) == 1
    with pytest.raises(XmlError, match=f"more than {MAX_DEPTH} levels"):
        read(nested(MAX_DEPTH + 1))


def test_the_elements_of_a_record_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "MAX_ELEMENTS", 4)
    assert len(read("<all><one a='1'><b/><b/></one><one><b/><b/><b/></one></all>")) == 2
    with pytest.raises(XmlError, match="more than 4 elements"):
        read("<all><one a='1'><b/><b/><b/></one></all>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "gb2312", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    word = "中文" if encoding == "gb2312" else "é"
    declared = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?>\n<all><one>{word}<b>1</b></one></all>'.encode(encoding)
    assert root_of(data) == "all"
    (record,) = records(data, "all", "one")
    assert record.leaves[0].text == word
    assert record.leaves[1].start == (2, 11 + len(word))


@pytest.mark.parametrize("encoding", ["punycode", "rot13", "unicode_escape", "nothing"])
def test_encodings_that_are_not_read(encoding: str) -> None:
    with pytest.raises(XmlError, match=f"the encoding '{encoding}' is not supported"):
        read(f'<?xml version="1.0" encoding="{encoding}"?><all/>')


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(XmlError, match="not utf-8 text: byte 0xFF") as raised:
        read(b"<all>\n<one>\xff</one></all>")
    assert (raised.value.line, raised.value.column) == (2, 6)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<a/>", "a"),
        ("\ufeff <?xml version='1.0'?><!-- <b/> --><n:a>", "a"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "a"),
        ("<!DOCTYPE html><html>", "html"),
        ('{"a": "<b/>"}', None),
        ("", None),
        ("<!-- ", None),
    ],
)
def test_the_first_element(text: str, root: str | None) -> None:
    assert root_of(text.encode()) == root


@given(st.binary(max_size=200) | st.text("<>/ab&;!-?x[] \"'=", max_size=60).map(str.encode))
def test_any_bytes_are_records_or_an_error(data: bytes) -> None:
    root_of(data)
    error: XmlError | None = None
    try:
        read(data)
    except XmlError as refused:
        error = refused
    assert error is None or min(error.line, error.column) >= 1
