"""A document that was checked, as reports need it: rendered where it was checked."""

from collections.abc import Sequence
from typing import final

from attrs import frozen

from ctmodel.config.choice import weighed
from ctmodel.config.settings import Settings
from ctmodel.report.format import ReportFormat
from ctmodel.report.run import Study
from ctmodel.report.showing import shown, shown_study
from ctmodel.report.shown import Shown
from ctmodel.rules.checked import Checked
from ctmodel.rules.finding import Finding


@final
@frozen
class Reported:
    """A document that was checked; it can be sent from one process to another."""

    #: The account of it, without findings.
    checked: Checked
    #: Its studies as reports show them, in the order of ``checked.records``.
    studies: tuple[Study, ...]
    findings: tuple[Shown, ...]
    #: The findings as they are, where somebody asks for them.
    whole: tuple[Finding, ...] = ()


def reported(
    checked: Checked, settings: Settings, formats: Sequence[ReportFormat], folder: str, *, whole: bool = False
) -> Reported:
    """Render what was found in a document.

    Args:
        checked: the document.
        settings: the settings, which say how severe findings are.
        formats: the formats of the reports.
        folder: the absolute path of the folder that files are named from.
        whole: whether to keep the findings as they are, too.
    """
    findings = tuple(weighed(settings, finding) for finding in checked.findings)
    account = Checked(
        checked.file,
        checked.records,
        [],
        skipped=checked.skipped,
        muted=checked.muted,
        assumed=checked.assumed,
        as_of=checked.as_of,
        left_out=checked.left_out,
        is_empty=checked.is_empty,
    )
    return Reported(
        account,
        tuple(shown_study(checked.file, record, folder) for record in checked.records),
        tuple(shown(finding, formats, folder) for finding in findings),
        findings if whole else (),
    )
