"""The places of the protocol attributes in a ClinicalTrials.gov API v2 study, in the order of its keys."""

from ctmodel.codec.rows import (
    age,
    boolean,
    date,
    duration,
    integer,
    many,
    number,
    one,
    partial_date,
    section,
    term,
    terms,
    text,
    texts,
)
from ctmodel.codec.schema import Table
from ctmodel.formats.ctgov_v2.source import StudySource
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, GeoPoint, Location, Official
from ctmodel.model.design import BioSpec, Design, Enrollment, ExpandedAccess, ExpandedAccessTypes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier, Organization
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, IpdSharingStatement, Reference, Retraction, SeeAlsoLink
from ctmodel.model.sponsors import ResponsibleParty, Sponsor
from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import (
    AgencyClass,
    ArmGroupType,
    BioSpecRetention,
    ContactRole,
    DateType,
    DesignAllocation,
    DesignMasking,
    DesignTimePerspective,
    EnrollmentType,
    ExpandedAccessStatus,
    InterventionalAssignment,
    InterventionType,
    IpdSharing,
    IpdSharingInfoType,
    ObservationalModel,
    OfficialRole,
    OrgStudyIdType,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    ReferenceType,
    ResponsiblePartyType,
    SamplingMethod,
    SecondaryIdType,
    Sex,
    StandardAge,
    Status,
    StudyType,
    WhoMasked,
)

IDENTIFIER = Table(Identifier, {
    "id": text("id"),
    "type": term("type", SecondaryIdType),
    "link": text("link"),
    "domain": text("domain"),
})

ORGANIZATION = Table(Organization, {
    "fullName": text("full_name"),
    "class": term("agency_class", AgencyClass),
})

EXPANDED_ACCESS = Table(ExpandedAccess, {
    "hasExpandedAccess": boolean("has_expanded_access"),
    "nctId": text("nct_id"),
    "statusForNctId": term("status_for_nct_id", ExpandedAccessStatus),
})

RESPONSIBLE_PARTY = Table(ResponsibleParty, {
    "type": term("type", ResponsiblePartyType),
    "investigatorFullName": text("investigator_full_name"),
    "investigatorTitle": text("investigator_title"),
    "investigatorAffiliation": text("investigator_affiliation"),
    "oldNameTitle": text("old_name_title"),
    "oldOrganization": text("old_organization"),
})

SPONSOR = Table(Sponsor, {
    "name": text("name"),
    "class": term("agency_class", AgencyClass),
})

DESIGN = Table(Design, {
    "allocation": term("allocation", DesignAllocation),
    "interventionModel": term("intervention_model", InterventionalAssignment),
    "observationalModel": term("observational_model", ObservationalModel),
    "timePerspective": term("time_perspective", DesignTimePerspective),
    "interventionModelDescription": text("intervention_model_description"),
    "primaryPurpose": term("primary_purpose", PrimaryPurpose),
    "maskingInfo": {
        "masking": term("masking", DesignMasking),
        "maskingDescription": text("masking_description"),
        "whoMasked": terms("who_masked", WhoMasked),
    },
})

BIO_SPEC = Table(BioSpec, {
    "retention": term("retention", BioSpecRetention),
    "description": text("description"),
})

ENROLLMENT = Table(Enrollment, {
    "count": integer("count"),
    "type": term("type", EnrollmentType),
})

EXPANDED_ACCESS_TYPES = Table(ExpandedAccessTypes, {
    "intermediate": boolean("intermediate"),
    "treatment": boolean("treatment"),
    "individual": boolean("individual"),
})

ARM = Table(Arm, {
    "label": text("label"),
    "type": term("type", ArmGroupType),
    "description": text("description"),
    "interventionNames": texts("intervention_names"),
})

INTERVENTION = Table(Intervention, {
    "type": term("type", InterventionType),
    "name": text("name"),
    "description": text("description"),
    "armGroupLabels": texts("arm_group_labels"),
    "otherNames": texts("other_names"),
})

OUTCOME = Table(Outcome, {
    "measure": text("measure"),
    "description": text("description"),
    "timeFrame": text("time_frame"),
})

ELIGIBILITY = Table(Eligibility, {
    "eligibilityCriteria": text("text"),
    "healthyVolunteers": boolean("healthy_volunteers"),
    "sex": term("sex", Sex),
    "genderBased": boolean("gender_based"),
    "genderDescription": text("gender_description"),
    "minimumAge": age("minimum_age"),
    "maximumAge": age("maximum_age"),
    "stdAges": terms("std_ages", StandardAge),
    "studyPopulation": text("study_population"),
    "samplingMethod": term("sampling_method", SamplingMethod),
})

CONTACT = Table(Contact, {
    "name": text("name"),
    "role": term("role", ContactRole),
    "phone": text("phone"),
    "phoneExt": text("phone_ext"),
    "email": text("email"),
})

OFFICIAL = Table(Official, {
    "name": text("name"),
    "affiliation": text("affiliation"),
    "role": term("role", OfficialRole),
})

GEO_POINT = Table(GeoPoint, {
    "lat": number("lat"),
    "lon": number("lon"),
})

LOCATION = Table(Location, {
    "facility": text("facility"),
    "status": term("status", RecruitmentStatus),
    "city": text("city"),
    "state": text("state"),
    "zip": text("zip"),
    "country": text("country"),
    "contacts": many("contacts", CONTACT),
    "geoPoint": one("geo_point", GEO_POINT),
    "countryCode": text("country_code"),
})

RETRACTION = Table(Retraction, {
    "pmid": text("pmid"),
    "source": text("source"),
})

REFERENCE = Table(Reference, {
    "pmid": text("pmid"),
    "type": term("type", ReferenceType),
    "citation": text("citation"),
    "retractions": many("retractions", RETRACTION),
})

SEE_ALSO_LINK = Table(SeeAlsoLink, {
    "label": text("label"),
    "url": text("url"),
})

AVAIL_IPD = Table(AvailIpd, {
    "id": text("id"),
    "type": text("type"),
    "url": text("url"),
    "comment": text("comment"),
})

IPD_SHARING_STATEMENT = Table(IpdSharingStatement, {
    "ipdSharing": term("ipd_sharing", IpdSharing),
    "description": text("description"),
    "infoTypes": terms("info_types", IpdSharingInfoType),
    "timeFrame": text("time_frame"),
    "accessCriteria": text("access_criteria"),
    "url": text("url"),
})

#: Where the registry itself writes ``{}``, because it removed the fields.
_LEFT_EMPTY = frozenset({
    "/protocolSection/oversightModule",
    "/derivedSection/conditionBrowseModule",
    "/derivedSection/interventionBrowseModule",
})  # fmt: skip

TRIAL = Table(Trial, {
    "protocolSection": {
        "identificationModule": {
            "nctId": text("nct_id"),
            "nctIdAliases": texts("nct_id_aliases"),
            "orgStudyIdInfo": {
                "id": text("org_study_id"),
                "type": term("org_study_id_type", OrgStudyIdType),
                "link": text("org_study_id_link"),
            },
            "secondaryIdInfos": many("secondary_ids", IDENTIFIER),
            "organization": one("organization", ORGANIZATION),
            "briefTitle": text("brief_title"),
            "officialTitle": text("official_title"),
            "acronym": text("acronym"),
        },
        "statusModule": {
            "statusVerifiedDate": partial_date("status_verified_date"),
            "overallStatus": term("overall_status", Status),
            "whyStopped": text("why_stopped"),
            "lastKnownStatus": term("last_known_status", Status),
            "expandedAccessInfo": one("expanded_access", EXPANDED_ACCESS),
            "startDateStruct": {
                "date": partial_date("start_date"),
                "type": term("start_date_type", DateType),
            },
            "primaryCompletionDateStruct": {
                "date": partial_date("primary_completion_date"),
                "type": term("primary_completion_date_type", DateType),
            },
            "completionDateStruct": {
                "date": partial_date("completion_date"),
                "type": term("completion_date_type", DateType),
            },
            "studyFirstSubmitDate": date("study_first_submit_date"),
            "studyFirstSubmitQcDate": date("study_first_submit_qc_date"),
            "studyFirstPostDateStruct": {
                "date": date("study_first_post_date"),
                "type": term("study_first_post_date_type", DateType),
            },
            "resultsFirstSubmitDate": date("results_first_submit_date"),
            "resultsFirstSubmitQcDate": date("results_first_submit_qc_date"),
            "resultsFirstPostDateStruct": {
                "date": date("results_first_post_date"),
                "type": term("results_first_post_date_type", DateType),
            },
            "dispFirstSubmitDate": date("disp_first_submit_date"),
            "dispFirstSubmitQcDate": date("disp_first_submit_qc_date"),
            "dispFirstPostDateStruct": {
                "date": date("disp_first_post_date"),
                "type": term("disp_first_post_date_type", DateType),
            },
            "lastUpdateSubmitDate": date("last_update_submit_date"),
            "lastUpdatePostDateStruct": {
                "date": date("last_update_post_date"),
                "type": term("last_update_post_date_type", DateType),
            },
            "delayedPosting": boolean("delayed_posting"),
            "resultsWaived": boolean("results_waived"),
        },
        "sponsorCollaboratorsModule": {
            "responsibleParty": one("responsible_party", RESPONSIBLE_PARTY),
            "leadSponsor": one("lead_sponsor", SPONSOR),
            "collaborators": many("collaborators", SPONSOR),
        },
        "oversightModule": {
            "oversightHasDmc": boolean("oversight_has_dmc"),
            "isFdaRegulatedDrug": boolean("is_fda_regulated_drug"),
            "isFdaRegulatedDevice": boolean("is_fda_regulated_device"),
            "isUnapprovedDevice": boolean("is_unapproved_device"),
            "isUsExport": boolean("is_us_export"),
            "isPpsd": boolean("is_ppsd"),
            "fdaaa801Violation": boolean("fdaaa801_violation"),
        },
        "descriptionModule": {
            "briefSummary": text("brief_summary"),
            "detailedDescription": text("detailed_description"),
        },
        "conditionsModule": {
            "conditions": texts("conditions"),
            "keywords": texts("keywords"),
        },
        "designModule": {
            "studyType": term("study_type", StudyType),
            "phases": terms("phases", Phase),
            "patientRegistry": boolean("patient_registry"),
            "targetDuration": duration("target_duration"),
            "designInfo": one("design", DESIGN),
            "bioSpec": one("bio_spec", BIO_SPEC),
            "enrollmentInfo": one("enrollment", ENROLLMENT),
            "expandedAccessTypes": one("expanded_access_types", EXPANDED_ACCESS_TYPES),
            "nPtrsToThisExpAccNctId": number("n_ptrs_to_this_exp_acc_nct_id"),
        },
        "armsInterventionsModule": {
            "armGroups": many("arms", ARM),
            "interventions": many("interventions", INTERVENTION),
        },
        "outcomesModule": {
            "primaryOutcomes": many("primary_outcomes", OUTCOME),
            "secondaryOutcomes": many("secondary_outcomes", OUTCOME),
            "otherOutcomes": many("other_outcomes", OUTCOME),
        },
        "eligibilityModule": one("eligibility", ELIGIBILITY),
        "contactsLocationsModule": {
            "centralContacts": many("central_contacts", CONTACT),
            "overallOfficials": many("overall_officials", OFFICIAL),
            "locations": many("locations", LOCATION),
        },
        "referencesModule": {
            "references": many("references", REFERENCE),
            "seeAlsoLinks": many("see_also_links", SEE_ALSO_LINK),
            "availIpds": many("avail_ipds", AVAIL_IPD),
        },
        "ipdSharingStatementModule": one("ipd_sharing_statement", IPD_SHARING_STATEMENT),
    },
    "resultsSection": section("results", "ctmodel.formats.ctgov_v2.tables.results:RESULTS"),
    "annotationSection": section("annotations", "ctmodel.formats.ctgov_v2.tables.annotations:ANNOTATIONS"),
    "documentSection": section("documents", "ctmodel.formats.ctgov_v2.tables.documents:DOCUMENTS"),
    "derivedSection": section("derived", "ctmodel.formats.ctgov_v2.tables.derived:DERIVED"),
    "hasResults": boolean("has_results"),
}, left_empty=_LEFT_EMPTY, wrapper=StudySource)
