"""What archives from strangers may do, and what not."""

import gzip
import io
import json
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.io.packed import ExpansionError, unzipped

MEBIBYTE = 1 << 20
STUDY = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}


def codes(path: Path) -> list[str]:
    errors: list[ctmodel.ReadError] = []
    trials = list(ctmodel.read_many(path, on_error=errors.append))
    return [str(trial.nct_id) for trial in trials] + [f"{error.code} {error.reason}" for error in errors]


@pytest.mark.parametrize("name", ["a.json.gz", "a.jsonl.gz", "a.ndjson.gz"])
@pytest.mark.parametrize("parts", [1, 3])
def test_gzip_data_that_expands_beyond_all_measure(tmp_path: Path, name: str, parts: int) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"[" + b"{}," * 1_000_000) * parts)
    begun = time.monotonic()
    assert codes(path) == ["STR016 the file expands more than 200:1"]
    assert time.monotonic() - begun < 5


def test_lines_before_the_limit_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(STUDY).encode() + b"\n" + b" " * (64 * MEBIBYTE)))
    assert codes(path) == ["NCT00000001", "STR016 the file expands more than 200:1"]


def test_a_megabyte_may_expand_as_it_likes(tmp_path: Path) -> None:
    for size, refused in ((MEBIBYTE, False), (MEBIBYTE + 1, True)):
        packed = io.BytesIO(gzip.compress(b" " * size))
        if refused:
            with pytest.raises(ExpansionError):
                unzipped(packed).read()
        else:
            assert len(unzipped(packed).read()) == size


def test_what_expands_as_text_does_is_read(tmp_path: Path) -> None:
    words = "\n".join(json.dumps({"n": number, "text": "word " * (number % 50)}) for number in range(30_000)).encode()
    data = gzip.compress(words)
    assert 5 < len(words) / len(data) < 200
    assert unzipped(io.BytesIO(data * 2)).read() == words * 2


def archive(path: Path, *members: tuple[str, bytes]) -> bytearray:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members:
            opened.writestr(name, data)
    return bytearray(path.read_bytes())


def directory(data: bytearray) -> list[int]:
    """Where the entries of the directory begin."""
    places, at = [], data.find(b"PK\x01\x02")
    while at >= 0:
        places.append(at)
        at = data.find(b"PK\x01\x02", at + 4)
    return places


def studies(count: int) -> list[tuple[str, bytes]]:
    def study(number: int) -> dict[str, Any]:
        return {"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}}}

    return [(f"{number}.json", json.dumps(study(number)).encode()) for number in range(count)]


SHARED = "STR015 the member shares bytes with another, or lacks some"


def test_two_entries_for_the_same_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = archive(path, *studies(3))
    first, second, _ = directory(data)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    assert codes(path) == ["NCT00000002", SHARED, SHARED]


def test_a_member_inside_another(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = archive(path, *studies(3))
    first, second, _ = directory(data)
    begin = struct.unpack("<L", data[second + 42 : second + 46])[0]
    data[first + 20 : first + 24] = struct.pack("<L", begin)
    path.write_bytes(data)
    assert codes(path) == ["NCT00000002", SHARED, SHARED]


def test_a_member_that_reaches_into_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = archive(path, *studies(2))
    _, last = directory(data)
    data[last + 20 : last + 24] = struct.pack("<L", 1 << 30)
    data[last + 24 : last + 28] = struct.pack("<L", 1 << 31)
    path.write_bytes(data)
    assert codes(path) == ["NCT00000000", SHARED]


def test_archives_that_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = archive(path, ("empty.json", b""), ("d/", b""), *studies(20))
    assert len(codes(path)) == 21
    path.write_bytes(b"#!/bin/sh\nexit\n" + data)  # as archives that unpack themselves
    assert codes(path)[:2] == ["NCT00000000", "NCT00000001"]
    with zipfile.ZipFile(path, "w") as opened, opened.open("0.json", "w", force_zip64=True) as member:
        member.write(studies(1)[0][1])
    assert codes(path) == ["NCT00000000"]
