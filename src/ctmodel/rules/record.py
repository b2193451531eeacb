"""The record that rules check: the trial, and what several rules look for in it, computed once."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Final, final

from ctmodel.model.arms import reference_to
from ctmodel.model.criteria import CriterionKind, EligibilityCriterion, Part
from ctmodel.model.criteria.line_ends import replaced_by
from ctmodel.model.outcomes import Outcome
from ctmodel.model.results.measures import Measurement
from ctmodel.model.trial import Trial

# Line feed, tab and printable ASCII.
_COMMON: Final = b"\n\t" + bytes(range(0x20, 0x7F))


@final
class Record:
    """What a rule can use in addition to the trial."""

    def __init__(
        self,
        trial: Trial,
        as_of: date,
        can_be_missed: Callable[[str], bool] = bool,
        can_tell: Callable[[str], bool] = bool,
    ) -> None:
        self.trial = trial
        #: The day that counts as today.
        self.as_of = as_of
        #: Whether an attribute can be missing: not in a selection of fields, nor where it is added later.
        self.can_be_missed = can_be_missed
        #: Whether the format can hold a value for a path of the model; if not, the value is not missing.
        self.can_tell = can_tell

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Path and text of every text in the protocol; most rules search a faster view without paths first."""
        from ctmodel.rules.texts import protocol_texts

        return tuple(protocol_texts(self.trial))

    @cached_property
    def free_texts(self) -> tuple[tuple[str, str], ...]:
        """Path and text of the texts that are not about people or sites."""
        from ctmodel.rules.texts import of_people

        return tuple([held for held in self.texts if not of_people(held[0])])

    @cached_property
    def strings(self) -> tuple[list[str], list[str]]:
        """Every text in the protocol without its path, in two lists: those about people and sites are in the second."""
        from ctmodel.rules.texts import strings

        return strings(self.trial)

    @cached_property
    def free_text(self) -> str:
        """The texts that are not about people or sites, separated by line feeds."""
        return "\n".join(self.strings[0])

    @cached_property
    def text(self) -> str:
        """All texts, separated by line feeds: most rules search it once and find nothing."""
        return "\n".join([self.free_text, *self.strings[1]])

    @cached_property
    def lower_text(self) -> bytes:
        """All texts in UTF-8 with ASCII letters in lower case, which is faster to make and to search."""
        return self.utf8.lower()

    @cached_property
    def characters(self) -> str:
        """The distinct characters of all texts, without line feeds, tabs and printable ASCII."""
        return "".join(set(self.utf8.translate(None, _COMMON).decode("utf-8", "surrogatepass")))

    @cached_property
    def measures(self) -> str:
        """The titles of all planned outcomes, each on a line of its own, between line feeds."""
        return _lines([outcome.measure for outcome in self._outcomes])

    @cached_property
    def time_frames(self) -> str:
        """The time frames of all planned outcomes, each on a line of its own, between line feeds."""
        return _lines([outcome.time_frame for outcome in self._outcomes])

    @cached_property
    def _outcomes(self) -> list[Outcome]:
        return [*self.trial.primary_outcomes, *self.trial.secondary_outcomes, *self.trial.other_outcomes]

    @cached_property
    def lower_titles(self) -> str:
        """The brief and the official title in lower case, on a line each."""
        return f"{self.trial.brief_title or ''}\n{self.trial.official_title or ''}".lower()

    @cached_property
    def intervention_references(self) -> list[str | None]:
        """The names by which arms refer to the interventions, such as ``Drug: Aspirin``; None without name or type."""
        return [reference_to(given) for given in self.trial.interventions]

    @cached_property
    def measurements(self) -> list[Measurement]:
        """The reported values of all baseline and outcome measures."""
        results = self.trial.results
        if results is None:
            return []
        baseline = results.baseline_characteristics
        measures = [*(baseline.measures if baseline is not None else ()), *results.outcome_measures]
        return [
            measurement
            for measure in measures
            for held in measure.classes
            for category in held.categories
            for measurement in category.measurements
        ]

    @cached_property
    def has_limits(self) -> bool:
        """Whether any reported value has a lower or an upper limit."""
        return any([held.lower_limit is not None or held.upper_limit is not None for held in self.measurements])

    @cached_property
    def criteria_parts(self) -> list[Part]:
        """Headers, criteria and remarks of the eligibility criteria, in the order of the text."""
        return self.trial.eligibility.parts if self.trial.eligibility is not None else []

    @cached_property
    def criteria_kinds(self) -> list[CriterionKind]:
        """The kinds of the headers of the eligibility criteria, in the order of the text."""
        sections = self.trial.eligibility.sections if self.trial.eligibility is not None else []
        return [section.kind for section in sections if section.heading is not None]

    @cached_property
    def criteria(self) -> list[EligibilityCriterion]:
        """The eligibility criteria, in the order of the text."""
        return [part for part in self.criteria_parts if isinstance(part, EligibilityCriterion)]

    @cached_property
    def criteria_line_end(self) -> str | None:
        """What replaces line ends in the eligibility criteria, such as ``~``; None if nothing does."""
        eligibility = self.trial.eligibility
        return replaced_by(eligibility.text) if eligibility is not None and eligibility.text else None

    @cached_property
    def replaced_line_ends(self) -> dict[str, str]:
        """The path of each long text that has other characters in place of line ends, with the first of them."""
        summary, description = self.trial.brief_summary, self.trial.detailed_description
        signs = {
            "brief_summary": replaced_by(summary) if summary else None,
            "detailed_description": replaced_by(description) if description else None,
            "eligibility.text": self.criteria_line_end,
        }
        return {path: sign for path, sign in signs.items() if sign is not None}

    @cached_property
    def utf8(self) -> bytes:
        """All texts in UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")


def _lines(texts: Iterable[str | None]) -> str:
    """Put line feeds around texts, so that a pattern between line feeds finds those that it would match in full."""
    return "\n".join(["", *filter(None, texts), ""])
