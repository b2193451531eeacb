"""Rules about the structure of records and about files that cannot be read (STR), made from the tables of formats."""

from typing import Final

from ctmodel.rules.definition import ERROR, NOTE, WARNING, from_tables

_API: Final = "ClinicalTrials.gov API v2, study schema"


@from_tables("STR001", severity=ERROR, source="RFC 8259")
def not_json() -> None:
    """The text is not valid JSON, or exceeds the limits.

    Why:
        It cannot be read at all.

    Fix:
        Correct the text at the position that the message gives, or write it again with a JSON library.

    Fires:
        '{"protocolSection": '

    Silent:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
    """


@from_tables("STR002", severity=ERROR, source=_API)
def not_a_study() -> None:
    """The JSON is not a study: no field of the registry has a value.

    Why:
        The file contains something else: a response of another API, statistics, an index.

    Fix:
        Check that the path leads to studies; for a record of another registry, see the formats that ctmodel reads.

    Fires:
        {"name": "something else"}

    Silent:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    """


@from_tables("STR003", severity=NOTE, source=_API)
def unknown_field() -> None:
    """The registry has no such field; a warning if the name resembles that of a field.

    Why:
        The field is new and this version of ctmodel does not have it, or its name is misspelt and no reader finds it.

    Fix:
        Correct the spelling, or update ctmodel if the field is new. The value is kept in either case.

    Fires:
        {"protocolSection": {"identificationModule": {"breifTitle": "A title"}}}

    Silent:
        {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
    """


@from_tables("STR004", severity=ERROR, source=_API)
def wrong_type() -> None:
    """The JSON type of a value is not that of its field.

    Why:
        Tools that write JSON without a schema turn arrays of one item into that item, and numbers into text.

    Fix:
        Write the value with the type that the message expects. Until then, ``trial.extra`` lists it.

    Fires:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": "50"}}}}
        {"protocolSection": {"conditionsModule": {"conditions": "Asthma"}}}

    Silent:
        {"protocolSection": {"designModule": {"enrollmentInfo": {"count": 50}}}}
    """


@from_tables("STR005", severity=WARNING, source=f"{_API}, enumerations")
def unknown_term() -> None:
    """A term is not in the vocabulary of its field; an error if it differs from a term by one or two letters.

    Why:
        It is misspelt, newer than this version of ctmodel, or the text that the registry displays for a term. To
        other rules, a misspelt term is absent; if the term is new, ignore this rule.

    Fix:
        Write the term that the message proposes, or update ctmodel if the term is new.

    Fires:
        {"protocolSection": {"designModule": {"phases": ["Phase 2"]}}}
        {"protocolSection": {"statusModule": {"overallStatus": "RECRUTING"}}}

    Silent:
        {"protocolSection": {"designModule": {"phases": ["PHASE2"]}}}
    """


@from_tables("STR007", severity=WARNING, source=_API)
def null() -> None:
    """A field is null; the registry would omit it.

    Why:
        The payload went through a tool that fills in missing values.

    Fix:
        Remove the member.

    Fires:
        {"protocolSection": {"identificationModule": {"acronym": None}}}

    Silent:
        {"protocolSection": {"identificationModule": {"briefTitle": "A title"}}}
    """


@from_tables("STR008", severity=WARNING, source=_API)
def blank_text() -> None:
    """A text is empty; the registry would omit it.

    Why:
        The payload went through a tool that fills in missing values.

    Fix:
        Remove the member, or enter the text.

    Fires:
        {"protocolSection": {"identificationModule": {"acronym": " "}}}

    Silent:
        {"protocolSection": {"identificationModule": {"acronym": "ABC"}}}
    """


@from_tables("STR009", severity=NOTE, source=_API)
def empty() -> None:
    """An object or array is empty.

    Why:
        Something was removed, or a tool fills in missing values. The oversight and browse modules are exempt: the
        registry itself leaves them empty after it withdraws their fields.

    Fix:
        Remove the member, or restore what it held.

    Fires:
        {"protocolSection": {"designModule": {}}}

    Silent:
        {"protocolSection": {"oversightModule": {}}}
        {"protocolSection": {"oversightModule": {}}, "derivedSection": {"interventionBrowseModule": {}}}
        {"protocolSection": {"oversightModule": {}}, "derivedSection": {"conditionBrowseModule": {}}}
    """


@from_tables("STR012", severity=ERROR, source="RFC 8259, section 4")
def repeated_key() -> None:
    """An object contains the same key twice; most readers keep only the last.

    Why:
        Every reader loses one of the two values, and not all lose the same one.

    Fix:
        Remove one of the members.

    Fires:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001", "nctId": "NCT00000002"}}}'

    Silent:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
    """


@from_tables("STR014", severity=NOTE, source=_API)
def selection_of_fields() -> None:
    """The record is assumed to be a selection of fields or a draft: missing data is not reported.

    Why:
        The record lacks the dates of verification, first and last submission, which every whole record has, so other
        fields may be absent on purpose. If you know what the records are, say so with ``--records``.

    Fix:
        Download the records with all fields, or state with ``--records`` what they are.

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

    Fix:
        Download the record again; for a selection of fields, pass ``--records selection``.

    Fires:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "statusModule": {
            "statusVerifiedDate": "2021-03", "studyFirstSubmitDate": "2021-03-05",
            "lastUpdateSubmitDate": "2021-03-05"}}}

    Silent:
        {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    """


@from_tables("STR015", severity=ERROR, source="reading untrusted files")
def damaged_archive() -> None:
    """An archive, or a member of it, is damaged or unsafe.

    Why:
        Its content cannot be read, or would be extracted outside the target folder.

    Fix:
        Download the archive again, or write it again with another program.
    """


@from_tables("STR016", severity=ERROR, source="reading untrusted files")
def too_large() -> None:
    """A document is too large to be a study.

    Why:
        The limit of 64 MiB, forty times the size of the largest known record, keeps memory bounded.

    Fix:
        Divide the document into records.
    """


@from_tables("STR900", severity=ERROR, source="ctmodel itself")
def rule_crashed() -> None:
    """A rule crashed on a record.

    Why:
        A rule that crashes may miss problems, so the crash is reported; the other rules still run.

    Fix:
        Report the crash with the message. For a rule of your own, correct the rule.
    """


@from_tables("STR901", severity=ERROR, source="ctmodel itself")
def process_ended() -> None:
    """Checking a document ended the process twice.

    Why:
        The document was left out. A system ends processes that take too much memory, and a fault of the interpreter or
        of a library ends them, too. All other documents were checked.

    Fix:
        Check the document by itself, with more memory. If the process ends again, report it.
    """


@from_tables("STR018", severity=NOTE, source="the table of the format: docs, formats")
def value_not_converted() -> None:
    """A value of a record from another registry cannot be converted into the attribute for it.

    Why:
        The attribute stays empty, and rules that read it are not run. The value is kept: ``trial.extra`` lists it.

    Fix:
        Correct the value in the registry, or set the attribute after reading.

    Fires:
        '<Trial><TrialID>X1</TrialID><Inclusion_agemin>eighteen</Inclusion_agemin></Trial>'

    Silent:
        '<Trial><TrialID>X1</TrialID><Inclusion_agemin>18 Years</Inclusion_agemin></Trial>'
    """


@from_tables("STR020", severity=NOTE, source="the tool that stored the record")
def copy_of_record() -> None:
    """A record is a copy that a tool stored, such as ctrdata, and not as its registry gives it.

    Why:
        Such a copy lacks parts of the record, such as the attributes of XML. What is missing may be in the registry's
        own file.

    Fix:
        Read the file as the registry gives it, if you have it.

    Fires:
        '{"ctrname": "ISRCTN", "isrctn": "12345670", "trialDescription": {"title": "Peas"}}'

    Silent:
        '{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}'
    """


@from_tables("STR019", severity=ERROR, source="XML 1.0, section 2.1, well-formed documents; RFC 4180, CSV")
def not_xml() -> None:
    """The text is not well-formed XML or CSV, declares a document type, or exceeds a limit.

    Why:
        It cannot be read, or only up to the error.

    Fix:
        Correct the text at the position that the message gives, or download it again.

    Fires:
        '<Trials_downloaded_from_ICTRP><Trial>'

    Silent:
        '<Trials_downloaded_from_ICTRP><Trial><TrialID>X1</TrialID></Trial></Trials_downloaded_from_ICTRP>'
    """
