"""One line per finding, as editors and problem matchers read them: ``path:line:column: CODE message [path]``."""

from ctmodel.report.escaping import log_line, message_with_path, place_of
from ctmodel.report.run import Run
from ctmodel.rules.finding import Finding


def render(run: Run) -> str:
    """Return the findings of a run, one per line."""
    return "".join(f"{line(finding)}\n" for finding in run.findings)


def line(finding: Finding) -> str:
    """Return the line that shows a finding."""
    return log_line(f"{place_of(finding)}: {finding.code} {message_with_path(finding)}")
