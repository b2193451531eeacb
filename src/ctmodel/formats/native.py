"""The native format, in which every trial can be written without loss: ClinicalTrials.gov API v2.

The rest of the library imports the format from here, and nothing from its package.
"""

from ctmodel.formats.ctgov_v2.addresses import document_address, study_address
from ctmodel.formats.ctgov_v2.attributes import field_at
from ctmodel.formats.ctgov_v2.classes import payload_of, table_of, tables
from ctmodel.formats.ctgov_v2.codec import structure, structured_study, unstructure
from ctmodel.formats.ctgov_v2.documents import studies
from ctmodel.formats.ctgov_v2.extra import pointer
from ctmodel.formats.ctgov_v2.fields import Field
from ctmodel.formats.ctgov_v2.recognise import MAIN_SECTION, is_page, is_study, nct_number, other_than_study
from ctmodel.formats.ctgov_v2.source import REGISTRY, StudySource, payload_in
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL
from ctmodel.formats.ctgov_v2.view import FORMAT, StudyView

__all__ = [
    "FORMAT",
    "MAIN_SECTION",
    "REGISTRY",
    "TRIAL",
    "Field",
    "StudySource",
    "StudyView",
    "document_address",
    "field_at",
    "is_page",
    "is_study",
    "nct_number",
    "other_than_study",
    "payload_in",
    "payload_of",
    "pointer",
    "structure",
    "structured_study",
    "studies",
    "study_address",
    "table_of",
    "tables",
    "unstructure",
]
