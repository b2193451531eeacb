"""Run rules over a trial. Three outcomes never mix: a finding, a rule that does not apply, a rule that crashed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, evolve, field

from ctmodel.codec.oddities import Oddity, Trouble, oddities, pointer_keys
from ctmodel.codec.pointers import Pointers
from ctmodel.codec.table import Hop
from ctmodel.ctgov.tables.protocol import TRIAL
from ctmodel.model.trial import Trial
from ctmodel.rules.catalogue import RULE_CRASHED
from ctmodel.rules.definition import Applies, Record, Rule
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import anchor
from ctmodel.rules.mask import masked
from ctmodel.rules.mask.fields import is_identifier
from ctmodel.rules.mask.unshown import without_unshown
from ctmodel.rules.profiles import Profile
from ctmodel.rules.structure import is_private, is_selection, nct_number, structural_findings

#: Rules that apply to the same trials, and the test whether they do; None for every trial.
Group = tuple[Applies | None, list[Rule]]

_MUTING: Final = (Trouble.MISFIT, Trouble.NULL, Trouble.BLANK)


@define
class Outcome:
    """What the rules said of one trial."""

    #: Findings, sorted by place and code.
    findings: list[Finding]
    #: The day that counted as today.
    as_of: date
    #: Codes of rules that could not be asked, since what they read holds values that do not fit.
    muted: list[str] = field(factory=list)
    #: How many rules did not apply.
    not_applicable: int = 0


class Questions:
    """The rules that are asked, in groups that apply to the same trials; made once for many records."""

    def __init__(self, rules: Iterable[Rule], profile: Profile) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self.profile = profile
        self._severities = {rule.code: profile.severity(rule) for rule in self.rules.values()}
        self._checked = [rule for rule in self.rules.values() if rule.check is not None]
        self._of_whole = _grouped(rule for rule in self._checked if rule.requires not in profile.not_yet)
        self._of_selection = _grouped(rule for rule in self._checked if rule.requires is None)

    def examine(self, trial: Trial, payload: dict[str, Any], as_of: date) -> Outcome:
        """Ask the rules about a trial, whose payload is given."""
        found = list(oddities(TRIAL, payload))
        structural = (finding for finding in structural_findings(payload, found) if finding.code in self.rules)
        outcome = Outcome([self._weighed(finding, payload) for finding in structural], as_of)
        if not TRIAL.root.members.keys().isdisjoint(payload):
            whole = self.profile.complete or not is_selection(payload)
            record = Record(trial, as_of, lambda attribute: whole and attribute not in self.profile.not_yet)
            self._ask_all(record, payload, self._of_whole if whole else self._of_selection, _spoiled(found), outcome)
        outcome.findings.sort(key=_place_and_code)
        return outcome

    def _ask_all(
        self, record: Record, payload: dict[str, Any], groups: list[Group], spoiled: set[str], outcome: Outcome
    ) -> None:
        """Ask the rules that apply; what one says before it crashes is said."""
        trial, pointers = record.trial, Pointers(TRIAL, payload)
        if spoiled:
            outcome.muted = sorted(rule.code for rule in self._checked if spoiled & rule.reads)
            groups = [(applies, [rule for rule in rules if not spoiled & rule.reads]) for applies, rules in groups]
        left = sum(len(rules) for _, rules in groups)
        outcome.not_applicable = len(self._checked) - len(outcome.muted) - left
        for applies, rules in groups:
            # A rule is anybody's code: that it, or the test whether it applies, crashed is said, and the run goes on.
            try:
                if applies is not None and not applies(trial):
                    outcome.not_applicable += len(rules)
                    continue
            except Exception as error:  # noqa: BLE001
                outcome.findings += [_crashed(rule, error, payload) for rule in rules]
                continue
            for rule in rules:
                try:
                    for path, message in rule.problems(record):
                        outcome.findings.append(self._found(rule, path, message, payload, pointers))
                except Exception as error:  # noqa: BLE001
                    outcome.findings.append(_crashed(rule, error, payload))

    def _found(self, rule: Rule, path: str, message: str, payload: dict[str, Any], pointers: Pointers) -> Finding:
        pointer = pointers.to(path)
        return rule.finding(
            masked(message, identifier=is_identifier(pointer)),
            severity=self._severities[rule.code],
            path=path,
            pointer=pointer,
            value=None if is_private(pointer) else _value_at(payload, pointer),
            record=nct_number(payload),
            anchor=anchor(payload, pointer),
        )

    def _weighed(self, finding: Finding, payload: dict[str, Any]) -> Finding:
        """Give a finding about the structure its anchor, and the severity that the profile gives its rule."""
        severity = finding.severity
        if severity is self.rules[finding.code].severity:
            severity = self._severities[finding.code]
        return evolve(finding, severity=severity, anchor=anchor(payload, finding.pointer))


def _grouped(rules: Iterable[Rule]) -> list[Group]:
    groups: dict[Applies | None, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.applies, []).append(rule)
    return list(groups.items())


def as_of_record(trial: Trial) -> date:
    """Return the day that counts as today for a record: that of its data, else today."""
    version = trial.derived.version_holder if trial.derived is not None else None
    return version.latest if version is not None else date.today()


def _crashed(rule: Rule, error: Exception, payload: dict[str, Any]) -> Finding:
    message = f"rule {rule.code} ({rule.name}) crashed on this record: {type(error).__name__}: {error}"
    message = without_unshown(message, payload)
    return RULE_CRASHED.finding(message, record=nct_number(payload), anchor=anchor(payload, ""))


def _spoiled(found: list[Oddity]) -> set[str]:
    """Names of the trial's attributes at or under which a value does not fit."""
    names = set()
    for oddity in found:
        if oddity.trouble in _MUTING and oddity.unheld:
            if isinstance(oddity.expected, Hop) and not oddity.path:
                names |= set(_attributes_in(oddity.expected))
            else:
                names.add(oddity.path.partition(".")[0].partition("[")[0])
    return names


def _attributes_in(hop: Hop) -> Iterator[str]:
    yield from (row.attribute for _, row in hop.rows())
    for _, inner in hop.hops():
        yield from _attributes_in(inner)


def _value_at(payload: Any, pointer: str) -> Any:
    for key in pointer_keys(pointer):
        if type(payload) is dict:
            payload = payload.get(key)
        elif type(payload) is list and key.isdecimal():
            payload = payload[int(key)]
        else:
            return None  # something else stands where the registry has an object
    return payload


def _place_and_code(finding: Finding) -> tuple[list[tuple[int, int, str]], str]:
    """Sort indices as numbers (the longer, the larger), and keys as text."""
    tokens = finding.pointer.split("/")[1:]
    return [(0, len(token), token) if token.isdigit() else (1, 0, token) for token in tokens], finding.code
