"""Records of the EU Clinical Trials Information System (CTIS), in the portal's form since 2024, and the one before."""

from typing import Final

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.json_records import JsonDocuments
from ctmodel.values.registry_numbers import KINDS

FORMATS: Final = (
    ForeignFormat(
        name="ctis-json",
        title="EU CTIS public portal, JSON (provisional)",
        documents=JsonDocuments(
            (frozenset({"ctNumber", "authorizedApplication"}), frozenset({"ctNumber", "authorizedPartI"}))
        ),
        table="ctmodel.formats.ctis.table:READER",
        registry=KINDS["CTIS"].registry,
        provisional=True,
    ),
)
