"""What a record is, what is asked of its absences, and how profiles combine."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.native import StudyView
from ctmodel.rules import RULES
from ctmodel.rules.profiles import PROFILES, combined, profile_names
from ctmodel.rules.records import RECORDS, RecordKind, likely_kind

DATES = ("statusVerifiedDate", "studyFirstSubmitDate", "lastUpdateSubmitDate")
MODULES = (
    "identificationModule", "statusModule", "sponsorCollaboratorsModule", "descriptionModule", "conditionsModule",
    "designModule", "eligibilityModule",
)  # fmt: skip


def fixture() -> dict[str, Any]:
    return ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465"))


def without(*keys: str) -> dict[str, Any]:
    payload: Any = fixture()
    *around, last = keys
    here = payload["protocolSection"]
    for key in around:
        here = here[key]
    del here[last]
    return payload


def codes(payload: dict[str, Any], **options: Any) -> list[str]:
    return [finding.code for finding in ctmodel.validate(ctmodel.structure(payload), **options)]


class TestTheLikelyKind:
    @pytest.mark.parametrize("there", [*product([True, False], repeat=3)])
    @pytest.mark.parametrize("number", ["NCT00000001", None])
    def test_it_takes_all_three_dates(self, there: tuple[bool, ...], number: str | None) -> None:
        dates = {date: "2021-03-05" for date, held in zip(DATES, there, strict=True) if held}
        identification = {"briefTitle": "T"} | ({"nctId": number} if number else {})
        payload = {"protocolSection": {"identificationModule": identification, "statusModule": dates}}
        other = RecordKind.SELECTION if number else RecordKind.DRAFT
        assert likely_kind(StudyView(payload)) is (RecordKind.WHOLE if all(there) else other)

    def test_a_date_that_does_not_fit_is_there(self) -> None:
        dates = dict.fromkeys(DATES, 5)
        assert likely_kind(StudyView({"protocolSection": {"statusModule": dates}})) is RecordKind.WHOLE

    @pytest.mark.parametrize("payload", [{}, {"protocolSection": "x"}, {"protocolSection": {"statusModule": [1]}}])
    def test_of_rubbish(self, payload: dict[str, Any]) -> None:
        assert likely_kind(StudyView(payload)) is RecordKind.DRAFT


class TestWhole:
    @pytest.mark.parametrize("module", MODULES)
    def test_a_module_that_is_missing_is_one_error(self, module: str) -> None:
        found = ctmodel.validate(ctmodel.structure(without(module)), records="whole")
        errors = [finding for finding in found if finding.severity == "error"]
        assert [(finding.code, finding.pointer) for finding in errors] == [("STR017", f"/protocolSection/{module}")]
        assert not [finding for finding in found if finding.pointer.startswith(f"/protocolSection/{module}/")]

    @pytest.mark.parametrize("module", MODULES)
    def test_an_empty_one_is_missing(self, module: str) -> None:
        payload = fixture()
        payload["protocolSection"][module] = {}
        assert "STR017" in codes(payload, records="whole")

    def test_other_modules_are_not_in_every_record(self) -> None:
        for module in fixture()["protocolSection"].keys() - set(MODULES):
            assert "STR017" not in codes(without(module), records="whole")

    def test_what_the_module_holds_is_reported_where_its_absence_is_not_asked_for(self) -> None:
        assert "STR006" in codes(without("conditionsModule"), records="whole", ignore=["STR017"])


class TestSelections:
    @pytest.mark.parametrize(
        "payload",
        [
            {
                "protocolSection": {
                    "identificationModule": {"nctId": "NCT09000001"},
                    "statusModule": {"overallStatus": "COMPLETED"},
                },
                "hasResults": True,
            },
            {
                "protocolSection": {
                    "identificationModule": {"nctId": "NCT09000001", "briefTitle": "A study of X in Y for Z"},
                    "conditionsModule": {"conditions": ["Y"]},
                },
                "derivedSection": {"conditionBrowseModule": {"meshes": [{"id": "D000001", "term": "Y"}]}},
            },
        ],
    )
    def test_one_with_a_flag_or_derived_fields_is_one(self, payload: dict[str, Any]) -> None:
        assert codes(payload) == ["STR014"]
        assert codes(payload, records="selection") == []
        assert "STR006" in codes(payload, records="whole")

    def test_a_selection_that_contradicts_itself_is_told(self) -> None:
        payload = {
            "hasResults": False,
            "resultsSection": {"moreInfoModule": {"limitationsAndCaveats": {"description": "x"}}},
        }
        assert "STR011" in codes(payload, records="selection")


class TestDrafts:
    def draft(self) -> dict[str, Any]:
        payload = fixture()
        payload.pop("hasResults", None)
        protocol = payload["protocolSection"]
        del protocol["identificationModule"]["nctId"]
        for date in ("studyFirstSubmitDate", "studyFirstPostDateStruct"):
            del protocol["statusModule"][date]
        return payload

    def test_what_comes_with_registration_is_not_missing(self) -> None:
        found = codes(self.draft(), profile="draft")
        assert not {"STR006", "STR014", "STR017"} & set(found)

    @pytest.mark.parametrize("profile", [["draft"], ["draft", "who"], ["draft", "icmje", "who"], "draft,fdaaa"])
    @pytest.mark.parametrize(
        ("module", "code"),
        [("conditionsModule", "STR006"), ("descriptionModule", "STR006"), ("outcomesModule", "OUT002")],
    )
    def test_what_does_not_is(self, profile: Any, module: str, code: str) -> None:
        payload = self.draft()
        del payload["protocolSection"][module]
        # The profile of WHO reports its items under their own codes.
        own = {"conditionsModule": "WHO012", "outcomesModule": "WHO019"} if "who" in profile else {}
        assert own.get(module, code) in codes(payload, profile=profile)

    def test_it_is_checked_against_who_before_it_has_a_number(self) -> None:
        payload = self.draft()
        del payload["protocolSection"]["contactsLocationsModule"]
        found = {f.code: f.severity for f in ctmodel.validate(ctmodel.structure(payload), profile=["draft", "who"])}
        assert found["WHO011"] == "error"
        assert "WHO011" in codes(payload, profile="who", records="draft")
        assert codes(payload, profile="who", records="auto").count("STR014") == 1
        assert "WHO011" not in codes(payload, profile="who")

    def test_what_users_say_wins_over_the_profile(self) -> None:
        assert "STR006" not in codes(self.draft(), profile="draft")
        assert "STR006" in codes(self.draft(), profile="draft", records="whole")


class TestProfiles:
    def test_the_heavier_severity_counts(self) -> None:
        both = combined(["who", "icmje"])
        for rule in RULES:
            severities = [PROFILES[name].severity(rule) for name in ("who", "icmje")]
            assert both.severity(rule) == min(severities, key=["error", "warning", "note"].index)
            assert both.has(rule) is any(PROFILES[name].has(rule) for name in ("who", "icmje"))

    @pytest.mark.parametrize("given", ["who,draft", ["who", "draft"], ["who, draft"], ["who", "draft", "who"]])
    def test_names(self, given: Any) -> None:
        assert profile_names(given) == ("who", "draft")
        assert combined(given).records is RecordKind.DRAFT

    @pytest.mark.parametrize("given", ["", [], "who,", "hwo", ["who", ""]])
    def test_unknown_names(self, given: Any) -> None:
        with pytest.raises(ValueError, match="no profile has the name"):
            ctmodel.validate(ctmodel.Trial(), profile=given)

    def test_unknown_records(self) -> None:
        with pytest.raises(
            ValueError, match=r"records is one of auto, whole, selection, draft, not 'hole'; did you mean 'whole'\?"
        ):
            ctmodel.validate(ctmodel.Trial(), records="hole")


def test_the_command_says_how_many_were_taken_for_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ctmodel.cli.app import run

    for name, payload in (
        ("a", without("conditionsModule")),
        ("b", {"hasResults": True}),
        ("c", without("statusModule")),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(payload))

    def said(*options: str) -> tuple[int, str]:
        monkeypatch.setattr(
            "sys.argv",
            ["ctmodel", "validate", "--isolated", "--select=STR006,STR017", *options, str(tmp_path / "[abc].json")],
        )
        return run(), capsys.readouterr().out

    code, out = said()
    assert "Treated as 1 draft and 1 selection of fields: missing data was not reported (see --records)." in out
    for kind in RECORDS[1:]:
        code, out = said("--records", kind)
        assert "Taken for" not in out
        assert code == (kind != "selection")
    (tmp_path / "ctmodel.toml").write_text('records = "selection"\nprofile = ["who", "icmje"]')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["ctmodel", "validate", "--select=STR", "a.json"])
    assert run() == 0
