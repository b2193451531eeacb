"""What the registry computes from a record."""

from __future__ import annotations

from typing import final

from attrs import define, field

from ctmodel.model.sourced import Sourced
from ctmodel.terms.protocol import DateType
from ctmodel.terms.results import BrowseLeafRelevance
from ctmodel.values import PartialDate


@final
@define(kw_only=True, repr=False)
class SubmissionInfo(Sourced):
    """One submission of results to the registry's quality control."""

    #: ``SubmissionReleaseDate``: when results were submitted. A full date.
    release_date: PartialDate | None = None
    #: ``SubmissionResetDate``: when they were returned for correction. A full date.
    reset_date: PartialDate | None = None
    #: ``SubmissionUnreleaseDateUnknown``: whether the date of withdrawal is not known.
    unrelease_date_unknown: bool | None = None
    #: ``SubmissionUnreleaseDate``: when they were withdrawn. A full date.
    unrelease_date: PartialDate | None = None
    #: ``SubmissionMCPReleaseN``: number of the submission, if it was posted with major comments.
    mcp_release_n: int | None = None


@final
@define(kw_only=True, repr=False)
class SubmissionTracking(Sourced):
    """How submitted results went through quality control."""

    #: ``EstimatedResultsFirstSubmitDate``: estimated date of the first submission of results. A full date.
    estimated_results_first_submit_date: PartialDate | None = None
    #: ``SubmissionInfo``: the submissions, in order.
    submission_infos: list[SubmissionInfo] = field(factory=list)
    #: ``FirstMCPPostDate``: when results were first posted with major comments. A full date.
    first_mcp_post_date: PartialDate | None = None
    #: ``FirstMCPPostDateType``: whether that date is actual or estimated.
    first_mcp_post_date_type: DateType | str | None = None


@final
@define(kw_only=True, repr=False)
class Mesh(Sourced):
    """A term of the MeSH thesaurus."""

    #: ``ConditionMeshId``: MeSH identifier (``D005355``).
    id: str | None = None
    #: ``ConditionMeshTerm``: the term.
    term: str | None = None


@final
@define(kw_only=True, repr=False)
class BrowseLeaf(Sourced):
    """A topic of the registry's browse tree."""

    #: ``ConditionBrowseLeafId``: identifier of the topic.
    id: str | None = None
    #: ``ConditionBrowseLeafName``: name of the topic.
    name: str | None = None
    #: ``ConditionBrowseLeafAsFound``: words of the record from which the topic was derived.
    as_found: str | None = None
    #: ``ConditionBrowseLeafRelevance``: how relevant the topic is.
    relevance: BrowseLeafRelevance | str | None = None


@final
@define(kw_only=True, repr=False)
class BrowseBranch(Sourced):
    """A branch of the registry's browse tree."""

    #: ``ConditionBrowseBranchAbbrev``: abbreviation of the branch.
    abbrev: str | None = None
    #: ``ConditionBrowseBranchName``: name of the branch.
    name: str | None = None


@final
@define(kw_only=True, repr=False)
class Browse(Sourced):
    """MeSH terms and topics that the registry derives from conditions or interventions."""

    #: ``ConditionMesh``: MeSH terms found.
    meshes: list[Mesh] = field(factory=list)
    #: ``ConditionAncestor``: their broader terms.
    ancestors: list[Mesh] = field(factory=list)
    #: ``ConditionBrowseLeaf``: topics, up to 2025.
    browse_leaves: list[BrowseLeaf] = field(factory=list)
    #: ``ConditionBrowseBranch``: branches, up to 2025.
    browse_branches: list[BrowseBranch] = field(factory=list)


@final
@define(kw_only=True, repr=False)
class Derived(Sourced):
    """What the registry computes from a record."""

    #: ``VersionHolder``: date of the registry data that the payload was taken from. A full date.
    version_holder: PartialDate | None = None
    #: ``RemovedCountry``: countries that no longer have a site.
    removed_countries: list[str] = field(factory=list)
    #: ``SubmissionTracking``: how results went through quality control.
    submission_tracking: SubmissionTracking | None = None
    #: Lowest body mass index (kg/m²), predicted from the criteria; retired, found only in payloads up to 2024.
    min_bmi: int | float | None = None
    #: Highest body mass index (kg/m²), predicted from the criteria; retired, found only in payloads up to 2024.
    max_bmi: int | float | None = None
    #: ``ConditionBrowseModule``: terms derived from the conditions.
    condition_browse: Browse | None = None
    #: ``InterventionBrowseModule``: terms derived from the interventions.
    intervention_browse: Browse | None = None
