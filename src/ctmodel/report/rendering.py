"""Write a run in any of the formats."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from io import StringIO
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve

from ctmodel import __version__
from ctmodel.report.format import ReportFormat
from ctmodel.report.persons import shown_name
from ctmodel.report.run import Run, Study
from ctmodel.report.showing import shown, shown_study
from ctmodel.rules.check import day_of
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding

#: Format, the module that describes it, and its class there.
_CLASSES: Final = {
    "text": ("text", "Text"),
    "concise": ("concise", "Concise"),
    "json": ("json_document", "JSONDocument"),
    "jsonl": ("json_lines", "JSONLines"),
    "sarif": ("sarif", "SARIF"),
    "github": ("github", "GitHub"),
    "gitlab": ("gitlab", "GitLab"),
    "junit": ("junit", "JUnit"),
    "markdown": ("markdown", "Markdown"),
}
#: Formats that are made of one file after the other; all others, of the findings in their order.
_BY_FILE: Final = frozenset({"junit"})


def report_format(name: str, **options: Any) -> ReportFormat:
    """Return a format by name; its module is imported on first use.

    Args:
        name: one of :data:`FORMATS`.
        options: the attributes of its class.
    """
    module, made = _CLASSES[name]
    found: ReportFormat = getattr(import_module(f"ctmodel.report.{module}"), made)(**options)
    return found


def _renderer(name: str) -> Callable[..., str]:
    """Return what renders a run in a format."""

    def render(run: Run, **options: Any) -> str:
        format = report_format(name, **options)
        stream = StringIO()
        writer = format.writer(stream)
        for findings, studies in _by_file(run) if name in _BY_FILE else [(run.findings, run.studies)]:
            found = set()
            for finding in findings:
                piece = shown(finding, (format,))
                found.add(piece.study)
                writer.add(piece, *piece.texts)
            for study in (shown_study(study.file, study.record) for study in studies):
                writer.add_study(study, has_findings=study in found)
        writer.end(run.summary)
        return stream.getvalue()

    return render


def _by_file(run: Run) -> Iterable[tuple[Iterable[Finding], Iterable[Study]]]:
    """Return the findings and the studies of each file."""
    files: dict[str | None, tuple[list[Finding], list[Study]]] = {}
    for study in run.studies:
        files.setdefault(shown_name(study.file), ([], []))[1].append(study)
    for finding in run.findings:
        files.setdefault(shown_name(finding.file), ([], []))[0].append(finding)
    return files.values()


#: The formats by name: each takes a :class:`Run`, and the attributes of its class by keyword.
FORMATS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType({name: _renderer(name) for name in _CLASSES})


def render(findings: Iterable[Finding] | Run, format: str = "text", *, as_of: date | str | None = None) -> str:
    """Return a report on findings, such as those of :func:`ctmodel.validate` and :func:`ctmodel.validate_path`.

    ``concise``, ``jsonl``, ``github`` and ``gitlab`` are what ``ctmodel validate`` writes, to the byte. The other
    formats also say what was checked: given findings, the studies and rules that have findings; given a
    :class:`Run`, everything in it.

    Args:
        findings: the findings in the order in which they are reported, or a run.
        format: one of :data:`FORMATS`.
        as_of: the day that the findings were validated as of, which the report then states; a run has its own.

    Raises:
        ValueError: there is no such format, or ``as_of`` is not a date.
        TypeError: ``as_of`` is neither a date nor text, or is given for a run.

    Example:
        >>> import ctmodel
        >>> from ctmodel.report import render
        >>> findings = ctmodel.validate_path("NCT01219465.json", select=["DES"])
        >>> print(render(findings, "concise"))  # doctest: +ELLIPSIS
        NCT01219465.json:72:9: DES021 allocation is NON_RANDOMIZED, but ...
    """
    if format not in FORMATS:
        raise ValueError(f"no report format {format!r}; expected one of {', '.join(FORMATS)}")
    if not isinstance(findings, Run):
        return FORMATS[format](_run_of(tuple(findings), day_of(as_of)))
    if as_of is not None:
        raise TypeError("a run has its own days: as_of is for findings")
    return FORMATS[format](evolve(findings, version=findings.version or __version__))


def _run_of(findings: tuple[Finding, ...], as_of: date | None) -> Run:
    """Return a run as far as it is known from its findings."""
    from ctmodel.rules.shipped import RULES

    shipped = {rule.code: rule for rule in RULES}
    # What could not be read has no place in a study.
    studies = (Study(found.file, found.record) for found in findings if found.record or found.path or found.pointer)
    return Run(
        findings=findings,
        rules={found.code: shipped.get(found.code) or _rule_of(found) for found in findings},
        studies=tuple(dict.fromkeys(studies)),
        days=frozenset() if as_of is None else frozenset({as_of}),
        version=__version__,
        is_whole=False,
    )


def _rule_of(finding: Finding) -> Rule:
    """Return a rule that is not part of the package, as far as it is known from a finding."""
    return Rule(finding.code, finding.name, finding.severity, finding.source, documentation="")
