"""The tables that baseline and outcome measures share: groups, denominators, classes, values."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced


@final
@define(kw_only=True, repr=False)
class MeasureGroup(Sourced):
    """A group of participants for whom results are reported."""

    #: ``BaselineGroupId``: identifier within the module (``BG000``, ``OG000``).
    id: str | None = None
    #: *Arm/Group Title*: name of the group.
    title: str | None = None
    #: *Arm/Group Description*: who the participants of the group are. Markdown, at most 1,500 characters.
    description: str | None = None


@final
@define(kw_only=True, repr=False)
class DenomCount(Sourced):
    """The number analysed in one group."""

    #: ``BaselineDenomCountGroupId``: group that the number belongs to.
    group_id: str | None = None
    #: *Overall Number of Baseline Participants*: the number, as text.
    value: str | None = None


@final
@define(kw_only=True, repr=False)
class Denom(Sourced):
    """The numbers analysed in each group, in one unit."""

    #: *Overall Number of Units Analyzed*: what is counted: participants, eyes. At most 40 characters.
    units: str | None = None
    #: ``BaselineDenomCount``: the number of each group.
    counts: list[DenomCount] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class Measurement(Sourced):
    """One reported value of one group."""

    #: ``BaselineMeasurementGroupId``: group that the value belongs to.
    group_id: str | None = None
    #: *Baseline Measure Data*: the value, as text.
    value: str | None = None
    #: ``BaselineMeasurementSpread``: standard deviation or error, as text.
    spread: str | None = None
    #: ``BaselineMeasurementLowerLimit``: lower limit of the dispersion, as text.
    lower_limit: str | None = None
    #: ``BaselineMeasurementUpperLimit``: upper limit of the dispersion, as text.
    upper_limit: str | None = None
    #: ``BaselineMeasurementComment``: why a value is missing, or a remark. Markdown, at most 500 characters.
    comment: str | None = None


@final
@define(kw_only=True, repr=False)
class MeasureCategory(Sourced):
    """A category (row) of a measure."""

    #: *Category or Row Title*: name of the category. At most 50 characters.
    title: str | None = None
    #: ``BaselineMeasurement``: the value of each group.
    measurements: list[Measurement] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class MeasureClass(Sourced):
    """A class of rows of a measure, such as a time point."""

    #: *Category or Row Title*: name of the class. At most 100 characters.
    title: str | None = None
    #: ``BaselineClassDenom``: numbers analysed in this class.
    denoms: list[Denom] = field(factory=list)
    #: ``BaselineCategory``: rows of the class.
    categories: list[MeasureCategory] = field(factory=list)
