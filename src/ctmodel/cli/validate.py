"""``ctmodel validate``: say what is wrong with the studies at the given paths."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date

import click

from ctmodel.cli.plugins import with_plugins
from ctmodel.cli.progress import Progress
from ctmodel.io.visible import visible
from ctmodel.report import text
from ctmodel.rules.check import Checked, Checker
from ctmodel.rules.finding import Severity
from ctmodel.rules.profiles import PROFILES

CLEAN, FOUND, UNUSABLE = 0, 1, 2
_LEVELS = [*(severity.value for severity in Severity), "never"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--select", multiple=True, metavar="CODE", help="Report these codes or prefixes alone; repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not report these codes or prefixes; repeatable.")
@click.option(
    "--profile", type=click.Choice(list(PROFILES)), default="default", show_default=True, help="What is checked for."
)
@click.option(
    "--as-of", metavar="YYYY-MM-DD", help="The day that counts as today.  [default: that of each record's data]"
)
@click.option("--plugin", multiple=True, metavar="MODULE", help="Ask the rules of a module, too; repeatable.")
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    default="error",
    show_default=True,
    help="The least severity that makes the command exit with 1.",
)
def validate(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str,
    as_of: str | None,
    plugin: tuple[str, ...],
    fail_on: str,
) -> int:
    """Check the studies at each PATH: files, folders, zip archives, JSON Lines, patterns."""
    try:
        checker = Checker(
            rules=with_plugins(plugin), profile=profile, as_of=as_of, select=select or None, ignore=ignore
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    failing = set() if fail_on == "never" else set(_LEVELS[: _LEVELS.index(fail_on) + 1])
    run = _Run(checker)
    with Progress("studies") if sys.stderr.isatty() else nullcontext() as progress:
        for checked in run.over(paths):
            if progress is not None:
                progress.advance(checked.studies)
            if checked.findings:
                with progress.hidden() if progress is not None else nullcontext():
                    click.echo("\n".join(text.lines(checked.findings)))
    for line in text.summary(run.studies, run.skipped, run.severities, run.muted, run.days):
        click.echo(line)
    if run.unusable:
        return UNUSABLE
    return FOUND if failing & run.severities.keys() else CLEAN


class _Run:
    """What one run has seen."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.studies = 0
        self.skipped = 0
        self.muted = 0
        self.days: set[date] = set()
        self.severities: Counter[Severity] = Counter()
        self.unusable = False

    def over(self, paths: Iterable[str]) -> Iterator[Checked]:
        """Yield what was checked at each path; a path that cannot be used is told, and the others still run."""
        for path in paths:
            count = 0
            try:
                for checked in self.checker.check(path):
                    count += 1
                    self._count(checked)
                    yield checked
            except OSError as error:
                self._tell(path, error.strerror or str(error))
            else:
                if count == 0:
                    self._tell(path, "holds no JSON that could be checked")

    def _count(self, checked: Checked) -> None:
        self.studies += checked.studies
        self.skipped += checked.skipped
        self.muted += checked.muted
        self.days |= checked.as_of
        self.severities.update(finding.severity for finding in checked.findings)

    def _tell(self, path: str, reason: str) -> None:
        self.unusable = True
        click.echo(visible(f"ctmodel: {path}: {reason}", one_line=True), err=True)
