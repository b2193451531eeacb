"""``ctmodel show --html`` with a folder: a page for each study, and an index."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import ctmodel
from ctmodel.cli.app import app
from ctmodel.cli.file_names import FileNames
from ctmodel.pages.html import page


def study(number, title="A title"):
    return {"protocolSection": {"identificationModule": {"nctId": number, "briefTitle": title}}}


@pytest.fixture
def lines(tmp_path):
    """A file that makes a JSON Lines file of studies."""

    def write(*studies):
        held = tmp_path / "studies.jsonl"
        held.write_text("".join(json.dumps(item) + "\n" for item in studies))
        return str(held)

    return write


def run(*arguments):
    result = CliRunner().invoke(app, ["show", *map(str, arguments)], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.stderr


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def linked(folder):
    html = (folder / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<a class="mono" href="([^"]+)"', html)


def test_each_study_gets_a_page_and_the_index_links_to_it(lines, tmp_path):
    out = tmp_path / "pages"
    code, said = run(lines(study("NCT00000002"), study("NCT00000001")), "--html", out)
    assert code == 0
    assert names(out) == ["NCT00000001.html", "NCT00000002.html", "index.html"]
    assert linked(out) == ["NCT00000002.html", "NCT00000001.html"]
    expected = page(ctmodel.structure(study("NCT00000001")))
    assert (out / "NCT00000001.html").read_text(encoding="utf-8") == expected
    assert said == f"ctmodel: wrote 2 pages and {out / 'index.html'}\n"


def test_persons_and_findings_are_left_out_on_request(lines, tmp_path):
    held = study("NCT00000001")
    held["protocolSection"]["contactsLocationsModule"] = {"overallOfficials": [{"name": "Jane Doe"}]}
    run(lines(held), "--html", tmp_path / "pages", "--no-contacts", "--no-findings")
    for file in (tmp_path / "pages").iterdir():
        assert "Jane Doe" not in file.read_text(encoding="utf-8")
        assert "#checks" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("a.html", ["a.html"]),
        ("a.HTM", ["a.HTM"]),
        ("new", ["NCT00000001.html", "index.html"]),
        ("a.html/", ["NCT00000001.html", "index.html"]),
    ],
)
def test_the_name_of_the_target_says_whether_it_is_a_folder(lines, tmp_path, target, made):
    path = lines(study("NCT00000001"))
    (tmp_path / "out").mkdir()
    assert run(path, "--html", f"{tmp_path / 'out'}/{target}")[0] == 0
    found = sorted(file.name for file in (tmp_path / "out").rglob("*") if file.is_file())
    assert found == made


def test_what_exists_is_what_it_is(lines, tmp_path):
    path = lines(study("NCT00000001"))
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_text("")
    run(path, "--html", tmp_path / "folder.html")
    assert names(tmp_path / "folder.html") == ["NCT00000001.html", "index.html"]
    run(path, "--html", tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_studies_do_not_fit_into_a_file(lines, tmp_path):
    path = lines(study("NCT00000001"), study("NCT00000002"))
    result = CliRunner().invoke(app, ["show", path, "--html", str(tmp_path / "a.html")])
    assert result.exit_code == 2
    assert "name a folder" in result.output
    assert not (tmp_path / "a.html").exists()


def test_what_is_read_is_not_written_over(lines, tmp_path):
    path = lines(study("NCT00000001"))
    for target in (path, ""):
        result = CliRunner().invoke(app, ["show", path, "--html", target])
        assert result.exit_code == 2
    assert "NCT00000001" in (tmp_path / "studies.jsonl").read_text()


def test_a_study_without_a_page_loses_no_other(lines, tmp_path, monkeypatch):
    from ctmodel.cli import pages

    def failing(trial, *given, **options):
        if trial.nct_id == "NCT00000002":
            raise ValueError("cannot be written")
        return page(trial, *given, **options)

    monkeypatch.setattr(pages, "page", failing)
    out = tmp_path / "pages"
    (out / "NCT00000003.html").mkdir(parents=True)
    code, said = run(lines(*(study(f"NCT0000000{index}") for index in range(1, 5))), "--html", out)
    assert code == 2
    assert "NCT00000002 has no page: cannot be written" in said
    assert "NCT00000003.html" in said
    assert linked(out) == ["NCT00000001.html", "NCT00000004.html"]


def test_what_cannot_be_read_is_told_and_the_others_are_written(lines, tmp_path):
    path = lines(study("NCT00000001"), study("NCT00000002"))
    with Path(path).open("a") as file:
        file.write('{"protocolSection": \n')
    code, said = run(path, "--html", tmp_path / "pages")
    assert code == 1
    assert "studies.jsonl:3" in said
    assert linked(tmp_path / "pages") == ["NCT00000001.html", "NCT00000002.html"]


def test_nothing_to_show_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(app, ["show", str(tmp_path / "empty"), "--html", str(tmp_path / "pages")])
    assert result.exit_code == 2
    assert not (tmp_path / "pages" / "index.html").exists()


HOSTILE = [
    "../../etc/passwd",
    "..",
    "a/b",
    "a\\b",
    "CON",
    "nul.x",
    "index",
    "INDEX",
    "",
    "-",
    "x" * 300,
    "é\u202e",
    "NCT1\n",
    "A",
    "a",
    "A-2",
]


def test_hostile_numbers_stay_in_the_folder_and_apart(lines, tmp_path):
    out = tmp_path / "deep" / "pages"
    code, _ = run(lines(*map(study, HOSTILE)), "--html", out)
    assert code == 0
    made = names(out)
    assert len(made) == len(HOSTILE) + 1
    assert len({name.casefold() for name in made}) == len(made)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,110}", name) for name in made)
    assert not any(re.match(r"(?i)(con|nul)\b", name) for name in made)
    assert sorted(linked(out)) == sorted(set(made) - {"index.html"})
    assert names(tmp_path) == ["deep", "studies.jsonl"]


def test_names_are_taken_once():
    names = FileNames(".html", taken=["index.html"])
    assert [names.name(number) for number in ("A", "A", "a", "A-2", "index", None)] == [
        "A.html", "A-2.html", "a-3.html", "A-2-2.html", "index-2.html", "trial.html",
    ]  # fmt: skip


@pytest.mark.corpus
def test_memory_does_not_grow_with_the_studies(corpus, tmp_path, monkeypatch):
    """No trial is kept: what is held of each study is its row in the index."""
    import gc

    from ctmodel.cli import pages
    from ctmodel.model.trial import Trial

    def count():
        gc.collect()
        return sum(type(held) is Trial for held in gc.get_objects())

    before, most, made = count(), 0, 0

    def counting(*given, **options):
        nonlocal most, made
        made += 1
        if made % 50 == 1:  # to count takes longer than a page
            most = max(most, count() - before)
        return ""

    monkeypatch.setattr(pages, "page", counting)
    run(corpus / "history_v2.zip", "--html", tmp_path / "pages", "--no-findings")
    assert 1 <= most <= 2
