"""Write the reports of a run: one to standard output, the others to files."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import click
from attrs import evolve

from ctmodel.config.settings import Settings
from ctmodel.io.replace import replace
from ctmodel.report import FORMATS, Run, seen_from
from ctmodel.report.escaping import log_line
from ctmodel.rules.mask import masked

#: Formats that say which version found what they hold.
_FOR_PROGRAMS: Final = frozenset({"json", "jsonl", "sarif", "gitlab"})


def outputs_of(given: Iterable[str]) -> list[tuple[str, Path]]:
    """Take ``FORMAT:FILE`` apart.

    Raises:
        click.UsageError: there is no such format, or no file.
    """
    outputs = []
    for text in given:
        name, _, file = text.partition(":")
        if name not in FORMATS or not file:
            raise click.UsageError(f"--output takes FORMAT:FILE, with one of {', '.join(FORMATS)}; not {text!r}")
        outputs.append((name, Path(file)))
    return outputs


def write_reports(
    run: Run, settings: Settings, shown: str, outputs: Iterable[tuple[str, Path]], **of_text: Any
) -> bool:
    """Write the files, then standard output, and return whether all of them could be written.

    Args:
        run: the run.
        settings: what is in force.
        shown: the format of standard output.
        outputs: formats and files; each is written as a whole or not at all.
        of_text: the options of the format ``text`` on standard output.
    """
    run = seen_from(run, str(Path.cwd()))
    written = True
    for name, file in outputs:
        try:
            replace(file, _rendered(name, run, settings).encode("utf-8", "backslashreplace"))
        except OSError as error:
            written = False
            tell_error(file, error)
    return show(_rendered(shown, run, settings, **(of_text if shown == "text" else {}))) and written


def show(text: str) -> bool:
    """Write to standard output, and return whether it could be written; a closed pipe is click's."""
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        tell_error("standard output", error)
        # What could not be written is dropped: the interpreter would try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def tell(text: str) -> None:
    """Write a line to standard error."""
    click.echo(log_line(f"ctmodel: {masked(text, identifier=True)}"), err=True)


def tell_error(name: object, error: OSError) -> None:
    """Tell what cannot be read or written, and why."""
    tell(f"{name}: {error.strerror or error}")


def _rendered(name: str, run: Run, settings: Settings, **options: Any) -> str:
    if name in _FOR_PROGRAMS:
        from importlib.metadata import version

        run = evolve(run, version=version("ctmodel"))
    elif name == "junit":
        options["failing"] = settings.failing
    return FORMATS[name](run, **options)
