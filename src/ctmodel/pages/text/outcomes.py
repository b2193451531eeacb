"""Planned outcomes."""

from collections.abc import Iterator
from typing import Any, Final

from ctmodel.pages.text.blocks import Section, section
from ctmodel.pages.text.prose import one_line, paragraphs, values

_LISTS: Final = {
    "primary_outcomes": "Primary outcomes",
    "secondary_outcomes": "Secondary outcomes",
    "other_outcomes": "Other outcomes",
}


def outcomes(trial: Any) -> Iterator[Section]:
    """Yield the outcomes, numbered in each list."""
    for name, title in _LISTS.items():
        held = getattr(trial, name)
        yield from section(title, *(line for number, one in enumerate(held, 1) for line in _outcome(number, one)))


def _outcome(number: int, held: Any) -> list[str]:
    measure = one_line(held.measure or "Without a measure")
    frame = "".join(f" [{frame}]" for frame in values([held.time_frame]))
    description = [f"   {line}" for text in paragraphs(held.description) for line in text.split("\n") if line.strip()]
    return [f"{number}. {measure}{frame}", *description]
