"""The classic XML of ClinicalTrials.gov (``<clinical_study>``), which archives hold from before 2024."""

from typing import Final

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.native import REGISTRY
from ctmodel.formats.xml_records import XmlDocuments

FORMATS: Final = (
    ForeignFormat(
        name="ctgov-xml",
        title="ClinicalTrials.gov, classic XML with results",
        documents=XmlDocuments("clinical_study", "search_results"),
        table="ctmodel.formats.ctgov_xml.table:READER",
        registry=REGISTRY,
    ),
)
