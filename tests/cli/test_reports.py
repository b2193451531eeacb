"""Validate a repository as its CI would: formats, places, files of reports, several processes, standard input."""

import errno
import gzip
import importlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest

from ctmodel.cli import checking, worker
from ctmodel.cli.app import app
from ctmodel.config.files import settings
from ctmodel.formats.ctgov_v2.places import is_private
from ctmodel.io.documents import parts
from ctmodel.report import FORMATS

#: What each format writes of the repository; CTMODEL_SNAPSHOTS=1 writes the files anew.
SNAPSHOTS = Path(__file__).parent / "snapshots"
HOSTILE = "a\nb::error::%0A<b>\x1b[31m.json"


def study(number: int, **identification: Any) -> dict[str, Any]:
    held = {"nctId": f"NCT{number:08}", "briefTitle": "A study of something", **identification}
    return {"protocolSection": {"identificationModule": held}}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files that are clean, wrong, damaged, no JSON, and not to be read, in each form that is taken."""
    monkeypatch.chdir(tmp_path)
    wrong = study(2, acronym=5, organization={"class": "INDUSTRI"})
    soft = study(8, officialTitle="Zero\u200bwidth <b>x</b>")
    (tmp_path / "soft.json").write_text(json.dumps(soft, indent=2))
    (tmp_path / "term.json").write_text(json.dumps(study(9, organization={"class": "INDUSTRI"})))
    (tmp_path / "field.json").write_text(json.dumps(study(10, zz=1)))
    (tmp_path / "clean.json").write_text(json.dumps(study(1)))
    (tmp_path / "wrong.json").write_text(json.dumps(wrong, indent=2))
    (tmp_path / "crlf.json").write_bytes(json.dumps(wrong, indent=2).replace("\n", "\r\n").encode())
    (tmp_path / HOSTILE).write_text(json.dumps(study(3, acronym="\x1b[31m ::error::x %0A <b> ]]>\x00")))
    (tmp_path / "damaged.json").write_text('{"protocolSection": {"identificationModule": {"nctId": "NCT00000004",')
    (tmp_path / "page.json").write_text(json.dumps({"studies": [study(5), wrong]}))
    (tmp_path / "lines.jsonl").write_text("".join(f"{json.dumps(held)}\n" for held in (study(6), wrong, study(7))))
    (tmp_path / "packed.json.gz").write_bytes(gzip.compress(json.dumps(wrong).encode()))
    (tmp_path / "note.txt").write_text("no JSON")
    with zipfile.ZipFile(tmp_path / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/wrong.json", json.dumps(wrong, indent=1))
        archive.writestr("../x.json", json.dumps(wrong))
        archive.writestr("bomb.json", "[" + " " * 40_000_000 + "]")
    return tmp_path


def validated(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "ctmodel", "validate", "--as-of=2026-01-01", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def findings_of(*arguments: str, given: bytes = b"") -> list[dict[str, Any]]:
    written = validated("--output-format=jsonl", *arguments, given=given).stdout
    return [json.loads(line) for line in written.splitlines()]


class TestEveryFormat:
    def test_the_bytes_and_nothing_is_injected_and_twice_it_is_the_same(self, repository: Path) -> None:
        outputs = [f"--output={name}:{repository}/out/{name}" for name in FORMATS]
        (repository / "out").mkdir()
        command = ["--exclude=out", "--jobs=2", "--ignore=DSC,ARM,CON,LOC,OUT,REF", *outputs, "."]
        first = validated(*command)
        written = {name: (repository / "out" / name).read_bytes() for name in FORMATS}
        assert (first.returncode, first.stderr) == (1, b"")
        assert validated(*command).stdout == first.stdout
        assert written == {name: (repository / "out" / name).read_bytes() for name in FORMATS}
        assert written["text"] == first.stdout
        for name, data in written.items():
            if os.environ.get("CTMODEL_SNAPSHOTS"):
                (SNAPSHOTS / name).write_bytes(data)
            assert data == (SNAPSHOTS / name).read_bytes()
            assert not set(data) & {*range(9), *range(11, 32), 127}, name
            shown = data.decode()
            assert "NCT00000002" in shown or name in {"concise", "github", "gitlab"}
            assert not any(line.lstrip().startswith("::error::") for line in shown.splitlines())

    @pytest.mark.usefixtures("repository")
    def test_one_process_says_the_same(self) -> None:
        assert validated(".").stdout == validated("--jobs=3", ".").stdout

    @pytest.mark.usefixtures("repository")
    def test_archives_that_are_traps_are_refused(self) -> None:
        codes = {(found["file"], found["code"]) for found in findings_of("archive.zip")}
        assert ("archive.zip!/in/wrong.json", "STR004") in codes
        assert {code for file, code in codes if file.endswith("bomb.json")} == {"STR016"}
        assert {code for file, code in codes if file.endswith("x.json")} == {"STR015"}

    @pytest.mark.usefixtures("repository")
    def test_unreadable(self) -> None:
        run = validated("clean.json", "none.json", "wrong.json")
        assert run.returncode == 2
        assert run.stderr == b"ctmodel: none.json: No such file or directory\n"
        assert b"Checked 2 studies" in run.stdout


def text_of(file: str) -> str:
    name, _, member = file.partition("!/")
    if member:
        with zipfile.ZipFile(name) as archive:
            return archive.read(member).decode()
    data = Path(name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode()


def slice_of(text: str, found: dict[str, Any]) -> str:
    """What stands from line and column to end line and column, counted by hand."""
    starts = [0]
    for number, character in enumerate(text):
        if character == "\n":
            starts.append(number + 1)
    begin = starts[found["line"] - 1] + found["column"] - 1
    return text[begin : starts[found["end_line"] - 1] + found["end_column"] - 1]


def at(document: Any, pointer: str) -> tuple[Any, Any]:
    key: Any = None
    for token in pointer.split("/")[1:]:
        key = int(token) if isinstance(document, list) else token.replace("~1", "/").replace("~0", "~")
        document = document[key]
    return key, document


class TestPlaces:
    @pytest.mark.usefixtures("repository")
    def test_the_text_at_each_place_is_the_value_at_the_pointer(self) -> None:
        found = [
            held for held in findings_of(".", "--profile=strict") if held["code"] not in ("STR001", "STR015", "STR016")
        ]
        assert len(found) > 20
        for held in found:
            text = text_of(held["file"])
            if held["file"].endswith(".jsonl"):
                document = json.loads(text.split("\n")[held["line"] - 1])
            else:
                document = json.loads(text)
            key, value = at(document, held["pointer"])
            there = slice_of(text, held)
            assert json.loads(f"{{{there}}}" if isinstance(key, str) else there) == (
                {key: value} if isinstance(key, str) else value
            )
            assert not is_private(held["pointer"]) or held["value"] is None

    @pytest.mark.usefixtures("repository")
    def test_what_is_no_json_has_the_place_where_it_ends(self) -> None:
        (held,) = findings_of("damaged.json")
        assert (held["code"], held["line"], held["column"]) == ("STR001", 1, 70)


LEVELS = ["error", "warning", "note"]
#: Files, and how bad the worst finding in each is.
PATHS = {
    "clean.json": None,
    "wrong.json": "error",
    "damaged.json": "error",
    "term.json": "error",
    "field.json": "note",
}


class TestReports:
    def test_a_report_that_cannot_be_written(self, repository: Path) -> None:
        (repository / "old.json").write_text("old")
        for file in ("none/report.json", "/dev/full/x"):
            run = validated("clean.json", f"--output=json:{file}")
            assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)
            assert b"Checked 1 study" in run.stdout

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
    @pytest.mark.usefixtures("repository")
    def test_a_full_disk(self) -> None:
        command = [sys.executable, "-m", "ctmodel", "validate", "wrong.json"]
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr) == (2, b"ctmodel: standard output: No space left on device\n")

    @pytest.mark.parametrize("given", ["json", "json:", "yaml:x", ":x"])
    @pytest.mark.usefixtures("repository")
    def test_an_output_that_is_none(self, given: str) -> None:
        run = validated("clean.json", f"--output={given}")
        assert run.returncode == 2
        assert b"FORMAT:FILE" in run.stderr

    @pytest.mark.usefixtures("repository")
    def test_statistics(self) -> None:
        run = validated("wrong.json", "--select=STR004,STR005", "--statistics")
        assert [line.split()[:2] for line in run.stdout.splitlines()[:2]] == [[b"1", b"STR004"], [b"1", b"STR005"]]
        assert validated("wrong.json", "--statistics", "--output-format=json").returncode == 2

    @pytest.mark.usefixtures("repository")
    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize("exit_zero", [False, True])
    @pytest.mark.parametrize("fail_on", ["error", "warning", "note", "never"])
    @pytest.mark.parametrize("paths", [*PATHS, *(f"{name} none.json" for name in PATHS)])
    def test_exit_codes(self, paths: str, fail_on: str, exit_zero: bool) -> None:
        names = paths.split()
        worst = PATHS[names[0]]
        fails = worst is not None and fail_on != "never" and LEVELS.index(worst) <= LEVELS.index(fail_on)
        expected = 2 if "none.json" in names else int(fails and not exit_zero)
        command = ["validate", "--select=STR", "--ignore=STR014", "--fail-on", fail_on, *names]
        assert app.main([*command, *["--exit-zero"] * exit_zero], standalone_mode=False) == expected

    @pytest.mark.usefixtures("repository")
    def test_wrong_usage_is_none_of_them(self) -> None:
        for option in ("--select=NOPE", "--profile=nope", "--severity=STR003", "--as-of=never", "--config=none.toml"):
            assert validated("clean.json", option, "--exit-zero").returncode == 2


class TestStandardInput:
    def test_its_name(self, repository: Path) -> None:
        data = (repository / "wrong.json").read_bytes()
        named = findings_of("-", "--stdin-filename=wrong.json", given=data)
        assert named == findings_of("wrong.json")
        assert {held["file"] for held in findings_of("-", given=data)} == {"-"}

    @pytest.mark.parametrize("option", ["--fix", "--diff"])
    @pytest.mark.usefixtures("repository")
    def test_it_is_not_mended(self, option: str) -> None:
        assert validated("-", "--stdin-filename=wrong.json", option, given=b"{}").returncode == 2


class TestBaselines:
    def test_only_what_is_new(self, repository: Path) -> None:
        run = validated("wrong.json", "--write-baseline=known.lst")
        assert (run.returncode, run.stdout) == (0, b"")
        assert b"known.lst: wrote 3 findings to the baseline" in run.stderr
        run = validated("wrong.json", "--baseline=known.lst", "--fail-on=note")
        assert run.returncode == 0
        assert b"in the baseline" in run.stderr
        text = (repository / "wrong.json").read_text().replace('"acronym": 5', '"acronym": 6').replace("\n  ", "\n ")
        (repository / "wrong.json").write_text(text)
        new = findings_of("wrong.json", "--baseline=known.lst")
        assert [(held["code"], held["value"]) for held in new] == [("STR004", "6")]

    def test_that_cannot_be_used(self, repository: Path) -> None:
        (repository / "bad.lst").write_text("{}")
        assert validated("clean.json", "--baseline=bad.lst").returncode == 2
        assert validated("clean.json", "--baseline=none.lst").returncode == 2
        assert validated("clean.json", "--write-baseline=none/known.lst").returncode == 2
        assert validated("none.json", "--write-baseline=known.lst").returncode == 2


class TestFixes:
    def test_diff_shows_and_changes_nothing(self, repository: Path) -> None:
        before = (repository / "soft.json").read_bytes()
        run = validated("soft.json", "--diff")
        assert run.returncode == 1
        assert b'+      "officialTitle": "Zerowidth <b>x</b>"' in run.stdout
        assert (repository / "soft.json").read_bytes() == before
        assert validated("clean.json", "--diff").returncode == 0

    def test_fix_changes_the_value_alone_and_reports_the_rest(self, repository: Path) -> None:
        before = (repository / "soft.json").read_bytes()
        run = validated("soft.json", "--fix")
        assert run.stderr == b"ctmodel: soft.json: fixed 1 finding\n"
        assert (repository / "soft.json").read_bytes() == before.replace(rb"\u200b", b"")
        assert b"TXT003" not in run.stdout
        assert b"TXT004" in run.stdout
        assert validated("soft.json", "--fix").stderr == b""


class TestSettings:
    def test_a_configuration_file_and_its_reasons(self, repository: Path) -> None:
        (repository / "ctmodel.toml").write_text(
            'select = ["STR"]\n[per-record-ignores.NCT00000002]\nSTR004 = "the registry sent it so"\n'
        )
        run = validated("wrong.json", "--output-format=concise")
        assert b"STR004" not in run.stdout
        assert b"Ignored 1 finding" in run.stderr
        assert b"the registry sent it so" in run.stderr
        assert b"STR004" in validated("wrong.json", "--isolated").stdout

    def test_config_shows_where_values_come_from(self, repository: Path) -> None:
        (repository / "ctmodel.toml").write_text('fail-on = "note"\n')
        command = [sys.executable, "-m", "ctmodel", "config", "--ignore=DAT, TXT"]
        shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
        assert 'ignore = ["DAT", "TXT"]  # command line' in shown
        assert any(line.startswith('fail-on = "note"  # ') and "ctmodel.toml" in line for line in shown)

    def test_an_unknown_key(self, repository: Path) -> None:
        (repository / "ctmodel.toml").write_text("selct = []\n")
        run = validated("clean.json")
        assert run.returncode == 2
        assert b"did you mean 'select'" in run.stderr


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_commands_in_one_process(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the tests above see from without, seen from within, where it can be measured."""
    (repository / "copy.json").write_bytes((repository / "soft.json").read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))

    def code(*arguments: str, command: str = "validate") -> object:
        return app.main([command, *arguments], prog_name="ctmodel", standalone_mode=False)

    def refused(*arguments: str) -> str:
        with pytest.raises(click.UsageError) as raised:
            code(*arguments)
        return raised.value.message

    assert code("clean.json", "--write-baseline", "known.lst") == 0
    assert code("none.json", "--write-baseline", os.devnull + "/x") == 2
    assert code("clean.json", "--baseline", "known.lst", "--max-per-rule=1", "--output=junit:j.xml") == 0
    assert code("clean.json", "--output=junit:none/j.xml") == 2
    assert code("copy.json", "--diff") == 1
    assert code("copy.json", "none.json", "--diff") == 2
    with monkeypatch.context() as full:
        full.setattr(importlib.import_module("ctmodel.cli.fixing"), "replace", no_room)
        assert code("copy.json", "--fix") == 2
    assert code("copy.json", "--fix", "--output-format=sarif", "--fail-on=warning") == 1
    assert code("copy.json", "--fix", "--jobs=2", "--exit-zero") == 0
    assert code("-", "--output-format=concise", "--select=DAT") == 0
    assert code("--ignore=DAT", command="config") == 0
    assert 'ignore = ["DAT"]  # command line' in capsys.readouterr().out.splitlines()
    assert "FORMAT:FILE" in refused("clean.json", "--output=yaml:x")
    assert "standard input" in refused("-", "--fix")
    assert "--statistics" in refused("clean.json", "--statistics", "--output-format=json")
    assert "ctmodel.toml" in refused("clean.json", "--config=ctmodel.toml")


def test_a_worker_checks_as_the_process_itself_does(repository: Path) -> None:
    """Workers run where nothing measures them; what they run is this."""
    reporting = checking.Reporting(checking.Work(settings(isolated=True)), (), str(repository), whole=False)
    found = [*parts(str(repository / "wrong.json"), print), *parts(str(repository / "damaged.json"), print)]
    alone = reporting.over(reporting.work.checker(), [document for part in found for document in part.documents()])
    ((results, errors, is_last),) = worker.answers(reporting.doing(), worker.Order(tuple(found)))
    assert (results, errors, is_last) == (list(alone), [], True)
