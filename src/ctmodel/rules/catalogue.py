"""The rules about structure, and about what cannot be read: they come from the tables, not from functions."""

from typing import Final

from ctmodel.rules.definition import ERROR, NOTE, WARNING, Rule

_API: Final = "ClinicalTrials.gov API v2, study schema"

NOT_JSON: Final = Rule(
    "STR001",
    "not-json",
    ERROR,
    "RFC 8259",
    """\
The text is not JSON, or is beyond the limits.

Why:
    Nothing can be read of it.

Fires:
    '{"protocolSection": '

Silent:
    '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
""",
)
NO_STUDY: Final = Rule(
    "STR002",
    "no-study",
    ERROR,
    _API,
    """\
The JSON is not a study: it has no value in any field of the registry.

Why:
    A file that was meant to hold a study holds something else: the answer of another API, a statistic, an index.

Fires:
    {"name": "something else"}

Silent:
    {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
""",
)
UNKNOWN_FIELD: Final = Rule(
    "STR003",
    "unknown-field",
    NOTE,
    _API,
    """\
A field is not in the registry's list; a warning where its name is near one that is.

Why:
    The registry's newer fields are unknown to an older library; a misspelt one is lost to every reader.

Fires:
    {"protocolSection": {"identificationModule": {"breifTitle": "A title"}}}

Silent:
    {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
""",
)
WRONG_TYPE: Final = Rule(
    "STR004",
    "wrong-type",
    ERROR,
    _API,
    """\
A value is of another JSON type than its field.

Why:
    Tools that read and write JSON without its schema turn arrays of one item into the item, and numbers into text.

Fires:
    {"protocolSection": {"designModule": {"enrollmentInfo": {"count": "50"}}}}
    {"protocolSection": {"conditionsModule": {"conditions": "Asthma"}}}

Silent:
    {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 50}}}}
""",
)
UNKNOWN_TERM: Final = Rule(
    "STR005",
    "unknown-term",
    WARNING,
    f"{_API}, enumerations",
    """\
A term is not in the vocabulary of its field; an error where it is one or two letters from one that is.

Why:
    It is the text that the registry displays rather than the term, or misspelt, or newer than the library. By a
    misspelt term no rule judges; where the term is new, ignore the rule.

Fires:
    {"protocolSection": {"designModule": {"phases": ["Phase 2"]}}}
    {"protocolSection": {"statusModule": {"overallStatus": "RECRUTING"}}}

Silent:
    {"protocolSection": {"designModule": {"phases": ["PHASE2"]}}}
""",
)
NULL: Final = Rule(
    "STR007",
    "null",
    WARNING,
    _API,
    """\
A field is null, where the registry leaves it out.

Why:
    The payload went through a tool that fills in what is absent.

Fires:
    {"protocolSection": {"identificationModule": {"acronym": None}}}

Silent:
    {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
""",
)
BLANK: Final = Rule(
    "STR008",
    "blank-text",
    WARNING,
    _API,
    """\
A text is empty, where the registry leaves it out.

Why:
    The payload went through a tool that fills in what is absent.

Fires:
    {"protocolSection": {"identificationModule": {"acronym": " "}}}

Silent:
    {"protocolSection": {"identificationModule": {"acronym": "ABC"}}}
""",
)
EMPTY: Final = Rule(
    "STR009",
    "empty",
    NOTE,
    _API,
    """\
An object or array is empty.

Why:
    Something was removed, or a tool fills in what is absent. Where the registry itself writes empty objects, after it
    took fields back, they are expected: the modules of oversight and of browse terms.

Fires:
    {"protocolSection": {"designModule": {}}}

Silent:
    {"protocolSection": {"oversightModule": {}}}
    {"protocolSection": {"oversightModule": {}}, "derivedSection": {"interventionBrowseModule": {}}}
    {"protocolSection": {"oversightModule": {}}, "derivedSection": {"conditionBrowseModule": {}}}
""",
)
REPEATED_KEY: Final = Rule(
    "STR012",
    "repeated-key",
    ERROR,
    "RFC 8259, section 4",
    """\
An object has the same key twice; most readers keep the last.

Why:
    One of the two values is lost to every reader, and not the same one to all.

Fires:
    '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "nctId": "NCT00000002"}}}'

Silent:
    '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
""",
)
SELECTION: Final = Rule(
    "STR014",
    "selection-of-fields",
    NOTE,
    _API,
    """\
The record was taken for a selection of fields or for a draft: what is missing is not reported.

Why:
    Whole records have the dates of verification, of first and of last submission. The absence of what was not selected
    means nothing; say what records are (``--records``) where that is known.

Fires:
    {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}

Silent:
    {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "statusModule": {
        "statusVerifiedDate": "2021-03", "studyFirstSubmitDate": "2021-03-05", "lastUpdateSubmitDate": "2021-03-05"}}}
""",
)
MODULE_MISSING: Final = Rule(
    "STR017",
    "module-missing",
    ERROR,
    "measured: each of 2,642 whole records has all seven",
    """\
A whole record lacks one of the seven modules that every whole record has.

Why:
    The record was cut or damaged on its way; what else is missing in the module is not reported again.

Fires:
    {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "statusModule": {
        "statusVerifiedDate": "2021-03", "studyFirstSubmitDate": "2021-03-05", "lastUpdateSubmitDate": "2021-03-05"}}}

Silent:
    {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
""",
)
ARCHIVE: Final = Rule(
    "STR015",
    "damaged-archive",
    ERROR,
    "reading what strangers send",
    """\
An archive or a member of it is damaged or unsafe.

Why:
    What it held cannot be read, or would leave the archive.
""",
)
TOO_LARGE: Final = Rule(
    "STR016",
    "too-large",
    ERROR,
    "reading what strangers send",
    """\
A document is too large to be a study.

Why:
    The largest record known is forty times smaller than the limit of 64 MiB; memory stays bounded.
""",
)
RULE_CRASHED: Final = Rule(
    "STR900",
    "rule-crashed",
    ERROR,
    "ctmodel itself",
    """\
A rule crashed on a record.

Why:
    A crash is never silence: the rule is named, and the other rules go on.
""",
)
DATE_FORM: Final = Rule(
    "DAT001",
    "date-form",
    ERROR,
    _API,
    """\
A date is not written in the form of its field.

Why:
    Dates in words, of other countries or of other tools are read differently by every reader.

Fires:
    {"protocolSection": {"statusModule": {"startDateStruct": {"date": "March 2021"}}}}

Silent:
    {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-03"}}}}
""",
)
DATE_CALENDAR: Final = Rule(
    "DAT002",
    "date-calendar",
    ERROR,
    "ISO 8601",
    """\
A date is not in the calendar.

Why:
    There is no such day.

Fires:
    {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-30"}}}}

Silent:
    {"protocolSection": {"statusModule": {"startDateStruct": {"date": "2021-02-28"}}}}
""",
)
DATE_PRECISION: Final = Rule(
    "DAT003",
    "date-precision",
    ERROR,
    _API,
    """\
A date lacks the day, or the time, that its field has.

Why:
    The registry gives these dates itself, and always in full.

Fires:
    {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03"}}}

Silent:
    {"protocolSection": {"statusModule": {"studyFirstSubmitDate": "2021-03-05"}}}
""",
)
AGE_FORM: Final = Rule(
    "ELG001",
    "age-form",
    ERROR,
    _API,
    """\
An age is not a whole number and a unit.

Why:
    Readers cannot compare it.

Fires:
    {"protocolSection": {"eligibilityModule": {"minimumAge": "18 yrs"}}}

Silent:
    {"protocolSection": {"eligibilityModule": {"minimumAge": "18 Years"}}}
""",
)

REFUSED: Final = Rule(
    "STR018",
    "value-not-converted",
    NOTE,
    "the table of the format: docs, formats",
    """\
A value of a record from another registry cannot be converted into the attribute that it belongs to.

Why:
    The attribute stays empty, and rules that read it are not run. The value itself is kept: ``trial.extra`` lists it.

Fires:
    '<Trials_downloaded_from_ICTRP><Trial><TrialID>X1</TrialID><Inclusion_agemin>eighteen</Inclusion_agemin></Trial></Trials_downloaded_from_ICTRP>'

Silent:
    '<Trials_downloaded_from_ICTRP><Trial><TrialID>X1</TrialID><Inclusion_agemin>18 Years</Inclusion_agemin></Trial></Trials_downloaded_from_ICTRP>'
""",
)
NOT_XML: Final = Rule(
    "STR019",
    "not-xml",
    ERROR,
    "XML 1.0, section 2.1, well-formed documents",
    """\
The text is not well-formed XML, or is beyond the limits: it declares a document type, or nests too deep.

Why:
    Nothing can be read of it.

Fires:
    '<Trials_downloaded_from_ICTRP><Trial>'

Silent:
    '<Trials_downloaded_from_ICTRP><Trial><TrialID>X1</TrialID></Trial></Trials_downloaded_from_ICTRP>'
""",
)

#: All of them.
STRUCTURE: Final = frozenset(
    {
        NOT_JSON,
        NO_STUDY,
        UNKNOWN_FIELD,
        WRONG_TYPE,
        UNKNOWN_TERM,
        NULL,
        BLANK,
        EMPTY,
        REPEATED_KEY,
        SELECTION,
        MODULE_MISSING,
        ARCHIVE,
        TOO_LARGE,
        RULE_CRASHED,
        DATE_FORM,
        DATE_CALENDAR,
        DATE_PRECISION,
        AGE_FORM,
        REFUSED,
        NOT_XML,
    }
)
