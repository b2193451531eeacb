"""The schema: names, types, what it covers, and what is derived from it."""

import re

import pyarrow as pa
import pytest

import ctmodel
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Table as CodecTable
from ctmodel.formats import native
from ctmodel.tables import NO_COLUMN, SCHEMAS, TABLES, VERSION, Table, columns_read_me, ddl, wanted

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
#: What the reference promises: all tables, in its order.
NAMES = (
    "trials trial_terms identifiers sponsors conditions keywords mesh_terms arms interventions intervention_names arm_interventions outcomes "
    "criteria locations officials contacts publications links ipd_documents documents result_groups flow baseline_measures baseline_values "
    "outcome_measures outcome_values denominators analyses analysis_groups event_groups events findings registry_events"
)


def test_names_of_tables() -> None:
    assert " ".join(TABLES) == NAMES
    assert len(TABLES) == 33
    assert [name for name, table in TABLES.items() if table.on_request] == ["contacts", "findings"]
    assert all(name == table.name for name, table in TABLES.items())


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_columns(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert names[:3] == ["record", "trial_id", "pointer"]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)
    assert all(column.null for column in table.columns)
    assert all(column.of or column.how for column in table.columns), "each is an attribute, or says how it is made"


def test_no_name_needs_quotes() -> None:
    duckdb = pytest.importorskip("duckdb")
    reserved = {
        name
        for (name,) in duckdb.execute(
            "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
        ).fetchall()
    } | {"references", "end", "where"}
    assert reserved.isdisjoint(TABLES)
    assert [(table.name, column.name) for table, column in COLUMNS if column.name in reserved] == []


def _leaves(table: CodecTable, path: str) -> list[str]:
    found = []
    for _, member in table.rows():
        kind, below = member.kind, f"{path}{member.attribute}"
        item = kind.item if isinstance(kind, Many) else kind
        below += "[]" if isinstance(kind, Many) else ""
        found += _leaves(item.table, f"{below}.") if isinstance(item, One) else [below]
    return found


def test_each_attribute_has_a_column_or_a_reason() -> None:
    used = {of for _, column in COLUMNS for of in column.of}
    leaves = _leaves(native.TRIAL, "")
    without = [
        leaf for leaf in leaves if leaf not in used and not leaf.replace("[]", "").startswith(tuple(path.replace("[]", "") for path in NO_COLUMN))
    ]  # fmt: skip
    assert without == []
    assert len(leaves) > 300
    needless = [path for path in NO_COLUMN if not any(leaf.startswith(path) for leaf in leaves) or path in used]
    assert needless == []


def test_arrow_schemas() -> None:
    assert list(SCHEMAS) == list(TABLES)
    types = {field.type for schema in SCHEMAS.values() for field in schema}
    assert types == {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()}, "types that every engine takes"
    assert all(schema.metadata[b"version"] == VERSION.encode() for schema in SCHEMAS.values())
    held = SCHEMAS["trials"].field("minimum_age_days").metadata
    assert held[b"attribute"] == b"eligibility.minimum_age"
    assert held[b"source"] == b"protocolSection.eligibilityModule.minimumAge"
    assert held[b"unit"] == b"days"
    assert held[b"null"].startswith(b"no limit")
    held = SCHEMAS["flow"].field("comment").metadata
    assert held[b"attribute"].split(b", ") == [
        b"results.participant_flow.periods[].milestones[].comment", b"results.participant_flow.periods[].drop_withdraws[].comment"
    ]  # fmt: skip


def test_ddl() -> None:
    for name, table in TABLES.items():
        parts = ddl(name).split(", ")
        assert [part.split("`")[1] for part in parts] == [column.name for column in table.columns]
        assert {part.split()[1] for part in parts} <= {"STRING", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"}
    with pytest.raises(ValueError, match="there is no table 'trial'"):
        ddl("trial")


def test_columns_read_me() -> None:
    read_me = columns_read_me(only=TABLES)
    listed = [(row["table"], row["column"], row["type"]) for row in read_me.to_pylist()]
    assert listed == [(table.name, column.name, column.type) for table, column in COLUMNS]
    assert "" not in {cell for row in read_me.to_pylist() for cell in row.values()}
    assert {"contacts", "findings"}.isdisjoint(columns_read_me().column("table").to_pylist())


def test_choice_of_tables() -> None:
    assert wanted(["events", "arms"]) == ("arms", "events"), "in the order of the schema"
    assert wanted("arms") == ("arms",)
    assert wanted([]) == ()
    assert wanted(["contacts"]) == ("contacts",)
    with pytest.raises(ValueError, match=r"there is no table 'arm'; the tables are trials, trial_terms"):
        ctmodel.tables.rows(ctmodel.Trial(), only=["arm"])
