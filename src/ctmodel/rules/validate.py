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

    Only :func:`validate_path` finds problems of the text, such as repeated keys and invalid JSON.

    Args:
        trial: the trial, as read, edited, or made by hand.
        rules: the rules to choose from, such as ``RULES | {my_rule}``; those of the package if None.
        profile: the purpose of the check: ``default``, ``draft``, ``fdaaa``, ``icmje``, ``who`` or ``strict``, or
            several of them: a rule that is on in any of them is on, with the highest of its severities.
        records: the kind of record: ``whole``; a ``selection`` of fields, in which nothing is missing; or a ``draft``,
            in which the fields that the registry adds are not missing. With ``auto``, a trial with the dates of
            verification, first and last submission is whole. Any other is a selection or, without an NCT number,
            a draft, and nothing is reported missing in it. The profile ``draft`` implies ``draft``.
        as_of: the day that counts as today; if None, the version date of the record or, without one, today.
        select: codes or prefixes of codes (``"DAT"``, ``"STR004"``) to report, instead of those of the profile.
        ignore: codes or prefixes not to report.

    Raises:
        ValueError: a code, prefix, profile or kind of records is unknown, ``as_of`` is not a date, or an attribute
            holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type (the message begins with its path), or ``as_of`` is one.

    Example:
        >>> import ctmodel
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> [finding.code for finding in ctmodel.validate(trial, as_of="2026-11-24")]
        ['LOC008', 'DES021', 'REG002']
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
    """Make the checker once, since many trials are usually validated with the same arguments."""
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

    The path is as for :func:`ctmodel.read_many`. What cannot be read becomes a finding, and reading continues.
    ``format`` is the name of the format of the documents; if None, it is recognised. The other arguments are those
    of :func:`validate`.

    Args:
        path: the file, folder, archive or pattern.
        rules: as for :func:`validate`.
        profile: as for :func:`validate`.
        records: as for :func:`validate`.
        as_of: as for :func:`validate`.
        select: as for :func:`validate`.
        ignore: as for :func:`validate`.
        format: the name of the format of the documents; None recognises it.

    Raises:
        ValueError: a code, prefix, profile, kind of records or format is unknown, or ``as_of`` is not a date.
        TypeError: ``as_of`` is neither a date nor text.
        OSError: the path does not exist or cannot be opened.

    Example:
        >>> import ctmodel
        >>> for finding in ctmodel.validate_path("NCT01219465.json", select=["DES"]):
        ...     print(finding.line, finding.code, finding.path)
        72 DES021 design.allocation
    """
    checker = Checker(
        rules=rules, profile=profile, records=records, as_of=as_of, select=select, ignore=ignore, format=format
    )
    for checked in checker.check(path):
        yield from checked.findings
