"""The commands: what they print, and their exit codes."""

import json
import os
import pty
import runpy
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ctmodel.cli import app, main

CLEAN = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "T"}}}
WRONG = {"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "acronym": 5, "zz": 1}}}
TABLES = ["--as-of=2026-01-01", "--records=selection"]
for code in ("STR001", "STR002", "STR003", "STR004", "STR005", "STR009", "STR012", "STR015", "STR016", "DAT001"):
    TABLES += ["--select", code]
WARNED = {"protocolSection": {"designModule": {"phases": ["PHASE9"]}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, study in (("clean", CLEAN), ("wrong", WRONG), ("warned", WARNED)):
        (tmp_path / f"{name}.json").write_text(json.dumps(study))
    (tmp_path / "package.json").write_text("{}")
    return tmp_path


@pytest.fixture
def ctmodel_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Command":
    return Command(monkeypatch, capsys)


class Command:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def checked(self, *arguments: object) -> tuple[int, str, str]:
        """Validate as of a fixed day, by the rules that come from the tables."""
        return self("validate", *TABLES, *arguments)

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["ctmodel", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self.capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err


class TestValidate:
    def test_clean(self, ctmodel_command: Command, folder: Path) -> None:
        assert ctmodel_command.checked(folder / "clean.json") == (
            0,
            "Checked 1 study, as of 2026-01-01: nothing found.\n",
            "",
        )

    def test_findings(self, ctmodel_command: Command, folder: Path) -> None:
        code, out, err = ctmodel_command.checked(folder)
        assert (code, err) == (1, "")
        assert out.splitlines() == [
            f"{folder}/warned.json",
            "  1:50      warning STR005  phases is 'PHASE9', which is not a term of Phase: "
            "NA, EARLY_PHASE1, PHASE1, PHASE2, PHASE3, PHASE4 [phases[0]: Study Phase]",
            f"{folder}/wrong.json  NCT00000002",
            "  1:71      error   STR004  acronym is 5, an integer; expected text [acronym]",
            "  1:85      note    STR003  the registry has no field 'zz' here (an integer)",
            "Checked 3 studies (1 other file skipped), as of 2026-01-01: 1 error, 1 warning, 1 note.",
        ]

    @pytest.mark.parametrize(
        ("level", "names", "expected"),
        [
            ("error", ["warned"], 0),
            ("warning", ["warned"], 1),
            ("note", ["warned"], 1),
            ("never", ["wrong"], 0),
            ("note", ["clean"], 0),
            ("error", ["wrong", "clean"], 1),
        ],
    )
    def test_the_level_that_fails(
        self, ctmodel_command: Command, folder: Path, level: str, names: list[str], expected: int
    ) -> None:
        paths = [folder / f"{name}.json" for name in names]
        assert ctmodel_command.checked("--fail-on", level, *paths)[0] == expected

    def test_the_level_that_is_shown(self, ctmodel_command: Command, folder: Path) -> None:
        path = folder / "wrong.json"
        code, out, _ = ctmodel_command.checked("--show=error", "--fail-on=note", "--ignore=STR004", path)
        assert (code, "STR003" in out) == (1, False)
        assert out.splitlines() == [
            "Hidden: 1 finding below error (see --show).",
            "Checked 1 study, as of 2026-01-01: 1 note.",
        ]
        assert "STR003" in ctmodel_command.checked("--show=note", "--output-format=concise", path)[1]
        code, out, err = ctmodel_command.checked("--show=error", "--output-format=concise", path)
        assert (code, out, "--show requires --output-format text" in err) == (2, "", True)

    def test_select_and_ignore(self, ctmodel_command: Command, folder: Path) -> None:
        path = folder / "wrong.json"
        assert ctmodel_command("validate", "--select", "STR003", path)[1].count("STR00") == 1
        assert (
            ctmodel_command("validate", "--ignore", "STR004", "--ignore", "STR003", "--ignore", "STR006", path)[0] == 0
        )
        code, out, err = ctmodel_command("validate", "--select", "NOPE", path)
        assert (code, out) == (2, "")
        assert "no rule has the code or prefix 'NOPE'" in err

    def test_paths_that_cannot_be_used_beat_findings_and_the_others_still_run(
        self, ctmodel_command: Command, folder: Path
    ) -> None:
        (folder / "empty").mkdir()
        code, out, err = ctmodel_command.checked(folder / "none.json", folder / "empty", folder / "wrong.json")
        assert code == 2
        assert "STR004" in out
        assert err.splitlines() == [
            f"ctmodel: {folder}/none.json: No such file or directory",
            f"ctmodel: {folder}/empty: contains nothing to check",
        ]

    @pytest.mark.parametrize("jobs", [1, 2])
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("page.json", '{"studies": []}'),
            ("list.json", "[]"),
            ("pages.json", '[{"studies": []}, []]'),
            ("lines.jsonl", "[]\n[]\n"),
            ("none.jsonl", ""),
            ("none.xml", "<Trials_downloaded_from_ICTRP/>"),
        ],
    )
    def test_a_path_with_no_record_cannot_be_used(
        self, ctmodel_command: Command, folder: Path, name: str, content: str, jobs: int
    ) -> None:
        (folder / name).write_text(content)
        code, out, err = ctmodel_command("validate", "--jobs", str(jobs), folder / name, folder / "clean.json")
        assert (code, err) == (2, f"ctmodel: {folder / name}: contains nothing to check\n")
        assert "Checked 1 study" in out
        assert ctmodel_command("validate", folder)[0] == 1  # an empty page among others is nothing to stop at
        assert ctmodel_command("validate", "--exclude", name, folder / name)[0] == 0
        with (folder / name).open("a") as file:
            file.write("\n5")
        assert ctmodel_command("validate", "--select", "DAT", folder / name)[2] == ""

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "STR001  empty: there is no JSON in it"),
            (b"\x89PNG\r\n", "STR001  not UTF-8 text: byte 0x89"),
            (b"<html>", "STR001  not JSON: there is no JSON value here"),
            (b"[" * 100_000, "STR001  not JSON: nested more than 250 levels deep"),
            (b'{"a": 1e400}', "STR001  not JSON: a number too large to hold"),
            (b'{"a": NaN}', "STR001  not JSON: there is no JSON value here"),
            (b'{"a": "\\ud800"}', "STR001  not JSON: lone surrogate"),
        ],
    )
    def test_what_cannot_be_read_is_a_finding(
        self, ctmodel_command: Command, folder: Path, content: bytes, message: str
    ) -> None:
        path = folder / "bad.json"
        path.write_bytes(content)
        code, out, _ = ctmodel_command.checked(path, folder / "clean.json")
        assert code == 1
        assert message in out
        assert out.endswith("Checked 1 study, as of 2026-01-01: 1 error.\n")

    def test_a_truncated_archive(self, ctmodel_command: Command, folder: Path) -> None:
        path = folder / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(folder / "clean.json", "clean.json")
        path.write_bytes(path.read_bytes()[:-30])
        code, out, _ = ctmodel_command.checked(path)
        assert code == 1
        assert "STR015  damaged archive" in out

    def test_hostile_values_and_names_are_shown_escaped(self, ctmodel_command: Command, folder: Path) -> None:
        path = folder / "a\nb\x1b[31m.json"
        path.write_text(json.dumps({"protocolSection": {"x\x1b]0;pwned\x07\u202e": 1, "y\n::error": 2}}))
        _, out, _ = ctmodel_command.checked(path)
        assert len(out.splitlines()) == 5
        assert not set(out) & {"\x1b", "\x07", "\u202e"}

    def test_rules_that_could_not_be_asked_are_counted(self, ctmodel_command: Command, folder: Path) -> None:
        path = folder / "wrong.json"
        path.write_text(json.dumps({"protocolSection": {"identificationModule": {"nctId": 5}}}))
        _, out, _ = ctmodel_command(
            "validate", "--records=selection", "--select", "STR006", "--as-of", "2026-01-01", path
        )
        assert out.splitlines() == [
            "1 rule could not check everything: some values do not fit.",
            "Checked 1 study, as of 2026-01-01: nothing found.",
        ]

    def test_days_differ(self, ctmodel_command: Command, folder: Path) -> None:
        for number in (1, 2):
            study = {"derivedSection": {"miscInfoModule": {"versionHolder": f"2024-01-0{number}"}}}
            (folder / f"{number}.json").write_text(json.dumps(study))
        _, out, _ = ctmodel_command("validate", "--select", "STR003", folder / "1.json", folder / "2.json")
        assert "each as of its data (2024-01-01 to 2024-01-02)" in out

    def test_plugins(self, ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(folder))
        (folder / "my_rules.py").write_text(
            "from ctmodel.rules import rule\n"
            "from ctmodel import Severity\n"
            "@rule('MY001', severity=Severity.NOTE, source='ours', reads='acronym')\n"
            "def always(trial):\n"
            "    'It fires.'\n"
            "    yield 'acronym', 'it fires'\n"
        )
        (folder / "my_nothing.py").write_text("")
        (folder / "my_crash.py").write_text("1 / 0")
        code, out, _ = ctmodel_command("validate", "--plugin", "my_rules", "--select", "MY", folder / "clean.json")
        assert (code, "MY001  it fires" in out) == (0, True)
        for name, reason in (
            ("my_nothing", "it defines no rule"),
            ("my_crash", "ZeroDivisionError: division by zero"),
            ("my_absent", "ModuleNotFoundError: No module named 'my_absent'"),
        ):
            code, out, err = ctmodel_command("validate", "--plugin", name, folder / "clean.json")
            assert (code, out) == (2, "")
            assert f"plugin {name}: {reason}" in err


class TestRules:
    def test_one(self, ctmodel_command: Command) -> None:
        code, out, _ = ctmodel_command("rule", "str004")
        assert code == 0
        assert out.startswith(
            "STR004 wrong-type (error)\n\nThe JSON type of a value is not that of its field.\n\nWhy:\n"
        )
        assert out.endswith("Source:\n    ClinicalTrials.gov API v2, study schema\n")

    def test_an_unknown_one(self, ctmodel_command: Command) -> None:
        code, _, err = ctmodel_command("rule", "STR0004")
        assert code == 2
        assert "no rule has the code 'STR0004'; did you mean 'STR004'?" in err
        assert "did you mean" not in ctmodel_command("rule", "nothing")[2]

    def test_all(self, ctmodel_command: Command) -> None:
        code, out, _ = ctmodel_command("rules")
        assert code == 0
        assert "STR004  error    The JSON type of a value is not that of its field.\n" in out


class TestShow:
    def test_the_page(self, ctmodel_command: Command, folder: Path) -> None:
        code, out, err = ctmodel_command("show", folder / "clean.json")
        assert (code, err) == (0, "")
        assert out.startswith("T\n=\n\n")

    def test_several(self, ctmodel_command: Command, folder: Path) -> None:
        (folder / "bad.json").write_text("NCT00000001")
        code, out, err = ctmodel_command("show", folder)
        assert code == 1
        assert "NCT00000002" in out
        assert err == f"ctmodel: {folder}/bad.json:1:1: not JSON: there is no JSON value here\n"

    def test_nothing_to_show(self, ctmodel_command: Command, folder: Path) -> None:
        (folder / "empty").mkdir()
        for path, reason in ((folder / "none.json", "No such file"), (folder / "empty", "holds no study")):
            code, out, err = ctmodel_command("show", path)
            assert (code, out) == (2, "")
            assert reason in err


class TestTheCommand:
    def test_usage(self, ctmodel_command: Command) -> None:
        assert ctmodel_command("validate")[0] == 2
        assert ctmodel_command("nothing")[0] == 2
        assert ctmodel_command("--help")[0] == 0
        assert ctmodel_command("--version")[1].startswith("ctmodel ")

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(app.app, "main", interrupted)
        assert app.run() == 128 + signal.SIGINT

    def test_nobody_reads(self, folder: Path) -> None:
        for number in range(4):
            (folder / f"{number}.json").write_text(json.dumps(WRONG))
        command = [sys.executable, "-m", "ctmodel", "validate", *TABLES, str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()  # before the report comes, which a pipe might take as a whole
        assert process.wait() == 128 + signal.SIGPIPE
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()

    @pytest.mark.parametrize("missing", ["click", "rich"])
    def test_without_its_libraries(
        self, ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, missing: str
    ) -> None:
        for name in list(sys.modules):
            if name.startswith(("ctmodel.cli.", f"{missing}.")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, missing, None)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        code, out, err = ctmodel_command("validate", folder)
        assert (code, out) == (2, "")
        assert err == f"ctmodel: the command needs {missing}: install ctmodel[cli]\n"

    def test_as_a_module(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "argv", ["ctmodel", "--version"])
        with pytest.raises(SystemExit) as left:
            runpy.run_module("ctmodel", run_name="__main__")
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith("ctmodel ")

    def test_the_bar_counts_and_steps_aside(
        self, ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        code, out, _ = ctmodel_command.checked(folder)
        assert code == 1
        assert out.count("STR00") == 3

    def test_another_missing_module_is_not_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "ctmodel.cli.app", None)
        with pytest.raises(ModuleNotFoundError):
            main()

    @pytest.mark.parametrize(("columns", "colour"), [("60", True), ("200", True), ("60", False)])
    def test_a_terminal_gets_lines_that_fit(self, folder: Path, columns: str, colour: bool) -> None:
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "ctmodel", "validate", *TABLES, "warned.json"]
        environment = {**os.environ, "COLUMNS": columns, "NO_COLOR": "" if colour else "1"}
        subprocess.run(command, cwd=folder, stdout=follower, stderr=subprocess.DEVNULL, check=False, env=environment)
        os.close(follower)
        shown = os.read(leader, 100_000).decode().splitlines()
        os.close(leader)
        assert any("\x1b" in line for line in shown) is colour
        assert (len(shown) > 5) is (columns == "60")
        piped = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False, env=environment)
        assert len(piped.stdout.splitlines()) == 3

    def test_a_bar_on_a_terminal_and_findings_beside_it(self, folder: Path) -> None:
        leader, follower = pty.openpty()
        # Nobody waits a second here for a bar.
        program = "from ctmodel.cli import main, progress; progress._PATIENCE = 0; main()"
        command = [sys.executable, "-c", program, "validate", *TABLES, str(folder)]
        run = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=follower, check=False, env={**os.environ, "TERM": "xterm"}
        )
        os.close(follower)
        shown = os.read(leader, 100_000).decode()
        os.close(leader)
        assert run.returncode == 1
        assert "studies" in shown
        assert b"\x1b" not in run.stdout
        assert run.stdout.count(b"STR00") == 3
