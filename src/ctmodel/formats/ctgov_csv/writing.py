"""Which column of the CSV download holds which attribute."""

from typing import Final

from ctmodel.formats.ctgov_csv import texts
from ctmodel.formats.ctgov_csv.columns import BAR, COLUMNS, COMMA, DESIGN_LABELS
from ctmodel.formats.native import study_address
from ctmodel.formats.targets import Target, Write, as_it_is, target
from ctmodel.formats.writer import Writer


def _listed(column: str, attributes: str, write: Write = as_it_is, written_as: str = "", given: str = "") -> Target:
    return target(column, attributes, write, written_as or "with bars between", given=given, separator=BAR)


def _outcomes(column: str, attribute: str) -> Target:
    parts = " ".join(f"{attribute}[].{name}" for name in ("measure", "description", "time_frame"))
    return _listed(column, parts, texts.outcome, "with commas between; items with bars between")


WRITER: Final = Writer(
    (
        target("NCT Number", "nct_id"),
        target("Study Title", "brief_title"),
        target("Study URL", "", study_address, "web address", given="nct_id"),
        target("Acronym", "acronym"),
        target("Study Status", "overall_status"),
        target("Brief Summary", "brief_summary"),
        target("Study Results", "has_results", texts.yes_no, "YES or NO"),
        _listed("Conditions", "conditions[]"),
        _listed(
            "Interventions",
            "interventions[].type interventions[].name",
            texts.intervention,
            "`TYPE: name`, with bars between",
        ),
        _outcomes("Primary Outcome Measures", "primary_outcomes"),
        _outcomes("Secondary Outcome Measures", "secondary_outcomes"),
        _outcomes("Other Outcome Measures", "other_outcomes"),
        target("Sponsor", "lead_sponsor.name"),
        _listed("Collaborators", "collaborators[].name"),
        target("Sex", "eligibility.sex"),
        target("Age", "eligibility.std_ages[]", written_as="with commas between", separator=COMMA),
        _listed("Phases", "phases[]"),
        target("Enrollment", "enrollment.count"),
        target("Funder Type", "lead_sponsor.agency_class"),
        target("Study Type", "study_type"),
        target(
            "Study Design",
            " ".join(f"design.{name}" for name in (*DESIGN_LABELS.values(), "who_masked")),
            texts.design,
            "`Label: VALUE`, with bars between",
        ),
        _listed("Other IDs", "org_study_id"),
        _listed("Other IDs", "secondary_ids[].id", texts.secondary_id, "after the organization's", "org_study_id"),
        target("Start Date", "start_date"),
        target("Primary Completion Date", "primary_completion_date"),
        target("Completion Date", "completion_date"),
        target("First Posted", "study_first_post_date"),
        target("Results First Posted", "results_first_post_date"),
        target("Last Update Posted", "last_update_post_date"),
        _listed(
            "Locations",
            " ".join(f"locations[].{name}" for name in ("facility", "city", "state", "zip", "country")),
            texts.location,
            "with commas between; items with bars between",
        ),
        _listed(
            "Study Documents",
            "documents.large_docs[].label documents.large_docs[].filename",
            texts.document,
            "label and web address, with bars between",
            "nct_id",
        ),
    ),
    texts.study,
    heading=texts.row(COLUMNS),
)
