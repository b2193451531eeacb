"""The verbs that validate: a trial, or whatever a path holds."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from os import PathLike

from ctmodel.formats.registry import view_of
from ctmodel.model.trial import Trial
from ctmodel.rules.check import Checker, day_of
from ctmodel.rules.definition import Rule
from ctmodel.rules.finding import Finding
from ctmodel.rules.profiles import profile_names
from ctmodel.rules.records import AUTO


def validate(
    trial: Trial,
    *,
    rules: Collection[Rule] | None = None,
    profile: str | Iterable[str] = "default",
    records: str = AUTO,
    as_of: date | str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
) -> list[Finding]:
    """Return what is wrong with a trial, sorted by place and code.

    What only the text shows (repeated keys, text that is not JSON) is seen by :func:`validate_path` alone.

    Args:
        trial: the trial; it may be edited or made by hand.
        rules: the rules to ask, such as ``RULES | {my_rule}``; all of the package if None.
        profile: what is checked for: ``default``, ``draft``, ``fdaaa``, ``icmje``, ``who`` or ``strict``, or several of
            them: what any of them asks is asked, and the heavier severity counts.
        records: what the trial is: ``whole``; a ``selection`` of fields, in which nothing is missing; or a ``draft``,
            in which what comes with registration is not. With ``auto``, a trial that has the dates of verification,
            first and last submission is whole; any other is a selection, or without an NCT number a draft, and nothing
            is reported missing in it. The profile ``draft`` implies ``draft``.
        as_of: the day that counts as today; if None, that of the record's data (its version date), else today.
        select: codes or prefixes of codes (``"DAT"``, ``"STR004"``) to report, in place of the profile's choice.
        ignore: codes or prefixes not to report.

    Raises:
        ValueError: a code, prefix, profile or kind of records is not known, ``as_of`` is no date, or an attribute holds
            a value that cannot be written.
        TypeError: an attribute holds a value of a wrong type (the message begins with its path), or ``as_of`` does.
    """
    asked = None if rules is None else frozenset(rules)
    checker = _checker(asked, profile_names(profile), records, day_of(as_of), _codes(select), _codes(ignore))
    return checker.check_trial(trial, view_of(trial)).findings


def _codes(prefixes: Iterable[str] | None) -> tuple[str, ...] | None:
    if prefixes is None:
        return None
    return (prefixes,) if isinstance(prefixes, str) else tuple(prefixes)


@lru_cache(maxsize=16)
def _checker(
    rules: frozenset[Rule] | None,
    profile: tuple[str, ...],
    records: str,
    as_of: date | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
) -> Checker:
    """The checker is made once: who validates one trial validates many."""
    return Checker(rules=rules, profile=profile, records=records, as_of=as_of, select=select, ignore=ignore)


def validate_path(
    path: str | PathLike[str],
    *,
    rules: Collection[Rule] | None = None,
    profile: str | Iterable[str] = "default",
    records: str = AUTO,
    as_of: date | str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    format: str | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with the studies at a path, with file, line and column.

    The path is all that :func:`ctmodel.read_many` takes. What cannot be read becomes a finding, and reading goes on.
    ``format`` is the name of the format to take documents for, in place of recognising it. The other arguments are
    those of :func:`validate`.

    Raises:
        ValueError: a code, prefix, profile, kind of records or format is not known, or ``as_of`` is no date.
        TypeError: ``as_of`` is neither a date nor text.
        OSError: the path does not exist or cannot be opened.
    """
    checker = Checker(
        rules=rules, profile=profile, records=records, as_of=as_of, select=select, ignore=ignore, format=format
    )
    for checked in checker.check(path):
        yield from checked.findings
