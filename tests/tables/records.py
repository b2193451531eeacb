"""Invented records that fill every column of every table, and what the tests ask of rows."""

from copy import deepcopy
from typing import Any

import ctmodel
from ctmodel.tables import TABLES, rows
from tests.pages.everything import STUDY

Payload = dict[str, Any]


def _other() -> Payload:
    """A second record: what the first one says otherwise, or not at all."""
    study = deepcopy(STUDY)
    protocol, results = study["protocolSection"], study["resultsSection"]
    protocol["identificationModule"]["nctId"] = "NCT00000106"
    protocol["statusModule"]["completionDateStruct"]["type"] = "ESTIMATED"
    protocol["eligibilityModule"]["eligibilityCriteria"] = "Inclusion Criteria:\n\n1. Adults\n2. Walkers"
    results["adverseEventsModule"]["frequencyThreshold"] = "<5"
    measure = results["baselineCharacteristicsModule"]["measures"][0]
    measure["classes"][0]["categories"][0]["measurements"] = [
        {"groupId": "BG000", "value": "<30", "lowerLimit": "20", "upperLimit": "40"}
    ]
    measure = results["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["denomUnitsSelected"] = "Participants"
    measure["classes"][0]["categories"][0]["measurements"] = [
        {"groupId": "OG000", "value": "≥ 30", "lowerLimit": "20", "upperLimit": "40"}
    ]
    return study


#: Together, they fill every column.
FULL: tuple[Payload, ...] = (STUDY, _other())


def trial(**sections: Any) -> ctmodel.Trial:
    """Return a trial with some sections or modules of the protocol: ``conditionsModule={...}``."""
    protocol = {name: held for name, held in sections.items() if name.endswith("Module")}
    whole = {name: held for name, held in sections.items() if not name.endswith("Module")}
    protocol.setdefault("identificationModule", {"nctId": "NCT00000001"})
    return ctmodel.structure({"protocolSection": protocol, **whole})


def dicts(made: ctmodel.Trial, table: str, **given: Any) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries."""
    names = [column.name for column in TABLES[table].columns]
    return [dict(zip(names, row, strict=True)) for row in rows(made, [table], **given)[table]]


def column(made: ctmodel.Trial, table: str, name: str) -> list[Any]:
    """Return the cells of one column."""
    return [row[name] for row in dicts(made, table)]
