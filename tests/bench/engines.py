"""Run the batch functions in engines and compare the rows with those of one process.

    python -m tests.bench.engines STUDIES.zip [spark] [ray] [dask] [duckdb]

For each engine, an environment is made in a temporary folder, with the package of this checkout and the latest version of
the engine, and removed afterwards: hundreds of megabytes, and Spark needs Java. Not part of the tests.
"""

import os
import shutil
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ctmodel.tables import SCHEMAS, ddl, tables_batch, validate_batch

ROOT = Path(__file__).parents[2]
#: Studies of a batch, and of a row group of the input.
BATCH = 200
TABLES = ("events", "findings")
#: Variables of this process that engines need.
KEPT = ("PATH", "HOME", "JAVA_HOME", "LANG")


def rows_of(batch: Any, table: str) -> pa.Table:
    """Return the rows of a table, as the engines make them."""
    return validate_batch(batch) if table == "findings" else tables_batch(batch, table)


def spark(source: str, table: str, folder: str) -> pa.Table:
    """Run in Spark, with two threads: ``mapInArrow``."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": folder,
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
        "spark.executorEnv.PYTHONPATH": str(ROOT),
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()

    def made(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield rows_of(batch, table)

    try:
        return session.read.parquet(source).mapInArrow(made, ddl(table)).toArrow()
    finally:
        session.stop()


def ray(source: str, table: str, folder: str) -> pa.Table:
    """Run in Ray Data: ``map_batches``."""
    import ray
    from ray.data import DataContext

    ray.init(num_cpus=2, object_store_memory=300 * 1024**2, include_dashboard=False, _temp_dir=folder,
             runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}})  # fmt: skip
    DataContext.get_current().enable_progress_bars = False
    try:
        read = ray.data.read_parquet(source)
        made = read.map_batches(rows_of, fn_kwargs={"table": table}, batch_format="pyarrow", batch_size=BATCH)
        parts = ray.get(made.to_arrow_refs())
        return pa.concat_tables([part.cast(SCHEMAS[table]) for part in parts if part.num_rows])
    finally:
        ray.shutdown()


def dask(source: str, table: str, folder: str) -> pa.Table:
    """Run in Dask, with two processes: ``map_partitions``."""
    import dask
    import dask.dataframe as dd
    import pandas as pd

    def made(frame: Any) -> Any:
        return rows_of(pa.Table.from_pandas(frame), table).to_pandas(types_mapper=pd.ArrowDtype)

    dask.config.set({"dataframe.convert-string": False, "temporary-directory": folder})
    meta = SCHEMAS[table].empty_table().to_pandas(types_mapper=pd.ArrowDtype)
    parts = dd.read_parquet(source, split_row_groups=True).map_partitions(made, meta=meta)
    frame = parts.compute(scheduler="processes", num_workers=2)
    return pa.Table.from_pandas(frame, schema=SCHEMAS[table], preserve_index=False)


def duckdb(source: str, table: str, folder: str) -> pa.Table:
    """Run in DuckDB, with its threads: a function that returns a list of rows for each record."""
    import duckdb

    struct = pa.struct(list(SCHEMAS[table]))

    def made(names: Any, texts: Any) -> pa.Array:
        parts = []
        for name, text in zip(names, texts, strict=True):
            batch = pa.table({"name": pa.array([name.as_py()]), "json": pa.array([text.as_py()], pa.binary())})
            parts.append(rows_of(batch, table).to_pylist())
        return pa.array(parts, pa.list_(struct))

    con = duckdb.connect()
    con.execute(f"set temp_directory = '{folder}'")
    returned = con.from_arrow(pa.table({"x": pa.array([], pa.list_(struct))})).types[0]
    con.create_function("made", made, ["VARCHAR", "BLOB"], returned, type="arrow")
    query = "select unnest(rows, recursive := true) from (select unnest(made(name, json)) as rows from read_parquet(?))"
    read = con.execute(query, [source])
    table_made = read.to_arrow_table() if hasattr(read, "to_arrow_table") else read.fetch_arrow_table()
    return table_made.cast(SCHEMAS[table])


ENGINES: dict[str, tuple[Callable[[str, str, str], pa.Table], tuple[str, ...]]] = {
    "spark": (spark, ("pyspark>=4", "pandas", "numpy")),
    "ray": (ray, ("ray[data]",)),
    "dask": (dask, ("dask[dataframe]",)),
    "duckdb": (duckdb, ("duckdb", "numpy")),
}


def tell(text: str) -> None:
    """Write a line to standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_input(archive: str, file: Path) -> None:
    """Write the members of an archive as engines read them: name and JSON, few in each row group."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.endswith(".json")]
        table = pa.table({"name": names, "json": pa.array([opened.read(name) for name in names], pa.binary())})
    pq.write_table(table, file, row_group_size=BATCH)


def sorted_rows(table: pa.Table) -> list[str]:
    """Return rows in an order that does not depend on who made them."""
    return sorted(map(repr, zip(*(column.to_pylist() for column in table.columns), strict=True)))


def run(engine: str, source: Path, expected: dict[str, list[str]]) -> bool:
    """Run an engine in an environment of its own, tell what came of it, and return whether all rows are the same."""
    with TemporaryDirectory(prefix="ctm-") as work:
        environment = Path(work, "env")
        venv.create(environment, with_pip=True)
        python = str(environment / "bin" / "python")
        begun = time.perf_counter()
        subprocess.run([python, "-m", "pip", "install", "-q", f"{ROOT}[tables]", *ENGINES[engine][1]], check=True)
        size = sum(file.stat().st_size for file in environment.rglob("*") if file.is_file()) / 1e6
        tell(f"{engine}: installed in {time.perf_counter() - begun:.0f} s, {size:,.0f} MB")
        same = True
        for table, rows in expected.items():
            made = Path(work, f"{table}.parquet")
            begun = time.perf_counter()
            command = [python, "-m", "tests.bench.engines", "--in", engine, str(source), table, str(made), work]
            kept = {name: value for name, value in os.environ.items() if name in KEPT}
            variables = {**kept, "PYSPARK_PYTHON": python, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}
            done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - begun
            if done.returncode:
                tell(f"{engine}: {table} failed\n{done.stderr[-3000:]}")
                same = False
                continue
            alike = sorted_rows(pq.read_table(made)) == rows
            same &= alike
            version = done.stdout.splitlines()[-1]
            tell(
                f"{version}: {table}, {len(rows):,} rows, {'the same' if alike else 'DIFFERENT'}, {seconds:.1f} s",
                flush=True,
            )
        return same


def main(arguments: list[str]) -> int:
    """Run the engines that are named, or all of them."""
    if arguments[0] == "--in":
        from importlib.metadata import version

        engine, source, table, made, work = arguments[1:]
        folder = Path(work, "t")
        folder.mkdir(exist_ok=True)
        pq.write_table(ENGINES[engine][0](source, table, str(folder)), made)
        shutil.rmtree(folder, ignore_errors=True)
        name = {"spark": "pyspark"}.get(engine, engine)
        tell(f"{name} {version(name)}")
        return 0
    archive, *named = arguments
    with TemporaryDirectory() as folder:
        source = Path(folder, "studies.parquet")
        write_input(archive, source)
        begun = time.perf_counter()
        whole = pq.read_table(source)
        expected = {table: sorted_rows(rows_of(whole, table)) for table in TABLES}
        tell(f"one process: {', '.join(f'{len(rows):,} {name}' for name, rows in expected.items())},"
              f" {time.perf_counter() - begun:.1f} s")  # fmt: skip
        same = [run(engine, source, expected) for engine in named or ENGINES]
        return 0 if all(same) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
