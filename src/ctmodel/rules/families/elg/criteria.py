"""Rules about how the eligibility criteria are laid out: headers, bullets, repetitions (ELG)."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria import CriterionKind, Header, Part, Remark
from ctmodel.model.criteria.headings import heading_at, is_legacy
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_criteria
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.quoting import quoted

_DEFINITIONS: Final = "PRS data element definitions, Eligibility Criteria: a bulleted list under two headers"
_WHERE: Final = "eligibility.text"
#: Shorter texts say next to nothing.
_SHORTEST: Final = 60
_OPENING: Final = 24

_PLACEHOLDER = lazy_regex(
    r"""(?:please\s+)?(?:contact|call|e-?mail)\s+(?:the\s+|your\s+|our\s+)?(?:study\s+|trial\s+|research\s+)?
        (?:sites?|cent(?:er|re)s?|sponsor|investigators?|team|coordinator|staff)\b
        |(?:please\s+)?(?:see|refer\s+to)\s+(?:the\s+)?(?:study\s+)?(?:protocol|web\s?(?:site|page))""",
    re.IGNORECASE | re.VERBOSE,
)

_SAYS_WHO_IS_OUT = lazy_regex(
    r"\b(?:inclusions?|exclusions?|exclud(?:e[ds]?|ing)|ineligible|(?:not?|non)[- ]eligible"
    r"|(?:may|can|will)\s?not (?:take part|participate|enroll?|be (?:included|enroll?ed)))\b",
    re.IGNORECASE,
)
_WORD = lazy_regex(r"[^\W_]+")
#: The words of a header that says nothing beyond what follows it.
_HEADER_WORDS: Final = frozenset({
    "key", "main", "major", "general", "other", "study", "inclusion", "exclusion", "criteria", "for", "of", "the",
    "all", "patients", "participants", "subjects", "include", "following",
})  # fmt: skip


@rule("ELG012", severity=NOTE, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def criteria_without_headers(trial: Trial, record: Record) -> Problems:
    r"""The criteria have neither an inclusion nor an exclusion header.

    Why:
        Readers and programs cannot tell what lets people in from what keeps them out. The headings of the former
        PDQ registry are accepted, and so are sentences that say who is excluded.

    Fix:
        Begin the two lists with "Inclusion Criteria:" and "Exclusion Criteria:", each on a line of its own.

    Fires:
        Trial(eligibility=Eligibility(text="* Adults\n* No fever"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults"))
        Trial(eligibility=Eligibility(text="DISEASE CHARACTERISTICS:\n\n* Asthma"))
        Trial(eligibility=Eligibility(text="Adults with asthma can take part; patients with fever are excluded."))
    """
    text = trial.eligibility.text if trial.eligibility is not None else None
    if any([kind is not CriterionKind.UNSPECIFIED for kind in record.criteria_kinds]) or _SAYS_WHO_IS_OUT.search(
        text or ""
    ):
        return
    if not any(is_legacy(part.text) for part in record.criteria_parts if isinstance(part, Header)):
        message = 'there is no inclusion or exclusion header; put the criteria under "Inclusion Criteria:"'
        yield _WHERE, f'{message} and "Exclusion Criteria:"'


@rule("ELG013", severity=NOTE, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def inclusion_header_missing(_: Trial, record: Record) -> Problems:
    r"""There is an exclusion header and no inclusion header.

    Why:
        Readers can only guess that the criteria before the exclusion header are inclusion criteria.

    Fix:
        Begin the first list with "Inclusion Criteria:".

    Fires:
        Trial(eligibility=Eligibility(text="Adults\n\nExclusion Criteria:\n\n* Fever"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever"))
    """
    kinds = record.criteria_kinds
    if CriterionKind.EXCLUSION in kinds and CriterionKind.INCLUSION not in kinds:
        yield _WHERE, 'there is an exclusion header and no inclusion header; put "Inclusion Criteria:" on top'


@rule("ELG014", severity=NOTE, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def exclusion_header_missing(_: Trial, record: Record) -> Problems:
    r"""There is an inclusion header and no exclusion header.

    Why:
        Few studies exclude nobody; often the exclusion criteria are among the others or were forgotten.

    Fix:
        Add the list of exclusion criteria, or "Exclusion Criteria: none".

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever"))
    """
    kinds = record.criteria_kinds
    if CriterionKind.INCLUSION in kinds and CriterionKind.EXCLUSION not in kinds:
        yield (
            _WHERE,
            'there is an inclusion header and no exclusion header; write "None" under one if nobody is excluded',
        )


@rule("ELG015", severity=NOTE, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def exclusion_precedes_inclusion(_: Trial, record: Record) -> Problems:
    r"""The exclusion criteria precede the inclusion criteria.

    Why:
        Readers expect the opposite order, and many programs rely on it to split the text.

    Fix:
        Move the inclusion criteria to the beginning.

    Fires:
        Trial(eligibility=Eligibility(text="Exclusion Criteria:\n\n* Fever\n\nInclusion Criteria:\n\n* Adults"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Fever"))
    """
    kinds = [kind for kind in record.criteria_kinds if kind is not CriterionKind.UNSPECIFIED]
    if CriterionKind.INCLUSION in kinds and kinds[0] is CriterionKind.EXCLUSION:
        yield _WHERE, "the exclusion criteria precede the inclusion criteria; put the inclusion criteria first"


@rule("ELG016", severity=NOTE, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def header_without_criteria(_: Trial, record: Record) -> Problems:
    r"""A criteria header has nothing under it.

    Why:
        The criteria were forgotten or are in the wrong section. A header that introduces others of its kind is exempt,
        and text on the line of a header counts as text under it.

    Fix:
        Move the criteria to their header, or remove the header.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\nNone"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion criteria include pregnancy"))
    """
    parts = record.criteria_parts
    headers = [(place, part) for place, part in enumerate(parts) if isinstance(part, Header)]
    last: dict[CriterionKind, int] | None = None
    for place, part in headers:
        if part.section.kind is CriterionKind.UNSPECIFIED:
            continue
        behind = parts[place + 1] if place + 1 < len(parts) else None
        empty = behind is None or (
            isinstance(behind, Header) and behind.section.kind is not part.section.kind and _is_bare(behind)
        )
        # Headers of cohorts name no kind themselves.
        if not empty or not _is_bare(part) or heading_at(part.text, 0, len(part.text), marked=False) is None:
            continue
        # The criteria can be under a second header of the kind.
        last = _last_criteria(parts) if last is None else last
        if last.get(part.section.kind, -1) < place:
            yield _WHERE, f'there is nothing under {quoted(part.text)}; write "None" if there is none'


def _last_criteria(parts: Iterable[Part]) -> dict[CriterionKind, int]:
    """Return where the last criterion of each kind is."""
    return {part.section.kind: place for place, part in enumerate(parts) if not isinstance(part, Header)}


def _is_bare(header: Header) -> bool:
    """Whether the line of a header says nothing but that criteria follow."""
    return _HEADER_WORDS.issuperset(_WORD.findall(header.text.lower()))


@rule("ELG017", severity=WARNING, source="measured: the registry's own lists have no empty items", reads="eligibility")
def bullet_without_text(_: Trial, record: Record) -> Problems:
    r"""A list of criteria has an item without text.

    Why:
        A criterion was lost, or a line was broken in the wrong place.

    Fix:
        Enter the text of the item, or remove the bullet.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n*\n* Asthma"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n* Asthma"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n\\-"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\n-"))
    """
    # Behind the last item, a marker is where somebody stopped typing.
    for part in record.criteria_parts[:-1]:
        if not isinstance(part, Remark) or part.text:
            continue
        # A bare escaped marker is a leftover or stands for "none"; it opens no item.
        raw = part.raw.strip()
        # Three signs or more are a ruled line.
        if raw and raw[0] != "\\" and raw[:3] != raw[0] * 3:
            message = "is a marker without text; the text is elsewhere or was lost"
            yield _WHERE, f"{quoted(raw, 20)} at character {part.start} {message}"


@rule("ELG018", severity=NOTE, source="measured: 1 to 3 % of records", reads="eligibility", applies=with_criteria)
def criterion_repeated(_: Trial, record: Record) -> Problems:
    r"""A criterion appears twice in the same section, under the same lead-in.

    Why:
        It is a copy that was not edited, or left over from an earlier version.

    Fix:
        Remove one of the two, or edit the copy.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n* Asthma\n* Adults"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nExclusion Criteria:\n\n* Adults"))
    """
    criteria = record.criteria
    # Few criteria begin alike, and only these are compared in full.
    lines = "\n".join([criterion.text[:_OPENING] for criterion in criteria]).lower().split("\n")
    openings = [line.rstrip(".;, ") for line in lines]
    if len(set(openings)) == len(openings):
        return
    times = Counter(openings)
    seen: set[tuple[int, int, int, str]] = set()
    above = 0
    for part, opening in zip(criteria, openings, strict=True):
        # A paragraph above a list can name whom the list is about.
        above = above if part.marker else part.start
        if times[opening] > 1:
            key = id(part.section), id(part.parent), above if part.marker else 0, part.text.lower().rstrip(".;, ")
            if key in seen:
                yield (
                    _WHERE,
                    f"{quoted(part.text)} appears twice under {quoted(part.section.heading or 'no header', 40)}",
                )
            seen.add(key)


@rule("ELG019", severity=WARNING, source="measured: 0.1 % of records", reads="eligibility", applies=with_criteria)
def criteria_too_short(trial: Trial) -> Problems:
    r"""The eligibility criteria are shorter than sixty characters.

    Why:
        Nobody can tell from so few words who can take part.

    Fix:
        List the inclusion and exclusion criteria.

    Fires:
        Trial(eligibility=Eligibility(text="Adults with asthma"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults with asthma who have never smoked at all"))
    """
    text = trial.eligibility.text if trial.eligibility is not None else None
    if text and len(text.strip()) < _SHORTEST:
        yield _WHERE, f"the criteria are just {text.strip()!r}; say who can take part, and who cannot"


@rule("ELG027", severity=WARNING, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def criteria_are_elsewhere(_: Trial, record: Record) -> Problems:
    r"""In place of criteria the text says where to ask for them.

    Why:
        The criteria themselves are required: people decide by them whether to ask at all.

    Fix:
        Replace the text with the criteria.

    Fires:
        Trial(eligibility=Eligibility(text="Please contact site for information."))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults\n\nContact the team with questions."))
    """
    said = [*islice((part for part in record.criteria_parts if not isinstance(part, Header) and part.text), 3)]
    for part in said[:1]:
        if len(said) <= 2 and _PLACEHOLDER.match(part.text):
            yield _WHERE, f"the criteria are just {quoted(part.text)}; the criteria themselves are required"
