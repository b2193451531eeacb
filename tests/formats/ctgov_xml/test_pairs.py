"""Classic records against those of other formats of the same studies."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats import formats
from ctmodel.formats.foreign import ForeignFormat
from tests.conftest import members

pytestmark = pytest.mark.corpus

#: What classic XML does not have, or has in another form, by the place in the API; the registry changes some later.
CAUSES = {
    "coordinates": r"/contactsLocationsModule/locations/\d+/geoPoint/.*",
    "sites that were renamed": r"/contactsLocationsModule/locations/\d+/(facility|city|state|zip)",
    "class of the organization": r"/identificationModule/organization/class",
    "class of the sponsor": r"/sponsorCollaboratorsModule/(leadSponsor|collaborators/\d+)/class",
    "type of secondary identifiers": r"/identificationModule/secondaryIdInfos/\d+/(type|domain|link)",
    "references that the registry adds": r"/referencesModule/references/\d+/.*",
    # One copy of a record has a list that no version of the API has.
    "damage": r"/contactsLocationsModule/locations_nested/.*",
}
MODULES = ("participantFlowModule", "baselineCharacteristicsModule", "outcomeMeasuresModule", "moreInfoModule")


def scalars(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, f"{place}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, f"{place}/{index}")
    else:
        yield place, value


def pairs(corpus: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the payloads of studies that have the same day of the last update in classic XML and in the API."""
    found = dict(members(corpus / "registries" / "legacy_pairs.zip"))
    held: Any = formats()["ctgov-xml"]
    for name, data in found.items():
        if name.startswith("v2/"):
            (record,) = held.records(found[name.replace("v2/", "xml/").replace(".json", ".xml")])
            yield ctmodel.unstructure(held.trial(record)), json.loads(data)


def updated(payload: dict[str, Any]) -> str:
    day: str = payload["protocolSection"]["statusModule"]["lastUpdateSubmitDate"]
    return day


def test_the_protocol_is_that_of_the_api(corpus: Path) -> None:
    counts: Counter[str] = Counter()
    for ours, theirs in pairs(corpus):
        if updated(ours) != updated(theirs):
            continue
        here, there = dict(scalars(ours["protocolSection"])), dict(scalars(theirs["protocolSection"]))
        differing = [place for place in here.keys() | there.keys() if here.get(place) != there.get(place)]
        counts["equal"] += len(there) - len(differing)
        for place in differing:
            cause = next((name for name, pattern in CAUSES.items() if re.fullmatch(pattern, place)), place)
            counts[cause] += 1
    assert counts.keys() <= {"equal", *CAUSES}, counts
    assert counts["equal"] > 1_900


def test_results_are_those_of_the_api(corpus: Path) -> None:
    compared = 0
    for ours, theirs in pairs(corpus):
        here, there = ours.get("resultsSection"), theirs.get("resultsSection")
        if here and there:
            for module in MODULES:
                assert json.dumps(here.get(module)) == json.dumps(there.get(module))
            events = here["adverseEventsModule"], there["adverseEventsModule"]
            # Classic XML sorts adverse events, and the API has them as they were entered.
            first, second = ({**held, "seriousEvents": set_of(held, "serious"), "otherEvents": set_of(held, "other")}
                             for held in events)  # fmt: skip
            assert first == second
            compared += 1
    assert compared == 1


def set_of(module: dict[str, Any], kind: str) -> set[str]:
    return {json.dumps(event, sort_keys=True) for event in module.get(f"{kind}Events", ())}


#: Attributes in the columns of most downloads, and how many studies were changed between the two.
COLUMNS = {"brief_title": 0, "overall_status": 0, "conditions": 0, "interventions": 0, "study_type": 1, "sponsors": 2}


def shown(trial: ctmodel.Trial, attribute: str) -> object:
    if attribute == "interventions":
        return [(held.type, held.name) for held in trial.interventions]
    if attribute == "sponsors":
        return [held.name for held in trial.sponsors]
    return getattr(trial, attribute)


def test_the_columns_of_downloads_are_those_of_classic_records(corpus: Path) -> None:
    found = dict(members(corpus / "registries" / "legacy_csv_pairs.zip"))
    classic, download = formats()["ctgov-xml"], formats()["ctgov-csv"]
    assert isinstance(classic, ForeignFormat)
    assert isinstance(download, ForeignFormat)
    differing: Counter[str] = Counter()
    compared = 0
    for name, data in found.items():
        if not name.startswith("xml/"):
            continue
        (record,) = classic.records(data)
        cells = json.loads(found[name.replace("xml/", "row/").replace(".xml", ".json")])[0]["row"]
        text = io.StringIO()
        csv.writer(text).writerows([cells.keys(), cells.values()])
        (row,) = download.records(text.getvalue().encode())
        ours, theirs = classic.trial(record), download.trial(row)
        compared += 1
        differing.update(name for name in COLUMNS if shown(ours, name) != shown(theirs, name))
    assert compared == 100
    assert dict(differing) == {name: count for name, count in COLUMNS.items() if count}
