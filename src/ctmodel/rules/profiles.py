"""Profiles: which rules are on for a purpose, and which of them are errors."""

from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import from_before_final_rule
from ctmodel.rules.definition import ERROR, WARNING, Applies, Rule
from ctmodel.rules.families.who.items import CODES as WHO_ITEMS
from ctmodel.rules.fdaaa import is_applicable_clinical_trial
from ctmodel.rules.finding import Severity
from ctmodel.rules.nearest import did_you_mean
from ctmodel.rules.records import RecordKind


@final
@frozen
class Raised:
    """Rules whose findings are errors for a purpose."""

    codes: frozenset[str]
    #: The trials to which this applies; None for every trial.
    trials: Applies | None = None

    def covers(self, rule: Rule, trial: Trial | None) -> bool:
        """Whether the findings of a rule on a trial are errors; if no trial is given, on any trial."""
        return rule.code in self.codes and (self.trials is None or trial is None or self.trials(trial))


@final
@frozen
class Profile:
    """A choice of rules for a purpose."""

    name: str
    #: What it is for, in one sentence.
    purpose: str
    #: Whether rules that are off by default are on.
    all_rules: bool = False
    #: Rules whose findings are errors here.
    errors: tuple[Raised, ...] = ()
    #: Whether warnings are errors here.
    strict: bool = False
    #: The kind of records that it is for, if it is for one kind.
    records: RecordKind | None = None

    def has(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        return rule.default or self._wants(rule)

    def skips_older(self, rule: Rule) -> bool:
        """Whether a rule skips records from before the final rule."""
        return rule.skips_older and not self._wants(rule)

    def severity(self, rule: Rule, trial: Trial | None = None) -> Severity:
        """The severity of a finding of a rule on a trial; the highest possible one if no trial is given."""
        if any(raised.covers(rule, trial) for raised in self.errors):
            return ERROR
        severity = rule.severity
        if rule.in_older and trial is not None and from_before_final_rule(trial):
            severity = rule.in_older
        return ERROR if self.strict and severity is WARNING else severity

    def _wants(self, rule: Rule) -> bool:
        """Whether the profile includes a rule, whatever the defaults of the rule are."""
        return self.all_rules or any(rule.code in raised.codes for raised in self.errors)


PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile("default", "Records as registries post them."),
        Profile(
            "draft",
            "Records before registration: no NCT number yet, no dates that the registry sets.",
            records=RecordKind.DRAFT,
        ),
        Profile(
            "fdaaa",
            "What U.S. law (FDAAA 801, 42 CFR Part 11) requires of applicable clinical trials.",
            errors=(Raised(frozenset({"REG001", "REG005", "REG006", "DAT005"}), trials=is_applicable_clinical_trial),),
        ),
        Profile(
            "icmje",
            "What medical journals require: timely registration, and a statement on data sharing.",
            errors=(Raised(frozenset({"REG001", "REG002", "REG004", "REG016"})),),
        ),
        Profile(
            "who",
            "The trial registration data set of the World Health Organization.",
            errors=(Raised(WHO_ITEMS),),
        ),
        Profile("strict", "Every rule, with warnings as errors.", all_rules=True, strict=True),
    )
}


def names_in(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return at least one name, given as text (``"draft"``, ``"draft,who"``) or as several texts."""
    parts = (given,) if isinstance(given, str) else given
    return tuple(dict.fromkeys(name.strip() for part in parts for name in part.split(","))) or ("",)


def profile_names(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of profiles, checked.

    Raises:
        ValueError: there is no profile with a name, or no name is given.
    """
    names = names_in(given)
    for name in names:
        if name not in PROFILES:
            known = ", ".join(PROFILES)
            raise ValueError(f"no profile has the name {name!r}; choose from {known}{did_you_mean(name, PROFILES)}")
    return names


def combined(given: str | Iterable[str]) -> Profile:
    """Return the union of profiles: a rule that is on in any of them is on, with the highest of its severities.

    Raises:
        ValueError: there is no profile with a name, or no name is given.
    """
    profiles = [PROFILES[name] for name in profile_names(given)]
    return Profile(
        name=",".join(profile.name for profile in profiles),
        purpose=" ".join(profile.purpose for profile in profiles),
        all_rules=any(profile.all_rules for profile in profiles),
        errors=tuple(raised for profile in profiles for raised in profile.errors),
        strict=any(profile.strict for profile in profiles),
        records=next((profile.records for profile in profiles if profile.records is not None), None),
    )
