"""Who can take part."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.criteria import EligibilityCriterion, split
from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import SamplingMethod, Sex, StandardAge
from ctmodel.values import Age


@final
@define(kw_only=True, repr=False)
class Eligibility(Sourced):
    """Who can take part: the criteria as text, and the limits that the registry holds as data."""

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
    #: *Minimum Age*: lowest age at enrolment; None is no limit.
    minimum_age: Age | None = None
    #: *Maximum Age*: highest age at enrolment; None is no limit.
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
        """The criteria in the order of the text, found anew at each call."""
        return split(self.text) if self.text else []
