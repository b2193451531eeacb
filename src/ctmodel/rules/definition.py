"""Define rules.

A rule is a generator function that yields path and message of each finding; a decorator declares everything else::

    @rule("DAT014", severity=ERROR, source="PRS definitions, dates", reads="start_date primary_completion_date")
    def start_after_primary_completion(trial: Trial) -> Problems:
        '''The study starts after its primary completion.

        Why:
            The last participant cannot be examined before the first is enrolled.

        Fix:
            Correct the date that is wrong, or exchange the two.

        Fires:
            Trial(start_date=PartialDate("2021-05"), primary_completion_date=PartialDate("2020-12"))

        Silent:
            Trial(start_date=PartialDate("2021"), primary_completion_date=PartialDate("2021-03"))
        '''
        ...
        yield "start_date", "..."

The docstring documents the rule: the command prints it, the page of the rule contains it, and its examples are tests.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from types import ModuleType
from typing import Any, Final, final

from attrs import fields_dict, frozen

from ctmodel.formats.native import REGISTRY as REGISTRY
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import FINAL_RULE
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.nearest import did_you_mean
from ctmodel.rules.record import Record as Record

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
NOTE: Final = Severity.NOTE


#: What a rule can read and require: the attributes of a trial, without its source and computed properties.
READABLE: Final = frozenset(name for name in fields_dict(Trial) if not name.startswith("_"))

#: What a rule yields: the path in the model, and the message.
Problems = Iterator[tuple[str, str]]


Applies = Callable[[Trial], bool]


@final
@frozen(eq=False)
class Rule:
    """A check for one thing that can be wrong with a study."""

    code: str
    #: Name in kebab case, such as ``start-after-primary-completion``.
    name: str
    severity: Severity
    #: Origin of the rule: a definition, a section of law, a standard, or a measured fact.
    source: str
    #: What it checks and why, with examples.
    documentation: str
    #: Whether it is on by default; rules with findings on many good records are not.
    default: bool = True
    #: Whether it skips records from before the final rule, which nobody corrects any more, unless it is selected.
    skips_older: bool = False
    #: Severity in such a record; None if it is the same as in any other.
    in_older: Severity | None = None
    #: Attributes of the trial that it reads. A value there that does not fit mutes the rule for that record.
    reads: frozenset[str] = frozenset()
    #: Attribute whose absence the rule reports; in a selection of fields, nothing is reported as absent.
    requires: str | None = None
    #: Whether the rule applies to a trial; None for every trial.
    applies: Applies | None = None
    #: The function; None for rules about structure, which are generated from the tables.
    check: Callable[..., Problems] | None = None
    #: Whether the function takes the record in addition to the trial.
    takes_record: bool = False
    #: The registry whose requirement it is, such as ``ClinicalTrials.gov``; None if it applies to all.
    of: str | None = None
    #: Codes of rules about the same absence in fewer records; where a profile raises this rule, it replaces theirs.
    instead_of: frozenset[str] = frozenset()

    @property
    def summary(self) -> str:
        """What is wrong, in one sentence."""
        return self.documentation.partition("\n")[0]

    @property
    def condition(self) -> str:
        """When the rule is off or less severe, in words; empty if never."""
        if not self.default:
            return "off by default"
        if self.skips_older:
            return f"not for records from before {FINAL_RULE}"
        return f"a {self.in_older} for records from before {FINAL_RULE}" if self.in_older else ""

    def is_for(self, registry: str | None) -> bool:
        """Whether it applies to records in the format of a registry; None for a format that several share."""
        return self.of is None or self.of == registry

    def problems(self, record: Record) -> Problems:
        """Run the rule on a record."""
        if self.check is None:
            return iter(())
        return self.check(record.trial, record) if self.takes_record else self.check(record.trial)

    def finding(self, message: str, *, severity: Severity | None = None, **where: Any) -> Finding:
        """Make a finding of the rule, with the severity of the rule unless another one is given."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            source=self.source,
            **where,
        )


def rule(
    code: str,
    *,
    severity: Severity,
    source: str,
    reads: str,
    applies: Applies | None = None,
    requires: str | None = None,
    default: bool = True,
    skips_older: bool = False,
    in_older: Severity | None = None,
    of: str | None = None,
) -> Callable[[Callable[..., Problems]], Rule]:
    """Make a rule of a generator function; the name of the function is the name of the rule.

    Args:
        code: family and number, such as ``DAT014``; a code is never reused for something else.
        severity: ``ERROR`` for what no accepted record has, ``WARNING`` for probable mistakes, ``NOTE`` for the rest.
        source: where the rule comes from.
        reads: the attributes of the trial that the function reads, separated by spaces.
        applies: a function that says whether the rule applies to a trial.
        requires: the attribute whose absence the rule reports, if it does.
        default: whether the rule is on by default.
        skips_older: whether the rule skips records from before the final rule unless it is selected.
        in_older: the severity in such a record, if it is lower: ``NOTE`` for what the registry no longer accepts.
        of: the registry whose requirement it is; the rule is not run on records of other registries.

    The function takes the trial, or the trial and the :class:`Record`, and yields pairs of path and message.

    Raises:
        ValueError: ``reads`` or ``requires`` names something that is not an attribute of a trial.

    Example:
        >>> import ctmodel
        >>> from ctmodel.rules import RULES, rule
        >>> @rule("OUR001", severity=ctmodel.Severity.NOTE, source="our handbook", reads="acronym")
        ... def acronym_missing(trial):
        ...     '''There is no acronym.'''
        ...     if not trial.acronym:
        ...         yield "acronym", "the acronym is missing"
        >>> trial = ctmodel.Trial(nct_id="NCT00000001")
        >>> [found.message for found in ctmodel.validate(trial, rules=RULES | {acronym_missing}, select=["OUR"])]
        ['the acronym is missing']
    """
    _demand(code, "reads", reads.split(), READABLE)
    if requires is not None:
        _demand(code, "requires", [requires], READABLE)

    def made(function: Callable[..., Problems]) -> Rule:
        takes_record = len(inspect.signature(function, follow_wrapped=False).parameters) > 1
        return Rule(
            code=code,
            name=named(function),
            severity=severity,
            source=source,
            documentation=inspect.getdoc(function) or "",
            default=default,
            skips_older=skips_older,
            in_older=in_older,
            reads=frozenset(reads.split()),
            requires=requires,
            applies=applies,
            check=function,
            takes_record=takes_record,
            of=of,
        )

    return made


def from_tables(code: str, *, severity: Severity, source: str) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule that is checked by the tables of a format; the function has only its name and documentation."""

    def made(function: Callable[[], None]) -> Rule:
        return Rule(code, named(function), severity, source, f"{inspect.getdoc(function)}\n")

    return made


def named(function: Callable[..., object]) -> str:
    """Return the name of a rule that is made of a function."""
    return function.__name__.replace("_", "-")


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """Yield the rules that a module defines, including those in tuples."""
    for held in vars(module).values():
        yield from (each for each in (held if isinstance(held, tuple) else (held,)) if isinstance(each, Rule))


def telling(cls: type, attributes: str) -> Callable[[Any], object]:
    """Return a function that returns some attributes of an item, which tell items of a class apart.

    Args:
        cls: the class.
        attributes: the names of the attributes, separated by spaces.

    Raises:
        ValueError: the class has no such attribute.
    """
    names = attributes.split()
    _demand(cls.__name__, "an item", names, fields_dict(cls))
    return attrgetter(*names)


def attribute_of(path: str) -> str:
    """Return the attribute of the trial that a model path begins with: ``arms`` for ``arms[0].label``."""
    return path.partition(".")[0].partition("[")[0]


def _demand(who: str, where: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{who}: {where} names {name!r}, which is not an attribute{did_you_mean(name, known)}")
