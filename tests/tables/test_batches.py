"""Record batches to rows: without state, in any number of threads, and never an exception for a record."""

import json
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ctmodel
from ctmodel.tables import SCHEMAS, TABLES, rows, tables, tables_batch, validate_batch
from tests.tables.records import FULL

TEXTS = [ctmodel.dumps(ctmodel.structure(payload)) for payload in FULL]


def batch(*texts: Any, json_type: pa.DataType | None = None) -> pa.RecordBatch:
    """Return a batch of records, named a, b, c ..."""
    names = [chr(ord("a") + index) for index in range(len(texts))]
    held = pa.array(texts, json_type) if json_type is not None else pa.array(texts)
    return pa.record_batch({"name": pa.array(names, pa.string()), "json": held})


@pytest.mark.parametrize("table", [name for name in TABLES if name != "findings"])
def test_rows_are_those_of_the_trials(table: str) -> None:
    made = tables([ctmodel.structure(payload) for payload in FULL], only=[table])[table]
    found = pa.Table.from_batches([tables_batch(batch(*TEXTS), table)])
    assert found.schema.equals(SCHEMAS[table])
    if table == "trials":
        assert found.column("source").to_pylist() == ["a", "b"]
        made, found = made.drop_columns("source"), found.drop_columns("source")
    assert found.equals(made)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()], ids=str)
def test_types_of_json(kind: pa.DataType) -> None:
    texts = [text.encode() for text in TEXTS] if "binary" in str(kind) else TEXTS
    assert tables_batch(batch(*texts, json_type=kind), "arms").num_rows == 4
    as_table = pa.Table.from_batches([batch(*texts, json_type=kind)] * 2)
    assert tables_batch(as_table, "arms").num_rows == 8


@pytest.mark.parametrize("texts", [(), ("{",), (TEXTS[0],), tuple(TEXTS)], ids=len)
def test_what_comes_in_is_what_comes_out(texts: tuple[str, ...]) -> None:
    """Spark passes and takes record batches, Ray tables."""
    as_batch = batch(*texts, json_type=pa.string())
    as_table = pa.Table.from_batches([as_batch])
    for function in (lambda given: tables_batch(given, "arms"), validate_batch):
        of_batch, of_table = function(as_batch), function(as_table)
        assert (type(of_batch), type(of_table)) == (pa.RecordBatch, pa.Table)
        of_batch.validate(full=True)
        assert pa.Table.from_batches([of_batch]).equals(of_table)
        assert of_batch.schema.equals(of_table.schema, check_metadata=True)


def test_what_cannot_be_read_is_a_finding() -> None:
    texts = [
        "{",
        "",
        None,
        "[]",
        "5",
        '{"a": 1}',
        '"x"',
        b"\xff".decode("latin-1"),
        '{"a": 1e999}',
        "<nothing/>",
        TEXTS[0],
    ]
    held = batch(*texts, json_type=pa.string())
    assert tables_batch(held, "trials").column("trial_id").to_pylist() == ["NCT00000103"]
    found = validate_batch(held).to_pylist()
    unread = {row["file"]: row["code"] for row in found if row["file"] != "k"}
    assert unread == {
        "a": "STR001", "b": "STR001", "c": "STR001", "e": "STR002", "f": "STR002", "g": "STR002", "h": "STR001", "i": "STR001", "j": "STR002"
    }  # fmt: skip
    assert {row["record"] for row in found if row["file"] in unread} == {None}
    broken = batch(b"\xff{}", b"\x00" * 10)
    assert [row["code"] for row in validate_batch(broken).to_pylist()] == ["STR001", "STR001"]


def test_findings_are_those_of_the_document() -> None:
    found = validate_batch(batch(*TEXTS), as_of="2026-11-24")
    assert found.schema.equals(SCHEMAS["findings"])
    expected = [
        (finding.code, finding.path, finding.record)
        for payload in FULL
        for finding in ctmodel.validate(ctmodel.structure(payload), as_of="2026-11-24")
    ]
    rows = found.to_pylist()
    assert sorted((row["code"], row["path"] or "", row["trial_id"]) for row in rows) == sorted(expected)
    assert all(row["line_number"] == 1 and row["column_number"] for row in rows)
    keys = dict(
        zip(
            ["NCT00000103", "NCT00000106"],
            tables_batch(batch(*TEXTS), "trials").column("record").to_pylist(),
            strict=True,
        )
    )
    assert {(row["trial_id"], row["record"]) for row in rows} == set(keys.items())
    assert {str(row["as_of"]) for row in rows} == {"2026-11-24"}
    with pytest.raises(ValueError, match="as_of"):
        validate_batch(batch(), as_of="today")


def test_findings_without_a_day() -> None:
    assert {str(row["as_of"]) for row in validate_batch(batch(TEXTS[0])).to_pylist()} == {"2024-03-01"}
    assert tables_batch(batch(TEXTS[0]), "findings").equals(validate_batch(batch(TEXTS[0])))


def test_documents_of_several_records() -> None:
    page = json.dumps({"studies": list(FULL)})
    assert tables_batch(batch(page), "trials").column("trial_id").to_pylist() == ["NCT00000103", "NCT00000106"]
    found = validate_batch(batch(page)).to_pylist()
    assert {row["trial_id"] for row in found} == {"NCT00000103", "NCT00000106"}
    assert len({row["record"] for row in found}) == 2
    twice = json.dumps([FULL[0], FULL[0] | {"hasResults": False}])
    assert {row["record"] for row in validate_batch(batch(twice)).to_pylist()} == {None}, (
        "which of the two is not known"
    )


def test_names_can_be_absent() -> None:
    held = pa.record_batch({"name": pa.array([None], pa.string()), "json": [TEXTS[0]]})
    assert tables_batch(held, "trials").column("source").to_pylist() == [None]
    assert set(validate_batch(held).column("file").to_pylist()) == {None}


def test_batches_that_are_none() -> None:
    assert tables_batch(batch(json_type=pa.string()), "arms").num_rows == 0
    with pytest.raises(ValueError, match="there is no table 'arm'"):
        tables_batch(batch(*TEXTS), "arm")
    with pytest.raises(KeyError, match="json"):
        tables_batch(pa.record_batch({"name": ["a"]}), "arms")


def test_threads_of_duckdb(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    number = 400
    texts = [
        TEXTS[index % 2].replace("NCT00000103", f"NCT1{index:07}").replace("NCT00000106", f"NCT2{index:07}")
        for index in range(number)
    ]
    held = pa.table({"name": [f"{index}" for index in range(number)], "json": [text.encode() for text in texts]})
    pq.write_table(held, tmp_path / "in.parquet", row_group_size=10)
    threads = set[int]()
    both = threading.Barrier(2, timeout=30)

    def events(names: pa.ChunkedArray, texts: pa.ChunkedArray) -> pa.Array:
        if threading.get_ident() not in threads and len(threads) < 2:
            threads.add(threading.get_ident())
            both.wait()  # until a second thread is inside
        made = [
            json.dumps(
                tables_batch(pa.record_batch({"name": [name.as_py()], "json": [text.as_py()]}), "events").to_pylist()
            )
            for name, text in zip(names, texts, strict=True)
        ]
        return pa.array(made, pa.string())

    con = duckdb.connect()
    con.execute("set threads = 4")
    con.create_function("events", events, ["VARCHAR", "BLOB"], "VARCHAR", type="arrow")
    query = "select name, events(name, json) from read_parquet(?)"
    found = con.execute(query, [str(tmp_path / "in.parquet")]).fetchall()
    assert len(threads) == 2
    in_threads = [row for _, made in sorted(found, key=lambda row: int(row[0])) for row in json.loads(made)]
    assert in_threads == tables_batch(held, "events").to_pylist()
    assert len(in_threads) == 18 * number


def test_findings_have_no_addresses() -> None:
    held = {"briefTitle": "Call joe@secret.org or +44 20 7946 0958 now", "joe2@secret.org": 1}
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001", **held}}}
    made = validate_batch(pa.record_batch({"name": ["joe3@secret.org.json"], "json": [json.dumps(study)]}))
    assert made.num_rows
    text = json.dumps(made.to_pylist(), default=str)
    assert "secret" not in text
    assert "7946" not in text
    trial = ctmodel.structure(study)
    assert "secret" not in repr(rows(trial, only=["findings"]))
