"""An invented study that has each field of the model, with results of all kinds."""

from typing import Any

GROUPS = ("Active/Placebo 10 mg", "Placebo", "Not treated")


def groups(prefix: str) -> list[dict[str, str]]:
    return [
        {"id": f"{prefix}{number:03}", "title": title, "description": f"Who was given {title}."}
        for number, title in enumerate(GROUPS)
    ]


def per_group(prefix: str, name: str, *values: Any) -> list[dict[str, Any]]:
    return [
        {"groupId": f"{prefix}{number:03}", name: value} for number, value in enumerate(values) if value is not None
    ]


def date(text: str, kind: str = "ACTUAL") -> dict[str, str]:
    return {"date": text, "type": kind}


PROTOCOL: dict[str, Any] = {
    "identificationModule": {
        "nctId": "NCT00000103", "nctIdAliases": ["NCT00000104"], "briefTitle": "A walking trial", "acronym": "WALK",
        "officialTitle": "A trial of walking with and without company",
        "orgStudyIdInfo": {"id": "EX-103", "type": "NIH", "link": "https://example.org/ex-103"},
        "secondaryIdInfos": [{"id": "2020-000001-10", "type": "EUDRACT_NUMBER"}, {"type": "OTHER", "domain": "An office"}],
        "organization": {"fullName": "Example University", "class": "OTHER"},
    },
    "statusModule": {
        "statusVerifiedDate": "2024-02", "overallStatus": "TERMINATED", "lastKnownStatus": "RECRUITING",
        "whyStopped": "Nobody came", "delayedPosting": True,
        "expandedAccessInfo": {"hasExpandedAccess": True, "nctId": "NCT00000105", "statusForNctId": "AVAILABLE"},
        "startDateStruct": date("2020-01"), "primaryCompletionDateStruct": date("2022"),
        "completionDateStruct": {"date": "2023-05-06"}, "studyFirstSubmitDate": "2019-12-01",
        "studyFirstSubmitQcDate": "2019-12-05", "studyFirstPostDateStruct": date("2019-12-05", "ESTIMATED"),
        "resultsFirstSubmitDate": "2024-01-02", "resultsFirstSubmitQcDate": "2024-01-03", "resultsWaived": False,
        "resultsFirstPostDateStruct": date("2024-01-04"), "dispFirstSubmitDate": "2023-01-02",
        "dispFirstSubmitQcDate": "2023-01-03", "dispFirstPostDateStruct": date("2023-01-04"),
        "lastUpdateSubmitDate": "2024-02-01", "lastUpdatePostDateStruct": date("2024-02-02", "ESTIMATED"),
    },
    "sponsorCollaboratorsModule": {
        "responsibleParty": {
            "type": "PRINCIPAL_INVESTIGATOR", "investigatorFullName": "Ann Lee", "investigatorTitle": "Professor",
            "investigatorAffiliation": "Example University", "oldNameTitle": "Ann Lee, MD", "oldOrganization": "Old College",
        },
        "leadSponsor": {"name": "Example University", "class": "OTHER"},
        "collaborators": [{"name": "Example Company", "class": "INDUSTRY"}],
    },
    "oversightModule": {
        "oversightHasDmc": True, "isFdaRegulatedDrug": False, "isFdaRegulatedDevice": True, "isUnapprovedDevice": True,
        "isPpsd": True, "isUsExport": False, "fdaaa801Violation": False,
    },
    "descriptionModule": {"briefSummary": "Why people walk.\n\n* alone\n* together", "detailedDescription": "More \\> less."},
    "conditionsModule": {"conditions": ["Fatigue"], "keywords": ["walking", "company"]},
    "designModule": {
        "studyType": "INTERVENTIONAL", "nPtrsToThisExpAccNctId": 2, "phases": ["PHASE1", "PHASE2"],
        "expandedAccessTypes": {"individual": True, "intermediate": False, "treatment": True},
        "patientRegistry": True, "targetDuration": "2 Years",
        "designInfo": {
            "allocation": "RANDOMIZED", "interventionModel": "PARALLEL", "interventionModelDescription": "Three groups.",
            "primaryPurpose": "TREATMENT", "observationalModel": "COHORT", "timePerspective": "PROSPECTIVE",
            "maskingInfo": {"masking": "DOUBLE", "maskingDescription": "With caps.", "whoMasked": ["PARTICIPANT", "INVESTIGATOR"]},
        },
        "bioSpec": {"retention": "SAMPLES_WITH_DNA", "description": "Blood."},
        "enrollmentInfo": {"count": 121, "type": "ACTUAL"},
    },
    "armsInterventionsModule": {
        "armGroups": [
            {"label": GROUPS[0], "type": "EXPERIMENTAL", "description": "Walks.", "interventionNames": ["Drug: Walking"]},
            {"label": GROUPS[1], "type": "PLACEBO_COMPARATOR"},
        ],
        "interventions": [
            {"type": "DRUG", "name": "Walking", "description": "Every day.", "armGroupLabels": [GROUPS[0]], "otherNames": ["Strolling"]},
            {"type": "OTHER", "name": "Sitting"},
        ],
    },
    "outcomesModule": {
        "primaryOutcomes": [{"measure": "Steps a day", "description": "Counted.\nTwice.", "timeFrame": "12 weeks"}],
        "secondaryOutcomes": [{"measure": "Pain"}],
        "otherOutcomes": [{"timeFrame": "1 year"}],
    },
    "eligibilityModule": {
        "eligibilityCriteria": "Inclusion Criteria:\n\n* Adults, with\n  * two legs\n\nExclusion Criteria:\n\nCohort A:\n\n* Broken leg\n\nNone of them may ride.",
        "healthyVolunteers": True, "sex": "FEMALE", "genderBased": True, "genderDescription": "By identity.",
        "minimumAge": "18 Years", "maximumAge": "65 Years", "stdAges": ["ADULT"], "studyPopulation": "Walkers.",
        "samplingMethod": "PROBABILITY_SAMPLE",
    },
    "contactsLocationsModule": {
        "centralContacts": [{"name": "Ben Ray", "role": "CONTACT", "phone": "555-0100", "phoneExt": "1", "email": "ben@example.org"}],
        "overallOfficials": [{"name": "Ann Lee", "affiliation": "Example University", "role": "STUDY_CHAIR"}],
        "locations": [
            {
                "facility": "Example Hospital", "status": "COMPLETED", "city": "Rome", "state": "Lazio", "zip": "00100",
                "country": "Italy", "countryCode": "IT", "geoPoint": {"lat": 41.9, "lon": 12.5},
                "contacts": [{"name": "Eva Sol", "role": "CONTACT", "email": "eva@example.org"}],
            },
            {"zip": "99999"},
        ],
    },
    "referencesModule": {
        "references": [
            {"pmid": "12345678", "type": "RESULT", "citation": "Lee A. Walking.", "retractions": [{"pmid": "12345679", "source": "A journal"}]},
            {"citation": "Ray B. Sitting."},
        ],
        "seeAlsoLinks": [{"label": "The trial", "url": "https://example.org/walk"}],
        "availIpds": [{"id": "D1", "type": "Individual Participant Data Set", "url": "https://example.org/d1", "comment": "Ask."}],
    },
    "ipdSharingStatementModule": {
        "ipdSharing": "YES", "description": "All data.", "infoTypes": ["SAP", "CSR"], "timeFrame": "After a year",
        "accessCriteria": "On request", "url": "https://example.org/share",
    },
}  # fmt: skip


def analysis(kind: str, **values: Any) -> dict[str, Any]:
    return {"groupIds": ["OG000", "OG001"], "paramType": kind, "statisticalMethod": "ANCOVA", **values}


def measure(kind: str, title: str, param: str, measurements: list[dict[str, Any]], **values: Any) -> dict[str, Any]:
    return {
        "type": kind, "title": title, "description": "How it was measured.", "populationDescription": "All who walked.",
        "reportingStatus": "POSTED", "paramType": param, "unitOfMeasure": "steps", "timeFrame": "12 weeks",
        "groups": groups("OG"), "denoms": [{"units": "Participants", "counts": per_group("OG", "value", "40", "41", "40")}],
        "classes": [{"categories": [{"measurements": measurements}]}], **values,
    }  # fmt: skip


def milestone(kind: str, *numbers: str | None, **values: Any) -> dict[str, Any]:
    achievements = per_group("FG", "numSubjects", *numbers)
    achievements[0] |= {"numUnits": "80", "comment": "Both legs."}
    return {"type": kind, "achievements": achievements, **values}


def affected(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"groupId": f"EG{group:03}", "numAffected": number, "numAtRisk": 40, "numEvents": number + 1}
        for group, number in enumerate(numbers)
    ]


FLOW: dict[str, Any] = {
    "preAssignmentDetails": "A week before.", "recruitmentDetails": "In parks.", "groups": groups("FG"), "typeUnitsAnalyzed": "Legs",
    "periods": [
        {
            "title": "First year",
            "milestones": [
                milestone("STARTED", "40", "41", "40", comment="All who came."), milestone("Walked a mile", "39", "1", None),
                milestone("COMPLETED", "30", "31", "40"), milestone("NOT COMPLETED", "10", "10", "0"),
            ],
            "dropWithdraws": [
                {"type": "Lost to Follow-up", "comment": "Moved.", "reasons": per_group("FG", "numSubjects", "10", "9", "0")},
                {"type": "Death", "reasons": per_group("FG", "numSubjects", "0", "0", "0")},
            ],
        },
        {
            "title": "Second year",
            "milestones": [milestone("STARTED", "30", "31", "0"), milestone("COMPLETED", "many", "30", "0"), milestone("NOT COMPLETED", "0", "1", "0")],
        },
    ],
}  # fmt: skip

BASELINE: dict[str, Any] = {
    "populationDescription": "All who came.", "typeUnitsAnalyzed": "Legs", "groups": groups("BG"),
    "denoms": [{"units": "Participants", "counts": per_group("BG", "value", "40", "41", "40")}],
    "measures": [
        {
            "title": "Age, Continuous", "description": "At the start.", "populationDescription": "Those who told.",
            "paramType": "MEAN", "dispersionType": "STANDARD_DEVIATION", "unitOfMeasure": "years",
            "denoms": [{"units": "Participants", "counts": per_group("BG", "value", "39", "41", "40")}],
            "classes": [{"categories": [{"measurements": [
                {"groupId": "BG000", "value": "30.1", "spread": "5.2"}, {"groupId": "BG001", "value": "31.1", "spread": "5.1"},
                {"groupId": "BG002", "value": "NA", "comment": "Nobody asked."},
            ]}]}],
        },
        {
            "title": "Sex", "paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants", "calculatePct": True, "denomUnitsSelected": "Legs",
            "classes": [{"title": "By sex", "categories": [
                {"title": "Female", "measurements": per_group("BG", "value", "20", "21", "20")},
                {"title": "Male", "measurements": per_group("BG", "value", "20", "20", "20")},
            ]}],
        },
    ],
}  # fmt: skip

MEASURES: list[dict[str, Any]] = [
    measure(
        "PRIMARY", "Steps a day", "MEAN", [
            {"groupId": "OG000", "value": "5,100", "spread": "900"}, {"groupId": "OG001", "value": "4,000", "spread": "800"},
            {"groupId": "OG002", "value": "NA", "comment": "Nobody counted."},
        ],
        dispersionType="Standard Deviation", typeUnitsAnalyzed="Legs", denomUnitsSelected="Legs", calculatePct=False,
        analyses=[
            analysis(
                "Mean Difference (Net)", paramValue="1100", ciPctValue="95", ciNumSides="TWO_SIDED", ciLowerLimit="500", ciUpperLimit="1700",
                pValue="<0.001", pValueComment="Not adjusted.", groupDescription="Walkers against sitters.", testedNonInferiority=False,
                nonInferiorityType="SUPERIORITY", nonInferiorityComment="None.", statisticalComment="By centre.", dispersionType="STANDARD_ERROR",
                dispersionValue="300", estimateComment="A remark that is long enough to be closed. " * 5,
            ),
            analysis("Mean Difference (Net)", paramValue="900", ciPctValue="95", ciNumSides="ONE_SIDED", ciLowerLimit="100", ciUpperLimitComment="No limit."),
            analysis("Mean Difference (Net)", paramValue="800", ciPctValue="95", ciNumSides="ONE_SIDED", ciUpperLimit="90000", ciLowerLimitComment="No limit."),
            analysis("", pValue="0.04", otherAnalysisDescription="An exact test."),
        ],
    ),
    measure(
        "SECONDARY", "Risk of a fall", "NUMBER", [
            {"groupId": "OG000", "value": "3", "lowerLimit": "1", "upperLimit": "5"}, {"groupId": "OG001", "value": "4", "lowerLimit": "2"},
            {"groupId": "OG999", "value": "5"},
        ],
        dispersionType="95% Confidence Interval", anticipatedPostingDate="2025-01",
        classes=[
            {
                "title": "At home", "denoms": [{"units": "Participants", "counts": per_group("OG", "value", "38", "39", "40")}],
                "categories": [
                    {"title": "Once", "measurements": per_group("OG", "value", "3", "4", "0")},
                    {"title": "Twice", "measurements": per_group("OG", "value", "1", "0", "0")},
                ],
            },
            {"title": "Outside", "categories": [{"measurements": per_group("OG", "value", "300", "4")}]},
        ],
        analyses=[
            analysis("Hazard Ratio (HR)", paramValue="0.7", ciPctValue="95", ciNumSides="TWO_SIDED", ciLowerLimit="0.5", ciUpperLimit="0.98"),
            analysis("Hazard Ratio (HR)", paramValue="0.8", ciPctValue="95", ciLowerLimit="0", ciUpperLimit="2"),
            {"groupIds": ["OG000", "OG999"], "paramType": "Odds Ratio (OR)", "paramValue": "2"},
        ],
    ),
    measure("POST_HOC", "Joy", "COUNT_OF_PARTICIPANTS", per_group("OG", "value", "10", "11", "12"), unitOfMeasure="Participants"),
    {"type": "OTHER_PRE_SPECIFIED", "title": "Not yet known", "reportingStatus": "NOT_POSTED"},
]  # fmt: skip

EVENTS: dict[str, Any] = {
    "frequencyThreshold": "5", "timeFrame": "2 years", "description": "Asked.", "allCauseMortalityComment": "One died.",
    "eventGroups": [
        {**group, "deathsNumAffected": 1, "deathsNumAtRisk": 40, "seriousNumAffected": 3, "seriousNumAtRisk": 40, "otherNumAffected": 9, "otherNumAtRisk": 0}
        for group in groups("EG")
    ],
    "seriousEvents": [
        {"term": "Fracture", "organSystem": "Bones", "sourceVocabulary": "MedDRA 20", "assessmentType": "SYSTEMATIC_ASSESSMENT", "notes": "By X-ray.", "stats": affected(2, 1, 0)},
        {"term": "Fall", "sourceVocabulary": "MedDRA 20", "assessmentType": "NON_SYSTEMATIC_ASSESSMENT", "stats": affected(1, 0, 0)},
    ],
    "otherEvents": [
        {"term": f"Blister {number}", "organSystem": "Skin", "sourceVocabulary": f"MedDRA {20 + number // 3}", "stats": affected(number, 5, 1)} for number in range(4)
    ],
}  # fmt: skip

BROWSE: dict[str, Any] = {
    "meshes": [{"id": "D005221", "term": "Fatigue"}], "ancestors": [{"id": "D012816", "term": "Signs and Symptoms"}],
    "browseLeaves": [{"id": "M8500", "name": "Fatigue leaf", "asFound": "Tiredness", "relevance": "HIGH"}],
    "browseBranches": [{"abbrev": "BC23", "name": "Symptoms and General Pathology"}],
}  # fmt: skip

STUDY: dict[str, Any] = {
    "protocolSection": PROTOCOL,
    "resultsSection": {
        "participantFlowModule": FLOW, "baselineCharacteristicsModule": BASELINE,
        "outcomeMeasuresModule": {"outcomeMeasures": MEASURES}, "adverseEventsModule": EVENTS,
        "moreInfoModule": {
            "limitationsAndCaveats": {"description": "Rain."},
            "certainAgreement": {"piSponsorEmployee": False, "restrictionType": "LTE60", "restrictiveAgreement": True, "otherDetails": "Ask."},
            "pointOfContact": {"title": "Head", "organization": "Example University", "email": "head@example.org", "phone": "555-0101", "phoneExt": "2"},
        },
    },
    "annotationSection": {"annotationModule": {
        "unpostedAnnotation": {
            "unpostedResponsibleParty": "Example University",
            "unpostedEvents": [{"type": "RELEASE", "date": "2023-12-01"}, {"type": "UNRELEASE", "dateUnknown": True}],
        },
        "violationAnnotation": {"violationEvents": [
            {"type": "VIOLATION_IDENTIFIED", "description": "Late.", "creationDate": "2023-02-01", "issuedDate": "2023-02-02", "releaseDate": "2023-02-03", "postedDate": "2023-02-04"}
        ]},
    }},
    "documentSection": {"largeDocumentModule": {"noSap": False, "largeDocs": [
        {"typeAbbrev": "Prot_SAP", "hasProtocol": True, "hasSap": True, "hasIcf": False, "label": "Protocol and plan", "date": "2020-01-01", "uploadDate": "2020-02-01T10:00", "filename": "Prot_SAP_000.pdf", "size": 12345}
    ]}},
    "derivedSection": {
        "miscInfoModule": {
            "versionHolder": "2024-03-01", "removedCountries": ["France"],
            "submissionTracking": {
                "estimatedResultsFirstSubmitDate": "2023-11-11", "firstMcpInfo": {"postDateStruct": date("2023-12-12")},
                "submissionInfos": [{"releaseDate": "2023-10-01", "resetDate": "2023-10-20", "unreleaseDate": "2023-10-05", "mcpReleaseN": 1}, {"unreleaseDateUnknown": True}],
            },
            "modelPredictions": {"bmiLimits": {"minBmi": 18.5, "maxBmi": 30.5}},
        },
        "conditionBrowseModule": BROWSE, "interventionBrowseModule": BROWSE,
    },
    "hasResults": True,
}  # fmt: skip
