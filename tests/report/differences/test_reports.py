"""The reports, written and read: snapshots of a study with a change of each topic, and what holds for any study."""

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ctmodel.changes import Certainty, ChangeKind, Event, NoteKind, NoteTopic
from ctmodel.report.differences.difference import Outcome
from ctmodel.report.differences.telling import MOST_DETAILS, TITLES
from tests.cli.test_inert import COMMANDS, assert_inert
from tests.report.differences.versions import difference, payload

SNAPSHOTS = Path(__file__).parent / "samples"
FORMS = {"text": "txt", "document": "json", "markdown": "md", "html": "html"}
PEOPLE = [form for form in FORMS if form != "document"]


def rendered(form: str, *differences: Any, **options: Any) -> str:
    render = import_module(f"ctmodel.report.differences.{form}").render
    return "".join(render(iter(differences), **options))


def study(number: int = 102, **modules: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}, **modules}}


def described(text: str) -> dict[str, Any]:
    return study(descriptionModule={"briefSummary": text})


@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
def test_each_form_is_what_it_was(form: str) -> None:
    pytest.importorskip("jinja2")
    written = rendered(form, difference())
    if form == "document":
        written = re.sub(r'"version": "[^"]+"', '"version": "0"', written)
    file = SNAPSHOTS / f"expected.{FORMS[form]}"
    if os.environ.get("CTMODEL_SNAPSHOTS"):
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_each_topic_has_a_title() -> None:
    assert set(TITLES) == set(NoteTopic)


def test_the_sample_has_each_topic_but_results() -> None:
    notes = difference().notes
    assert notes is not None
    assert {*NoteTopic} - {note.topic for note in notes} == {NoteTopic.RESULTS}


@pytest.mark.parametrize("form", PEOPLE)
def test_everything_lists_all_changes(form: str) -> None:
    held = difference()
    written = unescape(rendered(form, held, everything=True))
    assert held.changes is not None
    for change in held.changes:
        assert (change.new_path or change.old_path or change.new_pointer or "") in written
    assert f"All {len(held.changes)} changes" in written


@pytest.mark.parametrize("form", PEOPLE)
def test_studies_that_came_or_went(form: str) -> None:
    written = rendered(form, difference(None, study(103)), difference(study(104), None))
    assert re.search(r"NCT00000103.*added.*NCT00000104.*removed.*2 studies: 1 added, 1 removed", written, re.DOTALL)


def test_the_document_fits_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    source = files("ctmodel.report.differences") / "differences.schema.json"
    schema = json.loads(source.read_text(encoding="utf-8"))
    written = rendered("document", difference(), difference(None, study(103)), difference(study(104), None))
    jsonschema.Draft202012Validator(schema).validate(json.loads(written))
    held = schema["$defs"]
    for terms, listed in (
        (NoteKind, held["kind"]["enum"]),
        (NoteTopic, held["note"]["properties"]["topic"]["enum"]),
        (ChangeKind, held["change"]["properties"]["kind"]["enum"]),
        (Certainty, held["certainty"]["enum"]),
        (Event, held["interval"]["properties"]["after"]["required"]),
        (Outcome, held["study"]["properties"]["outcome"]["enum"]),
        (Outcome, schema["properties"]["counts"]["required"]),
    ):
        assert [*terms] == listed


def hostile(payload: Any, text: str) -> Any:
    if isinstance(payload, dict):
        return {key: hostile(value, text) for key, value in payload.items()}
    if isinstance(payload, list):
        return [hostile(value, text) for value in payload]
    return f"{payload} {text}\n{text} \x1b[31m \u202e" if isinstance(payload, str) else payload


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("everything", [False, True])
def test_hostile_texts_are_inert(form: str, everything: bool) -> None:
    old, new = payload("old"), payload("new")
    options = {} if form == "document" else {"everything": everything}
    for text in (*COMMANDS, "<script>x()</script>", "<img src=x>", "[a](javascript:b)", "</style>"):
        for sides in ((old, hostile(new, text)), (hostile(old, text), new), (hostile(old, text), hostile(new, text))):
            written = rendered(form, difference(*sides), **options)
            if form != "html":
                assert_inert(written)
            if form in ("html", "markdown"):
                assert not re.search(r"<(?:script|img)|</style>.*</style>", written, re.DOTALL)
            if form == "markdown":
                assert "](" not in written
            if form != "document":
                assert "\x1b" not in written


@pytest.mark.parametrize("form", PEOPLE)
def test_contacts_and_addresses_are_left_out(form: str) -> None:
    written = rendered(form, difference(described("Call ann@example.org"), described("Call lee@example.org")))
    written += rendered(form, difference(), everything=True)
    assert not re.search("ann@|lee@|Ann Lee", written)


@pytest.mark.parametrize("extra", [0, 1])
def test_of_many_details_the_first_are_shown(extra: int) -> None:
    count = MOST_DETAILS + extra
    lines = "".join(f"* criterion{number} with words of its own\n\n" for number in range(count))
    old, new = (
        study(eligibilityModule={"eligibilityCriteria": f"Inclusion Criteria:\n\n{text}"}) for text in ("", lines)
    )
    for form in ("text", "markdown"):
        written = rendered(form, difference(old, new))
        assert written.count("inclusion added") == MOST_DETAILS
        assert ("… and 1 more\n" in written) is bool(extra)


@pytest.mark.parametrize("extra", [0, 1])
def test_of_many_passages_the_first_are_shown(extra: int) -> None:
    places = range(MOST_DETAILS + extra)
    old, new = (
        " ".join(f"{word}{place} {' '.join(f'shared{place}-{number}' for number in range(20))}" for place in places)
        for word in ("old", "new")
    )
    for form, mark in (("text", "[-old"), ("markdown", "~~old")):
        written = rendered(form, difference(described(old), described(new)))
        assert written.count(mark) == MOST_DETAILS
        assert ("… and 1 more passages" in written) is bool(extra)


def results(value: str) -> dict[str, Any]:
    return {**study(), "resultsSection": {"moreInfoModule": {"pointOfContact": {"title": value}}}, "hasResults": True}


def test_results_are_told_by_section() -> None:
    written = rendered("text", difference(results("a"), results("b")))
    assert "Results\n  ~ results changed\n      more info: 1 changed\n" in written


def test_results_that_came_between_the_versions() -> None:
    written = rendered("text", difference(study(), results("a")))
    assert "Results were first submitted between the versions; all changes may come with them." in written


def test_a_record_that_was_edited() -> None:
    versions = [
        {**described(text), "derivedSection": {"miscInfoModule": {"versionHolder": "2026-01-01"}}} for text in "ab"
    ]
    assert "the record was edited." in rendered("text", difference(*versions))


def submitted(day: str | None, start: str | None = None, completion: str | None = None) -> dict[str, Any]:
    dates = {"startDateStruct": start, "completionDateStruct": completion}
    structs = {key: {"date": date} for key, date in dates.items() if date}
    return study(statusModule={**({"lastUpdateSubmitDate": day} if day else {}), **structs, "whyStopped": day})


def remarks(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    yield from rendered("text", difference(old, new)).splitlines()[1:-3]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (submitted("2026-01-01"), submitted("2026-02-01"), "Submitted 2026-01-01 → 2026-02-01."),
        (submitted(None), submitted("2026-02-01"), "Submitted at an unknown date → 2026-02-01."),
        (
            submitted("2026-01-01", "2025-12", "2027"),
            submitted("2026-02-01", "2025-12", "2027"),
            "Submitted 2026-01-01 → 2026-02-01: after start (2025-12), before completion (2027).",
        ),
        (
            submitted("2026-01-01", "2026-01", "2026-01"),
            submitted("2026-02-01", "2026-01", "2026-01"),
            "Submitted 2026-01-01 → 2026-02-01: possibly after start (2026-01), possibly after completion (2026-01).",
        ),
        (
            submitted("2026-01-01", "2025-12", "2025-12"),
            submitted("2026-02-01", "2025-12", "2025-12"),
            "Submitted 2026-01-01 → 2026-02-01: after completion (2025-12).",
        ),
        (
            submitted("2026-02-01"),
            submitted("2026-01-01"),
            "The new version was submitted before the old one: are they swapped?",
        ),
    ],
)
def test_when_the_changes_were_made(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert said in remarks(old, new)


def test_colours_and_width() -> None:
    written = rendered("text", difference(), color=True, width=60)
    assert "\x1b[31m[-200-]\x1b[0m \x1b[32m[+100+]\x1b[0m" in written
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written)
    assert max(map(len, plain.splitlines())) <= 60
    assert plain.split() == rendered("text", difference()).split()
