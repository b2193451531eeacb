"""Which element of an ICTRP record fills which attribute, register by register.

Element names are compared without case, spaces and underscores, because their spelling differs between exports.
"""

from typing import Final

from ctmodel.formats.conversions import day, either, whole_number, worded_date
from ctmodel.formats.ictrp import designs, interventions, outcomes, texts, words
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import Conversion, Row, again, join, left, row, silent, split, spread, when

CTGOV: Final = "ClinicalTrials.gov"
CHICTR: Final = "ChiCTR"
EUCTR: Final = "EU Clinical Trials Register"
# Registers that write a time frame the same way.
_TIME_IN_BRACKETS: Final = "ANZCTR|TCTR|SLCTR"
_DESIGN_WITH_LABELS: Final = "ANZCTR|ClinicalTrials.gov|CRIS|German Clinical Trials Register|IRCT|LBCTR|RPCEC"
_TIME_WITH_LABEL: Final = "CTRI|RPCEC"

_STAMP: Final = Conversion(words.compact_day, "a date such as 20200217")
_FULL_DAY: Final = day("d/m/y", "y-m-d", "d-m-y", "y/m/d")
_DAY: Final = Conversion(either(_FULL_DAY.convert, words.spreadsheet_day), _FULL_DAY.expected)
_START: Final = Conversion(either(_DAY.convert, worded_date), "a date")
_IDS: Final = texts.named("id")
_TIMED: Final = "measure time_frame description"
_INTERVENTIONAL: Final = {"study_type": "INTERVENTIONAL"}
_COUNT: Final = Conversion(whole_number, "a number")

#: The names of the full export, where they differ from those of search results.
_ALIASES: Final = {
    "url": "web_address", "Conditions": "Condition", "Interventions": "Intervention", "Agemin": "Inclusion_agemin",
    "Agemax": "Inclusion_agemax", "Gender": "Inclusion_gender", "Secondary_sponsors": "Secondary_Sponsor",
    "Secondary_Outcomes": "Secondary_outcome", "Last_updated": "Last_Refreshed_on",
} | {
    f"Public_Contact_{part}": f"Contact_{part}"
    for part in ("Firstname", "Lastname", "Address", "Email", "Tel", "Affiliation")
}  # fmt: skip
#: The names of the registers, which the full export leaves out.
_REGISTERS: Final = {
    "NCT": CTGOV, "ChiCTR": CHICTR, "ChiCTR-old": CHICTR, "EudraCT": EUCTR, "ISRCTN": "ISRCTN", "ANZCTR": "ANZCTR",
    "IRCT": "IRCT", "jRCT": "JPRN", "UMIN": "JPRN", "UMIN-old": "JPRN", "JapicCTI": "JPRN", "JMACCT": "JPRN",
    "CTRI": "CTRI", "DRKS": "German Clinical Trials Register", "NTR": "Netherlands Trial Register",
    "NL": "Netherlands Trial Register", "OMON": "NL-OMON", "TCTR": "TCTR", "ReBEC": "REBEC", "RPCEC": "RPCEC",
    "PACTR": "PACTR", "KCT": "CRIS", "LBCTR": "LBCTR", "SLCTR": "SLCTR", "REPEC": "REPEC", "ITMCTR": "ITMCTR",
    "CTIS": "Clinical Trials Information System",
}  # fmt: skip

READER: Final = Reader(
    [
        *when(CTGOV, [row("TrialID", "nct_id", words.NCT_NUMBER)]),
        split("TrialID", "secondary_ids", words.EUDRACT_NUMBER, "id type"),
        split("TrialID", "secondary_ids", words.OWN_NUMBER, "id type domain"),
        split("Secondary_ID", "secondary_ids", _IDS, "id"),
        split("SecondaryIDs", "secondary_ids", _IDS, "id"),
        row("Public_title", "brief_title", texts.LINE),
        row("Scientific_title", "official_title", texts.LINE),
        row("Acronym", "acronym", texts.LINE),
        row("Date_registration3", "study_first_submit_date", _STAMP),
        row("Date_registration", "study_first_submit_date", _DAY),
        row("Date_enrollement", "start_date", _START),
        row("Primary_sponsor", "lead_sponsor.name", texts.NAME),
        again("Secondary_Sponsor", "lead_sponsor.name", texts.LINE),
        again("Source_Support", "lead_sponsor.name", texts.LINE),
        split("Secondary_Sponsor", "collaborators", texts.SPONSORS, "name"),
        split("Source_Support", "collaborators", texts.SPONSORS, "name"),
        row("Recruitment_Status", "overall_status", words.STATUS),
        row("Study_type", "study_type", words.STUDY_TYPE),
        *when(CTGOV, [
            spread("Study_design", words.DESIGN, words.DESIGN_FILLS),
            split("Condition", "conditions", texts.LISTED, tells=True),
            split("Intervention", "interventions", interventions.TYPED_INTERVENTIONS, "type name"),
            split("Primary_outcome", "primary_outcomes", texts.named("measure"), "measure"),
            join("Inclusion_Criteria Exclusion_Criteria", "eligibility.text", texts.CLASSIC_CRITERIA),
        ]),
        *when(CHICTR, [
            spread("Study_design", designs.ONE_WORD, designs.FILLS, given=_INTERVENTIONAL),
            split("Phase", "phases", words.PHASE_NUMBERS),
            split("Intervention", "arms", interventions.GROUPS, "label description"),
            split("Primary_outcome", "primary_outcomes", texts.named("measure"), "measure"),
        ]),
        *when(EUCTR, [
            spread("Study_design", designs.LINES_OF_YES, designs.FILLS, given=_INTERVENTIONAL),
            split("Phase", "phases", words.PHASE_LINES),
            split("Intervention", "interventions", interventions.PRODUCTS, "name description"),
            split("Primary_outcome", "primary_outcomes", outcomes.END_POINTS, "measure time_frame"),
            Row(
                ("Inclusion_Criteria", "Exclusion_Criteria"), "", texts.CRITERIA_AND_AGES,
                frozenset({"eligibility.text", "eligibility.std_ages"}),
            ),
            spread("Condition", texts.CONDITION_IN_WORDS, "conditions keywords"),
        ]),
        *when("JPRN|PACTR", [
            spread("Study_design", designs.LISTED, designs.FILLS, given=_INTERVENTIONAL),
        ]),
        *when("CTRI", [
            spread("Study_design", designs.OF_CTRI, f"{designs.FILLS} design.who_masked", given=_INTERVENTIONAL),
        ]),
        *when(_DESIGN_WITH_LABELS, [
            spread("Study_design", designs.LABELLED, designs.FILLS, given=_INTERVENTIONAL),
        ]),
        row("Phase", "phases", words.NO_PHASE, given=_INTERVENTIONAL),
        split("Phase", "phases", words.PHASES_OR_NONE),
        spread("Condition", texts.CONDITIONS, "conditions keywords"),
        *when("IRCT", [
            split("Intervention", "arms", interventions.COUNTED_ARMS, "label description"),
            split("Primary_outcome", "primary_outcomes", outcomes.WITH_METHODS, _TIMED),
            split("Secondary_outcome", "secondary_outcomes", outcomes.WITH_METHODS, _TIMED),
        ]),
        *when(_TIME_WITH_LABEL, [
            split("Primary_outcome", "primary_outcomes", outcomes.WITH_TIME, _TIMED),
            split("Secondary_outcome", "secondary_outcomes", outcomes.WITH_TIME, _TIMED),
        ]),
        *when(_TIME_IN_BRACKETS, [
            split("Primary_outcome", "primary_outcomes", outcomes.IN_BRACKETS, _TIMED),
            split("Secondary_outcome", "secondary_outcomes", outcomes.IN_BRACKETS, _TIMED),
        ]),
        split("Intervention", "interventions", interventions.COUNTED_INTERVENTIONS, "name description"),
        split("Intervention", "interventions", interventions.INTERVENTION, "name description"),
        split("Primary_outcome", "primary_outcomes", outcomes.WHOLE, "measure"),
        split("Secondary_outcome", "secondary_outcomes", outcomes.WHOLE, "measure"),
        row("Target_size", "enrollment.count", _COUNT),
        row("Target_size", "enrollment.count", texts.TARGET),
        row("Inclusion_agemin", "eligibility.minimum_age", words.AGE),
        *when("REBEC", [row("Inclusion_agemax", "eligibility.maximum_age", words.NO_MAXIMUM_AGE)]),
        row("Inclusion_agemax", "eligibility.maximum_age", words.AGE),
        row("Inclusion_gender", "eligibility.sex", words.SEX),
        join("Inclusion_Criteria Exclusion_Criteria", "eligibility.text", texts.CRITERIA),
        *when("JPRN", [split("Countries", "locations", texts.COUNTRIES, "country")]),
        split("Countries", "locations", texts.named("country"), "country"),
        join(
            "Contact_Firstname Contact_Lastname Contact_Tel Contact_Email", "central_contacts", texts.CONTACTS,
            "central_contacts[].name central_contacts[].phone central_contacts[].email", tells=False,
        ),
        join(
            "Scientific_Contact_Firstname Scientific_Contact_Lastname Scientific_Contact_Affiliation",
            "overall_officials", texts.OFFICIALS,
            "overall_officials[].name overall_officials[].affiliation", tells=False,
        ),
        row("results_date_posted", "results_first_post_date", _DAY, tells=False),
        row("results_date_completed", "completion_date", _DAY, tells=False),
        row("results_yes_no", "has_results", words.YES_NO, tells=False),
        row("results_IPD_plan", "ipd_sharing_statement.ipd_sharing", words.SHARING, tells=False),
        row("results_IPD_description", "ipd_sharing_statement.description", texts.TEXT, tells=False),
    ],
    [
        silent("other_records", "there are no other records", "No"),
        silent("Bridging_flag_truefalse", "there are no other records", "False"),
        *left("Internal_Number Last_Refreshed_on Export_date web_address Retrospective_flag"),
        *left("Prospective_registration Bridging_flag Bridged_type Childs type_enrolment"),
        *left("results_url_link results_summary results_url_protocol results_actual_enrollment"),
        *left("results_date_first_publication results_baseline_char results_participant_flow"),
        *left("results_adverse_events results_outcome_measures Ethics_Status Ethics_Approval_Date"),
        *left("Contact_Address Contact_Affiliation Scientific_Contact_Address", private=True),
        *left("Scientific_Contact_Email Scientific_Contact_Tel", private=True),
        *left("Ethics_Contact_Name Ethics_Contact_Address Ethics_Contact_Phone Ethics_Contact_Email", private=True),
    ],
    register="Source_Register",
    number="TrialID",
    aliases=_ALIASES,
    registers=_REGISTERS,
    arrange=texts.unquoted,
)  # fmt: skip
