"""Values of real records, chosen beforehand and read from the source by eye."""

from pathlib import Path
from typing import Any

import pytest

from ctmodel import Trial
from ctmodel.formats import formats
from tests.conftest import members

pytestmark = pytest.mark.corpus

#: By format, archive and number of the record: paths of the model and what the source says, as text.
VALUES: dict[tuple[str, str, str], dict[str, str]] = {
    ("ctgov-xml", "legacy_pairs.zip", "NCT00460538"): {
        "org_study_id": "MIL-002",
        "start_date": "2007-04",
        "completion_date_type": "ACTUAL",
        "phases": "['PHASE4']",
        "design.who_masked": "['PARTICIPANT', 'INVESTIGATOR']",
        "arms[0].label": "2",
        "interventions[0].description": "Dosage form: capsule\n\n1: Dosage: 2 capsule Frequency and duration: 2 times"
        " daily over the 6 weeks",
        "arms[1].intervention_names": "['Dietary Supplement: Lectranal']",
        "eligibility.maximum_age": "None",
        "references[0].pmid": "19504468",
        "study_first_post_date_type": "ESTIMATED",
    },
    ("ctgov-xml", "legacy_pairs.zip", "NCT01298141"): {
        "results.participant_flow.periods[0].milestones[2].achievements[0].num_subjects": "140",
        "results.participant_flow.periods[0].drop_withdraws[2].reasons[0].num_subjects": "6",
        "results.baseline_characteristics.measures[0].title": "Age, Continuous",
        "results.baseline_characteristics.measures[0].classes[0].categories[0].measurements[0].spread": "14.821",
        "results.adverse_events.event_groups[0].serious_num_affected": "74",
        "results.adverse_events.event_groups[0].deaths_num_affected": "6",
        "results.adverse_events.serious_events[0].term": "Anaemia",
        "results.adverse_events.serious_events[0].organ_system": "Blood and lymphatic system disorders",
        "results.adverse_events.serious_events[0].source_vocabulary": "MedDRA 13.1",
        "results.adverse_events.serious_events[0].assessment_type": "NON_SYSTEMATIC_ASSESSMENT",
    },
    ("ctgov-csv", "csv_v2.zip", "NCT01361386"): {
        "acronym": "EPICOR ASIA",
        "overall_status": "COMPLETED",
        "has_results": "False",
        "lead_sponsor.agency_class": "INDUSTRY",
        "eligibility.std_ages": "['ADULT', 'OLDER_ADULT']",
        "enrollment.count": "13011",
        "design": "None",
        "org_study_id": "NIS-CAP-XXX-2011/1",
        "primary_completion_date": "2014-05",
        "secondary_outcomes[1].measure": "cost of hospitalization, up to 3 years",
        "locations[1].facility": "Research Site, Wuhu, Anhui",
        "locations[1].country": "China",
    },
    ("ictrp-csv", "ictrp.zip", "NCT04252885"): {
        "acronym": "ELACOI",
        "study_first_submit_date": "2020-01-30",
        "start_date": "2020-01-28",
        "eligibility.maximum_age": "80 Years",
        "enrollment.count": "125",
        "design.masking": "NONE",
        "phases": "['PHASE4']",
        "interventions[1].name": "Lopinavir and Ritonavir Tablets",
        "locations[0].country": "China",
        "primary_outcomes[0].measure": "The rate of virus inhibition",
    },
    ("ictrp-csv", "ictrp.zip", "IRCT20100228003449N27"): {
        "registry_id": "IRCT20100228003449N27",
        "phases": "['PHASE2', 'PHASE3']",
        "design.allocation": "RANDOMIZED",
        "eligibility.minimum_age": "18 Years",
        "primary_outcomes[0].time_frame": "Daily",
    },
    ("ictrp-xml", "ictrp.zip", "EUCTR2004-002160-22-HU"): {
        "secondary_ids[0].id": "2004-002160-22",
        "secondary_ids[0].type": "EUDRACT_NUMBER",
        "lead_sponsor.name": "Merck & Co., Inc.",
        "study_first_submit_date": "2004-10-12",
        "start_date": "2004-11-17",
        "overall_status": "None",
        "eligibility.minimum_age": "None",
        "eligibility.sex": "ALL",
        "enrollment.count": "90",
        "study_type": "INTERVENTIONAL",
    },
}  # fmt: skip


def value(trial: Trial, path: str) -> str:
    held: Any = trial
    for step in path.replace("]", "").replace("[", ".").split("."):
        held = held[int(step)] if step.isdecimal() else getattr(held, step)
    return str([str(item) for item in held] if isinstance(held, list) else held)


@pytest.mark.parametrize("place", VALUES, ids=lambda place: f"{place[0]}-{place[2]}")
def test_the_values_are_those_of_the_source(place: tuple[str, str, str], corpus: Path) -> None:
    name, archive, number = place
    held: Any = formats()[name]
    trial = next(
        trial
        for file, data in members(corpus / "registries" / archive)
        if file.endswith(held.suffixes)
        for record in held.records(data)
        for trial in [held.trial(record)]
        if number in data.decode("utf-8", "replace") and number in map(str, (trial.nct_id, trial.registry_id))
    )
    assert {path: value(trial, path) for path in VALUES[place]} == VALUES[place]
