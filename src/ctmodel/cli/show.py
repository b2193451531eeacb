"""``ctmodel show``: studies as plain text, or one as an HTML document."""

from itertools import islice
from pathlib import Path

import click

from ctmodel.cli.help import complete_file
from ctmodel.cli.inputs import Inputs, format_option
from ctmodel.cli.streams import of_terminal, tell_error
from ctmodel.cli.streams import show as show_text
from ctmodel.io.replace import replace
from ctmodel.model.trial import Trial
from ctmodel.pages.text.plain import study_page


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@format_option("PATH")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the study as an HTML document to this file instead.",
)
@click.option("--no-contacts", is_flag=True, help="Leave contacts and other persons out.")
@click.option("--no-findings", is_flag=True, help="Leave findings out of the HTML document.")
def show(paths: tuple[str, ...], name: str | None, html: Path | None, no_contacts: bool, no_findings: bool) -> int:
    """Print each study at PATH as a page of text.

    On a terminal, the page is laid out for its width; in a pipe, it is plain text, and no line is wrapped.

    ``-`` reads standard input.
    """
    if html is None and no_findings:
        raise click.UsageError("--no-findings needs --html")
    inputs = Inputs(paths, name)
    if html is not None:
        return _write_html(inputs, html, contacts=not no_contacts, findings=not no_findings)
    count = 0
    for trial in inputs.trials():
        if not show_text(("\n\n" if count else "") + _page(trial, contacts=not no_contacts)):
            return 2
        count += 1
    return inputs.code(count)


def _page(trial: Trial, *, contacts: bool) -> str:
    terminal = of_terminal()
    if not terminal:
        return f"{study_page(trial, contacts=contacts)}\n"
    from ctmodel.pages.text.terminal import terminal_page

    return terminal_page(trial, contacts=contacts, **terminal)


def _write_html(inputs: Inputs, file: Path, *, contacts: bool, findings: bool) -> int:
    """Write the only study of the inputs as an HTML document, and return the exit code.

    Raises:
        click.UsageError: there are several studies.
    """
    try:
        from ctmodel.pages.html import page
    except ModuleNotFoundError as error:
        raise click.UsageError(f"--html: {error}") from None
    trials = list(islice(inputs.trials(), 2))
    if len(trials) > 1:
        raise click.UsageError("--html takes one study, and there are several")
    for trial in trials:
        document = page(trial, None if findings else [], contacts=contacts)
        try:
            replace(file, document.encode())
        except OSError as error:
            tell_error(file, error)
            return 2
    return inputs.code(len(trials))
