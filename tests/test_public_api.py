"""What the package shows to the world."""

import importlib
import pickle
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import ctmodel
from ctmodel import values
from ctmodel.formats.ctgov_v2.classes import tables
from ctmodel.model import criteria
from ctmodel.terms import Term
from tests.stubs import SOURCE, listed, packages, stub

VERBS = {
    "apply", "diff", "dumps", "label", "link", "loads", "make_converter", "notes", "page", "read", "read_many", "register_hooks",
    "registry_numbers", "structure", "unstructure", "schema", "validate", "validate_path", "write",
}  # fmt: skip
PROMISED = {"Arm", "EligibilityCriterion", "Identifier", "Intervention", "Sponsor", "Trial"}


PACKAGES = (
    "ctmodel", "ctmodel.changes", "ctmodel.formats", "ctmodel.identity", "ctmodel.model", "ctmodel.report", "ctmodel.rules",
    "ctmodel.tables", "ctmodel.terms",
)  # fmt: skip
#: How many names the root may have.
MOST = 45


def test_names_of_the_root() -> None:
    assert set(ctmodel.__all__) >= VERBS | PROMISED | {"ReadError", "PartialDate", "Age", "Finding"}
    assert len(ctmodel.__all__) <= MOST
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ctmodel.nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("package", PACKAGES)
def test_names(package: str) -> None:
    module = importlib.import_module(package)
    assert module.__all__ == sorted(set(module.__all__))
    assert set(dir(module)) >= set(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
        assert name in vars(module), "found without __getattr__ from then on"


@pytest.mark.parametrize("path", [*packages()], ids=lambda path: path.parent.name)
def test_each_name_is_written_once(path: Path) -> None:
    names = listed(path)
    held = [name for each in names.modules.values() for name in each]
    _, text = re.sub(r'"[\w.]+":', "", path.read_text(encoding="utf-8")).split("lazy_names(")  # without the modules
    assert [name for name in {*held, *names.subpackages} if len(re.findall(rf"\b{name}\b", text)) != 1] == []


@pytest.mark.parametrize("path", [*packages()], ids=lambda path: path.parent.name)
def test_type_checkers_read_the_same_names(path: Path) -> None:
    assert path.with_suffix(".pyi").read_text(encoding="utf-8") == stub(path), "run python -m tests.stubs"


def test_all_packages_with_names_are_tested() -> None:
    assert [".".join(path.parent.relative_to(SOURCE).parts) for path in packages()] == list(PACKAGES)


def test_a_name_means_the_same_in_every_package() -> None:
    meant: dict[str, object] = {}
    for package in PACKAGES:
        module = importlib.import_module(package)
        for name in module.__all__:
            assert meant.setdefault(name, getattr(module, name)) is getattr(module, name)


def test_all_classes_of_the_model_are_in_it() -> None:
    assert {cls.__name__ for cls in tables()} <= set(ctmodel.model.__all__)
    assert all(getattr(ctmodel.model, cls.__name__) is cls for cls in tables())
    assert set(values.__all__) <= set(ctmodel.model.__all__)
    classes = {name for name in criteria.__all__ if isinstance(getattr(criteria, name), type)}
    assert classes <= set(ctmodel.model.__all__)


def test_all_vocabularies_are_in_terms() -> None:
    shipped = {cls.__name__ for cls in Term.__subclasses__() if cls.__module__.startswith("ctmodel.")}
    assert shipped | {"Term", "label"} == set(ctmodel.terms.__all__)


@pytest.mark.parametrize("name", ["formats", "identity", "model", "report", "rules", "tables", "terms", "testing"])
def test_subpackages_are_there_without_an_import_of_their_own(name: str) -> None:
    code = f"import ctmodel; assert {name!r} in dir(ctmodel); print(ctmodel.{name}.__name__, *ctmodel.{name}.__all__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [f"ctmodel.{name}", *importlib.import_module(f"ctmodel.{name}").__all__]


def test_star_imports() -> None:
    code = (
        "from ctmodel import *; print(read.__name__, Trial.__name__); from ctmodel.terms import *; print(Phase.PHASE1)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["read", "Trial", "PHASE1"]


def test_a_trial_that_was_unpickled_has_its_codec() -> None:
    trial = ctmodel.structure({"resultsSection": {"moreInfoModule": {}}, "new": 1})
    code = f"import pickle; t = pickle.loads({pickle.dumps(trial)!r}); print(dict(t.extra), t.results)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "{'/new': 1} Results(more_info=MoreInfo())\n"


def test_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", ctmodel.__version__)
    assert metadata.version("ctmodel") == ctmodel.__version__


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
    assert attrs.fields(ctmodel.Trial).results.type == ctmodel.model.Results | None


def test_labels() -> None:
    assert ctmodel.label(ctmodel.terms.Status.UNKNOWN) == "Unknown status"
    assert ctmodel.label("PHASE9") == "PHASE9"
    assert ctmodel.terms.Phase.PHASE1 == "PHASE1"
    assert ctmodel.terms.Phase("PHASE1") is ctmodel.terms.Phase.PHASE1


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
        with pytest.raises(ValueError, match="it has NCT01219465"):
            ctmodel.testing.load_fixture(unknown)
