"""Select rules and the severity of their findings by the settings."""

from collections.abc import Collection, Iterable, Iterator

from attrs import evolve

from ctmodel.config.patterns import covers
from ctmodel.config.settings import Settings, SettingsError
from ctmodel.io.visible import visible
from ctmodel.rules.check import Checker
from ctmodel.rules.definition import Rule
from ctmodel.rules.families.str.structure import process_ended, rule_crashed
from ctmodel.rules.finding import Finding
from ctmodel.rules.nearest import did_you_mean
from ctmodel.rules.profiles import combined
from ctmodel.rules.selection import chosen


def asked(settings: Settings, rules: Collection[Rule]) -> dict[Rule, bool]:
    """Return the selected rules, and whether each of them skips older records.

    The rules that report a crash are always selected: without them, a record would look clean.

    Raises:
        SettingsError: a key names a code or prefix that fits no rule.
    """
    check_codes(settings, rules)
    profile = combined(settings.profile)
    selected = None if settings.select is None else chosen(rules, settings.select)
    extended = chosen(rules, settings.extend_select)
    ignored = chosen(rules, (*settings.ignore, *settings.extend_ignore))

    def is_named(rule: Rule) -> bool:
        return extended(rule.code) or (selected is not None and selected(rule.code))

    def is_asked(rule: Rule) -> bool:
        return (is_named(rule) or (selected is None and profile.has(rule))) and not ignored(rule.code)

    return {
        rule: profile.skips_older(rule) and not is_named(rule)
        for rule in rules
        if is_asked(rule) or rule in (rule_crashed, process_ended)
    }


def checker(settings: Settings, rules: Collection[Rule]) -> Checker:
    """Return the checker for the settings.

    Raises:
        SettingsError: a key names a code or prefix that fits no rule.
        ValueError: two rules have the same code.
    """
    wanted = asked(settings, rules)
    return Checker(
        rules=wanted,
        profile=settings.profile,
        records=settings.records,
        format=settings.format,
        as_of=settings.as_of,
        select=[rule.code for rule in wanted],
        skipping=[rule.code for rule, skipping in wanted.items() if skipping],
        excluded=lambda file: is_excluded(settings, file),
    )


def is_excluded(settings: Settings, file: str) -> bool:
    """Whether a file, or ``archive.zip!/member``, is left out."""
    return any(covers(pattern, file, settings.root) for pattern in settings.exclude)


def weighed(settings: Settings, finding: Finding) -> Finding:
    """Return a finding as bad as the settings say that it is."""
    severity = settings.severity.get(finding.code, finding.severity)
    return finding if severity is finding.severity else evolve(finding, severity=severity)


def check_codes(settings: Settings, rules: Collection[Rule]) -> None:
    """See that all codes in the settings are those of rules.

    Raises:
        SettingsError: a key names a code or prefix that fits no rule.
    """
    for key, codes in _codes(settings):
        try:
            chosen(rules, codes)
        except ValueError as error:
            raise _error(settings, key, str(error)) from None
    known = {rule.code for rule in rules}
    for code in settings.severity:
        if code not in known:
            raise _error(settings, "severity", f"no rule has the code {code!r}{did_you_mean(code, known)}")


def _codes(settings: Settings) -> Iterator[tuple[str, Iterable[str]]]:
    yield "select", settings.select or ()
    yield "ignore", settings.ignore
    yield "extend-select", settings.extend_select
    yield "extend-ignore", settings.extend_ignore
    for reasons in settings.per_file_ignores.values():
        yield "per-file-ignores", reasons
    for reasons in settings.per_record_ignores.values():
        yield "per-record-ignores", reasons


def _error(settings: Settings, key: str, reason: str) -> SettingsError:
    return SettingsError(visible(f"{settings.origin(key)}: {key}: {reason}", one_line=True))
