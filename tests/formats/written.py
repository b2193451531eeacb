"""What a converted document holds of a study, found without the library's tables: law 8 is checked by it."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import ctmodel
from ctmodel.codec.model_paths import ModelPaths
from ctmodel.formats import account
from ctmodel.formats.foreign import format_of
from ctmodel.formats.native import TRIAL
from ctmodel.terms.term import Term

_TAG = re.compile(r"([A-Z][A-Z0-9])  - (.*)", re.DOTALL)
_INDEX = re.compile(r"/[0-9]+(?=/|$)")
REASONS = ("no place", "unknown", "refused", "in conflict", "in part")

#: Whether a document, taken apart, holds a text.
Holds = Callable[[Any, str], bool]


def tags(document: str) -> dict[str, list[str]]:
    """Return the texts of a RIS record by tag."""
    lines = document.split("\r\n")
    assert lines[-2:] == ["ER  - ", ""], "the end"
    found = defaultdict(list)
    for line in lines[:-2]:
        match = _TAG.fullmatch(line)
        assert match, line
        assert "\n" not in line
        found[match[1]].append(match[2])
    return found


def cells(document: str) -> dict[str, str]:
    """Return the cells of a CSV document with one row."""
    header, row = csv.reader(io.StringIO(document, newline=""))
    return dict(zip(header, row, strict=True))


def labels(token: str) -> set[str]:
    """Return what the registry displays for a token, in any vocabulary that has it."""
    found = {cls._value2member_map_[token] for cls in Term.__subclasses__() if token in cls._value2member_map_}
    return {term.label for term in found} or {token}  # type: ignore[attr-defined]


def _at(tag: str) -> Holds:
    return lambda found, text: text in found[tag]


def _label_at(tag: str) -> Holds:
    return lambda found, text: not labels(text).isdisjoint(found[tag])


def _fact(name: str, *, is_term: bool = False, details: bool = False) -> Holds:
    def holds(found: dict[str, list[str]], text: str) -> bool:
        facts = [note.removeprefix(f"{name}: ") for note in found["N1"] if note.startswith(f"{name}: ")]
        texts = labels(text) if is_term else {text}
        if details:
            return any(fact.endswith(")") and other in fact for fact in facts for other in texts)
        return any(fact.startswith(other) or other in fact.split(", ") for fact in facts for other in texts)

    return holds


def _day(found: dict[str, list[str]], text: str) -> bool:
    return [text.replace("-", "/") + "/"] == found["DA"]


_TITLES: Holds = lambda found, text: text in found["TI"] or any(held.startswith(text) for held in found["ST"])  # noqa: E731

RIS: dict[str, Holds] = {
    "identificationModule/nctId": lambda found, text: text in found["AN"] or f"NCT number: {text}" in found["N1"],
    "identificationModule/nctIdAliases/*": _fact("Former NCT number"),
    "identificationModule/briefTitle": _TITLES,
    "identificationModule/officialTitle": _at("TI"),
    "identificationModule/acronym": lambda found, text: found["ST"][0].endswith(f"({text})"),
    "identificationModule/orgStudyIdInfo/id": _fact("Organization study ID"),
    "identificationModule/orgStudyIdInfo/type": _fact("Organization study ID", is_term=True, details=True),
    "identificationModule/secondaryIdInfos/*/id": _fact("Secondary ID"),
    "identificationModule/secondaryIdInfos/*/type": _fact("Secondary ID", is_term=True, details=True),
    "identificationModule/secondaryIdInfos/*/domain": _fact("Secondary ID", details=True),
    "statusModule/overallStatus": _label_at("C2"),
    "statusModule/startDateStruct/date": _fact("Start date"),
    "statusModule/startDateStruct/type": _fact("Start date", is_term=True, details=True),
    "statusModule/studyFirstSubmitDate": _day,
    "statusModule/studyFirstPostDateStruct/date": _day,
    "sponsorCollaboratorsModule/leadSponsor/name": lambda found, text: text in found["C1"] + found["AU"],
    "sponsorCollaboratorsModule/collaborators/*/name": _at("A2"),
    "descriptionModule/briefSummary": _at("AB"),
    "conditionsModule/conditions/*": _at("KW"),
    "conditionsModule/keywords/*": _at("KW"),
    "designModule/studyType": _label_at("C5"),
    "designModule/phases/*": _fact("Phase", is_term=True),
    "designModule/enrollmentInfo/count": _fact("Enrollment"),
    "designModule/enrollmentInfo/type": _fact("Enrollment", is_term=True, details=True),
    "hasResults": lambda found, text: found["C6"] == ["Has Results" if text == "True" else "No Results"],
}


def _cell(column: str) -> Holds:
    return lambda found, text: found[column] == text


def _item(column: str, form: str = "{}", between: str = "|") -> Holds:
    return lambda found, text: form.format(text) in found[column].split(between)


def _first(column: str, end: str) -> Holds:
    return lambda found, text: any(item.startswith(f"{text}{end}") for item in found[column].split("|"))


def _last(column: str, start: str) -> Holds:
    return lambda found, text: any(f"{start}{item}".endswith(f"{start}{text}") for item in found[column].split("|"))


def _designed(name: str) -> Holds:
    return lambda found, text: any(
        re.fullmatch(rf"{name}: {re.escape(text)}(?: \([A-Z_, ]+\))?", item)
        for item in found["Study Design"].split(" | ")
    )


def _who(found: dict[str, str], text: str) -> bool:
    match = re.search(r"Masking: [A-Z_]+ \(([^)]+)\)", found["Study Design"])
    return match is not None and text in match[1].split(", ")


CSV: dict[str, Holds] = {
    "identificationModule/nctId": _cell("NCT Number"),
    "identificationModule/briefTitle": _cell("Study Title"),
    "identificationModule/acronym": _cell("Acronym"),
    "identificationModule/orgStudyIdInfo/id": lambda found, text: found["Other IDs"].split("|")[0] == text,
    "identificationModule/secondaryIdInfos/*/id": lambda found, text: text in found["Other IDs"].split("|")[1:],
    "statusModule/overallStatus": _cell("Study Status"),
    "descriptionModule/briefSummary": _cell("Brief Summary"),
    "hasResults": lambda found, text: found["Study Results"] == ("YES" if text == "True" else "NO"),
    "conditionsModule/conditions/*": _item("Conditions"),
    "armsInterventionsModule/interventions/*/type": _first("Interventions", ": "),
    "armsInterventionsModule/interventions/*/name": _last("Interventions", ": "),
    "outcomesModule/primaryOutcomes/*/measure": _item("Primary Outcome Measures"),
    "outcomesModule/secondaryOutcomes/*/measure": _item("Secondary Outcome Measures"),
    "outcomesModule/otherOutcomes/*/measure": _item("Other Outcome Measures"),
    "sponsorCollaboratorsModule/leadSponsor/name": _cell("Sponsor"),
    "sponsorCollaboratorsModule/collaborators/*/name": _item("Collaborators"),
    "eligibilityModule/sex": _cell("Sex"),
    "eligibilityModule/stdAges/*": _item("Age", between=", "),
    "designModule/phases/*": _item("Phases"),
    "designModule/enrollmentInfo/count": _cell("Enrollment"),
    "sponsorCollaboratorsModule/leadSponsor/class": _cell("Funder Type"),
    "designModule/studyType": _cell("Study Type"),
    "designModule/designInfo/allocation": _designed("Allocation"),
    "designModule/designInfo/interventionModel": _designed("Intervention Model"),
    "designModule/designInfo/maskingInfo/masking": _designed("Masking"),
    "designModule/designInfo/maskingInfo/whoMasked/*": _who,
    "designModule/designInfo/primaryPurpose": _designed("Primary Purpose"),
    "designModule/designInfo/observationalModel": _designed("Observational Model"),
    "designModule/designInfo/timePerspective": _designed("Time Perspective"),
    "statusModule/startDateStruct/date": _cell("Start Date"),
    "statusModule/primaryCompletionDateStruct/date": _cell("Primary Completion Date"),
    "statusModule/completionDateStruct/date": _cell("Completion Date"),
    "statusModule/studyFirstPostDateStruct/date": _cell("First Posted"),
    "statusModule/resultsFirstPostDateStruct/date": _cell("Results First Posted"),
    "statusModule/lastUpdatePostDateStruct/date": _cell("Last Update Posted"),
    "contactsLocationsModule/locations/*/facility": _first("Locations", ", "),
    "contactsLocationsModule/locations/*/country": _last("Locations", ", "),
    "/documentSection/largeDocumentModule/largeDocs/*/label": _first("Study Documents", ", https://"),
    "/documentSection/largeDocumentModule/largeDocs/*/filename": _last("Study Documents", "/"),
}


class Form(NamedTuple):
    """How documents of a format are taken apart, and what holds which field."""

    parts: Callable[[str], Any]
    holds: dict[str, Holds]


FORMS = {"ris": Form(tags, RIS), "ctgov-csv": Form(cells, CSV)}


def scalars(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the leaves of a payload."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, f"{pointer}/{index}")
    elif value is not None:
        yield pointer, value


def check(trial: ctmodel.Trial, name: str, found: Any = None) -> Any:
    """Check law 8: each value of a trial is in the document or in the losses. Return what was converted."""
    found = found or ctmodel.convert(trial, name)
    payload = ctmodel.unstructure(trial)
    there = dict(scalars(payload))
    foreign = account(trial).left if format_of(trial) is not None else {}
    losses = found.losses[: len(found.losses) - len(foreign)]
    assert [(loss.path, loss.value) for loss in found.losses[len(losses) :]] == [
        (place, left.value) for place, left in foreign.items()
    ]
    assert all(loss.reason.startswith(REASONS) for loss in found.losses)
    paths = ModelPaths(TRIAL, payload)
    lost = {loss.path if loss.path.startswith("/") else paths.pointer(loss.path): loss.value for loss in losses}
    assert len(lost) == len(losses), "a value is lost only once"
    assert all(type(value) is type(there[place]) and value == there[place] for place, value in lost.items())
    parts = FORMS[name].parts(found.document)
    for pointer in there.keys() - lost.keys():
        field = _INDEX.sub("/*", pointer).removeprefix("/protocolSection/")
        holds = FORMS[name].holds.get(field) or FORMS[name].holds.get(field.removeprefix("/"))
        assert holds, f"{pointer} is neither in the losses nor in the document"
        assert holds(parts, str(there[pointer])), f"{pointer} is not in the document: {there[pointer]!r}"
    return found
