"""``ctmodel validate``: report what is wrong with the studies at the given paths."""

from collections.abc import Callable, Iterable
from typing import Any

import click
from attrs import evolve

from ctmodel.cli.checking import STANDARD_INPUT, Seen, Work
from ctmodel.cli.help import Purpose, PurposeCommand, complete_file, option
from ctmodel.cli.options import LEVELS, setting_options, settings_of
from ctmodel.cli.outputs import outputs_of, write_reports
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.streams import of_terminal, tell, tell_error
from ctmodel.config.baseline import Ledger, read_baseline
from ctmodel.config.baseline import write_baseline as write_entries
from ctmodel.config.filtering import Filtered, FindingFilter, remarks
from ctmodel.report import FORMATS, Run
from ctmodel.report.text import counted
from ctmodel.rules.check import Checker
from ctmodel.rules.finding import Finding, Severity

CLEAN, FOUND, UNUSABLE = 0, 1, 2


@click.command(cls=PurposeCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=complete_file)
@setting_options
@option(
    Purpose.RULES,
    "--rules",
    "rule_files",
    multiple=True,
    metavar="FILE",
    shell_complete=complete_file,
    help="Also check the rules in a Python file; can be repeated.",
)
@option(
    Purpose.INPUT,
    "--stdin-filename",
    default=STANDARD_INPUT,
    metavar="NAME",
    help="Report standard input (PATH -) under this name.",
)
@option(
    Purpose.OUTPUT,
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="Format of the report on standard output.",
    show_default=True,
)
@option(
    Purpose.OUTPUT,
    "--output",
    multiple=True,
    metavar="FORMAT:FILE",
    help="Also write a report to a file; can be repeated.",
)
@option(Purpose.OUTPUT, "--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@option(
    Purpose.OUTPUT,
    "--show",
    "level",
    type=click.Choice(LEVELS),
    default=Severity.NOTE.value,
    help="Hide findings below this severity; they still count.",
    show_default=True,
)
@option(Purpose.EXIT_CODE, "--exit-zero", is_flag=True, help="Exit with code 0 even if there are findings.")
@option(
    Purpose.BASELINE,
    "--write-baseline",
    metavar="FILE",
    shell_complete=complete_file,
    help="Write all findings to a baseline instead of reporting them.",
)
@option(Purpose.FIXES, "--fix", is_flag=True, help="Fix what can be fixed automatically and report the rest.")
@option(Purpose.FIXES, "--diff", is_flag=True, help="Print what --fix would change as a patch; change nothing.")
@option(
    Purpose.OTHER,
    "--jobs",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Check in up to N processes.",
    show_default=True,
)
def validate(
    paths: tuple[str, ...],
    rule_files: tuple[str, ...],
    output_format: str,
    output: tuple[str, ...],
    statistics: bool,
    level: str,
    exit_zero: bool,
    write_baseline: str | None,
    fix: bool,
    diff: bool,
    stdin_filename: str,
    jobs: int,
    **given: Any,
) -> int:
    """Check the studies at each PATH.

    A PATH is a file, a folder, a zip archive, a pattern in quotes, or - for standard input.
    """
    outputs = outputs_of(output)
    _refuse(
        {
            "--fix and --diff cannot be used with standard input": (fix or diff) and STANDARD_INPUT in paths,
            "--output cannot be used with --diff or --write-baseline, which write no report": outputs
            and (diff or write_baseline is not None),
            "--write-baseline cannot be used with --fix or --diff": write_baseline is not None and (fix or diff),
            "--write-baseline needs a file name": write_baseline == "",
            "--statistics requires --output-format text": statistics and output_format != "text",
            "--show requires --output-format text": level != Severity.NOTE and output_format != "text",
        }
    )
    settings = settings_of(given)
    if exit_zero:
        settings = evolve(settings, fail_on="never")
    own_files = OwnFiles.of(settings, [file for _, file in outputs], write_baseline, rule_files)
    work = Work(settings, rule_files, stdin_filename, jobs, own_files)
    try:
        checker = work.checker()
        known = () if settings.baseline is None or write_baseline else read_baseline(settings.baseline)
    except ValueError as error:
        raise click.UsageError(str(error)) from None

    if write_baseline is not None:
        return _adopt(write_baseline, work, paths, checker)
    fixable: list[Finding] = []
    seen = work.over(paths, checker, FindingFilter(settings, known, also=_collecting(fixable) if fix or diff else None))
    if diff:
        return _show_fixes(fixable, UNUSABLE if seen.unusable else CLEAN, CLEAN if exit_zero else FOUND)
    changed, failed = _fix(fixable) if fix else (0, 0)
    if changed:
        seen = work.over(paths, checker, FindingFilter(settings, known))
    result = seen.filtered(checker)
    run = _run(seen, result, checker)
    of_text = {"statistics": statistics, "level": Severity(level), **of_terminal()}
    written = write_reports(run, settings, output_format, outputs, **of_text)
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


def _run(seen: Seen, result: Filtered, checker: Checker) -> Run:
    return Run(
        findings=result.findings,
        rules=checker.rules,
        studies=tuple(seen.studies),
        skipped=seen.skipped,
        muted=seen.muted,
        assumed=seen.assumed,
        days=frozenset(seen.days),
        left_out=result.left_out,
    )


def _adopt(file: str, work: Work, paths: Iterable[str], checker: Checker) -> int:
    """Write all that is found into a baseline."""
    ledger = Ledger()
    seen = work.over(paths, checker, FindingFilter(work.settings, also=ledger.add))
    try:
        count = write_entries(file, ledger.entries)
    except OSError as error:
        tell_error(file, error)
        return UNUSABLE
    tell(f"{file}: wrote {counted(count)} to the baseline")
    return UNUSABLE if seen.unusable else CLEAN


# What fixes is imported when it is asked for: most runs only look.
def _collecting(fixable: list[Finding]) -> Callable[[Finding], object]:
    """Return what keeps findings that can be fixed, shown or not."""
    from ctmodel.fixes.files import may_be_fixed

    return lambda finding: fixable.append(finding) if may_be_fixed(finding) else None


def _show_fixes(fixable: list[Finding], least: int, found: int) -> int:
    """Show what fixes would change, and return the exit code: no less than one, and another if there is something."""
    from ctmodel.cli.fixing import show_fixes

    changed = show_fixes(fixable)
    return UNUSABLE if changed is None else max(least, found if changed else CLEAN)


def _fix(fixable: list[Finding]) -> tuple[int, int]:
    from ctmodel.cli.fixing import fix

    return fix(fixable)
