"""Reading and writing files, archives and folders."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel import ReadError, Trial

STUDY = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}, "new": 1}


def study(number: int) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}}}


def numbers(source: Any, **options: Any) -> list[str | None]:
    return [trial.nct_id for trial in ctmodel.read_many(source, **options)]


class TestRead:
    @pytest.mark.parametrize("name", ["a.json", "a.txt", "a.json.gz"])
    def test_a_file(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        data = json.dumps(STUDY).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

        for source in (path, str(path)):
            assert ctmodel.unstructure(ctmodel.read(source)) == STUDY

    def test_an_open_file(self) -> None:
        text = json.dumps(STUDY)
        assert ctmodel.read(io.StringIO(text)).nct_id == "NCT00000001"
        assert ctmodel.read(io.BytesIO(text.encode())).nct_id == "NCT00000001"

    def test_an_error_names_the_file_and_the_place(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.json"
        path.write_text('{"a":\n 1,}')
        with pytest.raises(ReadError) as caught:
            ctmodel.read(path)
        assert str(caught.value) == (
            f"{path}:2:4: not JSON: a key is missing: keys are text in double quotes (the comma before it is one too many)"
        )
        assert (caught.value.path, caught.value.line, caught.value.column) == (str(path), 2, 4)

    def test_several_studies_are_for_read_many(self, tmp_path: Path) -> None:
        path = tmp_path / "page.json"
        path.write_text(json.dumps({"studies": [STUDY]}))
        for source in (path, tmp_path, tmp_path / "a.zip", tmp_path / "a.jsonl"):
            with pytest.raises(ReadError, match="read_many"):
                ctmodel.read(source)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            ctmodel.read(tmp_path / "none.json")

    def test_damaged_gzip(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json.gz"
        for data in (gzip.compress(b"{}" * 500)[:-10], b"no gzip", gzip.compress(b"{}")[:-8] + b"12345678"):
            path.write_bytes(data)
            with pytest.raises(ReadError, match="damaged archive") as caught:
                ctmodel.read(path)
            assert caught.value.code == "STR015"


class TestWrite:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        trial = ctmodel.structure(STUDY)
        for name, indent in (("a.json", None), ("b.json", 2), ("c.json.gz", None)):
            ctmodel.write(trial, tmp_path / name, indent)
            assert ctmodel.unstructure(ctmodel.read(tmp_path / name)) == STUDY
        assert (tmp_path / "a.json").read_text() == ctmodel.dumps(trial)
        assert (tmp_path / "b.json").read_text() == ctmodel.dumps(trial, indent=2)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json", "c.json.gz"]

    def test_a_failed_write_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.json"
        path.write_text("old")
        with pytest.raises(TypeError, match="acronym"):
            ctmodel.write(Trial(acronym=5), path)  # type: ignore[arg-type]

        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            ctmodel.write(Trial(), path)
        assert path.read_text() == "old"
        assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]

    def test_permissions_and_links_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text("old")
        path.chmod(0o640)
        link = tmp_path / "link.json"
        link.symlink_to(path)
        ctmodel.write(Trial(), link)

        assert link.is_symlink()
        assert path.read_text() == "{}"
        assert path.stat().st_mode & 0o777 == 0o640
        ctmodel.write(Trial(), tmp_path / "new.json")
        assert (tmp_path / "new.json").stat().st_mode & 0o077 == 0o066 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class TestReadMany:
    @pytest.mark.parametrize(
        "document",
        [
            [study(1), study(2)],
            {"studies": [study(1), study(2)], "nextPageToken": "x"},
            [{"study": study(1)}, {"study": study(2)}],
        ],
    )
    def test_one_document_of_several(self, tmp_path: Path, document: Any) -> None:
        path = tmp_path / "a.json"
        path.write_text(json.dumps(document))
        assert numbers(path) == ["NCT00000001", "NCT00000002"]

    @pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
    def test_lines(self, tmp_path: Path, name: str) -> None:
        data = f"{json.dumps(study(1))}\n\n{json.dumps(study(2))}\r\n{json.dumps(study(3))}".encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        assert numbers(tmp_path / name) == ["NCT00000001", "NCT00000002", "NCT00000003"]

    def test_an_archive(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("b/NCT00000002.json", json.dumps(study(2)))
            archive.writestr("a.jsonl", json.dumps(study(1)))
            archive.writestr("readme.txt", "no study")
            archive.mkdir("c")
        assert numbers(path) == ["NCT00000002", "NCT00000001"]

    def test_a_folder(self, tmp_path: Path) -> None:
        for number, name in enumerate(["b.json", "a/x.json", ".hidden.json", ".git/y.json", "c.txt", "d.JSON"]):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(study(number)))
        (tmp_path / "package.json").write_text('{"name": "x"}')
        (tmp_path / "link.json").symlink_to(tmp_path / "b.json")
        (tmp_path / "loop").symlink_to(tmp_path)
        assert numbers(tmp_path) == ["NCT00000001", "NCT00000000", "NCT00000005"]

    def test_a_pattern(self, tmp_path: Path) -> None:
        for number in (2, 1):
            (tmp_path / f"{number}.json").write_text(json.dumps(study(number)))
        (tmp_path / "[x].json").write_text(json.dumps(study(3)))
        assert numbers(f"{tmp_path}/[0-9].json") == ["NCT00000001", "NCT00000002"]
        assert numbers(tmp_path / "[x].json") == ["NCT00000003"]
        with pytest.raises(FileNotFoundError, match="nothing matches"):
            numbers(f"{tmp_path}/*.xyz")

    def test_errors_are_raised_or_given(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(f"{json.dumps(study(1))}\n{{\n[5]\n{json.dumps(study(2))}\n")
        with pytest.raises(ReadError, match=f"{path}:2:2: not JSON: the document ends too early"):
            numbers(path)

        errors: list[ReadError] = []
        assert numbers(path, on_error=errors.append) == ["NCT00000001", "NCT00000002"]
        assert [(error.line, error.code) for error in errors] == [(2, "STR001"), (3, "STR002")]
        assert str(errors[1]).endswith(":3:2: /0: this is not a study, which is a JSON object")

    def test_hostile_archives(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("../up.json", json.dumps(study(1)))
            archive.writestr("/root.json", json.dumps(study(2)))
            archive.writestr("C:/windows.json", json.dumps(study(3)))
            archive.writestr("bomb.json", " " * (8 << 20))
            archive.writestr("good.json", json.dumps(study(4)))
        errors: list[ReadError] = []
        assert numbers(path, on_error=errors.append) == ["NCT00000004"]
        assert [(error.member, error.code) for error in errors] == [
            ("../up.json", "STR015"), ("/root.json", "STR015"), ("C:/windows.json", "STR015"), ("bomb.json", "STR016"),
        ]  # fmt: skip

    def test_an_encrypted_member(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("secret.json", json.dumps(study(1)))
        data = bytearray(path.read_bytes())
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(data)
        with pytest.raises(ReadError, match="the member is encrypted"):
            numbers(path)

    def test_damaged_archives(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("bad.json", json.dumps(study(1)))
            archive.writestr("good.json", json.dumps(study(2)))
        data = path.read_bytes()
        errors: list[ReadError] = []
        path.write_bytes(data.replace(b"NCT00000001", b"NCT00000009", 1))
        assert numbers(path, on_error=errors.append) == ["NCT00000002"]
        path.write_bytes(data[:60])
        assert numbers(path, on_error=errors.append) == []
        assert [(error.member, error.code) for error in errors] == [("bad.json", "STR015"), (None, "STR015")]

    def test_a_line_without_end_is_not_held(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("streams", "text"):
            monkeypatch.setattr(f"ctmodel.io.{module}.MAX_BYTES", 200)
        path = tmp_path / "a.jsonl"
        path.write_text(f"{json.dumps(study(1))}\n{'x' * 1000}\n{json.dumps(study(2))}\n")
        errors: list[ReadError] = []
        assert numbers(path, on_error=errors.append) == ["NCT00000001", "NCT00000002"]
        assert [(error.line, error.code) for error in errors] == [(2, "STR016")]
        (tmp_path / "b.json").write_text("x" * 201)
        with pytest.raises(ReadError, match="more than") as caught:
            numbers(tmp_path / "b.json")
        assert caught.value.code == "STR016"


def test_an_error_survives_pickle() -> None:
    import pickle

    error = ReadError("why", path="p", member="m", line=2, column=3, code="STR015")
    twin = pickle.loads(pickle.dumps(error))
    assert str(twin) == str(error) == "p!/m:2:3: why"
    assert str(ReadError("why", line=2, column=3)) == "line 2, column 3: why"
    assert str(ReadError("why")) == "why"
