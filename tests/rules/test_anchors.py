"""What findings are known by stays as it is: baselines of users rest on it."""

from typing import Any

import pytest

from ctmodel import Finding, Severity
from ctmodel.formats.ctgov_v2.anchors import anchor
from ctmodel.rules.fingerprint import _normal_text

#: Arrays, and the fields by which their items are known.
NAMED = [
    line.split()
    for line in """
    secondaryIdInfos id
    collaborators name
    armGroups label
    interventions name
    primaryOutcomes measure
    secondaryOutcomes measure
    otherOutcomes measure
    locations facility city country
    references pmid citation
    retractions pmid
    seeAlsoLinks url
    availIpds id url
    groups id
    periods title
    milestones type
    achievements groupId
    dropWithdraws type
    reasons groupId
    denoms units
    counts groupId
    measures title
    classes title
    categories title
    measurements groupId
    outcomeMeasures type title
    analyses groupDescription statisticalMethod paramType
    eventGroups id
    seriousEvents term
    otherEvents term
    stats groupId
    largeDocs filename
    submissionInfos releaseDate
    unpostedEvents type date
    violationEvents type creationDate
    meshes id
    ancestors id
    browseLeaves id
    browseBranches abbrev
    """.strip().splitlines()
]
FINDING: dict[str, Any] = {"code": "MY001", "name": "short", "severity": Severity.NOTE, "message": "It is short."}


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named[0])
def test_items_are_known_by_their_natural_keys(named: list[str]) -> None:
    array, *keys = named
    item = {key: f"{key} of it" for key in keys}
    assert anchor({array: [item]}, f"/{array}/0") == f"/{array}/{' | '.join(item.values())}"
    assert (
        anchor({array: [item | {"other": "A"}]}, f"/{array}/0/other") == f"/{array}/{' | '.join(item.values())}/other"
    )


@pytest.mark.parametrize("pointer", ["/primaryOutcomes//0", "/primaryOutcomes/1", "/others/0", "/others/0/1"])
def test_what_has_no_natural_key_keeps_its_place(pointer: str) -> None:
    assert anchor({"primaryOutcomes": [{"measure": "Pain"}], "others": [[1, 2]]}, pointer) == pointer


def test_long_texts_are_known_by_their_digest() -> None:
    assert _normal_text("x" * 998) == f'"{"x" * 998}"'
    assert len(_normal_text("x" * 999)) == 64


def test_a_finding_is_what_it_says_wherever_it_is_anchored() -> None:
    assert Finding(**FINDING, anchor="/a") == Finding(**FINDING, anchor="/b")
    assert "/a" not in repr(Finding(**FINDING, anchor="/a"))
    with pytest.raises(TypeError):
        Finding(*FINDING.values())  # type: ignore[misc]
