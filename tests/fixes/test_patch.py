"""The output of ``--diff`` is a patch: git applies it, and the file is then what ``--fix`` makes of it."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ctmodel.fixes.git_delta import _delta
from ctmodel.fixes.patch import patch
from tests.cli.test_commands import Command, ctmodel_command

__all__ = ["ctmodel_command"]

git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
OPTIONS = ("--isolated", "--select=STR007,STR008,TXT002,TXT003,TXT008,TXT015,STR001", "--exit-zero")


def titled(**members: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", **members}}}


WRONG = titled(acronym=None, briefTitle=" x ", officialTitle="some title\u200b")
PLAIN = titled(acronym=None, briefTitle=" x ", officialTitle="some título")
PERSONAL = titled(briefTitle=" x", submitter="Zqx Doe")
COMMAND = titled(briefTitle="##vso[x]y ", officialTitle="##[error]")
LONG = titled(briefTitle="x ", officialTitle="many words " * 200)
FAR = titled(acronym=None, **{f"key{number}": None if number in (20, 24, 60) else "x" for number in range(80)})


def written(payload: Any, indent: int | None = 1, *, ascii_only: bool = False) -> bytes:
    return json.dumps(payload, indent=indent, ensure_ascii=ascii_only).encode()


MARK = b"\xef\xbb\xbf"
FILES = {
    "plain.json": written(PLAIN) + b"\n",
    "no final newline.json": written(PLAIN),
    "the last line changes.json": b'{"protocolSection": {"identificationModule":\n{"nctId": "NCT00000001", "acronym": null}}}',
    "the only line changes.json": written(titled(acronym=None), None),
    "crlf.json": (written(PLAIN) + b"\n").replace(b"\n", b"\r\n"),
    "crlf, no final newline.json": written(PLAIN).replace(b"\n", b"\r\n"),
    "tabs.json": written(PLAIN).replace(b"\n  ", b"\n\t"),
    "blank lines.json": b"\n\n" + written(PLAIN) + b"\n\n\n",
    "invisible.json": written(WRONG) + b"\n",
    "escaped.json": written(WRONG, ascii_only=True),
    "minified.json": written(WRONG, None),
    "persons.json": written(PERSONAL),
    "persons on one line.json": written(PERSONAL, None),
    "command.json": written(COMMAND),
    "long.json": written(LONG),
    "far.json": written(FAR),
    "mark.json": MARK + written(PLAIN),
    "mark.jsonl": MARK + written(PLAIN, None) + b"\r\n" + written(WRONG, None),
    "lines.ndjson": b"\n".join(written(payload, None) for payload in (PLAIN, titled(), WRONG)) + b"\n",
    "sub folder/déjà vu \U0001f600.json": written(PLAIN),
    'sub folder/"quoted" back\\slash\tand tab\nand line.json': written(WRONG),
    "sub/deep/er/jane@example.org.json": written(PLAIN),
    "sub/##vso[x]::error::y.json": written(PLAIN),
    "sub/\u202egnp.json": written(PLAIN),
    os.fsdecode(b"sub/not utf-8 \xff.json"): written(WRONG),
    "-rf.json": written(PLAIN),
}


def applied(folder: Path, patch: str, *options: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "apply", "--whitespace=nowarn", *options]
    run = subprocess.run(command, cwd=folder, input=patch.encode(), env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b""), patch


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*json*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    subprocess.run(["/usr/bin/env", "git", "init", "--quiet", str(tmp_path / "work")], check=True)
    return tmp_path / "work"


@git
@pytest.mark.parametrize(("run_in", "apply_in"), [(".", "."), ("sub/deep", "."), (".", "sub/deep"), ("sub", "sub")])
def test_git_makes_of_a_file_what_fix_makes(
    ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, run_in: str, apply_in: str
) -> None:
    monkeypatch.chdir(folder / run_in)
    code, out, _ = ctmodel_command("validate", *OPTIONS, "--diff", "." if run_in == "sub" else folder)
    assert code == 0
    before = contents(folder)
    assert before == FILES
    applied(folder / apply_in, out)
    after = contents(folder)
    applied(folder / apply_in, out, "-R")
    assert contents(folder) == FILES
    ctmodel_command("validate", *OPTIONS, "--fix", "." if run_in == "sub" else folder)
    fixed = contents(folder)
    touched = {name for name in FILES if name.startswith(apply_in) or apply_in == "."}
    touched &= {name for name in FILES if name.startswith("sub/") or run_in != "sub"}
    assert {name for name in FILES if fixed[name] != FILES[name]} >= touched
    assert after == {name: fixed[name] if name in touched else data for name, data in FILES.items()}


@git
def test_where_there_is_no_repository(ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / ".git")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    _, out, _ = ctmodel_command("validate", *OPTIONS, "--diff", ".")
    applied(folder, out)
    after = contents(folder)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    ctmodel_command("validate", *OPTIONS, "--fix", ".")
    assert after == contents(folder)


@git
def test_a_link_is_its_file(ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "link.json").symlink_to("sub/deep/er/jane@example.org.json")
    monkeypatch.chdir(folder)
    _, out, _ = ctmodel_command("validate", *OPTIONS, "--diff", "link.json")
    applied(folder, out)
    assert (folder / "link.json").is_symlink()
    assert b"acronym" not in (folder / "link.json").read_bytes()


def lines(old: bytes, new: bytes, name: str = "a.json") -> list[str]:
    return list(patch(old, new, Path(name)))


class TestLines:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_nothing(self) -> None:
        assert lines(b"{}", b"{}") == []

    def test_a_patch_that_people_can_read(self) -> None:
        assert lines(written(PLAIN), written(titled(briefTitle="x", officialTitle="some título"))) == [
            "diff --git a/a.json b/a.json",
            "--- a/a.json",
            "+++ b/a.json",
            "@@ -2,8 +2,7 @@",
            '  "protocolSection": {',
            '   "identificationModule": {',
            '    "nctId": "NCT00000001",',
            '-   "acronym": null,',
            '-   "briefTitle": " x ",',
            '+   "briefTitle": "x",',
            '    "officialTitle": "some título"',
            "   }",
            "  }",
        ]

    @pytest.mark.parametrize(("gap", "hunks"), [(6, 1), (7, 2)])
    def test_changes_are_in_one_hunk_where_the_lines_around_them_touch(self, gap: int, hunks: int) -> None:
        old = titled(acronym=" x", **{f"interventionalKey{number}": None for number in range(gap)}, briefTitle=" x")
        new = json.loads(json.dumps(old).replace('" x"', '"x"'))
        assert sum(line.startswith("@@") for line in lines(written(old), written(new))) == hunks

    @pytest.mark.parametrize(("length", "shown"), [(1000, True), (1001, False)])
    def test_a_line_too_long_to_read_is_not_shown(self, length: int, shown: bool) -> None:
        before = len('   "briefTitle": "",')
        old, new = (titled(acronym=text, briefTitle="x" * (length - before), officialTitle="y") for text in ("a ", "a"))
        assert ("GIT binary patch" not in lines(written(old), written(new))) is shown

    @pytest.mark.parametrize("old", [written(WRONG), MARK + written(PLAIN), written(PERSONAL), written(COMMAND)])
    def test_what_is_not_shown_is_told_to_people_and_hidden_from_git(self, old: bytes) -> None:
        new = old.removeprefix(MARK).replace(b" x", b"x").replace(b"y ", b"y")
        shown = lines(old, new)
        at = shown.index("diff --git a/a.json b/a.json")
        assert shown[0] == "# --- a.json"
        assert all(line.startswith("# ") for line in shown[:at])
        assert shown[at + 2] == "GIT binary patch"
        assert all(line.isprintable() for line in shown)
        assert "Doe" not in "".join(shown)

    def test_names(self) -> None:
        for name in ('a"\n\u202e::error::##vso[x] é.json', "jane@example.org.json", os.fsdecode(b"\xff.json")):
            shown = "\n".join(lines(written(PLAIN), written(titled()), name))
            assert "jane" not in shown
            assert not re.search(r"^\s*::|##\w*\[|\u202e|[\ud800-\udfff]", shown, re.MULTILINE)


def patched(old: bytes, delta: bytes) -> bytes:
    """Apply a delta, as git's documentation of its pack format says."""

    def size() -> int:
        nonlocal at
        result = shift = 0
        while True:
            byte = delta[at]
            at += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    at = 0
    assert size() == len(old)
    expected = size()
    made = bytearray()
    while at < len(delta):
        code = delta[at]
        at += 1
        if code & 0x80:
            numbers = []
            for bits in (range(4), range(4, 7)):
                number = 0
                for place, bit in enumerate(bits):
                    if code >> bit & 1:
                        number |= delta[at] << 8 * place
                        at += 1
                numbers.append(number)
            made += old[numbers[0] : numbers[0] + (numbers[1] or 0x10000)]
        else:
            assert code > 0
            made += delta[at : at + code]
            at += code
    assert len(made) == expected
    return bytes(made)


@pytest.mark.parametrize("length", [0, 1, 126, 127, 128, 0xFFFE, 0xFFFF, 0x10000, 3 * 0xFFFF])
def test_a_delta_makes_the_new_bytes(length: int) -> None:
    random = Random(11)
    old = bytes(random.choice(b'ab,"\n ') for _ in range(length))
    new = bytearray(old)
    for _ in range(5):
        at = random.randint(0, len(new))
        new[at : at + random.choice((0, 1, 9, 300))] = b"c" * random.choice((0, 1, 128))
    for one, other in ((old, bytes(new)), (bytes(new), old), (old, old), (old, b""), (b"", old)):
        assert patched(one, _delta(one, other)) == other


def test_a_delta_holds_little_more_than_what_changes() -> None:
    old = written([{"title": f" number {number}", "name": "Zqx"} for number in range(5000)], None)
    new = old.replace(b'" number 17"', b'"number 17"').replace(b'" number 4321"', b'"number 4321"')
    assert patched(old, _delta(old, new)) == new
    assert len(_delta(old, new)) < 200
    gone = old.replace(b'"title": " number 17", ', b"").replace(b'"title": " number 4321", ', b"")
    assert patched(old, _delta(old, gone)) == gone
    assert len(_delta(old, gone)) < 200
