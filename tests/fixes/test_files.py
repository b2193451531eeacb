"""Putting right what was found in files, and showing it."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from ctmodel.fixes.diff import unified_diff
from ctmodel.fixes.files import fixed_files, fixed_lines
from ctmodel.io.replace import replace
from tests.fixes.test_fix import finding

NULL = b'{"a": null, "b": 1}'


def test_files_are_given_with_their_new_text_and_not_written(tmp_path: Path) -> None:
    one, clean, two = (tmp_path / name for name in ("1.json", "2.json", "3.JSONL"))
    one.write_bytes(NULL)
    clean.write_bytes(b"{}")
    two.write_bytes(b'{"c": 1}\r\n' + NULL + b" \r\n\r\n" + NULL)
    found = [
        finding("STR007", "/a", file=str(two), line=2, column=1),
        finding("STR007", "/a", file=str(one), line=1),
        finding("STR007", "/a", file=str(clean), line=1),
        finding("STR004", "/a", file=str(tmp_path / "none.json"), line=1),
        finding("STR007", "/a"),
    ]
    outcomes = dict(fixed_files(found))
    assert list(outcomes) == [two, one]
    assert outcomes[one].new == b'{"b": 1}'
    assert outcomes[two].new == b'{"c": 1}\r\n{"b": 1} \r\n\r\n' + NULL
    assert outcomes[two].findings == (found[0],)
    assert one.read_bytes() == NULL

    replace(one, outcomes[one].new)
    assert one.read_bytes() == b'{"b": 1}'


def test_a_line_that_is_not_there() -> None:
    for line in (None, 0, 3):
        assert not fixed_lines(NULL + b"\n", [finding("STR007", "/a", line=line)]).changed


def test_archives_stay(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(NULL))
    (tmp_path / "a.zip!").mkdir()
    (tmp_path / "a.zip!/b.json").write_bytes(NULL)
    (tmp_path / "a.txt").write_bytes(NULL)
    names = ("a.json.gz", "a.zip!/b.json", "a.txt")
    assert not list(fixed_files([finding("STR007", "/a", file=f"{tmp_path}/{name}", line=1) for name in names]))


def test_a_folder_can_be_named_like_half_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a!").mkdir()
    (tmp_path / "a!/b.json").write_bytes(NULL)
    assert len(list(fixed_files([finding("STR007", "/a", file=f"{tmp_path}/a!/b.json", line=1)]))) == 1


def test_a_file_larger_than_a_document_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.fixes.files.MAX_BYTES", len(NULL) - 1)
    path = tmp_path / "a.json"
    path.write_bytes(NULL)
    assert not list(fixed_files([finding("STR007", "/a", file=str(path), line=1)]))


def diff(old: Any, new: Any, name: str = "a.json", indent: int | None = 1) -> list[str]:
    texts = (json.dumps(value, indent=indent, ensure_ascii=False).encode() for value in (old, new))
    return list(unified_diff(*texts, name))


def titled(**members: Any) -> dict[str, Any]:
    """A study with members of the module that has the titles."""
    return {"protocolSection": {"identificationModule": members}}


class TestDiff:
    def test_nothing(self) -> None:
        assert diff({"a": 1}, {"a": 1}) == []

    def test_lines(self) -> None:
        old = titled(nctId="1", acronym=None, briefTitle=" x", officialTitle="y", orgStudyIdInfo="")
        assert diff(old, titled(nctId="1", briefTitle="x", officialTitle="y")) == [
            "--- a.json",
            "+++ a.json",
            "@@ -5,4 +5,2 @@",
            '-   "acronym": null,',
            '-   "briefTitle": " x",',
            '-   "officialTitle": "y",',
            '-   "orgStudyIdInfo": ""',
            '+   "briefTitle": "x",',
            '+   "officialTitle": "y"',
        ]

    def test_lines_that_go_or_come(self) -> None:
        assert diff({"b": None, "a": 1}, {"a": 1})[2:] == ["@@ -2 +1,0 @@", '- "b": null,']
        assert diff({"a": 1}, {"b": None, "a": 1})[2:] == ["@@ -1,0 +2 @@", '+ "b": null,']

    def test_a_long_line_is_laid_out(self) -> None:
        old, new = (titled(officialTitle="y" * 200, acronym=text, nctId="1") for text in ("a ", "a"))
        assert diff(old, new, indent=None) == [
            "--- a.json (laid out)",
            "+++ a.json (laid out)",
            "@@ -5 +5 @@",
            '-      "acronym": "a ",',
            '+      "acronym": "a",',
        ]

    def test_a_long_text_is_shown_around_what_changes(self) -> None:
        words = " ".join(map(str, range(100)))
        shown = diff(titled(briefTitle=f"{words}\x0b{words} "), titled(briefTitle=f"{words} {words}"))
        removed, added = (line for line in shown[2:] if line[0] in "-+")
        assert len(removed) == len(added) == 83
        assert "97 98 99\\u000b0 1 2" in removed
        assert "97 98 99 0 1 2" in added
        ends = diff(titled(briefTitle=f"{words}{words} "), titled(briefTitle=f"{words}{words}"))[3:]
        assert [line[-4:] for line in ends] == ['99 "', ' 99"']

    def test_json_lines(self) -> None:
        old, new = b'{"a": 1}\r\n{"b": " "}\r\n', b'{"a": 1}\r\n{}\r\n'
        assert list(unified_diff(old, new, "a.jsonl")) == [
            "--- a.jsonl:2", "+++ a.jsonl:2", "@@ -1 +1 @@", '-{"b": " "}', "+{}",
        ]  # fmt: skip

    def test_values_of_persons_are_not_shown(self) -> None:
        def study(name: str) -> dict[str, Any]:
            return {"centralContacts": [{"name": name, "phone": "5551234"}], "t": 1}

        for indent in (None, 1):
            shown = "\n".join(diff(study("Jane Doe "), study("Jane Doe"), indent=indent))
            assert "(not shown)" in shown
            assert "Jane" not in shown
            assert "555" not in shown

    def test_hostile_names_and_values(self) -> None:
        old, new = (titled(acronym=text) for text in ("\x9b31m\u202e x ", "\x9b31m\u202e x"))
        shown = diff(old, new, name="a\n::error::\x1b[31m.json")
        assert len(shown) == 5
        assert all(line.isprintable() for line in shown)

    def test_what_cannot_be_seen_is_shown(self) -> None:
        shown = diff(titled(acronym="x\u200b\u00a0"), titled(acronym="x"))[3:]
        assert shown == ['-   "acronym": "x\\u200b\\u00a0"', '+   "acronym": "x"']

    def test_values_of_unknown_fields_are_not_shown(self) -> None:
        old, new = ({"submitter": "Jane Doe", "count": 5551234, **titled(zz=text, acronym="x")} for text in ("a ", "a"))
        shown = diff(old, new, indent=None)
        assert shown[3:] == [
            f'-{{"submitter": {hidden}, "count": {hidden}, "protocolSection": '
            f'{{"identificationModule": {{"zz": {hidden}, "acronym": "x"}}}}}}'
            for hidden in ['"(not shown)"']
        ] + [f"+{shown[3][1:]}"]
