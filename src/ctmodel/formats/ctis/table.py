"""Which field of a CTIS record fills which attribute. Since 2024, ``authorizedApplication`` is around most of them."""

from typing import Final

from ctmodel.formats.ctis import texts, words
from ctmodel.formats.ctis.texts import LINE, TEXT
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import each, gather, join, left, row, silent, split

_PART_I: Final = "authorizedPartI"
_DETAILS: Final = f"{_PART_I}/trialDetails"
_TITLES: Final = f"{_DETAILS}/clinicalTrialIdentifiers"
_NUMBERS: Final = f"{_TITLES}/secondaryIdentifyingNumbers"
_TRIAL: Final = f"{_DETAILS}/trialInformation"
_PERIOD: Final = f"{_DETAILS}/protocolInformation/studyDesign/periodDetails"
_POPULATION: Final = f"{_TRIAL}/populationOfTrialSubjects"
_STATE: Final = "authorizedPartsII/mscInfo"
_PRODUCT: Final = f"{_PART_I}/productRoleGroupInfos/products"
_CRITERIA: Final = f"{_TRIAL}/eligibilityCriteria"

READER: Final = Reader(
    [
        split("ctNumber", "secondary_ids", words.OWN_NUMBER, "id type"),
        split("eudraCt/eudraCtCode", "secondary_ids", words.EUDRACT, "id type"),
        split("eudraCtInfo/eudraCtCode", "secondary_ids", words.EUDRACT, "id type"),
        split(f"{_NUMBERS}/nctNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        split(f"{_NUMBERS}/whoUniversalTrialNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        split(f"{_NUMBERS}/isrctnNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        each(f"{_NUMBERS}/additionalRegistries", "secondary_ids", [
            row("number", "id", LINE), row("otherRegistryName", "domain", LINE),
        ], key="id"),
        row(f"{_TITLES}/fullTitle", "official_title", LINE),
        row(f"{_TITLES}/publicTitle", "brief_title", LINE),
        row(f"{_TITLES}/shortTitle", "org_study_id", LINE),
        row("ctPublicStatusCode", "overall_status", words.STATUS_CODE),
        row("ctStatus", "overall_status", words.STATUS),
        row("ctPublicStatus", "overall_status", words.STATUS, tells=False),
        gather(
            f"{_STATE}/activeTrialPeriod/trialStartDate {_STATE}/trialPeriod/trialStartDate", "start_date",
            words.EARLIEST, also={"start_date_type": "ACTUAL"},
        ),
        row("trialStartDate", "start_date", words.DAY, tells=False),
        row("startDateEU", "start_date", words.DAY, tells=False),
        row(f"{_TRIAL}/trialDuration/estimatedRecruitmentStartDate", "start_date", words.DAY,
            also={"start_date_type": "ESTIMATED"}, given={"start_date": None}),
        row("endDateEU", "completion_date", words.DAY, also={"completion_date_type": "ACTUAL"}, tells=False),
        row(f"{_TRIAL}/trialDuration/estimatedGlobalEndDate", "completion_date", words.DAY,
            also={"completion_date_type": "ESTIMATED"}, given={"completion_date": None}, tells=False),
        row(f"{_TRIAL}/trialDuration/estimatedEndDate", "completion_date", words.DAY,
            also={"completion_date_type": "ESTIMATED"}, given={"completion_date": None}),
        row("publishDate", "last_update_post_date", words.DAY, tells=False),
        row("submissionDate", "study_first_submit_date", words.DAY, tells=False),
        row(f"{_TRIAL}/trialObjective/mainObjective", "detailed_description", TEXT, tells=False),
        each(f"{_PART_I}/sponsors[primary=true]", "lead_sponsor", [
            row("organisation/name", "name", LINE), row("isCommercial", "agency_class", words.COMMERCIAL, tells=False),
        ]),
        each(f"{_PART_I}/sponsors[primary=false]", "collaborators", [
            row("organisation/name", "name", LINE), row("isCommercial", "agency_class", words.COMMERCIAL, tells=False),
        ], key="name"),
        each(f"{_TRIAL}/sourceOfMonetarySupport", "collaborators", [row("organisationName", "name", LINE)],
             key="name", unless="lead_sponsor.name"),
        *(
            each(f"{_PART_I}/sponsors/{kind}Contacts", "central_contacts", [
                row("functionalName", "name", LINE),
                row("telephone", "phone", LINE),
                row("functionalEmailAddress", "email", LINE),
            ], key="email")
            for kind in ("public", "scientific")
        ),
        row(f"{_TRIAL}/medicalCondition/partIMedicalConditions/medicalCondition", "conditions", LINE),
        row(f"{_TRIAL}/trialCategory/trialPhase", "phases", words.PHASES),
        gather(f"{_TRIAL}/trialObjective/trialScopes/code", "design.primary_purpose", words.PURPOSE, tells=False),
        gather(f"{_PERIOD}/allocationMethod", "design.allocation", words.ALLOCATION, tells=False),
        gather(f"{_PERIOD}/blindingMethodCode", "design.masking", words.MASKING, tells=False),
        each(f"{_PERIOD}/armDetails", "arms", [
            row("title", "label", LINE), row("description", "description", TEXT, tells=False),
        ], key="label"),
        each(_PRODUCT, "interventions", [
            row("productName", "name", texts.NAME, also={"type": "DRUG"}),
            row("productDictionaryInfo/prodName", "name", texts.NAME, also={"type": "DRUG"}, given={"name": None}),
            row("jsonActiveSubstanceNames", "name", texts.NAME, also={"type": "DRUG"}, given={"name": None}),
        ], key="name"),
        *(
            each(f"{_TRIAL}/endPoint/{kind}EndPoints", f"{kind}_outcomes", [row("endPoint", "measure", TEXT)])
            for kind in ("primary", "secondary")
        ),
        gather(
            f"{_CRITERIA}/principalInclusionCriteria/principalInclusionCriteria"
            f" {_CRITERIA}/principalExclusionCriteria/principalExclusionCriteria",
            "eligibility.text", texts.CRITERIA,
        ),
        join(f"{_POPULATION}/isFemaleSubjects {_POPULATION}/isMaleSubjects", "eligibility.sex", words.SEX),
        gather(f"{_POPULATION}/ageRanges/ageRangeCategoryCode", "eligibility.std_ages", words.AGES),
        gather(f"{_POPULATION}/clinicalTrialGroups/code", "eligibility.healthy_volunteers", words.VOLUNTEERS,
               tells=False),
        gather(
            f"authorizedPartsII/recruitmentSubjectCount {_PART_I}/rowSubjectCount", "enrollment.count", words.PLANNED,
            also={"enrollment.type": "ESTIMATED"},
        ),
        each("authorizedPartsII/trialSites", "locations", [
            join("organisationAddressInfo/organisation/name departmentName", "facility", texts.FACILITY),
            row("organisationAddressInfo/address/city", "city", LINE),
            row("organisationAddressInfo/address/postcode", "zip", LINE, tells=False),
            row("organisationAddressInfo/address/countryName", "country", LINE),
            each("personInfo", "contacts", [
                join("firstName lastName", "name", texts.PERSON),
                row("telephone", "phone", LINE),
                row("email", "email", LINE),
            ]),
        ]),
        row(f"{_TRIAL}/individualParticipantData/planToShareIPD", "ipd_sharing_statement.ipd_sharing", words.SHARING,
            tells=False),
        each(f"{_DETAILS}/pubmedCode", "references", [row("", "pmid", LINE, tells=False)]),
    ],
    [
        silent("*/id", "internal number, which each modification changes"),
        silent("*/uuid", "internal number, which each modification changes"),
        silent("*/number", "counts the items"),
        silent("*/isPrimary", "follows from the place"),
        silent(f"{_PART_I}/sponsors/primary", "follows from the attribute"),
        silent(f"{_PART_I}/products/*", "repeats the products by role"),
        silent(f"{_PART_I}/medicalConditions/*", "repeats the conditions of the trial"),
        silent("ctrname", "names the registry", "CTIS"),
        # Persons and their addresses are in many places.
        *left("*/functionalName */functionalEmailAddress */email */telephone */phone */phoneNumber", private=True),
        *left("*/firstName */lastName */oneLine */addressLine1 */addressLine2", private=True),
        *left("*"),
    ],
    number="ctNumber",
    around="authorizedApplication",
    omits_empty=True,
    complete=words.complete,
)  # fmt: skip
