"""The one door: what a format knows is in its folder, and nothing else looks into it."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctmodel
from ctmodel import Trial
from ctmodel.formats import account, format_named, formats
from ctmodel.formats.ctgov_v2.fields import RETIRED, fields
from ctmodel.formats.registry import foreign_formats

SOURCE = Path(ctmodel.__file__).parent
FOLDERS = sorted(path.name for path in (SOURCE / "formats").iterdir() if (path / "__init__.py").is_file())
#: The keys of the native format that cannot be taken for an ordinary word.
WIRE_NAMES = {
    name for path in fields() for name in path.replace("[]", "").split(".") if not (name.isalpha() and name.islower())
}
#: The modules that show the native format to the rest.
SHOWN = {"native.py", "native_schema.py"}


def modules() -> Iterator[Path]:
    return SOURCE.rglob("*.py")


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string that is no docstring, and of every name."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_keys_are_those_of_the_list_of_fields() -> None:
    retired = {path.rpartition(".")[2] for path in RETIRED}
    assert len(WIRE_NAMES - retired) >= 209
    assert {"nctId", "protocolSection", "armGroups"} <= WIRE_NAMES
    assert not {"phases", "id"} & WIRE_NAMES


def test_no_key_of_the_native_format_is_outside_the_formats() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path in modules()
        if "formats" not in path.relative_to(SOURCE).parts
        for line, text in strings(ast.parse(path.read_text(encoding="utf-8")))
        for name in WIRE_NAMES.intersection(re.findall(r"[A-Za-z0-9]+", text))
    ]
    assert found == []


def test_the_test_above_sees_strings_and_names() -> None:
    tree = ast.parse('"""About nctId."""\nx = f"/{y}/armGroups"\nx.briefTitle\n')
    assert {text for _, text in strings(tree)} == {"/", "/armGroups", "briefTitle"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_looks_into_the_folder_of_a_format(folder: str) -> None:
    inside = SOURCE / "formats" / folder
    found = [
        str(path.relative_to(SOURCE))
        for path in modules()
        if inside not in path.parents and path.name not in SHOWN
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if f"{name}.".startswith(f"ctmodel.formats.{folder}.")
    ]
    assert found == []


def test_each_folder_is_a_format() -> None:
    inside = {held.table.split(".")[2] for held in foreign_formats()}
    assert {"ctgov_v2", "ris"} | inside == set(FOLDERS)
    for name, held in formats().items():
        assert format_named(name) is held
        assert held.title
        assert held.is_read or held.is_written
        assert set(held.shared_suffixes) <= set(held.suffixes)
        assert (held.writer is not None) is (held.is_written and name != "ctgov-v2")
        assert all(suffix.startswith(".") for suffix in held.suffixes)
    with pytest.raises(ValueError, match=f"no format 'ictrp'; the formats are {', '.join(formats())}"):
        format_named("ictrp")


def test_a_format_that_is_only_written() -> None:
    held = format_named("ris")
    assert not held.is_read
    assert held.recognises(b"TY  - DBASE\r\nER  - \r\n")
    assert held.recognises(b"\xef\xbb\xbf\r\n TY  - DBASE")
    assert not any(held.recognises(data) for data in (b"", b"TY", b"TY - DBASE", b"{", b"AN  - 1\nTY  - DBASE"))
    assert not held.places.is_known("TI")
    for document in (b"TY  - DBASE\r\nER  - \r\n", b"{}", b"<a/>"):
        with pytest.raises(
            ValueError, match=r"ris is only written; the formats that are read are ctgov-v2, .*ctrdata$"
        ):
            ctmodel.read(io.BytesIO(document), format="ris")


def test_what_was_written_is_not_read(tmp_path: Path) -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    (tmp_path / "a.ris").write_bytes(ctmodel.convert(trial, "ris").document.encode())
    assert list(ctmodel.read_many(tmp_path)) == [], "a file of RIS that is found is none with a study"
    with pytest.raises(ctmodel.ReadError, match="this format is only written: RIS, for reference managers"):
        ctmodel.read(tmp_path / "a.ris")


def test_the_source_of_one_format_is_not_written_into_another() -> None:
    assert ctmodel.unstructure(Trial(_source={"TrialID": "X1"}, brief_title="A title")) == ctmodel.unstructure(
        Trial(brief_title="A title")
    )


FRAGMENT = b"<Trial>\n <TrialID>X1</TrialID>\n <Source_Register>ANZCTR</Source_Register><Phase>Phase 9</Phase></Trial>"


def test_a_foreign_trial_is_written_as_what_its_attributes_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(FRAGMENT)
    trial = ctmodel.read(path)
    assert (trial.registry, trial.registry_id) == ("ANZCTR", "X1")
    trial.brief_title = "A title"
    assert account(trial).left["/Trial/Phase"].value == "Phase 9" == trial.extra["/Trial/Phase"]
    ctmodel.write(trial, tmp_path / "a.json")
    again = ctmodel.read(tmp_path / "a.json")
    assert again == trial
    assert (again.registry, again.registry_id, dict(again.extra)) == (None, None, {})
    ctmodel.write(trial, path)
    assert ctmodel.read(path) == trial


def test_a_finding_about_a_foreign_record_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(FRAGMENT)
    (finding,) = ctmodel.validate_path(path)
    assert finding.code == "STR018"
    assert (finding.pointer, finding.path, finding.record) == ("/Trial/Phase", "phases", "X1")
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (3, 43, 3, 65)
    assert finding.value == "Phase 9"
    (same,) = ctmodel.validate(ctmodel.read(path))
    assert (same.code, same.pointer, same.line) == ("STR018", "/Trial/Phase", None)


@pytest.mark.parametrize(
    ("trial", "registered"),
    [
        (Trial(), (None, None)),
        (Trial(nct_id="NCT00000001"), ("ClinicalTrials.gov", "NCT00000001")),
        (ctmodel.testing.load_fixture("NCT01219465"), ("ClinicalTrials.gov", "NCT01219465")),
        (Trial(secondary_ids=[ctmodel.Identifier(id="2023-501234-12-00", type="CTIS")]), (None, None)),
    ],
)
def test_the_registry_of_a_trial(trial: Trial, registered: tuple[str | None, str | None]) -> None:
    assert (trial.registry, trial.registry_id) == registered
