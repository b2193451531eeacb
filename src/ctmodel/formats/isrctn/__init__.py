"""Records of the ISRCTN registry: its XML, and the copies of it that the tool ctrdata stores."""

from typing import Final

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.json_records import JsonDocuments
from ctmodel.formats.xml_records import XmlDocuments
from ctmodel.values.registry_numbers import KINDS

_REGISTRY: Final = KINDS["ISRCTN"].registry

FORMATS: Final = (
    ForeignFormat(
        name="isrctn-xml",
        title="ISRCTN registry, XML",
        documents=XmlDocuments("fullTrial", "allTrials"),
        table="ctmodel.formats.isrctn.table:READER",
        registry=_REGISTRY,
    ),
    ForeignFormat(
        name="isrctn-ctrdata",
        title="ISRCTN registry, JSON of ctrdata (a copy with losses)",
        documents=JsonDocuments((frozenset({"isrctn", "trialDescription"}),)),
        table="ctmodel.formats.isrctn.table:COPIES",
        registry=_REGISTRY,
    ),
)
