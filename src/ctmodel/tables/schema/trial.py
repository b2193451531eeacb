"""The table of trials: one row a record."""

from typing import Final

from ctmodel.tables.node import Node
from ctmodel.tables.schema.column import Level, Part, Table, Way
from ctmodel.tables.schema.makers import (
    boolean,
    bounded,
    computed,
    date,
    duration,
    integer,
    number,
    term,
    text,
    text_or_none,
)


def _phase(node: Node) -> str | None:
    return text_or_none("/".join(node.held.phases))


_RECORD: Final[tuple[Part, ...]] = (
    computed("registry", "string", lambda node: text_or_none(node.held.registry), of=("registry",),
             how="the registry in which the trial is registered", null="a draft"),
    computed("source", "string", lambda node: text_or_none(node.record.source), how="file, or archive.zip!/member",
             null="the trial was not read from a file"),
    computed("format", "string", lambda node: node.record.format, how="the name of the record's format", null="never"),
)  # fmt: skip

_TITLES: Final = (
    text("brief_title"),
    text("official_title"),
    text("acronym"),
    text("organization", "organization.full_name"),
    term("organization_class", "organization.agency_class"),
)

_STATUS: Final = (
    term("overall_status"),
    term("last_known_status"),
    text("why_stopped"),
    boolean("has_expanded_access", "expanded_access.has_expanded_access"),
    text("expanded_access_nct_id", "expanded_access.nct_id"),
    term("expanded_access_status", "expanded_access.status_for_nct_id"),
    date("status_verified_date"),
    date("start_date", typed=True),
    date("primary_completion_date", typed=True),
    date("completion_date", typed=True),
    date("study_first_submit_date"),
    date("study_first_submit_qc_date"),
    date("study_first_post_date", typed=True),
    date("results_first_submit_date"),
    date("results_first_submit_qc_date"),
    date("results_first_post_date", typed=True),
    date("disp_first_submit_date"),
    date("disp_first_submit_qc_date"),
    date("disp_first_post_date", typed=True),
    date("last_update_submit_date"),
    date("last_update_post_date", typed=True),
    boolean("delayed_posting"),
    boolean("results_waived"),
)

_SPONSORS: Final = (
    boolean("has_dmc", "oversight_has_dmc"),
    boolean("is_fda_regulated_drug"),
    boolean("is_fda_regulated_device"),
    boolean("is_unapproved_device"),
    boolean("is_us_export"),
    boolean("is_ppsd"),
    boolean("fdaaa801_violation"),
    term("responsible_party_type", "responsible_party.type"),
    text("responsible_party_name", "responsible_party.investigator_full_name"),
    text("responsible_party_title", "responsible_party.investigator_title"),
    text("responsible_party_affiliation", "responsible_party.investigator_affiliation"),
    text("responsible_party_old_name_title", "responsible_party.old_name_title"),
    text("responsible_party_old_organization", "responsible_party.old_organization"),
    text("lead_sponsor", "lead_sponsor.name"),
    term("lead_sponsor_class", "lead_sponsor.agency_class"),
)

_DESIGN: Final = (
    text("brief_summary"),
    text("detailed_description"),
    term("study_type"),
    computed("phase", "string", _phase, of=("phases[]",), how="the phases, joined by / as in AACT: PHASE1/PHASE2"),
    boolean("patient_registry"),
    duration("target_duration"),
    boolean("expanded_access_individual", "expanded_access_types.individual"),
    boolean("expanded_access_intermediate", "expanded_access_types.intermediate"),
    boolean("expanded_access_treatment", "expanded_access_types.treatment"),
    term("allocation", "design.allocation"),
    term("intervention_model", "design.intervention_model"),
    text("intervention_model_description", "design.intervention_model_description"),
    term("observational_model", "design.observational_model"),
    term("time_perspective", "design.time_perspective"),
    term("primary_purpose", "design.primary_purpose"),
    term("masking", "design.masking"),
    text("masking_description", "design.masking_description"),
    term("biospec_retention", "bio_spec.retention"),
    text("biospec_description", "bio_spec.description"),
    integer("enrollment", "enrollment.count", unit="participants"),
    term("enrollment_type", "enrollment.type"),
)

_NO_LIMIT: Final = "no limit, or a value that does not fit (see findings)"

_ELIGIBILITY: Final = (
    term("sex", "eligibility.sex"),
    boolean("gender_based", "eligibility.gender_based"),
    text("gender_description", "eligibility.gender_description"),
    boolean("healthy_volunteers", "eligibility.healthy_volunteers"),
    duration("minimum_age", "eligibility.minimum_age", null=_NO_LIMIT),
    duration("maximum_age", "eligibility.maximum_age", null=_NO_LIMIT),
    text("study_population", "eligibility.study_population"),
    term("sampling_method", "eligibility.sampling_method"),
    text("eligibility_criteria", "eligibility.text"),
)

_SHARING: Final = (
    term("ipd_sharing", "ipd_sharing_statement.ipd_sharing"),
    text("ipd_description", "ipd_sharing_statement.description"),
    text("ipd_time_frame", "ipd_sharing_statement.time_frame"),
    text("ipd_access_criteria", "ipd_sharing_statement.access_criteria"),
    text("ipd_url", "ipd_sharing_statement.url"),
)

_RESULTS: Final = (
    boolean("has_results"),
    date("version_holder", "derived.version_holder"),
    number("min_bmi", "derived.min_bmi", unit="kg/m²"),
    number("max_bmi", "derived.max_bmi", unit="kg/m²"),
    date("estimated_results_first_submit_date", "derived.submission_tracking.estimated_results_first_submit_date"),
    text("unposted_responsible_party", "annotations.unposted_responsible_party"),
    text("flow_pre_assignment_details", "results.participant_flow.pre_assignment_details"),
    text("flow_recruitment_details", "results.participant_flow.recruitment_details"),
    text("flow_units_analyzed", "results.participant_flow.type_units_analyzed"),
    text("baseline_population", "results.baseline_characteristics.population_description"),
    text("baseline_units_analyzed", "results.baseline_characteristics.type_units_analyzed"),
    bounded("event_frequency_threshold", "results.adverse_events.frequency_threshold", unit="percent"),
    text("event_time_frame", "results.adverse_events.time_frame"),
    text("event_description", "results.adverse_events.description"),
    text("event_all_cause_mortality_comment", "results.adverse_events.all_cause_mortality_comment"),
    text("limitations_and_caveats", "results.more_info.limitations_and_caveats"),
    boolean("agreement_pi_sponsor_employee", "results.more_info.certain_agreement.pi_sponsor_employee"),
    term("agreement_restriction_type", "results.more_info.certain_agreement.restriction_type"),
    boolean("agreement_restrictive", "results.more_info.certain_agreement.restrictive_agreement"),
    text("agreement_other_details", "results.more_info.certain_agreement.other_details"),
    text("results_contact_organization", "results.more_info.point_of_contact.organization"),
    boolean("no_sap", "documents.no_sap"),
)

TRIALS: Final = Table(
    name="trials",
    about="a trial: one record of a registry",
    levels=(
        Level(
            (Way(""),),
            (*_RECORD, *_TITLES, *_STATUS, *_SPONSORS, *_DESIGN, *_ELIGIBILITY, *_SHARING, *_RESULTS),
        ),
    ),
)
