"""The rules about structure, and about what cannot be read."""

from typing import Final

from ctmodel.rules.finding import Severity
from ctmodel.rules.rule import Rule

_API: Final = "ClinicalTrials.gov API v2, study schema"
_JSON: Final = "RFC 8259"

NOT_JSON: Final = Rule("STR001", "not-json", Severity.ERROR, "The text is not JSON, or is beyond the limits.", _JSON)
NO_STUDY: Final = Rule("STR002", "no-study", Severity.ERROR, "The JSON is no study: it has no protocolSection.", _API)
UNKNOWN_FIELD: Final = Rule(
    "STR003",
    "unknown-field",
    Severity.NOTE,
    "A field is not in the registry's list; a warning where it is near one that is.",
    _API,
)
WRONG_TYPE: Final = Rule(
    "STR004", "wrong-type", Severity.ERROR, "A value is of another JSON type than its field.", _API
)
UNKNOWN_TERM: Final = Rule(
    "STR005", "unknown-term", Severity.WARNING, "A term is not in the vocabulary of its field.", f"{_API}, enumerations"
)
NULL: Final = Rule("STR007", "null", Severity.WARNING, "A field is null, where the registry leaves it out.", _API)
BLANK: Final = Rule(
    "STR008", "blank-text", Severity.WARNING, "A text is empty, where the registry leaves it out.", _API
)
EMPTY: Final = Rule("STR009", "empty", Severity.NOTE, "An object or array is empty.", _API)
REPEATED_KEY: Final = Rule(
    "STR012",
    "repeated-key",
    Severity.ERROR,
    "An object has the same key twice; readers keep just one.",
    f"{_JSON}, section 4",
)
ARCHIVE: Final = Rule(
    "STR015", "damaged-archive", Severity.ERROR, "An archive or member is damaged or unsafe.", "safe reading"
)
TOO_LARGE: Final = Rule("STR016", "too-large", Severity.ERROR, "A document is too large to be a study.", "safe reading")
DATE_FORM: Final = Rule("DAT001", "date-form", Severity.ERROR, "A date is not written in the form of its field.", _API)
DATE_CALENDAR: Final = Rule("DAT002", "date-calendar", Severity.ERROR, "A date is not in the calendar.", "ISO 8601")
DATE_PRECISION: Final = Rule(
    "DAT003", "date-precision", Severity.ERROR, "A date lacks the day, or the time, that its field has.", _API
)
AGE_FORM: Final = Rule("ELG001", "age-form", Severity.ERROR, "An age is not a whole number and a unit.", _API)

#: The rules about structure, and about what cannot be read.
STRUCTURE: Final = frozenset(
    {
        NOT_JSON, NO_STUDY, UNKNOWN_FIELD, WRONG_TYPE, UNKNOWN_TERM, NULL, BLANK, EMPTY, REPEATED_KEY, ARCHIVE,
        TOO_LARGE, DATE_FORM, DATE_CALENDAR, DATE_PRECISION, AGE_FORM,
    }
)  # fmt: skip
