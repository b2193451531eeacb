"""What users check for: which rules are on, and which weigh more than usual."""

from collections.abc import Mapping
from typing import Final, final

from attrs import frozen

from ctmodel.rules.definition import ERROR, WARNING, Rule
from ctmodel.rules.finding import Severity


@final
@frozen
class Profile:
    """A choice of rules for a purpose."""

    name: str
    #: What it is for, in one sentence.
    purpose: str
    #: Whether rules that are off by default are on.
    all_rules: bool = False
    #: Attributes that come later, and cannot be missed yet.
    not_yet: frozenset[str] = frozenset()
    #: Rules whose findings are errors here.
    errors: frozenset[str] = frozenset()
    #: Whether warnings are errors here.
    strict: bool = False
    #: Whether what a selection of fields lacks is reported, too.
    complete: bool = False

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
            not_yet=frozenset({"nct_id", "has_results", "derived", "study_first_submit_date", "study_first_post_date"}),
            complete=True,
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
