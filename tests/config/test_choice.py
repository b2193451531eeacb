"""Which rules are asked, and what becomes of their findings."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ctmodel.config.baseline import Entry, Ledger
from ctmodel.config.choice import asked, checker, weighed
from ctmodel.config.filtering import Filtered, FindingFilter, Ignore, Verdict, remarks
from ctmodel.config.settings import Settings, SettingsError
from ctmodel.model.trial import Trial
from ctmodel.report.showing import shown
from ctmodel.rules import Problems, Rule, rule
from ctmodel.rules.families.str.structure import process_ended, rule_crashed
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.structure import STRUCTURE


@rule("MY001", severity=Severity.NOTE, source="ours", reads="acronym")
def first(trial: Trial) -> Problems:
    """It fires."""
    yield "acronym", "it fires"


@rule("MY002", severity=Severity.NOTE, source="ours", reads="acronym", default=False)
def second(trial: Trial) -> Problems:
    """It crashes."""
    raise RuntimeError("no luck")
    yield


RULES = STRUCTURE | {first, second}
OTHERS = ("STR", "DAT", "ELG")
ROOT = Path("/data")


def finding(code: str = "MY001", record: str | None = "NCT00000001", **changes: Any) -> Finding:
    values: dict[str, Any] = {"name": "mine", "severity": Severity.NOTE, "message": "m", "file": "/data/a/1.json"}
    return Finding(code=code, record=record, **{**values, **changes})


def filtered(
    settings: Settings,
    *findings: Finding,
    baseline: tuple[Entry, ...] = (),
    studies: tuple[tuple[str, str | None], ...] = (("/data/a/1.json", "NCT00000001"),),
) -> tuple[tuple[Finding, ...], Filtered]:
    """Return the findings that are reported, and the account; it is the same for findings as reports show them."""
    results = []
    for made in (lambda each: each, lambda each: shown(each, (), "/data")):
        finding_filter = FindingFilter(settings, baseline)
        reported = tuple(each for each in findings if finding_filter.add(made(each)) is Verdict.REPORTED)
        for study in studies:
            finding_filter.add_study(*study)
        results.append((reported, finding_filter.filtered(["MY001", "MY002"])))
    assert results[0] == results[1]
    return results[0]


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            (Settings(ignore=OTHERS), {first}),
            (Settings(extend_ignore=OTHERS, profile="strict"), {first, second}),
            (Settings(select=("MY",)), {first, second}),
            (Settings(select=("MY",), ignore=("MY001",)), {second}),
            (Settings(select=("MY",), ignore=("MY001",), extend_ignore=("MY002",)), set()),
            (Settings(select=("MY001",), extend_select=("MY002",)), {first, second}),
            (Settings(extend_select=("MY002",), ignore=OTHERS), {first, second}),
            (Settings(select=()), set()),
        ],
    )
    def test_it(self, settings: Settings, expected: set[Rule]) -> None:
        assert asked(settings, RULES).keys() == expected | {process_ended, rule_crashed}

    @pytest.mark.parametrize(
        ("settings", "reason"),
        [
            (Settings(select=("XX",)), "select: no rule has the code or prefix 'XX'"),
            (Settings(ignore=("STR0004",)), "ignore: no rule has the code or prefix 'STR0004'; did you mean 'STR004'?"),
            (Settings(extend_select=("XX",)), "extend-select: no rule"),
            (Settings(extend_ignore=("X\nX",)), "extend-ignore: no rule has the code or prefix 'X\\nX'"),
            (
                Settings(severity={"MI001": Severity.NOTE}),
                "severity: no rule has the code 'MI001'; did you mean 'MY001'?",
            ),
            (Settings(per_file_ignores={"a": {"XX": "r"}}), "per-file-ignores: no rule"),
            (Settings(per_record_ignores={"NCT00000001": {"XX": "r"}}), "per-record-ignores: no rule"),
        ],
    )
    def test_codes_of_no_rule(self, settings: Settings, reason: str) -> None:
        with pytest.raises(SettingsError) as caught:
            asked(settings, RULES)
        assert str(caught.value).startswith(f"default: {reason}")

    def test_checking(self, tmp_path: Path) -> None:
        study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "zz": 1}}}
        for name in ("a.json", "old/b.json", "old/bad.json"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(json.dumps(study) if "bad" not in name else "[")
        settings = Settings(extend_select=("MY002",), ignore=("STR014",), exclude=("old/*",), root=tmp_path)
        checked = list(checker(settings, RULES).check(tmp_path))
        assert [found.code for each in checked for found in each.findings] == ["STR900", "MY001", "STR003"]
        assert [each.skipped for each in checked] == [False, True, True]

    def test_weighing(self) -> None:
        one, two = finding(), finding("MY002")
        settings = Settings(severity={"MY001": Severity.ERROR, "MY002": Severity.NOTE})
        assert [weighed(settings, found).severity for found in (one, two)] == [Severity.ERROR, Severity.NOTE]


class TestSifting:
    def test_nothing_set(self) -> None:
        reported, result = filtered(Settings(), finding(), finding(severity=Severity.ERROR))
        assert [found.severity for found in reported] == [Severity.NOTE, Severity.ERROR]
        assert result.severities == {Severity.NOTE: 1, Severity.ERROR: 1}
        assert list(remarks(result)) == []

    def test_in_files(self) -> None:
        settings = Settings(
            root=ROOT, per_file_ignores={"a/**": {"MY001": "so it is", "MY002": ""}, "b/**": {"MY": "never seen"}}
        )
        others = finding("MY002", file="/data/c.json"), finding(file=None)
        reported, result = filtered(settings, finding(), finding(), finding("MY002"), *others)
        assert reported == others
        assert [(ignore.code, count) for ignore, count in result.ignored.items()] == [("MY001", 2), ("MY002", 1)]
        assert result.stale == ()
        assert list(remarks(result)) == [
            "Ignored 2 findings of MY001 in a/**: so it is",
            "Ignored 1 finding of MY002 in a/**: no reason given",
        ]

    def test_in_records(self) -> None:
        settings = Settings(per_record_ignores={"NCT00000001": {"MY001": "a\nb\x1b[31m::error"}})
        other = finding(record="NCT00000002")
        reported, result = filtered(settings, finding(), other)
        assert reported == (other,)
        assert list(remarks(result)) == ["Ignored 1 finding of MY001 in NCT00000001: a\\nb\\x1b[31m::error"]

    def test_two_ignores_that_fit_are_both_of_use(self) -> None:
        settings = Settings(
            root=ROOT, per_file_ignores={"a": {"MY": "all"}}, per_record_ignores={"NCT00000001": {"MY001": "this"}}
        )
        _, result = filtered(settings, finding())
        assert [ignore.reason for ignore in result.ignored] == ["all"]
        assert result.stale == ()

    def test_stale_ignores(self) -> None:
        settings = Settings(
            root=ROOT,
            per_file_ignores={"a/*": {"MY001": "mended", "STR": "not asked"}},
            per_record_ignores={"NCT00000001": {"MY": "mended"}, "NCT00000002": {"MY": "not checked"}},
        )
        _, result = filtered(settings)
        assert result.stale == (
            Ignore("per-file-ignores", "a/*", "MY001", "mended"),
            Ignore("per-record-ignores", "NCT00000001", "MY", "mended"),
        )
        assert list(remarks(result)) == [
            "Unused ignore: per-file-ignores of MY001 in a/*",
            "Unused ignore: per-record-ignores of MY in NCT00000001",
        ]

    def test_the_baseline_comes_after_the_ignores(self) -> None:
        settings = Settings(per_record_ignores={"NCT00000001": {"MY002": "so it is"}})
        draft, new = finding(record=None), finding(anchor="/new")
        baseline = Ledger([finding(), finding("MY002"), draft]).entries
        studies = (("/data/a/1.json", "NCT00000001"), ("/data/a/2.json", None))
        reported, result = filtered(settings, finding(), finding("MY002"), new, baseline=baseline, studies=studies)
        assert (reported, result.known) == ((new,), 1)
        mended = [fingerprint(draft), fingerprint(finding("MY002"))]
        assert [entry.fingerprint for entry in result.mended] == mended
        assert list(remarks(result))[1:] == [
            "Left out 1 finding in the baseline",
            f"No longer found: MY001 in a record without a number, 1 in the baseline ({mended[0]})",
            f"No longer found: MY002 in NCT00000001, 1 in the baseline ({mended[1]})",
        ]

    def test_too_many(self) -> None:
        settings = Settings(max_per_rule=1)
        worst = finding(severity=Severity.ERROR)
        reported, result = filtered(settings, finding(), finding("MY002"), worst, finding())
        assert reported == (finding(), finding("MY002"))
        assert (result.cut, result.severities[Severity.ERROR]) == ({"MY001": 2}, 1)
        assert list(remarks(result)) == ["Not shown: 2 findings more of MY001"]

    def test_what_was_not_kept(self) -> None:
        finding_filter = FindingFilter(Settings(max_per_rule=3, severity={"MY001": Severity.ERROR}))
        finding_filter.add_left_out("MY001", Severity.NOTE, "/data/a/1.json", 2)
        assert [finding_filter.add(finding()) for _ in range(2)] == [Verdict.REPORTED, Verdict.LEFT_OUT]
        result = finding_filter.filtered(["MY001"])
        assert (result.cut, result.severities) == ({"MY001": 3}, {Severity.ERROR: 2, Severity.NOTE: 2})

    def test_it_holds_no_more_than_is_named(self) -> None:
        settings = Settings(root=ROOT, per_file_ignores={"a/*": {"MY001": "mended"}})
        finding_filter = FindingFilter(settings, Ledger([finding()]).entries)
        for number in range(100):
            finding_filter.add_study(f"/data/a/{number}.json", f"NCT{number:08}")
            finding_filter.add(finding("MY002", record=f"NCT{number:08}"))
        assert (len(finding_filter._met), finding_filter._records) == (1, {"NCT00000001"})
        assert finding_filter.filtered(["MY001"]).mended == Ledger([finding()]).entries


@pytest.mark.parametrize("number", ["CTRI/2020/04/024479", "EUCTR2005-000087-12-ES", "A", "N" * 100])
def test_records_of_any_registry_can_be_ignored(tmp_path: Path, number: str) -> None:
    file = tmp_path / "ctmodel.toml"
    file.write_text(f'per-record-ignores = {{"{number}" = {{TTL009 = "as posted"}}}}')
    (tmp_path / "a.xml").write_text(f"<Trial><TrialID>{number}</TrialID><Public_title>Kelp</Public_title></Trial>")
    command = [sys.executable, "-m", "ctmodel", "validate", "--config", str(file), "--select=TTL009", "--fail-on=note"]
    run = subprocess.run([*command, str(tmp_path / "a.xml")], capture_output=True, check=False, text=True)
    assert (run.returncode, run.stderr) == (0, f"ctmodel: Ignored 1 finding of TTL009 in {number}: as posted\n")
