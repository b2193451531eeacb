"""The places of the documents attributes in a ClinicalTrials.gov API v2 study, in the order of its keys."""

from ctmodel.codec.rows import boolean, date, date_time, integer, many, text
from ctmodel.codec.schema import Table
from ctmodel.model.documents import Documents, LargeDoc

LARGE_DOC = Table(LargeDoc, {
    "typeAbbrev": text("type_abbrev"),
    "hasProtocol": boolean("has_protocol"),
    "hasSap": boolean("has_sap"),
    "hasIcf": boolean("has_icf"),
    "label": text("label"),
    "date": date("date"),
    "uploadDate": date_time("upload_date"),
    "filename": text("filename"),
    "size": integer("size"),
})

DOCUMENTS = Table(Documents, {
    "largeDocumentModule": {
        "noSap": boolean("no_sap"),
        "largeDocs": many("large_docs", LARGE_DOC),
    },
})
