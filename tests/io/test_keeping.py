"""Law 10: what is written over the file that a trial was read from, byte for byte."""

import copy
import gzip
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import ctmodel
from ctmodel import Age, Arm, Sponsor, Trial
from ctmodel.formats.native import payload_in

Edit = Callable[[Any], object]


def protocol(**modules: Any) -> dict[str, Any]:
    return {"protocolSection": modules}


def saved(path: Path, text: str, edit: Edit) -> str:
    """Write text, read it, edit, write it again."""
    path.write_bytes(text.encode())
    trial = ctmodel.read(path)
    edit(trial)
    ctmodel.write(trial, path)
    assert ctmodel.unstructure(ctmodel.read(path)) == ctmodel.unstructure(trial)
    return path.read_bytes().decode()


def setting(name: str, value: Any) -> Edit:
    return lambda trial: setattr(trial, name, value)


FIXTURE = ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465"))


class TestLayouts:
    @pytest.mark.parametrize("indent", [None, 0, 1, 2, 3, 4, 8, "\t", " \t"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n  "])
    def test_one_value(self, indent: Any, newline: str, end: str, tmp_path: Path) -> None:
        text = json.dumps(FIXTURE, indent=indent).replace("\n", newline) + end

        def edit(trial: Any) -> None:
            trial.eligibility.maximum_age = Age(40, "Years")

        assert saved(tmp_path / "a.json", text, edit) == text.replace('"35 Years"', '"40 Years"')

    @pytest.mark.parametrize("colon", [":", ": ", " : ", ":\t"])
    def test_spaces_around_colons(self, colon: str, tmp_path: Path) -> None:
        text = json.dumps(FIXTURE, indent=2, separators=(",", colon))
        new = saved(tmp_path / "a.json", text, setting("acronym", "ABC"))
        assert [line for line in new.splitlines() if line not in text.splitlines()][1:] == [
            f'      "acronym"{colon}"ABC"'
        ]

    @pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a", "a.jsonl.txt"])
    def test_nothing_changed(self, name: str, tmp_path: Path) -> None:
        text = ' {"hasResults":true,"b" : [1.0, 1e2,5.00 ,-0],\r\n"a\\u00e9":"\\/", "a\\u00e9": null}\n\n'
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        ctmodel.write(ctmodel.read(path), path)
        data = path.read_bytes()
        assert (gzip.decompress(data) if name.endswith(".gz") else data).decode() == text

    def test_all_else_stays(self, tmp_path: Path) -> None:
        text = (
            '\r\n{\t"x" :[ 1.0,1e2, 5.00 , -0,-0.0 ] ,"caf\\u00e9" : "\\/\\u00E9é\\ud83d\\ude00",\r\n'
            '"hasResults":true , "x":[ 1.50 ],"protocolSection" :{"statusModule": {\n "overallStatus" : "UNKNOWN" }}}\r\n'
        )
        assert saved(tmp_path / "a.json", text, setting("has_results", False)) == text.replace("true", "false")
        assert saved(tmp_path / "a.json", text, setting("overall_status", "NEW")) == text.replace("UNKNOWN", "NEW")
        assert saved(tmp_path / "a.json", text, setting("has_results", None)) == text.replace(
            '"hasResults":true , ', ""
        )

    def test_compressed(self, tmp_path: Path) -> None:
        path = tmp_path / "A.JSON.GZ"
        text = json.dumps(FIXTURE, indent=1) + "\n"
        path.write_bytes(gzip.compress(text.encode()))
        trial = ctmodel.read(path)
        trial.eligibility.maximum_age = Age(40, "Years")  # type: ignore[union-attr]
        ctmodel.write(trial, path)
        assert path.read_bytes() == gzip.compress(text.replace("35 Years", "40 Years").encode(), mtime=0)


CONDITIONS = '{"protocolSection":{"conditionsModule":{"conditions":%s}}}'


class TestArrays:
    @pytest.mark.parametrize(
        ("old", "conditions", "new"),
        [
            ('["a"]', ["a", "b"], '["a","b"]'),
            ('["a", "b"]', ["a", "b", "c"], '["a", "b", "c"]'),
            ('[ "a" ]', ["a", "b"], '[ "a","b" ]'),
            ('["a", "b"]', ["x", "a", "b"], '["x", "a", "b"]'),
            ('[\n "a"\n]', ["a", "b"], '[\n "a",\n "b"\n]'),
            ('[\r\n\t"a"\r\n]', ["b", "a"], '[\r\n\t"b",\r\n\t"a"\r\n]'),
            ('[\n "a"\n ,"b"\n]', ["a", "b", "c"], '[\n "a"\n ,"b"\n ,"c"\n]'),
            ('["a", "b"  ,  "c"]', ["a", "c"], '["a", "c"]'),
            ('["a", "b"  ,  "c"]', ["b", "c"], '["b"  ,  "c"]'),
            ('["a", "b"  ,  "c"]', ["a", "b"], '["a", "b"]'),
            ('[ "a", "b" ]', ["b"], '[ "b" ]'),
            ('["\\u0061", "b"  ,  "c"]', ["c", "b", "a"], '["c", "b"  ,  "\\u0061"]'),
            ('["\\u0061", "\\u0062"]', ["b", "x", "a"], '["\\u0062", "x", "\\u0061"]'),
            ('["a", "\\u0061", "b"]', ["a", "a"], '["a", "\\u0061"]'),
            ('["\\u0061", "b"]', ["x", "b"], '["x", "b"]'),
            ('["\\u0061", 5, null, "b"]', ["b", "a"], '["b", 5, null, "\\u0061"]'),
            ('["a", 5.0, "b"]', ["a"], '["a", 5.0]'),
        ],
    )
    def test_texts(self, old: str, conditions: list[str], new: str, tmp_path: Path) -> None:
        edit = setting("conditions", conditions)
        assert saved(tmp_path / "a.json", CONDITIONS % old, edit) == CONDITIONS % new

    def test_the_last_item_leaves_with_its_array(self, tmp_path: Path) -> None:
        text = '{"hasResults":true,"protocolSection":{"conditionsModule":{ "conditions" : [ "a" ] },"x":1}}'
        assert saved(tmp_path / "a.json", text, setting("conditions", [])) == (
            '{"hasResults":true,"protocolSection":{"x":1}}'
        )
        text = '{ "protocolSection" :\n{"conditionsModule":{ "conditions" : [ "a" ] }},\n"hasResults": true}\n'
        assert saved(tmp_path / "a.json", text, setting("conditions", [])) == '{ "hasResults": true}\n'

    def test_items_are_gone_into(self, tmp_path: Path) -> None:
        text = (
            '{"protocolSection":{"armsInterventionsModule":{"armGroups":[\n'
            ' {"label":"A", "new":1.00},\n {"new" : 2e0,"label":"B" , "type":"EXPERIMENTAL"},\n {"label": "C"}]}}}'
        )

        def edit(trial: Trial) -> None:
            trial.arms[1].label = "B2"
            del trial.arms[0]
            trial.arms.reverse()
            trial.arms.append(Arm(label="D", type="OTHER"))

        assert saved(tmp_path / "a.json", text, edit) == (
            '{"protocolSection":{"armsInterventionsModule":{"armGroups":[\n'
            ' {"label": "C"},\n {"new" : 2e0,"label":"B2" , "type":"EXPERIMENTAL"},\n {"label": "D", "type": "OTHER"}]}}}'
        )

    def test_a_changed_item_is_known_where_it_goes(self, tmp_path: Path) -> None:
        arms = [{"label": f"Arm {at}", "type": "OTHER", "description": f"d{at}"} for at in range(5)]
        text = json.dumps(protocol(armsInterventionsModule={"armGroups": arms}), indent=2).replace("Arm ", "Arm\\u0020")

        def edit(trial: Trial) -> None:
            trial.arms.insert(0, trial.arms.pop())
            trial.arms[0].description = trial.arms[3].description = "new"
            trial.arms.insert(2, Arm(label="x"))

        new = saved(tmp_path / "a.json", text, edit)
        assert new.count("\\u0020") == 5

    def test_every_item_is_another(self, tmp_path: Path) -> None:
        text = (
            '{"protocolSection":{"armsInterventionsModule":{"armGroups": [{"label" : "A","x":1.0}, {"label" : "B"}]}}}'
        )
        new = saved(tmp_path / "a.json", text, setting("arms", [Arm(label="Q"), Arm(label="R", description="d")]))
        assert new == (
            '{"protocolSection":{"armsInterventionsModule":'
            '{"armGroups": [{"label" : "Q"}, {"label" : "R", "description" : "d"}]}}}'
        )


class TestObjects:
    def test_members_are_added_where_the_registry_writes_them(self, tmp_path: Path) -> None:
        text = '{"protocolSection":{"identificationModule":{\n\t"nctId": "NCT09000001"\n\t, "briefTitle": "T"\n}}}'
        path = tmp_path / "a.json"
        assert '\n\t"nctId": "NCT09000001"\n\t, "acronym": "A"\n\t, "briefTitle"' not in text
        assert '"briefTitle": "T"\n\t, "acronym": "A"\n}' in saved(path, text, setting("acronym", "A"))
        assert '"NCT09000001"\n\t, "orgStudyIdInfo": {"id": "X"}' in saved(
            path, text.replace("{\n\t", '{\n\t"x": {"y": 1},'), setting("org_study_id", "X")
        )

    @pytest.mark.parametrize("indent", [None, 1, 4, "\t"])
    @pytest.mark.parametrize(
        "start",
        [
            {"hasResults": True, "x": [{"a": 1}]},
            {"x": {"y": {}}, "protocolSection": {}, "hasResults": True},
            {"z": 1, "hasResults": True},
        ],
    )
    def test_whole_modules(self, start: dict[str, Any], indent: Any, tmp_path: Path) -> None:
        def edit(trial: Trial) -> None:
            trial.conditions = ["a", "b"]
            trial.lead_sponsor = Sponsor(name="S")
            trial.arms = [Arm(label="A", intervention_names=["x"]), Arm(label="B")]

        new = saved(tmp_path / "a.json", json.dumps(start, indent=indent), edit)
        assert new == json.dumps(json.loads(new), indent=indent)

    @pytest.mark.parametrize("indent", [None, 1, 4, "\t"])
    def test_below_modules(self, indent: Any, tmp_path: Path) -> None:
        start = protocol(statusModule={"overallStatus": "UNKNOWN"}, armsInterventionsModule={"new": 1})
        edit = setting("arms", [Arm(label="A", intervention_names=["x"])])
        new = saved(tmp_path / "a.json", json.dumps(start, indent=indent), edit)
        assert new == json.dumps(json.loads(new), indent=indent)

    def test_spaces_inside_braces(self, tmp_path: Path) -> None:
        text = '{ "protocolSection": { "new": [1, 2] }, "hasResults": true }'
        assert saved(tmp_path / "a.json", text, setting("conditions", ["a", "b"])) == (
            '{ "protocolSection": { "new": [1, 2], "conditionsModule": { "conditions": ["a", "b"] } }, "hasResults": true }'
        )

    def test_a_new_object_is_laid_out_like_its_neighbour_key_by_key(self, tmp_path: Path) -> None:
        arm = '{\n "label": "A", "interventionNames": ["x",  "y"], "new": [\n1,\n2\n]}'
        text = f'{{"protocolSection": {{"armsInterventionsModule": {{"armGroups": [{arm}]}}}}}}'
        new = saved(tmp_path / "a.json", text, lambda trial: trial.arms.append(Arm(intervention_names=["z", "y"])))
        assert '"interventionNames": ["z",  "y"]' in new

    def test_a_document_of_one_member(self, tmp_path: Path) -> None:
        conditions = CONDITIONS[1:-1] % '["a"]'
        new = saved(tmp_path / "a.json", '{"hasResults":true}\n', setting("conditions", ["a"]))
        assert new == f'{{{conditions},"hasResults":true}}\n'

    @pytest.mark.parametrize(
        ("old", "acronym", "new"),
        [
            ('"acronym":"A","acronym":"B"', "C", '"acronym":"A","acronym":"C"'),
            ('"acronym":5, "x":1, "\\u0061cronym":"B"', "C", '"acronym":5, "x":1, "\\u0061cronym":"C"'),
            ('"acronym":"A","x":1,"acronym":"B"', None, '"x":1'),
            ('"acronym":"A","acronym":"B"', None, None),
            ('"x":1,"x":2', "C", '"x":1,"x":2,"acronym":"C"'),
            ('"briefTitle":"T", "nctId":"N", "briefTitle":"U"', "C", '"briefTitle":"T", "nctId":"N", "briefTitle":"U", "acronym":"C"'),
        ],
    )  # fmt: skip
    def test_of_equal_keys_the_last_counts(
        self, old: str, acronym: str | None, new: str | None, tmp_path: Path
    ) -> None:
        around = '{"hasResults":true,"protocolSection":{"identificationModule":{%s}}}'
        expected = '{"hasResults":true}' if new is None else around % new
        assert saved(tmp_path / "a.json", around % old, setting("acronym", acronym)) == expected

    def test_equal_keys_around(self, tmp_path: Path) -> None:
        text = (
            '{"protocolSection":{"identificationModule":1},"protocolSection":{"identificationModule":{"acronym":"A"}}}'
        )
        assert saved(tmp_path / "a.json", text, setting("acronym", "B")) == text.replace('"A"', '"B"')

    def test_another_order_of_keys(self, tmp_path: Path) -> None:
        text = (
            '{"protocolSection":{"sponsorCollaboratorsModule":{"leadSponsor": {"name": "\\u0041", "class": "OTHER"},\n'
            '"collaborators": [{"class":"NIH",  "name": "\\u0042"}]}}}'
        )

        def edit(trial: Trial) -> None:
            trial.lead_sponsor, trial.collaborators = trial.collaborators[0], []

        assert saved(tmp_path / "a.json", text, edit) == (
            '{"protocolSection":{"sponsorCollaboratorsModule":{"leadSponsor": {"class": "NIH", "name": "\\u0042"}}}}'
        )


class TestSpelling:
    @pytest.mark.parametrize(
        ("file", "new", "written"),
        [
            ("", "é", "é"),
            ("\\u00e8", "é😀/", "\\u00e9\\ud83d\\ude00/"),
            ("\\u00e8ü", "éè", "é\\u00e8"),
            ("\\u00E9", "é", "\\u00E9"),
            ("\\/", "a/b", "a\\/b"),
            ("\\/ /", "a/b", "a/b"),
            ("\\\\/", "a/b", "a/b"),
            ("\\u003c", "<b>", "\\u003cb>"),
            ("\\u000a", "\n\t", "\\u000a\\t"),
            ("", '"\\\n\x01', '\\"\\\\\\n\\u0001'),
            ("\\ud83d\\ude00", "😀", "\\ud83d\\ude00"),
            ("\\\\u00e9", "é", "é"),
        ],
    )
    def test_a_character_is_written_as_the_file_does(self, file: str, new: str, written: str, tmp_path: Path) -> None:
        text = f'{{"x": "{file}", "protocolSection": {{"identificationModule": {{"acronym": "A"}}}}}}'
        assert saved(tmp_path / "a.json", text, setting("acronym", new)) == text.replace('"A"', f'"{written}"')

    @pytest.mark.parametrize(
        ("old", "lat", "new"),
        [("0.0", -0.0, "-0.0"), ("1", 1.0, "1.0"), ("1.0", 1, "1"), ("1.50", 1.5, "1.50"), ("15e-1", 1.5, "15e-1")],
    )
    def test_numbers(self, old: str, lat: float, new: str, tmp_path: Path) -> None:
        text = '{"protocolSection":{"contactsLocationsModule":{"locations":[{"geoPoint":{"lat":%s,"lon":2.00}}]}}}'

        def edit(trial: Any) -> None:
            trial.locations[0].geo_point.lat = lat

        assert saved(tmp_path / "a.json", text % old, edit) == text % new


class TestWhichFile:
    TEXT = '{\n   "hasResults": true,\n   "x": 1.00\n}\n'

    def read(self, path: Path) -> Trial:
        path.write_text(self.TEXT)
        trial = ctmodel.read(path)
        trial.has_results = False
        return trial

    def test_again_and_again(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        trial = self.read(path)
        ctmodel.write(trial, path)
        assert path.read_text() == self.TEXT.replace("true", "false")
        trial.conditions = ["a"]
        ctmodel.write(trial, path)
        trial.conditions.append("b")
        trial.has_results = None
        ctmodel.write(trial, path)
        assert path.read_text() == (
            '{\n   "protocolSection": {\n      "conditionsModule": {\n         "conditions": [\n            "a",\n'
            '            "b"\n         ]\n      }\n   },\n   "x": 1.00\n}\n'
        )
        trial.conditions = []
        ctmodel.write(trial, path)
        assert path.read_text() == '{\n   "x": 1.00\n}\n'

    def test_by_way_of_another_file(self, tmp_path: Path) -> None:
        path, other = tmp_path / "a.json", tmp_path / "b.json"
        trial = self.read(path)
        ctmodel.write(trial, other)
        assert other.read_text() == ctmodel.dumps(trial)
        ctmodel.write(trial, path)
        assert path.read_text() == self.TEXT.replace("true", "false")

    @pytest.mark.parametrize(
        "other",
        ["", "{", '{"hasResults":true,"x":1}', '{"x":1.0,"hasResults":true}', '{"hasResults":1,"x":1.0}', "[]", "\ufeff{}",
         '[{"hasResults":true,"x":1.0}]', '{"studies":[{"hasResults":true,"x":1.0}]}', '{"hasResults":false,"x":1.0}'],
    )  # fmt: skip
    def test_any_other_is_replaced(self, other: str, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        trial = self.read(path)
        path.write_text(other)
        ctmodel.write(trial, path)
        assert path.read_text() == ctmodel.dumps(trial)
        assert payload_in(trial._source) == {"hasResults": True, "x": 1.0}

    def test_what_was_not_read_from_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(self.TEXT)
        ctmodel.write(Trial(has_results=True), path)
        assert path.read_text() == '{"hasResults":true}'

    def test_a_copy_that_somebody_else_parsed(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(self.TEXT)
        trial = ctmodel.structure(json.loads(self.TEXT))
        trial.has_results = False
        ctmodel.write(trial, path)
        assert path.read_text() == self.TEXT.replace("true", "false")

    def test_a_damaged_archive(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json.gz"
        for data in (b"no gzip", gzip.compress(self.TEXT.encode())[:-9], gzip.compress(b"\xff"), b""):
            path.write_bytes(data)
            ctmodel.write(ctmodel.loads(self.TEXT), path)
            assert gzip.decompress(path.read_bytes()).decode() == ctmodel.dumps(ctmodel.loads(self.TEXT))

    def test_one_that_is_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.json"
        trial = self.read(path)
        for module in ("keeping", "text"):
            monkeypatch.setattr(f"ctmodel.io.{module}.MAX_BYTES", len(self.TEXT) - 1)
        ctmodel.write(trial, path)
        assert path.read_text() == ctmodel.dumps(trial)

    def test_a_width_lays_out_anew(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        trial = self.read(path)
        ctmodel.write(trial, path, 1)
        assert path.read_text() == '{\n "hasResults": false,\n "x": 1.0\n}'
        trial.has_results = True
        ctmodel.write(trial, path)
        assert path.read_text() == '{\n "hasResults": true,\n "x": 1.0\n}'
        ctmodel.write(trial, path, None)
        assert path.read_text() == '{"hasResults":true,"x":1.0}'

    @pytest.mark.parametrize("indent", ["keep ", "2", -1, 17, True])
    def test_what_is_no_indent(self, indent: Any, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="indent is"):
            ctmodel.write(Trial(), tmp_path / "a.json", indent)

    def test_a_text_that_would_read_otherwise_is_not_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.json"
        for wrong in ('{"hasResults":false}', '{"x":1.0,"hasResults":false}', '{"hasResults":false,"x":1}', "{"):
            trial = self.read(path)
            with monkeypatch.context() as patched:
                patched.setattr("ctmodel.io.keeping.spliced", lambda *_, wrong=wrong: wrong)
                ctmodel.write(trial, path)
            assert path.read_text() == ctmodel.dumps(trial)

    def test_a_link_keeps_its_name(self, tmp_path: Path) -> None:
        """By the name that the user gave: a link that ends in .gz leads to compressed text, whatever its target."""
        for name, target in (("x.json.gz", "cache_ab12"), ("y.json", "cache.gz")):
            link = tmp_path / name
            link.symlink_to(target)
            for text in (self.TEXT, self.TEXT.replace("1.00", "2.00")):
                ctmodel.write(ctmodel.loads(text), link)
                trial = ctmodel.read(link)
                trial.conditions = ["a"]
                ctmodel.write(trial, link)
                assert ctmodel.read(link).conditions == ["a"]
            assert link.is_symlink()
            data = (tmp_path / target).read_bytes()
            assert (data[:2] == b"\x1f\x8b") == name.endswith(".gz")

    def test_a_device_is_not_read(self) -> None:
        assert ctmodel.io.keeping.text_of(Path(os.devnull), {}) is None


class TestTheTrialAfterwards:
    PAYLOAD = {
        "new": 1,
        **protocol(
            statusModule={"startDateStruct": {"date": "March"}, "overallStatus": 5},
            armsInterventionsModule={"armGroups": [{"label": "A", "new": 2, "type": 7}, None]},
        ),
        "resultsSection": {"moreInfoModule": {"new": 3}},
    }

    def written(self, tmp_path: Path) -> tuple[Any, Path]:
        path = tmp_path / "a.json"
        path.write_text(json.dumps(self.PAYLOAD))
        trial = ctmodel.read(path)
        trial.overall_status = "COMPLETED"
        trial.arms[0].label = "B"
        ctmodel.write(trial, path)
        return trial, path

    def test_it_is_what_the_file_holds(self, tmp_path: Path) -> None:
        trial, path = self.written(tmp_path)
        again = ctmodel.read(path)
        assert ctmodel.unstructure(trial) == ctmodel.unstructure(again)
        assert trial == again
        assert trial.extra == again.extra == {"/new": 1, "/protocolSection/statusModule/startDateStruct/date": "March"}
        assert trial.arms[0].extra == again.arms[0].extra == {"/new": 2, "/type": 7}
        assert trial.results.more_info is None or trial.results == again.results
        assert ctmodel.validate(trial) == ctmodel.validate(again)

    def test_none_removes_what_replaced_a_misfit(self, tmp_path: Path) -> None:
        trial, path = self.written(tmp_path)
        trial.overall_status = None
        ctmodel.write(trial, path)
        assert "overallStatus" not in json.loads(path.read_text())["protocolSection"]["statusModule"]

    @pytest.mark.parametrize(
        "copied", [copy.copy, copy.deepcopy, attrs.evolve, lambda t: pickle.loads(pickle.dumps(t))]
    )
    def test_copies(self, copied: Any, tmp_path: Path) -> None:
        trial, path = self.written(tmp_path)
        before = path.read_text()
        twin = copied(trial)
        twin.has_results = True
        ctmodel.write(twin, path)
        assert path.read_text() == before[:-1] + ', "hasResults": true}'
        assert trial.has_results is None

    def test_a_copy_from_before_still_writes_what_it_holds(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(json.dumps(self.PAYLOAD))
        trial = ctmodel.read(path)
        twin = attrs.evolve(trial)
        trial.arms[0].label = "B"
        ctmodel.write(trial, path)
        assert ctmodel.unstructure(twin) == ctmodel.unstructure(trial) | {"new": 1}
        assert twin.arms[0].label == "B"

    def test_an_unknown_field_of_an_item_is_removed(self, tmp_path: Path) -> None:
        trial, path = self.written(tmp_path)
        before = path.read_text()
        del trial.arms[0].extra["/new"]
        ctmodel.write(trial, path)
        assert path.read_text() == before.replace('"new": 2, ', "")

    def test_unknown_fields_of_the_trial_are_removed(self, tmp_path: Path) -> None:
        trial, path = self.written(tmp_path)
        before = path.read_text()
        del trial.extra["/new"]
        del trial.extra["/protocolSection/statusModule/startDateStruct/date"]
        ctmodel.write(trial, path)
        after = before.replace('"new": 1, ', "").replace('"date": "March"', "")
        assert path.read_text() == after
        trial.has_results = True
        ctmodel.write(trial, path)
        assert path.read_text() == after[:-1] + ', "hasResults": true}'
