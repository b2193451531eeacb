"""``ctmodel link``: groups as text, JSON and CSV."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Command, ctmodel_command
from tests.cli.test_inert import assert_inert

__all__ = ["ctmodel_command"]


def study(number: str | None, *ids: str, org: str | None = None, sponsor: str | None = None) -> dict[str, object]:
    identification: dict[str, object] = {"nctId": number} if number else {"briefTitle": "A draft"}
    if org:
        identification["orgStudyIdInfo"] = {"id": org}
    if ids:
        identification["secondaryIdInfos"] = [{"id": held} for held in ids]
    modules: dict[str, object] = {"identificationModule": identification}
    if sponsor:
        modules["sponsorCollaboratorsModule"] = {"leadSponsor": {"name": sponsor}}
    return {"protocolSection": modules}


ISRCTN = """<Trials_downloaded_from_ICTRP><Trial><TrialID>ISRCTN76463425</TrialID><Source_Register>ISRCTN</Source_Register>
<Secondary_ID>NCT01727609</Secondary_ID></Trial></Trials_downloaded_from_ICTRP>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lines = [study("NCT00000102", "2004-000119-24"), study("NCT00000103", "2004-000119-24"), study("NCT01727609")]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    (tmp_path / "b.xml").write_text(ISRCTN)
    (tmp_path / "package.json").write_text("{}")
    return tmp_path


def test_text(ctmodel_command: Command, folder: Path) -> None:
    assert ctmodel_command("link", ".") == (
        0,
        """\
2 records of one trial:
  NCT01727609     ClinicalTrials.gov  a.jsonl
  ISRCTN76463425  ISRCTN registry     b.xml
  probable: ISRCTN76463425 names NCT01727609 (secondary_ids[1].id)

conflict, not joined: 2004-000119-24 is on 2 records of ClinicalTrials.gov, so it joins nothing
  NCT00000102  ClinicalTrials.gov  a.jsonl
  NCT00000103  ClinicalTrials.gov  a.jsonl

4 records of 3 trials, 1 of them with several records. Links: 0 certain, 1 probable, 0 hint, 1 conflict.
""",
        "",
    )


def test_equal_evidence_is_shown_once(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "copies.json"
    file.write_text(json.dumps([study("NCT00000102")] * 3))
    assert ctmodel_command("link", file)[1].count("certain: same number, NCT00000102") == 1


def test_hints_of_different_pairs_are_apart(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    sponsors = ["A", "B", "A", "B"]
    held = [study(f"NCT0000010{index}", org="EX-99", sponsor=name) for index, name in enumerate(sponsors)]
    file.write_text(json.dumps(held))
    out = ctmodel_command("link", file)[1]
    assert out.count("hint, not joined: same sponsor, and same protocol number, EX-99\n") == 2


def test_json(ctmodel_command: Command, folder: Path) -> None:
    code, out, err = ctmodel_command("link", "b.xml", "a.jsonl", "--output-format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["schema_version"] == "1.0"
    assert document["tool"]["name"] == "ctmodel"
    assert document["counts"] == {
        "records": 4, "groups": 3, "groups_of_several": 1, "certain": 0, "probable": 1, "hint": 0, "conflict": 1
    }  # fmt: skip
    assert document["groups"][0] == {
        "members": [
            {
                "index": 0,
                "registry": "ISRCTN registry",
                "number": "ISRCTN76463425",
                "source": "ictrp-xml",
                "file": "b.xml",
            },
            {
                "index": 3,
                "registry": "ClinicalTrials.gov",
                "number": "NCT01727609",
                "source": "ctgov-v2",
                "file": "a.jsonl",
            },
        ],
        "links": [
            {
                "a": 0,
                "b": 3,
                "grade": "probable",
                "evidence": "ISRCTN76463425 names NCT01727609 (secondary_ids[1].id)",
            }
        ],
    }
    assert document["groups"][1]["links"] == document["groups"][2]["links"]


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_csv(ctmodel_command: Command, folder: Path) -> None:
    code, out, err = ctmodel_command("link", ".", "--output-format=csv")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "group,records,index,registry,number,format,file,evidence"
    assert [(row["group"], row["records"], row["index"], row["number"]) for row in rows(out)] == [
        ("1", "1", "0", "NCT00000102"),
        ("2", "1", "1", "NCT00000103"),
        ("3", "2", "2", "NCT01727609"),
        ("3", "2", "3", "ISRCTN76463425"),
    ]
    assert rows(out)[3]["evidence"] == "probable: ISRCTN76463425 names NCT01727609 (secondary_ids[1].id)"
    assert rows(out)[0]["evidence"].startswith("conflict: 2004-000119-24 is on 2 records")


@pytest.mark.parametrize("number", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", " =1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(ctmodel_command: Command, tmp_path: Path, number: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(study(number)))
    (row,) = rows(ctmodel_command("link", file, "--output-format=csv")[1])
    assert row["number"] == f"'{number.strip()}"


def test_a_file_name_is_no_formula(ctmodel_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "=cmd.json").write_text(json.dumps(study("NCT00000102")))
    (row,) = rows(ctmodel_command("link", "=cmd.json", "--output-format=csv")[1])
    assert row["file"] == "'=cmd.json"


@pytest.mark.parametrize("form", ["text", "json", "csv"])
@pytest.mark.parametrize("text", ["##vso[x]1", "\n::error::1", "\x1b[31m1", "jane@example.org 1"])
def test_output_is_harmless(ctmodel_command: Command, tmp_path: Path, form: str, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([study(text, org=text, sponsor="A"), study("NCT00000102", org=text, sponsor="A")] * 2))
    code, out, _ = ctmodel_command("link", file, "--output-format", form)
    assert code == 0
    assert_inert(out)
    assert "\x1b" not in out
    assert "jane@" not in out.lower()


def test_members_of_archives_are_named(ctmodel_command: Command, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(study("NCT00000102")))
        archive.writestr("two.json", json.dumps(study("NCT00000102")))
    out = ctmodel_command("link", tmp_path / "a.zip")[1]
    assert f"{tmp_path}/a.zip!/one.json\n" in out
    assert f"{tmp_path}/a.zip!/two.json\n" in out


def test_drafts_are_known_by_their_position(ctmodel_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([study(None, "ISRCTN76463425"), study("NCT00000102", "ISRCTN76463425")]))
    out = ctmodel_command("link", file)[1]
    assert "  record 0     no registry         " in out
    assert "record 0 and NCT00000102 name ISRCTN76463425" in out


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_what_cannot_be_read_is_told_and_the_others_are_linked(
    ctmodel_command: Command, folder: Path, form: str
) -> None:
    (folder / "c.json").write_text('{"protocolSection": {')
    code, out, err = ctmodel_command("link", ".", "--output-format", form)
    assert code == 1
    assert "c.json:1:" in err
    assert "ISRCTN76463425" in out


def test_paths_that_cannot_be_used(ctmodel_command: Command, folder: Path) -> None:
    code, out, err = ctmodel_command("link", "none.json", "b.xml")
    assert (code, err) == (2, "ctmodel: none.json: No such file or directory\n")
    assert (
        out
        == "1 record of 1 trial, 0 of them with several records. Links: 0 certain, 0 probable, 0 hint, 0 conflict.\n"
    )
    assert ctmodel_command("link", "--format", "none", "b.xml")[0] == 2
    assert ctmodel_command("link")[0] == 2


def test_nothing_to_link(ctmodel_command: Command, tmp_path: Path) -> None:
    code, _, err = ctmodel_command("link", tmp_path)
    assert code == 2
    assert "holds no study" in err
