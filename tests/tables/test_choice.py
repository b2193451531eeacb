"""Which tables and columns are written."""

import pytest

from ctmodel.tables import TABLES, columns_read_me, wanted
from ctmodel.tables.schema.choice import KEYS, chosen


def names(only: list[str] | None = None, columns: list[str] | None = None) -> dict[str, list[str]]:
    return {table: [column.name for column in held] for table, held in chosen(only, columns).items()}


def test_everything() -> None:
    assert list(chosen()) == list(wanted(None))
    assert all(columns == TABLES[name].columns for name, columns in chosen().items())


def test_keys_stay_and_the_order_is_that_of_the_schema() -> None:
    assert names(["arms", "links"], ["arms.type", "arms.label", "arms.type"]) == {
        "arms": ["record", "trial_id", "pointer", "position", "label", "type"],
        "links": [column.name for column in TABLES["links"].columns],
    }
    assert names(["trials"], ["trials.phase"]) == {"trials": ["record", "trial_id", "pointer", "phase"]}
    assert names(["trials"], ["trials.record"]) == {"trials": ["record", "trial_id", "pointer"]}


def test_the_keys_are_columns() -> None:
    assert {"record", "trial_id", "pointer", "position"} == KEYS
    assert all(KEYS - {"position"} <= {column.name for column in table.columns} for table in TABLES.values())


@pytest.mark.parametrize(
    ("only", "columns", "message"),
    [
        (["nothing"], None, "there is no table 'nothing'; the tables are trials,"),
        (None, ["nothing.x"], "there is no table 'nothing'"),
        (None, ["trials.nothing"], "the table trials has no column 'nothing'; its columns are record,"),
        (None, ["trials"], "a column is named as TABLE.COLUMN, such as trials.phase; not 'trials'"),
        (None, ["trials."], "not 'trials.'"),
        (None, ["contacts.email"], "the column contacts.email is of a table that is not asked for: name contacts"),
        (["arms"], ["links.url"], "the column links.url is of a table that is not asked for"),
    ],
)
def test_what_is_not_there(only: list[str] | None, columns: list[str] | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chosen(only, columns)


def test_one_text_is_one_column() -> None:
    assert list(chosen(["arms"], "arms.label")) == ["arms"]


def test_the_read_me_has_all_columns() -> None:
    made = columns_read_me(only=TABLES)
    assert made.num_rows == sum(len(table.columns) for table in TABLES.values())
