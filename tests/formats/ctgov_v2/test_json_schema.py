"""The JSON Schema of a study refuses what does not fit an attribute, at its place, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel.codec.anomalies import AnomalyKind, anomalies
from ctmodel.codec.json_pointer import pointer_token
from ctmodel.codec.leaves import FixedForm, OneOf, Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind, PlainObject
from ctmodel.formats.ctgov_v2.classes import table_of, tables
from ctmodel.formats.ctgov_v2.fields import RETIRED, fields
from ctmodel.formats.ctgov_v2.text_forms import TEXT_FORMS
from tests.conftest import members
from tests.laws.corpus import ARCHIVES
from tests.laws.damage import damaged
from tests.laws.samples import full, misfits

jsonschema = pytest.importorskip("jsonschema")

TRIAL = table_of(ctmodel.Trial)
VALIDATOR = jsonschema.Draft202012Validator(ctmodel.schema())
IDENTIFICATION = "/protocolSection/identificationModule"


def refused(payload: Any) -> set[str]:
    """Return the places of a payload that the schema refuses."""
    return {
        "".join(f"/{pointer_token(str(key))}" for key in error.absolute_path)
        for error in VALIDATOR.iter_errors(payload)
    }


def unfit(payload: dict[str, Any]) -> set[str]:
    """Return the places of a payload where a value does not fit its attribute."""
    return {
        anomaly.pointer
        for anomaly in anomalies(TRIAL, payload)
        if anomaly.kind is not AnomalyKind.UNKNOWN_FIELD
        and not anomaly.expected.fits(anomaly.value)
        and not (is_whole(anomaly.value) and is_integer(anomaly.expected))
    }


def is_whole(value: object) -> bool:
    """Whether JSON Schema takes a value for an integer that the codec does not: to JSON Schema, 1.0 is 1."""
    return type(value) is float and value.is_integer()


def is_integer(kind: Kind | PlainObject) -> bool:
    return isinstance(kind, Plain) and kind.types == (int,)


def in_identification(**members: object) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": members}}


def in_status(**members: object) -> dict[str, Any]:
    return {"protocolSection": {"statusModule": members}}


def in_design(**members: object) -> dict[str, Any]:
    return {"protocolSection": {"designModule": members}}


def in_eligibility(**members: object) -> dict[str, Any]:
    return {"protocolSection": {"eligibilityModule": members}}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(ctmodel.schema())
    assert ctmodel.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_is_plain_json_and_new_each_time() -> None:
    first = ctmodel.schema()
    assert json.loads(json.dumps(first)) == first
    first["$defs"].clear()
    assert ctmodel.schema()["$defs"]


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"unknown": None, "": [{"deep": [None]}]},
        in_identification(nctId="NCT00000001", acronym="", unknown=5, secondaryIdInfos=[]),
        in_identification(secondaryIdInfos=[{}, {"type": "NIH", "newer": 1.5}, {"type": "A type of next year"}]),
        in_status(overallStatus="RECRUTING", startDateStruct={"date": "2024-02"}),
        in_design(phases=["PHASE9", "PHASE1", ""], enrollmentInfo={"count": 2**70}),
        {"protocolSection": {}, "resultsSection": {}, "hasResults": False},
    ],
)
def test_what_fits_is_valid(payload: dict[str, Any]) -> None:
    assert refused(payload) == unfit(payload) == set()


@pytest.mark.parametrize(
    ("payload", "places"),
    [
        ({"protocolSection": []}, {"/protocolSection"}),
        ({"hasResults": 1}, {"/hasResults"}),
        ({"hasResults": None}, {"/hasResults"}),
        (in_identification(acronym=5), {f"{IDENTIFICATION}/acronym"}),
        (in_identification(acronym=None), {f"{IDENTIFICATION}/acronym"}),
        (in_identification(acronym={}), {f"{IDENTIFICATION}/acronym"}),
        (in_identification(nctIdAliases="NCT00000001"), {f"{IDENTIFICATION}/nctIdAliases"}),
        (in_identification(nctIdAliases=["a", 5, None, "b", []]), {f"{IDENTIFICATION}/nctIdAliases/{n}" for n in (1, 2, 4)}),
        (in_identification(organization="MSCT"), {f"{IDENTIFICATION}/organization"}),
        (in_identification(organization={"class": ["NIH"]}), {f"{IDENTIFICATION}/organization/class"}),
        (in_identification(secondaryIdInfos=[[], {"id": 7}]), {f"{IDENTIFICATION}/secondaryIdInfos/0", f"{IDENTIFICATION}/secondaryIdInfos/1/id"}),
        (in_status(studyFirstSubmitDate="2024-02"), {"/protocolSection/statusModule/studyFirstSubmitDate"}),
        (in_status(studyFirstSubmitDate=""), {"/protocolSection/statusModule/studyFirstSubmitDate"}),
        (in_status(studyFirstSubmitDate="2023-02-29"), {"/protocolSection/statusModule/studyFirstSubmitDate"}),
        (in_status(startDateStruct={"date": "2024-02-01\n"}), {"/protocolSection/statusModule/startDateStruct/date"}),
        (in_eligibility(minimumAge="18 years"), {"/protocolSection/eligibilityModule/minimumAge"}),
        (in_eligibility(minimumAge=18), {"/protocolSection/eligibilityModule/minimumAge"}),
        (in_design(enrollmentInfo={"count": True}), {"/protocolSection/designModule/enrollmentInfo/count"}),
        (in_design(enrollmentInfo={"count": 1.5}), {"/protocolSection/designModule/enrollmentInfo/count"}),
        ({"resultsSection": {"moreInfoModule": 5}}, {"/resultsSection/moreInfoModule"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_place(payload: dict[str, Any], places: set[str]) -> None:
    assert refused(payload) == unfit(payload) == places


def test_what_extra_lists_of_known_fields_is_refused() -> None:
    payload = in_identification(acronym=5, unknown=6) | {"hasResults": "yes"}
    assert set(ctmodel.structure(payload).extra) == {*refused(payload), f"{IDENTIFICATION}/unknown"}


def test_a_whole_number_with_a_point_is_an_integer_to_json_schema_only() -> None:
    payload = in_design(enrollmentInfo={"count": 1.0})
    assert refused(payload) == unfit(payload) == set()
    assert ctmodel.structure(payload).enrollment.extra == {"/count": 1.0}  # type: ignore[union-attr]


def test_everything_fits_in_a_full_record_and_nothing_in_its_opposite() -> None:
    record = full(TRIAL)
    assert refused(record) == unfit(record) == set()
    opposite = misfits(record)
    assert refused(opposite) == unfit(opposite)
    assert len(refused(opposite)) > 300


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_a_full_record_damaged(random: Random, times: int) -> None:
    payload = damaged(full(TRIAL), random, times)
    assert refused(payload) == unfit(payload)


@pytest.mark.corpus
@pytest.mark.parametrize("archive", ARCHIVES.values())
def test_the_corpus(corpus: Path, archive: str) -> None:
    random = Random(20_261_126)
    for name, data in members(corpus / archive):
        payload = json.loads(data)
        assert refused(payload) == unfit(payload), name
        if len(data) < 30_000:
            payload = damaged(payload, random)
            assert refused(payload) == unfit(payload), f"{name}, damaged"


class TestTexts:
    """What the patterns of dates, ages and durations match is what the codec reads."""

    YEARS = ["0000", "0001", "0004", "0040", "0096", "0100", "0400", "1000", "1900", "1999", "2000", "2023", "2024",
             "2100", "2400", "9996", "9999", "99", "02024", "\u0661\u0662\u0663\u0664"]  # fmt: skip
    AGES = ["0 Years", "18 Years", "1 Year", "999999999 Minutes", "1000000000 Minutes", "18  Years", " 18 Years",
            "18 Years ", "18 Years\n", "18 years", "18Years", "-1 Day", "1.5 Days", "N/A", "", "\u0661 Day", "3 Hour"]  # fmt: skip
    OTHERS = ["", " ", "2024-1", "2024-01-1", "2024-01-01-01", "2024/01/01", "2024-01\n", "2024\n", "\n2024", "24-01-01",
              "2024-01-01T", "2024-01-01T1:00", "2024-01-01 10:00", "2024-01-01T10:00:00", "2024-02-30T10:00",
              "2024-01-01T10:00\n", "2024T10:00", "2024-01T10:00"]  # fmt: skip

    def texts(self) -> Iterator[str]:
        yield from self.AGES
        yield from self.OTHERS
        yield from (f"{year:04}" for year in range(10_000))
        yield from (f"{year:04}-02-29" for year in range(10_000))
        for year in self.YEARS:
            yield year
            for month in range(14):
                yield f"{year}-{month:02}"
                yield from (f"{year}-{month:02}-{day:02}" for day in range(33))
        yield from (f"2024-02-29T{hour:02}:{minute:02}" for hour in range(26) for minute in range(62))

    def test_they_match_what_the_codec_reads(self) -> None:
        forms = {kind.name: kind for kind in kinds() if isinstance(kind, FixedForm)}
        assert forms.keys() == TEXT_FORMS.keys()
        schemas = ctmodel.schema()["$defs"]
        for name, kind in forms.items():
            validator = jsonschema.Draft202012Validator(schemas[TEXT_FORMS[name].name])
            wrong = [text for text in self.texts() if validator.is_valid(text) is not kind.fits(text)]
            assert wrong == [], name

    def test_the_patterns_use_only_what_all_dialects_have(self) -> None:
        for form in TEXT_FORMS.values():
            assert form.pattern.isascii()
            assert not {"(?=", "(?!", "(?<", "\\d", "\\Z", "\\z", "\\A"} & set(_pieces(form.pattern))

    def test_the_examples_match(self) -> None:
        schemas = ctmodel.schema()["$defs"]
        for form in TEXT_FORMS.values():
            assert schemas[form.name]["examples"]
            for example in schemas[form.name]["examples"]:
                assert jsonschema.Draft202012Validator(schemas[form.name]).is_valid(example)


def _pieces(pattern: str) -> Iterator[str]:
    for length in (2, 3):
        yield from (pattern[start : start + length] for start in range(len(pattern)))


def kinds() -> Iterator[Kind]:
    """Yield the kind of each attribute; of a list, that of its items."""
    for table in tables().values():
        for _, row in table.rows():
            yield row.kind.item if isinstance(row.kind, Many) else row.kind


class TestContents:
    """Everything that the tables, the vocabularies and the list of fields know is in the schema."""

    DEFINITIONS = ctmodel.schema()["$defs"]

    def test_there_is_a_definition_for_each_class_vocabulary_and_form(self) -> None:
        vocabularies = {kind.vocabulary.__name__ for kind in kinds() if isinstance(kind, OneOf)}
        classes = {cls.__name__ for cls in tables()}
        forms = {form.name for form in TEXT_FORMS.values()}
        assert len(classes | vocabularies | forms) == len(classes) + len(vocabularies) + len(forms)
        assert self.DEFINITIONS.keys() == classes | vocabularies | forms

    def test_every_definition_has_a_title_and_a_description(self) -> None:
        for name, definition in self.DEFINITIONS.items():
            assert definition["title"], name
            assert definition["description"], name
            assert "`" not in definition["description"], name

    def test_all_members_are_there(self) -> None:
        assert {*self.paths(self.DEFINITIONS["Trial"], "")} == fields().keys()

    def paths(self, schema: dict[str, Any], path: str) -> Iterator[str]:
        if schema.get("type") == "array":
            path, schema = f"{path}[]", schema["items"]
        if path:
            yield path
        if "$ref" in schema:
            schema = self.DEFINITIONS[schema["$ref"].removeprefix("#/$defs/")]
        for key, member in schema.get("properties", {}).items():
            yield from self.paths(member, f"{path}.{key}".removeprefix("."))

    def test_nothing_is_required_or_closed(self) -> None:
        for schema in self.schemas(ctmodel.schema()):
            assert not schema.keys() & {"required", "enum", "maxLength"}
            assert schema.get("type") != "object" or schema["additionalProperties"] is True

    def schemas(self, value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for item in value.values():
                yield from self.schemas(item)
        elif isinstance(value, list):
            for item in value:
                yield from self.schemas(item)

    def test_vocabularies_list_their_terms_and_take_others(self) -> None:
        for kind in kinds():
            if isinstance(kind, OneOf):
                offered = self.DEFINITIONS[kind.vocabulary.__name__]["anyOf"][:-1]
                assert [(term["const"], term["title"]) for term in offered] == [
                    (term.value, term.label) for term in kind.vocabulary
                ]

    def test_members_tell_the_data_element_its_definition_and_its_limit(self) -> None:
        title = self.DEFINITIONS["Trial"]["properties"]["protocolSection"]["properties"]["identificationModule"][
            "properties"
        ]["briefTitle"]
        assert title == {
            "type": "string",
            "title": "Brief Title",
            "description": "https://clinicaltrials.gov/policy/protocol-definitions#BriefTitle; at most 300 characters",
        }

    def test_a_member_of_a_class_with_several_places_tells_those_of_all(self) -> None:
        name = self.DEFINITIONS["Sponsor"]["properties"]["name"]
        assert name == {
            "type": "string",
            "description": "Name of the Sponsor: https://clinicaltrials.gov/policy/protocol-definitions#Sponsor; "
            "at most 160 characters\n"
            "Collaborators: https://clinicaltrials.gov/policy/protocol-definitions#Collaborators; "
            "at most 160 characters",
        }

    def test_a_member_without_a_data_element_has_the_name_of_the_field(self) -> None:
        assert self.DEFINITIONS["Organization"]["properties"]["class"] == {
            "$ref": "#/$defs/AgencyClass",
            "title": "OrgClass",
        }

    def test_retired_fields_are_deprecated(self) -> None:
        assert self.DEFINITIONS["Location"]["properties"]["countryCode"]["deprecated"] is True
        assert sum(schema.get("deprecated", False) for schema in self.schemas(ctmodel.schema())) == len(RETIRED)

    def test_classes_with_a_class_inside_refer_to_it(self) -> None:
        table = table_of(ctmodel.Location)
        key, row = next((key, row) for key, row in table.root.rows() if isinstance(row.kind, One))
        assert self.DEFINITIONS["Location"]["properties"][key]["$ref"] == f"#/$defs/{row.kind.table.cls.__name__}"
