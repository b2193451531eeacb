"""The places of the derived attributes in a ClinicalTrials.gov API v2 study, in the order of its keys."""

from ctmodel.codec.rows import boolean, date, integer, many, number, one, term, text, texts
from ctmodel.codec.schema import Table
from ctmodel.model.derived import Browse, BrowseBranch, BrowseLeaf, Derived, Mesh, SubmissionInfo, SubmissionTracking
from ctmodel.terms.protocol import DateType
from ctmodel.terms.results import BrowseLeafRelevance

SUBMISSION_INFO = Table(SubmissionInfo, {
    "releaseDate": date("release_date"),
    "resetDate": date("reset_date"),
    "unreleaseDateUnknown": boolean("unrelease_date_unknown"),
    "unreleaseDate": date("unrelease_date"),
    "mcpReleaseN": integer("mcp_release_n"),
})

SUBMISSION_TRACKING = Table(SubmissionTracking, {
    "estimatedResultsFirstSubmitDate": date("estimated_results_first_submit_date"),
    "submissionInfos": many("submission_infos", SUBMISSION_INFO),
    "firstMcpInfo": {
        "postDateStruct": {
            "date": date("first_mcp_post_date"),
            "type": term("first_mcp_post_date_type", DateType),
        },
    },
})

MESH = Table(Mesh, {
    "id": text("id"),
    "term": text("term"),
})

BROWSE_LEAF = Table(BrowseLeaf, {
    "id": text("id"),
    "name": text("name"),
    "asFound": text("as_found"),
    "relevance": term("relevance", BrowseLeafRelevance),
})

BROWSE_BRANCH = Table(BrowseBranch, {
    "abbrev": text("abbrev"),
    "name": text("name"),
})

BROWSE = Table(Browse, {
    "meshes": many("meshes", MESH),
    "ancestors": many("ancestors", MESH),
    "browseLeaves": many("browse_leaves", BROWSE_LEAF),
    "browseBranches": many("browse_branches", BROWSE_BRANCH),
})

DERIVED = Table(Derived, {
    "miscInfoModule": {
        "versionHolder": date("version_holder"),
        "removedCountries": texts("removed_countries"),
        "submissionTracking": one("submission_tracking", SUBMISSION_TRACKING),
        "modelPredictions": {
            "bmiLimits": {
                "minBmi": number("min_bmi"),
                "maxBmi": number("max_bmi"),
            },
        },
    },
    "conditionBrowseModule": one("condition_browse", BROWSE),
    "interventionBrowseModule": one("intervention_browse", BROWSE),
})
