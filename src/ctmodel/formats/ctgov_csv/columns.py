"""The columns of the CSV download, in its order."""

from typing import Final

COLUMNS: Final = (
    "NCT Number", "Study Title", "Study URL", "Acronym", "Study Status", "Brief Summary", "Study Results",
    "Conditions", "Interventions", "Primary Outcome Measures", "Secondary Outcome Measures",
    "Other Outcome Measures", "Sponsor", "Collaborators", "Sex", "Age", "Phases", "Enrollment", "Funder Type",
    "Study Type", "Study Design", "Other IDs", "Start Date", "Primary Completion Date", "Completion Date",
    "First Posted", "Results First Posted", "Last Update Posted", "Locations", "Study Documents",
)  # fmt: skip
#: What is between the items of a list, which the download does not escape.
BAR: Final = "|"
#: What is between the standard ages.
COMMA: Final = ", "
#: The labels of the parts of a design, in the order of the download, and the attribute of each.
DESIGN_LABELS: Final = {
    "Allocation": "allocation", "Intervention Model": "intervention_model", "Masking": "masking",
    "Primary Purpose": "primary_purpose", "Observational Model": "observational_model",
    "Time Perspective": "time_perspective",
}  # fmt: skip
#: What each column has for true and false.
YES_NO: Final = {"YES": True, "NO": False}
