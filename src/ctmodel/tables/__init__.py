"""Trials as tables: one fixed schema of tables for analysis, from records of any registry.

The extra ``tables`` installs what is needed (``pip install ctmodel[tables]``). One function makes the rows of a trial,
and every consumer works on top of it:

* :func:`rows`: a trial to rows, as tuples, without Arrow. It keeps nothing between calls.
* :func:`chunks`: trials to Arrow tables, a bounded number at a time: what a writer of files consumes.
* :func:`tables`: trials to one Arrow table each, in memory. :data:`SCHEMAS` has their schemas.
* :func:`write_parquet`, :func:`write_csv`, :func:`write_excel`, :func:`write_duckdb`: trials to files, with bounded
  memory. Parquet loses nothing; the others say what they lose.
* :func:`tables_batch` and :func:`validate_batch`: Arrow record batches of records as JSON to rows, for Spark, Ray, Dask
  and DuckDB.

What a table and its columns are is data: :data:`TABLES` maps names to :class:`Table`, whose ``columns`` are
:class:`Column` with name, type, attributes of the model, unit, and what null means. :data:`VERSION` is the version of
the schema, :func:`columns_read_me` the schema as a table, :func:`ddl` a schema for Spark. :func:`wanted` resolves a
choice of tables: ``contacts`` (personal data) and ``findings`` are made only when they are asked for by name.

Every table begins with the columns ``record`` (the key of a record), ``trial_id`` (its number in its own registry) and
``pointer`` (the place in the record; with ``record``, and with ``position`` where several rows are made of one text,
the key of a row). There are no empty texts, and null means that the record does not say.
"""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "tables.schema.column": "Column Table",
        "tables.schema.tables": "NO_COLUMN TABLES VERSION wanted",
        "tables.trial_rows": "rows",
        "tables.arrow": "SCHEMAS chunks tables",
        "tables.read_me": "columns_read_me ddl",
        "tables.parquet": "write_parquet",
        "tables.csv_files": "write_csv",
        "tables.excel": "write_excel",
        "tables.duckdb_file": "write_duckdb",
        "tables.batches": "tables_batch validate_batch",
    },
)
