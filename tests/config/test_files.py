"""Configuration files: which is read, what it may say, and what the command line puts over it."""

import os
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from ctmodel.config.choice import check_codes
from ctmodel.config.files import settings
from ctmodel.config.listing import listing
from ctmodel.config.patterns import covers, from_root
from ctmodel.config.settings import KEYS, Settings, SettingsError
from ctmodel.config.values import READERS
from ctmodel.rules import RULES
from ctmodel.rules.finding import Severity

PAGE = Path(__file__).parents[2] / "docs/configuration.md"


def written(folder: Path, text: str, name: str = "ctmodel.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return settings(folder=folder)


class TestTheNearestFile:
    def test_none(self, tmp_path: Path) -> None:
        held = settings(folder=tmp_path)
        assert held == Settings(root=tmp_path)
        assert held.origin("select") == "default"

    def test_the_working_directory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "ctmodel.toml").write_text('profile = "who"')
        assert settings().profile == ("who",)

    def test_upward_and_the_first_wins(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        names = {"pyproject.toml": "[tool.ctmodel]\nmax-per-rule = 3", ".ctmodel.toml": "max-per-rule = 2"}
        for name, text in (*names.items(), ("ctmodel.toml", "max-per-rule = 1")):
            (tmp_path / name).write_text(text)
        (inner / "pyproject.toml").write_text("[tool.other]")
        (inner.parent / "pyproject.toml").write_text("tool = 5")
        (inner / "ctmodel.toml").mkdir()
        for name, expected in (("ctmodel.toml", 1), (".ctmodel.toml", 2), ("pyproject.toml", 3)):
            held = settings(folder=inner)
            assert (held.max_per_rule, held.file, held.root) == (expected, tmp_path / name, tmp_path)
            assert held.origin("max-per-rule") == str(tmp_path / name)
            (tmp_path / name).unlink()

    def test_named(self, tmp_path: Path) -> None:
        (tmp_path / "ci").mkdir()
        path = tmp_path / "ci" / "strict.toml"
        path.write_text('profile = "strict"\nexclude = ["legacy/**"]')
        held = settings(folder=tmp_path, config=path)
        assert (held.profile, held.root, held.exclude) == (("strict",), tmp_path, ("legacy/**",))

    def test_isolated(self, tmp_path: Path) -> None:
        (tmp_path / "ctmodel.toml").write_text("nonsense")
        assert settings({"profile": "who"}, folder=tmp_path, isolated=True).profile == ("who",)

    def test_named_without_a_table(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("")
        with pytest.raises(SettingsError, match=r"there is no table tool\.ctmodel in it"):
            settings(folder=tmp_path, config=tmp_path / "pyproject.toml")

    def test_a_byte_order_mark(self, tmp_path: Path) -> None:
        assert written(tmp_path, '\ufeffprofile = "who"').profile == ("who",)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("fail_on = 'error'", "unknown key 'fail_on'; did you mean 'fail-on'?"),
            ("'\\x1b\"\\n' = 1", "unknown key "),
            (f"{'x' * 200} = 1", "xxx\u2026'"),
            ("select = 'DAT'", "select is 'DAT'; expected a list of codes or prefixes"),
            ("select = [1]", "select is [1]; expected a list of codes"),
            ("ignore = [' ']", "expected a list of codes"),
            ("exclude = 1", "exclude is 1; expected a list of patterns"),
            (
                "profile = 'strct'",
                "expected one of default, draft, fdaaa, icmje, who, strict, or a list of them; did you mean 'strict'?",
            ),
            ("profile = 1", "profile is 1; expected one of default"),
            ("fail-on = 'always'", "expected one of error, warning, note, never"),
            ("severity = 'error'", "expected a table of codes and levels"),
            ("severity = ['DAT014']", "expected CODE=level"),
            ("severity = {DAT014 = 'bad'}", "expected one of error, warning, note for 'DAT014'"),
            ("as-of = 2024-01-01T00:00:00", "expected a day, such as 2024-01-31"),
            ("as-of = '2024-02-30'", "as-of is '2024-02-30'; expected a day of the calendar"),
            ("as-of = '20240201'", "expected a day, such as"),
            ("max-per-rule = 0", "expected a whole number from 1"),
            ("max-per-rule = true", "expected a whole number from 1"),
            ("baseline = ''", "expected the path of a file"),
            ('baseline = "a\\u0000"', "expected the path of a file"),
            ("baseline = 1", "expected the path of a file"),
            ("per-file-ignores = ['DAT']", "expected a table of patterns"),
            ("per-file-ignores = {' ' = ['DAT']}", "expected a table of patterns"),
            ("per-file-ignores = {a = 'DAT'}", "expected codes with a reason each for 'a'"),
            ("per-file-ignores = {a = {}}", "expected codes with a reason each for 'a'"),
            ("per-file-ignores = {a = []}", "expected codes with a reason each for 'a'"),
            ("per-file-ignores = {a = [1]}", "expected a list of codes for 'a'"),
            ("per-file-ignores = {a = {DAT = 5}}", "expected a reason for 'DAT' in 'a', in words"),
            ("per-record-ignores = {NCT1 = ['DAT']}", "expected a table of registry numbers"),
            ("per-record-ignores = {nct00000001 = ['DAT']}", "expected a table of registry numbers"),
            ("per-record-ignores = {' CTRI/1' = ['DAT']}", "expected a table of registry numbers"),
            ("per-record-ignores = {'' = ['DAT']}", "expected a table of registry numbers"),
            (f"per-record-ignores = {{{'N' * 101} = ['DAT']}}", "expected a table of registry numbers"),
            ("per-record-ignores = 1", "expected a table of registry numbers"),
            ("select = ", "not TOML: "),
            ("a = " + "[" * 5000, "not TOML: "),
        ],
    )
    def test_values(self, tmp_path: Path, text: str, reason: str) -> None:
        with pytest.raises(SettingsError) as caught:
            written(tmp_path, text)
        assert str(caught.value).startswith(f"{tmp_path}/ctmodel.toml: ")
        assert reason in str(caught.value)
        assert str(caught.value).isprintable()

    def test_a_table_that_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r"tool\.ctmodel is 5; expected a table"):
            written(tmp_path, "[tool]\nctmodel = 5", "pyproject.toml")

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="No such file or directory"):
            settings(folder=tmp_path, config=tmp_path / "a\nb.toml")
        (tmp_path / "ctmodel.toml").write_bytes(b"\xff")
        with pytest.raises(SettingsError, match="not TOML: 'utf-8' codec"):
            settings(folder=tmp_path)

    def test_the_command_line(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match=r"^command line: as-of is 'today'; expected a day"):
            settings({"as-of": "today"}, folder=tmp_path)


class TestTheCommandLine:
    FILE = """
        select = ["STR"]
        extend-select = ["DAT"]
        ignore = ["TTL"]
        extend-ignore = ["DSC"]
        severity = {STR003 = "error", STR009 = "error"}
        fail-on = "never"
    """

    def test_what_is_not_given(self, tmp_path: Path) -> None:
        file = written(tmp_path, self.FILE)
        assert settings(dict.fromkeys(KEYS), folder=tmp_path) == file
        assert settings({"select": (), "severity": ()}, folder=tmp_path) == file

    def test_what_adds(self, tmp_path: Path) -> None:
        written(tmp_path, self.FILE)
        given = {"extend-select": ("CON",), "extend-ignore": ("IDN",), "severity": ("STR003=note",)}
        held = settings(given, folder=tmp_path)
        assert (held.extend_select, held.extend_ignore) == (("DAT", "CON"), ("DSC", "IDN"))
        assert held.severity == {"STR003": Severity.NOTE, "STR009": Severity.ERROR}
        assert held.origin("severity") == f"{tmp_path}/ctmodel.toml, command line"
        assert held.origin("select") == f"{tmp_path}/ctmodel.toml"

    def test_what_takes_the_place(self, tmp_path: Path) -> None:
        written(tmp_path, self.FILE)
        given = {"select": ("CON",), "ignore": ("CON001",), "fail-on": "note", "as-of": date(2024, 1, 1)}
        held = settings(given, folder=tmp_path)
        assert (held.select, held.extend_select, held.ignore, held.extend_ignore) == (("CON",), (), ("CON001",), ())
        assert (held.fail_on, held.as_of) == (Severity.NOTE, date(2024, 1, 1))
        assert (held.origin("ignore"), held.origin("extend-ignore")) == ("command line", "default")

    def test_select_keeps_what_extends_it_beside_it(self, tmp_path: Path) -> None:
        held = settings({"extend-select": ("DAT",), "select": ("CON",)}, folder=tmp_path)
        assert (held.select, held.extend_select) == (("CON",), ("DAT",))

    def test_patterns_and_paths_count_from_where_they_are_written(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        written(tmp_path, 'exclude = ["./a/*", "b/"]\nbaseline = "known.json"\n[per-file-ignores]\n"c" = ["DAT"]')
        held = settings(folder=tmp_path / "sub")
        assert (held.exclude, held.baseline, list(held.per_file_ignores)) == (
            ("a/*", "b"),
            tmp_path / "known.json",
            ["c"],
        )
        held = settings({"exclude": ("a/*", "b"), "baseline": "k.json"}, folder=tmp_path / "sub")
        assert (held.exclude, held.baseline) == (("sub/a/*", "b"), tmp_path / "sub" / "k.json")

    def test_two_writings_of_one_pattern(self, tmp_path: Path) -> None:
        held = written(tmp_path, '[per-file-ignores]\n"a/b" = {DAT = "one"}\n"./a/b" = {TTL = "two"}')
        assert held.per_file_ignores == {"a/b": {"DAT": "one", "TTL": "two"}}

    def test_what_fails(self) -> None:
        assert Settings(fail_on="never").failing == frozenset()
        assert Settings().failing == {Severity.ERROR}
        assert Settings(fail_on=Severity.NOTE).failing == set(Severity)


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "file", "expected"),
        [
            ("legacy", "a/legacy/b.json", True),
            ("legacy", "a/legacy.json", False),
            ("*.draft.json", "a/b.draft.json", True),
            ("legacy/**", "legacy/a/b.json", True),
            ("legacy/**", "other/legacy/a.json", False),
            ("legacy/*", "legacy/a/b.json", True),
            ("legacy/*.json", "legacy/a/b.json", False),
            ("**/old", "old/a.json", True),
            ("**/old", "a/b/old/c.json", True),
            ("a/**/c.json", "a/c.json", True),
            ("a/**/c.json", "a/b/b/c.json", True),
            ("a/**/c.json", "a/b/d.json", False),
            ("a/b/c", "a/b", False),
            ("a.zip/old/*", "a.zip!/old/1.json", True),
            ("a.zip", "a.zip!/old/1.json", True),
            ("[ab].json", "b.json", True),
            ("A.json", "a.json", False),
            ("*", "", True),
        ],
    )
    def test_what_is_covered(self, tmp_path: Path, pattern: str, file: str, expected: bool) -> None:
        assert covers(pattern, str(tmp_path / file) if file else "", tmp_path) is expected

    def test_relative_files_count_from_the_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "sub").mkdir()
        monkeypatch.chdir(tmp_path / "sub")
        assert covers("sub/*", "a.json", tmp_path)
        assert covers("sub/*", "../sub/a.json", tmp_path)
        assert not covers("sub/*", "../a.json", tmp_path)

    def test_absolute_patterns(self, tmp_path: Path) -> None:
        assert from_root(f"{tmp_path}/a/*", tmp_path / "sub", tmp_path) == "a/*"

    @pytest.mark.parametrize("pattern", ["./old", "../sub/old", "./old/", "{folder}/old/"])
    def test_a_pattern_of_one_place(self, tmp_path: Path, pattern: str) -> None:
        held = from_root(pattern.format(folder=tmp_path / "sub"), tmp_path / "sub", tmp_path)
        assert held == "sub/old"
        held = from_root(pattern.format(folder=tmp_path / "sub"), tmp_path / "sub", tmp_path / "sub")
        assert covers(held, str(tmp_path / "sub" / "old" / "a.json"), tmp_path / "sub")
        assert not covers(held, str(tmp_path / "sub" / "deep" / "old" / "a.json"), tmp_path / "sub")

    def test_the_names_of_folders_are_no_patterns(self, tmp_path: Path) -> None:
        folder = tmp_path / "p[1]"
        held = from_root("x/y.json", folder, tmp_path)
        assert covers(held, str(folder / "x" / "y.json"), tmp_path)
        assert not covers(held, str(tmp_path / "p1" / "x" / "y.json"), tmp_path)

    def test_another_drive(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_way(path: str, start: object) -> str:
            raise ValueError(path, start)

        monkeypatch.setattr(os.path, "relpath", no_way)
        assert not covers("a/*", "D:/a/b.json", tmp_path)


class TestListing:
    def test_it_can_be_read_again(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        held = written(
            tmp_path,
            """
            select = ["STR", "DAT"]
            fail-on = "warning"
            as-of = 2024-01-31
            max-per-rule = 3
            baseline = "known.json"
            exclude = ["a\\"\\u001b[31m\\u202e\\n::error", "\\U000e0001"]
            severity = {STR003 = "error"}
            per-file-ignores = {"a/*" = {DAT = "why not: 100 %", STR = "é"}}
            per-record-ignores = {NCT00000001 = ["TTL001"]}
            """,
        )
        lines = list(listing(held))
        assert all(line.isprintable() for line in lines)
        (tmp_path / "ctmodel.toml").write_text("\n".join(lines), encoding="utf-8")
        assert evolve(settings(folder=tmp_path), origins=held.origins) == held

    def test_defaults(self, tmp_path: Path) -> None:
        assert list(listing(Settings(root=tmp_path))) == [
            "# select is not set  # default",
            "ignore = []  # default",
            "extend-select = []  # default",
            "extend-ignore = []  # default",
            'profile = ["default"]  # default',
            'records = "auto"  # default',
            "# format is not set  # default",
            "severity = {}  # default",
            'fail-on = "error"  # default',
            "# as-of is not set  # default",
            "max-per-rule = 10000  # default",
            "# baseline is not set  # default",
            "exclude = []  # default",
            "per-file-ignores = {}  # default",
            "per-record-ignores = {}  # default",
            "plugins = []  # default",
        ]


class TestThePage:
    BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    def test_it_has_examples(self) -> None:
        assert len(self.BLOCKS) == 2

    @pytest.mark.parametrize("block", BLOCKS)
    def test_examples(self, tmp_path: Path, block: str) -> None:
        name = "pyproject.toml" if "tool" in tomllib.loads(block) else "ctmodel.toml"
        held = written(tmp_path, block, name)
        assert held.file == tmp_path / name
        check_codes(held, RULES)

    def test_the_first_example_has_all_there_is(self, tmp_path: Path) -> None:
        missing = {"select", "extend-ignore", "plugins"}
        assert set(written(tmp_path, self.BLOCKS[0]).origins) == set(KEYS) - missing

    @pytest.mark.parametrize("key", KEYS)
    def test_keys(self, key: str) -> None:
        assert f"`{key}`" in PAGE.read_text(encoding="utf-8")
        assert key in READERS
