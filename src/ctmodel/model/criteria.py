"""Criteria of eligibility, found in the eligibility text."""

import re
from typing import Final, Literal, final

from attrs import frozen

#: What a criterion does: let in, keep out, or either, where no heading says which.
CriterionKind = Literal["inclusion", "exclusion", "unspecified"]

_HEADING = re.compile(
    r"\W*(?:[\w/-]+ ){0,4}?(?P<kind>inclusion|exclusion)(?P<criteria> criteri(?:a|on))? *(?P<colon>:)?", re.IGNORECASE
)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>(?:[*+•·-]|\\[-*]|\d{1,3}\\?[.)]|[a-z]\\?[.)])[ \t]+)?")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_KINDS: Final[dict[str, CriterionKind]] = {"inclusion": "inclusion", "exclusion": "exclusion"}


@final
@frozen(kw_only=True)
class EligibilityCriterion:
    """One criterion of eligibility: a span of the eligibility text."""

    #: Whether it includes or excludes, after the heading that it stands under.
    kind: CriterionKind
    #: The criterion as people read it, escapes removed.
    text: str
    #: The criterion as it stands in the eligibility text, without its bullet.
    raw: str
    #: Where it begins in the eligibility text.
    start: int
    #: Where it ends.
    end: int
    #: How deep it is nested in its list, from 0.
    depth: int


def split(text: str) -> list[EligibilityCriterion]:
    """Split eligibility text by its headings and bullets."""
    found: list[EligibilityCriterion] = []
    kind: CriterionKind = "unspecified"
    indents: list[int] = []
    start, runs_on = 0, False
    for line in text.split("\n"):
        heading, item = _heading(line), _ITEM.match(line)
        end = start + len(line.rstrip())
        if heading:
            kind, body = _KINDS[heading["kind"].lower()], heading.end()
            indents, runs_on = [], False
            body += len(line[body:]) - len(line[body:].lstrip())
            if line[body:]:
                found.append(_criterion(text, start + body, end, kind, 0))
        elif item and line[item.end() :].strip():
            indent = len(item["indent"])
            if not item["marker"] and found and (runs_on or (indent and indents)):
                last = found.pop()
                found.append(_criterion(text, last.start, end, last.kind, last.depth))
            else:
                indents = [outer for outer in indents if outer < indent]
                found.append(_criterion(text, start + item.end(), end, kind, len(indents)))
                indents.append(indent)
            runs_on = True
        else:
            runs_on = False
        start += len(line) + 1
    return found


def _heading(line: str) -> re.Match[str] | None:
    """The heading that a line is or, where a colon follows it, begins with."""
    heading = _HEADING.match(line)
    if heading is None or not (heading["criteria"] or heading["colon"]):
        return None
    rest = line[heading.end() :].strip()
    return heading if not rest or (heading["criteria"] and heading["colon"]) else None


def _criterion(text: str, start: int, end: int, kind: CriterionKind, depth: int) -> EligibilityCriterion:
    raw = text[start:end]
    shown = _ESCAPED.sub(r"\1", " ".join(raw.split()))
    return EligibilityCriterion(kind=kind, text=shown, raw=raw, start=start, end=end, depth=depth)
