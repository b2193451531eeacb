"""Records whose pages have something of everything, and those that are hard to show."""

import itertools
from pathlib import Path

import ctmodel
from tests.pages.html.test_hostile import HOSTILE, hostile

SAMPLES = Path(__file__).parents[2] / "formats"


def results():
    """A trial with results of all kinds: two periods, ratios and differences, one-sided limits, harms."""
    groups = [{"title": "Active/Placebo 10 mg"}, {"title": "Placebo"}, {"title": "A third group with a long name"}]

    def of(prefix):
        return [{**group, "id": f"{prefix}{index:03}", "description": "Who."} for index, group in enumerate(groups)]

    def per(prefix, name, *values):
        return [{"groupId": f"{prefix}{index:03}", name: value} for index, value in enumerate(values)]

    def analysis(kind, value, low, high):
        return {
            "groupIds": ["OG000", "OG001"], "paramType": kind, "paramValue": value, "pValue": "0.02",
            "ciLowerLimit": low, "ciUpperLimit": high, "ciPctValue": "95", "statisticalMethod": "ANCOVA",
            "estimateComment": "A remark that is long enough to be closed. " * 5,
        }  # fmt: skip

    milestones = [
        {"type": kind, "achievements": per("FG", "numSubjects", *values)}
        for kind, values in {"STARTED": "345", "COMPLETED": "234", "NOT COMPLETED": "111"}.items()
    ]
    measurements = per("OG", "value", "10.3", "9.2", "NA")
    measurements[0] |= {"lowerLimit": "9.4", "upperLimit": "11.9"}
    terms = [
        {"term": f"Term {index}", "organSystem": f"System {index % 3}", "sourceVocabulary": "MedDRA 20", "stats": [
            {"groupId": f"EG{group:03}", "numAffected": index + group, "numAtRisk": 40, "numEvents": 9} for group in range(3)
        ]}
        for index in range(9)
    ]  # fmt: skip
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000001", "briefTitle": "A trial with results"},
            "armsInterventionsModule": {"armGroups": [{"label": group["title"]} for group in groups]},
        },
        "resultsSection": {
            "participantFlowModule": {
                "groups": of("FG"),
                "periods": [{"title": title, "milestones": milestones} for title in ("First", "Second")],
            },
            "baselineCharacteristicsModule": {
                "groups": of("BG"),
                "denoms": [{"units": "Participants", "counts": per("BG", "value", "3", "4", "5")}],
                "measures": [{"title": "Age", "paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "classes": [
                    {"categories": [{"measurements": per("BG", "value", "40", "41", "42")}]}
                ]}],
            },
            "outcomeMeasuresModule": {"outcomeMeasures": [{
                "type": "PRIMARY", "title": "Survival", "paramType": "MEDIAN", "unitOfMeasure": "months",
                "groups": of("OG"), "classes": [{"title": title, "categories": [{"measurements": measurements}]}
                                                for title in ("6 months", "12 months")],
                "analyses": [
                    analysis("Hazard Ratio (HR)", "0.78", "0.63", "0.97"), analysis("Hazard Ratio (HR)", "1.5", "0.9", "40"),
                    analysis("Difference", "1.1", "-0.4", None), analysis("Difference", "2", "1", "3"),
                ],
            }]},
            "adverseEventsModule": {
                "eventGroups": [
                    group | {"seriousNumAffected": index + 3, "seriousNumAtRisk": 40} for index, group in enumerate(of("EG"))
                ],
                "seriousEvents": terms, "otherEvents": terms,
            },
        },
    })  # fmt: skip


def observational():
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000002", "briefTitle": "A cohort"},
            "designModule": {"studyType": "OBSERVATIONAL", "designInfo": {"observationalModel": "COHORT"}},
            "armsInterventionsModule": {"armGroups": [{"label": f"Cohort {index}"} for index in range(30)],
                                        "interventions": [{"name": f"Drug {index}", "armGroupLabels": [f"Cohort {index}"]} for index in range(12)]},
            "contactsLocationsModule": {"locations": [
                {"facility": f"Site {index}", "city": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "country": "Wales"}
                for index in range(20)
            ]},
        },
    })  # fmt: skip


def damaged():
    """The fixture with a wrong type, a null, an unknown field or an unknown term in each module."""
    payload = ctmodel.unstructure(ctmodel.testing.load_fixture("NCT01219465"))
    for index, module in enumerate(payload["protocolSection"].values()):
        for key, value in list(module.items())[index % 2 :: 2]:
            module[key] = [None, {"a": [value]}, 5, "UNKNOWN_TERM", [value, value]][(index + len(key)) % 5]
        module["unknownField"] = {"deep": [value]}
    return ctmodel.structure(payload)


def crowded():
    """A trial with more groups than have colours, and more arms than interventions."""
    groups = [
        {"id": f"G{index}", "title": f"Cohort {index} with a rather long name, {index} mg/kg"} for index in range(12)
    ]

    def per(name, *values):
        pairs = zip(groups, itertools.cycle(values), strict=False)
        return [{"groupId": group["id"], name: value} for group, value in pairs]

    milestones = [
        {"type": kind, "achievements": per("numSubjects", *values)}
        for kind, values in {"STARTED": ("40", "12"), "COMPLETED": ("31", "0"), "NOT COMPLETED": ("9", "12")}.items()
    ]
    reasons = [{"type": "Withdrawal by Subject", "reasons": per("numSubjects", "9", "12", "0")}]
    counts = per("value", "40", "12")
    return ctmodel.structure({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT00000003", "briefTitle": "A dose escalation"},
            "designModule": {"studyType": "INTERVENTIONAL", "enrollmentInfo": {"count": 312, "type": "ACTUAL"}},
            "armsInterventionsModule": {
                "armGroups": [{"label": group["title"], "interventionNames": ["Drug: A"]} for group in groups],
                "interventions": [{"type": "DRUG", "name": "A", "description": "Given.", "armGroupLabels": [groups[0]["title"]]}],
            },
        },
        "resultsSection": {
            "participantFlowModule": {
                "groups": groups, "periods": [{"title": "All", "milestones": milestones, "dropWithdraws": reasons}],
            },
            "baselineCharacteristicsModule": {
                "groups": groups, "denoms": [{"units": "Participants", "counts": counts}],
                "measures": [{"title": "Age", "paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "classes": [
                    {"categories": [{"measurements": [
                        held | {"spread": "12.42"} for held in per("value", "45.31", "-1,200.5")
                    ]}]},
                ]}],
            },
            "outcomeMeasuresModule": {"outcomeMeasures": [{
                "type": "PRIMARY", "title": "Response", "paramType": "NUMBER", "dispersionType": "CONFIDENCE_95",
                "groups": groups[:few], "denoms": [{"units": "Participants", "counts": counts[:few]}],
                "classes": [{"categories": [{"measurements": [
                    held | {"lowerLimit": "1,234.56", "upperLimit": "12,345.67"} for held in per("value", "5,678.90")[:few]
                ]}]}],
            } for few in (1, 2, 3, 4, 12)]},
            "adverseEventsModule": {
                "eventGroups": [group | {"deathsNumAffected": index, "deathsNumAtRisk": 40} for index, group in enumerate(groups)],
                "otherEvents": [{"term": "Nausea", "organSystem": "Gut", "stats": per("numAffected", 3, 0, None)}],
            },
        },
    })  # fmt: skip


def sample(*path):
    return lambda: next(iter(ctmodel.read_many(SAMPLES.joinpath(*path[:1], "samples", *path[1:]))))


#: What makes each record, by its name.
RECORDS = {
    "fixture": lambda: ctmodel.testing.load_fixture("NCT01219465"),
    "results": results,
    "crowded": crowded,
    "observational": observational,
    "damaged": damaged,
    "hostile": lambda: hostile(" ".join(HOSTILE)),
    "empty": ctmodel.Trial,
    "classic": sample("ctgov_xml", "trial.xml"),
    "table": sample("ctgov_csv", "all.csv"),
    "ictrp": sample("ictrp", "nct.xml"),
    "isrctn": sample("isrctn", "trials.xml"),
    "ctis": sample("ctis", "current.json"),
}
