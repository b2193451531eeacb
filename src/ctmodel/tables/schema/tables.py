"""All tables, in their order, and what has no column."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from ctmodel.tables.schema import criteria, events, findings, protocol, results, sites, trial

#: The version of the schema. The first number changes when a column is renamed, retyped or removed, or means something
#: else; the second when tables or columns are added.
VERSION: Final = "1.0"

#: The tables by name.
TABLES: Final = MappingProxyType(
    {
        table.name: table
        for table in (
            trial.TRIALS,
            protocol.TRIAL_TERMS,
            protocol.IDENTIFIERS,
            protocol.SPONSORS,
            protocol.CONDITIONS,
            protocol.KEYWORDS,
            protocol.MESH_TERMS,
            protocol.ARMS,
            protocol.INTERVENTIONS,
            protocol.INTERVENTION_NAMES,
            protocol.ARM_INTERVENTIONS,
            protocol.OUTCOMES,
            criteria.CRITERIA,
            sites.LOCATIONS,
            sites.OFFICIALS,
            sites.CONTACTS,
            sites.PUBLICATIONS,
            sites.LINKS,
            sites.IPD_DOCUMENTS,
            sites.DOCUMENTS,
            results.RESULT_GROUPS,
            results.FLOW,
            results.BASELINE_MEASURES,
            results.BASELINE_VALUES,
            results.OUTCOME_MEASURES,
            results.OUTCOME_VALUES,
            results.DENOMINATORS,
            results.ANALYSES,
            results.ANALYSIS_GROUPS,
            events.EVENT_GROUPS,
            events.EVENTS,
            findings.FINDINGS,
            events.REGISTRY_EVENTS,
        )
    }
)

#: Attributes of the model that no column has, and why.
NO_COLUMN: Final = MappingProxyType(
    {
        "derived.condition_browse.browse_leaves": "the registry's search tree, up to 2025: see mesh_terms",
        "derived.condition_browse.browse_branches": "the registry's search tree, up to 2025",
        "derived.intervention_browse.browse_leaves": "the registry's search tree, up to 2025: see mesh_terms",
        "derived.intervention_browse.browse_branches": "the registry's search tree, up to 2025",
        "n_ptrs_to_this_exp_acc_nct_id": "a counter of the registry",
        "results.more_info.point_of_contact.title": "personal data; results_contact_organization has the organization",
        "results.more_info.point_of_contact.email": "personal data",
        "results.more_info.point_of_contact.phone": "personal data",
        "results.more_info.point_of_contact.phone_ext": "personal data",
        "references[].retractions[].pmid": "publications.retractions has their number",
        "references[].retractions[].source": "publications.retractions has their number",
    }
)


def wanted(only: Iterable[str] | None) -> tuple[str, ...]:
    """Return the names of the tables that are asked for, in the order of the schema.

    Args:
        only: names of tables; None for all that are not on request.

    Raises:
        ValueError: there is no table of a name.

    Example:
        >>> from ctmodel.tables import wanted
        >>> wanted(["events", "arms"])
        ('arms', 'events')
    """
    if only is None:
        return tuple(name for name, table in TABLES.items() if not table.on_request)
    names = {only} if isinstance(only, str) else {*only}
    unknown = sorted(names - TABLES.keys())
    if unknown:
        raise ValueError(f"there is no table {unknown[0]!r}; the tables are {', '.join(TABLES)}")
    return tuple(name for name in TABLES if name in names)
