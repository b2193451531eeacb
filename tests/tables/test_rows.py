"""Rows: every column filled, every cell true to its source, nothing computed that was not asked for."""

import datetime as dt
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

import ctmodel
from ctmodel.codec.json_pointer import pointer_keys, value_at
from ctmodel.formats import native
from ctmodel.tables import TABLES, Column, rows, tables_batch, validate_batch
from ctmodel.tables.node import LONGEST_REPEATED
from tests.pages.everything import STUDY
from tests.tables.records import FULL, column, dicts, trial

TYPES = {"string": str, "int64": int, "float64": float, "bool": bool, "date32": dt.date}
ALL = [*TABLES]


def cells(
    payload: dict[str, Any], only: list[str] | None = ALL, **given: Any
) -> Iterator[tuple[str, str | None, Column, Any]]:
    """Yield table, pointer, column and value of each cell."""
    for name, made in rows(ctmodel.structure(payload), only, **given).items():
        for row in made:
            for held, cell in zip(TABLES[name].columns, row, strict=True):
                yield name, row[2], held, cell


def test_every_column_is_filled() -> None:
    import pyarrow as pa

    filled = {
        (table, held.name)
        for payload in FULL
        for table, _, held, cell in cells(payload, source="a.zip!/b.json")
        if cell is not None
    }
    texts = [ctmodel.dumps(ctmodel.structure(payload)) for payload in FULL]
    found = validate_batch(pa.record_batch({"name": ["a", "b"], "json": texts})).to_pylist()
    filled |= {("findings", name) for row in found for name, cell in row.items() if cell is not None}
    every = {(table.name, held.name) for table in TABLES.values() for held in table.columns}
    assert every - filled == {("trials", "pointer")}, "a record has no place in itself"


@pytest.mark.parametrize("payload", FULL, ids=["first", "second"])
def test_types_and_no_empty_text(payload: dict[str, Any]) -> None:
    for table, _, held, cell in cells(payload):
        assert cell is None or type(cell) is TYPES[held.type], (table, held.name)
        assert cell != "", (table, held.name)


def test_null_is_never_what_is_said_to_be_never() -> None:
    for payload in FULL:
        for table, _, held, cell in cells(payload):
            assert cell is not None or held.null != "never", (table, held.name)


_ITEM = re.compile(r"\[\]")


def sources(pointer: str | None, held: Column, payload: Any) -> Iterator[Any]:
    """Yield the values in a payload that the attributes of a column lead to from a place."""
    for attribute in held.of:
        path = native.field_at(attribute).path
        keys: list[str] = []
        given = pointer_keys(pointer or "")
        for key in path.split("."):
            keys.append(key.removesuffix("[]"))
            if key.endswith("[]"):
                if given[: len(keys)] != keys or len(given) == len(keys):
                    break  # the place is on another way
                keys.append(given[len(keys)])
        else:
            yield value_at(payload, "".join(f"/{key}" for key in keys))


def led_back(payload: dict[str, Any]) -> set[str]:
    """Check that each cell that is an attribute as it is has the value that its source has; return the columns."""
    checked = set[str]()
    for table, pointer, held, cell in cells(payload, only=None):
        if cell is None or not held.of or held.how not in (None, "as written", "the date as written"):
            continue
        found = [value for value in sources(pointer, held, payload) if value is not None]
        assert cell in found, (table, pointer, held.name, cell, found)
        checked.add(f"{table}.{held.name}")
    return checked


@pytest.mark.parametrize("payload", FULL, ids=["first", "second"])
def test_cells_lead_back_to_the_source(payload: dict[str, Any]) -> None:
    assert len(led_back(payload)) > 230


def test_pointers_lead_to_what_rows_are_about() -> None:
    for payload in FULL:
        for table, made in rows(ctmodel.structure(payload), None).items():
            for row in made:
                assert (row[2] is None) is (table == "trials")
                assert row[2] is None or value_at(payload, row[2]) is not None


def test_places_behind_items_that_do_not_fit() -> None:
    payload = deepcopy(STUDY)
    protocol, results = payload["protocolSection"], payload["resultsSection"]
    protocol["conditionsModule"]["keywords"] = [1, "walking", None, "company"]
    events = results["adverseEventsModule"]["seriousEvents"]
    events.insert(0, "none")
    events[1]["stats"].insert(1, [])
    results["outcomeMeasuresModule"]["outcomeMeasures"].insert(0, 5)
    made = ctmodel.structure(payload)
    assert column(made, "keywords", "pointer") == [
        "/protocolSection/conditionsModule/keywords/1", "/protocolSection/conditionsModule/keywords/3"
    ]  # fmt: skip
    assert column(made, "keywords", "position") == [0, 1]
    first = dicts(made, "events")[1]
    assert first["pointer"] == "/resultsSection/adverseEventsModule/seriousEvents/1/stats/2"
    assert (first["term"], first["group_id"]) == ("Fracture", "EG001")
    assert dicts(made, "outcome_values")[0]["measure_pointer"].endswith("/outcomeMeasures/1")
    for row in dicts(made, "events"):
        assert value_at(payload, row["pointer"])["groupId"] == row["group_id"]


def test_places_follow_edits() -> None:
    made = ctmodel.structure(STUDY)
    made.keywords.insert(0, "new")
    del made.locations[0]
    payload = ctmodel.unstructure(made)
    for table in ("keywords", "locations"):
        for row in dicts(made, table):
            value = value_at(payload, row["pointer"])
            assert (value if isinstance(value, str) else value["zip"]) == row.get("keyword", row.get("zip"))


def test_a_trial_made_by_hand() -> None:
    made = ctmodel.Trial(nct_id="NCT00000001", conditions=["Cough"], arms=[ctmodel.Arm(label="A")])
    assert column(made, "conditions", "pointer") == ["/protocolSection/conditionsModule/conditions/0"]
    assert column(made, "arms", "label") == ["A"]
    (row,) = dicts(ctmodel.Trial(), "trials")
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "record": row["record"],
        "format": "ctgov-v2",
    }


def test_wrong_types_are_errors_with_their_path() -> None:
    with pytest.raises(TypeError, match=r"enrollment\.count"):
        rows(ctmodel.Trial(enrollment=ctmodel.Enrollment(count="40")))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="lone surrogate"):
        rows(trial(conditionsModule={"conditions": ["\ud800"]}))


def test_records_with_one_number_differ_by_their_key() -> None:
    first, second = (trial(conditionsModule={"conditions": [name]}) for name in ("Cough", "Fever"))
    again = ctmodel.loads(ctmodel.dumps(first, indent=2))
    keys = [column(made, "trials", "record")[0] for made in (first, second, again)]
    assert keys[0] == keys[2] != keys[1]
    assert all(re.fullmatch("r[0-9a-f]{16}", key) for key in keys)
    assert {column(made, "trials", "trial_id")[0] for made in (first, second, again)} == {"NCT00000001"}


def test_the_key_of_a_record_never_changes() -> None:
    # As b2sum -l 64 says of the JSON text.
    assert column(ctmodel.Trial(nct_id="NCT00000001"), "trials", "record") == ["r98b68774af3d37a6"]


def test_keys_of_rows() -> None:
    for payload in FULL:
        for table, made in rows(ctmodel.structure(payload)).items():
            names = [held.name for held in TABLES[table].columns]
            where = names.index("position") if "position" in names else 2
            kind = names.index("date_kind") if "date_kind" in names else 2
            keys = [(row[0], row[2], row[where], row[kind]) for row in made]
            assert len(set(keys)) == len(keys), table


def test_blank_texts_are_null() -> None:
    made = trial(
        identificationModule={"nctId": "", "briefTitle": " ", "officialTitle": "\u00a0\n", "acronym": "x"},
        conditionsModule={"conditions": ["", "Cough"]},
        statusModule={"overallStatus": ""},
    )
    (row,) = dicts(made, "trials")
    assert [row[name] for name in ("trial_id", "brief_title", "official_title", "acronym", "overall_status")] == [
        None, None, None, "x", None
    ]  # fmt: skip
    assert row["overall_status_display"] is None
    assert column(made, "conditions", "condition") == [None, "Cough"], "the row stays: it has a place"


@pytest.mark.parametrize(
    ("number", "cell"), [(2**63 - 1, 2**63 - 1), (2**63, None), (-(2**63), -(2**63)), (-(2**63) - 1, None)]
)
def test_large_integers(number: int, cell: int | None) -> None:
    made = trial(designModule={"enrollmentInfo": {"count": number}})
    assert column(made, "trials", "enrollment") == [cell]
    text = ctmodel.dumps(made)
    import pyarrow as pa

    table = tables_batch(pa.record_batch({"name": ["a"], "json": [text]}), "trials")
    assert table.column("enrollment").to_pylist() == [cell]


def test_large_numbers() -> None:
    sites = [{"geoPoint": {"lat": 10**400, "lon": 12}}, {"geoPoint": {"lat": -1.5}}]
    made = trial(contactsLocationsModule={"locations": sites})
    assert column(made, "locations", "latitude") == [None, -1.5]
    assert column(made, "locations", "longitude") == [12.0, None]


def test_terms() -> None:
    made = trial(
        statusModule={"overallStatus": "UNKNOWN"}, designModule={"phases": ["PHASE1", "PHASE9"], "studyType": "NEW"}
    )
    (row,) = dicts(made, "trials")
    assert (row["overall_status"], row["overall_status_display"]) == ("UNKNOWN", "Unknown status")
    assert (row["study_type"], row["study_type_display"]) == ("NEW", "NEW"), "a term that is newer than the library"
    assert row["phase"] == "PHASE1/PHASE9"
    assert column(made, "trial_terms", "term_display") == ["Phase 1", "PHASE9"]
    assert column(trial(designModule={"phases": ["NA"]}), "trials", "phase") == ["NA"], "a value, not null"
    assert column(trial(designModule={"phases": []}), "trials", "phase") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010", ("2010", dt.date(2010, 1, 1), dt.date(2010, 12, 31), "YEAR")),
        ("2012-02", ("2012-02", dt.date(2012, 2, 1), dt.date(2012, 2, 29), "MONTH")),
        ("2010-09-30", ("2010-09-30", dt.date(2010, 9, 30), dt.date(2010, 9, 30), "DAY")),
        ("September 2010", (None, None, None, None)),
    ],
)
def test_dates(text: str, expected: tuple[object, ...]) -> None:
    (row,) = dicts(trial(statusModule={"startDateStruct": {"date": text, "type": "ACTUAL"}}), "trials")
    assert tuple(row[f"start_date{suffix}"] for suffix in ("", "_earliest", "_latest", "_precision")) == expected
    assert (row["start_date_type"], row["start_date_type_display"]) == ("ACTUAL", "Actual")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 Years", ("18 Years", 18, "years", 18 * 365.2425)), ("1 Year", ("1 Year", 1, "years", 365.2425)),
        ("6 Months", ("6 Months", 6, "months", 6 * 30.436875)), ("18 Minutes", ("18 Minutes", 18, "minutes", 18 / 1440)),
        ("N/A", (None, None, None, None)), ("18", (None, None, None, None)),
    ],
)  # fmt: skip
def test_ages(text: str, expected: tuple[object, ...]) -> None:
    (row,) = dicts(trial(eligibilityModule={"minimumAge": text}), "trials")
    assert tuple(row[f"minimum_age{suffix}"] for suffix in ("", "_number", "_unit")) == expected[:3]
    assert row["minimum_age_days"] == (expected[3] and pytest.approx(expected[3]))


def test_identifiers() -> None:
    made = trial(
        identificationModule={
            "nctId": "NCT01219465",
            "orgStudyIdInfo": {"id": "eudract 2020-000001-10", "type": "NIH"},
            "secondaryIdInfos": [
                {"id": "ISRCTN17973604 and NCT01219466"}, {"id": "NCT00000000"}, {"type": "OTHER", "domain": "An office"}
            ],
        }
    )  # fmt: skip
    found = [(row["kind"], row["type"], row["registry"], row["registry_number"]) for row in dicts(made, "identifiers")]
    assert found == [
        ("nct_id", None, "ClinicalTrials.gov", "NCT01219465"),
        ("org_study_id", "NIH", "EU Clinical Trials Register", "2020-000001-10"),
        ("secondary_id", None, None, None),  # several numbers
        ("secondary_id", None, None, None),  # a placeholder
        ("secondary_id", "OTHER", None, None),
    ]


def test_arms_and_interventions() -> None:
    made = trial(
        armsInterventionsModule={
            "armGroups": [
                {"label": "A", "interventionNames": ["Drug: X", "Drug: Y", "Drug: gone"]}, {"label": "B"}, {"label": "A"}
            ],
            "interventions": [
                {"type": "DRUG", "name": "X", "armGroupLabels": ["A", "B", "C"]}, {"type": "DRUG", "name": "Y"}
            ],
        }
    )  # fmt: skip
    found = [
        (row["arm_label"], row["intervention_name"], row["said_by_arm"], row["said_by_intervention"], row["pointer"].rpartition("Module/")[2])
        for row in dicts(made, "arm_interventions")
    ]  # fmt: skip
    assert found == [
        ("A", "X", True, True, "armGroups/0/interventionNames/0"),
        ("A", "Y", True, False, "armGroups/0/interventionNames/1"),
        ("B", "X", False, True, "interventions/0/armGroupLabels/1"),
    ]


def test_criteria() -> None:
    text = "Inclusion Criteria:\n\n1. One of:\n   * fever\n   * cough\n\nExclusion Criteria:\n\nPregnancy"
    found = dicts(trial(eligibilityModule={"eligibilityCriteria": text}), "criteria")
    assert [(row["position"], row["kind"], row["depth"], row["parent_position"], row["number"], row["marker"]) for row in found] == [
        (0, "inclusion", 0, None, "1", "1."), (1, "inclusion", 1, 0, None, "*"), (2, "inclusion", 1, 0, None, "*"), (3, "exclusion", 0, None, None, None)
    ]  # fmt: skip
    assert text[found[3]["start_position"] : found[3]["end_position"]] == "Pregnancy"
    assert {row["pointer"] for row in found} == {"/protocolSection/eligibilityModule/eligibilityCriteria"}
    assert dicts(trial(eligibilityModule={"sex": "ALL"}), "criteria") == []


def test_addresses_of_documents() -> None:
    held = {
        "largeDocumentModule": {"largeDocs": [{"filename": "Prot_000.pdf"}, {"filename": "../a b.pdf"}, {"label": "x"}]}
    }
    made = trial(identificationModule={"nctId": "NCT01234567"}, documentSection=held)
    assert column(made, "documents", "url") == [
        "https://cdn.clinicaltrials.gov/large-docs/67/NCT01234567/Prot_000.pdf",
        "https://cdn.clinicaltrials.gov/large-docs/67/NCT01234567/..%2Fa%20b.pdf",
        None,
    ]
    assert column(trial(identificationModule={"nctId": "NCT1"}, documentSection=held), "documents", "url") == [None] * 3


def measure(**values: Any) -> dict[str, Any]:
    """An outcome measure with one class and one value of group OG000."""
    held = {"categories": [{"measurements": [{"groupId": "OG000", "value": "3"}]}], **values.pop("of_class", {})}
    return {"groups": [{"id": "OG000", "title": "Total"}], "classes": [held], **values}


def denoms(number: str, units: str = "Participants", group: str = "OG000") -> list[dict[str, Any]]:
    return [{"units": "Eyes", "counts": []}, {"units": units, "counts": [{"groupId": group, "value": number}]}]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (measure(denoms=denoms("40"), of_class={"denoms": denoms("39")}), (39, "Participants", "CLASS")),
        (measure(denoms=denoms("40")), (40, "Participants", "MEASURE")),
        (measure(denoms=denoms("80", "Legs"), denomUnitsSelected="Legs"), (80, "Legs", "MEASURE")),
        (measure(denoms=denoms("80", "Legs")), (None, None, None)),
        (measure(denoms=denoms("40", group="OG001")), (None, None, None)),
        (measure(denoms=denoms("40"), of_class={"denoms": denoms("3", "Legs")}), (None, None, None)),
        (measure(denoms=denoms("many")), (None, None, None)),
        (measure(), (None, None, None)),
    ],
)
def test_denominators(held: dict[str, Any], expected: tuple[object, ...]) -> None:
    made = trial(resultsSection={"outcomeMeasuresModule": {"outcomeMeasures": [held]}})
    (row,) = dicts(made, "outcome_values")
    assert (row["denominator"], row["denominator_units"], row["denominator_level"]) == expected
    assert row["group_is_total"] is True


def test_denominators_of_the_module() -> None:
    held = {"denoms": denoms("41"), "measures": [measure(), measure(denoms=denoms("40"))]}
    made = trial(resultsSection={"baselineCharacteristicsModule": held})
    assert [(row["denominator"], row["denominator_level"]) for row in dicts(made, "baseline_values")] == [
        (41, "MODULE"), (40, "MEASURE")
    ]  # fmt: skip
    assert column(made, "denominators", "level") == ["BASELINE", "BASELINE_MEASURE"]
    assert column(made, "denominators", "of_pointer")[0] == "/resultsSection/baselineCharacteristicsModule"


def test_titles_of_groups_are_those_of_their_measure() -> None:
    measures = [
        measure(),
        {**measure(), "groups": [{"id": "OG000", "title": "Other"}, {"id": "OG000", "title": "Twice"}]},
        {**measure(), "groups": []},
    ]
    made = trial(resultsSection={"outcomeMeasuresModule": {"outcomeMeasures": measures}})
    assert column(made, "outcome_values", "group_title") == ["Total", "Other", None]
    assert column(made, "outcome_values", "group_is_total") == [True, False, False]
    assert column(made, "result_groups", "is_total") == [True, False, False]


def test_long_texts_are_repeated_only_in_part() -> None:
    for length, cut in ((LONGEST_REPEATED, False), (LONGEST_REPEATED + 1, True)):
        held = measure(title="x" * length)
        held["groups"][0]["title"] = "y" * length
        made = trial(resultsSection={"outcomeMeasuresModule": {"outcomeMeasures": [held]}})
        (row,) = dicts(made, "outcome_values")
        for cell in (row["measure_title"], row["group_title"]):
            assert len(cell) == LONGEST_REPEATED
            assert cell.endswith("…") is cut
        assert column(made, "outcome_measures", "title") == ["x" * length]


def test_persons_and_findings_are_asked_for_by_name() -> None:
    made = rows(ctmodel.structure(STUDY))
    assert {"contacts", "findings"}.isdisjoint(made)
    texts = {cell for held in made.values() for row in held for cell in row}
    assert {"555-0100", "ben@example.org", "555-0101", "head@example.org"}.isdisjoint(texts)
    assert column(ctmodel.structure(STUDY), "contacts", "email") == ["ben@example.org", "eva@example.org"]


def test_findings() -> None:
    made = ctmodel.structure(STUDY)
    day = dt.date(2026, 11, 24)
    found = dicts(made, "findings", as_of=day)
    expected = ctmodel.validate(made, as_of=day)
    assert [(row["code"], row["pointer"] or "", row["message"]) for row in found] == [
        (finding.code, finding.pointer, finding.message) for finding in expected
    ]
    assert {row["as_of"] for row in found} == {day}
    assert {row["version"] for row in found} == {ctmodel.__version__}
    assert dicts(made, "findings", as_of="2026-11-24") == found
    with pytest.raises(ValueError, match="as_of"):
        rows(made, as_of="today")
    assert {row["as_of"] for row in dicts(made, "findings")} == {dt.date(2024, 3, 1)}, "the version date of the record"


def test_tables_that_are_not_asked_for_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from ctmodel.model.eligibility import Eligibility
    from ctmodel.rules import validate as validating

    def fail(*given: object, **named: object) -> None:
        raise AssertionError("computed without being asked for")

    monkeypatch.setattr(Eligibility, "_split", fail)
    monkeypatch.setattr(validating, "validate", fail)
    made = ctmodel.structure(STUDY)
    assert len(rows(made, ["keywords"])["keywords"]) == 2
    with pytest.raises(AttributeError):
        object.__getattribute__(made, "results")  # the section is still not structured
    with pytest.raises(AssertionError):
        rows(made, ["criteria"])
    with pytest.raises(AssertionError):
        rows(made, ["findings"])


def test_trials_of_other_registries() -> None:
    import io

    record = (
        "<Trials_downloaded_from_ICTRP><Trial><TrialID>ISRCTN17973604</TrialID><Source_Register>ISRCTN</Source_Register>"
        "<Public_title>Walking</Public_title><Condition>Cough;Fever</Condition><Countries>Norway;Chile</Countries>"
        "</Trial></Trials_downloaded_from_ICTRP>"
    )
    made = ctmodel.read(io.StringIO(record))
    (row,) = dicts(made, "trials")
    assert (row["trial_id"], row["registry"], row["format"]) == ("ISRCTN17973604", "ISRCTN", "ictrp-xml")
    assert column(made, "conditions", "pointer") == ["/Trial/Condition"] * len(made.conditions)
    assert column(made, "locations", "pointer") == ["/Trial/Countries"] * 2
    assert [row["registry_number"] for row in dicts(made, "identifiers")] == ["ISRCTN17973604"]
