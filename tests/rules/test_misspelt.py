"""A misspelt term is told from one that is new, and no rule judges by it."""

import importlib
import pkgutil

import attrs
import pytest

import ctmodel
import ctmodel.terms
from ctmodel import Arm, Trial
from ctmodel.codec.anomalies import Anomaly, AnomalyKind
from ctmodel.codec.leaves import OneOf
from ctmodel.formats.native import StudyView
from ctmodel.rules.structure import finding_of, is_misspelt
from ctmodel.terms.term import Term


def vocabularies() -> list[type[Term]]:
    modules = [
        importlib.import_module(f"ctmodel.terms.{found.name}") for found in pkgutil.iter_modules(ctmodel.terms.__path__)
    ]
    held = {
        cls for module in modules for cls in vars(module).values() if isinstance(cls, type) and issubclass(cls, Term)
    }
    return sorted(held - {Term}, key=lambda cls: cls.__name__)


def without(vocabulary: type[Term], term: Term) -> type[Term]:
    """The vocabulary of a library that is older than a term."""
    older: type[Term] = Term(vocabulary.__name__, [(t.name, (t.value, t.label)) for t in vocabulary if t is not term])  # type: ignore[assignment, arg-type]
    return older


def taken_for_misspelt(value: str, vocabulary: type[Term]) -> bool:
    return is_misspelt(Anomaly(AnomalyKind.UNKNOWN_TERM, "/x", "x", value, OneOf(vocabulary)))


def test_a_term_that_the_registry_adds_later_is_not_taken_for_misspelt() -> None:
    terms = [(vocabulary, term) for vocabulary in vocabularies() for term in vocabulary if len(vocabulary) > 1]
    misjudged = [term.value for vocabulary, term in terms if taken_for_misspelt(term.value, without(vocabulary, term))]
    assert len(terms) > 200
    assert misjudged == ["MEDIAN"]


@pytest.mark.parametrize(
    ("value", "misspelt"),
    [
        ("RECRUTING", True),
        ("recruting", True),
        ("RECRUITINGG", True),
        ("RECRTNG", False),
        ("UNRECRUITING", False),
        ("Recruiting", False),
        ("Active, not recruiting", False),
        ("GONE", False),
        ("", False),
    ],
)
def test_what_is_misspelt(value: str, misspelt: bool) -> None:
    assert taken_for_misspelt(value, ctmodel.terms.Status) is misspelt


def test_other_oddities_are_not_misspelt() -> None:
    assert not is_misspelt(Anomaly(AnomalyKind.MISFIT, "/x", "x", 5, OneOf(ctmodel.terms.Status)))


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (8, "which is not a term of Colour: T0, T1, T2, T3, T4, T5, T6, T7"),
        (9, "which is not a term of Colour; ctmodel.terms lists all 9"),
    ],
)
def test_up_to_eight_terms_are_listed(count: int, says: str) -> None:
    colours: type[Term] = Term("Colour", [(f"T{number}", (f"T{number}", f"term {number}")) for number in range(count)])  # type: ignore[assignment, arg-type]
    finding = finding_of(Anomaly(AnomalyKind.UNKNOWN_TERM, "/x", "x", "8", OneOf(colours)), StudyView({}))
    assert finding.message.endswith(says)


WITHDRAWN = Trial(overall_status="WITHDRAWN", enrollment=ctmodel.Enrollment(count=5, type="ACTUAL"))


def found(trial: Trial, **how: object) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in ctmodel.validate(trial, **how)]  # type: ignore[arg-type]


def test_rules_do_not_judge_by_it_and_the_finding_counts_them() -> None:
    assert ("STA008", "enrollment.count") in found(WITHDRAWN)
    misspelt = attrs.evolve(WITHDRAWN, overall_status="WITHDRAWNN", phases=["PHSE1"])
    second, first = ctmodel.validate(misspelt, select=["STR005", "STA008", "DES013", "DES020"])
    assert first.message.endswith("mean 'WITHDRAWN'? 1 rule cannot use it; if it is a new term, use --ignore STR005")
    assert second.message.endswith("mean 'PHASE1'? 2 rules cannot use it; if it is a new term, use --ignore STR005")
    assert {finding.severity for finding in (first, second)} == {"error"}


def test_who_ignores_it_says_that_the_term_is_right() -> None:
    misspelt = attrs.evolve(WITHDRAWN, study_type="INTERVENTIONAL", phases=["PHSE1", "PHSE1"])
    how = {"select": ["STR005", "DES034"]}
    assert found(misspelt, **how) != found(misspelt, **how, ignore=["STR005"])


def test_in_a_list_only_the_item_is_not_judged() -> None:
    arms = [Arm(label="A", type="EXPERIMENTL"), Arm(label="B", type="EXPERIMENTAL")]
    trial = Trial(study_type="INTERVENTIONAL", arms=arms)
    assert found(trial, select=["STR005", "ARM013"], records="draft") == [
        ("STR005", "arms[0].type"),
        ("ARM013", "arms[1].description"),
    ]
