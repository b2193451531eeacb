"""The baseline: written, read again, and compared."""

import json
from pathlib import Path
from typing import Any

import pytest

from ctmodel.config.baseline import Baseline, Entry, Ledger, read_baseline, write_baseline
from ctmodel.config.settings import SettingsError
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint


def finding(code: str = "MY001", record: str | None = "NCT00000001", **changes: Any) -> Finding:
    return Finding(code=code, name="mine", severity=Severity.NOTE, message="m", record=record, **changes)


def entries(*findings: Finding) -> tuple[Entry, ...]:
    return Ledger(findings).entries


def compare(findings: list[Finding], *known: Entry) -> tuple[list[Finding], Baseline]:
    """Return the findings that are new, and the baseline that has seen them."""
    baseline = Baseline(known)
    return [found for found in findings if not baseline.knows(found)], baseline


ONE, TWO, DRAFT = finding(anchor="/a"), finding("MY002", anchor="/a"), finding(record=None)


def test_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert write_baseline(path, entries(TWO, ONE, DRAFT, ONE)) == 4
    known = read_baseline(path)
    assert known == entries(DRAFT, ONE, ONE, TWO)
    assert [(entry.record, entry.code, entry.count) for entry in known] == [
        ("", "MY001", 1),
        ("NCT00000001", "MY001", 2),
        ("NCT00000001", "MY002", 1),
    ]
    text = path.read_text()
    assert text.count("\n") == 5
    write_baseline(path, entries(ONE, ONE, DRAFT, TWO))
    assert path.read_text() == text


def test_nothing_to_know(tmp_path: Path) -> None:
    assert write_baseline(tmp_path / "known.json", entries()) == 0
    assert read_baseline(tmp_path / "known.json") == ()


def test_the_old_file_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_baseline(tmp_path / "known.json", entries(ONE))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_baseline(tmp_path / "known.json", entries(ONE, TWO))
    assert read_baseline(tmp_path / "known.json") == entries(ONE)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_hostile_record_stays_on_its_line(tmp_path: Path) -> None:
    odd = finding(record='NCT"\n\x1b[31m]\ud800')
    write_baseline(tmp_path / "known.json", entries(odd))
    assert (tmp_path / "known.json").read_text().count("\n") == 3
    assert read_baseline(tmp_path / "known.json") == entries(odd)


RECORDS, CODES = {"NCT00000001", None}, {"MY001", "MY002"}


def test_each_as_often_as_it_counts() -> None:
    later = finding(anchor="/a", line=9)
    new, baseline = compare([ONE, TWO, ONE, later], *entries(ONE, ONE, DRAFT))
    assert (new, baseline.met) == ([TWO, later], 2)
    assert new[1].line == 9
    assert baseline.stale(RECORDS, CODES) == entries(DRAFT)


def test_entries_that_a_merge_brought_twice() -> None:
    _, baseline = compare([ONE], *entries(ONE), *entries(ONE))
    assert (baseline.met, [entry.count for entry in baseline.stale(RECORDS, CODES)]) == (1, [1])


def test_what_is_stale() -> None:
    _, baseline = compare([], *entries(ONE, TWO, DRAFT))
    assert baseline.stale({"NCT00000001"}, {"MY001"}) == entries(ONE)
    assert baseline.stale({None}, {"MY001", "MY002"}) == entries(DRAFT)
    assert baseline.stale({"NCT00000002"}, {"MY001"}) == ()
    _, baseline = compare([ONE], *entries(ONE, ONE))
    assert baseline.stale({"NCT00000001"}, {"MY001"}) == (Entry("NCT00000001", "MY001", fingerprint(ONE), 1),)


GOOD = {"record": "", "code": "MY001", "fingerprint": "0123456789abcdef", "count": 1}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[", "no baseline, since it is not JSON"),
        (b"\xff", "no baseline, since it is not JSON"),
        (b"[" * 100_000, "no baseline, since it is not JSON"),
        (b"{}", "no baseline, which is a JSON list"),
        (b"[5]", "entry 1 lacks the keys"),
        (json.dumps([GOOD, {}]).encode(), "entry 2 lacks the keys"),
        (json.dumps([{**GOOD, "record": None}]).encode(), "entry 1: record is not text"),
        (json.dumps([{**GOOD, "code": 5}]).encode(), "entry 1: code is not text"),
        (json.dumps([{**GOOD, "fingerprint": "ABC"}]).encode(), "entry 1: the fingerprint is not"),
        (json.dumps([{**GOOD, "count": True}]).encode(), "entry 1: the count is not a whole number"),
        (json.dumps([{**GOOD, "count": 0}]).encode(), "entry 1: the count is not a whole number"),
    ],
)
def test_files_that_are_no_baseline(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "known\n.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_baseline(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_baseline(tmp_path / "none.json")
