"""Search results and exports of the WHO International Clinical Trials Registry Platform (ICTRP)."""

from typing import Final

from ctmodel.formats.csv_records import CsvDocuments
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.xml_records import XmlDocuments

_TABLE: Final = "ctmodel.formats.ictrp.table:READER"
#: The columns of the full export, which has no header; since 2025, it has the date of the last update as well.
_CONTACT: Final = "Firstname Lastname Address Email Tel Affiliation"
_COLUMNS: Final = (
    "TrialID SecondaryIDs public_title Scientific_title url "
    + " ".join(f"{kind}_Contact_{part}" for kind in ("Public", "Scientific") for part in _CONTACT.split())
    + " study_type study_design phase Date_registration Date_enrollement Target_size Recruitment_status Primary_sponsor"
    " Secondary_sponsors Source_Support Countries Conditions Interventions Agemin Agemax Gender Inclusion_Criteria"
    " Exclusion_Criteria Primary_Outcome Secondary_Outcomes Bridging_flag Bridged_type Childs type_enrolment"
    " Retrospective_flag results_actual_enrollment results_url_link results_summary results_date_posted"
    " results_date_first_publication results_baseline_char results_participant_flow results_adverse_events"
    " results_outcome_measures results_url_protocol results_IPD_plan results_IPD_description results_date_completed"
    " results_yes_no Ethics_Status Ethics_Approval_Date Ethics_Contact_Name Ethics_Contact_Address"
    " Ethics_Contact_Phone Ethics_Contact_Email"
)

FORMATS: Final = (
    ForeignFormat(
        name="ictrp-xml",
        title="WHO ICTRP search results, XML",
        documents=XmlDocuments("Trial", "Trials_downloaded_from_ICTRP"),
        table=_TABLE,
    ),
    ForeignFormat(
        name="ictrp-csv",
        title="WHO ICTRP topic lists and full export, CSV",
        documents=CsvDocuments(
            "TrialID",
            frozenset({"Public title", "Scientific title"}),
            unnamed=(tuple(_COLUMNS.split()), tuple(_COLUMNS.replace("TrialID", "TrialID Last_updated").split())),
            first_cell=r"[A-Z][A-Za-z-]*[-/]?[0-9][0-9A-Za-z/-]*",
        ),
        table=_TABLE,
    ),
)
