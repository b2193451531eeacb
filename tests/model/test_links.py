"""Which arm receives which intervention, and the countries of the sites."""

import copy
import pickle
from pathlib import Path

import attrs
import pytest

import ctmodel
from ctmodel import Arm, Intervention, Location, Trial
from ctmodel.model.arms import reference_to
from tests.conftest import members


def made() -> Trial:
    return Trial(
        arms=[Arm(label="A", intervention_names=["Drug: X"]), Arm(label="B"), Arm(), Arm(label="")],
        interventions=[
            Intervention(type="DRUG", name="X"),
            Intervention(type="OTHER", name="Y", arm_group_labels=["B", "A", "nobody"]),
            Intervention(arm_group_labels=[""]),
            Intervention(type="NEW_TYPE", name="Z"),
        ],
    )


def names(interventions: list[Intervention]) -> list[str | None]:
    return [given.name for given in interventions]


def labels(arms: list[Arm]) -> list[str | None]:
    return [arm.label for arm in arms]


def test_one_side_is_enough() -> None:
    trial = made()
    assert [names(trial.interventions_of(arm)) for arm in trial.arms] == [["X", "Y"], ["Y"], [], []]
    assert [labels(trial.arms_of(given)) for given in trial.interventions] == [["A"], ["A", "B"], [], []]


def test_they_are_the_objects_of_the_trial() -> None:
    trial = made()
    assert trial.interventions_of(trial.arms[0])[0] is trial.interventions[0]
    assert trial.arms_of(trial.interventions[1])[1] is trial.arms[1]


def test_a_type_that_is_unknown_is_named_as_it_is() -> None:
    trial = made()
    trial.arms[1].intervention_names = ["NEW_TYPE: Z"]
    assert names(trial.interventions_of(trial.arms[1])) == ["Y", "Z"]
    assert labels(trial.arms_of(trial.interventions[3])) == ["B"]


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        (Intervention(type="DRUG", name="X"), "Drug: X"),
        (Intervention(type="DIETARY_SUPPLEMENT", name="X"), "Dietary Supplement: X"),
        (Intervention(type="DRUG"), None),
        (Intervention(type="DRUG", name=""), None),
        (Intervention(name="X"), None),
    ],
)
def test_how_arms_name_an_intervention(given: Intervention, reference: str | None) -> None:
    assert reference_to(given) == reference


def test_the_answer_follows_every_edit() -> None:
    trial = made()
    arm = trial.arms[0]
    trial.interventions[0].name = "W"
    assert names(trial.interventions_of(arm)) == ["Y"]
    arm.intervention_names.append("Drug: W")
    assert names(trial.interventions_of(arm)) == ["W", "Y"]
    arm.label = "C"
    assert names(trial.interventions_of(arm)) == ["W"]
    trial.interventions.clear()
    assert trial.interventions_of(arm) == []


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, attrs.evolve, lambda trial: pickle.loads(pickle.dumps(trial))]
)
def test_a_copy_answers_for_itself(copied: object) -> None:
    trial = made()
    other = copied(trial)  # type: ignore[operator]
    other.interventions = [Intervention(type="DRUG", name="X", description="another")]
    assert [given.description for given in other.interventions_of(other.arms[0])] == ["another"]
    assert names(trial.interventions_of(trial.arms[0])) == ["X", "Y"]


def test_the_views_are_made_anew() -> None:
    trial = made()
    trial.interventions_of(trial.arms[0]).clear()
    assert len(trial.interventions_of(trial.arms[0])) == 2
    with pytest.raises(AttributeError):
        trial.countries = []  # type: ignore[misc]
    trial.countries.append("Norway")
    assert trial.countries == []


def test_countries() -> None:
    sites = [None, "Norway", "", "China", " ", "Norway", "norway"]
    assert Trial(locations=[Location(country=name) for name in sites]).countries == ["Norway", "China", "norway"]
    assert Trial().countries == []
    assert ctmodel.testing.load_fixture("NCT01219465").countries == ["China"]


def test_of_the_record() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    for arm in trial.arms:
        assert [reference_to(given) for given in trial.interventions_of(arm)] == arm.intervention_names


@pytest.mark.corpus
def test_both_directions_agree_and_nothing_that_is_named_is_missed(corpus: Path) -> None:
    links = 0
    for _, data in members(corpus / "ctgov_v2.zip"):
        trial = ctmodel.loads(data)
        found = {(id(arm), id(given)) for arm in trial.arms for given in trial.interventions_of(arm)}
        assert found == {(id(arm), id(given)) for given in trial.interventions for arm in trial.arms_of(given)}
        named = {
            (id(arm), id(given))
            for arm in trial.arms
            for given in trial.interventions
            if reference_to(given) in arm.intervention_names or arm.label in given.arm_group_labels
        }
        assert found == named
        links += len(found)
    assert links > 4000
