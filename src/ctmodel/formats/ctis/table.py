"""Which field of a CTIS record fills which attribute. Since 2024, ``authorizedApplication`` is around most of them."""

from typing import Final

from ctmodel.formats.ctis import texts, words
from ctmodel.formats.ctis.order import arranged
from ctmodel.formats.ctis.texts import LINE, TEXT
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import again, each, gather, join, left, row, silent, split

_PART_I: Final = "authorizedPartI"
_DETAILS: Final = f"{_PART_I}/trialDetails"
_TITLES: Final = f"{_DETAILS}/clinicalTrialIdentifiers"
_NUMBERS: Final = f"{_TITLES}/secondaryIdentifyingNumbers"
_TRIAL: Final = f"{_DETAILS}/trialInformation"
_PERIOD: Final = f"{_DETAILS}/protocolInformation/studyDesign/periodDetails"
_POPULATION: Final = f"{_TRIAL}/populationOfTrialSubjects"
_STATE: Final = "authorizedPartsII/mscInfo"
_PRODUCTS: Final = f"{_PART_I}/productRoleGroupInfos/products"
_CONDITIONS: Final = f"{_TRIAL}/medicalCondition/partIMedicalConditions"
_CRITERIA: Final = f"{_TRIAL}/eligibilityCriteria"

#: Lists whose items have numbers.
_COUNTED: Final = (
    f"{_CRITERIA}/principalInclusionCriteria",
    f"{_CRITERIA}/principalExclusionCriteria",
    f"{_TRIAL}/endPoint/primaryEndPoints",
    f"{_TRIAL}/endPoint/secondaryEndPoints",
    f"{_TRIAL}/trialObjective/secondaryObjectives",
)
_ACTUAL_START: Final = {"start_date_type": "ACTUAL"}
_SPONSOR: Final = (
    row("organisation/name", "name", LINE),
    row("isCommercial", "agency_class", words.COMMERCIAL, tells=False),
    row("organisation/type", "agency_class", words.SPONSOR_TYPE, tells=False, given={"agency_class": None}),
)
_NAMES: Final = (
    "productName productDictionaryInfo/prodName nameDisplay jsonActiveSubstanceNames"
    " productDictionaryInfo/activeSubstanceName productDictionaryInfo/productSubstances/actSubstName"
    " productDictionaryInfo/productSubstances/synonyms productDictionaryInfo/sponsorProductCode sponsorProductCodeEdit"
)
_PRODUCT: Final = (
    gather(_NAMES, "", texts.PRODUCT, "name other_names", also={"type": "DRUG"}),
    row("productDictionaryInfo/atcName", "name", LINE, also={"type": "DRUG"}, given={"name": None}),
)

READER: Final = Reader(
    [
        split("ctNumber", "secondary_ids", words.OWN_NUMBER, "id type"),
        split("eudraCt/eudraCtCode", "secondary_ids", words.EUDRACT, "id type"),
        split("eudraCtInfo/eudraCtCode", "secondary_ids", words.EUDRACT, "id type"),
        split(f"{_NUMBERS}/nctNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        split(f"{_NUMBERS}/whoUniversalTrialNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        split(f"{_NUMBERS}/isrctnNumber/number", "secondary_ids", words.NUMBER, "id type domain"),
        each(f"{_NUMBERS}/additionalRegistries", "secondary_ids", [
            row("number", "id", words.REGISTRY_NUMBER, also={"type": "REGISTRY"}),
            row("number", "id", LINE),
            row("otherRegistryName", "domain", LINE),
        ], key="id"),
        row(f"{_TITLES}/fullTitle", "official_title", LINE),
        again("title", "official_title", LINE),
        row(f"{_TITLES}/publicTitle", "brief_title", LINE),
        row(f"{_TITLES}/shortTitle", "org_study_id", LINE),
        again("shortTitle", "org_study_id", LINE),
        row("ctPublicStatusCode", "overall_status", words.STATUS_CODE),
        row("ctStatus", "overall_status", words.STATUS),
        row("ctPublicStatus", "overall_status", words.STATUS, tells=False),
        gather(
            f"{_STATE}/activeTrialPeriod/trialStartDate {_STATE}/trialPeriod/trialStartDate", "start_date",
            words.EARLIEST, also=_ACTUAL_START,
        ),
        row("trialStartDate", "start_date", words.DAY, also=_ACTUAL_START, tells=False),
        row("startDateEU", "start_date", words.DAY, also=_ACTUAL_START, tells=False),
        again("eeaStartDate", "start_date", words.DAY),
        row(f"{_TRIAL}/trialDuration/estimatedRecruitmentStartDate", "start_date", words.DAY,
            also={"start_date_type": "ESTIMATED"}, given={"start_date": None}),
        row("endDateEU", "completion_date", words.DAY, also={"completion_date_type": "ACTUAL"}, tells=False),
        row(f"{_TRIAL}/trialDuration/estimatedGlobalEndDate", "completion_date", words.DAY,
            also={"completion_date_type": "ESTIMATED"}, given={"completion_date": None}, tells=False),
        row(f"{_TRIAL}/trialDuration/estimatedEndDate", "completion_date", words.DAY,
            also={"completion_date_type": "ESTIMATED"}, given={"completion_date": None}),
        again(f"{_TRIAL}/trialDuration/estimatedEndDate", "completion_date", words.DAY),
        row("publishDate", "last_update_post_date", words.DAY, tells=False),
        again("lastPublicationUpdate", "last_update_post_date", words.DAY),
        row("submissionDate", "study_first_submit_date", words.DAY, tells=False),
        row(f"{_TRIAL}/trialObjective/mainObjective", "detailed_description", TEXT, tells=False),
        each(f"{_PART_I}/sponsors[primary=true]", "lead_sponsor", _SPONSOR),
        each(f"{_PART_I}/sponsors[primary=false]", "collaborators", _SPONSOR, key="name"),
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
        row(f"{_CONDITIONS}/medicalCondition", "conditions", LINE),
        row(f"{_TRIAL}/medicalCondition/meddraConditionTerms/termName", "keywords", LINE, tells=False),
        row(f"{_TRIAL}/trialCategory/trialPhase", "phases", words.PHASES),
        gather(f"{_TRIAL}/trialObjective/trialScopes/code", "design.primary_purpose", words.PURPOSE, tells=False),
        gather(f"{_PERIOD}/allocationMethod", "design.allocation", words.ALLOCATION, tells=False),
        gather(f"{_PERIOD}/blindingMethodCode", "design.masking", words.MASKING, tells=False),
        each(f"{_PERIOD}/armDetails", "arms", [
            row("title", "label", LINE, tells=False), row("description", "description", TEXT, tells=False),
        ], key="label"),
        each(_PRODUCTS, "interventions", _PRODUCT, key="name"),
        each(f"{_PART_I}/products", "interventions", _PRODUCT, key="name", given={"interventions": None}),
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
        gather(
            f"{_POPULATION}/ageRanges/ageRangeCategoryCode {_POPULATION}/ageRanges/ageRangeCategory",
            "eligibility.std_ages", words.AGES,
        ),
        gather(f"{_POPULATION}/clinicalTrialGroups/code", "eligibility.healthy_volunteers", words.VOLUNTEERS,
               tells=False),
        gather(
            f"authorizedPartsII/recruitmentSubjectCount {_PART_I}/rowSubjectCount", "enrollment.count",
            words.PLANNED, also={"enrollment.type": "ESTIMATED"},
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
        row("resultsFirstReceived", "has_results", words.YES_NO, tells=False),
        *(
            each(f"documents[documentType={code}]", "documents.large_docs", [
                row("title", "label", LINE, tells=False), row("documentType", attribute, conversion, tells=False),
            ])
            for code, attribute, conversion in (
                ("104", "has_protocol", words.PROTOCOL), ("15", "has_icf", words.CONSENT),
            )
        ),
        each(f"{_DETAILS}/pubmedCode", "references", [row("", "pmid", LINE, tells=False)]),
    ],
    [
        silent("*/id", "internal number, which each modification changes"),
        silent("*/uuid", "internal number, which each modification changes"),
        silent("*/isPrimary", "follows from the place"),
        *(silent(f"{place}/number", "counts the items") for place in _COUNTED),
        silent(f"{_PART_I}/sponsors/primary", "follows from the attribute"),
        silent(f"{_PART_I}/products/*", "repeats a product by role", refers_to=f"{_PRODUCTS}/*"),
        silent(f"{_PART_I}/medicalConditions/*", "repeats a condition of the trial", refers_to=f"{_CONDITIONS}/*"),
        silent("documents/documentTypeLabel", "repeats the code of the type", *words.DOCUMENTS),
        silent("ctrname", "names the registry", "CTIS"),
        # Persons and their addresses are in many places.
        *left("*/functionalName */functionalEmailAddress */email */telephone */phone */phoneNumber", private=True),
        *left("*/firstName */lastName */oneLine */addressLine1 */addressLine2 */consideration */sponsorResponse",
              private=True),
        *left(f"{_PART_I}/* authorizedPartsII/* applicationInfo/* applications/* eudraCt/* eudraCtInfo/*"),
        *left("primarySponsor/* coSponsors/* memberStatesConcerned/* mscTrialNotificationsInfoList/*"),
        *left("publicEvaluation/* events/* results/* documents/* correctiveMeasures/*"),
        *left("id title shortTitle initialApplicationId isRmsTacitAssignment authorizationDate decisionDate"),
        *left("decisionDateOverall lastUpdated lastPublicationUpdate recruitmentStartDate recruitmentStatus"),
        *left("eeaStartDate trialGlobalEnd trialRegion trialRegionCode trialPhase trialCountries therapeuticAreas"),
        *left("ageGroup ageRangeSecondary gender sponsorType totalNumberEnrolled totalPartIISubjectCount"),
        *left("hasAmendmentApplied hasDeferrallApplied record_last_import"),
    ],
    number="ctNumber",
    around="authorizedApplication",
    omits_empty=True,
    arrange=arranged,
    complete=words.complete,
)  # fmt: skip
