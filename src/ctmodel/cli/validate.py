"""``ctmodel validate``: say what is wrong with the studies at the given paths."""

import os
import sys
from collections.abc import Iterable
from typing import Any

import click
from attrs import evolve

from ctmodel.cli.checking import STANDARD_INPUT, Seen, Work
from ctmodel.cli.options import setting_options, settings_of
from ctmodel.cli.outputs import outputs_of, write_reports
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.streams import show, tell, tell_error
from ctmodel.config.baseline import read_baseline, write_baseline
from ctmodel.config.settings import Settings
from ctmodel.config.sift import Sifted, remarks, sift
from ctmodel.io.replace import replace
from ctmodel.report import FORMATS, Run
from ctmodel.report.text import counted
from ctmodel.rules.check import Checker

CLEAN, FOUND, UNUSABLE = 0, 1, 2


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@setting_options
@click.option("--plugin", multiple=True, metavar="MODULE", help="Ask the rules of a module, too; repeatable.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="text", help="The form of the report.")
@click.option("--output", multiple=True, metavar="FORMAT:FILE", help="Write a report to a file, too; repeatable.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found into a baseline, and report nothing.")
@click.option("--fix", is_flag=True, help="Put right what can be, and report the rest.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--stdin-filename", default=STANDARD_INPUT, metavar="NAME", help="The name of what PATH - reads.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Check in N processes at most.")
def validate(
    paths: tuple[str, ...],
    plugin: tuple[str, ...],
    output_format: str,
    output: tuple[str, ...],
    statistics: bool,
    exit_zero: bool,
    write_baseline: str | None,
    fix: bool,
    diff: bool,
    stdin_filename: str,
    jobs: int,
    **given: Any,
) -> int:
    """Check the studies at each PATH.

    A PATH is a file, a folder, a zip archive, JSON Lines, a pattern, or - for standard input.
    """
    outputs = outputs_of(output)
    _refuse(
        {
            "--fix and --diff are for files, not for standard input": (fix or diff) and STANDARD_INPUT in paths,
            "--output is for reports, which --diff and --write-baseline do not write": outputs
            and (diff or write_baseline is not None),
            "--write-baseline goes with neither --fix nor --diff": write_baseline is not None and (fix or diff),
            "--write-baseline takes the name of a file": write_baseline == "",
            "--statistics is for the format text": statistics and output_format != "text",
        }
    )
    settings = settings_of(given)
    if exit_zero:
        settings = evolve(settings, fail_on="never")
    own_files = OwnFiles.of(settings, [file for _, file in outputs], write_baseline)
    work = Work(settings, plugin, stdin_filename, jobs, own_files)
    try:
        checker = work.checker()
        known = () if settings.baseline is None or write_baseline else read_baseline(settings.baseline)
    except ValueError as error:
        raise click.UsageError(str(error)) from None

    seen = work.over(paths, checker)
    result = _sifted(settings, seen, checker, known)
    if write_baseline:
        return _adopt(write_baseline, evolve(settings, max_per_rule=None), seen, checker)
    # What is shown is limited, not what is put right.
    fixable = _sifted(evolve(settings, max_per_rule=None), seen, checker, known) if fix or diff else result
    if diff:
        return _show_fixes(fixable, UNUSABLE if seen.unusable else CLEAN, CLEAN if exit_zero else FOUND)
    changed, failed = _fix(fixable) if fix else (0, 0)
    if changed:
        seen = work.over(paths, checker)
        result = _sifted(settings, seen, checker, known)
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    run = _run(seen, result, checker)
    written = write_reports(run, settings, output_format, outputs, color=color, statistics=statistics)
    for line in remarks(result):
        tell(line)
    if seen.unusable or failed or not written:
        return UNUSABLE
    return FOUND if settings.failing & result.severities.keys() else CLEAN


def _refuse(usage: dict[str, object]) -> None:
    """Refuse wrong usage, by what is said of it.

    Raises:
        click.UsageError: something of it is the case.
    """
    for message, wrong in usage.items():
        if wrong:
            raise click.UsageError(message)


def _sifted(settings: Settings, seen: Seen, checker: Checker, baseline: Iterable[Any]) -> Sifted:
    return sift(settings, seen.findings, studies=seen.studies, codes=checker.rules, baseline=baseline)


def _run(seen: Seen, result: Sifted, checker: Checker) -> Run:
    return Run(
        findings=result.findings,
        rules=checker.rules,
        studies=tuple(seen.studies),
        skipped=seen.skipped,
        muted=seen.muted,
        assumed=seen.assumed,
        days=frozenset(seen.days),
    )


def _adopt(file: str, settings: Settings, seen: Seen, checker: Checker) -> int:
    """Write all that was found into a baseline."""
    try:
        count = write_baseline(file, _sifted(settings, seen, checker, ()).findings)
    except OSError as error:
        tell_error(file, error)
        return UNUSABLE
    tell(f"{file}: knows {counted(count)} now")
    return UNUSABLE if seen.unusable else CLEAN


# What mends is imported when it is asked for: most runs only look.
def _show_fixes(result: Sifted, least: int, found: int) -> int:
    """Show what fixes would change, and return the exit code: no less than one, and another if there is something."""
    from ctmodel.fixes.diff import unified_diff
    from ctmodel.fixes.files import fixed_files

    changed = False
    for file, outcome in fixed_files(result.findings):
        changed = True
        if not show("".join(f"{line}\n" for line in unified_diff(outcome.old, outcome.new, str(file)))):
            return UNUSABLE
    return max(least, found if changed else CLEAN)


def _fix(result: Sifted) -> tuple[int, int]:
    """Put right what can be, and return how many files have changed, and how many could not be written."""
    from ctmodel.fixes.files import fixed_files

    changed = failed = 0
    for file, outcome in fixed_files(result.findings):
        try:
            replace(file, outcome.new)
        except OSError as error:
            failed += 1
            tell_error(file, error)
        else:
            changed += 1
            tell(f"{file}: put {counted(len(outcome.findings))} right")
    return changed, failed
