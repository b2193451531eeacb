"""The topic of each attribute of a trial."""

from collections.abc import Mapping
from typing import Final

from ctmodel.changes.change import Change
from ctmodel.changes.note import NoteTopic

_ATTRIBUTES: Final = {
    NoteTopic.OUTCOMES: "primary_outcomes secondary_outcomes other_outcomes",
    NoteTopic.SAMPLE_SIZE: "enrollment",
    NoteTopic.ELIGIBILITY: "eligibility",
    NoteTopic.DESIGN: "arms interventions study_type phases design patient_registry target_duration bio_spec"
    " expanded_access_types n_ptrs_to_this_exp_acc_nct_id",
    NoteTopic.STATUS: "overall_status why_stopped expanded_access delayed_posting",
    NoteTopic.DATES: "start_date start_date_type primary_completion_date primary_completion_date_type completion_date"
    " completion_date_type",
    NoteTopic.SITES: "locations",
    NoteTopic.ADMINISTRATION: "nct_id nct_id_aliases org_study_id org_study_id_type org_study_id_link secondary_ids"
    " organization responsible_party lead_sponsor collaborators oversight_has_dmc is_fda_regulated_drug"
    " is_fda_regulated_device is_unapproved_device is_us_export is_ppsd central_contacts overall_officials references"
    " see_also_links avail_ipds ipd_sharing_statement",
    NoteTopic.TEXTS: "brief_title official_title acronym brief_summary detailed_description conditions keywords",
    NoteTopic.RESULTS: "results documents has_results results_waived",
    NoteTopic.REGISTRY: "status_verified_date last_known_status study_first_submit_date study_first_submit_qc_date"
    " study_first_post_date study_first_post_date_type results_first_submit_date results_first_submit_qc_date"
    " results_first_post_date results_first_post_date_type disp_first_submit_date disp_first_submit_qc_date"
    " disp_first_post_date disp_first_post_date_type last_update_submit_date last_update_post_date"
    " last_update_post_date_type fdaaa801_violation annotations derived",
}

#: The topic of each attribute.
TOPICS: Final[Mapping[str, NoteTopic]] = {
    attribute: topic for topic, attributes in _ATTRIBUTES.items() for attribute in attributes.split()
}


def attribute_of(change: Change) -> str | None:
    """Return the attribute of a trial that a change is in; None if no attribute holds what changed."""
    path = change.new_path or change.old_path
    return path and path.partition(".")[0].partition("[")[0]


def topic_of(change: Change) -> NoteTopic:
    """Return the topic of a change."""
    attribute = attribute_of(change)
    return NoteTopic.OTHER if attribute is None else TOPICS[attribute]
