"""A selection of fields is not accused of what was not selected."""

from typing import Any

import pytest

import ctmodel

SITES = {"contactsLocationsModule": {"locations": [{"city": "Oslo"}, {"city": "Oslo"}]}}
FLAG = {"designModule": {"studyType": "INTERVENTIONAL"}, "oversightModule": {"isUnapprovedDevice": True}}
DATES = {
    "statusModule": {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2019-05"}},
    "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Example University"}},
    "contactsLocationsModule": {"overallOfficials": [{"name": "Jo Doe"}]},
}


@pytest.mark.parametrize("protocol", [SITES, FLAG, DATES, SITES | FLAG])
def test_it_is_not_accused(protocol: dict[str, Any]) -> None:
    families = ["SPO", "LOC", "OVS", "REG", "STR010"]
    assert ctmodel.validate(ctmodel.structure({"protocolSection": protocol}), select=families) == []
    whole = {"protocolSection": protocol, "hasResults": False}
    assert ctmodel.validate(ctmodel.structure(whole), select=families) != []
