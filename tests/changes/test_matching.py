"""What is matched in lists, stage by stage: pairs from versions of real records, and traps."""

import re
from typing import Any

import pytest

import ctmodel
from ctmodel.changes.stages import STAGES
from ctmodel.changes.words import folded
from ctmodel.codec.nested import Many, One
from ctmodel.formats import native
from tests.changes.laws import check

PLACES = {
    "arms": "armsInterventionsModule/armGroups",
    "interventions": "armsInterventionsModule/interventions",
    "locations": "contactsLocationsModule/locations",
    "central_contacts": "contactsLocationsModule/centralContacts",
    "overall_officials": "contactsLocationsModule/overallOfficials",
    "primary_outcomes": "outcomesModule/primaryOutcomes",
    "secondary_outcomes": "outcomesModule/secondaryOutcomes",
    "other_outcomes": "outcomesModule/otherOutcomes",
    "references": "referencesModule/references",
    "secondary_ids": "identificationModule/secondaryIdInfos",
    "keywords": "conditionsModule/keywords",
}


def study(**lists: list[Any]) -> dict[str, Any]:
    section: dict[str, Any] = {"identificationModule": {"nctId": "NCT00000001"}}
    for name, items in lists.items():
        module, key = PLACES[name].split("/")
        section.setdefault(module, {})[key] = items
    return {"protocolSection": section}


def pairs(old: dict[str, Any], new: dict[str, Any]) -> set[tuple[str | None, str | None]]:
    """Return which items were added and removed, and which of those that changed or moved are matched.

    No field of an item comes or goes in these tests, so that both pointers of a change lead into its item.
    """
    return {(_item(change.old_pointer), _item(change.new_pointer)) for change in check(old, new)}


def _item(pointer: str | None) -> str | None:
    return None if pointer is None else re.sub(r".*Module/(\w+/\d+).*", r"\1", pointer)


def site(
    facility: str, city: str, zip: str = "", country: str = "United States", status: str = "RECRUITING"
) -> dict[str, str]:
    held = {"facility": facility, "status": status, "city": city, "zip": zip, "country": country}
    return {key: value for key, value in held.items() if value}


def outcomes(*measures: str) -> list[dict[str, str]]:
    return [{"measure": measure} for measure in measures]


def test_every_class_in_lists_has_stages_of_its_own_attributes() -> None:
    classes = {
        row.kind.item.table.cls.__name__: row.kind.item.table
        for table in native.tables().values()
        for _, row in table.rows()
        if isinstance(row.kind, Many) and isinstance(row.kind.item, One)
    }
    assert classes.keys() == STAGES.keys()
    for name, stages in STAGES.items():
        alike = stages.alike
        used = [name for key in stages.keys for name in key]
        used += [*alike.texts, *alike.same, *alike.points] if alike else []
        used += [stages.placeholder_needs] if stages.placeholder_needs else []
        assert set(used) <= classes[name].places.keys(), name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hôpital  Saint-Éloi (Dermatology)", "hopital saint eloi dermatology"),
        ("\uff37HO № 5", "who no 5"),
        ("Straße", "strasse"),
        ("...", ""),
        ("İstanbul", "istanbul"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_identical_items_come_before_those_with_the_same_name() -> None:
    old = study(arms=[{"label": "A", "type": "OTHER"}, {"label": "A", "type": "EXPERIMENTAL"}])
    new = study(arms=[{"label": "A", "type": "EXPERIMENTAL"}, {"label": "A", "type": "SHAM_COMPARATOR"}])
    assert ("armGroups/0", "armGroups/1") in pairs(old, new)
    assert ("armGroups/1", "armGroups/1") not in pairs(old, new)


def test_items_with_the_same_name_pair_in_order() -> None:
    old = study(primary_outcomes=[{"measure": "Pain", "timeFrame": f"{n} weeks"} for n in (1, 2, 3)])
    new = study(primary_outcomes=[{"measure": "Pain", "timeFrame": f"{n} months"} for n in (1, 2, 3)])
    assert pairs(old, new) == {(f"primaryOutcomes/{n}", f"primaryOutcomes/{n}") for n in range(3)}


def test_time_frames_decide_between_outcomes_of_one_measure() -> None:
    old = study(
        primary_outcomes=[
            {"measure": "Pain", "timeFrame": "1 week", "description": "a"},
            {"measure": "Pain", "timeFrame": "2 weeks", "description": "a"},
        ]
    )
    new = study(
        primary_outcomes=[
            {"measure": "Pain", "timeFrame": "2 weeks", "description": "b"},
            {"measure": "Pain", "timeFrame": "3 weeks", "description": "b"},
        ]
    )
    assert ("primaryOutcomes/1", "primaryOutcomes/0") in pairs(old, new)


def test_the_own_list_comes_first() -> None:
    old = study(primary_outcomes=outcomes("Pain"), secondary_outcomes=outcomes("Pain", "Survival"))
    new = study(primary_outcomes=outcomes("PAIN"), secondary_outcomes=outcomes("pain", "Survival"))
    assert pairs(old, new) == {
        ("primaryOutcomes/0", "primaryOutcomes/0"),
        ("secondaryOutcomes/0", "secondaryOutcomes/0"),
    }


def test_a_switch_is_found_though_the_lists_hold_similar_outcomes() -> None:
    old = study(
        primary_outcomes=outcomes("Best Objective Response Rate (BORR)"),
        secondary_outcomes=outcomes("Overall Survival", "Progression-free survival", "Duration of response"),
    )
    new = study(
        primary_outcomes=outcomes("Overall survival of MDX-010 in combination compared with MDX-1379"),
        secondary_outcomes=outcomes(
            "Determination of Best overall response rate (BORR)", "Progression-free survival", "Duration of response"
        ),
    )
    assert pairs(old, new) == {
        ("primaryOutcomes/0", "secondaryOutcomes/0"),
        ("secondaryOutcomes/0", "primaryOutcomes/0"),
    }


def test_siblings_that_differ_in_a_rare_word_are_not_matched() -> None:
    drugs = ["gocatamig", "DXd", "total anti-TROP2 antibody", "free payload"]
    old = [f"Maximum concentration (Cmax) of {drug}" for drug in drugs]
    new = [*old[:-1], "Maximum concentration (Cmax) of ifinatamab"]
    found = pairs(study(secondary_outcomes=outcomes(*old)), study(secondary_outcomes=outcomes(*new)))
    assert found == {("secondaryOutcomes/3", None), (None, "secondaryOutcomes/3")}


def test_words_are_rare_or_not_by_all_outcomes() -> None:
    names = ["gocatamig", "DXd", "ifinatamab", "payload"]
    *same, gone = (
        f"Maximum observed plasma concentration (Cmax) after a single intravenous dose of {name}" for name in names
    )
    new = gone.replace("payload", "deruxtecan")
    found = pairs(study(secondary_outcomes=outcomes(*same, gone)), study(secondary_outcomes=outcomes(*same, new)))
    assert found == {("secondaryOutcomes/3", None), (None, "secondaryOutcomes/3")}
    found = pairs(study(secondary_outcomes=outcomes(gone)), study(secondary_outcomes=outcomes(new)))
    assert found == {("secondaryOutcomes/0", "secondaryOutcomes/0")}


def test_identical_outcomes_in_another_list_come_before_the_same_name_in_the_own_list() -> None:
    pain = [{"measure": "Pain", "timeFrame": f"{weeks} weeks"} for weeks in (1, 2)]
    old, new = study(primary_outcomes=pain[:1]), study(primary_outcomes=pain[1:], secondary_outcomes=pain[:1])
    assert pairs(old, new) == {("primaryOutcomes/0", "secondaryOutcomes/0"), (None, "primaryOutcomes/0")}


def test_names_in_another_list_come_before_similar_texts() -> None:
    old = study(secondary_outcomes=outcomes("Time from pain to rest", "Time from rest to pain"))
    new = study(primary_outcomes=outcomes("TIME from rest to pain", "TIME from pain to rest"))
    assert pairs(old, new) == {
        ("secondaryOutcomes/0", "primaryOutcomes/1"),
        ("secondaryOutcomes/1", "primaryOutcomes/0"),
    }


def test_a_lone_primary_outcome_on_each_side_was_replaced() -> None:
    old = study(primary_outcomes=outcomes("Remission"), secondary_outcomes=outcomes("Weight"))
    new = study(primary_outcomes=outcomes("Survival"), secondary_outcomes=outcomes("Height"))
    assert pairs(old, new) == {
        ("primaryOutcomes/0", "primaryOutcomes/0"),
        ("secondaryOutcomes/0", None),
        (None, "secondaryOutcomes/0"),
    }


def test_a_relabelled_arm() -> None:
    same = {
        "description": "Durvalumab 1500 mg by infusion every four weeks for up to twelve months or until progression",
        "interventionNames": ["Drug: Durvalumab"],
        "type": "EXPERIMENTAL",
    }
    old = study(
        arms=[
            {"label": "MRD positive Cohort - Arm A (treatment)", **same},
            {"label": "MRD positive Cohort - Arm B (observation)", "type": "NO_INTERVENTION"},
        ]
    )
    new = study(arms=[{"label": "MRD positive and/or progression Cohort", **same}])
    assert pairs(old, new) == {("armGroups/0", "armGroups/0"), ("armGroups/1", None)}


def test_arms_with_another_label_and_other_interventions_are_two() -> None:
    old = study(arms=[{"label": "Arm A", "interventionNames": ["Drug: X"]}])
    new = study(arms=[{"label": "Arm A bis", "interventionNames": ["Drug: Y"]}])
    assert pairs(old, new) == {("armGroups/0", None), (None, "armGroups/0")}


def test_an_intervention_of_another_type() -> None:
    old = study(interventions=[{"type": "DRUG", "name": "Durvalumab"}])
    new = study(interventions=[{"type": "BIOLOGICAL", "name": "durvalumab"}])
    assert pairs(old, new) == {("interventions/0", "interventions/0")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (site("Hospital A", "Paris", "75001"), site("Hospital A", "Paris", "75001", status="COMPLETED")),
        (site("Hospital A", "Paris", "75001"), site("HOSPITAL A", "Paris", "75002")),
        (site("Hôpital Foch", "Suresnes", "92150"), site('Hă"Pital Foch', "Suresnes", "92150")),
        (site("Clinica Universidad De Navarra | Oncologia Medica", "Madrid", "28027"), site("Clinica Universidad de Navarra | Madrid | Oncologia", "Madrid", "28027")),
        (site("Charite Universitaetsmedizin Berlin", "Berlin"), site("Charité Universitaetsmedizin Berlin", "Steglitz")),
        (site("Research Site", "Ghent", "9000"), site("Research Site", "Gent", "9000")),
    ],
)  # fmt: skip
def test_respelled_sites(old: dict[str, str], new: dict[str, str]) -> None:
    found = pairs(study(locations=[old]), study(locations=[new]))
    assert found == {("locations/0", "locations/0")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (site("Research Site", "Santo André", country="Brazil"), site("Research Site", "São Paulo", country="Brazil")),
        (site("Research Site", "Ghent", "9000"), site("Research Site", "Ghent", "9001")),
        (site("GSK Investigational Site", "Berlin", "10117"), site("GSK Investigational Site", "Berlin", "13353")),
        (site("Local Institution - 0062", "Berlin", "10117"), site("Local Institution - 0062", "Berlin", "13353")),
        (site("USA02-0", "Boston", "02115"), site("USA02-0", "Boston", "02116")),
        (site("Hospital A", "Paris"), site("Hospital A", "Paris", country="France")),
        (site("General Hospital of the Region", "Lyon"), site("Military Hospital of the Region", "Paris")),
        (site("University Hospital", "Lyon", "69001"), site("Mayo Clinic", "Lyon", "69005")),
    ],
)
def test_different_sites(old: dict[str, str], new: dict[str, str]) -> None:
    found = pairs(study(locations=[old]), study(locations=[new]))
    assert found == {("locations/0", None), (None, "locations/0")}


def test_persons_and_references() -> None:
    old = study(
        central_contacts=[{"name": "Ann Lee", "role": "CONTACT", "email": "a@example.org"}],
        overall_officials=[{"name": "Bo Li, MD", "affiliation": "X", "role": "STUDY_DIRECTOR"}],
        references=[
            {"pmid": "1", "citation": "Lee A. Old title."},
            {
                "citation": "Li B, Ray C, Ng D. Early rehabilitation after hip fracture in older adults: a randomised trial. J Ex. 2020;1:2-9"
            },
        ],
        secondary_ids=[{"id": "2020-000001-11", "type": "EUDRACT_NUMBER"}],
    )
    new = study(
        central_contacts=[{"name": "Cy Ray", "role": "CONTACT", "email": "a@example.org"}],
        overall_officials=[{"name": "Bo Li MD", "affiliation": "Y", "role": "STUDY_DIRECTOR"}],
        references=[
            {
                "citation": "Li B, Ray C, Ng D. Early rehabilitation after hip fracture in older adults: a randomised trial. J Ex. 2021;1:2-9"
            },
            {"pmid": "1", "citation": "Lee A, Ng C. Other."},
        ],
        secondary_ids=[{"id": "2020 000001 11", "type": "EUDRACT_NUMBER"}],
    )
    assert pairs(old, new) == {
        ("centralContacts/0", "centralContacts/0"),
        ("overallOfficials/0", "overallOfficials/0"),
        ("references/0", "references/1"),
        ("references/1", "references/0"),
        ("secondaryIdInfos/0", "secondaryIdInfos/0"),
    }


def test_texts() -> None:
    old, new = study(keywords=["Lung cancer", "NSCLC", "gone"]), study(keywords=["lung-cancer", "NSCLC", "come"])
    assert pairs(old, new) == {("keywords/0", "keywords/0"), ("keywords/2", None), (None, "keywords/2")}


def test_results_are_matched_by_group() -> None:
    def results(*values: tuple[str, str]) -> dict[str, Any]:
        measurements = [{"groupId": group, "value": value} for group, value in values]
        measure = {"title": "Pain", "classes": [{"categories": [{"measurements": measurements}]}]}
        return {"resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [measure]}}}

    changes = check(results(("OG000", "1"), ("OG001", "2")), results(("OG001", "3"), ("OG000", "1")))
    assert [(change.kind.value, change.old, change.new) for change in changes if change.kind == "changed"] == [
        ("changed", "2", "3")
    ]
    assert sorted(change.kind.value for change in changes) == ["changed", "moved"]


def test_many_sites_of_one_city_are_matched() -> None:
    names = [f"Hospital {first}{second}" for first in "ABCDEFGHIJKL" for second in "abcdefgh"]
    old = study(locations=[site(f"{name} Clinic", "Seoul", f"0{index}") for index, name in enumerate(names)])
    new = study(locations=[site(f"{name} Klinic", "Seoul", f"0{index}") for index, name in enumerate(names)])
    assert pairs(old, new) == {(f"locations/{n}", f"locations/{n}") for n in range(len(names))}


def test_order_of_input_is_all_that_matters() -> None:
    texts = [f"outcome {word} after surgery" for word in ("alpha", "beta", "gamma", "delta")]
    old, new = study(primary_outcomes=outcomes(*texts)), study(secondary_outcomes=outcomes(*reversed(texts)))
    assert ctmodel.diff(ctmodel.structure(old), ctmodel.structure(new)) == check(old, new)
