"""What messages say of records of other registries: nothing about the law of one country."""

import json

import pytest

from ctmodel.rules.check import Checker

RECORD = {
    "ctNumber": "2022-512346-11-01",
    "ctStatus": "Ongoing, recruiting",
    "authorizedPartI": {"trialDetails": {"trialInformation": {"trialDuration": {"estimatedEndDate": "2023-01-01"}}}},
}


def messages(path: str) -> list[str]:
    checker = Checker(as_of="2026-01-01", select=["DAT005"])
    return [finding.message for checked in checker.check(path) for finding in checked.findings]


def test_u_s_law_is_not_mentioned(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("records") / "a.json"
    path.write_text(json.dumps(RECORD))
    (message,) = messages(str(path))
    assert "U.S." not in message
    path.write_text(json.dumps({
        "protocolSection": {"statusModule": {
            "overallStatus": "RECRUITING", "completionDateStruct": {"date": "2023-01-01", "type": "ESTIMATED"}
        }, "designModule": {"studyType": "INTERVENTIONAL"}}
    }))  # fmt: skip
    (message,) = messages(str(path))
    assert "U.S. law" in message
