"""Which element of an ISRCTN record fills which attribute. Old elements stay beside the new ones that replace them."""

from typing import Final

from ctmodel.formats.isrctn import texts, words
from ctmodel.formats.isrctn.texts import LINE, TEXT
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Each, Rest, Row, again, each, gather, join, left, row, silent, split, spread

_TRIAL: Final = "trial"
_DESCRIPTION: Final = "trial/trialDescription"
_DESIGN: Final = "trial/trialDesign"
_NEW_DESIGN: Final = "trial/trialDesign/interventionalTrialDesign"
_PARTICIPANTS: Final = "trial/participants"
_NUMBERS: Final = "trial/externalRefs"
_INTERVENTIONAL: Final = {"study_type": "INTERVENTIONAL"}


def _outcomes(kind: str) -> list[Row | Each]:
    """Return rows for outcomes: a list, or else one text for all of them."""
    attribute = f"{kind}_outcomes"
    return [
        each(f"{_DESCRIPTION}/{kind}Outcomes/outcomeMeasure", attribute, [
            row("variable", "measure", TEXT), row("method", "description", TEXT), row("timepoints", "time_frame", TEXT),
        ]),
        gather(
            f"{_DESCRIPTION}/{kind}Outcome", attribute, texts.ONE_OUTCOME, f"{attribute}[].measure",
            given={attribute: None},
        ),
    ]  # fmt: skip


_ROWS: Final[tuple[Row | Each, ...]] = (
    split(f"{_TRIAL}/isrctn", "secondary_ids", words.OWN_NUMBER, "id type domain"),
    split(f"{_TRIAL}/@publicIdentifierCanonical", "secondary_ids", words.NUMBER, "id type domain"),
    row(f"{_TRIAL}/isrctn/@dateAssigned", "study_first_submit_date", words.DAY),
    row(f"{_TRIAL}/@publicIdentifierDateAssigned", "study_first_submit_date", words.DAY, tells=False),
    row(f"{_TRIAL}/@lastUpdated", "last_update_submit_date", words.DAY),
    row(f"{_DESCRIPTION}/title", "brief_title", LINE),
    row(f"{_DESCRIPTION}/scientificTitle", "official_title", LINE),
    row(f"{_DESCRIPTION}/acronym", "acronym", LINE),
    row(f"{_DESCRIPTION}/plainEnglishSummary", "brief_summary", TEXT),
    row(f"{_DESCRIPTION}/studyHypothesis", "detailed_description", TEXT),
    *_outcomes("primary"),
    *_outcomes("secondary"),
    split(f"{_DESCRIPTION}/trialWebsite", "see_also_links", texts.LINK, "url"),
    split(f"{_NUMBERS}/eudraCTNumber", "secondary_ids", words.NUMBER, "id type domain"),
    split(f"{_NUMBERS}/clinicalTrialsGovNumber", "secondary_ids", words.NUMBER, "id type domain"),
    split(f"{_NUMBERS}/irasNumber", "secondary_ids", words.IRAS, "id type domain"),
    spread(f"{_NUMBERS}/protocolSerialNumber", words.PROTOCOL_NUMBERS, "org_study_id secondary_ids"),
    each(f"{_NUMBERS}/secondaryNumbers/secondaryNumber", "secondary_ids", [
        spread("", words.SECONDARY_NUMBER, "id type domain"),
        row("@numberType", "domain", words.NUMBER_KIND, given={"domain": None}),
    ], key="id", unless="org_study_id"),
    row(f"{_DESIGN}/primaryStudyDesign", "study_type", words.STUDY_TYPE),
    row(f"{_NEW_DESIGN}/allocation", "design.allocation", words.ALLOCATION),
    row(f"{_NEW_DESIGN}/masking", "design.masking", words.MASKING),
    row(f"{_NEW_DESIGN}/assignment", "design.intervention_model", words.ASSIGNMENT),
    spread(
        f"{_DESIGN}/secondaryStudyDesign", words.OLD_DESIGN, "design.allocation design.intervention_model",
        given=_INTERVENTIONAL,
    ),
    spread(
        f"{_DESIGN}/secondaryStudyDesign", words.OLD_OBSERVATION, "design.observational_model design.time_perspective",
        given={"study_type": "OBSERVATIONAL"},
    ),
    gather(
        f"{_NEW_DESIGN}/purposes/purpose {_DESIGN}/trialTypes/trialType {_DESIGN}/trialType", "design.primary_purpose",
        words.PURPOSES, given=_INTERVENTIONAL,
    ),
    row(f"{_DESIGN}/studyDesign", "design.intervention_model_description", TEXT, given=_INTERVENTIONAL),
    row(f"{_DESIGN}/overallStatusOverride", "overall_status", words.OVERALL_STATUS, tells=False),
    row(f"{_PARTICIPANTS}/recruitmentStatusOverride", "overall_status", words.RECRUITMENT_STATUS, tells=False),
    row(f"{_DESIGN}/reasonAbandoned", "why_stopped", TEXT, tells=False),
    row(f"{_PARTICIPANTS}/recruitmentStart", "start_date", words.DAY),
    row(f"{_DESIGN}/overallStartDate", "start_date", words.DAY, given={"start_date": None}),
    again(f"{_DESIGN}/overallStartDate", "start_date", words.DAY),
    row(f"{_DESIGN}/overallEndDate", "completion_date", words.DAY),
    gather("trial/interventions/intervention/phase", "phases", words.PHASES, given=_INTERVENTIONAL),
    split("trial/conditions/condition/description", "conditions", texts.LINES, tells=True),
    row("trial/conditions/condition/diseaseClass1", "keywords", LINE),
    row("trial/conditions/condition/diseaseClass2", "keywords", LINE),
    each("trial/interventions/intervention", "interventions", [
        row("description", "description", TEXT, tells=False),
        row("interventionType", "type", words.INTERVENTION_TYPE, tells=False),
        row("drugNames", "name", texts.ONE_NAME, tells=False),
    ]),
    split("trial/interventions/intervention/drugNames", "interventions", texts.NAMES, "name"),
    join(f"{_PARTICIPANTS}/inclusion {_PARTICIPANTS}/exclusion", "eligibility.text", texts.CRITERIA),
    row(f"{_PARTICIPANTS}/lowerAgeLimit", "eligibility.minimum_age", words.MINIMUM_AGE, tells=False),
    row(f"{_PARTICIPANTS}/upperAgeLimit", "eligibility.maximum_age", words.MAXIMUM_AGE, tells=False),
    join(f"{_PARTICIPANTS}/lowerAgeLimit/@value {_PARTICIPANTS}/lowerAgeLimit/@unit", "eligibility.minimum_age",
         words.MINIMUM_AGE_PARTS, tells=False),
    join(f"{_PARTICIPANTS}/upperAgeLimit/@value {_PARTICIPANTS}/upperAgeLimit/@unit", "eligibility.maximum_age",
         words.MAXIMUM_AGE_PARTS, tells=False),
    row(f"{_PARTICIPANTS}/ageRange", "eligibility.std_ages", words.AGE_RANGE, tells=False),
    row(f"{_PARTICIPANTS}/gender", "eligibility.sex", words.SEX),
    row(f"{_PARTICIPANTS}/healthyVolunteersAllowed", "eligibility.healthy_volunteers", words.TRUE_FALSE, tells=False),
    row(f"{_PARTICIPANTS}/participantTypes/participantType", "eligibility.healthy_volunteers", words.PARTICIPANTS,
        tells=False),
    row(f"{_PARTICIPANTS}/participantType", "eligibility.healthy_volunteers", words.PARTICIPANTS, tells=False),
    row(f"{_PARTICIPANTS}/totalFinalEnrolment", "enrollment.count", words.FINAL_COUNT, tells=False,
        also={"enrollment.type": "ACTUAL"}),
    row(f"{_PARTICIPANTS}/targetEnrolment", "enrollment.count", words.COUNT, also={"enrollment.type": "ESTIMATED"},
        given={"enrollment.count": None}),
    row(f"{_PARTICIPANTS}/totalTarget", "enrollment.count", words.TOTAL, tells=False,
        also={"enrollment.type": "ESTIMATED"}, given={"enrollment.count": None}),
    row(f"{_PARTICIPANTS}/totalTarget", "enrollment.count", words.TOTAL, tells=False,
        given={"enrollment.type": "ESTIMATED"}),
    each(f"{_PARTICIPANTS}/trialCentres/trialCentre", "locations", [
        row("name", "facility", LINE),
        row("city", "city", LINE),
        row("state", "state", LINE),
        row("zip", "zip", LINE),
        row("country", "country", LINE),
    ]),
    each(f"{_PARTICIPANTS}/recruitmentCountries/country", "locations", [row("", "country", LINE)], key="country",
         given={"locations": None}),
    row("trial/miscellaneous/ipdSharingPlan", "ipd_sharing_statement.ipd_sharing", words.SHARING, tells=False),
    row("trial/results/ipdSharingStatement", "ipd_sharing_statement.description", TEXT, tells=False),
    gather(
        "trial/results/dataPolicies/dataPolicy trial/results/dataPolicy", "ipd_sharing_statement.description",
        texts.POLICIES, tells=False, given={"ipd_sharing_statement.description": None},
    ),
    split("trial/results/publicationDetails", "references", texts.PUBLICATIONS, "citation pmid type"),
    each("trial/outputs/output", "see_also_links", [
        Row(("externalLink/@url", "description"), "", texts.OUTPUT, frozenset({"url", "label"}), tells=False),
    ], key="url"),
    each("sponsor[1]", "lead_sponsor", [
        row("organisation", "name", LINE), row("commercialStatus", "agency_class", words.COMMERCIAL, tells=False),
    ]),
    each("sponsor[2:]", "collaborators", [
        row("organisation", "name", LINE), row("commercialStatus", "agency_class", words.COMMERCIAL, tells=False),
    ], key="name"),
    each("funder", "collaborators", [row("name", "name", LINE)], key="name", unless="lead_sponsor.name"),
    *(
        each(f"contact[contactTypes/contactType={kind}]", "central_contacts", [
            join("title forename surname", "name", texts.PERSON),
            row("contactTypes/contactType", "role", words.ROLE, tells=False),
            row("contactDetails/telephone", "phone", LINE),
            row("contactDetails/email", "email", LINE),
        ])
        for kind in ("Public", "Scientific")
    ),
    each("contact[contactTypes/contactType=Principal Investigator]", "overall_officials", [
        join("title forename surname", "name", texts.PERSON),
        row("contactTypes/contactType", "role", words.ROLE, tells=False),
    ]),
)  # fmt: skip

_RESTS: Final = [
    silent(f"{_TRIAL}/@publicIdentifierType", "constant", "isrctn"),
    silent(f"{_TRIAL}/@isPublished", "constant", "true"),
    silent(f"{_NUMBERS}/doi", "follows from the number"),
    silent("*/@id", "internal number"),
    silent("trial/parties/sponsorId", "refers to a sponsor", refers_to="sponsor/@id"),
    silent("trial/parties/funderId", "refers to a funder", refers_to="funder/@id"),
    silent("trial/parties/contactId", "refers to a contact", refers_to="contact/@id"),
    silent("sponsor/sponsorType", "no information", "Not Specified", "Not specified"),
    silent("trial/ctrname", "names the registry", "ISRCTN"),
    silent(f"{_NUMBERS}/secondaryNumbers/secondaryNumber/@numberType", "follows from the number", "nct"),
    *left(f"{_DESCRIPTION}/primaryOutcome {_DESCRIPTION}/secondaryOutcome", "no place: outcomes are listed"),
    # Derived from the number by the registry, and wrong for EudraCT numbers.
    *left(f"{_NUMBERS}/secondaryNumbers/secondaryNumber/@canonicalSecondaryNumber"),
    *left(f"{_PARTICIPANTS}/recruitmentCountries/part", "no place: the United Kingdom is listed"),
    *left(f"contact/* sponsor/contactDetails/* {_DESCRIPTION}/ethicsCommittees/*", private=True),
    # These texts have names, addresses and telephone numbers.
    *(
        Rest(source, "no information", texts.NOT_PROVIDED, private=True)
        for source in (f"{_DESCRIPTION}/ethicsApproval", f"{_PARTICIPANTS}/patientInfoSheet")
    ),
    *(
        Rest(f"trial/{source}", "no information", texts.NOT_PROVIDED)
        for source in (
            "interventions/intervention/phase", "interventions/intervention/pharmaceuticalStudyTypes",
            "participants/trialCentres/trialCentre/address", "trialDesign/interventionalTrialDesign/control",
            "trialDesign/trialSetting", "trialDesign/trialSettings/trialSetting", "results/publicationPlan",
            "results/basicReport", "results/plainEnglishReport",
        )
    ),
    *left(f"{_TRIAL}/@version {_DESCRIPTION}/@thirdPartyFilesAcknowledgement {_DESCRIPTION}/acknowledgment"),
    *left(f"{_DESCRIPTION}/ethicsApprovalRequired {_PARTICIPANTS}/recruitmentEnd"),
    *left(f"{_PARTICIPANTS}/recruitmentStartStatusOverride {_PARTICIPANTS}/trialCentres/trialCentre/rtsId"),
    *left("trial/results/intentToPublish trial/results/publicationStage trial/results/biomedRelated"),
    *left("trial/outputs/* trial/attachedFiles/* trial/record_last_import"),
    *left("sponsor/rorId sponsor/website sponsor/privacy funder/fundRef"),
]
#: How to read records in the registry's XML.
READER: Final = Reader(
    _ROWS, _RESTS, number="trial/isrctn", number_form="ISRCTN{}", arrange=texts.parts_apart
)
#: How to read the copies of ctrdata, which leave out the element ``trial``.
COPIES: Final = Reader(
    _ROWS, _RESTS, number="trial/isrctn", number_form="ISRCTN{}", inside="trial", arrange=texts.parts_apart
)
