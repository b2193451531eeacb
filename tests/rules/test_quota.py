"""No document fills the memory with findings, and what is left out is counted."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import ctmodel
from ctmodel.io.text import MAX_VALUES, parse
from ctmodel.rules.check import Checker
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.quota import Quota


def test_so_many_are_held_and_the_rest_is_counted() -> None:
    quota = Quota(2)
    assert [quota.has_room(code) for code in ("A", "A", "B", "A", "A", "B", "B")] == [
        True,
        True,
        True,
        False,
        False,
        True,
        False,
    ]
    assert quota.left_out == {"A": 2, "B": 1}


def protocol(**modules: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, **modules}}


@pytest.mark.parametrize(
    ("document", "code", "count"),
    [
        (protocol(conditionsModule={"conditions": [7] * 5}), "STR004", 5),
        (protocol(conditionsModule={"keywords": [""] * 5}), "STR008", 5),
        (protocol(**{f"k{number}": 1 for number in range(5)}), "STR003", 5),
        (protocol(conditionsModule={"conditions": ["Asthma"] * 6}), "CON001", 5),
        ([protocol(conditionsModule={"conditions": [7]})] * 5, "STR004", 5),
        ([{}] * 5, "STR002", 5),
        ([5] * 5, "STR002", 5),
        ([{"a": {}}] * 5, "STR002", 5),
    ],
)
def test_of_each_rule(document: Any, code: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.rules.check.MOST", 3)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document))
    checked = [*Checker(records="whole", select=[code]).check(path)]
    assert sum(len(held.findings) for held in checked) == 3
    assert sum((held.left_out for held in checked), start=type(checked[0].left_out)()) == {code: count - 3}
    # Who holds a trial holds its findings.
    if isinstance(document, dict):
        assert len(ctmodel.validate(ctmodel.structure(document), records="whole", select=[code])) == count


def test_repeated_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.rules.check.MOST", 3)
    path = tmp_path / "a.json"
    path.write_text('{"hasResults":false,' + ",".join(['"x":1'] * 6) + "}")
    (checked,) = Checker(select=["STR012"]).check(path)
    assert (len(checked.findings), checked.left_out) == (3, {"STR012": 2})


def test_values_of_a_document_have_a_limit(tmp_path: Path) -> None:
    # The text has one bracket and one comma less than values.
    most = "[" + ",".join(["1"] * MAX_VALUES) + "]"
    assert len(parse(most)) == MAX_VALUES
    for text in (most[:-1] + ",1]", (most[:-1] + ",1]").encode()):
        with pytest.raises(ctmodel.ReadError, match="more than 500,000 values in one document") as caught:
            parse(text)
        assert caught.value.code == "STR016"


def test_a_study_of_many_values_is_refused_and_a_list_is_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctmodel.io.text.MAX_VALUES", 50)
    one = tmp_path / "one.json"
    one.write_text('{"hasResults": true, "x": [' + ",".join(["{}"] * 50) + "]}")
    (finding,) = ctmodel.validate_path(one)
    assert finding.code == "STR016"
    assert finding.message.startswith("more than 50 values, and no list or page of studies")

    many = tmp_path / "many.json"
    many.write_text("[" + ",".join(["{}"] * 50 + ['{"hasResults": true}']) + "]")
    errors: list[ctmodel.ReadError] = []
    assert [trial.has_results for trial in ctmodel.read_many(many, on_error=errors.append)] == [True]
    assert len(errors) == 50


@pytest.mark.parametrize(("length", "cut"), [(1_000, False), (1_001, True)])
def test_a_long_value_is_cut_and_known_by_all_of_it(length: int, cut: bool) -> None:
    titles = ["\x01" + "x" * (length - 2) + last for last in "ab"]
    found = [ctmodel.validate(ctmodel.Trial(brief_title=title), select=["TXT002"])[0] for title in titles]
    assert [finding.value != title for finding, title in zip(found, titles, strict=True)] == [cut, cut]
    assert all(len(finding.value) <= 1_000 for finding in found)
    assert fingerprint(found[0]) != fingerprint(found[1])


def test_the_fingerprint_of_a_long_value_is_that_of_the_whole() -> None:
    title = "\x01" + "x" * 2_000
    (finding,) = ctmodel.validate(ctmodel.Trial(brief_title=title), select=["TXT002"])
    assert fingerprint(finding) == fingerprint(evolve(finding, value=title, mark=None))


def test_each_file_is_counted_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.rules.check.MOST", 3)
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text("{}\n" * 5)
    checked = [*Checker(select=["STR002"]).check(str(tmp_path / "*.jsonl"))]
    assert [len(held.findings) for held in checked] == [1, 1, 1, 0, 0] * 2


def test_what_does_not_fit_mutes_whole_attributes_beyond_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctmodel.rules.muting._MOST", 2)

    def said(wrong: int) -> list[str]:
        references = [{"pmid": 5, "citation": "C", "type": "RESULT"}] * wrong + [{"pmid": "x", "citation": "C"}]
        trial = ctmodel.structure({"protocolSection": {"referencesModule": {"references": references}}})
        return [finding.path for finding in ctmodel.validate(trial, select=["REF003"], records="whole")]

    assert said(2) == ["references[2].pmid"]
    assert said(3) == []


def test_ten_thousand_findings_of_a_rule_are_held(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(protocol(conditionsModule={"conditions": [7] * 10_002})))
    (checked,) = Checker(select=["STR004"]).check(tmp_path / "a.json")
    assert (len(checked.findings), checked.left_out) == (10_000, {"STR004": 2})


@pytest.mark.parametrize(("wrong", "keeps"), [(10_000, True), (10_001, False)])
def test_ten_thousand_values_that_do_not_fit_are_told_apart(wrong: int, keeps: bool) -> None:
    references = [{"pmid": 5}] * wrong + [{"pmid": "x"}]
    trial = ctmodel.structure({"protocolSection": {"referencesModule": {"references": references}}})
    assert bool(ctmodel.validate(trial, select=["REF003"], records="whole")) is keeps


def test_what_is_left_out_weighs_what_its_rule_weighs() -> None:
    assert Checker().severity("STR005") == "warning"
    assert Checker(profile="strict").severity("STR005") == "error"
    assert Checker(select=["STR001"]).severity("STR005") == "error"


def test_the_mark_of_a_finding_is_no_part_of_what_it_says() -> None:
    (finding,) = ctmodel.validate(ctmodel.Trial(brief_title="\x01"), select=["TXT002"])
    marked = evolve(finding, mark="0123456789abcdef")
    assert marked == finding
    assert "0123456789abcdef" not in repr(marked)


def test_the_command_counts_what_nobody_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ctmodel.cli.app import run

    monkeypatch.setattr("ctmodel.rules.check.MOST", 3)
    (tmp_path / "a.json").write_text(json.dumps(protocol(conditionsModule={"conditions": [7] * 5})))
    monkeypatch.chdir(tmp_path)

    def said(*options: str) -> tuple[int, str, str]:
        command = [
            "ctmodel",
            "validate",
            "--records=whole",
            "--select=STR004",
            "--as-of=2026-01-01",
            *options,
            "a.json",
        ]
        monkeypatch.setattr("sys.argv", command)
        return run(), *capsys.readouterr()

    code, out, err = said("--isolated")
    assert code == 1
    assert out.count("STR004") == 3
    assert "2 findings not shown: too many of the same rule" in out
    assert out.endswith("Checked 1 study, as of 2026-01-01: 5 errors.\n")
    assert err == "ctmodel: Not shown: 2 findings more of STR004\n"

    (tmp_path / "ctmodel.toml").write_text('per-file-ignores = {"a.json" = {STR004 = "so it is"}}')
    code, out, err = said()
    assert (code, "nothing found" in out) == (0, True)
    assert err == "ctmodel: Ignored 5 findings of STR004 in a.json: so it is\n"
