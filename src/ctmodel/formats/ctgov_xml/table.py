"""Which element of a classic record fills which attribute: the protocol."""

from typing import Final

from ctmodel.formats.ctgov_xml import words
from ctmodel.formats.ctgov_xml.adverse_events import with_totals_in_groups
from ctmodel.formats.ctgov_xml.completing import complete
from ctmodel.formats.ctgov_xml.results import RESULTS
from ctmodel.formats.ctgov_xml.words import (
    AGE,
    AGENCY,
    BLOCK,
    COUNT,
    DATE,
    DATE_TYPE,
    LINE,
    MARKUP,
    MASKING,
    NO_PHASE,
    PHASES,
    SEX,
    STUDY_TYPE,
    YES_NO,
    labels,
)  # fmt: skip
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Each, Row, again, each, left, row, silent, spread
from ctmodel.terms import protocol as terms

_SPONSOR: Final = [row("agency", "name", LINE), row("agency_class", "agency_class", AGENCY)]
_OUTCOME: Final = [
    row("measure", "measure", LINE),
    row("time_frame", "time_frame", LINE),
    row("description", "description", MARKUP),
]


_CONTACT: Final = [
    row(source, attribute, LINE, also={"role": "CONTACT"})
    for source, attribute in (("last_name", "name"), ("phone", "phone"), ("phone_ext", "phone_ext"), ("email", "email"))
]
_INVESTIGATOR: Final = [row("last_name", "name", LINE), row("role", "role", labels(terms.ContactRole))]


def _dated(source: str, attribute: str) -> list[Row | Each]:
    """Return rows for a date and its type."""
    return [row(source, attribute, DATE), row(f"{source}/@type", f"{attribute}_type", DATE_TYPE, tells=False)]


def _reference(source: str, kind: str) -> Each:
    return each(source, "references", [
        row("citation", "citation", LINE, also={"type": kind}), row("PMID", "pmid", LINE, also={"type": kind}),
    ])  # fmt: skip


READER: Final = Reader(
    [
        row("id_info/nct_id", "nct_id", LINE),
        row("id_info/nct_alias", "nct_id_aliases", LINE),
        row("id_info/org_study_id", "org_study_id", LINE),
        each("id_info/secondary_id", "secondary_ids", [row("", "id", LINE)]),
        row("brief_title", "brief_title", LINE),
        row("acronym", "acronym", LINE),
        row("official_title", "official_title", LINE),
        row("source", "organization.full_name", LINE),
        each("sponsors/lead_sponsor", "lead_sponsor", _SPONSOR),
        each("sponsors/collaborator", "collaborators", _SPONSOR),
        each("responsible_party", "responsible_party", [
            row("responsible_party_type", "type", labels(terms.ResponsiblePartyType)),
            row("investigator_full_name", "investigator_full_name", LINE),
            row("investigator_title", "investigator_title", LINE),
            row("investigator_affiliation", "investigator_affiliation", LINE),
            row("name_title", "old_name_title", LINE),
            row("organization", "old_organization", LINE),
        ]),
        row("oversight_info/has_dmc", "oversight_has_dmc", YES_NO),
        row("oversight_info/is_fda_regulated_drug", "is_fda_regulated_drug", YES_NO),
        row("oversight_info/is_fda_regulated_device", "is_fda_regulated_device", YES_NO),
        row("oversight_info/is_unapproved_device", "is_unapproved_device", YES_NO),
        row("oversight_info/is_ppsd", "is_ppsd", YES_NO),
        row("oversight_info/is_us_export", "is_us_export", YES_NO),
        row("brief_summary/textblock", "brief_summary", BLOCK),
        row("detailed_description/textblock", "detailed_description", BLOCK),
        row("overall_status", "overall_status", labels(terms.Status)),
        row("last_known_status", "last_known_status", labels(terms.Status)),
        row("why_stopped", "why_stopped", BLOCK),
        *_dated("start_date", "start_date"),
        *_dated("primary_completion_date", "primary_completion_date"),
        *_dated("completion_date", "completion_date"),
        row("study_first_submitted", "study_first_submit_date", DATE),
        row("study_first_submitted_qc", "study_first_submit_qc_date", DATE),
        *_dated("study_first_posted", "study_first_post_date"),
        row("results_first_submitted", "results_first_submit_date", DATE),
        row("results_first_submitted_qc", "results_first_submit_qc_date", DATE),
        *_dated("results_first_posted", "results_first_post_date"),
        row("disposition_first_submitted", "disp_first_submit_date", DATE),
        row("disposition_first_submitted_qc", "disp_first_submit_qc_date", DATE),
        *_dated("disposition_first_posted", "disp_first_post_date"),
        row("last_update_submitted", "last_update_submit_date", DATE),
        *_dated("last_update_posted", "last_update_post_date"),
        again("last_update_submitted_qc", "last_update_submit_date", DATE),
        # Before 2018, the elements had other names.
        row("firstreceived_date", "study_first_submit_date", DATE),
        row("firstreceived_results_date", "results_first_submit_date", DATE),
        row("firstreceived_results_disposition_date", "disp_first_submit_date", DATE),
        row("lastchanged_date", "last_update_submit_date", DATE),
        row("verification_date", "status_verified_date", DATE),
        row("has_expanded_access", "expanded_access.has_expanded_access", YES_NO),
        each("expanded_access_info", "expanded_access_types", [
            row("expanded_access_type_individual", "individual", YES_NO),
            row("expanded_access_type_intermediate", "intermediate", YES_NO),
            row("expanded_access_type_treatment", "treatment", YES_NO),
        ]),
        spread("study_type", STUDY_TYPE, "study_type patient_registry"),
        row("phase", "phases", PHASES, given={"study_type": "INTERVENTIONAL"}),
        row("phase", "phases", NO_PHASE, tells=False),
        each("study_design_info", "design", [
            row("allocation", "allocation", labels(terms.DesignAllocation)),
            row("intervention_model", "intervention_model", labels(terms.InterventionalAssignment)),
            row("intervention_model_description", "intervention_model_description", MARKUP),
            row("primary_purpose", "primary_purpose", labels(terms.PrimaryPurpose)),
            row("observational_model", "observational_model", labels(terms.ObservationalModel, Case_Control="CASE_CONTROL")),
            row("time_perspective", "time_perspective", labels(terms.DesignTimePerspective)),
            spread("masking", MASKING, "masking who_masked"),
            row("masking_description", "masking_description", MARKUP),
        ]),
        row("target_duration", "target_duration", LINE),
        each("primary_outcome", "primary_outcomes", _OUTCOME),
        each("secondary_outcome", "secondary_outcomes", _OUTCOME),
        each("other_outcome", "other_outcomes", _OUTCOME),
        row("enrollment", "enrollment.count", COUNT),
        row("enrollment/@type", "enrollment.type", DATE_TYPE, tells=False),
        row("biospec_retention", "bio_spec.retention", labels(terms.BioSpecRetention)),
        row("biospec_descr/textblock", "bio_spec.description", BLOCK),
        row("condition", "conditions", LINE),
        row("keyword", "keywords", LINE),
        each("arm_group", "arms", [
            row("arm_group_label", "label", LINE),
            row("arm_group_type", "type", labels(terms.ArmGroupType)),
            row("description", "description", MARKUP),
        ]),
        each("intervention", "interventions", [
            row("intervention_type", "type", labels(terms.InterventionType)),
            row("intervention_name", "name", LINE),
            row("description", "description", MARKUP),
            row("arm_group_label", "arm_group_labels", LINE),
            row("other_name", "other_names", LINE),
        ]),
        each("eligibility", "eligibility", [
            row("criteria/textblock", "text", BLOCK),
            row("healthy_volunteers", "healthy_volunteers", words.VOLUNTEERS),
            row("gender", "sex", SEX),
            row("gender_based", "gender_based", YES_NO),
            row("gender_description", "gender_description", MARKUP),
            row("minimum_age", "minimum_age", AGE),
            row("maximum_age", "maximum_age", AGE),
            row("study_pop/textblock", "study_population", BLOCK),
            row("sampling_method", "sampling_method", labels(terms.SamplingMethod)),
        ]),
        each("overall_contact", "central_contacts", _CONTACT),
        each("overall_contact_backup", "central_contacts", _CONTACT),
        each("overall_official", "overall_officials", [
            row("last_name", "name", LINE),
            row("affiliation", "affiliation", LINE),
            row("role", "role", labels(terms.OfficialRole)),
        ]),
        each("location", "locations", [
            row("facility/name", "facility", LINE),
            row("facility/address/city", "city", LINE),
            row("facility/address/state", "state", LINE),
            row("facility/address/zip", "zip", LINE),
            row("facility/address/country", "country", LINE),
            row("status", "status", labels(terms.RecruitmentStatus)),
            each("contact", "contacts", _CONTACT),
            each("contact_backup", "contacts", _CONTACT),
            each("investigator", "contacts", _INVESTIGATOR),
        ]),
        _reference("reference", "BACKGROUND"),
        _reference("results_reference", "RESULT"),
        each("link", "see_also_links", [row("description", "label", MARKUP), row("url", "url", LINE)]),
        each("study_docs/study_doc", "avail_ipds", [
            row("doc_id", "id", LINE),
            row("doc_type", "type", LINE),
            row("doc_url", "url", LINE),
            row("doc_comment", "comment", MARKUP),
        ]),
        each("patient_data", "ipd_sharing_statement", [
            row("sharing_ipd", "ipd_sharing", labels(terms.IpdSharing)),
            row("ipd_description", "description", MARKUP),
            row("ipd_info_type", "info_types", labels(terms.IpdSharingInfoType)),
            row("ipd_time_frame", "time_frame", MARKUP),
            row("ipd_access_criteria", "access_criteria", MARKUP),
            row("ipd_url", "url", LINE),
        ]),
        each("provided_document_section/provided_document", "documents.large_docs", [
            row("document_type", "label", LINE),
            row("document_has_protocol", "has_protocol", YES_NO),
            row("document_has_sap", "has_sap", YES_NO),
            row("document_has_icf", "has_icf", YES_NO),
            row("document_date", "date", DATE),
            row("document_url", "filename", words.FILENAME),
        ]),
        *(
            each(f"pending_results/{name}", "annotations.unposted_events", [
                spread("", words.event(kind), "type date date_unknown"),
            ])
            for name, kind in (("submitted", "RELEASE"), ("returned", "RESET"), ("submission_canceled", "UNRELEASE"))
        ),
        row("removed_countries/country", "derived.removed_countries", LINE),
        row("required_header/download_date", "derived.version_holder", words.VERSION, tells=False),
        *RESULTS,
    ],
    [
        silent("location_countries/country", "repeats the countries of the locations",
               refers_to="location/facility/address/country"),
        silent("required_header/link_text", "constant", "Link to the current ClinicalTrials.gov record."),
        *left("required_header/url @rank last_update_submitted_qc number_of_arms number_of_groups"),
        *left("oversight_info/authority oversight_info/is_fda_regulated oversight_info/is_section_801"),
        *left("is_fda_regulated is_section_801"),
        *left("primary_outcome/safety_issue secondary_outcome/safety_issue other_outcome/safety_issue"),
        *left(
            "condition_browse/mesh_term intervention_browse/mesh_term", "no place: terms and their ancestors are mixed"
        ),
        *(
            silent(f"clinical_results/reported_events/group_list/group/{total}/counts/@group_id", "names its group")
            for total in ("deaths", "serious", "other")
        ),
        silent("clinical_results/reported_events/total/*", "heads the totals of adverse events"),
        silent("*/scope", "follows from its place", "Overall", "Measure", "Class"),
        *left("study_design clinical_results/*"),
        *left("overall_contact/* overall_contact_backup/* overall_official/* location/contact/*", private=True),
        *left("location/contact_backup/* location/investigator/* responsible_party/*", private=True),
    ],
    number="id_info/nct_id",
    omits_empty=True,
    arrange=with_totals_in_groups,
    complete=complete,
)  # fmt: skip
