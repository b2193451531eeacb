"""Which column of the CSV download fills which attribute."""

from typing import Final

from ctmodel.formats.conversions import whole_number
from ctmodel.formats.ctgov_csv import cells
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Conversion, again, row, split, spread

READER: Final = Reader(
    [
        row("NCT Number", "nct_id"),
        row("Study Title", "brief_title"),
        again("Study URL", "nct_id", cells.NUMBER_IN_ADDRESS),
        row("Acronym", "acronym"),
        row("Study Status", "overall_status"),
        row("Brief Summary", "brief_summary", cells.TEXT),
        row("Study Results", "has_results", cells.YES_NO),
        split("Conditions", "conditions", cells.LISTED),
        split("Interventions", "interventions", cells.INTERVENTIONS, "type name"),
        split("Primary Outcome Measures", "primary_outcomes", cells.OUTCOMES, "measure", holds_more="measure"),
        split("Secondary Outcome Measures", "secondary_outcomes", cells.OUTCOMES, "measure", holds_more="measure"),
        split("Other Outcome Measures", "other_outcomes", cells.OUTCOMES, "measure", holds_more="measure"),
        row("Sponsor", "lead_sponsor.name"),
        split("Collaborators", "collaborators", cells.NAMES, "name"),
        row("Sex", "eligibility.sex"),
        split("Age", "eligibility.std_ages", cells.AGES),
        split("Phases", "phases", cells.LISTED),
        row("Enrollment", "enrollment.count", Conversion(whole_number, "a whole number")),
        row("Funder Type", "lead_sponsor.agency_class"),
        row("Study Type", "study_type"),
        spread("Study Design", cells.DESIGN, cells.DESIGN_FILLS),
        spread("Other IDs", cells.IDS, "org_study_id secondary_ids"),
        row("Start Date", "start_date", cells.DATE),
        row("Primary Completion Date", "primary_completion_date", cells.DATE),
        row("Completion Date", "completion_date", cells.DATE),
        row("First Posted", "study_first_post_date", cells.DATE),
        row("Results First Posted", "results_first_post_date", cells.DATE),
        row("Last Update Posted", "last_update_post_date", cells.DATE),
        split("Locations", "locations", cells.LOCATIONS, "facility country", holds_more="facility"),
        split("Study Documents", "documents.large_docs", cells.DOCUMENTS, "label filename"),
    ],
    [],
    number="NCT Number",
    is_selection=True,
)
