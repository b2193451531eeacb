"""Which tag of a RIS record holds which attribute, in the order of the lines."""

from typing import Final

from ctmodel.formats import native
from ctmodel.formats.ris import texts
from ctmodel.formats.targets import as_it_is, constant, target
from ctmodel.formats.writer import Writer
from ctmodel.terms import label

_OFFICIAL: Final = f"of {native.REGISTRY} only"

WRITER: Final = Writer(
    (
        constant("TY", "DBASE"),
        target("TI", "official_title"),
        target("TI", "brief_title", texts.unless_first, "if there is no official title", given="official_title"),
        target("ST", "brief_title acronym", texts.short_title, "title, and the acronym in parentheses"),
        target("AN", "nct_id", texts.nct_number, "unless read from another registry", given="registry_id"),
        target("AN", "", texts.other_number, "number in the other registry", given="registry_id nct_id"),
        target("AU", "lead_sponsor.name", texts.without_commas, "without commas"),
        target("A2", "collaborators[].name"),
        target("PY", "study_first_post_date", texts.year, "year"),
        target("PY", "study_first_submit_date", texts.year, "year, if not posted", given="study_first_post_date"),
        target("DA", "study_first_post_date", texts.day, "year/month/day/"),
        target("DA", "study_first_submit_date", texts.day, "same form, if not posted", given="study_first_post_date"),
        target("AB", "brief_summary"),
        target("KW", "conditions[]", texts.keyword, "`;` becomes `,`"),
        target("KW", "keywords[]", texts.keyword, "`;` becomes `,`"),
        target("DB", "", as_it_is, "registry", given="registry"),
        target("DP", "", texts.if_official("National Library of Medicine (US)"), _OFFICIAL, given="registry"),
        target("PB", "", as_it_is, "registry", given="registry"),
        target("CY", "", texts.if_official("Bethesda (MD)"), _OFFICIAL, given="registry"),
        constant("M3", "Clinical trial registration"),
        target("C1", "lead_sponsor.name"),
        target("C2", "overall_status", label, "label"),
        target("C5", "study_type", label, "label"),
        target("C6", "has_results", texts.results, "“Has Results” or “No Results”"),
        target("N1", "phases", texts.fact("Phase"), "labels"),
        target("N1", "enrollment.count enrollment.type", texts.fact("Enrollment"), "number (label)"),
        target("N1", "start_date start_date_type", texts.fact("Start date"), "date (label)"),
        target("N1", "nct_id", texts.further_nct_number, "of a trial read from another registry", given="registry_id"),
        target("N1", "nct_id_aliases[]", texts.fact("Former NCT number")),
        target("N1", "org_study_id org_study_id_type", texts.fact("Organization study ID"), "number (label)"),
        target(
            "N1", "secondary_ids[].id secondary_ids[].type secondary_ids[].domain", texts.fact("Secondary ID"),
            "number (label: domain)",
        ),
        target("UR", "", texts.address, "web address, of ClinicalTrials.gov only", given="registry nct_id"),
    ),
    texts.record,
    clean=texts.one_line,
    cleaned="in part: line breaks, repeated spaces and control characters become single spaces",
)
