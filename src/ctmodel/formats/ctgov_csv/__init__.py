"""The CSV download of ClinicalTrials.gov since 2024: a row for each study, with any choice of thirty columns."""

from typing import Final

from ctmodel.formats.csv_records import CsvDocuments
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.native import REGISTRY

FORMATS: Final = (
    ForeignFormat(
        name="ctgov-csv",
        title="ClinicalTrials.gov download since 2024, CSV",
        documents=CsvDocuments(
            "NCT Number",
            frozenset(
                {
                    "Study Title", "Study URL", "Acronym", "Study Status", "Brief Summary", "Study Results",
                    "Conditions", "Interventions", "Primary Outcome Measures", "Secondary Outcome Measures",
                    "Other Outcome Measures", "Sponsor", "Collaborators", "Sex", "Age", "Phases", "Enrollment",
                    "Funder Type", "Study Type", "Study Design", "Other IDs", "Start Date",
                    "Primary Completion Date", "Completion Date", "First Posted", "Results First Posted",
                    "Last Update Posted", "Locations", "Study Documents",
                }
            ),
        ),
        table="ctmodel.formats.ctgov_csv.table:READER",
        registry=REGISTRY,
    ),
)  # fmt: skip
