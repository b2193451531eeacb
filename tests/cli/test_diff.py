"""``ctmodel diff``: changes as text and JSON, folders by number, exit codes."""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ctmodel.report.differences.difference import Outcome
from tests.cli.test_commands import Command, ctmodel_command
from tests.cli.test_inert import COMMANDS, assert_inert

__all__ = ["ctmodel_command"]


def study(number: str | None, title: str = "A trial", **modules: Any) -> dict[str, Any]:
    identification = {"nctId": number, "briefTitle": title} if number else {"briefTitle": title}
    return {"protocolSection": {"identificationModule": identification, **modules}}


OLD = study(
    "NCT00000102",
    designModule={"enrollmentInfo": {"count": 200, "type": "ESTIMATED"}},
    armsInterventionsModule={"armGroups": [{"label": "A"}, {"label": "B"}]},
    outcomesModule={"primaryOutcomes": [{"measure": "Survival"}], "secondaryOutcomes": [{"measure": "Pain"}]},
    contactsLocationsModule={"centralContacts": [{"name": "Ann Lee", "email": "ann@example.org"}]},
)
NEW = study(
    "NCT00000102",
    designModule={"enrollmentInfo": {"count": 102, "type": "ESTIMATED"}},
    armsInterventionsModule={"armGroups": [{"label": "Z"}, {"label": "A", "type": "OTHER"}]},
    outcomesModule={"primaryOutcomes": [{"measure": "Survival"}, {"measure": "Pain"}]},
    contactsLocationsModule={"centralContacts": [{"name": "Ann Lee", "email": "lee@example.org"}]},
    unknownModule={"a": [1]},
)
TEXT = """\
NCT00000102  A trial
Unchanged: eligibility.

Outcomes
  > promoted to primary outcome: Pain

Sample size
  ~ planned number of participants changed: 200 planned → 102 planned (-49 %)

Arms, interventions and design
  + arm added: Z
  ~ arm changed: A
      + arms[1].type: OTHER
  - arm removed: B

Sponsors, contacts, references and identifiers
  ~ central contacts changed
      ~ central_contacts[0].email

Other fields
  ~ fields without an attribute changed
      + /protocolSection/unknownModule
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.json").write_text(json.dumps(OLD))
    (tmp_path / "new.json").write_text(json.dumps(NEW))
    (tmp_path / "other.json").write_text(json.dumps(study("NCT00000103")))
    return tmp_path


def write(path: Path, *studies: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(held)}\n" for held in studies))
    return path


def test_text(ctmodel_command: Command, folder: Path) -> None:
    assert ctmodel_command("diff", "old.json", "new.json") == (1, TEXT, "")


def test_nothing_changed(ctmodel_command: Command, folder: Path) -> None:
    assert ctmodel_command("diff", "old.json", "old.json") == (0, "Nothing changed.\n", "")


def test_long_texts_show_where_they_differ(ctmodel_command: Command, folder: Path) -> None:
    for name, word in (("old.json", "200"), ("new.json", "100")):
        summary = f"{'A long text. ' * 9}Approximately {word} patients\nare expected{' to be enrolled' * 9}."
        (folder / name).write_text(json.dumps(study("NCT00000102", descriptionModule={"briefSummary": summary})))
    code, out, _ = ctmodel_command("diff", "old.json", "new.json")
    assert code == 1
    assert out.splitlines()[3:] == [
        "Titles and descriptions",
        "  ~ brief summary changed",
        "      … text. A long text. Approximately [-200-] [+100+] patients are expected to be …",
    ]


def test_values_that_are_not_texts(ctmodel_command: Command, folder: Path) -> None:
    for name, value in (("old.json", ["x"]), ("new.json", {"x": None})):
        (folder / name).write_text(json.dumps(study("NCT00000102", conditionsModule={"keywords": value})))
    out = ctmodel_command("diff", "old.json", "new.json")[1]
    assert out.splitlines()[-1] == "      ~ /protocolSection/conditionsModule/keywords: [...] → {...}"


def test_json(ctmodel_command: Command, folder: Path) -> None:
    code, out, err = ctmodel_command("diff", "--output-format=json", "old.json", "new.json")
    assert (code, err) == (1, "")
    document = json.loads(out)
    assert document["schema_version"] == "1.0"
    assert document["tool"]["name"] == "ctmodel"
    assert document["counts"] == dict.fromkeys(Outcome, 0) | {"changed": 1}
    (held,) = document["studies"]
    assert {key: held[key] for key in held if key not in ("changes", "notes", "interval")} == {
        "registry": "ClinicalTrials.gov",
        "number": "NCT00000102",
        "title": "A trial",
        "outcome": "changed",
        "old_file": "old.json",
        "new_file": "new.json",
    }
    assert len(held["changes"]) == 7
    place = "/protocolSection/designModule/enrollmentInfo/count"
    assert held["changes"][0] == {
        "kind": "changed",
        "old_path": "enrollment.count",
        "new_path": "enrollment.count",
        "old": 200,
        "new": 102,
        "old_pointer": place,
        "new_pointer": place,
    }
    assert held["changes"][-1]["new"] == {"a": [1]}
    assert sorted(position for note in held["notes"] for position in note["changes"]) == [*range(7)]


def test_two_files_of_different_studies(ctmodel_command: Command, folder: Path) -> None:
    code, out, err = ctmodel_command("diff", "old.json", "other.json")
    assert (code, out) == (2, "")
    assert "old.json holds NCT00000102, but other.json holds NCT00000103; --force compares different studies" in err
    code, out, err = ctmodel_command("diff", "--force", "old.json", "other.json")
    assert (code, err) == (1, "")
    assert "  ~ nct id changed: NCT00000102 → NCT00000103\n" in out


def test_a_draft_is_compared_with_any_study(ctmodel_command: Command, folder: Path) -> None:
    (folder / "draft.json").write_text(json.dumps(study(None)))
    code, out, _ = ctmodel_command("diff", "draft.json", "other.json")
    assert (code, out.splitlines()[-1]) == (1, "  + nct id added: NCT00000103")


def test_folders_archives_and_lines(ctmodel_command: Command, folder: Path) -> None:
    write(folder / "before" / "a.jsonl", OLD, study("NCT00000103"), study("NCT00000104"))
    write(folder / "after.jsonl", study("NCT00000105"), study("NCT00000103"), NEW)
    with zipfile.ZipFile(folder / "after.zip", "w") as archive:
        archive.write(folder / "after.jsonl", "after.jsonl")
    expected = f"""\
NCT00000105  A trial: added

{TEXT}
NCT00000104  A trial: removed

4 studies: 1 changed, 1 unchanged, 1 added, 1 removed
"""
    for new in ("after.jsonl", "after.zip"):
        assert ctmodel_command("diff", "before", new) == (1, expected, "")
    code, out, _ = ctmodel_command("diff", "before", "after.zip", "--output-format=json")
    document = json.loads(out)
    assert code == 1
    assert document["counts"] == dict.fromkeys(Outcome, 1) | {Outcome.BY_REGISTRY: 0}
    assert [(held["number"], held["outcome"]) for held in document["studies"]] == [
        ("NCT00000105", "added"),
        ("NCT00000103", "unchanged"),
        ("NCT00000102", "changed"),
        ("NCT00000104", "removed"),
    ]
    assert (document["studies"][0]["old_file"], document["studies"][3]["new_file"]) == (None, None)
    assert document["studies"][2]["new_file"] == "after.zip!/after.jsonl"


def test_folders_without_changes(ctmodel_command: Command, folder: Path) -> None:
    write(folder / "a" / "a.jsonl", OLD, study("NCT00000103"))
    assert ctmodel_command("diff", "a", "a") == (0, "2 studies: 2 unchanged\n", "")


def test_folders_with_one_study_each(ctmodel_command: Command, folder: Path) -> None:
    write(folder / "a" / "a.json", study("NCT00000103"))
    write(folder / "b" / "b.json", study("NCT00000104"))
    code, out, err = ctmodel_command("diff", "a", "b")
    assert (code, err) == (1, "")
    assert out.startswith("NCT00000104  A trial: added\nNCT00000103  A trial: removed\n")


def test_formats_are_mixed(ctmodel_command: Command, folder: Path) -> None:
    xml = """<clinical_study><id_info><nct_id>NCT00000103</nct_id></id_info><brief_title>A trial</brief_title>
    <overall_status>Completed</overall_status></clinical_study>"""
    (folder / "old.xml").write_text(xml)
    code, out, err = ctmodel_command("diff", "old.xml", "other.json")
    assert (code, err) == (1, "")
    assert "  - overall status removed: Completed\n" in out


def test_records_that_cannot_be_compared(ctmodel_command: Command, folder: Path) -> None:
    write(folder / "a.jsonl", OLD, study(None), study("NCT00000103"))
    write(folder / "b.jsonl", OLD, NEW, study("NCT00000103"))
    code, out, err = ctmodel_command("diff", "a.jsonl", "b.jsonl")
    assert (code, out) == (2, "2 studies: 2 unchanged\n")
    assert err == (
        "ctmodel: a.jsonl: a record without a registry number was not compared\n"
        "ctmodel: b.jsonl: a second record of NCT00000102 was not compared\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.json", "absent.json"], "absent.json: No such file or directory"),
        (["absent.json", "old.json"], "absent.json: No such file or directory"),
        (["-", "-"], "standard input can be OLD or NEW, not both"),
        (["old.json"], "Missing argument 'NEW'"),
        (["old.json", "new.json", "--format=none"], "none"),
        (["old.json", "empty"], "empty: holds no study"),
        (["old.json", "text.json"], "text.json:1:1"),
    ],
)
def test_what_cannot_be_used(ctmodel_command: Command, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "empty").mkdir()
    (folder / "text.json").write_text("no JSON")
    code, _, err = ctmodel_command("diff", *arguments)
    assert code == 2
    assert message in err


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_nothing_is_obeyed(ctmodel_command: Command, folder: Path, text: str, form: str) -> None:
    hostile = study("NCT00000102", f"{text}\x1b[31m\n{text}", x={f"{text}\n{text}": text})
    (folder / "hostile.json").write_text(json.dumps(hostile))
    for order in (["old.json", "hostile.json"], ["hostile.json", "old.json"]):
        code, out, err = ctmodel_command("diff", *order, "--output-format", form)
        assert code == 1
        assert_inert(out)
        assert_inert(err)


def test_addresses_are_not_shown_in_text(ctmodel_command: Command, folder: Path) -> None:
    long = "A title that is long enough to be cut at its end, by Dr "
    titles = [f"{long}ann@example.org", f"{long}lee@example.org"]
    for name, title in zip(("old.json", "new.json"), titles, strict=True):
        (folder / name).write_text(json.dumps(study("NCT00000102", title)))
    _, out, _ = ctmodel_command("diff", "old.json", "new.json")
    assert "ann" not in out
    assert "lee" not in out
    assert out.count("[e-mail address]") == 2


def test_resubmissions_of_a_ctis_trial_are_versions_of_it(ctmodel_command: Command, folder: Path) -> None:
    sample = Path(__file__).parents[1] / "formats" / "ctis" / "samples" / "current.json"
    record = json.loads(sample.read_text(encoding="utf-8"))
    texts = {name: json.dumps(record | {"ctNumber": f"2022-500024-30-0{name}"}) for name in "01"}
    for name, text in texts.items():
        write(folder / name / "b.jsonl", study("NCT00000103"))
        (folder / name / "a.json").write_text(text)
    code, out, err = ctmodel_command("diff", "0", "1", "--output-format=json")
    assert (code, err) == (1, "")
    assert [held["outcome"] for held in json.loads(out)["studies"]] == ["changed", "unchanged"]


DATED = study(
    "NCT00000102",
    statusModule={"lastUpdateSubmitDate": "2026-02-01", "lastUpdatePostDateStruct": {"date": "2026-02-03"}},
)
POSTED = study(
    "NCT00000102",
    statusModule={"lastUpdateSubmitDate": "2026-02-01", "lastUpdatePostDateStruct": {"date": "2026-02-04"}},
)


def test_administrative_changes_are_folded_and_do_not_count(ctmodel_command: Command, folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps(DATED))
    (folder / "b.json").write_text(json.dumps(POSTED))
    code, out, err = ctmodel_command("diff", "a.json", "b.json")
    assert (code, err) == (0, "")
    assert out == (
        "NCT00000102  A trial\n"
        "The sponsor submitted nothing between the versions; the last submission is of 2026-02-01.\n"
        "Unchanged: outcomes, sample size, eligibility, arms, interventions and design.\n"
        "\nAdministrative and derived data\n  ~ 1 change: last update post date\n"
    )
    code, out, _ = ctmodel_command("diff", "--all", "a.json", "b.json")
    assert code == 1
    assert out.endswith(
        "  ~ last update post date changed: 2026-02-03 → 2026-02-04\n"
        "\nAll 1 change\n  ~ last_update_post_date: 2026-02-03 → 2026-02-04\n"
    )
    document = json.loads(ctmodel_command("diff", "a.json", "b.json", "--output-format=json")[1])
    assert document["studies"][0]["outcome"] == Outcome.BY_REGISTRY


def test_among_many_studies_those_that_only_the_registry_changed_are_counted(
    ctmodel_command: Command, folder: Path
) -> None:
    write(folder / "a.jsonl", DATED, OLD | {"protocolSection": study("NCT00000103")["protocolSection"]})
    write(folder / "b.jsonl", POSTED, study("NCT00000103"))
    out = "2 studies: 1 changed by the registry only, 1 unchanged\n"
    assert ctmodel_command("diff", "a.jsonl", "b.jsonl") == (0, out, "")
    code, out, _ = ctmodel_command("diff", "a.jsonl", "b.jsonl", "--all")
    assert code == 1
    assert "last update post date changed" in out


def test_html_without_its_extra(ctmodel_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [
        name for name in sys.modules if name.startswith(("ctmodel.pages.html", "ctmodel.report.differences"))
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    code, out, err = ctmodel_command("diff", "old.json", "new.json", "--output-format=html")
    assert (code, out) == (2, "")
    assert "install ctmodel[html]" in err
