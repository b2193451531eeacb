"""The registry's own list of fields: what each is called, what it holds, and where it is defined."""

from functools import cache
from pkgutil import get_data
from typing import Final, cast

from attrs import frozen

#: Where the registry defines its data elements.
DEFINITIONS: Final = "https://clinicaltrials.gov/policy/"

#: Fields that the registry has given up and archived payloads still carry.
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
    """A field of the registry's API v2, as OpenAPI document and metadata list it (API 2.0.5)."""

    #: JSON path; ``[]`` marks an array.
    path: str
    #: Name of the field in searches, such as ``BriefTitle``.
    piece: str
    #: The registry's type: ``text``, ``markup``, ``NormalizedDate`` ..., or ``object``.
    type: str
    #: Name of the enumeration, if the values are from one.
    vocabulary: str
    #: How many characters the field takes.
    max_chars: int | None
    #: Where that number is from: the registry's ``metadata``, an ``other`` source that is stored, or ``recalled`` from
    #: memory only.
    max_chars_from: str
    #: Name in the data element definitions, such as *Brief Title*.
    data_element: str
    #: Address of the definition.
    definition: str

    @property
    def is_object(self) -> bool:
        """Whether the field is an object (or an array of objects)."""
        return self.type == "object"


@cache
def fields() -> dict[str, Field]:
    """Return the list of fields by JSON path, in the registry's order."""
    # Not importlib.resources, which imports much: every run that asks rules reads the list.
    text = cast("bytes", get_data("ctmodel.formats.ctgov_v2", "fields.tsv")).decode()
    return {field.path: field for field in map(_field, text.splitlines()[1:])}


def _field(line: str) -> Field:
    path, piece, kind, vocabulary, max_chars, max_chars_from, data_element, definition = line.split("\t")
    address = f"{DEFINITIONS}{definition}" if definition else ""
    most = int(max_chars) if max_chars else None
    return Field(path, piece, kind, vocabulary, most, max_chars_from, data_element, address)
