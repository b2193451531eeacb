"""A cache gives the findings of a check, and only as long as nothing has changed that they depend on."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctmodel.io.document import Document
from ctmodel.rules import RULES, rule
from ctmodel.rules import cache as module
from ctmodel.rules.cache import CacheError
from ctmodel.rules.check import Checker
from ctmodel.rules.checked import Checked
from ctmodel.rules.definition import NOTE, Rule
from tests.conftest import members

STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000001", "briefTitle": "TBD"},
        "statusModule": {"overallStatus": "RECRUITNG", "startDateStruct": {"date": "2010-13"}},
        "descriptionModule": {"briefSummary": "Age &gt; 18, write to zqx@example.org"},
    }
}


def texts(study: dict[str, Any] = STUDY) -> list[Document]:
    data = json.dumps(study, indent=1).encode()
    return [
        Document(data, "a.json"),
        Document(data, "b.zip", "c.json"),
        Document(data, "d.jsonl", line=7),
        Document(data, "e.json", line=3, column=9, pointer="/studies/4"),
        Document(b"{nil}", "f.json", line=3, column=9, pointer="/studies/5"),
        Document(b"[]", "g.json"),
        Document(b"[1, 2]", "h.json"),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def checked(path: Path | None, found: list[Document], **options: Any) -> list[Checked]:
    checker = Checker(**options)
    if path is not None:
        checker.use_cache(path, print)
    done = list(checker.check_documents(found))
    checker.close()
    return done


def whole(done: list[Checked]) -> list[Any]:
    """What was found, with all that comparisons of findings leave out."""
    return [(each, [(found.anchor, found.mark) for found in each.findings]) for each in done]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were checked."""
    found: list[str] = []
    check = Checker._checked

    def checking(self: Checker, document: Document, *rest: Any) -> Checked:
        found.append(document.data.decode())
        return check(self, document, *rest)

    monkeypatch.setattr(Checker, "_checked", checking)
    return found


@pytest.mark.parametrize("profile", ["default", "strict"])
def test_the_findings_are_the_same(path: Path, profile: str) -> None:
    expected = whole(checked(None, texts(), profile=profile))
    assert any(each.findings for each, _ in expected)
    for _ in range(2):
        assert whole(checked(path, texts(), profile=profile)) == expected


def test_a_text_is_checked_once(path: Path, counted: list[str]) -> None:
    checked(path, texts())
    assert len(counted) == 1 + 3  # what is no study is looked at each time: that takes no longer
    counted.clear()
    checked(path, texts())
    assert len(counted) == 3
    changed = json.loads(json.dumps(STUDY))
    changed["protocolSection"]["identificationModule"]["briefTitle"] = "Other"
    counted.clear()
    checked(path, [*texts(changed)[:2], *texts()[:2]])
    assert len(counted) == 1


@pytest.mark.parametrize(
    "options",
    [
        {"profile": "strict"},
        {"records": "whole"},
        {"as_of": "2020-01-01"},
        {"select": ["STR"]},
        {"ignore": ["STR004"]},
        {"format": "ctgov-v2"},
        {"skipping": ["TTL001"]},
    ],
)
def test_what_findings_depend_on(path: Path, counted: list[str], options: dict[str, Any]) -> None:
    checked(path, texts()[:1])
    checked(path, texts()[:1], **options)
    assert len(counted) == 2
    assert whole(checked(path, texts()[:1])) == whole(checked(None, texts()[:1]))


def test_the_day_counts_where_a_record_has_none(
    path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2100, 1, 1)

    dated = {**STUDY, "derivedSection": {"miscInfoModule": {"versionHolder": "2020-01-01"}}}
    checked(path, [*texts()[:1], *texts(dated)[:1]])
    counted.clear()
    monkeypatch.setattr("ctmodel.rules.check.date", Tomorrow)
    checked(path, [*texts()[:1], *texts(dated)[:1]])
    assert [json.loads(text) for text in counted] == [STUDY]


def test_a_rule_of_somebody_else_counts_with_its_file(path: Path, counted: list[str], tmp_path: Path) -> None:
    file = tmp_path / "ours.py"
    names = {"NOTE": NOTE, "rule": rule}

    def ours(message: str) -> Any:
        source = (
            '@rule("OUR001", severity=NOTE, source="ours", reads="acronym")\n'
            f'def ours(trial):\n    "It is ours."\n    yield "acronym", {message!r}\n'
        )
        file.write_text(source)
        exec(compile(source, str(file), "exec"), names)  # noqa: S102
        return names["ours"]

    for message in ("one", "another"):
        done = checked(path, texts()[:1], rules=RULES | {ours(message)}, select=["OUR"])
        assert [found.message for found in done[0].findings] == [message]
    assert len(counted) == 2


def test_what_a_rule_imports_from_its_folder_counts(path: Path, counted: list[str], tmp_path: Path) -> None:
    class Check:
        def __call__(self, _: object) -> Iterator[tuple[str, str]]:
            yield "acronym", "found"

    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "words.py").write_text("WORDS = 1")
    Check.__call__.__code__ = Check.__call__.__code__.replace(co_filename=str(folder / "ours.py"))
    (folder / "ours.py").write_text("")
    ours = Rule("OUR001", "ours", NOTE, "ours", "It is ours.", check=Check())
    for words in ("WORDS = 1", "WORDS = 12"):
        (folder / "words.py").write_text(words)
        checked(path, texts()[:1], rules=RULES | {ours}, select=["OUR"])
    assert len(counted) == 2


def test_another_version_checks_again(path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    checked(path, texts()[:1])
    monkeypatch.setattr("ctmodel.__version__", "0.0.0.other")
    checked(path, texts()[:1])
    assert len(counted) == 2


@pytest.mark.parametrize("held", ["text", "database", "folder"])
def test_files_that_are_something_else_are_not_touched(path: Path, held: str) -> None:
    if held == "text":
        path.write_text("my notes " * 200)
    elif held == "folder":
        path.mkdir()
    else:
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE mine (a)")
        database.close()
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CacheError, match="cache"):
        Checker().use_cache(path, print)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("result", ["{", "{}", "[]", "null", b"\xff", '{"today": null, "records": 5}'])
def test_a_damaged_result_is_as_good_as_none(path: Path, result: object) -> None:
    expected = whole(checked(path, texts()))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE found SET result = ?", (result,))
    database.close()
    assert whole(checked(path, texts())) == expected


def test_a_file_that_breaks_in_the_meantime_is_told_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[CacheError] = []
    checker = Checker()
    checker.use_cache(path, told.append)
    path.write_bytes(b"no database " * 1_000)
    for name in ("cache-wal", "cache-shm"):
        path.with_name(name).unlink(missing_ok=True)
    monkeypatch.setattr(module, "_PENDING", 1)
    found = list(checker.check_documents(texts()))
    checker.close()
    assert whole(found) == whole(checked(None, texts()))
    assert len(told) == 1


def test_only_its_owner_can_read_it(path: Path) -> None:
    checked(path, texts())
    assert path.stat().st_mode & 0o77 == 0


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    checked(path, texts())
    assert [each.name for each in path.parent.iterdir()] == ["cache"]


def test_results_are_written_now_and_then(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PENDING", 2)
    checker = Checker()
    checker.use_cache(path, print)
    numbers = ({"identificationModule": {"nctId": f"NCT{number:08}"}} for number in range(9))
    documents = [Document(json.dumps({"protocolSection": held}).encode(), "a.jsonl") for held in numbers]
    running = checker.check_documents(documents)
    for _ in range(5):
        next(running)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM found").fetchone() == (4,)
    other.close()
    running.close()
    checker.close()


@pytest.mark.corpus
def test_the_corpus(path: Path, corpus: Path) -> None:
    for name in ("damaged_v2.zip", "ctgov_legacy_xml.zip"):
        found = [Document(data, name, member) for member, data in members(corpus / name)][::5]
        expected = whole(checked(None, found))
        assert whole(checked(path, found)) == expected
        assert whole(checked(path, found)) == expected
