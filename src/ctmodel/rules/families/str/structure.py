"""Rules about the structure of records, and about what cannot be read (STR): they come from the tables of formats."""

from typing import Final

from ctmodel.rules.definition import ERROR, NOTE, WARNING, from_tables

_API: Final = "ClinicalTrials.gov API v2, study schema"


@from_tables("STR001", severity=ERROR, source="RFC 8259")
def not_json() -> None:
    """The text is not JSON, or is beyond the limits.

    Why:
        Nothing can be read of it.

    Fires:
        '{"protocolSection": '

    Silent:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
    """


@from_tables("STR002", severity=ERROR, source=_API)
def no_study() -> None:
    """The JSON is not a study: it has no value in any field of the registry.

    Why:
        A file that was meant to hold a study holds something else: the answer of another API, a statistic, an index.

    Fires:
        {"name": "something else"}

    Silent:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    """


@from_tables("STR003", severity=NOTE, source=_API)
def unknown_field() -> None:
    """A field is not in the registry's list; a warning where its name is near one that is.

    Why:
        The registry's newer fields are unknown to an older library; a misspelt one is lost to every reader.

    Fires:
        {"protocolSection": {"identificationModule": {"breifTitle": "A title"}}}

    Silent:
        {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
    """


@from_tables("STR004", severity=ERROR, source=_API)
def wrong_type() -> None:
    """A value is of another JSON type than its field.

    Why:
        Tools that read and write JSON without its schema turn arrays of one item into the item, and numbers into text.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": "50"}}}}
        {"protocolSection": {"conditionsModule": {"conditions": "Asthma"}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 50}}}}
    """


@from_tables("STR005", severity=WARNING, source=f"{_API}, enumerations")
def unknown_term() -> None:
    """A term is not in the vocabulary of its field; an error where it is one or two letters from one that is.

    Why:
        It is the text that the registry displays rather than the term, or misspelt, or newer than the library. By a
        misspelt term no rule judges; where the term is new, ignore the rule.

    Fires:
        {"protocolSection": {"designModule": {"phases": ["Phase 2"]}}}
        {"protocolSection": {"statusModule": {"overallStatus": "RECRUTING"}}}

    Silent:
        {"protocolSection": {"designModule": {"phases": ["PHASE2"]}}}
    """


@from_tables("STR007", severity=WARNING, source=_API)
def null() -> None:
    """A field is null, where the registry leaves it out.

    Why:
        The payload went through a tool that fills in what is absent.

    Fires:
        {"protocolSection": {"identificationModule": {"acronym": None}}}

    Silent:
        {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
    """


@from_tables("STR008", severity=WARNING, source=_API)
def blank_text() -> None:
    """A text is empty, where the registry leaves it out.

    Why:
        The payload went through a tool that fills in what is absent.

    Fires:
        {"protocolSection": {"identificationModule": {"acronym": " "}}}

    Silent:
        {"protocolSection": {"identificationModule": {"acronym": "ABC"}}}
    """


@from_tables("STR009", severity=NOTE, source=_API)
def empty() -> None:
    """An object or array is empty.

    Why:
        Something was removed, or a tool fills in what is absent. Where the registry itself writes empty objects, after
        it took fields back, they are expected: the modules of oversight and of browse terms.

    Fires:
        {"protocolSection": {"designModule": {}}}

    Silent:
        {"protocolSection": {"oversightModule": {}}}
        {"protocolSection": {"oversightModule": {}}, "derivedSection": {"interventionBrowseModule": {}}}
        {"protocolSection": {"oversightModule": {}}, "derivedSection": {"conditionBrowseModule": {}}}
    """


@from_tables("STR012", severity=ERROR, source="RFC 8259, section 4")
def repeated_key() -> None:
    """An object has the same key twice; most readers keep the last.

    Why:
        One of the two values is lost to every reader, and not the same one to all.

    Fires:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "nctId": "NCT00000002"}}}'

    Silent:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
    """


@from_tables("STR014", severity=NOTE, source=_API)
def selection_of_fields() -> None:
    """The record is assumed to be a selection of fields or a draft: missing data is not reported.

    Why:
        Whole records have the dates of verification, first and last submission. The absence of fields that were not
        selected means nothing; if you know what the records are, say so with ``--records``.

    Fires:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
        {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}

    Silent:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "statusModule": {
            "statusVerifiedDate": "2021-03", "studyFirstSubmitDate": "2021-03-05",
            "lastUpdateSubmitDate": "2021-03-05"}}}
    """


@from_tables("STR017", severity=ERROR, source="measured: each of 2,642 whole records has all seven")
def module_missing() -> None:
    """A whole record lacks one of the seven modules that every whole record has.

    Why:
        The record was truncated or damaged in transit; the content of the module is not reported separately.

    Fires:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "statusModule": {
            "statusVerifiedDate": "2021-03", "studyFirstSubmitDate": "2021-03-05",
            "lastUpdateSubmitDate": "2021-03-05"}}}

    Silent:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    """


@from_tables("STR015", severity=ERROR, source="reading untrusted files")
def damaged_archive() -> None:
    """An archive or a member of it is damaged or unsafe.

    Why:
        Its content cannot be read, or would be written outside the archive.
    """


@from_tables("STR016", severity=ERROR, source="reading untrusted files")
def too_large() -> None:
    """A document is too large to be a study.

    Why:
        The largest record known is forty times smaller than the limit of 64 MiB; memory stays bounded.
    """


@from_tables("STR900", severity=ERROR, source="ctmodel itself")
def rule_crashed() -> None:
    """A rule crashed on a record.

    Why:
        A crash is never silent: the rule is named, and the other rules continue.
    """


@from_tables("STR018", severity=NOTE, source="the table of the format: docs, formats")
def value_not_converted() -> None:
    """A value of a record from another registry cannot be converted into the attribute that it belongs to.

    Why:
        The attribute stays empty, and rules that read it are not run. The value is kept: ``trial.extra`` lists it.

    Fires:
        '<Trial><TrialID>X1</TrialID><Inclusion_agemin>eighteen</Inclusion_agemin></Trial>'

    Silent:
        '<Trial><TrialID>X1</TrialID><Inclusion_agemin>18 Years</Inclusion_agemin></Trial>'
    """


@from_tables("STR019", severity=ERROR, source="XML 1.0, section 2.1, well-formed documents")
def not_xml() -> None:
    """The text is not well-formed XML, or is beyond the limits: it declares a document type, or nests too deep.

    Why:
        Nothing can be read of it.

    Fires:
        '<Trials_downloaded_from_ICTRP><Trial>'

    Silent:
        '<Trials_downloaded_from_ICTRP><Trial><TrialID>X1</TrialID></Trial></Trials_downloaded_from_ICTRP>'
    """
