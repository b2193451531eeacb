"""The parts of an input hold its documents, each once and in their order, and each can be read without the others."""

import gzip
import io
import json
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from ctmodel.errors import ReadError
from ctmodel.io import archives
from ctmodel.io import parts as module
from ctmodel.io.archives import Members, members
from ctmodel.io.document import Document
from ctmodel.io.documents import documents, parts
from ctmodel.io.files import read_many
from ctmodel.io.parts import File, Held, Lines


def unreadable(error: OSError) -> None:
    """Be told of a file that cannot be read; there is none."""
    raise error


def study(number: int) -> bytes:
    return json.dumps({"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}}}).encode()


STUDIES = [study(number) for number in range(500)]


def zipped(path: Path, studies: list[bytes], *, before: bytes = b"", comment: bytes = b"") -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for number, data in enumerate(studies):
            archive.writestr(f"studies/{number}.json", data)
    path.write_bytes(before + held.getvalue())
    return path


def texts(found: list[Document | ReadError]) -> list[bytes]:
    assert not [each for each in found if isinstance(each, ReadError)]
    return [each.data for each in found if isinstance(each, Document)]


def read_apart(path: Path) -> list[Document | ReadError]:
    """Read the parts backwards, each after a copy to another process."""
    copies = [pickle.loads(pickle.dumps(part)) for part in parts(str(path), unreadable)]
    assert all(copy.path == str(path) or path.is_dir() for copy in copies)
    found = [list(copy.documents()) for copy in reversed(copies)]
    return [document for each in reversed(found) for document in each]


@pytest.fixture(params=[100, 5_000, 1 << 20])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "PART", request.param)
    monkeypatch.setattr("ctmodel.io.streams.LARGE", request.param)
    return int(request.param)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "a.json.gz", "a.zip", "folder"])
def test_parts_hold_all_documents(tmp_path: Path, size: int, name: str) -> None:
    path = tmp_path / name
    data = b"\n".join(STUDIES) if "jsonl" in name else b'{"studies": [%b]}' % b",\n".join(STUDIES)
    if name == "folder":
        path.mkdir()
        for number, held in enumerate(STUDIES):
            (path / f"{number:03}.json").write_bytes(held)
    elif name == "a.zip":
        zipped(path, STUDIES)
    else:
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    expected = STUDIES if size < len(data) or "json" not in name or "jsonl" in name else [data]
    assert texts(read_apart(path)) == expected
    assert list(documents(path)) == read_apart(path)


def test_places_are_those_in_the_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n" + b"\n\n".join(STUDIES) + b"\n")
    found = [document for document in read_apart(path) if isinstance(document, Document)]
    assert [document.line for document in found] == [3 + 2 * number for number in range(500)]


@pytest.mark.parametrize("comment", [b"", b"PK\x05\x06 is no end", b"x" * 0xFFFF])
@pytest.mark.parametrize("before", [b"", b"#!/bin/sh\n" * 9])
def test_archives_with_something_before_or_behind(tmp_path: Path, size: int, before: bytes, comment: bytes) -> None:
    path = zipped(tmp_path / "a.zip", STUDIES[:50], before=before, comment=comment)
    if comment.startswith(b"PK"):
        # Nobody can tell; the library of the interpreter cannot, either.
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(path).namelist()
    else:
        assert texts(read_apart(path)) == STUDIES[:50]


def test_archives_of_more_members_than_16_bits_count(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(0x10000):
            archive.writestr(f"{number}.json", b"{}")
    with path.open("rb") as file:
        found = list(members(file, str(path), found=False, most=module.PART))
    assert sum(part.count for part in found) == 0x10000
    assert max(part.count for part in found) == archives._MOST
    assert len(list(found[-1].documents())) == found[-1].count


@pytest.mark.parametrize("damage", ["cut", "sign", "offset", "empty"])
def test_directories_that_are_damaged(tmp_path: Path, damage: str) -> None:
    path = zipped(tmp_path / "a.zip", STUDIES[:300])
    data = bytearray(path.read_bytes())
    entry, end = data.find(b"PK\x01\x02", len(data) // 2), data.rfind(b"PK\x05\x06")
    if damage == "cut":
        del data[end:]
    elif damage == "sign":
        data[data.find(b"PK\x01\x02", entry + 4)] = 0
    elif damage == "offset":
        data[end + 16 : end + 20] = (len(data)).to_bytes(4, "little")
    else:
        data = bytearray()
    path.write_bytes(data)
    (error,) = read_apart(path)
    assert isinstance(error, ReadError)
    assert error.code == "STR015"
    assert list(map(str, documents(path))) == [str(error)]


def test_a_file_that_was_cut_off_in_the_meantime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PART", 1_000)
    path = tmp_path / "a.jsonl"
    data = b"\n".join(STUDIES)
    path.write_bytes(data)
    cut = list(parts(str(path), unreadable))
    os.truncate(path, len(data) - 10)
    found = [document for part in cut for document in part.documents()]
    assert [each.data for each in found[:499] if isinstance(each, Document)] == STUDIES[:499]
    assert [each.reason for each in found if isinstance(each, ReadError)] == [
        "the file was cut off while it was read: 10 bytes are missing"
    ]


def test_the_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PART", 100)
    for name, data, kind in (
        ("a.json", b" " * 100, File),
        ("b.json", b" " * 101, Held),
        ("c.xml", b" " * 101, File),
        ("d.jsonl", b"{}\n", Lines),
        ("e.json.gz", gzip.compress(b"{}"), Held),
    ):
        (tmp_path / name).write_bytes(data)
        assert [type(part) for part in parts(str(tmp_path / name), unreadable)] == [kind]
    zipped(tmp_path / "f.zip", STUDIES[:3])
    assert {type(part) for part in parts(str(tmp_path / "f.zip"), unreadable)} == {Members}


@pytest.mark.parametrize("large", [10, 1 << 20])
def test_what_is_not_a_study_in_a_list_is_told_whatever_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr("ctmodel.io.streams.LARGE", large)
    (tmp_path / "list.json").write_bytes(b"[%b]" % b",".join([*STUDIES[:3], b'{"foo": 1}', b"5", b"null"]))
    (tmp_path / "other.json").write_bytes(b'[{"name": "a tool"}, {"name": "another"}]')
    errors: list[ReadError] = []
    assert len(list(read_many(tmp_path, errors.append))) == 3
    assert [(Path(error.path or "").name, error.code) for error in errors] == [("list.json", "STR002")] * 3


def test_members_before_damage_in_the_directory_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST", 10)
    path = zipped(tmp_path / "a.zip", STUDIES[:35])
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02")] = 0
    path.write_bytes(data)
    found = read_apart(path)
    assert texts(found[:-1]) == STUDIES[:30]
    assert isinstance(found[-1], ReadError)


def test_archives_on_several_disks_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", STUDIES[:3])
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x05\x06") + 4] = 1
    path.write_bytes(data)
    (error,) = read_apart(path)
    assert isinstance(error, ReadError)
    assert "several disks" in error.reason
