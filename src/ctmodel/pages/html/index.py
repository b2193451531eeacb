"""The index of a folder of study pages: a table that can be searched and sorted in the browser."""

from collections.abc import Iterable
from typing import Final

from attrs import frozen
from markupsafe import Markup

from ctmodel.model.trial import Trial
from ctmodel.pages.html.checks import Checks
from ctmodel.pages.html.environment import environment
from ctmodel.pages.html.glance import Cell, glance
from ctmodel.pages.html.standalone import policy_with, script, stylesheet
from ctmodel.pages.html.texts import writable
from ctmodel.pages.recorder import Recorder
from ctmodel.rules.finding import Finding, Severity

#: So many countries are listed; more are closed.
_COUNTRIES: Final = 3
#: An error weighs more than any number of warnings.
_WEIGHTS: Final = {Severity.ERROR: 1_000_000, Severity.WARNING: 1_000, Severity.NOTE: 1}


@frozen
class Entry:
    """A study, as the index shows it."""

    #: The file of its page.
    file: str
    number: str
    title: str
    cells: list[Cell]
    countries: list[str]
    checks: Checks | None

    @property
    def phase(self) -> float | None:
        """Its place among the phases, to sort by."""
        steps = self.cells[1].steps
        filled = [place + share for place, share in enumerate(steps) if share]
        return sum(filled) / len(filled) if filled else None

    @property
    def weight(self) -> int:
        """How bad its findings are, to sort by."""
        counts = self.checks.count if self.checks else {}
        return sum(_WEIGHTS[Severity(severity)] * count for severity, count in counts.items())

    @property
    def are_listed(self) -> bool:
        """Whether its countries are few enough to list them."""
        return len(self.countries) <= _COUNTRIES


def entry(trial: Trial, findings: Iterable[Finding] | None, file: str) -> Markup:
    """Return the row of a study.

    Args:
        trial: the study.
        findings: what is counted in the last column; None if there is no such column.
        file: its page, in the folder of the index.
    """
    shown = Entry(
        file,
        trial.registry_id or "No number",
        trial.brief_title or trial.official_title or "Without a title",
        glance(Recorder(trial).trial),
        list(trial.countries),
        None if findings is None else Checks(findings, mask=True),
    )
    row = environment().get_template("entry.html").render(e=shown, participants=_participants(trial))
    return Markup(row)  # noqa: S704 - escaped


def _participants(trial: Trial) -> int | None:
    return trial.enrollment.count if trial.enrollment else None


def index(entries: list[Markup], *, findings: bool) -> str:
    """Return the index as one HTML document; without script, it is a table to read.

    Args:
        entries: the rows.
        findings: whether there is a column for findings.
    """
    code = script("index")
    document = environment().get_template("index.html")
    around = {"script": code, "policy": policy_with(code), "style": stylesheet("index")}
    return writable(document.render(entries=entries, findings=findings, **around))
