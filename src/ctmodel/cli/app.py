"""The commands and their exit codes: 0 clean, 1 findings, 2 usage or a path that cannot be used."""

from io import StringIO

import click

from ctmodel.cli.config import config
from ctmodel.cli.outputs import tell
from ctmodel.cli.rules import rule, rules
from ctmodel.cli.show import show
from ctmodel.cli.validate import UNUSABLE, validate
from ctmodel.io.visible import visible

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ctmodel", message="%(prog)s %(version)s")
def app() -> None:
    """Read, check and show registered clinical trials."""


app.add_command(validate)
app.add_command(show)
app.add_command(config)
app.add_command(rule)
app.add_command(rules)


def run() -> int:
    """Run a command and return its exit code; never a traceback for what a user can cause.

    Where nobody reads the output any more, click leaves quietly with 1.
    """
    try:
        code = app.main(prog_name="ctmodel", standalone_mode=False)
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        click.echo(visible(shown.getvalue()), err=True, nl=False)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(f"{where}{error.strerror or error}")
        return UNUSABLE
    return code if isinstance(code, int) else 0
