"""What a rule is, and how rules are chosen."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from ctmodel.rules.finding import Finding, Severity


@frozen
class Rule:
    """Something that can be wrong with a study."""

    code: str
    name: str
    severity: Severity
    #: What the rule says, in one sentence.
    summary: str
    #: Where it comes from: a definition, a standard, or a measured fact.
    source: str

    def finding(self, message: str, *, severity: Severity | None = None, **where: Any) -> Finding:
        """Make a finding of the rule; its severity is the rule's unless another is given."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            source=self.source,
            **where,
        )


def chosen(
    rules: Iterable[Rule], select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
) -> Callable[[Finding], bool]:
    """Return the test whether a finding was asked for, by codes or prefixes of codes.

    Raises:
        ValueError: a code or prefix fits no rule.
    """
    codes = {rule.code for rule in rules}
    selected, ignored = (_known(prefixes, codes) for prefixes in (select, ignore))
    return lambda finding: (
        (select is None or finding.code.startswith(selected)) and not (ignored and finding.code.startswith(ignored))
    )


def _known(prefixes: Iterable[str] | None, codes: set[str]) -> tuple[str, ...]:
    if isinstance(prefixes, str):
        prefixes = (prefixes,)
    known = tuple(prefixes or ())
    for prefix in known:
        if not prefix or not any(code.startswith(prefix) for code in codes):
            raise ValueError(f"no rule has the code or prefix {prefix!r}; the rules are {', '.join(sorted(codes))}")
    return known
