"""Terms of adverse events, and what is the same for all of them and therefore said once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from markupsafe import Markup

from ctmodel.pages.html.texts import line, term


@frozen
class Affected:
    """How many participants of a group were affected, of how many at risk, and how often."""

    affected: int | None
    at_risk: int | None
    events: int | None = None

    @property
    def share(self) -> float | None:
        """The participants affected in percent; None if the record does not say."""
        if self.affected is None or not self.at_risk or not 0 <= self.affected <= self.at_risk:
            return None
        return 100 * self.affected / self.at_risk


@frozen
class Term:
    """An adverse event, with its numbers in each group."""

    name: Markup
    system: str
    vocabulary: Any
    assessment: Any
    notes: str | None
    numbers: list[Affected]

    def named(self, told: "Told") -> Markup:
        """Return the term, with its notes and with what differs from the other terms."""
        differing = [
            self.vocabulary if self.vocabulary != told.vocabulary else "",
            term(self.assessment) if self.assessment != told.assessment else "",
        ]
        shown = self.name
        if any(differing):
            shown += Markup('<div class="small muted">{}</div>').format(", ".join(filter(None, differing)))
        if self.notes:
            shown += Markup('<div class="small muted">{}</div>').format(line(self.notes))
        return shown


@frozen
class Told:
    """What is said once for all terms."""

    vocabulary: Any
    assessment: Any
    #: Whether groups in which nobody was affected are known to have had no event.
    nothing: bool

    @classmethod
    def of(cls, terms: list[Term]) -> "Told":
        """Return what most terms have in common."""
        none = [number.events for held in terms for number in held.numbers if number.affected == 0]
        return cls(
            _most_common([held.vocabulary for held in terms]),
            _most_common([held.assessment for held in terms]),
            bool(none) and not any(none) and None not in none,
        )

    def covers(self, number: Affected) -> bool:
        """Whether the number of events need not be shown."""
        return self.nothing and number.affected == 0

    def sentences(self) -> Iterator[str]:
        """Yield what is said above the terms."""
        if self.vocabulary:
            yield f"Terms from {self.vocabulary}"
        if self.assessment:
            yield f"Collected by {term(self.assessment).lower()}"
        if self.nothing:
            yield "Where nobody was affected, there was no event"


def _most_common(values: list[Any]) -> Any:
    """Return the most common value if few terms have another one; these are said at their terms."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts and len(counts) * 4 <= len(values) + 3 else None
