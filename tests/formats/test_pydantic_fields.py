"""The classes of the model as fields of pydantic models: nothing is lost, and the schema is that of ``schema()``."""

import copy
import io
import json
import pickle
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctmodel
from ctmodel import Age, Arm, Duration, Intervention, PartialDate, Trial
from ctmodel.formats.ctgov_v2.classes import table_of, tables
from tests.conftest import members
from tests.laws.corpus import ARCHIVES
from tests.laws.damage import damaged
from tests.laws.samples import full
from tests.laws.strict import same

pydantic = pytest.importorskip("pydantic")
pydantic_core = pytest.importorskip("pydantic_core")

TRIALS: Any = pydantic.TypeAdapter(Trial)


class Screening(pydantic.BaseModel):  # type: ignore[misc, name-defined]
    """Somebody's own model."""

    site: str
    trial: Trial
    since: PartialDate
    from_age: Age | None = None
    follow_up: Duration | None = None
    earlier: list[Trial] = []
    by_name: dict[str, Trial | int] = {}
    part: Arm | Intervention | str | None = None


PAYLOAD: dict[str, Any] = {
    "site": "Qingdao",
    "trial": {"new": [1, 1.0, True, None, 2**70, -0.0], "hasResults": False, "resultsSection": {"zz": {}}},
    "since": "2010-09",
    "from_age": "3 Years",
    "follow_up": "6 Months",
    "earlier": [{}, {"protocolSection": {"zz": None, "identificationModule": {"acronym": 5}}}],
    "by_name": {"a": {"hasResults": 7}, "b": 8},
    "part": {"label": "A", "zz": 1},
}


def check_round_trip(payload: dict[str, Any]) -> None:
    """Assert law 1 through pydantic, from and to Python and JSON."""
    before = copy.deepcopy(payload)
    trial = TRIALS.validate_python(payload)
    assert same(TRIALS.dump_python(trial), before)
    assert same(TRIALS.dump_python(trial, mode="json"), before)
    assert same(payload, before)
    if is_text(payload):
        written = TRIALS.dump_json(trial)
        assert same(json.loads(written), before)
        assert same(TRIALS.dump_python(TRIALS.validate_json(written)), before)


def is_text(payload: object) -> bool:
    """Whether UTF-8 can hold the texts of a payload, which lone surrogates prevent."""
    try:
        json.dumps(payload, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


class TestRoundTrip:
    @given(st.randoms(use_true_random=False), st.integers(1, 12))
    def test_a_full_record_damaged(self, random: Random, times: int) -> None:
        check_round_trip(damaged(full(table_of(Trial)), random, times))

    @pytest.mark.parametrize("integer", [2**53 + 1, 2**63, -(2**64), 10**399, 10**4299])
    def test_integers_survive(self, integer: int) -> None:
        check_round_trip({"hasResults": integer})

    @pytest.mark.corpus
    @pytest.mark.parametrize("archive", ARCHIVES.values())
    def test_the_corpus(self, corpus: Path, archive: str) -> None:
        for _, data in members(corpus / archive):
            check_round_trip(json.loads(data))

    @pytest.mark.parametrize("cls", tables())
    def test_every_class(self, cls: type) -> None:
        adapter: Any = pydantic.TypeAdapter(cls)
        payload = full(tables()[cls])
        held = adapter.validate_python(payload)
        assert type(held) is cls
        assert same(adapter.dump_python(held), payload)
        assert adapter.validate_json(adapter.dump_json(held)) == held

    def test_an_edit_is_written(self) -> None:
        screening = Screening.model_validate(PAYLOAD)
        screening.trial.brief_title = "A title"
        dumped = screening.model_dump()
        assert dumped["trial"]["protocolSection"] == {"identificationModule": {"briefTitle": "A title"}}
        assert dumped["trial"]["new"] == PAYLOAD["trial"]["new"]

    @pytest.mark.parametrize("cls", [Trial, Arm])
    @pytest.mark.parametrize("mode", ["python", "json"])
    def test_objects_share_nothing_with_what_they_are_made_of_and_dumped_to(self, cls: type, mode: Any) -> None:
        adapter: Any = pydantic.TypeAdapter(cls)
        payload: dict[str, Any] = {"new": [{"deep": [1]}], "label": "A"}
        held = adapter.validate_python(payload)
        payload["new"][0]["deep"].append("more")
        payload["label"] = "B"
        dumped = adapter.dump_python(held, mode=mode)
        dumped["new"][0]["deep"].clear()
        dumped["label"] = "C"
        assert adapter.dump_python(held) == {"new": [{"deep": [1]}], "label": "A"}

    def test_a_trial_of_another_registry_is_written_as_a_study(self) -> None:
        record = "<Trial><TrialID>CTRI/2010/091/000022</TrialID><Public_title>A title</Public_title></Trial>"
        document = f"<Trials_downloaded_from_ICTRP>{record}</Trials_downloaded_from_ICTRP>"
        trial = ctmodel.read(io.BytesIO(document.encode()))
        assert trial.brief_title == "A title"
        assert same(TRIALS.dump_python(trial), ctmodel.unstructure(trial))
        assert TRIALS.validate_json(TRIALS.dump_json(trial)) == trial


class TestNesting:
    def test_from_python(self) -> None:
        screening = Screening.model_validate(PAYLOAD)
        assert screening.trial.has_results is False
        assert screening.since == PartialDate("2010-09")
        assert screening.from_age == Age(3, "Years")
        assert screening.follow_up == Duration(6, "Months")
        assert screening.earlier[1].extra == {"/protocolSection/identificationModule/acronym": 5}
        assert type(screening.by_name["a"]) is Trial
        assert screening.by_name["b"] == 8
        assert screening.part == Arm(label="A")
        assert same(screening.model_dump(), PAYLOAD)
        assert same(screening.model_dump(mode="json"), PAYLOAD)

    def test_from_json(self) -> None:
        screening = Screening.model_validate_json(json.dumps(PAYLOAD))
        assert same(json.loads(screening.model_dump_json()), PAYLOAD)
        assert screening == Screening.model_validate(PAYLOAD)

    def test_objects_are_taken_as_they_are(self) -> None:
        trial = Trial(nct_id="NCT00000001")
        intervention = Intervention(name="Aspirin")
        screening = Screening(site="A", trial=trial, since=PartialDate("2010"), part=intervention)
        assert screening.trial is trial
        assert screening.part is intervention
        assert Screening(site="A", trial=trial, since="2010", part="text").part == "text"

    def test_the_parts_of_a_union_are_written_as_what_they_are(self) -> None:
        for part in (Arm(label="A"), Intervention(name="I"), "text", None):
            screening = Screening(site="A", trial=Trial(), since="2010", part=part)
            written = ctmodel.make_converter().unstructure(part)
            assert screening.model_dump()["part"] == written
            assert json.loads(screening.model_dump_json())["part"] == written

    def test_copies_and_pickles(self) -> None:
        screening = Screening.model_validate(PAYLOAD)
        for other in (
            screening.model_copy(deep=True),
            copy.deepcopy(screening),
            pickle.loads(pickle.dumps(screening)),
        ):
            assert other == screening
            assert other.trial is not screening.trial
            assert same(other.model_dump(), PAYLOAD)

    def test_the_model_does_not_import_pydantic(self) -> None:
        code = "import sys, ctmodel; ctmodel.testing.load_fixture('NCT01219465').results; print(*sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert not {"pydantic", "pydantic_core", "ctmodel.formats.pydantic_fields"} & set(run.stdout.split())


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "place", "message"),
        [
            ({"trial": 5}, ("trial",), "Input should be a valid dictionary or instance of Trial"),
            ({"trial": None}, ("trial",), "Input should be a valid dictionary or instance of Trial"),
            ({"trial": Arm()}, ("trial",), "Input should be a valid dictionary or instance of Trial"),
            ({"trial": {"studies": []}}, ("trial",), "Value error, this is a page of 0 studies, not one study"),
            ({"earlier": [{}, "x"]}, ("earlier", 1), "Input should be a valid dictionary or instance of Trial"),
            ({"trial": {"x": float("nan")}}, ("trial",), "Value error, the payload holds nan, which is not valid JSON"),
            ({"trial": {"x": {1, 2}}}, ("trial",), "Value error, the payload holds set {1, 2}, which is not JSON"),
            ({"trial": {1: 2}}, ("trial",), "Value error, a key of a JSON object must be text, not 1"),
            ({"since": "March"}, ("since",), "Value error, 'March' is not a date of the form YYYY"),
            ({"since": 2010}, ("since",), "Input should be a valid string"),
            ({"from_age": "3 years"}, ("from_age",), "Value error, '3 years' is not a whole number and a unit"),
            ({"follow_up": 6}, ("follow_up",), "Input should be a valid string"),
            ({"from_age": Duration(6, "Months")}, ("from_age",), "Input should be a valid string"),
        ],
    )  # fmt: skip
    def test_python(self, change: dict[str, Any], place: tuple[Any, ...], message: str) -> None:
        with pytest.raises(pydantic.ValidationError) as caught:
            Screening.model_validate(PAYLOAD | change)
        (error,) = caught.value.errors()
        assert error["loc"] == place
        assert error["msg"].startswith(message)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[]", "Input should be an object"),
            ('{"x": NaN}', "Value error, the payload holds nan"),
            ('{"x": 1e999}', "Value error, the payload holds inf"),
            ("{", "Invalid JSON"),
            ('{"x":' + "[" * 190 + "]" * 190 + "}", None),
            ('{"x":' + "[" * 260 + "]" * 260 + "}", ""),
        ],
    )
    def test_json(self, text: str, message: str | None) -> None:
        if message is None:
            assert TRIALS.validate_json(text).extra
            return
        with pytest.raises(pydantic.ValidationError) as caught:
            TRIALS.validate_json(text)
        (error,) = caught.value.errors()
        assert error["msg"].startswith(message)

    def test_depth(self) -> None:
        deep: Any = {}
        for _ in range(248):
            deep = [deep]
        assert same(TRIALS.dump_python(TRIALS.validate_python({"x": deep})), {"x": deep})
        assert json.loads(TRIALS.dump_json(TRIALS.validate_python({"x": deep}))) == {"x": deep}
        with pytest.raises(pydantic.ValidationError, match="nests more than 250 levels deep"):
            TRIALS.validate_python({"x": [deep]})

    def test_an_error_names_the_class(self) -> None:
        with pytest.raises(pydantic.ValidationError, match=r"1 validation error for .*Trial"):
            TRIALS.validate_python(5)

    def test_what_cannot_be_written(self) -> None:
        trial = Trial(start_date="2027-01")  # type: ignore[arg-type]
        for dump in (TRIALS.dump_python, TRIALS.dump_json):
            with pytest.raises(pydantic_core.PydanticSerializationError, match="start_date: expected PartialDate"):
                dump(trial)

    def test_a_field_that_was_given_something_else_unchecked_is_a_warning_as_elsewhere_in_pydantic(self) -> None:
        screening = Screening.model_construct(trial=Arm(label="A"), since="2010")
        with pytest.warns(UserWarning, match="Expected `Trial`"):
            assert screening.model_dump()["trial"] == screening.trial


class TestJsonSchema:
    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    @pytest.mark.parametrize("cls", tables())
    def test_it_is_that_of_ctmodel(self, cls: type, mode: Any) -> None:
        found = pydantic.TypeAdapter(list[cls]).json_schema(mode=mode)  # type: ignore[valid-type]
        expected = ctmodel.schema()["$defs"]
        assert found["items"] == {"$ref": f"#/$defs/{cls.__name__}"}
        assert found["$defs"] == {name: expected[name] for name in found["$defs"]}
        assert found["$defs"].keys() == reachable(expected, cls.__name__)

    def test_of_a_trial_itself(self) -> None:
        found = TRIALS.json_schema()
        definitions = found.pop("$defs")
        expected = ctmodel.schema()["$defs"]
        assert found == expected.pop("Trial")
        assert definitions == expected

    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_of_a_model(self, mode: Any) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        found = Screening.model_json_schema(mode=mode)
        jsonschema.Draft202012Validator.check_schema(found)
        validator = jsonschema.Draft202012Validator(found)
        assert found["properties"]["trial"] == {"$ref": "#/$defs/Trial"}
        assert found["$defs"] == ctmodel.schema()["$defs"]
        fitting = PAYLOAD | {"earlier": [{}], "by_name": {"b": 8}}
        assert validator.is_valid(fitting)
        places = {tuple(error.absolute_path) for error in validator.iter_errors(PAYLOAD)}
        assert places == {
            ("earlier", 1, "protocolSection", "identificationModule", "acronym"),
            ("by_name", "a"),
        }
        for field, wrong in (("since", "2010-13"), ("since", 2010), ("from_age", "3 years"), ("follow_up", "")):
            assert not validator.is_valid(fitting | {field: wrong})
        assert validator.is_valid(fitting | {"since": "2010-10-12T08:30"})

    def test_models_that_are_made_later_share_its_definitions(self) -> None:
        other = pydantic.create_model("Other", first=(Screening, ...), arm=(Arm, ...))
        assert other.model_json_schema()["$defs"].keys() == {*ctmodel.schema()["$defs"], "Screening"}


def reachable(definitions: dict[str, Any], name: str) -> set[str]:
    """Return the names of the definitions that one leads to, itself included."""
    found, pending = set[str](), [name]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += references(definitions[name])
    return found


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value["$ref"].removeprefix("#/$defs/")] if type(value.get("$ref")) is str else []
        return here + [name for item in value.values() for name in references(item)]
    return [name for item in value for name in references(item)] if isinstance(value, list) else []
