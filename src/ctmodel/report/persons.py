"""Remove personal data from a run, in one place for all report formats."""

from typing import Any

from attrs import evolve

from ctmodel.codec.json_pointer import pointer_keys, pointer_token
from ctmodel.formats.format import Places
from ctmodel.formats.registry import format_named
from ctmodel.report.run import Run, Study
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.mask import masked


def without_persons(run: Run) -> Run:
    """Return the run without contact details, and without values of unknown fields.

    Its findings are known by what they were known by before, so that baselines and platforms know them again.
    """
    return evolve(
        run,
        findings=tuple(map(_finding, run.findings)),
        studies=tuple(Study(_name(study.file), _name(study.record)) for study in run.studies),
    )


def _finding(finding: Finding) -> Finding:
    places = format_named(finding.format).places
    return evolve(
        finding,
        message=masked(finding.message, identifier=places.is_identifier(finding.pointer)),
        path=masked(finding.path),
        pointer=_pointer(finding.pointer),
        value=_value(finding.value, finding.pointer, places),
        record=_name(finding.record),
        file=_name(finding.file),
        mark=fingerprint(finding),
    )


def may_be_shown(pointer: str, places: Places) -> bool:
    """Whether the value at a pointer may be shown: its field is known and not about a person."""
    return places.is_known(pointer) and not places.is_private(pointer)


def shown_value(value: Any, pointer: str, places: Places) -> Any:
    """Return a text or a number that may be shown, without addresses."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    shown = masked(text, identifier=places.is_identifier(pointer))
    return value if shown == text else shown


def _value(value: Any, pointer: str, places: Places) -> Any:
    """Return the part of a value that is shown; nothing of the content of objects and arrays."""
    if isinstance(value, dict | list):
        return {} if isinstance(value, dict) else []
    return shown_value(value, pointer, places) if may_be_shown(pointer, places) else None


def _pointer(pointer: str) -> str:
    """Return a pointer in which no key is an address."""
    return "".join(f"/{pointer_token(masked(key))}" for key in pointer_keys(pointer))


def _name(text: str | None) -> str | None:
    # Numbers of registries and names of files have ten digits in a row.
    return None if text is None else masked(text, identifier=True)
