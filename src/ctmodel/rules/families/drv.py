"""Rules about what the registry derives (DRV): whether it follows from the record."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.derived import Browse, Derived, Mesh
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import ERROR, NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import StandardAge
from ctmodel.terms.results import BrowseLeafRelevance
from ctmodel.values import Age

_MESH_NUMBER: Final = lazy_regex(r"[CD][0-9]{6,9}")
_PER_YEAR: Final = {"Year": 1, "Month": 12, "Week": 52.1775, "Day": 365.25, "Hour": 8766, "Minute": 525_960}


def _derived(trial: Trial) -> bool:
    return trial.derived is not None


def _with_age_groups(trial: Trial) -> bool:
    return trial.eligibility is not None and bool(trial.eligibility.std_ages)


def _browsed(trial: Trial) -> Iterator[tuple[str, Browse]]:
    derived = trial.derived
    if derived is not None:
        if derived.condition_browse is not None:
            yield "derived.condition_browse", derived.condition_browse
        if derived.intervention_browse is not None:
            yield "derived.intervention_browse", derived.intervention_browse


def _terms(browse: Browse) -> Iterator[tuple[str, Mesh]]:
    yield from ((f"meshes[{index}]", mesh) for index, mesh in enumerate(browse.meshes))
    yield from ((f"ancestors[{index}]", mesh) for index, mesh in enumerate(browse.ancestors))


@rule(
    "DRV001",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, VersionHolder: date of the registry's data",
    reads="derived last_update_post_date",
    applies=_derived,
)
def data_older_than_update(trial: Trial) -> Problems:
    """The registry's data are older than the last update in them.

    Why:
        Data of a day hold no update of a later one: the date of the data, or that of the update, was changed.

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
        yield "derived.version_holder", f"data of {version} with an update posted {posted}; expected it or a later day"


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
        The registry computes the groups, and searches by age go by them.

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
    # Limits that contradict each other have no groups, and a group that is not known here none to compare.
    if expected and given != set(expected) and given <= set(StandardAge):
        yield (
            "eligibility.std_ages",
            f"{', '.join(eligibility.std_ages)} for ages from {eligibility.minimum_age or 'any'}"
            f" to {eligibility.maximum_age or 'any'}; expected {', '.join(expected)}",
        )


@lru_cache(maxsize=1024)
def _age_groups(minimum: Age | None, maximum: Age | None) -> list[StandardAge]:
    low, high = _years(minimum, 0), _years(maximum, float("inf"))
    if low > high:
        return []
    groups = [(StandardAge.CHILD, low < 18), (StandardAge.ADULT, low < 65 and high >= 18)]
    return [group for group, there in [*groups, (StandardAge.OLDER_ADULT, high >= 65)] if there]


def _years(age: Age | None, absent: float) -> float:
    return absent if age is None else age.number / _PER_YEAR[age.unit.removesuffix("s")]


@rule(
    "DRV003",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, RemovedCountry: countries that no longer have a site",
    reads="derived locations",
    applies=_derived,
)
def removed_country_has_site(trial: Trial) -> Problems:
    """A country counts as removed and has a site.

    Why:
        Removed countries are those that are left when the last site there was taken out.

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
            yield (
                f"derived.removed_countries[{index}]",
                f"{quoted(country)} is removed, but has a site; expected only countries without one",
            )


@rule("DRV004", severity=WARNING, source="measured: on no real record", reads="derived", applies=_derived)
def mesh_term_repeated(trial: Trial) -> Problems:
    """A MeSH term is listed twice.

    Why:
        Counts of terms come out too high.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924"), Mesh(id="D003924")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924"), Mesh(id="D003922")])))
    """
    for path, browse in _browsed(trial):
        seen: set[str] = set()
        for index, mesh in enumerate(browse.meshes):
            if mesh.id is not None:
                if mesh.id in seen:
                    yield f"{path}.meshes[{index}].id", f"{quoted(mesh.id)} is listed before; expected it once"
                seen.add(mesh.id)


@rule(
    "DRV005",
    severity=ERROR,
    source="MeSH, unique identifiers: D or C and 6 to 9 digits",
    reads="derived",
    applies=_derived,
)
def mesh_number_malformed(trial: Trial) -> Problems:
    """The identifier of a MeSH term is not one of MeSH.

    Why:
        It cannot be looked up.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="C16.320", term="Genetic Diseases, Inborn")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    for path, browse in _browsed(trial):
        for name, terms in (("meshes", browse.meshes), ("ancestors", browse.ancestors)):
            for index, mesh in enumerate(terms):
                if mesh.id is not None and not _MESH_NUMBER.fullmatch(mesh.id):
                    message = f"{quoted(mesh.id)} is no MeSH identifier; expected D or C and 6 to 9 digits"
                    yield f"{path}.{name}[{index}].id", message


@rule("DRV006", severity=WARNING, source="measured: on no real record", reads="derived", applies=_derived)
def mesh_term_above_itself(trial: Trial) -> Problems:
    """A MeSH term is listed among the broader terms too.

    Why:
        The broader terms are those beyond the terms found; a term in both lists is counted twice.

    Fires:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003924")])))

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    for path, browse in _browsed(trial):
        found = {mesh.id for mesh in browse.meshes if mesh.id is not None}
        for index, mesh in enumerate(browse.ancestors):
            if mesh.id in found:
                yield (
                    f"{path}.ancestors[{index}].id",
                    f"{quoted(mesh.id)} is among the terms found; expected broader ones",
                )


@rule(
    "DRV007", severity=WARNING, source="measured: on no real record", reads="derived", applies=_derived, requires=WHOLE
)
def broader_terms_without_terms(trial: Trial) -> Problems:
    """There are broader MeSH terms, but none that they are broader than.

    Why:
        Broader terms come from the terms found, which have got lost.

    Fires:
        Trial(derived=Derived(intervention_browse=Browse(ancestors=[Mesh(id="D003920")])))

    Silent:
        Trial(derived=Derived(intervention_browse=Browse(meshes=[Mesh(id="D003924")], ancestors=[Mesh(id="D003920")])))
    """
    for path, browse in _browsed(trial):
        if browse.ancestors and not browse.meshes:
            yield (
                f"{path}.ancestors",
                f"{len(browse.ancestors)} broader terms, but no terms; expected meshes beside them",
            )


@rule(
    "DRV008",
    severity=NOTE,
    source="measured: on 0.4 % of real records",
    reads="derived",
    applies=_derived,
    default=False,
    requires=WHOLE,
)
def mesh_term_not_among_topics(trial: Trial) -> Problems:
    """A MeSH term is not among the topics of high relevance.

    Why:
        The topics of high relevance are the MeSH terms found, save general ones such as Neoplasms, which are no topics.

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
                yield (
                    f"{path}.meshes[{index}].term",
                    f"{quoted(mesh.term)} is no topic of high relevance; expected it there",
                )


@rule(
    "DRV009",
    severity=NOTE,
    source="measured: on 14 % of real records",
    reads="derived",
    applies=_derived,
    default=False,
    requires=WHOLE,
)
def no_condition_in_mesh(trial: Trial) -> Problems:
    """The registry found no MeSH term for any condition.

    Why:
        Searches by MeSH do not find the study.

    Fires:
        Trial(derived=Derived())

    Silent:
        Trial(derived=Derived(condition_browse=Browse(meshes=[Mesh(id="D003924")])))
        Trial()
    """
    if trial.derived is not None and not _has_condition_terms(trial.derived):
        yield (
            "derived.condition_browse",
            "no MeSH term for any condition; expected conditions in words of MeSH where there are",
        )


def _has_condition_terms(derived: Derived) -> bool:
    return derived.condition_browse is not None and bool(derived.condition_browse.meshes)
