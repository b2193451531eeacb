"""What users check for: which rules are on, and which weigh more than usual."""

from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import frozen

from ctmodel.rules.definition import ERROR, WARNING, Rule, did_you_mean
from ctmodel.rules.finding import Severity
from ctmodel.rules.records import RecordKind


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
    errors: frozenset[str] = frozenset()
    #: Whether warnings are errors here.
    strict: bool = False
    #: What records are for whom it is made, if it is made for some.
    records: RecordKind | None = None

    def has(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        return rule.default or self.all_rules or rule.code in self.errors

    def severity(self, rule: Rule) -> Severity:
        """How bad a finding of a rule is."""
        raised = rule.code in self.errors or (self.strict and rule.severity is WARNING)
        return ERROR if raised else rule.severity


PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile("default", "Records as registries post them."),
        Profile(
            "draft",
            "Records before registration: no NCT number yet, no dates that the registry gives.",
            records=RecordKind.DRAFT,
        ),
        Profile(
            "fdaaa",
            "What U.S. law (FDAAA 801, 42 CFR Part 11) asks of applicable clinical trials.",
            errors=frozenset({"REG001", "REG005", "REG006", "REG007", "DAT005", "OVS001"}),
        ),
        Profile(
            "icmje",
            "What medical journals ask: registration in time, and a statement on data sharing.",
            errors=frozenset({"REG001", "REG002", "REG004", "REG016"}),
        ),
        Profile(
            "who",
            "The trial registration data set of the World Health Organization.",
            errors=frozenset({"REG014", "REG015", "REG017", "ELG006", "OUT001"}),
        ),
        Profile("strict", "Every rule, and no warnings: they are errors.", all_rules=True, strict=True),
    )
}


def names_in(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of one profile, of several with commas between (``"draft,who"``), or of several; never none."""
    parts = (given,) if isinstance(given, str) else given
    return tuple(dict.fromkeys(name.strip() for part in parts for name in part.split(","))) or ("",)


def profile_names(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names that are given, all of which are those of profiles.

    Raises:
        ValueError: no profile has a name, or there is no name.
    """
    names = names_in(given)
    for name in names:
        if name not in PROFILES:
            known = ", ".join(PROFILES)
            raise ValueError(f"no profile has the name {name!r}; there are {known}{did_you_mean(name, PROFILES)}")
    return names


def combined(given: str | Iterable[str]) -> Profile:
    """Return the profile that asks what any of several asks, and takes each finding as seriously as the strictest.

    Raises:
        ValueError: no profile has a name, or there is no name.
    """
    profiles = [PROFILES[name] for name in profile_names(given)]
    return Profile(
        name=",".join(profile.name for profile in profiles),
        purpose=" ".join(profile.purpose for profile in profiles),
        all_rules=any(profile.all_rules for profile in profiles),
        errors=frozenset[str]().union(*(profile.errors for profile in profiles)),
        strict=any(profile.strict for profile in profiles),
        records=next((profile.records for profile in profiles if profile.records is not None), None),
    )
