"""Rules about line ends that the eligibility criteria lost: items and headers in the middle of lines (ELG)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.criteria import CriterionKind, EligibilityCriterion, Header, Part, Remark
from ctmodel.model.criteria.html import has_blocks
from ctmodel.model.criteria.one_line import runs
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_criteria
from ctmodel.rules.definition import WARNING, Problems, Record, rule
from ctmodel.rules.quoting import quoted, quoted_around

_DEFINITIONS: Final = "PRS data element definitions, Eligibility Criteria: a bulleted list under two headers"
_WHERE: Final = "eligibility.text"
_LINE_END = lazy_regex(r"[\n-\r\x1c-\x1e\x85\u2028\u2029]")


def _text(trial: Trial, record: Record) -> str:
    """The criteria, if their lines are those of the text: what replaced line ends is another finding."""
    text = trial.eligibility.text if trial.eligibility is not None else None
    return text if text and record.criteria_line_end is None and not has_blocks(text) else ""


@rule("ELG031", severity=WARNING, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def list_items_on_one_line(trial: Trial, record: Record) -> Problems:
    r"""Several items of a list of criteria are on one line.

    Why:
        Line ends were lost. Readers miss the items after the first one, and programs count them as one criterion.

    Fix:
        Write each item on a line of its own.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria: 1. Adults 2. Consent Exclusion Criteria: 1. Fever"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults • Consent • Asthma\n* Own phone"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria: adults; consent; asthma"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n1. Adults of cohort 1 or 2. No others\n2. Consent"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Any: (1) fever, (2) cough\n* BMI < 30 kg • m-2"))
    """
    text = _text(trial, record)
    found = runs(text) if text else []
    if not found:
        return
    first = found[0]
    count, lines = len(first.items) + 1, len(found) - 1
    place = first.items[0]
    shown = quoted_around(text, place, place)
    more = f"; so do those of {lines} more line{'s' * (lines > 1)}" if lines else ""
    yield _WHERE, f"{count} items are on one line at {shown}{more}; start a new line for each"


@rule("ELG032", severity=WARNING, source=_DEFINITIONS, reads="eligibility", applies=with_criteria)
def header_inside_line(trial: Trial, record: Record) -> Problems:
    r"""An inclusion or exclusion header is in the middle of a line.

    Why:
        A line end was lost. Readers and programs assign the criteria below to the section above.

    Fix:
        Begin a new line before the header.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria: Adults with asthma Exclusion Criteria: Fever"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults. Exclusion Criteria:\n\n* Fever"))

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria: Adults\n\nExclusion Criteria: Fever"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Adults (see Exclusion Criteria: 5)"))
    """
    parts = record.criteria_parts
    if not _may_have_header_inside_line(parts):
        return
    text = _text(trial, record)
    headers = [part for part in _headers_inside_lines(parts) if part.section.kind is not CriterionKind.UNSPECIFIED]
    # Items that ran together lost the same line ends.
    if text and headers and not runs(text):
        yield _WHERE, f"{quoted(headers[0].text)} is in the middle of a line; start a new line with it"


def _may_have_header_inside_line(parts: list[Part]) -> bool:
    """Whether any header follows something else without a line end; most texts have few headers."""
    return any(
        _LINE_END.search(parts[index - 1].raw) is None and not isinstance(parts[index - 1], Header)
        for index in [index for index, part in enumerate(parts) if isinstance(part, Header)]
        if index
    )


def _headers_inside_lines(parts: list[Part]) -> Iterator[Header]:
    """The headers after a criterion on the same line."""
    header_on_line = False
    for part, after in pairwise(parts):
        ends_line = _LINE_END.search(part.raw) is not None
        header_on_line = (header_on_line or isinstance(part, Header)) and not ends_line
        if not isinstance(after, Header) or isinstance(part, Header) or not part.text:
            continue
        if (
            after.section.kind is not CriterionKind.UNSPECIFIED
            and not ends_line
            and (header_on_line or _is_whole(part))
        ):
            yield after


def _is_whole(part: EligibilityCriterion | Remark) -> bool:
    """Whether words are whole, and not the beginning of the header after them: ``Cohort A (Adults)``."""
    marked = isinstance(part, Remark) or bool(part.marker)
    return marked or part.text.endswith((".", ";"))
