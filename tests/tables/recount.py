"""Count again what the tables hold, from the JSON of the records and with the standard library only.

``python -m tests.tables.recount ARCHIVE`` prints the counts. Nothing here knows the library: paths are those of the
registry, and numbers are read another way.
"""

import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Study = dict[str, Any]
Counts = dict[str, tuple[float, ...]]

P, R = "protocolSection.", "resultsSection."
FLOW, BASELINE, OUTCOMES = (
    f"{R}participantFlowModule.",
    f"{R}baselineCharacteristicsModule.",
    f"{R}outcomeMeasuresModule.outcomeMeasures[].",
)
EVENTS = f"{R}adverseEventsModule."
MISC = "derivedSection.miscInfoModule."


def at(value: Any, path: str) -> Iterator[Any]:
    """Yield what a path leads to; ``[]`` marks lists."""
    if not path:
        yield value
        return
    key, _, rest = path.partition(".")
    held = value.get(key.removesuffix("[]")) if isinstance(value, dict) else None
    for item in (held or []) if key.endswith("[]") else [held]:
        if item is not None:
            yield from at(item, rest)


def one(value: Any, path: str) -> Any:
    """Return what a path leads to, or None."""
    return next(at(value, path), None)


def number(text: Any) -> float | None:
    """Read the only number in a text, by what ``float`` takes."""
    if not isinstance(text, str):
        return None
    plain = text.strip().removeprefix("=").strip()
    first, *groups = plain.partition(".")[0].lstrip("+-").split(",")
    if groups and (any(len(group) != 3 for group in groups) or not 0 < len(first) < 4 or first.startswith("0")):
        return None
    plain = plain.replace(",", "") if groups else plain
    if not plain or set(plain) - set("0123456789.eE+-"):
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def texts(values: Iterable[Any]) -> list[str]:
    """Return the texts that are not blank."""
    return [value for value in values if isinstance(value, str) and value.strip()]


def total(values: Iterable[Any]) -> float:
    """Add up what is given."""
    return sum(value for value in values if value is not None)


def of_list(*paths: str, distinct: str = "", longest: str = "") -> Callable[[list[Study]], tuple[float, ...]]:
    """Count items, distinct texts, and the characters of a text."""

    def counts(studies: list[Study]) -> tuple[float, ...]:
        items = [item for path in paths for study in studies for item in at(study, path)]
        named = texts(name for item in items for name in at(item, distinct))
        long = texts(name for item in items for name in at(item, longest))
        return len(items), len(set(named)), sum(map(len, long))

    return counts


def trials(studies: list[Study]) -> tuple[float, ...]:
    enrollment = [one(study, f"{P}designModule.enrollmentInfo.count") for study in studies]
    sponsors = texts(one(study, f"{P}sponsorCollaboratorsModule.leadSponsor.name") for study in studies)
    starts = texts(one(study, f"{P}statusModule.startDateStruct.date") for study in studies)
    months = sum(len(start) == 7 for start in starts)
    phases = ["/".join(found) for study in studies if (found := [*at(study, f"{P}designModule.phases[]")])]
    ages = texts(one(study, f"{P}eligibilityModule.minimumAge") for study in studies)
    years = sum(int(age.split()[0]) for age in ages if age.endswith(("Year", "Years")))
    return len(studies), total(enrollment), len(set(sponsors)), len(starts), months, len(set(phases)), years


def trial_terms(studies: list[Study]) -> tuple[float, ...]:
    lists = (
        f"{P}designModule.phases[]", f"{P}eligibilityModule.stdAges[]", f"{P}designModule.designInfo.maskingInfo.whoMasked[]",
        f"{P}ipdSharingStatementModule.infoTypes[]", f"{MISC}removedCountries[]",
    )  # fmt: skip
    found = [[term for study in studies for term in at(study, path)] for path in lists]
    return sum(map(len, found)), len({term for terms in found for term in terms}), len(found[0]), len(found[-1])


def identifiers(studies: list[Study]) -> tuple[float, ...]:
    module = f"{P}identificationModule."
    numbers = [
        texts(at(study, f"{module}{path}"))
        for study in studies
        for path in ("nctId", "nctIdAliases[]", "orgStudyIdInfo.id")
    ]
    secondary = [item for study in studies for item in at(study, f"{module}secondaryIdInfos[]")]
    given = [name for found in numbers for name in found] + texts(item.get("id") for item in secondary)
    return (
        sum(map(len, numbers)) + len(secondary),
        len(set(given)),
        len(texts(item.get("domain") for item in secondary)),
    )


def mesh_terms(studies: list[Study]) -> tuple[float, ...]:
    found = {
        (kind, level): [item for study in studies for item in at(study, f"derivedSection.{kind}BrowseModule.{level}[]")]
        for kind in ("condition", "intervention")
        for level in ("meshes", "ancestors")
    }
    items = [item for terms in found.values() for item in terms]
    return len(items), len(found["condition", "meshes"]), len({item.get("id") for item in items} - {None})


#: How arms write the types of interventions, where it is not the term with one capital letter.
_WRITTEN = {
    "COMBINATION_PRODUCT": "Combination Product",
    "DIAGNOSTIC_TEST": "Diagnostic Test",
    "DIETARY_SUPPLEMENT": "Dietary Supplement",
}


def arm_interventions(studies: list[Study]) -> tuple[float, ...]:
    by_arm = by_intervention = both = 0
    for study in studies:
        arms = [*at(study, f"{P}armsInterventionsModule.armGroups[]")]
        given = [*at(study, f"{P}armsInterventionsModule.interventions[]")]
        names = [
            f"{_WRITTEN.get(item.get('type', ''), item.get('type', '').capitalize())}: {item.get('name')}"
            for item in given
        ]
        labels = [arm.get("label") for arm in arms]
        said = {
            (index, names.index(name))
            for index, arm in enumerate(arms)
            for name in arm.get("interventionNames", [])
            if name in names
        }
        back = {
            (labels.index(label), index)
            for index, item in enumerate(given)
            for label in item.get("armGroupLabels", [])
            if label in labels
        }
        by_arm, by_intervention, both = by_arm + len(said), by_intervention + len(back), both + len(said | back)
    return both, by_arm, by_intervention


def outcomes(studies: list[Study]) -> tuple[float, ...]:
    kinds = [
        [item for study in studies for item in at(study, f"{P}outcomesModule.{kind}Outcomes[]")]
        for kind in ("primary", "secondary", "other")
    ]
    weeks = sum(
        int(words[0])
        for items in kinds
        for item in items
        if len(words := item.get("timeFrame", "").split()) == 2
        and words[0].isdecimal()
        and words[1] in ("week", "weeks")
    )
    return sum(map(len, kinds)), len(kinds[0]), weeks


def locations(studies: list[Study]) -> tuple[float, ...]:
    sites = [site for study in studies for site in at(study, f"{P}contactsLocationsModule.locations[]")]
    recruiting = sum(site.get("status") == "RECRUITING" for site in sites)
    return (
        len(sites),
        recruiting,
        len(set(texts(site.get("country") for site in sites))),
        total(one(site, "geoPoint.lat") for site in sites),
    )


def contacts(studies: list[Study]) -> tuple[float, ...]:
    module = f"{P}contactsLocationsModule."
    found = [
        [item for study in studies for item in at(study, f"{module}{path}")]
        for path in ("centralContacts[]", "locations[].contacts[]")
    ]
    emails = texts(item.get("email") for items in found for item in items)
    return sum(map(len, found)), len(found[0]), len(set(emails))


def publications(studies: list[Study]) -> tuple[float, ...]:
    found = [item for study in studies for item in at(study, f"{P}referencesModule.references[]")]
    return (
        len(found),
        len(set(texts(item.get("pmid") for item in found))),
        sum(len(item.get("retractions", [])) for item in found),
    )


def documents(studies: list[Study]) -> tuple[float, ...]:
    found = [item for study in studies for item in at(study, "documentSection.largeDocumentModule.largeDocs[]")]
    return len(found), total(item.get("size") for item in found), sum(item.get("hasSap") is True for item in found)


def result_groups(studies: list[Study]) -> tuple[float, ...]:
    paths = (f"{FLOW}groups[]", f"{BASELINE}groups[]", f"{OUTCOMES}groups[]", f"{EVENTS}eventGroups[]")
    found = [[item for study in studies for item in at(study, path)] for path in paths]
    return sum(map(len, found)), len(found[2]), sum(item.get("title") == "Total" for items in found for item in items)


def flow(studies: list[Study]) -> tuple[float, ...]:
    started = done = rows = 0.0
    reasons = 0
    for study in studies:
        for index, period in enumerate(at(study, f"{FLOW}periods[]")):
            for milestone in at(period, "milestones[]"):
                numbers = [number(stats.get("numSubjects")) for stats in at(milestone, "achievements[]")]
                rows += len(numbers)
                started += total(numbers) if index == 0 and milestone.get("type") == "STARTED" else 0
                done += total(numbers) if index == 0 and milestone.get("type") == "COMPLETED" else 0
            reasons += sum(1 for _ in at(period, "dropWithdraws[].reasons[]"))
    return rows + reasons, reasons, started, done


def measures(path: str) -> Callable[[list[Study]], tuple[float, ...]]:
    def counts(studies: list[Study]) -> tuple[float, ...]:
        found = [item for study in studies for item in at(study, path)]
        return (
            len(found),
            len(set(texts(item.get("title") for item in found))),
            sum(item.get("paramType") == "MEAN" for item in found),
        )

    return counts


def values(path: str, module: str) -> Callable[[list[Study]], tuple[float, ...]]:
    """Count values, those that are a number, their sum, NA, the sum of denominators, and values of Total groups."""

    def counts(studies: list[Study]) -> tuple[float, ...]:
        rows, exact, na, of_total, denominators = 0, list[float](), 0, 0, 0.0
        for study in studies:
            top = one(study, module.rstrip(".")) or {} if module else {}
            for measure in at(study, path):
                titles = {
                    group.get("id"): group.get("title")
                    for group in reversed([*at(measure if not module else top, "groups[]")])
                }
                for held in at(measure, "classes[]"):
                    denoms = held.get("denoms") or measure.get("denoms") or top.get("denoms") or []
                    units = measure.get("denomUnitsSelected") or "Participants"
                    counted = {
                        count.get("groupId"): number(count.get("value"))
                        for denom in denoms
                        if denom.get("units") == units
                        for count in denom.get("counts", [])
                    }
                    for value in at(held, "categories[].measurements[]"):
                        rows += 1
                        na += value.get("value") == "NA"
                        of_total += titles.get(value.get("groupId")) == "Total"
                        denominators += counted.get(value.get("groupId")) or 0
                        read = number(value.get("value"))
                        exact += [] if read is None else [read]
        return rows, len(exact), sum(exact), na, of_total, denominators

    return counts


def denominators(studies: list[Study]) -> tuple[float, ...]:
    paths = (
        f"{BASELINE}",
        f"{BASELINE}measures[].",
        f"{BASELINE}measures[].classes[].",
        f"{OUTCOMES}",
        f"{OUTCOMES}classes[].",
    )
    found = [
        [number(count.get("value")) for study in studies for count in at(study, f"{path}denoms[].counts[]")]
        for path in paths
    ]
    return sum(map(len, found)), len(found[0]), len(found[4]), sum(total(counts) for counts in found)


def analyses(studies: list[Study]) -> tuple[float, ...]:
    found = [item for study in studies for item in at(study, f"{OUTCOMES}analyses[]")]
    exact = [number(item.get("pValue")) for item in found]
    bounds = sum(item.get("pValue", "").strip().startswith("<") for item in found)
    return (
        len(found),
        sum(value is not None for value in exact),
        bounds,
        total(number(item.get("paramValue")) for item in found),
    )


def analysis_groups(studies: list[Study]) -> tuple[float, ...]:
    found = [(study, item) for study in studies for item in at(study, f"{OUTCOMES}analyses[].groupIds[]")]
    return len(found), len({item for _, item in found}), len({id(study) for study, _ in found})


def event_groups(studies: list[Study]) -> tuple[float, ...]:
    found = [item for study in studies for item in at(study, f"{EVENTS}eventGroups[]")]
    names = ("deathsNumAffected", "deathsNumAtRisk", "seriousNumAffected", "seriousNumAtRisk", "otherNumAffected")
    return len(found), *(total(item.get(name) for item in found) for name in names)


def events(studies: list[Study]) -> tuple[float, ...]:
    serious = [item for study in studies for item in at(study, f"{EVENTS}seriousEvents[]")]
    other = [item for study in studies for item in at(study, f"{EVENTS}otherEvents[]")]
    stats = [one_of for item in serious + other for one_of in at(item, "stats[]")]
    affected = total(one_of.get("numAffected") for item in serious for one_of in at(item, "stats[]"))
    terms = len({item.get("term") for item in serious + other} - {None})
    return (
        len(stats),
        affected,
        total(one_of.get("numAtRisk") for one_of in stats),
        sum(one_of.get("numEvents") is None for one_of in stats),
        terms,
    )


def registry_events(studies: list[Study]) -> tuple[float, ...]:
    unposted = sum(
        1
        for study in studies
        for _ in at(study, "annotationSection.annotationModule.unpostedAnnotation.unpostedEvents[]")
    )
    violations = [
        item for study in studies for item in at(study, "annotationSection.annotationModule.violationAnnotation.violationEvents[]")
    ]  # fmt: skip
    submitted = [item for study in studies for item in at(study, f"{MISC}submissionTracking.submissionInfos[]")]
    dated = sum(
        name in item for item in violations for name in ("creationDate", "issuedDate", "releaseDate", "postedDate")
    )
    sent = sum(name in item for item in submitted for name in ("releaseDate", "unreleaseDate", "resetDate"))
    sent += sum(item.get("unreleaseDateUnknown") is True for item in submitted)
    posted = sum(
        1 for study in studies for _ in at(study, f"{MISC}submissionTracking.firstMcpInfo.postDateStruct.date")
    )
    return unposted + dated + sent + posted, unposted, dated, sent


#: The counts of each table.
COUNTS: dict[str, Callable[[list[Study]], tuple[float, ...]]] = {
    "trials": trials,
    "trial_terms": trial_terms,
    "identifiers": identifiers,
    "sponsors": of_list(
        f"{P}sponsorCollaboratorsModule.leadSponsor",
        f"{P}sponsorCollaboratorsModule.collaborators[]",
        distinct="name",
        longest="class",
    ),
    "conditions": of_list(f"{P}conditionsModule.conditions[]"),
    "keywords": of_list(f"{P}conditionsModule.keywords[]"),
    "mesh_terms": mesh_terms,
    "arms": of_list(f"{P}armsInterventionsModule.armGroups[]", distinct="label", longest="description"),
    "interventions": of_list(f"{P}armsInterventionsModule.interventions[]", distinct="name", longest="description"),
    "intervention_names": of_list(f"{P}armsInterventionsModule.interventions[].otherNames[]"),
    "arm_interventions": arm_interventions,
    "outcomes": outcomes,
    "locations": locations,
    "officials": of_list(f"{P}contactsLocationsModule.overallOfficials[]", distinct="name", longest="affiliation"),
    "contacts": contacts,
    "publications": publications,
    "links": of_list(f"{P}referencesModule.seeAlsoLinks[]", distinct="url", longest="label"),
    "ipd_documents": of_list(f"{P}referencesModule.availIpds[]", distinct="type", longest="url"),
    "documents": documents,
    "result_groups": result_groups,
    "flow": flow,
    "baseline_measures": measures(f"{BASELINE}measures[]"),
    "baseline_values": values(f"{BASELINE}measures[]", BASELINE),
    "outcome_measures": measures(OUTCOMES.rstrip(".")),
    "outcome_values": values(OUTCOMES.rstrip("."), ""),
    "denominators": denominators,
    "analyses": analyses,
    "analysis_groups": analysis_groups,
    "event_groups": event_groups,
    "events": events,
    "registry_events": registry_events,
}


def recount(archive: str) -> Counts:
    """Return the counts of the studies in an archive."""
    with zipfile.ZipFile(archive) as opened:
        studies = [json.loads(opened.read(name)) for name in opened.namelist() if name.endswith(".json")]
    return {table: counts(studies) for table, counts in COUNTS.items()}


if __name__ == "__main__":
    print(json.dumps(recount(sys.argv[1]), indent=1))  # noqa: T201
