"""Findings, at the place that they are about and all together."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, final

from attrs import frozen

from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.mask import masked

_ORDER: Final = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
#: From this many on, equal findings about siblings become one line.
_MANY: Final = 4
_SIGN: Final = {Severity.ERROR: "⯃", Severity.WARNING: "▲", Severity.NOTE: "●"}


@frozen
class Check:
    """A finding, or several of one rule, as the page shows it."""

    code: str
    severity: str
    sign: str
    messages: tuple[str, ...]
    path: str
    source: str
    anchor: str
    name: str


@final
class Checks:
    """The findings of a trial, and which of them are already shown at their place."""

    def __init__(self, findings: Iterable[Finding], *, mask: bool) -> None:
        self._findings = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
        self._mask = mask
        self._placed: set[int] = set()
        self._anchors = dict(zip(map(id, self._findings), _anchors(self._findings), strict=True))

    def __len__(self) -> int:
        return len(self._findings)

    @property
    def count(self) -> dict[str, int]:
        """How many findings there are of each severity that occurs."""
        counts = {str(severity): 0 for severity in _ORDER}
        for finding in self._findings:
            counts[finding.severity] += 1
        return {severity: count for severity, count in counts.items() if count}

    def at(self, *paths: str) -> list[Check]:
        """Return the findings at or under paths of the model that are not shown yet, and note them as shown."""
        found = []
        for index, finding in enumerate(self._findings):
            if index not in self._placed and any(_is_at(finding.path, path) for path in paths):
                self._placed.add(index)
                found.append(finding)
        return list(self._grouped(found))

    def all(self) -> list[Check]:
        """Return all findings, the worst first."""
        return [self._check([finding]) for finding in self._findings]

    def _grouped(self, findings: list[Finding]) -> Iterable[Check]:
        by_code: dict[str, list[Finding]] = {}
        for finding in findings:
            by_code.setdefault(finding.code, []).append(finding)
        for same in by_code.values():
            if len(same) >= _MANY:
                yield self._check(same)
            else:
                yield from (self._check([finding]) for finding in same)

    def _check(self, findings: list[Finding]) -> Check:
        first = findings[0]
        messages = tuple(masked(found.message) if self._mask else found.message for found in findings)
        anchor = self._anchors[id(first)]
        return Check(
            first.code,
            str(first.severity),
            _SIGN[first.severity],
            messages,
            first.path,
            first.source,
            anchor,
            first.name,
        )


def _anchors(findings: list[Finding]) -> Iterable[str]:
    """Yield the anchor of each finding: its code and place, and a number if there are several of one rule there."""
    counts: Counter[str] = Counter()
    for finding in findings:
        anchor = f"f-{finding.code}-" + "".join(char if char.isalnum() else "-" for char in finding.pointer)
        counts[anchor] += 1
        yield anchor if counts[anchor] == 1 else f"{anchor}.{counts[anchor]}"


def _is_at(path: str, place: str) -> bool:
    return path == place or path.startswith((f"{place}.", f"{place}["))
