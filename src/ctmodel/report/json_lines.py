"""One finding per line as JSON: a finding can be written as soon as it is found."""

from ctmodel.report.escaping import json_text
from ctmodel.report.json_document import finding_object
from ctmodel.report.run import Run
from ctmodel.rules.finding import Finding


def render(run: Run) -> str:
    """Return the findings of a run as JSON Lines."""
    return "".join(f"{line(finding)}\n" for finding in run.findings)


def line(finding: Finding) -> str:
    """Return the line of a finding: the same object as in the JSON document."""
    return json_text(finding_object(finding))
