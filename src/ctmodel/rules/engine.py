"""Run rules over a trial. Three outcomes never mix: a finding, a rule that does not apply, a rule that crashed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, evolve, field

from ctmodel.codec.oddities import Oddity, Trouble, oddities, pointer_keys
from ctmodel.codec.pointers import pointer_to
from ctmodel.codec.table import Hop
from ctmodel.ctgov.tables.protocol import TRIAL
from ctmodel.model.trial import Trial
from ctmodel.rules.catalogue import RULE_CRASHED
from ctmodel.rules.definition import Applies, Record, Rule
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import anchor
from ctmodel.rules.profiles import Profile
from ctmodel.rules.structure import is_private, is_selection, nct_number, structural_findings

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
        self._groups: dict[Applies | None, list[Rule]] = {}
        for rule in self.rules.values():
            if rule.check is not None:
                self._groups.setdefault(rule.applies, []).append(rule)

    def examine(self, trial: Trial, payload: dict[str, Any], as_of: date) -> Outcome:
        """Ask the rules about a trial, whose payload is given."""
        found = list(oddities(TRIAL, payload))
        outcome = Outcome([f for f in structural_findings(payload, found) if f.code in self.rules], as_of)
        if not TRIAL.root.members.keys().isdisjoint(payload):
            whole = self.profile.complete or not is_selection(payload)
            record = Record(trial, as_of, lambda attribute: whole and attribute not in self.profile.not_yet)
            self._ask_all(record, payload, _spoiled(found), outcome)
        weighed = map(self._weighed, outcome.findings)
        anchored = (evolve(finding, anchor=anchor(payload, finding.pointer)) for finding in weighed)
        outcome.findings = sorted(anchored, key=_place_and_code)
        return outcome

    def _ask_all(self, record: Record, payload: dict[str, Any], spoiled: set[str], outcome: Outcome) -> None:
        for applies, group in self._groups.items():
            rules = group
            if spoiled:
                outcome.muted += [rule.code for rule in group if spoiled & rule.reads]
                rules = [rule for rule in group if not spoiled & rule.reads]
            if applies is not None and not applies(record.trial):
                outcome.not_applicable += len(rules)
                continue
            for rule in rules:
                if rule.requires is not None and not record.can_be_missed(rule.requires):
                    outcome.not_applicable += 1
                else:
                    _ask(rule, record, payload, outcome)

    def _weighed(self, finding: Finding) -> Finding:
        """Give a finding the severity that the profile gives its rule."""
        rule = self.rules.get(finding.code, RULE_CRASHED)
        severity = self.profile.severity(rule)
        if severity is rule.severity or finding.severity is not rule.severity:
            return finding
        return evolve(finding, severity=severity)


def as_of_record(trial: Trial) -> date:
    """Return the day that counts as today for a record: that of its data, else today."""
    version = trial.derived.version_holder if trial.derived is not None else None
    return version.latest if version is not None else date.today()


def _ask(rule: Rule, record: Record, payload: dict[str, Any], outcome: Outcome) -> None:
    """Ask one rule; what it says before it crashes is said."""
    try:
        for path, message in rule.problems(record):
            outcome.findings.append(_found(rule, path, message, payload))
    # A rule is anybody's code: that it crashed is said, and the run goes on.
    except Exception as error:  # noqa: BLE001
        message = f"rule {rule.code} ({rule.name}) crashed on this record: {type(error).__name__}: {error}"
        outcome.findings.append(RULE_CRASHED.finding(message, record=nct_number(payload)))


def _found(rule: Rule, path: str, message: str, payload: dict[str, Any]) -> Finding:
    pointer = pointer_to(TRIAL, payload, path)
    value = None if is_private(pointer) else _value_at(payload, pointer)
    return rule.finding(message, path=path, pointer=pointer, value=value, record=nct_number(payload))


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
