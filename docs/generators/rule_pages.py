"""The page of each rule: the field, why, what to do, JSON that it reports, and how often it fires."""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ctmodel import Finding
from ctmodel.fixes.fix import FIXABLE
from ctmodel.formats.ctgov_v2.fields import fields
from ctmodel.rules import RULES, Rule
from ctmodel.rules.documentation import examples, prose
from ctmodel.rules.profiles import PROFILES
from generators.excerpts import Excerpt, excerpt
from generators.families import family_of
from generators.markup import LISTED, anchor, cell, code, codes, markdown, table
from generators.rates import fires, truth
from tests.rules.rates import Counts, Judged, Rate, judged, rates, written

PAGE = """# {rule.code} {rule.name}

{summary}

{facts}

## Why

{why}

## What to do

{fix}

{shown}

{more}
---

{others}
"""
MORE = """## More examples

As Python expressions:

```python
{lines}
```
"""


@frozen
class Measured:
    """How often rules fire, and how often they were right."""

    counts: Counts
    rates: Mapping[str, Rate]
    read: Mapping[str, Judged]


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages."""
    counts = written()
    measured = Measured(counts, {rate.rule.code: rate for rate in rates(counts)}, judged())
    rules = sorted(RULES, key=lambda rule: rule.code)
    around = [None, *rules, None]
    for before, rule, after in zip(around, rules, around[2:], strict=False):
        yield f"rules/{rule.code}.md", LISTED + _page(rule, measured, _others(before, rule, after))


def _page(rule: Rule, measured: Measured, others: str) -> str:
    fire, silent = examples(rule, "Fires"), examples(rule, "Silent")
    reported = excerpt(rule, fire[0]) if fire else None
    shown = ""
    if reported is not None:
        shown = f"## Example\n\nReported:\n\n{_block(reported)}\n\nMessage:\n\n{_messages(reported.findings)}\n\n"
        shown += f"Not reported:\n\n{_block(excerpt(rule, silent[0]))}"
    lines = [*(f"# reported\n{line}" for line in fire[1:]), *(f"# not reported\n{line}" for line in silent[1:])]
    return PAGE.format(
        rule=rule,
        summary=markdown(rule.summary),
        facts=table(("", ""), _facts(rule, measured, reported), kind="facts"),
        why=markdown(prose(rule, "Why")),
        fix=_fix(rule),
        shown=shown,
        more=MORE.format(lines="\n".join(lines)) if lines else "",
        others=others,
    )


def _facts(rule: Rule, measured: Measured, reported: Excerpt | None) -> Iterator[tuple[str, str]]:
    yield "Severity", ", ".join(filter(None, (f"{rule.severity}", rule.condition)))
    if reported is not None:
        yield from _places(reported.findings)
    if rule.reads:
        yield "Reads", codes(sorted(rule.reads))
    yield "Applies to", f"records of {rule.of}" if rule.of else "records of all formats that have the field"
    yield "Source", cell(rule.source)
    if raised := [
        name for name, profile in PROFILES.items() if any(rule.code in each.codes for each in profile.errors)
    ]:
        yield "An error in", ", ".join(f"the [profile](../../rules.md#profiles) {code(name)}" for name in raised)
    yield "Fires", fires(measured.rates[rule.code], measured.counts)
    yield "Findings read", f"{truth(measured.read.get(rule.code))} ([all rates](../rates.md))"


def _places(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Yield where the findings are, in the registry's words and in those of the model."""
    words, paths, attributes = [], [], []
    for found in findings:
        path = re.sub(r"/\d{1,9}(?=/|$)", "[]", found.pointer).replace("/", ".").removeprefix(".")
        field = fields().get(path) or fields().get(f"{path}[]")
        if field is not None and found.data_element:
            words.append(
                f"[{cell(found.data_element)}]({field.definition})" if field.definition else found.data_element
            )
        if path:
            paths.append(f"[{code(path)}](../fields.md#{anchor(field.path)})" if field else code(path))
        if found.path:
            attributes.append(code(re.sub(r"\[\d+\]", "[]", found.path)))
    for name, held in (("Field", words), ("JSON path", paths), ("Attribute", attributes)):
        if held:
            yield name, ", ".join(dict.fromkeys(held))
    if not paths:
        yield "Field", "the record as a whole"


def _block(shown: Excerpt) -> str:
    """Return a block of code in which the lines of the findings are marked."""
    language = "json" if shown.is_json else "text"
    marked = f":emphasize-lines: {shown.places}\n" if shown.places else ""
    return f"```{{code-block}} {language}\n{marked}\n{shown.text}\n```"


def _messages(findings: Iterable[Finding]) -> str:
    lines = dict.fromkeys(f"{found.path}: {found.message}" if found.path else found.message for found in findings)
    return "```text\n" + "\n".join(lines) + "\n```"


def _fix(rule: Rule) -> str:
    parts = [markdown(prose(rule, "Fix"))]
    if rule.code in FIXABLE:
        parts.append("`ctmodel validate --fix` [does it for you](../../command.md#fixes).")
    parts.append(
        f"To turn the rule off: `ctmodel validate --ignore {rule.code}`, or a line of the"
        " [configuration](../../configuration.md)."
    )
    return "\n\n".join(parts)


def _others(before: Rule | None, rule: Rule, after: Rule | None) -> str:
    family = family_of(rule)
    parts = [f"← [{before.code}]({before.code}.md)"] if before else []
    parts.append(f"[all rules about {family.about}](../rules.md#{family.prefix.lower()})")
    parts += [f"[{after.code}]({after.code}.md) →"] if after else []
    return " · ".join(parts)
