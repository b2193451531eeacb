"""The commands and their exit codes: 0 clean, 1 findings, 2 usage or a path that cannot be used."""

import os
from io import StringIO
from typing import Final

import click

from ctmodel.cli.config import config
from ctmodel.cli.convert import convert
from ctmodel.cli.diff import diff
from ctmodel.cli.formats import formats
from ctmodel.cli.link import link
from ctmodel.cli.rules import rule, rules
from ctmodel.cli.schema import schema
from ctmodel.cli.show import show
from ctmodel.cli.signals import Ended, in_good_order
from ctmodel.cli.streams import ClosedPipe, all_written, tell, tell_all
from ctmodel.cli.tables import tables
from ctmodel.cli.validate import CLEAN, UNUSABLE, validate
from ctmodel.cli.worker import collect_seldom

# As shells count: 128, and the number of the signal that ends most programs then.
_BY_SIGNAL: Final = 128
INTERRUPTED: Final = _BY_SIGNAL + 2
CLOSED_PIPE: Final = _BY_SIGNAL + 13
#: The variable in which a shell asks for completions.
COMPLETION: Final = "_CTMODEL_COMPLETE"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ctmodel", message="%(prog)s %(version)s")
def app() -> None:
    """Read, check, convert, link, compare, show and tabulate registered clinical trials."""


app.add_command(validate)
app.add_command(show)
app.add_command(convert)
app.add_command(link)
app.add_command(diff)
app.add_command(config)
app.add_command(formats)
app.add_command(rule)
app.add_command(rules)
app.add_command(schema)
app.add_command(tables)


def run() -> int:
    """Run a command and return its exit code; never a traceback for what a user can cause."""
    try:
        code = _outcome()
    except ClosedPipe:
        return CLOSED_PIPE
    return code if all_written() or code >= _BY_SIGNAL else UNUSABLE


def _outcome() -> int:
    collect_seldom()
    try:
        with in_good_order():
            code = app.main(prog_name="ctmodel", complete_var=COMPLETION, standalone_mode=False)
    except click.Abort as error:  # what click makes of an interrupt
        return _interrupted(error.__context__)
    except KeyboardInterrupt as error:
        return _interrupted(error)
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        tell_all(shown.getvalue())
        return error.exit_code
    except SystemExit as error:  # click leaves after completing a command line, and where its help has no reader
        return int(error.code or CLEAN) if COMPLETION in os.environ else CLOSED_PIPE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(f"{where}{error.strerror or error}")
        return UNUSABLE
    return code if isinstance(code, int) else 0


def _interrupted(error: BaseException | None) -> int:
    return _BY_SIGNAL + error.number if isinstance(error, Ended) else INTERRUPTED
