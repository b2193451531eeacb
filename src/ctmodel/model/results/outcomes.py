"""Outcome measures with their values and analyses."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.results.measures import Denom, MeasureClass, MeasureGroup
from ctmodel.model.sourced import Sourced
from ctmodel.terms.results import (
    AnalysisDispersionType,
    ConfidenceIntervalNumSides,
    MeasureParam,
    NonInferiorityType,
    OutcomeMeasureType,
    ReportingStatus,
)
from ctmodel.values import PartialDate


@final
@define(kw_only=True, repr=False)
class MeasureAnalysis(Sourced):
    """A statistical analysis of an outcome measure."""

    #: *Comparison Group Selection*: groups that are compared.
    group_ids: list[str] = field(factory=list)
    #: *Comments*: remark on the comparison, null hypothesis, power. Markdown, at most 500 characters.
    group_description: str | None = None
    #: *Type of Statistical Test*: whether non-inferiority or equivalence was tested.
    tested_non_inferiority: bool | None = None
    #: *Type of Statistical Test*: kind of the test.
    non_inferiority_type: NonInferiorityType | str | None = None
    #: *Comments*: margin and further details. Markdown, at most 500 characters.
    non_inferiority_comment: str | None = None
    #: *P-Value*: p-value as reported, as text (``<0.001``).
    p_value: str | None = None
    #: *Comments*: adjustments and threshold. Markdown, at most 250 characters.
    p_value_comment: str | None = None
    #: *Method*: name of the test. At most 40 characters.
    statistical_method: str | None = None
    #: *Comments*: remark on the test. Markdown, at most 150 characters.
    statistical_comment: str | None = None
    #: *Estimation Parameter*: name of the estimated parameter. At most 40 characters.
    param_type: str | None = None
    #: *Estimated Value*: the estimate, as text.
    param_value: str | None = None
    #: *Level*: confidence level in percent, as text.
    ci_pct_value: str | None = None
    #: *Number of Sides*: one-sided or two-sided interval.
    ci_num_sides: ConfidenceIntervalNumSides | str | None = None
    #: *Lower Limit*: lower limit of the interval, as text.
    ci_lower_limit: str | None = None
    #: *Upper Limit*: upper limit of the interval, as text.
    ci_upper_limit: str | None = None
    #: *Parameter Dispersion Type*: kind of dispersion of the estimate.
    dispersion_type: AnalysisDispersionType | str | None = None
    #: *Dispersion Value*: the dispersion, as text.
    dispersion_value: str | None = None
    #: *Estimation Comments*: direction of the comparison and further details. Markdown, at most 250 characters.
    estimate_comment: str | None = None
    #: *Other Statistical Analysis*: an analysis that fits no other field. Markdown, at most 999 characters.
    other_analysis_description: str | None = None
    #: ``OutcomeAnalysisCILowerLimitComment``: why the lower limit is missing. Markdown.
    ci_lower_limit_comment: str | None = None
    #: ``OutcomeAnalysisCIUpperLimitComment``: why the upper limit is missing. Markdown, at most 250 characters.
    ci_upper_limit_comment: str | None = None


@final
@define(kw_only=True, repr=False)
class OutcomeMeasure(Sourced):
    """An outcome measure with its results."""

    #: *Outcome Measure Type*: primary, secondary, other or post hoc.
    type: OutcomeMeasureType | str | None = None
    #: *Outcome Measure Title*: name of the measure. At most 255 characters.
    title: str | None = None
    #: *Outcome Measure Description*: metric or method of the measurement. Markdown, at most 999 characters.
    description: str | None = None
    #: *Analysis Population Description*: how the analysed population was chosen. Markdown, at most 500
    #: characters.
    population_description: str | None = None
    #: ``OutcomeMeasureReportingStatus``: whether the values are posted.
    reporting_status: ReportingStatus | str | None = None
    #: *Anticipated Reporting Date*: month in which values are expected.
    anticipated_posting_date: PartialDate | None = None
    #: *Measure Type*: kind of the reported number.
    param_type: MeasureParam | str | None = None
    #: *Measure of Dispersion/Precision*: kind of the reported dispersion, in words.
    dispersion_type: str | None = None
    #: *Unit of Measure*: unit of the values. At most 40 characters.
    unit_of_measure: str | None = None
    #: ``OutcomeMeasureCalculatePct``: whether the registry shows percentages.
    calculate_pct: bool | None = None
    #: *Outcome Measure Time Frame*: time points of the measurement. At most 255 characters.
    time_frame: str | None = None
    #: *Type of Units Analyzed*: what is counted instead of participants. At most 40 characters.
    type_units_analyzed: str | None = None
    #: ``OutcomeMeasureDenomUnitsSelected``: unit of the denominator.
    denom_units_selected: str | None = None
    #: *Arm/Group Information*: the groups that values are given for.
    groups: list[MeasureGroup] = field(factory=list)
    #: ``OutcomeDenom``: numbers analysed.
    denoms: list[Denom] = field(factory=list)
    #: ``OutcomeClass``: the table of values.
    classes: list[MeasureClass] = field(factory=list)
    #: ``OutcomeAnalysis``: statistical analyses.
    analyses: list[MeasureAnalysis] = field(factory=list)
