"""The rules that make encoding lossless, each with the cases that settled it."""

import copy
import json
import pickle
from typing import Any

import attrs
import pytest

import ctmodel
from ctmodel import Age, Arm, Eligibility, Enrollment, Intervention, Organization, PartialDate, Trial
from ctmodel.formats.ctgov_v2.classes import payload_of
from ctmodel.formats.ctgov_v2.extra import pointer
from ctmodel.formats.native import payload_in
from ctmodel.terms import Phase
from tests.laws.strict import same


def protocol(**modules: Any) -> dict[str, Any]:
    return {"protocolSection": modules}


def arms(*groups: Any) -> dict[str, Any]:
    return protocol(armsInterventionsModule={"armGroups": list(groups)})


def groups_of(trial: Trial) -> Any:
    return ctmodel.unstructure(trial)["protocolSection"]["armsInterventionsModule"]["armGroups"]


class TestUnchangedIsTheSource:
    """Rule 1: an attribute is unchanged if its JSON strictly equals what decoding the source gives."""

    @pytest.mark.parametrize("odd", [None, 5, 5.5, True, {}, [], {"x": 1}, ["text"]])
    def test_none_over_a_misfit_writes_it_back(self, odd: Any) -> None:
        payload = protocol(identificationModule={"briefTitle": odd, "acronym": "A"})
        trial = ctmodel.structure(payload)
        trial.acronym = "B"
        trial.brief_title = None

        assert same(ctmodel.unstructure(trial), protocol(identificationModule={"briefTitle": odd, "acronym": "B"}))

    @pytest.mark.parametrize("odd", [None, 5, "Cancer", {}, [], {"x": 1}])
    def test_an_empty_list_over_a_misfit_writes_it_back(self, odd: Any) -> None:
        payload = protocol(conditionsModule={"conditions": odd, "keywords": ["k"]})
        trial = ctmodel.structure(payload)
        assert trial.conditions == []
        trial.conditions = []
        trial.keywords = ["l"]

        assert same(ctmodel.unstructure(trial), protocol(conditionsModule={"conditions": odd, "keywords": ["l"]}))

    @pytest.mark.parametrize(("old", "new"), [(1, True), (True, 1), (1.0, 1), (1, 1.0)])
    def test_numbers_and_truth_values_that_python_takes_for_equal_differ(self, old: Any, new: Any) -> None:
        payload = protocol(designModule={"enrollmentInfo": {"count": old}})
        trial = ctmodel.structure(payload)
        assert trial.enrollment is not None
        fits = type(old) is int
        assert trial.enrollment.count == (old if fits else None)
        if type(new) is int:
            trial.enrollment.count = new
            assert same(ctmodel.unstructure(trial), protocol(designModule={"enrollmentInfo": {"count": new}}))
        else:
            assert same(ctmodel.unstructure(trial), payload)

    @pytest.mark.parametrize(("old", "new"), [(0.0, -0.0), (-0.0, 0.0)])
    def test_zeros_have_a_sign(self, old: float, new: float) -> None:
        trial = ctmodel.structure(
            protocol(contactsLocationsModule={"locations": [{"geoPoint": {"lat": old, "lon": 1}}]})
        )
        point = trial.locations[0].geo_point
        assert point is not None
        point.lat = new
        assert f'"lat":{new}' in ctmodel.dumps(trial)
        point.lat = old
        assert f'"lat":{old}' in ctmodel.dumps(trial)

    @pytest.mark.parametrize("misfit", [5, True, 1.0, ["PHASE1"]])
    def test_a_misfit_is_no_value_of_a_term(self, misfit: Any) -> None:
        trial: Any = ctmodel.structure(protocol(statusModule={"overallStatus": misfit}))
        assert same(ctmodel.unstructure(trial), protocol(statusModule={"overallStatus": misfit}))
        trial.overall_status = misfit
        with pytest.raises(TypeError, match="overall_status: expected a term of Status"):
            ctmodel.unstructure(trial)

    def test_a_number_changes_its_type(self) -> None:
        geo = {"lat": 1, "lon": 2.0}
        trial = ctmodel.structure(protocol(contactsLocationsModule={"locations": [{"geoPoint": geo}]}))
        point = trial.locations[0].geo_point
        assert point is not None
        point.lat = 1.0

        written = ctmodel.unstructure(trial)["protocolSection"]["contactsLocationsModule"]["locations"][0]["geoPoint"]
        assert same(written, {"lat": 1.0, "lon": 2.0})

    def test_setting_the_same_value_changes_nothing(self) -> None:
        payload = protocol(
            identificationModule={"briefTitle": "A title"},
            statusModule={"overallStatus": "UNKNOWN", "startDateStruct": {"date": "2010-09", "x": 1}},
            eligibilityModule={"minimumAge": "3 Years"},
        )
        trial = ctmodel.structure(payload)
        trial.brief_title = "".join(["A", " title"])
        trial.overall_status = "UNKNOWN"
        trial.start_date = PartialDate("2010-09")
        assert trial.eligibility is not None
        trial.eligibility.minimum_age = Age(3, "Years")

        assert payload_of(trial) is payload_in(trial._source)


class TestMisfits:
    """Rule 2: an edit replaces a misfit at its own path; misfit items keep their index."""

    def test_an_edit_replaces_it(self) -> None:
        trial = ctmodel.structure(protocol(statusModule={"startDateStruct": {"date": "March", "type": 7}}))
        trial.start_date = PartialDate("2021-03")

        assert same(
            ctmodel.unstructure(trial), protocol(statusModule={"startDateStruct": {"date": "2021-03", "type": 7}})
        )

    def test_an_edit_below_a_misfit_replaces_it(self) -> None:
        trial = ctmodel.structure({"protocolSection": "text", "hasResults": False})
        trial.acronym = "A"

        assert same(
            ctmodel.unstructure(trial),
            {"protocolSection": {"identificationModule": {"acronym": "A"}}, "hasResults": False},
        )

    def test_items_keep_their_index(self) -> None:
        trial = ctmodel.structure(protocol(conditionsModule={"conditions": [5, "a", None, "b", {}]}))
        assert trial.conditions == ["a", "b"]
        trial.conditions.append("c")

        conditions = ctmodel.unstructure(trial)["protocolSection"]["conditionsModule"]["conditions"]
        assert same(conditions, [5, "a", None, "b", {}, "c"])

    def test_items_that_fit_go_and_the_others_stay(self) -> None:
        trial = ctmodel.structure(protocol(conditionsModule={"conditions": ["a", 5, "b"]}))
        trial.conditions = []

        assert same(ctmodel.unstructure(trial), protocol(conditionsModule={"conditions": [5]}))

    def test_objects_among_items_that_do_not_fit(self) -> None:
        trial = ctmodel.structure(arms("x", {"label": "A"}, 3, {"label": "B", "new": 1}))
        assert [arm.label for arm in trial.arms] == ["A", "B"]
        trial.arms[1].label = "C"

        assert same(groups_of(trial), ["x", {"label": "A"}, 3, {"label": "C", "new": 1}])


class TestParentsAndPlaces:
    """Rule 3: emptied parents without a class are dropped, untouched ones stay; new keys go where they rank."""

    def test_an_emptied_parent_is_dropped(self) -> None:
        trial = ctmodel.structure(protocol(statusModule={"startDateStruct": {"date": "2010"}, "whyStopped": "x"}))
        trial.start_date = None

        assert same(ctmodel.unstructure(trial), protocol(statusModule={"whyStopped": "x"}))

    def test_emptied_parents_are_dropped_up_to_the_root(self) -> None:
        trial = ctmodel.structure({**protocol(statusModule={"startDateStruct": {"date": "2010"}}), "hasResults": True})
        trial.start_date = None

        assert same(ctmodel.unstructure(trial), {"hasResults": True})

    def test_a_parent_with_something_else_stays(self) -> None:
        trial = ctmodel.structure(protocol(statusModule={"startDateStruct": {"date": "2010", "new": None}}))
        trial.start_date = None

        assert same(ctmodel.unstructure(trial), protocol(statusModule={"startDateStruct": {"new": None}}))

    def test_untouched_empty_objects_stay(self) -> None:
        payload = protocol(oversightModule={}, statusModule={"startDateStruct": {}}, identificationModule={})
        trial = ctmodel.structure(payload)
        trial.acronym = "A"

        assert same(
            ctmodel.unstructure(trial),
            protocol(oversightModule={}, statusModule={"startDateStruct": {}}, identificationModule={"acronym": "A"}),
        )

    def test_an_object_is_absent_only_if_none(self) -> None:
        trial = ctmodel.structure(protocol(identificationModule={"organization": {"fullName": "O", "new": 1}}))
        trial.organization = Organization()
        assert same(ctmodel.unstructure(trial), protocol(identificationModule={"organization": {}}))
        trial.organization = None
        assert ctmodel.unstructure(trial) == {}

    def test_an_emptied_object_with_a_class_stays(self) -> None:
        trial = ctmodel.structure(protocol(designModule={"enrollmentInfo": {"count": 5}}))
        assert trial.enrollment is not None
        trial.enrollment.count = None

        assert same(ctmodel.unstructure(trial), protocol(designModule={"enrollmentInfo": {}}))

    def test_a_new_key_goes_before_the_first_that_ranks_after_it(self) -> None:
        module = {"zz": 1, "nctId": "NCT00000001", "mine": 2, "briefTitle": "T", "acronym": "A"}
        trial = ctmodel.structure(protocol(identificationModule=module))
        trial.org_study_id = "X"
        trial.official_title = "O"

        written = ctmodel.unstructure(trial)["protocolSection"]["identificationModule"]
        assert list(written) == ["zz", "nctId", "mine", "orgStudyIdInfo", "briefTitle", "officialTitle", "acronym"]

    def test_a_hand_made_trial_has_the_order_of_the_registry(self) -> None:
        trial = Trial(
            has_results=False, brief_title="T", organization=Organization(full_name="O"), nct_id="NCT00000001"
        )

        written = ctmodel.unstructure(trial)
        assert list(written) == ["protocolSection", "hasResults"]
        assert list(written["protocolSection"]["identificationModule"]) == ["nctId", "organization", "briefTitle"]


class TestLists:
    """Rule 4: lists are copied on decode; any sequence is written, and a wrong type is an error with its path."""

    def test_appending_changes_the_trial_and_not_its_source(self) -> None:
        trial = ctmodel.structure(protocol(conditionsModule={"conditions": ["a"]}))
        trial.conditions.append("b")

        assert payload_in(trial._source) == protocol(conditionsModule={"conditions": ["a"]})
        assert same(ctmodel.unstructure(trial), protocol(conditionsModule={"conditions": ["a", "b"]}))

    def test_other_sequences_are_written(self) -> None:
        trial: Any = Trial(conditions=("a", "b"), arms=(Arm(label="A"),))

        assert ctmodel.unstructure(trial)["protocolSection"]["conditionsModule"] == {"conditions": ["a", "b"]}
        assert groups_of(trial) == [{"label": "A"}]

    def test_none_for_a_list_is_an_empty_one(self) -> None:
        trial: Any = Trial(conditions=None, acronym="A")
        assert ctmodel.unstructure(trial) == protocol(identificationModule={"acronym": "A"})

    @pytest.mark.parametrize(
        ("made", "message"),
        [
            (lambda: Trial(conditions="Cancer"), "conditions: expected a list, not str 'Cancer'"),
            (lambda: Trial(conditions=["a", 5]), r"conditions\[1\]: expected text, not int 5"),
            (lambda: Trial(conditions=["a", None]), r"conditions\[1\]: expected an item, not NoneType None"),
            (
                lambda: Trial(arms=[Arm(), Arm(intervention_names=[1])]),
                r"arms\[1\].intervention_names\[0\]: expected text",
            ),
            (lambda: Trial(arms=[{"label": "A"}]), r"arms\[0\]: expected Arm, not dict"),
            (lambda: Trial(arms={"label": "A"}), "arms: expected a list, not dict"),
            (lambda: Trial(arms=0), "arms: expected a list, not int 0"),
            (lambda: Trial(brief_title=5), "brief_title: expected text, not int 5"),
            (lambda: Trial(has_results="yes"), "has_results: expected true or false, not str 'yes'"),
            (lambda: Trial(overall_status=1), "overall_status: expected a term of Status, not int 1"),
            (lambda: Trial(start_date="2010-09"), "start_date: expected PartialDate, not str"),
            (lambda: Trial(enrollment=Enrollment(count=True)), "enrollment.count: expected an integer, not bool True"),
            (lambda: Trial(eligibility=Eligibility(minimum_age="3 Years")), "eligibility.minimum_age: expected Age"),
            (lambda: Trial(organization=Arm()), "organization: expected Organization, not Arm"),
        ],
    )
    def test_a_wrong_type_is_an_error_with_the_path(self, made: Any, message: str) -> None:
        with pytest.raises(TypeError, match=f"^{message}"):
            ctmodel.unstructure(made())

    @pytest.mark.parametrize("wrong", [0, 0.0, False, "", b"", bytearray(), {}, set(), "a", {"a": 1}, iter(())])
    @pytest.mark.parametrize("payload", [{}, protocol(armsInterventionsModule={"armGroups": []})])
    @pytest.mark.parametrize("name", ["arms", "conditions", "phases"])
    def test_what_is_no_list_is_not_an_empty_one(self, name: str, payload: Any, wrong: Any) -> None:
        trial = ctmodel.structure(payload)
        setattr(trial, name, wrong)
        with pytest.raises(TypeError, match=f"^{name}: expected a list, not {type(wrong).__name__}"):
            ctmodel.dumps(trial)

    @pytest.mark.parametrize("wrong", [0, False, "", [], {}, ()])
    @pytest.mark.parametrize(
        "name", ["start_date", "eligibility", "results", "lead_sponsor", "overall_status", "brief_title", "has_results"]
    )
    def test_what_is_empty_is_not_nothing(self, name: str, wrong: Any) -> None:
        trial = ctmodel.structure({})
        setattr(trial, name, wrong)
        if (name, wrong) in [("overall_status", ""), ("brief_title", "")] or (name == "has_results" and wrong is False):
            assert getattr(ctmodel.structure(ctmodel.unstructure(trial)), name) == wrong
        else:
            with pytest.raises(TypeError, match=f"^{name}: expected "):
                ctmodel.dumps(trial)

    @pytest.mark.parametrize("nothing", [[], (), None, range(0)])
    def test_an_empty_sequence_is_an_empty_list(self, nothing: Any) -> None:
        trial: Any = ctmodel.structure({"x": 1, **protocol(armsInterventionsModule={"armGroups": [{"label": "A"}]})})
        trial.arms = trial.conditions = trial.phases = nothing
        assert ctmodel.unstructure(trial) == {"x": 1}

    @pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
    def test_what_json_does_not_have_is_refused(self, number: float) -> None:
        trial = ctmodel.structure(protocol(contactsLocationsModule={"locations": [{"geoPoint": {"lat": 1.5}}]}))
        point = trial.locations[0].geo_point
        assert point is not None
        point.lat = number
        with pytest.raises(ValueError, match=r"locations\[0\].geo_point.lat: -?(nan|inf) is not valid JSON"):
            ctmodel.dumps(trial)
        with pytest.raises(ValueError, match="which is not valid JSON"):
            ctmodel.structure({"x": [number]})

    def test_a_date_that_its_field_cannot_have_is_refused(self) -> None:
        trial = Trial(study_first_submit_date=PartialDate("2010-09"))
        with pytest.raises(ValueError, match="study_first_submit_date: '2010-09' is not a full date"):
            ctmodel.unstructure(trial)

    def test_terms_are_written_as_plain_text(self) -> None:
        payload = ctmodel.unstructure(Trial(phases=[Phase.PHASE1, "PHASE9"], brief_title=Phase.PHASE2))
        phases = payload["protocolSection"]["designModule"]["phases"]
        assert phases == ["PHASE1", "PHASE9"]
        assert {type(phase) for phase in phases} == {str}
        assert type(payload["protocolSection"]["identificationModule"]["briefTitle"]) is str


class TestNothingIsAliased:
    """Rule 5: public verbs copy containers, dict and list subclasses too."""

    def test_structure_copies(self) -> None:
        class Mine(dict[str, Any]):
            pass

        payload = Mine(protocolSection=Mine(conditionsModule=Mine(conditions=["a"])), mine=[1])
        trial = ctmodel.structure(payload)
        payload["protocolSection"]["conditionsModule"]["conditions"].append("b")
        payload["mine"].append(2)

        assert trial.conditions == ["a"]
        assert trial.extra == {"/mine": [1]}

    def test_unstructure_copies(self) -> None:
        trial = ctmodel.structure({**protocol(conditionsModule={"conditions": ["a"]}), "mine": [1]})
        payload = ctmodel.unstructure(trial)
        payload["protocolSection"]["conditionsModule"]["conditions"].append("b")
        payload["mine"].append(2)

        assert ctmodel.unstructure(trial) == {**protocol(conditionsModule={"conditions": ["a"]}), "mine": [1]}

    def test_subclasses_become_plain(self) -> None:
        class Text(str):
            """Text of somebody's own class."""

        class Number(float):
            """A number of somebody's own class."""

        payload = ctmodel.unstructure(ctmodel.structure({Text("x"): [Text("y"), Number(1.5), Phase.PHASE1]}))
        assert same(payload, {"x": ["y", 1.5, "PHASE1"]})
        assert type(next(iter(payload))) is str

    def test_integers_have_a_limit(self) -> None:
        assert ctmodel.structure({"x": -(10**4300) + 1}).extra
        with pytest.raises(ValueError, match="more than 4300 digits"):
            ctmodel.structure({"x": 10**4300})

    @pytest.mark.parametrize("payload", [{"x": {1}}, {1: 2}, {"x": (1,)}, {"x": b"y"}])
    def test_what_is_not_json_is_refused(self, payload: Any) -> None:
        with pytest.raises(TypeError):
            ctmodel.structure(payload)


class TestEquality:
    """Rule 6: ``==`` compares attributes, never the source; objects have no hash."""

    def test_the_source_does_not_count(self) -> None:
        assert ctmodel.structure({"unknown": 1, "hasResults": True}) == Trial(has_results=True)
        assert ctmodel.structure({"hasResults": True}) != Trial(has_results=False)

    def test_objects_have_no_hash(self) -> None:
        for held in (Trial(), Arm()):
            with pytest.raises(TypeError, match="unhashable"):
                hash(held)


class TestCopies:
    """Rule 7: ``evolve`` and ``copy`` keep the source and share, ``deepcopy`` and ``pickle`` keep it and share nothing."""

    PAYLOAD = {
        "new": {"x": [1, None]},
        **protocol(armsInterventionsModule={"armGroups": [{"label": "A", "new": 2}]}),
        "resultsSection": {"moreInfoModule": {"new": 3}},
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-01-01"}},
    }

    @pytest.mark.parametrize(
        "copied",
        [
            copy.copy,
            copy.deepcopy,
            attrs.evolve,
            lambda trial: pickle.loads(pickle.dumps(trial)),
        ],
    )
    @pytest.mark.parametrize("used", [False, True])
    def test_nothing_is_lost(self, copied: Any, used: bool) -> None:
        trial = ctmodel.structure(self.PAYLOAD)
        if used:
            assert trial.results is not None
        twin = copied(trial)

        assert twin == trial
        assert same(ctmodel.unstructure(twin), self.PAYLOAD)
        twin.arms[0].label = "B"
        expected = copy.deepcopy(self.PAYLOAD)
        expected["protocolSection"]["armsInterventionsModule"]["armGroups"][0]["label"] = "B"
        assert same(ctmodel.unstructure(twin), expected)

    def test_sections_stay_for_first_use(self) -> None:
        trial = ctmodel.structure(self.PAYLOAD)
        for twin in (copy.copy(trial), copy.deepcopy(trial), pickle.loads(pickle.dumps(trial))):
            assert "results=..." in repr(twin)
            assert "results=Results(" in repr(twin) or twin.results is not None

    def test_a_deep_copy_shares_nothing(self) -> None:
        trial = ctmodel.structure(self.PAYLOAD)
        twin = copy.deepcopy(trial)
        del twin.extra["/new"]
        twin.arms.clear()

        assert same(ctmodel.unstructure(trial), self.PAYLOAD)

    def test_evolve_changes_what_it_is_told(self) -> None:
        trial = ctmodel.structure(self.PAYLOAD)
        twin = attrs.evolve(trial, has_results=True)

        assert same(ctmodel.unstructure(twin), {**self.PAYLOAD, "hasResults": True})
        assert trial.has_results is None


class TestExtra:
    """Rule 8: ``extra`` lists unknown fields and misfits of the object's own JSON, and can delete them."""

    def test_it_lists_what_no_attribute_holds(self) -> None:
        trial = ctmodel.structure(
            {
                "new": 1,
                "a/b~c": "x",
                "null": None,
                "empty": {},
                "protocolSection": {
                    "identificationModule": {"briefTitle": 5, "orgStudyIdInfo": "x"},
                    "statusModule": {"startDateStruct": {"date": "March", "new": []}, "overallStatus": None},
                    "conditionsModule": {"conditions": ["a", 5, "b"], "keywords": {}},
                    "armsInterventionsModule": {"armGroups": [{"label": "A", "new": 3}, 7]},
                },
            }
        )

        assert trial.extra == {
            "/new": 1,
            "/a~1b~0c": "x",
            "/protocolSection/identificationModule/briefTitle": 5,
            "/protocolSection/identificationModule/orgStudyIdInfo": "x",
            "/protocolSection/statusModule/startDateStruct/date": "March",
            "/protocolSection/conditionsModule/conditions/1": 5,
            "/protocolSection/armsInterventionsModule/armGroups/1": 7,
        }
        assert trial.arms[0].extra == {"/new": 3}

    def test_it_is_computed_when_asked(self) -> None:
        trial = ctmodel.structure(protocol(identificationModule={"briefTitle": 5}))
        extra = trial.extra
        assert len(extra) == 1
        trial.brief_title = "T"
        assert not extra

    def test_deleting_is_the_one_way_to_remove(self) -> None:
        trial = ctmodel.structure(
            {
                "new": 1,
                **protocol(
                    conditionsModule={"conditions": ["a", 5, {"x": 1}]},
                    armsInterventionsModule={"armGroups": [{"label": "A", "new": 3}]},
                ),
                "resultsSection": {"x": 1},
            }
        )
        twin = copy.copy(trial)
        del trial.extra["/new"]
        del trial.extra["/protocolSection/conditionsModule/conditions/1"]
        del trial.arms[0].extra["/new"]

        assert same(
            ctmodel.unstructure(trial),
            {
                **protocol(
                    conditionsModule={"conditions": ["a", {"x": 1}]},
                    armsInterventionsModule={"armGroups": [{"label": "A"}]},
                ),
                "resultsSection": {"x": 1},
            },
        )
        assert twin.extra["/new"] == 1
        with pytest.raises(KeyError):
            del trial.extra["/new"]

    def test_an_object_made_by_hand_has_none(self) -> None:
        assert dict(Trial(brief_title="T").extra) == {}
        with pytest.raises(KeyError):
            del Arm().extra["/x"]

    def test_what_it_gives_is_not_the_source(self) -> None:
        trial = ctmodel.structure({"new": [1]})
        found: Any = trial.extra["/new"]
        found.append(2)
        assert trial.extra == {"/new": [1]}


class TestProblemsAreComputed:
    """Rule 9: nothing about problems is stored; findings follow the trial as it is now."""

    def test_findings_follow_edits(self) -> None:
        trial = ctmodel.structure(protocol(identificationModule={"briefTitle": 5}))
        assert [finding.code for finding in ctmodel.validate(trial, select=["STR004"])] == ["STR004"]
        trial.brief_title = "T"
        assert ctmodel.validate(trial, select=["STR004", "STR005"]) == []
        trial.phases = ["PHASE9"]
        found = ctmodel.validate(trial, select=["STR004", "STR005"])
        assert [finding.pointer for finding in found] == ["/protocolSection/designModule/phases/0"]


class TestPointers:
    """Rule 10: pointers lead into what the trial unstructures to, behind items that do not fit, too."""

    TRIAL = arms("x", {"label": "A", "interventionNames": [5, "Drug: a", None, "Drug: b"]})

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("arms[0].label", "/protocolSection/armsInterventionsModule/armGroups/1/label"),
            (
                "arms[0].intervention_names[1]",
                "/protocolSection/armsInterventionsModule/armGroups/1/interventionNames/3",
            ),
            ("start_date", "/protocolSection/statusModule/startDateStruct/date"),
            ("eligibility.minimum_age", "/protocolSection/eligibilityModule/minimumAge"),
            ("has_results", "/hasResults"),
            ("results.outcome_measures", "/resultsSection/outcomeMeasuresModule/outcomeMeasures"),
            ("", ""),
        ],
    )
    def test_a_path_leads_to_its_place(self, path: str, expected: str) -> None:
        assert pointer(ctmodel.structure(self.TRIAL), path) == expected

    @pytest.mark.parametrize(
        "path", ["nothing", "arms[7]", "arms.label", "arms[0].label[0]", "arms[x]", "has_results.x", "arms[0]label!"]
    )
    def test_a_path_that_leads_nowhere_is_an_error(self, path: str) -> None:
        with pytest.raises(LookupError):
            pointer(ctmodel.structure(self.TRIAL), path)


class TestOtherFormats:
    """Rule 11: the source of one format is never written into another's tree."""

    def test_a_foreign_source_is_left_out(self) -> None:
        class Element(dict[str, Any]):
            """The source of another codec, which wraps what it reads."""

        arm = Arm(label="A", _source=Element(armGroupLabel="A", foreign=1))

        assert groups_of(Trial(arms=[arm])) == [{"label": "A"}]
        assert groups_of(Trial(arms=[Arm(_source=arm._source)])) == [{}]
        assert dict(arm.extra) == {}


class TestCaches:
    """Rule 12: caches are bounded, take no long texts, and nothing relies on the identity of what they hold."""

    def test_long_texts_are_not_kept(self) -> None:
        from ctmodel.codec.rows import partial_date

        readings: Any = partial_date("x").kind
        long = "2010-09" + " " * 100
        ctmodel.structure(protocol(statusModule={"statusVerifiedDate": long}))
        assert long not in readings.readings

    def test_the_cache_has_a_limit(self) -> None:
        from ctmodel.codec.leaves import Readings

        readings = Readings(str)
        readings.LIMIT = 10  # type: ignore[misc]
        for number in range(50):
            assert readings[str(number)] == str(number)
        assert len(readings) == 10

    def test_equal_dates_need_not_be_the_same(self) -> None:
        trial = ctmodel.structure(protocol(statusModule={"statusVerifiedDate": "2010-09", "x": 1}))
        trial.status_verified_date = copy.deepcopy(trial.status_verified_date)
        assert payload_of(trial) is payload_in(trial._source)


class TestMoving:
    """Items keep their unknown fields wherever they go."""

    def test_reordering(self) -> None:
        trial = ctmodel.structure(arms({"label": "A", "new": 1}, {"label": "B", "new": 2}, {"label": "C"}))
        trial.arms.reverse()
        assert same(groups_of(trial), [{"label": "C"}, {"label": "B", "new": 2}, {"label": "A", "new": 1}])

    def test_removing_and_replacing(self) -> None:
        trial = ctmodel.structure(arms({"label": "A", "new": 1}, {"label": "B", "new": 2}))
        del trial.arms[0]
        trial.arms.append(Arm(label="C", intervention_names=["Drug: c"]))
        assert same(groups_of(trial), [{"label": "B", "new": 2}, {"label": "C", "interventionNames": ["Drug: c"]}])

    def test_between_trials(self) -> None:
        one = ctmodel.structure(arms({"label": "A", "new": 1}))
        other = ctmodel.structure(arms({"label": "B", "new": [2]}))
        other.arms.insert(0, one.arms.pop())
        assert ctmodel.unstructure(one) == {}
        assert same(groups_of(other), [{"label": "A", "new": 1}, {"label": "B", "new": [2]}])

    def test_the_same_object_twice(self) -> None:
        trial = ctmodel.structure(arms({"label": "A", "new": 1}))
        trial.arms.append(trial.arms[0])
        trial.arms[0].label = "Z"
        assert same(groups_of(trial), [{"label": "Z", "new": 1}, {"label": "Z", "new": 1}])

    def test_an_edit_changes_its_own_lines_alone(self) -> None:
        payload = json.loads(ctmodel.dumps(ctmodel.testing.load_fixture("NCT01219465")))
        trial = ctmodel.structure(payload)
        before = ctmodel.dumps(trial, indent=2).splitlines()
        trial.interventions[0].other_names.append("UC-MSC")
        assert trial.eligibility is not None
        trial.eligibility.maximum_age = Age(40, "Years")
        after = ctmodel.dumps(trial, indent=2).splitlines()

        changed = [line.strip() for line in after if line not in before]
        assert changed == ['"mesenchymal stem cells",', '"UC-MSC"', '"maximumAge": "40 Years",']
        assert len(after) == len(before) + 1


def test_an_intervention_alone_can_be_unstructured() -> None:
    converter = ctmodel.make_converter()
    payload = {"type": "DRUG", "name": "N", "new": 1}
    intervention = converter.structure(payload, Intervention)
    assert same(converter.unstructure(intervention), payload)
