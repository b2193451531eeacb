# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.tables.arrow import SCHEMAS, chunks, tables
from ctmodel.tables.batches import tables_batch, validate_batch
from ctmodel.tables.csv_files import write_csv
from ctmodel.tables.duckdb_file import write_duckdb
from ctmodel.tables.excel import write_excel
from ctmodel.tables.parquet import write_parquet
from ctmodel.tables.read_me import columns_read_me, ddl
from ctmodel.tables.schema.column import Column, Table
from ctmodel.tables.schema.tables import NO_COLUMN, TABLES, VERSION, wanted
from ctmodel.tables.trial_rows import rows

__all__ = [
    "Column",
    "NO_COLUMN",
    "SCHEMAS",
    "TABLES",
    "Table",
    "VERSION",
    "chunks",
    "columns_read_me",
    "ddl",
    "rows",
    "tables",
    "tables_batch",
    "validate_batch",
    "wanted",
    "write_csv",
    "write_duckdb",
    "write_excel",
    "write_parquet",
]
