"""Who can take part."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import SamplingMethod, Sex, StandardAge
from ctmodel.values import Age

if TYPE_CHECKING:
    from ctmodel.model.criteria.criterion import Criteria, CriterionKind, EligibilityCriterion, Part, Section


@final
@define(kw_only=True, repr=False)
class Eligibility(Sourced):
    """Who can take part: the criteria as text, and the limits that the registry stores as data.

    The criteria are stored only as :attr:`text`. :attr:`criteria` and the other views are read from the current text.
    The methods that edit a criterion change the text; read the criteria again after each edit.
    """

    #: *Eligibility Criteria*: inclusion and exclusion criteria. Markdown, at most 20,000 characters.
    text: str | None = None
    #: *Accepts Healthy Volunteers*: whether people without the condition can take part.
    healthy_volunteers: bool | None = None
    #: *Sex/Gender*: sex of the participants.
    sex: Sex | str | None = None
    #: *Gender Based*: whether eligibility depends on self-represented gender.
    gender_based: bool | None = None
    #: *Gender Eligibility Description*: details of eligibility by gender. Markdown, at most 1,000 characters.
    gender_description: str | None = None
    #: *Minimum Age*: lowest age at enrolment; None means no limit.
    minimum_age: Age | None = None
    #: *Maximum Age*: highest age at enrolment; None means no limit.
    maximum_age: Age | None = None
    #: ``StdAge``: age groups that the registry derives from the two limits.
    std_ages: list[StandardAge | str] = field(factory=list)
    #: *Study Population Description (For observational studies only)*: population from which an observational
    #: study draws its sample. Markdown, at most 1,000 characters.
    study_population: str | None = None
    #: *Sampling Method (For observational studies only)*: how an observational study draws its sample.
    sampling_method: SamplingMethod | str | None = None

    @property
    def criteria(self) -> list[EligibilityCriterion]:
        """The criteria, in the order of the text."""
        return self._split().criteria

    @property
    def inclusion(self) -> list[EligibilityCriterion]:
        """The inclusion criteria of all sections, in the order of the text."""
        return self._split().inclusion

    @property
    def exclusion(self) -> list[EligibilityCriterion]:
        """The exclusion criteria of all sections, in the order of the text."""
        return self._split().exclusion

    @property
    def sections(self) -> list[Section]:
        """The sections, one for each header, in the order of the text."""
        return self._split().sections

    @property
    def parts(self) -> list[Part]:
        """Headers, criteria and remarks, in the order of the text; their raw slices, joined, are the text."""
        return self._split().parts

    def replace(self, criterion: EligibilityCriterion, text: str) -> None:
        """Replace the words of a criterion; its marker, indentation and line ending stay.

        Raises:
            ValueError: the criterion is not from the current text, or the words would not be read as a criterion.
        """
        from ctmodel.model.criteria.editing import replace

        self.text = replace(self.text or "", criterion, text)

    def add(self, text: str, kind: CriterionKind | str, after: EligibilityCriterion | None = None) -> None:
        """Add a criterion after another one and its nested criteria, or at the end of the last section of its kind.

        Raises:
            ValueError: ``kind`` is not a :class:`CriterionKind`, ``after`` is not from the current text or is of
                another kind, the words would not be read as a criterion, or a line of the text begins with an HTML
                tag or in the middle of a word.
        """
        from ctmodel.model.criteria.editing import add

        self.text = add(self.text or "", text, kind, after)

    def remove(self, criterion: EligibilityCriterion) -> None:
        """Remove a criterion and the criteria nested in it.

        Raises:
            ValueError: the criterion is not from the current text, the rest would be read differently without it, or
                a line of the text begins with an HTML tag or in the middle of a word.
        """
        from ctmodel.model.criteria.editing import remove

        self.text = remove(self.text or "", criterion)

    def move(self, criterion: EligibilityCriterion, after: EligibilityCriterion) -> None:
        """Move a criterion and the criteria nested in it after another criterion and those nested in that one.

        The criterion takes the kind of ``after``. If ``after`` is its own lead-in, it is no longer nested.

        Raises:
            ValueError: a criterion is not from the current text, ``after`` is the criterion itself or nested in it,
                the text would be read differently, or a line of the text begins with an HTML tag or in the middle of
                a word.
        """
        from ctmodel.model.criteria.editing import move

        self.text = move(self.text or "", criterion, after)

    def _split(self) -> Criteria:
        return _splitter()(self.text or "")


@cache
def _splitter() -> Callable[[str], Criteria]:
    """Import the function once: an import takes longer than to look up criteria that are split."""
    from ctmodel.model.criteria.split_cache import split_criteria

    return split_criteria
