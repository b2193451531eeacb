"""``ctmodel validate``: say what is wrong with the studies at the given paths."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import click

from ctmodel.cli.progress import Progress
from ctmodel.io.visible import visible
from ctmodel.report import text
from ctmodel.rules.check import Checked, check
from ctmodel.rules.finding import Severity
from ctmodel.rules.rule import chosen
from ctmodel.rules.validate import RULES

CLEAN, FOUND, UNUSABLE = 0, 1, 2
_LEVELS = [*(severity.value for severity in Severity), "never"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--select", multiple=True, metavar="CODE", help="Report these codes or prefixes alone; repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not report these codes or prefixes; repeatable.")
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
    fail_on: str,
) -> int:
    """Check the studies at each PATH: files, folders, zip archives, JSON Lines, patterns."""
    try:
        wanted = chosen(RULES, select or None, ignore)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    failing = set() if fail_on == "never" else set(_LEVELS[: _LEVELS.index(fail_on) + 1])
    run = _Run()
    with Progress("studies") if sys.stderr.isatty() else nullcontext() as progress:
        for checked in run.over(paths):
            findings = list(filter(wanted, checked.findings))
            run.severities.update(finding.severity for finding in findings)
            if progress is not None:
                progress.advance(checked.studies)
            if findings:
                with progress.hidden() if progress is not None else nullcontext():
                    click.echo("\n".join(text.lines(findings)))
    click.echo(text.summary(run.studies, run.skipped, run.severities))
    if run.unusable:
        return UNUSABLE
    return FOUND if failing & run.severities.keys() else CLEAN


class _Run:
    """What one run has seen."""

    def __init__(self) -> None:
        self.studies = 0
        self.skipped = 0
        self.severities: Counter[Severity] = Counter()
        self.unusable = False

    def over(self, paths: Iterable[str]) -> Iterator[Checked]:
        """Yield what was checked at each path; a path that cannot be used is told, and the others still run."""
        for path in paths:
            count = 0
            try:
                for checked in check(path):
                    count += 1
                    self.studies += checked.studies
                    self.skipped += checked.skipped
                    yield checked
            except OSError as error:
                self._tell(path, error.strerror or str(error))
            else:
                if count == 0:
                    self._tell(path, "holds no JSON that could be checked")

    def _tell(self, path: str, reason: str) -> None:
        self.unusable = True
        click.echo(visible(f"ctmodel: {path}: {reason}", one_line=True), err=True)
