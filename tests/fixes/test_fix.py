"""Putting right what was found in one document."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctmodel import ReadError
from ctmodel.fixes import fix
from ctmodel.fixes.fix import FIXABLE, Fixed, fixed
from ctmodel.io.scan import Place
from ctmodel.rules.check import Checker
from ctmodel.rules.finding import Finding, Severity


def finding(code: str, pointer: str, **where: Any) -> Finding:
    return Finding(code=code, name="n", severity=Severity.NOTE, message="m", pointer=pointer, **where)


def after(text: str, *found: tuple[str, str]) -> str:
    return fixed(text.encode(), [finding(*each) for each in found]).new.decode()


def test_what_can_be_fixed() -> None:
    assert sorted(FIXABLE) == ["STR007", "STR008", "TXT002", "TXT003", "TXT008", "TXT015"]


def test_the_rest_of_the_file_stays_byte_for_byte() -> None:
    text = (
        '\r\n{\t"z" : 1.50,\r\n "b":  " caf\\u00e9 \\/ \\ud83d\\ude00\u00e9 \\"x\\" " ,"n": null ,\r\n'
        '  "e": 1E3, "d": [ 1 , -0.0, 12345678901234567890123 ], "a": "\\u000b" }\r\n\r\n'
    )
    assert after(text, ("TXT008", "/b"), ("STR007", "/n")) == text.replace('" caf', '"caf').replace(
        'x\\" "', 'x\\""'
    ).replace('"n": null ,\r\n  ', "")


@pytest.mark.parametrize(
    ("text", "removed", "expected"),
    [
        ('{"a": null, "b": 1}', "a", '{"b": 1}'),
        ('{"b": 1, "a": null}', "a", '{"b": 1}'),
        ('{"b": 1 , "a": null }', "a", '{"b": 1 }'),
        ('{ "a": null }', "a", "{}"),
        ('{"a": null, "b": null}', "ab", "{}"),
        ('{"a": null, "b": null, "c": 1, "d": null, "e": null}', "abde", '{"c": 1}'),
        ('{"c": 1, "a": null, "d": 2, "b": null, "e": 3}', "ab", '{"c": 1, "d": 2, "e": 3}'),
        ('{\n  "a": null,\n  "b": 1\n}', "a", '{\n  "b": 1\n}'),
        ('{\n  "b": 1,\n  "a": null\n}', "a", '{\n  "b": 1\n}'),
        ('{"a": null, "b": null, "c": null}', "b", '{"a": null, "c": null}'),
    ],
)
def test_a_member_goes_with_its_comma(text: str, removed: str, expected: str) -> None:
    assert after(text, *(("STR007", f"/{key}") for key in removed)) == expected


def test_blank_text_goes_likewise_at_any_depth() -> None:
    assert after('[{"a/b": {"~": " \\n", "c": ""}}]', ("STR008", "/0/a~1b/~0")) == '[{"a/b": {"c": ""}}]'


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("a\\u000bb", "TXT002", "a b"),
        ("a\\u000bb\\nc", "TXT002", "a\\nb\\nc"),
        ("a\\r\\nb\\rc\\fd", "TXT002", "a\\nb\\nc\\nd"),
        ("a\\u2028b\\u2029c \\u000bd", "TXT002", "a\\nb\\nc \\nd"),
        ("Wait\\u0085", "TXT002", "Wait\\u0085"),
        ("Wait\\u0085 1 more", "TXT002", "Wait\\u0085 1 more"),
        ("Criteria:\\u0085* a\\u0085* b", "TXT002", "Criteria:\\n* a\\n* b"),
        ("Criteria:\\u000b1. a\\u000b2. b", "TXT002", "Criteria:\\n1. a\\n2. b"),
        ("Age:\\u000b18\\u000band older", "TXT002", "Age:\\n18\\nand older"),
        ("Criteria:~~* a ~5 mg~* b~", "TXT015", "Criteria:\\n\\n* a ~5 mg\\n* b\\n"),
        ("Criteria:\\\\n\\\\n* a\\\\n\\\\t* b", "TXT015", "Criteria:\\n\\n* a\\n\\t* b"),
        ("Criteria:_x000D_\\n* a_x000D_* b&#13;&#10;* c", "TXT015", "Criteria:\\n* a\\n* b\\n* c"),
        ("Ends with \\\\n and ~5 mg", "TXT015", "Ends with \\\\n and ~5 mg"),
        ("a\\u0000\\b\\u007f\\u001fb\\t", "TXT002", "ab\\t"),
        ("Patient\\u0092s COVID\\u001e19", "TXT002", "Patient\\u0092s COVID\\u001e19"),
        ("As\u00adth\u200bma\\ufeff \\u202eX", "TXT003", "Asthma X"),
        ("\u0645\u06cc\u200c\u062e", "TXT003", "\u0645\u06cc\u200c\u062e"),
        ("\\ud83d\\udc69\\u200d\\ud83d\\udd2c", "TXT003", "\\ud83d\\udc69\\u200d\\ud83d\\udd2c"),
        ("\\u200b\u00ad", "TXT003", "\\u200b\u00ad"),
        ("\u00a0 a  b\\n", "TXT008", "a  b"),
        (" ", "TXT008", " "),
        ("a", "TXT008", "a"),
    ],
)
def test_texts(text: str, code: str, expected: str) -> None:
    for escaped in ("é", "\\u00e9"):
        before, behind = (f'{{"x": "{escaped}", "t": "', f'", "{escaped}": 1}}')
        assert after(f"{before}{text}{behind}", (code, "/t")) == f"{before}{expected}{behind}"


def test_several_in_one_text() -> None:
    every = [(code, "/t") for code in FIXABLE]
    assert after('{"t": "\\r\\n\\u200b a\\u200b\\u0001 "}', *every) == '{"t": "a"}'
    nothing_would_stay = fixed(b'{"t": "\\u200b\\u0001"}', [finding(*each) for each in every])
    assert not nothing_would_stay.changed
    assert nothing_would_stay.findings == ()


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ('{"a": 1}', "STR007", "/a"),
        ('{"a": "x"}', "STR008", "/a"),
        ('{"a": 1}', "STR008", "/a"),
        ('{"a": null}', "TXT008", "/a"),
        ('{"a": null}', "STR007", "/b"),
        ('{"a": null}', "STR007", "/a/b"),
        ('{"a": null}', "STR004", "/a"),
        ('["", null]', "STR007", "/1"),
        ('["", null]', "STR008", "/0"),
        ("null", "STR007", ""),
        ('{"a": null, "a": null}', "STR007", "/a"),
        ('{"a": null, "b": 1, "b": 1}', "STR007", "/a"),
        ('{"a": {"b": null}, "a": {"c": 1}}', "STR007", "/a/b"),
        ('{"a": {"c": {"b": null}}, "a": 1}', "STR007", "/a/c/b"),
        ("{", "STR007", ""),
        ('\ufeff{"a": null}', "STR007", "/a"),
        ("", "STR007", ""),
    ],
)
def test_what_is_not_so_or_not_certain_stays(text: str, code: str, pointer: str) -> None:
    data = text.encode()
    assert fixed(data, [finding(code, pointer)]) == Fixed(data, data)


def test_what_is_done_is_told() -> None:
    done, not_done = finding("STR007", "/a"), finding("STR007", "/b")
    outcome = fixed(b'{"a": null, "b": 1}', [not_done, done])
    assert outcome == Fixed(b'{"a": null, "b": 1}', b'{"b": 1}', (done,))
    assert outcome.changed


@pytest.mark.parametrize("damaged", [b"{", b'{"b": 1.0}', b'{"b": true}', b'{"c": 1}', b'{"b": 1, "c": 1}'])
def test_a_text_that_would_read_otherwise_is_not_changed(damaged: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fix, "spliced", lambda *_: damaged.decode())
    data = b'{"a": null, "b": 1}'
    assert not fixed(data, [finding("STR007", "/a")]).changed


def test_findings_of_the_rules(tmp_path: Any) -> None:
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "acronym": None, "briefTitle": " "}}}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"studies": [{"study": study}, study]}, indent=1))
    checker = Checker(select=["STR007", "STR008"], as_of="2026-01-01")
    (checked,) = checker.check(path)
    outcome = fixed(path.read_bytes(), checked.findings)
    assert len(outcome.findings) == len(checked.findings) == 4
    del study["protocolSection"]["identificationModule"]["acronym"]
    del study["protocolSection"]["identificationModule"]["briefTitle"]
    assert outcome.new.decode() == json.dumps({"studies": [{"study": study}, study]}, indent=1)


TEXTS = st.text(st.sampled_from('a \t\n\r\v\x00\x1e\u200b\u00ad\u202e\ufeffé\u0645😀\\"/'), max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc/~"), inner, max_size=4),
    max_leaves=12,
)


def everything(value: Any, pointer: str = "") -> list[Finding]:
    found = [finding(code, pointer) for code in sorted(FIXABLE)]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += everything(item, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@given(JSON, st.booleans(), st.sampled_from([None, 0, 2]), st.data())
def test_any_document(value: Any, escaped: bool, indent: int | None, data: st.DataObject) -> None:
    every = everything(value)
    found = [each for each in every if data.draw(st.booleans())] if len(every) < 40 else every
    text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    once = fixed(text.encode(), found)
    assert once.changed == bool(once.findings)
    # Laid out as before: what is left is written as if the values had been written so.
    left = json.loads(once.new)
    assert once.new.decode() == json.dumps(left, ensure_ascii=escaped, indent=indent) or "\\/" in text
    again = fixed(once.new, everything(left))
    assert not fixed(again.new, everything(json.loads(again.new))).changed or again.findings


def test_an_error_of_reading_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> None:
        raise ReadError("no")

    monkeypatch.setattr(fix, "parse", refuse)
    assert not fixed(b'{"a": null}', [finding("STR007", "/a")]).changed


def test_pointers_are_built_to_what_is_fixed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is as long as all keys on the way, which can be 1 MB."""
    built: list[str] = []
    pointer_of = Place.pointer.fget  # type: ignore[attr-defined]

    def counted(place: Place) -> str:
        built.append(pointer_of(place))
        return built[-1]

    monkeypatch.setattr(Place, "pointer", property(counted))
    key = "k" * 10_000
    inside = ", ".join(f'"{number}": {{"a": 1, "a": 2}}' for number in range(100))
    text = f'{{"{key}": {{{inside}, "x": null, "y": 1}}}}'
    assert after(text, ("STR007", f"/{key}/x")) == text.replace('"x": null, ', "")
    assert {*built} == {"", f"/{key}", f"/{key}/x"}
    assert len(built) == 3
