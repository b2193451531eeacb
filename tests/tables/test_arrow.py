"""Arrow tables and Parquet files: bounded, complete, and never half written."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ctmodel
from ctmodel.tables import SCHEMAS, TABLES, arrow, chunks, parquet, tables, wanted, write_parquet
from tests.tables.records import FULL


def trials(number: int = len(FULL)) -> Iterator[ctmodel.Trial]:
    """Yield so many trials."""
    for index in range(number):
        yield ctmodel.structure(FULL[index]) if index < len(FULL) else ctmodel.Trial(nct_id=f"NCT{index:08}")


def test_tables() -> None:
    made = tables(trials())
    assert tuple(made) == wanted(None)
    for name, table in made.items():
        assert table.schema.equals(SCHEMAS[name], check_metadata=True)
        table.validate(full=True)
    assert made["trials"].column("trial_id").to_pylist() == ["NCT00000103", "NCT00000106"]
    assert made["trials"].column("minimum_age_number").to_pylist() == [18, 18]


def test_tables_of_nothing() -> None:
    made = tables([], only=TABLES)
    assert list(made) == list(TABLES)
    assert {table.num_rows for table in made.values()} == {0}
    assert all(made[name].schema.equals(SCHEMAS[name]) for name in TABLES)


def test_where_a_trial_was_read_from() -> None:
    made = tables(trials(), only=["trials"], source_of=lambda trial: f"{trial.nct_id}.json")
    assert made["trials"].column("source").to_pylist() == ["NCT00000103.json", "NCT00000106.json"]


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (1, [1]), (500, [500]), (501, [500, 1]), (1000, [500, 500])])
def test_chunks_by_number(number: int, sizes: list[int]) -> None:
    found = [*chunks(trials(number), only=["trials", "links"])]
    assert [chunk["trials"].num_rows for chunk in found] == sizes
    assert all(list(chunk) == ["trials", "links"] for chunk in found)


def test_chunks_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(ctmodel.dumps(ctmodel.Trial(nct_id="NCT00000001")))
    for most, sizes in ((size, [1, 1, 1]), (size + 1, [2, 1])):
        monkeypatch.setattr(arrow, "BYTES", most)
        found = chunks((ctmodel.Trial(nct_id=f"NCT0000000{index}") for index in range(3)), only="trials")
        assert [chunk["trials"].num_rows for chunk in found] == sizes


def test_trials_are_read_one_by_one() -> None:
    read = 0

    def counted() -> Iterator[ctmodel.Trial]:
        nonlocal read
        for trial in trials(600):
            read += 1
            yield trial

    next(chunks(counted(), only="trials"))
    assert read == 500


def test_parquet(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    numbers = write_parquet(trials(1001), folder)
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.parquet" for name in wanted(None))
    made = tables(trials(1001))
    for name, table in made.items():
        read = pq.read_table(folder / f"{name}.parquet")
        assert read.schema.equals(SCHEMAS[name], check_metadata=False)
        assert read.schema.metadata[b"version"] == SCHEMAS[name].metadata[b"version"]
        assert read.schema.field(3).metadata[b"null"] == SCHEMAS[name].field(3).metadata[b"null"]
        assert read.equals(table)
        assert numbers[name] == table.num_rows
    assert pq.ParquetFile(folder / "trials.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize(("more", "groups"), [(False, [1000, 1]), (True, [1001])])
def test_rows_wait_for_a_row_group(
    more: bool, groups: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [chunk["trials"].nbytes for chunk in chunks(trials(1000), only="trials")]
    monkeypatch.setattr(parquet, "MOST_WAITING", sum(sizes) if more else sum(sizes) - 1)
    write_parquet(trials(1001), tmp_path, only="trials")
    assert row_groups(tmp_path / "trials.parquet") == groups


def row_groups(file: Path) -> list[int]:
    held = pq.ParquetFile(file).metadata
    return [held.row_group(index).num_rows for index in range(held.num_row_groups)]


def test_what_is_interrupted_leaves_old_files(tmp_path: Path) -> None:
    write_parquet(trials(), tmp_path, only=["arms", "links"])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def broken() -> Iterator[ctmodel.Trial]:
        yield from trials(600)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_parquet(broken(), tmp_path, only=["arms", "links", "trials"])
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_table_that_cannot_be_written_loses_no_other(tmp_path: Path) -> None:
    (tmp_path / "links.parquet").mkdir()
    with pytest.raises(OSError, match="links"):
        write_parquet(trials(), tmp_path, only=["arms", "links"])
    assert [file.name for file in tmp_path.iterdir()] == ["links.parquet"]


def test_no_choice_is_made_after_files_are_opened(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no table 'arm'"):
        write_parquet(trials(), tmp_path / "out", only=["arm"])
    assert not (tmp_path / "out").exists()


def test_files_that_others_read(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_parquet(trials(), tmp_path)
    query = "select trial_id, sum(affected) from read_parquet(?) where kind = 'SERIOUS' group by 1 order by 1"
    found = duckdb.execute(query, [str(tmp_path / "events.parquet")]).fetchall()
    assert found == [("NCT00000103", 4), ("NCT00000106", 4)]


def test_types_of_arrow_are_those_of_the_schema() -> None:
    for table in TABLES.values():
        assert [field.type for field in SCHEMAS[table.name]] == [
            pa.type_for_alias(column.type) for column in table.columns
        ]
