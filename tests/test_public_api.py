"""What the package shows to the world."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ctmodel

VERBS = {
    "dumps", "label", "loads", "make_converter", "read", "read_many", "register_hooks", "structure", "unstructure",
    "schema", "validate", "validate_path", "write",
}  # fmt: skip
PROMISED = {"Arm", "EligibilityCriterion", "Identifier", "Intervention", "Sponsor", "Trial"}


def test_names() -> None:
    assert ctmodel.__all__ == sorted(set(ctmodel.__all__))
    assert set(ctmodel.__all__) >= VERBS | PROMISED | {"ReadError", "PartialDate", "Age", "Finding"}
    assert dir(ctmodel) == ctmodel.__all__
    for name in ctmodel.__all__:
        assert getattr(ctmodel, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ctmodel.nothing  # noqa: B018


def test_names_for_type_checkers_are_the_same() -> None:
    tree = ast.parse(Path(ctmodel.__file__).read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported - {"import_module", "TYPE_CHECKING"} == set(ctmodel.__all__)


def test_testing_is_imported_when_asked_for() -> None:
    assert vars(ctmodel)["__getattr__"]("testing") is ctmodel.testing


def test_testing_is_there_without_an_import_of_its_own() -> None:
    code = "import ctmodel; print(ctmodel.testing.load_fixture('NCT01219465').nct_id)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "NCT01219465\n"


def test_importing_loads_nothing_that_reading_does_not_need() -> None:
    code = "import sys, ctmodel; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"cattrs", "click", "rich", "dateutil", "hypothesis", "zipfile", "ctmodel.rules", "ctmodel.cli"}
    assert not any(name.startswith("ctmodel.model.results") for name in loaded)
    assert "ctmodel.model.derived" not in loaded


def test_the_model_package_has_no_other_names() -> None:
    from ctmodel import model

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        model.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_model_resolves_its_types() -> None:
    import attrs

    attrs.resolve_types(ctmodel.Trial)
    assert attrs.fields(ctmodel.Trial).results.type == ctmodel.Results | None


def test_labels() -> None:
    assert ctmodel.label(ctmodel.Status.UNKNOWN) == "Unknown status"
    assert ctmodel.label("PHASE9") == "PHASE9"
    assert ctmodel.Phase.PHASE1 == "PHASE1"
    assert ctmodel.Phase("PHASE1") is ctmodel.Phase.PHASE1


def test_composed_views() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert [identifier.id for identifier in trial.identifiers] == ["NCT01219465", "MSCT1DM003"]
    assert [sponsor.name for sponsor in trial.sponsors] == ["Qingdao University"]
    trial.collaborators.append(ctmodel.Sponsor(name="C"))
    trial.secondary_ids.append(ctmodel.Identifier(id="X"))
    trial.nct_id_aliases.append("NCT00000001")
    assert [identifier.id for identifier in trial.identifiers] == ["NCT01219465", "NCT00000001", "MSCT1DM003", "X"]
    assert [sponsor.name for sponsor in trial.sponsors] == ["Qingdao University", "C"]
    assert ctmodel.Trial().identifiers == ctmodel.Trial().sponsors == []


def test_repr_shows_what_is_set() -> None:
    assert repr(ctmodel.Arm(label="A", intervention_names=["x"])) == "Arm(label='A', intervention_names=['x'])"
    assert repr(ctmodel.structure({"resultsSection": {}, "new": 1})) == "Trial(results=...)"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ctmodel.Trial().nothing  # type: ignore[attr-defined]  # noqa: B018


def test_sections_are_structured_once_whoever_asks() -> None:
    from concurrent.futures import ThreadPoolExecutor

    for _ in range(50):
        trial = ctmodel.structure({"resultsSection": {"moreInfoModule": {}}})
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, t=trial: t.results, range(8)))
        assert len({id(results) for results in found}) == 1


def test_the_fixture() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert trial.nct_id == "NCT01219465"
    assert dict(trial.extra) == {}
    found = ctmodel.validate(trial, as_of="2026-11-24")
    assert {f.code for f in found if f.severity == "error"} == set()
    assert {f.code for f in found if f.severity == "warning"} == {"DES021", "LOC008"}
    strict = ctmodel.validate(trial, as_of="2026-11-24", profile="strict")
    assert {f.code for f in strict} >= {"DAT009", "SPO002", "LOC018"}
    for unknown in ("NCT00000000", "../NCT01219465", "NCT01219465.json"):
        with pytest.raises(ValueError, match="there is NCT01219465"):
            ctmodel.testing.load_fixture(unknown)
