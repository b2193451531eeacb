"""Sift what was found: what is ignored and why, what the baseline knows, and what is too much to show."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import final

from attrs import frozen

from ctmodel.config.baseline import Entry, compare
from ctmodel.config.choice import weighed
from ctmodel.config.patterns import covers
from ctmodel.config.settings import Settings
from ctmodel.io.visible import visible
from ctmodel.report.run import Study
from ctmodel.report.text import counted
from ctmodel.rules.finding import Finding, Severity


@final
@frozen
class Ignore:
    """Something that the settings ignore."""

    #: ``per-file-ignores`` or ``per-record-ignores``.
    key: str
    #: Pattern of files, or NCT number.
    where: str
    #: Code or prefix.
    code: str
    #: Why; empty where no reason was given.
    reason: str


@final
@frozen(kw_only=True)
class Sifted:
    """Findings, sifted: what is reported, and an account of the rest."""

    #: What is reported, in order.
    findings: tuple[Finding, ...]
    #: How many findings there are of each severity, those that are too much to show included: what a run fails by.
    severities: Counter[Severity]
    #: What is ignored, and what ignores it.
    ignored: tuple[tuple[Finding, Ignore], ...] = ()
    #: Ignores that ignored nothing, though what they are for was checked.
    stale: tuple[Ignore, ...] = ()
    #: How many findings the baseline knows.
    known: int = 0
    #: What the baseline knows and is not found any more, though it was looked for.
    mended: tuple[Entry, ...] = ()
    #: How many findings of a rule are not shown, since there are too many, by code.
    cut: Counter[str]


def sift(
    settings: Settings,
    findings: Iterable[Finding],
    *,
    studies: Collection[Study],
    codes: Collection[str],
    baseline: Iterable[Entry] = (),
) -> Sifted:
    """Sift the findings of a run.

    Args:
        settings: what is in force.
        findings: all that was found, in order.
        studies: what was checked; an ignore of what was not is never stale.
        codes: the codes of the rules that were asked; the same goes for them.
        baseline: what is known.
    """
    kept, ignored, used = _divided(settings, weighed(settings, findings))
    compared = compare(kept, baseline)
    shown, cut = _limited(compared.new, settings.max_per_rule)
    return Sifted(
        findings=shown,
        severities=Counter(finding.severity for finding in compared.new),
        ignored=ignored,
        stale=tuple(
            ignore for ignore in ignores(settings) if ignore not in used and _was_due(settings, ignore, studies, codes)
        ),
        known=compared.known,
        mended=compared.stale({study.record for study in studies}, codes),
        cut=cut,
    )


def ignores(settings: Settings) -> Iterator[Ignore]:
    """Yield all that the settings ignore in files and records."""
    for key, held in (
        ("per-file-ignores", settings.per_file_ignores),
        ("per-record-ignores", settings.per_record_ignores),
    ):
        for where, reasons in held.items():
            for code, reason in reasons.items():
                yield Ignore(key, where, code, reason)


def remarks(sifted: Sifted) -> Iterator[str]:
    """Yield the lines that say what is not reported, and what in the settings can go."""
    for ignore, count in Counter(ignore for _, ignore in sifted.ignored).items():
        yield visible(
            f"Ignored {counted(count)} of {_named(ignore)}: {ignore.reason or 'no reason given'}", one_line=True
        )
    for ignore in sifted.stale:
        yield visible(f"Nothing to ignore any more: {ignore.key} of {_named(ignore)}", one_line=True)
    if sifted.known:
        yield f"Left out {counted(sifted.known)} that the baseline knows"
    for entry in sifted.mended:
        where = entry.record or "a record without an NCT number"
        message = f"Not found any more: {entry.code} in {where}, {entry.count} in the baseline ({entry.fingerprint})"
        yield visible(message, one_line=True)
    for code, count in sorted(sifted.cut.items()):
        yield visible(f"Not shown: {counted(count)} more of {code}", one_line=True)


def _divided(
    settings: Settings, findings: Iterable[Finding]
) -> tuple[list[Finding], tuple[tuple[Finding, Ignore], ...], set[Ignore]]:
    """Tell findings that are ignored from the others, and which ignores were of use."""
    held = tuple(ignores(settings))
    kept: list[Finding] = []
    ignored = []
    used: set[Ignore] = set()
    for finding in findings:
        fitting = [
            ignore
            for ignore in held
            if finding.code.startswith(ignore.code) and _is_for(settings, ignore, finding.file, finding.record)
        ]
        used.update(fitting)
        if fitting:
            ignored.append((finding, fitting[0]))
        else:
            kept.append(finding)
    return kept, tuple(ignored), used


def _is_for(settings: Settings, ignore: Ignore, file: str | None, record: str | None) -> bool:
    if ignore.key == "per-record-ignores":
        return record == ignore.where
    return file is not None and covers(ignore.where, file, settings.root)


def _was_due(settings: Settings, ignore: Ignore, studies: Collection[Study], codes: Collection[str]) -> bool:
    asked = any(code.startswith(ignore.code) for code in codes)
    return asked and any(_is_for(settings, ignore, study.file, study.record) for study in studies)


def _limited(findings: tuple[Finding, ...], most: int | None) -> tuple[tuple[Finding, ...], Counter[str]]:
    shown = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.code] += 1
        if most is None or counts[finding.code] <= most:
            shown.append(finding)
    over = {code: count - most for code, count in counts.items() if most is not None and count > most}
    return tuple(shown), Counter(over)


def _named(ignore: Ignore) -> str:
    return f"{ignore.code} in {ignore.where}"
