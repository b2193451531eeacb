"""The CSV download of ClinicalTrials.gov since 2024: a row for each study, with any choice of thirty columns."""

from typing import Final

from ctmodel.formats.csv_records import CsvDocuments
from ctmodel.formats.ctgov_csv.columns import COLUMNS
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.native import REGISTRY

FORMATS: Final = (
    ForeignFormat(
        name="ctgov-csv",
        title="ClinicalTrials.gov download since 2024, CSV",
        documents=CsvDocuments(COLUMNS[0], frozenset(COLUMNS[1:])),
        table="ctmodel.formats.ctgov_csv.table:READER",
        written_by="ctmodel.formats.ctgov_csv.writing:WRITER",
        registry=REGISTRY,
    ),
)
