"""Who can take part."""

from __future__ import annotations

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
    """Who can take part: the criteria as text, and the limits that the registry holds as data.

    The text is the one truth. :attr:`criteria` and the views beside it are read from the text as it is now;
    the methods that edit a criterion change the text, after which criteria must be read from it again.
    """

    #: *Eligibility Criteria*: inclusion and exclusion criteria; this text is the one truth. Markdown, at most
    #: 20,000 characters.
    text: str | None = None
    #: *Accepts Healthy Volunteers*: whether people without the condition can take part.
    healthy_volunteers: bool | None = None
    #: *Sex/Gender*: sex of the participants.
    sex: Sex | str | None = None
    #: *Gender Based*: whether eligibility rests on self-represented gender.
    gender_based: bool | None = None
    #: *Gender Eligibility Description*: details of eligibility by gender. Markdown, at most 1,000 characters.
    gender_description: str | None = None
    #: *Minimum Age*: lowest age at enrolment; None if there is no limit.
    minimum_age: Age | None = None
    #: *Maximum Age*: highest age at enrolment; None if there is no limit.
    maximum_age: Age | None = None
    #: ``StdAge``: age groups that the registry derives from the two limits.
    std_ages: list[StandardAge | str] = field(factory=list)
    #: *Study Population Description (For observational studies only)*: population from which an observational
    #: study draws. Markdown, at most 1,000 characters.
    study_population: str | None = None
    #: *Sampling Method (For observational studies only)*: how an observational study draws.
    sampling_method: SamplingMethod | str | None = None

    @property
    def criteria(self) -> list[EligibilityCriterion]:
        """The criteria of the text, in its order."""
        return self._split().criteria

    @property
    def inclusion(self) -> list[EligibilityCriterion]:
        """The inclusion criteria, of all sections."""
        return self._split().inclusion

    @property
    def exclusion(self) -> list[EligibilityCriterion]:
        """The exclusion criteria, of all sections."""
        return self._split().exclusion

    @property
    def sections(self) -> list[Section]:
        """The sections of the text: one for each header, such as one for each cohort."""
        return self._split().sections

    @property
    def parts(self) -> list[Part]:
        """Headers, criteria and remarks: their raw slices, joined in order, are the text."""
        return self._split().parts

    def replace(self, criterion: EligibilityCriterion, text: str) -> None:
        """Give a criterion other words; its marker, indent and line end stay.

        Raises:
            ValueError: the criterion is not one of the text, or the words would not be read as a criterion.
        """
        from ctmodel.model.criteria.editing import replace

        self.text = replace(self.text or "", criterion, text)

    def add(self, text: str, kind: CriterionKind | str, after: EligibilityCriterion | None = None) -> None:
        """Add a criterion after another one and those nested in it, or at the end of the last section of its kind.

        Raises:
            ValueError: ``after`` is not of the text or of another kind, the words would not be read as a criterion, or
                the lines of the text do not end with line feeds.
        """
        from ctmodel.model.criteria.editing import add

        self.text = add(self.text or "", text, kind, after)

    def remove(self, criterion: EligibilityCriterion) -> None:
        """Take a criterion out, together with the criteria nested in it.

        Raises:
            ValueError: the criterion is not one of the text, the rest would be read otherwise without it, or the lines
                of the text do not end with line feeds.
        """
        from ctmodel.model.criteria.editing import remove

        self.text = remove(self.text or "", criterion)

    def move(self, criterion: EligibilityCriterion, after: EligibilityCriterion) -> None:
        """Move a criterion, with the criteria nested in it, after another one and those nested in that.

        It takes the kind of the other one; moved after its own lead-in, it is no longer nested.

        Raises:
            ValueError: one of them is not of the text, ``after`` is the criterion itself or nested in it, the text
                would be read otherwise, or its lines do not end with line feeds.
        """
        from ctmodel.model.criteria.editing import move

        self.text = move(self.text or "", criterion, after)

    def _split(self) -> Criteria:
        from ctmodel.model.criteria.split_cache import split_criteria

        return split_criteria(self.text or "")
