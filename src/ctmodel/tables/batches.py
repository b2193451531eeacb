"""Record batches of records as JSON to rows: what Spark, Ray, Dask and DuckDB call, in several threads or processes."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from ctmodel.errors import ReadError
from ctmodel.io.document import Document
from ctmodel.io.files import trials_in
from ctmodel.model.trial import Trial
from ctmodel.rules.check import Checker
from ctmodel.rules.checked import Checked
from ctmodel.rules.engine import as_of_record
from ctmodel.tables.arrow import arrow_table
from ctmodel.tables.schema.findings import FINDINGS, finding_cells, shown_finding
from ctmodel.tables.schema.makers import text_or_none
from ctmodel.tables.schema.tables import wanted
from ctmodel.tables.trial_rows import record_of, rows_of
from ctmodel.tables.walking import Row

if TYPE_CHECKING:
    import datetime as dt

    import pyarrow as pa

#: What engines pass, and take.
Batch = TypeVar("Batch", "pa.RecordBatch", "pa.Table")


def tables_batch(batch: "Batch", table: str) -> "Batch":
    """Return the rows of a table for the records in a batch; what cannot be read has none.

    The function keeps nothing between calls: it runs as it is in Spark (``mapInArrow``), Ray (``map_batches``), Dask
    (``map_partitions``) and DuckDB, in any number of threads. Its result depends on the batch only, and is what the
    batch is: a record batch, which Spark takes, or a table, which Ray takes.

    Args:
        batch: a record batch or a table with the columns ``name``, where the record is from, and ``json``: a document
            as text or bytes, which can hold one record or several, of any format.
        table: the name of the table.

    Raises:
        ValueError: there is no table of this name.
        KeyError: the batch lacks a column.

    Example:
        >>> import pyarrow as pa
        >>> from ctmodel.tables import tables_batch
        >>> study = b'{"protocolSection": {"conditionsModule": {"conditions": ["Cough", "Fever"]}}}'
        >>> batch = pa.record_batch({"name": ["one.json", "two.json"], "json": [study, b"{"]})
        >>> tables_batch(batch, "conditions").column("condition").to_pylist()
        ['Cough', 'Fever']
    """
    (name,) = wanted([table])
    if name == FINDINGS.name:
        return validate_batch(batch)
    rows: list[Row] = []
    for document in _documents(batch):
        for trial in _trials(document):
            rows += rows_of(record_of(trial, document.path or None), [name])[name]
    return _as(batch, arrow_table(name, rows))


def validate_batch(batch: "Batch", *, as_of: "dt.date | str | None" = None) -> "Batch":
    """Return the findings for the records in a batch, as rows of the table ``findings``.

    What cannot be read is a finding, too. Like :func:`tables_batch`, the function keeps nothing between calls.

    Args:
        batch: as for :func:`tables_batch`.
        as_of: the day that counts as today; if None, the version date of each record or, without one, today.

    Raises:
        ValueError: ``as_of`` is not a date.
        KeyError: the batch lacks a column.

    Example:
        >>> import pyarrow as pa
        >>> from ctmodel.tables import validate_batch
        >>> batch = pa.record_batch({"name": ["two.json"], "json": [b"{"]})
        >>> validate_batch(batch).select(["code", "file", "line_number"]).to_pylist()
        [{'code': 'STR001', 'file': 'two.json', 'line_number': 1}]
    """
    checker = Checker(as_of=as_of)
    rows: list[Row] = []
    for document in _documents(batch):
        for checked in checker.check_documents([document]):
            rows += _finding_rows(document, checked, checker)
    return _as(batch, arrow_table(FINDINGS.name, rows))


def _as(batch: "Batch", made: "pa.Table") -> "Batch":
    """Return a table as what a batch is."""
    if isinstance(batch, type(made)):
        return made
    return type(batch).from_arrays([column.combine_chunks() for column in made.columns], schema=made.schema)


def _documents(batch: "pa.RecordBatch | pa.Table") -> Iterator[Document]:
    names, texts = batch.column("name"), batch.column("json")
    for name, text in zip(names, texts, strict=True):
        data: Any = text.as_py()
        yield Document(data.encode() if isinstance(data, str) else data or b"", name.as_py() or "")


def _trials(document: Document) -> list[Trial]:
    """Return the trials in a document, without what cannot be read."""
    errors: list[ReadError] = []
    return [*trials_in([document], errors.append)]


def _finding_rows(document: Document, checked: Checked, checker: Checker) -> Iterator[Row]:
    """Yield the rows of the findings in a document.

    If it holds several records, a finding belongs to the one that has its number.
    """
    trials = _trials(document)
    records = [record_of(trial) for trial in trials]
    numbers = Counter(record.trial_id for record in records)
    keys = {record.trial_id: record.key for record in records if numbers[record.trial_id] == 1}
    days = {record.trial_id: checker.as_of or as_of_record(record.trial) for record in records}
    alone = records[0] if len(records) == 1 else None
    for finding in map(shown_finding, checked.findings):
        trial_id = alone.trial_id if alone is not None else text_or_none(finding.record)
        key = alone.key if alone is not None else keys.get(trial_id)
        yield (key, trial_id, text_or_none(finding.pointer), *finding_cells(finding, days.get(trial_id)))
