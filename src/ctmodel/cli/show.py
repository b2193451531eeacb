"""``ctmodel show``: studies as text, or as HTML documents."""

from pathlib import Path

import click

from ctmodel.cli.help import complete_file
from ctmodel.cli.inputs import Inputs, format_option
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.streams import of_terminal
from ctmodel.cli.streams import show as show_text
from ctmodel.model.trial import Trial


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_file)
@format_option("PATH")
@click.option(
    "--html",
    metavar="TARGET",
    help="Write HTML documents instead: one study to a file that ends in .html, or any number of studies to another"
    " TARGET, which is a folder, with an index.",
)
@click.option("--no-contacts", is_flag=True, help="Leave contacts and other persons out.")
@click.option("--no-findings", is_flag=True, help="Leave findings out of HTML documents.")
def show(paths: tuple[str, ...], name: str | None, html: str | None, no_contacts: bool, no_findings: bool) -> int:
    """Print each study at PATH as a page of text.

    On a terminal, the page is laid out for its width; in a pipe, it is plain text, and no line is wrapped.

    ``-`` reads standard input.
    """
    if html is None and no_findings:
        raise click.UsageError("--no-findings needs --html")
    if html == "":
        raise click.UsageError("--html needs a name")
    if html is not None:
        own = OwnFiles.written_to(html)
        for path in paths:
            own.refuse(path)
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
        from ctmodel.pages.text.plain import study_page

        return f"{study_page(trial, contacts=contacts)}\n"
    from ctmodel.pages.text.terminal import terminal_page

    return terminal_page(trial, contacts=contacts, **terminal)


def _write_html(inputs: Inputs, target: str, **shown: bool) -> int:
    """Write a page, or a folder of pages, and return the exit code.

    Raises:
        click.UsageError: a library is missing, there is no study, or there are several for one file.
    """
    try:
        from ctmodel.cli.pages import Pages, is_folder
    except ModuleNotFoundError as error:
        raise click.UsageError(f"--html: {error}") from None
    pages = Pages(inputs, **shown)
    return pages.write_all(Path(target)) if is_folder(target) else pages.write_one(Path(target))
