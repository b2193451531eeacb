"""``ctmodel tables``: trials as tables, in files for analysis."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, Self, final

import click
from attrs import frozen

from ctmodel.cli.help import complete_file, complete_from
from ctmodel.cli.inputs import Inputs
from ctmodel.cli.options import divided
from ctmodel.cli.own_files import OwnFiles, refuse_inputs
from ctmodel.cli.progress import Progress
from ctmodel.cli.streams import tell
from ctmodel.formats.registry import formats
from ctmodel.model.trial import Trial

#: The kinds of files in a folder, the default first. No format that is read has such a name.
IN_FOLDERS: Final = ("parquet", "csv")
#: What the name of a file ends with that holds all tables.
WHOLE: Final = {".duckdb": "a DuckDB file", ".xlsx": "an Excel workbook"}
_SEPARATORS: Final = tuple(filter(None, (os.sep, os.altsep)))
#: Endings of names that nobody gives to a folder.
_NO_FOLDERS: Final = (".csv", ".db", ".parquet", ".tsv", ".xls")


def _forms() -> list[str]:
    return [*IN_FOLDERS, *formats()]


def _tables() -> Iterable[str]:
    from ctmodel.tables.schema.tables import TABLES

    return TABLES


def _columns() -> list[str]:
    from ctmodel.tables.schema.tables import TABLES

    return [f"{name}.{column.name}" for name, table in TABLES.items() for column in table.columns]


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@click.option(
    "--out",
    metavar="TARGET",
    required=True,
    shell_complete=complete_file,
    help="Write a file for each table to this folder, or all tables to a file that ends in .duckdb or .xlsx.",
)
@click.option(
    "--format",
    "named",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_from(_forms),
    help="Write files of this kind to a folder: parquet or csv. Any other NAME is, as in other commands, the format to"
    " read PATH as; the option can be given once for each.  [default: parquet; detected from the content]",
)
@click.option(
    "--only",
    multiple=True,
    metavar="TABLE",
    callback=divided,
    shell_complete=complete_from(_tables),
    help="Write only these tables (comma-separated). contacts, which is personal data, and findings are written only if"
    " they are named here.",
)
@click.option(
    "--columns",
    multiple=True,
    metavar="TABLE.COLUMN",
    callback=divided,
    shell_complete=complete_from(_columns),
    help="Of each table that is named here, write only these columns and its key (comma-separated).",
)
@click.option(
    "--excel-safe",
    is_flag=True,
    help="Change CSV for spreadsheets: a byte order mark, and an apostrophe before text that could run as a formula.",
)
def tables(
    paths: tuple[str, ...],
    out: str,
    named: tuple[str, ...],
    only: tuple[str, ...],
    columns: tuple[str, ...],
    excel_safe: bool,
) -> int:
    """Write the trials at all PATHs as tables for analysis.

    TARGET is a folder for Parquet or CSV files, one a table, or a DuckDB file, or an Excel workbook. The formats of
    PATH are detected, and can be mixed; ``-`` reads standard input. Each file gets its name when all are complete.
    """
    # The schema takes longer to import than most commands have to run.
    from ctmodel.tables.schema.choice import chosen

    kind, read_as = _told_apart(named)
    try:
        asked = chosen(only or None, columns)
        target = _Target.of(out, kind, excel_safe=excel_safe)
        write = target.writer()
    except (ValueError, ImportError) as error:
        raise click.UsageError(str(error)) from None
    refuse_inputs(Path(out), paths)
    inputs = Inputs(paths, read_as, OwnFiles.written_to(*target.files(asked)))
    return _write(inputs, partial(write, only=only or None, columns=columns), out)


def _told_apart(named: Iterable[str]) -> tuple[str | None, str | None]:
    """Return the kind of the files to write, and the format in which inputs are read.

    Raises:
        click.UsageError: there are two of one.
    """
    kinds: list[str] = []
    formats: list[str] = []
    for name in named:
        (kinds if name in IN_FOLDERS else formats).append(name)
    for names in (kinds, formats):
        if len(names) > 1:
            raise click.UsageError(f"--format {names[0]} and --format {names[1]}: there can be only one of them")
    return next(iter(kinds), None), next(iter(formats), None)


@final
@frozen
class _Target:
    """Where tables are written."""

    name: str
    #: One of :data:`IN_FOLDERS` or of :data:`WHOLE`.
    kind: str
    excel_safe: bool

    @classmethod
    def of(cls, name: str, kind: str | None, *, excel_safe: bool) -> Self:
        """Return the target with a name.

        Raises:
            ValueError: the name or an option does not fit the others.
        """
        path = Path(name)
        is_folder = name != "" and (path.is_dir() or name.endswith(_SEPARATORS))
        whole = None if is_folder else next(filter(name.lower().endswith, WHOLE), None)
        if whole is None and not is_folder and (path.exists() or name.lower().endswith(_NO_FOLDERS)):
            raise ValueError(f"--out takes a folder, or a file that ends in {' or '.join(WHOLE)}; not {name!r}")
        if whole is not None and kind is not None:
            raise ValueError(f"--format {kind} writes a folder, and {name} is {WHOLE[whole]}: name a folder")
        if whole is not None and not path.parent.is_dir():
            raise ValueError(f"there is no folder {path.parent} for {path.name}")
        made = cls(name, whole or kind or IN_FOLDERS[0], excel_safe)
        if excel_safe and made.kind != "csv":
            raise ValueError("--excel-safe is for CSV: it needs a folder and --format csv")
        return made

    def writer(self) -> Callable[..., dict[str, int]]:
        """Return what writes the tables.

        Raises:
            ImportError: a library is missing; the message names the extra.
        """
        from ctmodel import tables as written
        from ctmodel.tables.extra import extra

        if self.kind == ".duckdb":
            extra("duckdb")
            return written.write_duckdb
        if self.kind == ".xlsx":
            extra("xlsxwriter")
            return written.write_excel
        return partial(written.write_csv, excel_safe=self.excel_safe) if self.kind == "csv" else written.write_parquet

    def files(self, asked: Iterable[str]) -> Iterator[str]:
        """Yield the names of all files that are written."""
        if self.kind in WHOLE:
            yield self.name
            return
        from ctmodel.tables.csv_files import READ_ME
        from ctmodel.tables.read_me import COLUMNS_READ_ME

        for table in (*asked, COLUMNS_READ_ME):
            yield str(Path(self.name, f"{table}.{self.kind}"))
        yield str(Path(self.name, READ_ME))


def _write(inputs: Inputs, write: Callable[..., dict[str, int]], target: str) -> int:
    """Write the trials that can be read, and return the exit code; without any, nothing is written."""
    count = refused = 0

    def counted(progress: Progress) -> Iterator[Trial]:
        nonlocal count
        for trial in inputs.trials():
            count += 1
            progress.advance(1)
            yield trial

    def refuse(error: Exception) -> None:
        nonlocal refused
        refused += 1
        inputs.refuse(f"{inputs.file}: {error}")

    with Progress("records") as progress:
        trials = counted(progress)
        first = next(trials, None)
        if first is None:
            return inputs.code(0)
        rows = write(chain([first], trials), target, source_of=lambda _: inputs.file, on_error=refuse)
    count -= refused
    tell(
        f"wrote {count:,} {'trial' if count == 1 else 'trials'} to {target}:"
        f" {sum(rows.values()):,} rows in {len(rows)} {'table' if len(rows) == 1 else 'tables'}"
    )
    return inputs.code(count)
