"""Rules about what the registry derives (DRV): whether it follows from the record."""

from collections.abc import Iterator
from functools import lru_cache, partial
from operator import attrgetter
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.derived import Browse, Mesh
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import repeated
from ctmodel.rules.definition import ERROR, NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import StandardAge
from ctmodel.terms.results import BrowseLeafRelevance
from ctmodel.values import Age

_UNSEEN: Final = "measured: on no real record"
_MESH_NUMBER: Final = lazy_regex(r"[CD][0-9]{6,9}")
_PER_YEAR: Final = {"Year": 1, "Month": 12, "Week": 52.1775, "Day": 365.25, "Hour": 8766, "Minute": 525_960}


def _derived(trial: Trial) -> bool:
    return trial.derived is not None


def _with_age_groups(trial: Trial) -> bool:
    return trial.eligibility is not None and bool(trial.eligibility.std_ages)


#: Make a rule that reads only what the registry derives, and is not run where there is nothing.
_of_derived = partial(rule, reads="derived", applies=_derived)


def _browsed(trial: Trial) -> Iterator[tuple[str, Browse]]:
    """Yield the MeSH terms of conditions and of interventions, each with their path."""
    for name in ("condition_browse", "intervention_browse"):
        browse = getattr(trial.derived, name, None)
        if browse is not None:
            yield f"derived.{name}", browse


def _mesh_terms(trial: Trial) -> Iterator[tuple[str, Mesh]]:
    for path, browse in _browsed(trial):
        for name in ("meshes", "ancestors"):
            for index, mesh in enumerate(getattr(browse, name)):
                yield f"{path}.{name}[{index}]", mesh


@_of_derived(
    "DRV001",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, VersionHolder: date of the registry's data",
    reads="derived last_update_post_date",
)
def data_older_than_update(trial: Trial) -> Problems:
    """The registry's data are older than the last update that they contain.

    Why:
        Data of one day cannot contain an update of a later day: one of the two dates was changed.

    Fix:
        Download the record again; if you edited it, correct the date of the update.

    Fires:
        Trial(
            derived=Derived(version_holder=PartialDate("2024-05-01")),
            last_update_post_date=PartialDate("2024-06-11"))

    Silent:
        Trial(
            derived=Derived(version_holder=PartialDate("2024-07-01")),
            last_update_post_date=PartialDate("2024-06-11"))
    """
    version = trial.derived.version_holder if trial.derived is not None else None
    posted = trial.last_update_post_date
    if version is not None and posted is not None and version.certainly_before(posted):
        message = f"the data are of {version}, but an update was posted on {posted}; expected that day or later"
        yield "derived.version_holder", message


@rule(
    "DRV002",
    severity=ERROR,
    of=REGISTRY,
    source="ClinicalTrials.gov API v2, StdAge: child below 18, adult 18 to 64, older adult from 65 years",
    reads="eligibility",
    applies=_with_age_groups,
    requires=WHOLE,
)
def age_groups_disagree_with_limits(trial: Trial) -> Problems:
    """The age groups do not follow from the age limits.

    Why:
        The registry computes the groups from the limits, and searches by age use them.

    Fix:
        Correct the limits or the groups: CHILD up to 17 years, ADULT from 18 to 64, OLDER_ADULT from 65.

    Fires:
        Trial(
            eligibility=Eligibility(
                minimum_age=Age(18, "Years"), std_ages=[StandardAge.CHILD, StandardAge.ADULT]))

    Silent:
        Trial(
            eligibility=Eligibility(
                minimum_age=Age(18, "Years"), std_ages=[StandardAge.ADULT, StandardAge.OLDER_ADULT]))
        Trial(eligibility=Eligibility(minimum_age=Age(18, "Years")))
    """
    eligibility = trial.eligibility
    if eligibility is None:
        return
    given, expected = set(eligibility.std_ages), _age_groups(eligibility.minimum_age, eligibility.maximum_age)
    # Contradictory limits have no groups; an unknown group cannot be compared.
    if expected and given != set(expected) and given <= set(StandardAge):
        limits = f"{eligibility.minimum_age or 'any'} to {eligibility.maximum_age or 'any'}"
        message = f"the groups for ages from {limits} are {', '.join(eligibility.std_ages)}"
        yield "eligibility.std_ages", f"{message}; expected {', '.join(expected)}"


@lru_cache(maxsize=1024)
def _age_groups(minimum: Age | None, maximum: Age | None) -> list[StandardAge]:
    low, high = _years(minimum, 0), _years(maximum, float("inf"))
    if low > high:
        return []
    groups = [(StandardAge.CHILD, low < 18), (StandardAge.ADULT, low < 65 and high >= 18)]
    return [group for group, there in [*groups, (StandardAge.OLDER_ADULT, high >= 65)] if there]


def _years(age: Age | None, absent: float) -> float:
    return absent if age is None else age.number / _PER_YEAR[age.unit.removesuffix("s")]


@_of_derived(
    "DRV003",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, RemovedCountry: countries that no longer have a site",
    reads="derived locations",
)
def removed_country_has_site(trial: Trial) -> Problems:
    """A country is listed as removed, but has a site.

    Why:
        The registry lists a country as removed once its last site has been deleted.

    Fix:
        Download the record again; if you edited it, restore the list of removed countries.

    Fires:
        Trial(derived=Derived(removed_countries=["Spain"]), locations=[Location(country="Spain")])

    Silent:
        Trial(derived=Derived(removed_countries=["Spain"]), locations=[Location(country="France")])
    """
    if trial.derived is None or not trial.derived.removed_countries:
        return
    countries = {location.country for location in trial.locations}
    for index, country in enumerate(trial.derived.removed_countries):
        if country in countries:
            yield f"derived.removed_countries[{index}]", f"{quoted(country)} is listed as removed, but has a site"


@_of_derived("DRV004", severity=WARNING, source=_UNSEEN)
def mesh_term_repeated(trial: Trial) -> Problems:
    """A MeSH term is listed twice.

    Why:
        Counts of terms come out too high.

    Fix:
        Download the record again; in an analysis, count each term once.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924"), Mesh(id="D003924")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924"), Mesh(id="D003922")])))
    """
    for path, browse in _browsed(trial):
        if len({mesh.id for mesh in browse.meshes}) == len(browse.meshes):
            continue
        for index, mesh, earlier in repeated(browse.meshes, attrgetter("id")):
            yield f"{path}.meshes[{index}].id", f"{quoted(mesh.id)} repeats meshes[{earlier}]; expected each term once"


@_of_derived("DRV005", severity=ERROR, source="MeSH, unique identifiers: D or C and 6 to 9 digits")
def mesh_number_malformed(trial: Trial) -> Problems:
    """The identifier of a MeSH term does not have the form of a MeSH identifier.

    Why:
        The term cannot be looked up.

    Fix:
        Download the record again, or look up the term in MeSH.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="C16.320", term="Genetic Diseases, Inborn")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    numbers = [mesh.id for _, browse in _browsed(trial) for mesh in (*browse.meshes, *browse.ancestors) if mesh.id]
    if all(map(_MESH_NUMBER.fullmatch, numbers)):
        return
    for path, mesh in _mesh_terms(trial):
        if mesh.id is not None and not _MESH_NUMBER.fullmatch(mesh.id):
            yield f"{path}.id", f"{quoted(mesh.id)} is not a MeSH identifier; expected D or C and 6 to 9 digits"


@_of_derived("DRV006", severity=WARNING, source=_UNSEEN)
def mesh_term_above_itself(trial: Trial) -> Problems:
    """A MeSH term is also listed among the broader terms.

    Why:
        The broader terms are the ancestors of the terms; a term in both lists is counted twice.

    Fix:
        Download the record again; in an analysis, remove the term from the broader terms.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003924")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    for path, browse in _browsed(trial):
        found = {mesh.id for mesh in browse.meshes if mesh.id is not None}
        for index, mesh in enumerate(browse.ancestors):
            if mesh.id in found:
                yield f"{path}.ancestors[{index}].id", f"{quoted(mesh.id)} is one of the terms; expected broader terms"


@_of_derived("DRV007", severity=WARNING, source=_UNSEEN, requires=WHOLE)
def broader_terms_without_terms(trial: Trial) -> Problems:
    """There are broader MeSH terms, but no terms that they are broader than.

    Why:
        The registry derives broader terms from the terms, which were lost.

    Fix:
        Download the record again.

    Fires:
        Trial(derived=Derived(intervention_browse=Browse(ancestors=[Mesh(id="D003920")])))

    Silent:
        Trial(derived=Derived(intervention_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    for path, browse in _browsed(trial):
        if browse.ancestors and not browse.meshes:
            yield f"{path}.ancestors", f"there are {len(browse.ancestors)} broader terms, but meshes is empty"


@_of_derived("DRV008", severity=NOTE, source="measured: on 0.4 % of real records", default=False, requires=WHOLE)
def mesh_term_not_among_topics(trial: Trial) -> Problems:
    """A MeSH term is not among the topics of high relevance.

    Why:
        The registry lists its MeSH terms as topics of high relevance, except general ones such as Neoplasms.

    Fix:
        Nothing, if the record is as the registry published it.

    Fires:
        Trial(
            derived=Derived(condition_browse=Browse(
                meshes=[Mesh(id="D003924", term="Diabetes Mellitus, Type 2")],
                browse_leaves=[BrowseLeaf(name="Diabetes Mellitus", relevance="HIGH")])))

    Silent:
        Trial(
            derived=Derived(condition_browse=Browse(
                meshes=[Mesh(id="D003924", term="Diabetes Mellitus, Type 2")],
                browse_leaves=[BrowseLeaf(name="Diabetes Mellitus, Type 2", relevance="HIGH")])))
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(term="Diabetes Mellitus, Type 2")])))
    """
    for path, browse in _browsed(trial):
        if not browse.browse_leaves:
            continue
        topics = {leaf.name for leaf in browse.browse_leaves if leaf.relevance == BrowseLeafRelevance.HIGH}
        for index, mesh in enumerate(browse.meshes):
            if mesh.term is not None and mesh.term not in topics:
                yield f"{path}.meshes[{index}].term", f"{quoted(mesh.term)} is not among the topics of high relevance"


@_of_derived("DRV009", severity=NOTE, source="measured: on 14 % of real records", default=False, requires=WHOLE)
def no_condition_in_mesh(trial: Trial) -> Problems:
    """The registry found no MeSH term for any condition.

    Why:
        Searches by MeSH term do not find the study.

    Fix:
        Name the conditions in terms that MeSH has, one to an entry.

    Fires:
        Trial(derived=Derived())

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")])))
        Trial()
    """
    browse = trial.derived.condition_browse if trial.derived is not None else None
    if browse is None or not browse.meshes:
        message = "no condition has a MeSH term; name conditions as MeSH does where it has a term"
        yield "derived.condition_browse", message
