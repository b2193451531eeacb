"""The tables of what a protocol lists: identifiers, sponsors, conditions, arms, interventions, outcomes."""

from typing import Final

from ctmodel.identity.numbers import numbers_in
from ctmodel.model.identification import Identifier
from ctmodel.tables.arm_links import arm_interventions
from ctmodel.tables.node import Cell, Node
from ctmodel.tables.schema.column import UNSAID, Column, Level, Part, Table, Way
from ctmodel.tables.schema.makers import (
    computed,
    place_of,
    position,
    tag,
    term,
    text,
    text_or_none,
    time_frame,
)
from ctmodel.terms import label
from ctmodel.values.registry_numbers import KINDS

TRIAL_TERMS: Final = Table(
    name="trial_terms",
    about="a term of an attribute that has several",
    levels=(
        Level(
            (
                Way("phases[]", ("phases",)),
                Way("eligibility.std_ages[]", ("std_ages",)),
                Way("design.who_masked[]", ("who_masked",)),
                Way("ipd_sharing_statement.info_types[]", ("ipd_info_types",)),
                Way("derived.removed_countries[]", ("removed_countries",)),
            ),
            (tag("attribute", how="the attribute that has the term"), position(), term("term", "")),
        ),
    ),
)


_NO_NUMBER: Final = "no number of a registry that is known by its form, or several"
_NUMBERS: Final = ("nct_id", "nct_id_aliases[]", "org_study_id", "secondary_ids[].id")
_TYPES: Final = ("org_study_id_type", "secondary_ids[].type")
_LINKS: Final = ("org_study_id_link", "secondary_ids[].link")

_IDENTIFIER: Final = tuple(
    Column(name=name, type="string", of=of, is_whole=True, how=how, null=null)
    for name, of, how, null in (
        ("identifier", _NUMBERS, "as written", UNSAID),
        ("type", _TYPES, "the type that the record declares", UNSAID),
        ("type_display", _TYPES, "the registry's display text, else the term", UNSAID),
        ("domain", ("secondary_ids[].domain",), "as written", UNSAID),
        ("link", _LINKS, "as written", UNSAID),
        ("registry", _NUMBERS, "the registry that issues such numbers, told by the form", _NO_NUMBER),
        ("registry_number", _NUMBERS, "the number as its registry writes it", _NO_NUMBER),
    )
)


def _identifier(node: Node) -> tuple[Cell, ...]:
    held, trial = node.held, node.record.trial
    if isinstance(held, str):
        is_own = node.tags == ("org_study_id",)
        type, link = (trial.org_study_id_type, trial.org_study_id_link) if is_own else (None, None)
        held = Identifier(id=held, type=type, link=link)
    found = numbers_in(held.id) if held.id else []
    registry, number = (KINDS[found[0].kind].registry, found[0].normal) if len(found) == 1 else (None, None)
    texts = (held.id, held.type, label(held.type), held.domain, held.link)
    return *map(text_or_none, texts), registry, number


IDENTIFIERS: Final = Table(
    name="identifiers",
    about="an identifier of the trial",
    levels=(
        Level(
            (
                Way("nct_id", ("nct_id",)),
                Way("nct_id_aliases[]", ("nct_id_alias",)),
                Way("org_study_id", ("org_study_id",)),
                Way("secondary_ids[]", ("secondary_id",)),
            ),
            (
                tag("kind", how="nct_id, nct_id_alias, org_study_id or secondary_id"),
                position(),
                Part(_IDENTIFIER, _identifier),
            ),
        ),
    ),
)

SPONSORS: Final = Table(
    name="sponsors",
    about="a sponsor or collaborator",
    levels=(
        Level(
            (Way("lead_sponsor", ("LEAD",)), Way("collaborators[]", ("COLLABORATOR",))),
            (tag("role", how="LEAD or COLLABORATOR"), position(), text("name"), term("class", "agency_class")),
        ),
    ),
)

CONDITIONS: Final = Table(
    name="conditions",
    about="a condition that is studied",
    levels=(Level((Way("conditions[]"),), (position(), text("condition", ""))),),
)

KEYWORDS: Final = Table(
    name="keywords", about="a keyword", levels=(Level((Way("keywords[]"),), (position(), text("keyword", ""))),)
)

MESH_TERMS: Final = Table(
    name="mesh_terms",
    about="a MeSH term that the registry derives",
    levels=(
        Level(
            (
                Way("derived.condition_browse.meshes[]", ("CONDITION", "TERM")),
                Way("derived.condition_browse.ancestors[]", ("CONDITION", "ANCESTOR")),
                Way("derived.intervention_browse.meshes[]", ("INTERVENTION", "TERM")),
                Way("derived.intervention_browse.ancestors[]", ("INTERVENTION", "ANCESTOR")),
            ),
            (
                tag("kind", how="CONDITION or INTERVENTION"),
                tag("level", 1, how="TERM, or ANCESTOR for a broader term"),
                position(),
                text("mesh_id", "id"),
                text("term"),
            ),
        ),
    ),
)

ARMS: Final = Table(
    name="arms",
    about="an arm, group or cohort as planned",
    levels=(Level((Way("arms[]"),), (position(), text("label"), term("type"), text("description"))),),
)

INTERVENTIONS: Final = Table(
    name="interventions",
    about="an intervention",
    levels=(Level((Way("interventions[]"),), (position(), term("type"), text("name"), text("description"))),),
)

INTERVENTION_NAMES: Final = Table(
    name="intervention_names",
    about="another name of an intervention",
    levels=(
        Level((Way("interventions[]"),), (place_of("intervention_pointer", "the intervention"),)),
        Level((Way("other_names[]"),), (position(), text("other_name", ""))),
    ),
)

ARM_INTERVENTIONS: Final = Table(
    name="arm_interventions",
    about="an arm and an intervention that it receives",
    levels=(
        Level(
            (Way("", expand=arm_interventions),),
            (
                position(),
                computed("arm_pointer", "string", lambda node: node.held.arm.place or None,
                         how="the pointer of the arm", null="a place that is not known"),
                computed("intervention_pointer", "string", lambda node: node.held.intervention.place or None,
                         how="the pointer of the intervention", null="a place that is not known"),
                computed("arm_label", "string", lambda node: text_or_none(node.held.arm.held.label),
                         of=("arms[].label",), is_whole=True, how="the label of the arm"),
                computed("intervention_type", "string",
                         lambda node: text_or_none(node.held.intervention.held.type), of=("interventions[].type",),
                         is_whole=True, how="the type of the intervention"),
                computed("intervention_type_display", "string",
                         lambda node: text_or_none(label(node.held.intervention.held.type)),
                         of=("interventions[].type",), is_whole=True, how="the registry's display text, else the term"),
                computed("intervention_name", "string", lambda node: text_or_none(node.held.intervention.held.name),
                         of=("interventions[].name",), is_whole=True, how="the name of the intervention"),
                computed("said_by_arm", "bool", lambda node: node.held.by_arm, of=("arms[].intervention_names[]",),
                         is_whole=True, how="whether the arm names the intervention", null="never"),
                computed("said_by_intervention", "bool", lambda node: node.held.by_intervention,
                         of=("interventions[].arm_group_labels[]",), is_whole=True,
                         how="whether the intervention names the arm", null="never"),
            ),
        ),
    ),
)  # fmt: skip

OUTCOMES: Final = Table(
    name="outcomes",
    about="an outcome measure as planned",
    levels=(
        Level(
            (
                Way("primary_outcomes[]", ("PRIMARY",)),
                Way("secondary_outcomes[]", ("SECONDARY",)),
                Way("other_outcomes[]", ("OTHER",)),
            ),
            (
                tag("kind", how="PRIMARY, SECONDARY or OTHER"),
                position(),
                text("measure"),
                text("description"),
                time_frame(),
            ),
        ),
    ),
)
