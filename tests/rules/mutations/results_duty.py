"""Damage that the rules about the duty to report results must see."""

from typing import Any


def applicable(payload: dict[str, Any], start: str, completion: str) -> None:
    """Make a record that of a trial under U.S. law, without results."""
    protocol = payload["protocolSection"]
    protocol["designModule"].update(studyType="INTERVENTIONAL", phases=["PHASE2"])
    protocol["oversightModule"] = {"isFdaRegulatedDrug": True, "isFdaRegulatedDevice": False, "isUsExport": True}
    status = protocol["statusModule"]
    status.update(
        overallStatus="COMPLETED",
        startDateStruct={"date": start, "type": "ACTUAL"},
        primaryCompletionDateStruct={"date": completion, "type": "ACTUAL"},
    )
    for key in ("dispFirstSubmitDate", "resultsFirstSubmitDate", "resultsWaived"):
        status.pop(key, None)
    payload.pop("resultsSection", None)
    payload.pop("annotationSection", None)
    payload["derivedSection"]["miscInfoModule"].pop("submissionTracking", None)


def overdue(payload: dict[str, Any]) -> None:
    applicable(payload, "2018-03", "2019-05")


def certified_and_overdue(payload: dict[str, Any]) -> None:
    applicable(payload, "2018-03", "2019-05")
    payload["protocolSection"]["statusModule"]["dispFirstSubmitDate"] = "2020-04-01"


def no_protocol(payload: dict[str, Any]) -> None:
    for document in payload["documentSection"]["largeDocumentModule"]["largeDocs"]:
        document["hasProtocol"] = False


def no_analysis_plan(payload: dict[str, Any]) -> None:
    payload["documentSection"]["largeDocumentModule"].pop("noSap", None)
    for document in payload["documentSection"]["largeDocumentModule"]["largeDocs"]:
        document["hasSap"] = False


MUTATIONS = {
    "REG006": overdue,
    "REG007": certified_and_overdue,
    "REG011": no_protocol,
    "REG012": no_analysis_plan,
}
