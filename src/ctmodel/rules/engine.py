"""Run rules on a trial, with three distinct outcomes: a finding, a rule that does not apply, a rule that crashed."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Final

from attrs import define, evolve, field

from ctmodel.codec.anomalies import Anomaly
from ctmodel.formats.format import RecordView
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import from_before_final_rule
from ctmodel.rules.definition import Applies, Problems, Record, Rule, attribute_of
from ctmodel.rules.families.str.structure import module_missing, rule_crashed, unknown_term
from ctmodel.rules.finding import LONGEST_VALUE, Finding
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.mask import masked
from ctmodel.rules.mask.private_texts import without_private_texts
from ctmodel.rules.muting import Muting
from ctmodel.rules.profiles import Profile
from ctmodel.rules.quota import Quota
from ctmodel.rules.records import Absences, RecordKind, likely_kind
from ctmodel.rules.structure import finding_of, is_misspelt, record_findings, refusal_of, rule_of

#: A rule, its function, and whether that takes the record as well.
Call = tuple[Rule, Callable[..., Problems], bool]
#: Rules that apply to the same trials, and the test whether they do; None for every trial.
Group = tuple[Applies | None, list[Call]]

#: What a rule may raise without ending the run; ``sys.exit`` in a rule does not end it either.
_FROM_RULES: Final = (Exception, SystemExit, GeneratorExit)


@define
class CheckedTrial:
    """The findings of the rules on one trial."""

    #: Findings, sorted by place and code.
    findings: list[Finding]
    #: The day that counted as today.
    as_of: date
    #: What the record was assumed to be, if it is not whole and nobody said what it is.
    assumed: RecordKind | None = None
    #: Codes of rules that could not check everything because a value that they read does not fit.
    muted: list[str] = field(factory=list)


class Engine:
    """The selected rules, in groups that apply to the same trials; made once for many records."""

    def __init__(
        self, rules: Iterable[Rule], profile: Profile, kind: RecordKind | None, skipping: Collection[str] = ()
    ) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self._profile = profile
        self._kind = kind
        self._checked = [rule for rule in self.rules.values() if rule.check is not None]
        #: Codes of the rules that skip records from before the final rule.
        self._skipping = frozenset(skipping)
        #: What can be reported missing, and the rules to run, by kind of record, whether it is older, and registry.
        self._plans: dict[tuple[RecordKind, bool, str | None], tuple[Absences, list[Group]]] = {}

    def _plan(self, kind: RecordKind, older: bool, registry: str | None) -> tuple[Absences, list[Group]]:
        plan = self._plans.get((kind, older, registry))
        if plan is None:
            plan = self._plans[kind, older, registry] = self._new_plan(kind, older, registry)
        return plan

    def _new_plan(self, kind: RecordKind, older: bool, registry: str | None) -> tuple[Absences, list[Group]]:
        absences = Absences(kind, assumed=self._kind is None and kind is not RecordKind.WHOLE)
        # A draft can be corrected, however old the study is.
        skipping = self._skipping if older and kind is not RecordKind.DRAFT else frozenset[str]()
        rules = [rule for rule in self._checked if absences.allows(rule) and rule.is_for(registry)]
        return absences, _grouped(rule for rule in rules if rule.code not in skipping)

    def check(self, trial: Trial, view: RecordView, as_of: date, quota: Quota | None = None) -> CheckedTrial:
        """Run the rules on a trial; ``quota`` counts the findings of its document."""
        kind = self._kind or likely_kind(view)
        absences, groups = self._plan(kind, from_before_final_rule(trial), view.format.registry)
        quota = quota or Quota()
        outcome = CheckedTrial([], as_of, absences.kind if absences.assumed else None)
        for finding in record_findings(view, absences):
            self._report(finding, trial, view, quota, outcome)
        if view.is_recognised:  # otherwise, it is reported as not a study, and nothing else
            muting = self._structural(trial, view, quota, outcome)
            self._run_all(Record(trial, as_of, absences.reports, view.can_tell), view, groups, muting, quota, outcome)
        outcome.findings = self._one_for_each_absence(_without_what_is_in_missing_modules(outcome.findings))
        outcome.findings.sort(key=_place_and_code)
        return outcome

    def _one_for_each_absence(self, findings: list[Finding]) -> list[Finding]:
        """Leave out findings about an absence that a rule which the profile raises reports, too."""
        raised = [
            (finding.path, rule.instead_of)
            for finding in findings
            if (rule := self.rules.get(finding.code)) is not None
            if rule.instead_of and finding.severity is not rule.severity
        ]
        return [
            finding
            for finding in findings
            if not any(finding.code in codes and _same_place(finding.path, path) for path, codes in raised)
        ]

    def _structural(self, trial: Trial, view: RecordView, quota: Quota, outcome: CheckedTrial) -> Muting:
        """Report the anomalies of a record, and return what they mute."""
        muting = Muting()
        for anomaly in view.anomalies():
            code = rule_of(anomaly).code
            asked = code in self.rules
            # If the rule is ignored, the term is considered right.
            misspelt = asked and is_misspelt(anomaly)
            muting.add(anomaly, misspelt=misspelt)
            if asked and quota.has_room(code):
                finding = finding_of(anomaly, view)
                if misspelt:
                    finding = evolve(finding, message=f"{finding.message} {self._cost(anomaly)}")
                outcome.findings.append(self._weighed(finding, trial, view))
        for refused in view.refused():
            muting.add_refused(refused)
            if refused.expected is not None:
                self._report(refusal_of(refused, view), trial, view, quota, outcome)
        return muting

    def _report(self, finding: Finding, trial: Trial, view: RecordView, quota: Quota, outcome: CheckedTrial) -> None:
        """Add a finding that does not come from a function, if its rule is selected and there is room."""
        if finding.code in self.rules and quota.has_room(finding.code):
            outcome.findings.append(self._weighed(finding, trial, view))

    def _cost(self, anomaly: Anomaly) -> str:
        """Say which rules a misspelt term disables, and what to do if the term is right."""
        attribute = attribute_of(anomaly.path)
        readers = sum(attribute in rule.reads for rule in self._checked)
        cost = f"{readers} {'rule' if readers == 1 else 'rules'} cannot use it"
        return f"{cost}; if it is a new term, use --ignore {unknown_term.code}"

    def _run_all(
        self,
        record: Record,
        view: RecordView,
        groups: list[Group],
        muting: Muting,
        quota: Quota,
        outcome: CheckedTrial,
    ) -> None:
        """Run the rules that apply. Findings that a rule yields before it crashes are kept."""
        trial = record.trial
        if not muting.is_empty:
            if muting.has_misfits:
                outcome.muted = sorted(rule.code for rule in self._checked if muting.touches(rule))
            groups = [(applies, [call for call in calls if not muting.mutes(call[0])]) for applies, calls in groups]
        for applies, calls in groups:
            # Rules can be anyone's code: a crash, also of the test for applying, is reported, and the run continues.
            try:
                if applies is not None and not applies(trial):
                    continue
            except _FROM_RULES as error:
                outcome.findings += [_crashed(rule, error, view) for rule, _, _ in calls]
                continue
            for rule, check, takes_record in calls:
                try:
                    for path, message in check(trial, record) if takes_record else check(trial):
                        kept = view.can_tell(path) and (muting.is_empty or muting.keeps(rule, path))
                        if kept and quota.has_room(rule.code):
                            outcome.findings.append(self._found(rule, path, message, trial, view))
                except _FROM_RULES as error:
                    outcome.findings.append(_crashed(rule, error, view))

    def _found(self, rule: Rule, path: str, message: str, trial: Trial, view: RecordView) -> Finding:
        place, places = view.place(path), view.format.places
        return _light(
            rule.finding(
                masked(message, identifier=places.is_identifier(place)),
                severity=self._profile.severity(rule, trial),
                path=path,
                pointer=place,
                value=None if places.is_private(place) else view.value(place),
                record=view.number,
                anchor=view.anchor(place),
                format=view.format.name,
            )
        )

    def _weighed(self, finding: Finding, trial: Trial, view: RecordView) -> Finding:
        """Give a finding about the structure its anchor, and the severity that the profile gives its rule."""
        severity = finding.severity
        if severity is self.rules[finding.code].severity:
            severity = self._profile.severity(self.rules[finding.code], trial)
        return _light(evolve(finding, severity=severity, anchor=view.anchor(finding.pointer)))


def _light(finding: Finding) -> Finding:
    """Shorten a long value, since findings stay in memory until the end of a run."""
    value = finding.value
    if type(value) is not str or len(value) <= LONGEST_VALUE:
        return finding
    return evolve(finding, value=f"{value[: LONGEST_VALUE - 1]}…", mark=fingerprint(finding))


def _grouped(rules: Iterable[Rule]) -> list[Group]:
    groups: dict[Applies | None, list[Call]] = {}
    for rule in rules:
        if rule.check is not None:
            groups.setdefault(rule.applies, []).append((rule, rule.check, rule.takes_record))
    return list(groups.items())


def as_of_record(trial: Trial) -> date:
    """Return the day that counts as today for a record: the version date of its data or, without one, today."""
    version = trial.derived.version_holder if trial.derived is not None else None
    return version.latest if version is not None else date.today()


def _crashed(rule: Rule, error: BaseException, view: RecordView) -> Finding:
    message = f"rule {rule.code} ({rule.name}) crashed on this record: {type(error).__name__}: {error}"
    message = without_private_texts(message, view)
    return rule_crashed.finding(message, record=view.number, anchor=view.anchor(""), format=view.format.name)


def _without_what_is_in_missing_modules(findings: list[Finding]) -> list[Finding]:
    """Leave out findings about items of a missing module: one defect is one finding."""
    modules = tuple(f"{finding.pointer}/" for finding in findings if finding.code == module_missing.code)
    if not modules:
        return findings
    return [
        finding
        for finding in findings
        if finding.code == module_missing.code or not f"{finding.pointer}/".startswith(modules)
    ]


def _same_place(path: str, other: str) -> bool:
    """Whether paths are equal or one leads into the other: without an object, its items are missing, too."""
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


def _place_and_code(finding: Finding) -> tuple[list[tuple[int, int, str]], str]:
    """Return a key that sorts indices as numbers (longer ones are larger) and keys as text."""
    tokens = finding.pointer.split("/")[1:]
    return [(0, len(token), token) if token.isdigit() else (1, 0, token) for token in tokens], finding.code
