"""The registry's list of fields: the name, the type and the definition of each."""

from functools import cache
from pkgutil import get_data
from typing import Final, cast

from attrs import frozen

#: Where the registry defines its data elements.
DEFINITIONS: Final = "https://clinicaltrials.gov/policy/"

#: Fields that the registry has retired, still found in archived payloads.
RETIRED: Final = frozenset(
    {
        "derivedSection.miscInfoModule.modelPredictions",
        "derivedSection.miscInfoModule.modelPredictions.bmiLimits",
        "derivedSection.miscInfoModule.modelPredictions.bmiLimits.minBmi",
        "derivedSection.miscInfoModule.modelPredictions.bmiLimits.maxBmi",
        "protocolSection.contactsLocationsModule.locations[].countryCode",
    }
)


@frozen
class Field:
    """A field of the registry's API v2, from the OpenAPI document and the metadata of API 2.0.5."""

    #: JSON path; ``[]`` marks an array.
    path: str
    #: Name of the field in searches, such as ``BriefTitle``.
    piece: str
    #: The registry's type: ``text``, ``markup``, ``NormalizedDate`` ..., or ``object``.
    type: str
    #: Name of the enumeration of its values; empty if there is none.
    vocabulary: str
    #: Maximum number of characters, if there is a limit.
    max_chars: int | None
    #: Source of that number: the registry's ``metadata``, an ``other`` archived source, or ``recalled`` from memory.
    max_chars_from: str
    #: Name in the data element definitions, such as *Brief Title*; empty if it has none.
    data_element: str
    #: Web address of the definition; empty if there is none.
    definition: str

    @property
    def is_object(self) -> bool:
        """Whether the field is an object (or an array of objects)."""
        return self.type == "object"


@cache
def fields() -> dict[str, Field]:
    """Return the fields by JSON path, in the registry's order."""
    # importlib.resources is slow to import, and every run that checks rules reads the list.
    text = cast("bytes", get_data("ctmodel.formats.ctgov_v2", "fields.tsv")).decode()
    return {field.path: field for field in map(_field, text.splitlines()[1:])}


def _field(line: str) -> Field:
    path, piece, kind, vocabulary, max_chars, max_chars_from, data_element, definition = line.split("\t")
    address = f"{DEFINITIONS}{definition}" if definition else ""
    most = int(max_chars) if max_chars else None
    return Field(path, piece, kind, vocabulary, most, max_chars_from, data_element, address)
