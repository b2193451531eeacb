"""Show what fixes change, or change it: ``ctmodel validate --diff`` and ``--fix``."""

from collections.abc import Iterable

from ctmodel.cli.streams import show, tell, tell_error
from ctmodel.fixes.files import fixed_files
from ctmodel.fixes.patch import patch
from ctmodel.io.replace import replace
from ctmodel.report.text import counted
from ctmodel.rules.finding import Finding


def show_fixes(findings: Iterable[Finding]) -> bool | None:
    """Show what fixes would change as a patch, and return whether they would; None if it could not be shown."""
    changed = False
    for file, outcome in fixed_files(findings):
        changed = True
        # In bytes: a patch has the encoding and the line ends of the file, whatever those of standard output are.
        if not show("".join(f"{line}\n" for line in patch(outcome.old, outcome.new, file)).encode()):
            return None
    return changed


def fix(findings: Iterable[Finding]) -> tuple[int, int]:
    """Fix what can be fixed, and return how many files have changed, and how many could not be written."""
    changed = failed = 0
    for file, outcome in fixed_files(findings):
        try:
            replace(file, outcome.new)
        except OSError as error:
            failed += 1
            tell_error(file, error)
        else:
            changed += 1
            tell(f"{file}: fixed {counted(len(outcome.findings))}")
    return changed, failed
