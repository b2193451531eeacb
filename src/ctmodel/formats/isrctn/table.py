"""Which element of an ISRCTN record fills which attribute. Old elements stay beside the new ones that replace them."""

from typing import Final

from ctmodel.formats.isrctn import texts, words
from ctmodel.formats.isrctn.texts import LINE, TEXT
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Each, Row, each, gather, join, left, row, silent, split, spread

_TRIAL: Final = "trial"
_DESCRIPTION: Final = "trial/trialDescription"
_DESIGN: Final = "trial/trialDesign"
_NEW_DESIGN: Final = "trial/trialDesign/interventionalTrialDesign"
_PARTICIPANTS: Final = "trial/participants"
_NUMBERS: Final = "trial/externalRefs"


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
    split(f"{_TRIAL}/@publicIdentifierCanonical", "secondary_ids", words.CANONICAL, "id type domain"),
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
        row("", "id", LINE), row("@numberType", "domain", LINE),
    ], key="id", unless="org_study_id"),
    row(f"{_DESIGN}/primaryStudyDesign", "study_type", words.STUDY_TYPE),
    row(f"{_NEW_DESIGN}/allocation", "design.allocation", words.ALLOCATION),
    row(f"{_NEW_DESIGN}/masking", "design.masking", words.MASKING),
    row(f"{_NEW_DESIGN}/assignment", "design.intervention_model", words.ASSIGNMENT),
    gather(f"{_NEW_DESIGN}/purposes/purpose", "design.primary_purpose", words.PURPOSES),
    spread(f"{_DESIGN}/secondaryStudyDesign", words.OLD_DESIGN, "design.allocation design.observational_model"),
    gather(
        f"{_DESIGN}/trialTypes/trialType {_DESIGN}/trialType", "design.primary_purpose", words.PURPOSES, tells=False,
        given={"design.primary_purpose": None, "study_type": "INTERVENTIONAL"},
    ),
    row(f"{_DESIGN}/studyDesign", "design.intervention_model_description", TEXT,
        given={"study_type": "INTERVENTIONAL"}),
    row(f"{_DESIGN}/overallStatusOverride", "overall_status", words.STOPPED, tells=False),
    row(f"{_PARTICIPANTS}/recruitmentStatusOverride", "overall_status", words.STOPPED, tells=False),
    row(f"{_DESIGN}/reasonAbandoned", "why_stopped", TEXT, tells=False),
    row(f"{_PARTICIPANTS}/recruitmentStart", "start_date", words.DAY),
    row(f"{_DESIGN}/overallStartDate", "start_date", words.DAY, given={"start_date": None}),
    row(f"{_DESIGN}/overallEndDate", "completion_date", words.DAY),
    gather("trial/interventions/intervention/phase", "phases", words.PHASES, given={"study_type": "INTERVENTIONAL"}),
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
    row(f"{_PARTICIPANTS}/ageRange", "eligibility.std_ages", words.AGE_RANGE, tells=False),
    row(f"{_PARTICIPANTS}/gender", "eligibility.sex", words.SEX),
    row(f"{_PARTICIPANTS}/healthyVolunteersAllowed", "eligibility.healthy_volunteers", words.TRUE_FALSE, tells=False),
    row(f"{_PARTICIPANTS}/totalFinalEnrolment", "enrollment.count", words.FINAL_COUNT, tells=False,
        also={"enrollment.type": "ACTUAL"}),
    row(f"{_PARTICIPANTS}/targetEnrolment", "enrollment.count", words.COUNT, also={"enrollment.type": "ESTIMATED"},
        given={"enrollment.count": None}),
    row(f"{_PARTICIPANTS}/totalTarget", "enrollment.count", words.COUNT, tells=False),
    each(f"{_PARTICIPANTS}/trialCentres/trialCentre", "locations", [
        row("name", "facility", LINE),
        row("city", "city", LINE),
        row("state", "state", LINE),
        row("zip", "zip", LINE),
        row("country", "country", LINE),
    ]),
    gather(f"{_PARTICIPANTS}/recruitmentCountries/country", "locations", texts.COUNTRIES, "locations[].country",
           given={"locations": None}),
    row("trial/miscellaneous/ipdSharingPlan", "ipd_sharing_statement.ipd_sharing", words.SHARING, tells=False),
    row("trial/results/ipdSharingStatement", "ipd_sharing_statement.description", TEXT, tells=False),
    split("trial/results/publicationDetails", "references", texts.PUBLICATIONS, "citation pmid type"),
    each("sponsor[1]", "lead_sponsor", [
        row("organisation", "name", LINE), row("commercialStatus", "agency_class", words.COMMERCIAL, tells=False),
    ]),
    each("sponsor[2:]", "collaborators", [
        row("organisation", "name", LINE), row("commercialStatus", "agency_class", words.COMMERCIAL, tells=False),
    ], key="name"),
    each("funder", "collaborators", [row("name", "name", LINE)], key="name", unless="lead_sponsor.name"),
    each("contact[contactTypes/contactType=Principal Investigator]", "overall_officials", [
        join("title forename surname", "name", texts.PERSON),
        row("contactTypes/contactType", "role", words.ROLE, tells=False),
    ]),
    *(
        each(f"contact[contactTypes/contactType={kind}]", "central_contacts", [
            join("title forename surname", "name", texts.PERSON),
            row("contactDetails/telephone", "phone", LINE),
            row("contactDetails/email", "email", LINE),
        ])
        for kind in ("Public", "Scientific")
    ),
)  # fmt: skip

_RESTS: Final = [
    silent(f"{_TRIAL}/@publicIdentifierType", "constant", "isrctn"),
    silent(f"{_NUMBERS}/doi", "follows from the number"),
    silent(f"{_PARTICIPANTS}/lowerAgeLimit/@unit", "repeats the text"),
    silent(f"{_PARTICIPANTS}/lowerAgeLimit/@value", "repeats the text"),
    silent(f"{_PARTICIPANTS}/upperAgeLimit/@unit", "repeats the text"),
    silent(f"{_PARTICIPANTS}/upperAgeLimit/@value", "repeats the text"),
    silent("*/@id", "internal number"),
    silent("trial/parties/sponsorId", "refers to a sponsor", refers_to="sponsor/@id"),
    silent("trial/parties/funderId", "refers to a funder", refers_to="funder/@id"),
    silent("trial/parties/contactId", "refers to a contact", refers_to="contact/@id"),
    silent("contact/contactTypes/contactType", "follows from the attribute", "Public"),
    silent("trial/ctrname", "names the registry", "ISRCTN"),
    *left(f"{_DESCRIPTION}/primaryOutcome {_DESCRIPTION}/secondaryOutcome", "no place: outcomes are listed"),
    # Derived from the number by the registry, and wrong for EudraCT numbers.
    *left(f"{_NUMBERS}/secondaryNumbers/secondaryNumber/@canonicalSecondaryNumber"),
    *left("contact/*", private=True),
    *left("trial/* sponsor/* funder/*"),
]
#: How to read records in the registry's XML.
READER: Final = Reader(_ROWS, _RESTS, number="trial/isrctn", number_form="ISRCTN{}")
#: How to read the copies of ctrdata, which leave out the element ``trial``.
COPIES: Final = Reader(_ROWS, _RESTS, number="trial/isrctn", number_form="ISRCTN{}", inside="trial")
