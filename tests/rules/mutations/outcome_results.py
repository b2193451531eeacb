"""Damage that the rules about reported measures, values and analyses must see."""

from collections.abc import Callable, Iterator
from typing import Any

Payload = dict[str, Any]


def measures(payload: Payload) -> list[Payload]:
    found: list[Payload] = payload["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]
    return found


def measurements(payload: Payload) -> Iterator[tuple[Payload, Payload]]:
    for measure in measures(payload):
        for held in measure.get("classes", []):
            for category in held["categories"]:
                for measurement in category.get("measurements", []):
                    yield measure, measurement


def measure_with(**damage: Any) -> Callable[[Payload], None]:
    return lambda payload: measures(payload)[0].update(damage)


def value_with(**damage: Any) -> Callable[[Payload], None]:
    return lambda payload: next(measurements(payload))[1].update(damage)


def analysis_with(**damage: Any) -> Callable[[Payload], None]:
    def update(payload: Payload) -> None:
        next(held for measure in measures(payload) for held in measure.get("analyses", [])).update(damage)

    return update


def no_data(payload: Payload) -> None:
    del next(measures for measures, _ in measurements(payload))["classes"]


def mean_without_dispersion(payload: Payload) -> None:
    del next(measure for measure in measures(payload) if measure.get("paramType") == "MEAN")["dispersionType"]


def nobody_analysed(payload: Payload) -> None:
    measure = next(measure for measure in measures(payload) if "populationDescription" not in measure)
    measure["denoms"][0]["counts"][0]["value"] = "0"


def unexplained(payload: Payload) -> None:
    measurement = next(held for _, held in measurements(payload) if held["value"] == "NA")
    del measurement["comment"]


def large_count(payload: Payload) -> None:
    held = next(held for measure, held in measurements(payload) if measure["paramType"] == "COUNT_OF_PARTICIPANTS")
    held["value"] = "987654"


def large_percentage(payload: Payload) -> None:
    measure, held = next(measurements(payload))
    measure |= {"title": "Relapse", "paramType": "NUMBER", "unitOfMeasure": "percentage of participants"}
    held["value"] = "987654"


def secondary(payload: Payload) -> None:
    next(measure for measure in measures(payload) if measure["type"] == "PRIMARY")["type"] = "SECONDARY"


def no_time_frame(payload: Payload) -> None:
    del measures(payload)[0]["timeFrame"]


def primary_without_anybody(payload: Payload) -> None:
    payload["protocolSection"]["statusModule"]["overallStatus"] = "COMPLETED"
    for measure in measures(payload):
        if measure["type"] == "PRIMARY":
            for denom in measure["denoms"]:
                for count in denom["counts"]:
                    count["value"] = "0"


MUTATIONS = {
    "OMR001": no_data,
    "OMR002": measure_with(unitOfMeasure="NA"),
    "OMR003": measure_with(title="Percentage of Participants With Relapse", unitOfMeasure="weeks"),
    "OMR004": measure_with(title="Number of Participants With Relapse", unitOfMeasure="weeks"),
    "OMR005": mean_without_dispersion,
    "OMR006": measure_with(paramType="COUNT_OF_PARTICIPANTS", dispersionType="Standard Deviation"),
    "OMR007": nobody_analysed,
    "OMR008": value_with(groupId="OG999"),
    "OMR009": value_with(value="about five"),
    "OMR010": value_with(lowerLimit="9", upperLimit="1"),
    "OMR011": value_with(value="50", lowerLimit="1", upperLimit="9"),
    "OMR012": value_with(spread="-1.5"),
    "OMR013": unexplained,
    "OMR014": large_count,
    "OMR015": large_percentage,
    "OMR016": analysis_with(pValue="NS"),
    "OMR017": analysis_with(pValue="4.2"),
    "OMR018": analysis_with(ciLowerLimit="9", ciUpperLimit="1"),
    "OMR019": analysis_with(paramValue="50", ciLowerLimit="1", ciUpperLimit="9"),
    "OMR020": analysis_with(ciPctValue="0.95"),
    "OMR021": analysis_with(groupIds=["OG000", "OG999"]),
    "OMR024": secondary,
    "OMR026": no_time_frame,
    "OMR027": measure_with(paramType="COUNT_OF_PARTICIPANTS", unitOfMeasure="percentage of participants"),
    "OMR028": measure_with(title="Number of Days Without Pain", unitOfMeasure="percentage of days"),
    "OMR029": measure_with(title="Proportion of Responders", paramType="NUMBER", unitOfMeasure="Participants"),
    "OMR030": primary_without_anybody,
}
