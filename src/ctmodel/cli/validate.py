"""``ctmodel validate``: report what is wrong with the studies at the given paths."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve

from ctmodel.cli.checking import STANDARD_INPUT, Seen, Work
from ctmodel.cli.help import Purpose, PurposeCommand, complete_file, option
from ctmodel.cli.options import LEVELS, setting_options, settings_of
from ctmodel.cli.outputs import Reports, outputs_of
from ctmodel.cli.own_files import OwnFiles
from ctmodel.cli.streams import of_terminal, tell, tell_error
from ctmodel.config.baseline import Entry, Ledger, read_baseline
from ctmodel.config.baseline import write_baseline as write_entries
from ctmodel.config.filtering import FindingFilter, remarks
from ctmodel.config.settings import Settings
from ctmodel.report import FORMATS
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
@option(
    Purpose.OTHER,
    "--cache",
    metavar="FILE",
    shell_complete=complete_file,
    help="Keep the results in FILE, and check only what changed since.",
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
    cache: str | None,
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
            "--cache needs a file name": cache == "",
            "--cache and --output cannot write the same file": cache is not None
            and Path(cache).resolve() in {file.resolve() for _, file in outputs},
            "--statistics requires --output-format text": statistics and output_format != "text",
            "--show requires --output-format text": level != Severity.NOTE and output_format != "text",
        }
    )
    settings = settings_of(given)
    if exit_zero:
        settings = evolve(settings, fail_on="never")
    written = [*(file for _, file in outputs), *([] if cache is None else [Path(cache)])]
    own_files = OwnFiles.of(settings, written, write_baseline, rule_files)
    work = Work(settings, rule_files, stdin_filename, jobs, cache, own_files)
    try:
        checker = work.checker()
        known = () if settings.baseline is None or write_baseline else read_baseline(settings.baseline)
    except ValueError as error:
        raise click.UsageError(str(error)) from None

    if write_baseline is not None:
        return _adopt(write_baseline, work, paths, checker)
    if diff:
        return _diff(work, paths, checker, known, CLEAN if exit_zero else FOUND)

    def begun(*, held: bool = False) -> Reports:
        of_text = {"statistics": statistics, "level": Severity(level), **of_terminal()}
        return Reports(settings, output_format, outputs, held=held, **of_text)

    failed = 0
    if fix:
        fixable: list[Finding] = []
        with begun(held=True) as reports:
            seen = Seen(FindingFilter(settings, known), reports, _collecting(fixable))
            work.over(paths, checker, seen)
            changed, failed = _fix(fixable)
            if not changed:
                return max(_reported(seen, checker, settings), UNUSABLE if failed else CLEAN)
    with begun() as reports:
        seen = Seen(FindingFilter(settings, known), reports)
        try:
            work.over(paths, checker, seen)
        except KeyboardInterrupt:
            _reported(seen, checker, settings)
            raise
        return max(_reported(seen, checker, settings), UNUSABLE if failed else CLEAN)


def _reported(seen: Seen, checker: Checker, settings: Settings) -> int:
    """Write what remains of the reports, and return the exit code."""
    result = seen.filtered(checker)
    written = seen.reports is None or seen.reports.end(seen.summary(result, checker))
    for line in remarks(result):
        tell(line)
    if seen.unusable or not written:
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


def _adopt(file: str, work: Work, paths: Sequence[str], checker: Checker) -> int:
    """Write all that is found into a baseline."""
    ledger = Ledger()
    seen = Seen(FindingFilter(work.settings), keep=ledger.add)
    work.over(paths, checker, seen)
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


def _diff(work: Work, paths: Sequence[str], checker: Checker, known: Iterable[Entry], found: int) -> int:
    """Show what fixes would change, and return the exit code: ``found`` if there is something, unless it is higher."""
    from ctmodel.cli.fixing import show_fixes

    fixable: list[Finding] = []
    seen = Seen(FindingFilter(work.settings, known), keep=_collecting(fixable))
    work.over(paths, checker, seen)
    changed = show_fixes(fixable)
    least = UNUSABLE if seen.unusable else CLEAN
    return UNUSABLE if changed is None else max(least, found if changed else CLEAN)


def _fix(fixable: list[Finding]) -> tuple[int, int]:
    from ctmodel.cli.fixing import fix

    return fix(fixable)
