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
_SIGN: Final = {Severity.ERROR: "⬣", Severity.WARNING: "▲", Severity.NOTE: "●"}


@frozen
class Check:
    """A finding, or several of one rule, as the page shows it."""

    code: str
    severity: str
    sign: str
    messages: tuple[str, ...]
    path: str
    source: str
    #: The anchor of its row in the section "Checks".
    anchor: str
    #: The anchor of its place on the page; empty if it has none.
    place: str
    name: str


@final
class Checks:
    """The findings of a trial, and which of them are already shown at their place."""

    def __init__(self, findings: Iterable[Finding], *, mask: bool) -> None:
        self._findings = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
        self._mask = mask
        #: The anchors of the findings that are shown at their place, by index.
        self._placed: dict[int, str] = {}
        self._anchors = list(_anchors(self._findings))

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
        by_code: dict[str, list[int]] = {}
        for index, finding in enumerate(self._findings):
            if index not in self._placed and _is_at(finding.path, paths):
                by_code.setdefault(finding.code, []).append(index)
        found = []
        for same in by_code.values():
            together = [same] if len(same) >= _MANY else [[index] for index in same]
            for indexes in together:
                place = f"at-{self._anchors[indexes[0]]}"
                self._placed.update(dict.fromkeys(indexes, place))
                found.append(self._check(indexes))
        return found

    def about(self, *paths: str) -> list[Check]:
        """Return the findings at or under paths of the model, to mark what they are about."""
        return [
            self._check([index])
            for index, finding in enumerate(self._findings)
            if paths and _is_at(finding.path, paths)
        ]

    def all(self) -> list[Check]:
        """Return all findings, the worst first."""
        return [self._check([index]) for index in range(len(self))]

    def _check(self, indexes: list[int]) -> Check:
        findings = [self._findings[index] for index in indexes]
        first = findings[0]
        return Check(
            first.code,
            str(first.severity),
            _SIGN[first.severity],
            tuple(masked(found.message) if self._mask else found.message for found in findings),
            first.path,
            first.source,
            self._anchors[indexes[0]],
            self._placed.get(indexes[0], ""),
            first.name,
        )


def _anchors(findings: list[Finding]) -> Iterable[str]:
    """Yield the anchor of each finding: its code and place, and a number if there are several of one rule there."""
    counts: Counter[str] = Counter()
    for finding in findings:
        anchor = f"f-{finding.code}-" + "".join(char if char.isalnum() else "-" for char in finding.pointer)
        counts[anchor] += 1
        yield anchor if counts[anchor] == 1 else f"{anchor}.{counts[anchor]}"


def _is_at(path: str, places: tuple[str, ...]) -> bool:
    return path in places or path.startswith(tuple(place + sign for place in places for sign in ".["))
