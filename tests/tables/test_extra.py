"""What works without Arrow, and what is said where it does not."""

import subprocess
import sys


def run(code: str) -> str:
    """Run code where Arrow cannot be imported, and return what it prints."""
    code = f"import sys; sys.modules['pyarrow'] = None\n{code}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_rows_need_no_arrow() -> None:
    code = "import ctmodel; t = ctmodel.tables; print(t.rows(ctmodel.Trial(keywords=['a']), ['keywords']), t.ddl('keywords')[:8], len(t.TABLES))"
    assert run(code).startswith("{'keywords': [('r")
    assert run(code).endswith("`record` 33")


def test_one_message_names_the_extra() -> None:
    for name in ("tables", "SCHEMAS", "chunks", "write_parquet", "validate_batch", "columns_read_me"):
        code = f"import ctmodel\ntry:\n    f = ctmodel.tables.{name}; f()\nexcept ImportError as e:\n    print(e)"
        assert run(code) == "tables need pyarrow: install ctmodel[tables]", name


def test_nothing_is_imported_before_it_is_used() -> None:
    code = "import ctmodel, sys; ctmodel.tables.VERSION; print({'pyarrow', 'ctmodel.rules.check', 'ctmodel.rules.families'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
