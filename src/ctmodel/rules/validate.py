"""Validate a trial, or whatever a path holds."""

from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Final

from ctmodel.ctgov.codec import payload_of
from ctmodel.model.trial import Trial
from ctmodel.rules.catalogue import STRUCTURE
from ctmodel.rules.check import check
from ctmodel.rules.finding import Finding
from ctmodel.rules.rule import Rule, chosen
from ctmodel.rules.structure import structural_findings

#: All rules.
RULES: Final[frozenset[Rule]] = STRUCTURE


def validate(
    trial: Trial, *, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
) -> list[Finding]:
    """Return what is wrong with a trial, sorted by place and code.

    What only the text shows (repeated keys, text that is not JSON) is seen by :func:`validate_path` alone.

    Args:
        trial: the trial; it may be edited or made by hand.
        select: codes or prefixes of codes (``"DAT"``, ``"STR004"``) to report; all if None.
        ignore: codes or prefixes not to report.

    Raises:
        ValueError: a code or prefix fits no rule, or an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.
    """
    wanted = chosen(RULES, select, ignore)
    findings = filter(wanted, structural_findings(payload_of(trial)))
    return sorted(findings, key=lambda finding: (_place_key(finding.pointer), finding.code))


def validate_path(
    path: str | PathLike[str], *, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the studies at a path, with file, line and column.

    The path is all that :func:`ctmodel.read_many` takes. What cannot be read becomes a finding, and reading goes on.

    Raises:
        ValueError: a code or prefix fits no rule.
        OSError: the path does not exist or cannot be opened.
    """
    wanted = chosen(RULES, select, ignore)
    for checked in check(path):
        yield from filter(wanted, checked.findings)


def _place_key(pointer: str) -> list[tuple[int, int, str]]:
    """Sort indices as numbers (the longer, the larger), and keys as text."""
    return [(0, len(token), token) if token.isdigit() else (1, 0, token) for token in pointer.split("/")[1:]]
