"""Baseline characteristics of the participants."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.results.measures import Denom, MeasureClass, MeasureGroup
from ctmodel.model.sourced import Sourced
from ctmodel.terms.results import MeasureDispersionType, MeasureParam


@final
@define(kw_only=True, repr=False)
class BaselineMeasure(Sourced):
    """A baseline characteristic: age, sex, or a measure that the trial defines."""

    #: *Baseline Measure Title*: name of the characteristic. At most 100 characters.
    title: str | None = None
    #: *Baseline Measure Description*: further details. Markdown, at most 600 characters.
    description: str | None = None
    #: *Measure Analysis Population Description*: who was analysed, if not all participants. Markdown.
    population_description: str | None = None
    #: *Measure Type*: kind of the reported number.
    param_type: MeasureParam | str | None = None
    #: *Measure of Dispersion*: kind of the reported dispersion.
    dispersion_type: MeasureDispersionType | str | None = None
    #: *Unit of Measure*: unit of the values. At most 40 characters.
    unit_of_measure: str | None = None
    #: ``BaselineClass``: the table of values.
    classes: list[MeasureClass] = field(factory=list)
    #: ``BaselineMeasureCalculatePct``: whether the registry shows percentages.
    calculate_pct: bool | None = None
    #: *Analysis Population Type*: unit of the denominator. At most 40 characters.
    denom_units_selected: str | None = None
    #: ``BaselineMeasureDenom``: numbers analysed.
    denoms: list[Denom] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class BaselineCharacteristics(Sourced):
    """Who the participants were when the trial began."""

    #: *Baseline Analysis Population Description*: how the analysed population was chosen. Markdown, at most 500
    #: characters.
    population_description: str | None = None
    #: *Arm/Group Information*: the groups that values are given for.
    groups: list[MeasureGroup] = field(factory=list)
    #: ``BaselineDenom``: overall numbers analysed.
    denoms: list[Denom] = field(factory=list)
    #: *Baseline Measure Information*: the characteristics.
    measures: list[BaselineMeasure] = field(factory=list)
    #: *Type of Units Analyzed*: what is counted instead of participants. At most 40 characters.
    type_units_analyzed: str | None = None
