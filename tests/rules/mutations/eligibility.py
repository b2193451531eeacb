"""Damage that the rules about eligibility must see."""

from typing import Any


def _eligibility(payload: dict[str, Any]) -> dict[str, Any]:
    module: dict[str, Any] = payload["protocolSection"]["eligibilityModule"]
    return module


def _of_type(payload: dict[str, Any], study_type: str) -> dict[str, Any]:
    if payload["protocolSection"]["designModule"]["studyType"] != study_type:
        raise KeyError(study_type)
    return _eligibility(payload)


def wrong_order_of_ages(payload: dict[str, Any]) -> None:
    _eligibility(payload).update(minimumAge="18 Years", maximumAge="60 Months")


def impossible_age(payload: dict[str, Any]) -> None:
    _eligibility(payload)["maximumAge"] = "999 Years"


def no_sex(payload: dict[str, Any]) -> None:
    del _eligibility(payload)["sex"]


def gender_without_description(payload: dict[str, Any]) -> None:
    _eligibility(payload)["genderBased"] = True


def description_without_gender(payload: dict[str, Any]) -> None:
    _eligibility(payload)["genderDescription"] = "Women"


def no_criteria(payload: dict[str, Any]) -> None:
    del _eligibility(payload)["eligibilityCriteria"]


def long_criteria(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] *= 40


def no_headers(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] = "* Adults\n* Asthma\n* No fever within the last four weeks\n"


def empty_bullet(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] += "\n* No fever\n*\n* No cough"


def short_criteria(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] = "Adults"


def age_in_months(payload: dict[str, Any]) -> None:
    _eligibility(payload).update(eligibilityCriteria="* Patients aged 18-50 years", minimumAge="18 Months")


def pregnant_males(payload: dict[str, Any]) -> None:
    _eligibility(payload)["sex"] = "MALE"
    _eligibility(payload)["eligibilityCriteria"] += "\n* Pregnant or breastfeeding"


def refused_volunteers(payload: dict[str, Any]) -> None:
    text = "Inclusion Criteria:\n\n* Healthy volunteers"
    _eligibility(payload).update(eligibilityCriteria=text, healthyVolunteers=False)


def criteria_elsewhere(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] = "Please contact the study site for information."


def criteria_on_one_line(payload: dict[str, Any]) -> None:
    text = "Inclusion Criteria: 1. Adults with asthma 2. Signed consent Exclusion Criteria: 1. Pregnancy 2. Smoking"
    _eligibility(payload)["eligibilityCriteria"] = text


def header_in_line(payload: dict[str, Any]) -> None:
    text = "Inclusion Criteria: Adults with asthma who signed consent Exclusion Criteria: Pregnant or smoking"
    _eligibility(payload)["eligibilityCriteria"] = text


def lost_exponent(payload: dict[str, Any]) -> None:
    _eligibility(payload)["eligibilityCriteria"] += "\n* Platelets of at least 100 x 109/L"


def no_population(payload: dict[str, Any]) -> None:
    del _of_type(payload, "OBSERVATIONAL")["studyPopulation"]


def population_of_trial(payload: dict[str, Any]) -> None:
    _of_type(payload, "INTERVENTIONAL")["studyPopulation"] = "Patients of a clinic"


def long_population(payload: dict[str, Any]) -> None:
    _of_type(payload, "OBSERVATIONAL")["studyPopulation"] = "Patients of a clinic. " * 60


MUTATIONS = {
    "ELG002": wrong_order_of_ages,
    "ELG004": impossible_age,
    "ELG006": no_sex,
    "ELG007": gender_without_description,
    "ELG008": description_without_gender,
    "ELG010": no_criteria,
    "ELG011": long_criteria,
    "ELG012": no_headers,
    "ELG017": empty_bullet,
    "ELG019": short_criteria,
    "ELG020": age_in_months,
    "ELG023": pregnant_males,
    "ELG025": refused_volunteers,
    "ELG027": criteria_elsewhere,
    "ELG028": no_population,
    "ELG029": population_of_trial,
    "ELG030": long_population,
    "ELG031": criteria_on_one_line,
    "ELG032": header_in_line,
    "ELG033": lost_exponent,
}
