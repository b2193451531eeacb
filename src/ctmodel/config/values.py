"""What the value of each key must be: a reader for each, which refuses what does not fit.

A reader takes the value as TOML holds it, or as text from the command line, and raises ``ValueError`` with the words
that end "expected ...".
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from ctmodel.config.settings import Reasons
from ctmodel.formats.registry import read_formats
from ctmodel.rules.finding import Severity
from ctmodel.rules.nearest import did_you_mean
from ctmodel.rules.profiles import PROFILES, names_in
from ctmodel.rules.records import RECORDS

#: Numbers of registries: those of ClinicalTrials.gov have a fixed form, others need only be one line of text.
_NUMBER: Final = re.compile(r"(?!(?i:NCT))\S(?:.{0,98}\S)?|NCT[0-9]{8}")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LEVELS: Final = tuple(severity.value for severity in Severity)


def _codes(value: object) -> tuple[str, ...]:
    return _texts(value, 'a list of codes or prefixes of codes, such as ["STR", "DAT014"]')


def _patterns(value: object) -> tuple[str, ...]:
    return _texts(value, 'a list of patterns, such as ["legacy/**"]')


def _plugins(value: object) -> tuple[str, ...]:
    return _texts(value, 'a list of modules, such as ["our_rules"]')


def _texts(value: object, expected: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(type(item) is str and item.strip() for item in value):
        raise ValueError(expected)
    return tuple(value)


def _profile(value: object) -> tuple[str, ...]:
    """Read one name, or several in a list or with commas."""
    expected = f"one of {', '.join(PROFILES)}, or a list of them"
    names = names_in(value if type(value) is str else _texts(value, expected))
    for name in names:
        if name not in PROFILES:
            raise ValueError(f"{expected}{did_you_mean(name, PROFILES)}")
    return names


def _records(value: object) -> str:
    return _one_of(value, RECORDS)


def _fail_on(value: object) -> Severity | Literal["never"]:
    return "never" if value == "never" else Severity(_one_of(value, (*_LEVELS, "never")))


def _one_of(value: object, known: Mapping[str, object] | tuple[str, ...]) -> str:
    if type(value) is not str or value not in known:
        hint = did_you_mean(value, known) if type(value) is str else ""
        raise ValueError(f"one of {', '.join(known)}{hint}")
    return value


def _format(value: object) -> str:
    return _one_of(value, read_formats())


def _severity(value: object) -> dict[str, Severity]:
    if isinstance(value, list | tuple):
        value = _pairs(value)
    if type(value) is not dict:
        raise ValueError('a table of codes and levels, such as {DAT014 = "note"}')
    for code, level in value.items():
        if level not in _LEVELS:
            raise ValueError(f"one of {', '.join(_LEVELS)} for {code!r}")
    return {code: Severity(level) for code, level in value.items()}


def _pairs(given: list[object] | tuple[object, ...]) -> dict[str, str]:
    """Take apart what the command line gives: ``CODE=level``."""
    parts = [str(item).partition("=") for item in given]
    if not all(code and level for code, _, level in parts):
        raise ValueError("CODE=level, such as DAT014=note")
    return {code: level for code, _, level in parts}


def _as_of(value: object) -> date:
    # A moment of TOML is a date to Python, but no day.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if type(value) is str and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("a day of the calendar, such as 2024-01-31") from None
    raise ValueError("a day, such as 2024-01-31")


def _max_per_rule(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError("a whole number from 1")
    return value


def _baseline(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("the path of a file")
    return Path(value)


def _per_file(value: object) -> dict[str, Reasons]:
    if type(value) is not dict or not all(pattern.strip() for pattern in value):
        raise ValueError('a table of patterns, such as {"legacy/**" = {DAT = "dates were not kept"}}')
    return {pattern: _reasons(ignored, pattern) for pattern, ignored in value.items()}


def _per_record(value: object) -> dict[str, Reasons]:
    if type(value) is not dict or not all(_NUMBER.fullmatch(number) for number in value):
        raise ValueError('a table of registry numbers, such as {NCT00000001 = {DAT014 = "the start was corrected"}}')
    return {number: _reasons(ignored, number) for number, ignored in value.items()}


def _reasons(value: object, where: str) -> Reasons:
    """Read codes with a reason each; a plain list of codes gives none, and an empty reason is none."""
    if isinstance(value, list) and value:
        return dict.fromkeys(_texts(value, f"a list of codes for {where!r}"), "")
    if type(value) is not dict or not value:
        raise ValueError(f'codes with a reason each for {where!r}, such as {{DAT014 = "the start was corrected"}}')
    for code, reason in value.items():
        if type(reason) is not str:
            raise ValueError(f"a reason for {code!r} in {where!r}, in words")
    return {code: reason.strip() for code, reason in value.items()}


#: The reader of each key.
READERS: Final[Mapping[str, Callable[[object], Any]]] = {
    "select": _codes,
    "ignore": _codes,
    "extend-select": _codes,
    "extend-ignore": _codes,
    "profile": _profile,
    "records": _records,
    "format": _format,
    "severity": _severity,
    "fail-on": _fail_on,
    "as-of": _as_of,
    "max-per-rule": _max_per_rule,
    "baseline": _baseline,
    "exclude": _patterns,
    "per-file-ignores": _per_file,
    "per-record-ignores": _per_record,
    "plugins": _plugins,
}
