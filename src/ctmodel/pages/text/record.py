"""The record around the trial: its dates, who is responsible for it, references and identifiers."""

from collections.abc import Iterator
from typing import Any, Final

from ctmodel.pages.text.blocks import Section, Table, section
from ctmodel.pages.text.prose import fact, facts, paragraphs, said, values
from ctmodel.pages.wording import DATES, FUNDER, OVERSIGHT, SUBMISSION, worded

_RESPONSIBLE: Final = (
    "type investigator_full_name investigator_title investigator_affiliation old_name_title old_organization"
)
_SHARING: Final = {
    "ipd_sharing": "Plan to share participant data",
    "description": "Plan",
    "info_types": "Supporting documents",
    "time_frame": "When",
    "access_criteria": "Access",
    "url": "Address",
}
_VIOLATION: Final = {
    "issued_date": "issued",
    "release_date": "released",
    "posted_date": "posted",
    "creation_date": "entered",
}
_DOCUMENT: Final = {
    "has_protocol": "Protocol",
    "has_sap": "Statistical analysis plan",
    "has_icf": "Consent form",
    "date": "Date",
    "upload_date": "Uploaded",
    "filename": "File",
    "size": "Bytes",
}

_DERIVED: Final = {
    "min_bmi": "Lowest body mass index",
    "max_bmi": "Highest body mass index",
    "version_holder": "Version",
}


def record(trial: Any) -> Iterator[Section]:
    """Yield what the registry holds beside the trial itself."""
    yield from section("Dates", *_dates(trial))
    yield from section(
        "Sponsor and oversight",
        *_responsible(trial),
        *facts(trial, OVERSIGHT),
        *fact("Results waived", trial.results_waived),
        *_violations(trial),
    )
    yield from section("Data sharing", *_sharing(trial))
    yield from section("References", *(line for held in trial.references for line in _reference(held)))
    yield from section("Links", *(": ".join(values([held.label, held.url])) for held in trial.see_also_links))
    yield from section("Documents", *_documents(trial.documents))
    yield from section("Kinds of identifiers", *_identifiers(trial))
    for title, browse in (("conditions", "condition_browse"), ("interventions", "intervention_browse")):
        held = getattr(trial.derived, browse) if trial.derived else None
        yield from section(f"MeSH terms of the {title}", *_terms(held))
    if trial.derived:
        labels = {
            "min_bmi": "Lowest body mass index",
            "max_bmi": "Highest body mass index",
            "version_holder": "Version",
        }
        yield from section("Derived by the registry", *facts(trial.derived, labels))


def _dates(trial: Any) -> list[Table]:
    rows = []
    for name, words, is_typed in DATES:
        date = getattr(trial, name)
        if date is not None:
            kind = said(getattr(trial, f"{name}_type")) if is_typed else ""
            rows.append((words, said(date), kind or ("type not stated" if is_typed else "")))
    rows += _tracking(trial.derived.submission_tracking if trial.derived else None)
    for event in trial.annotations.unposted_events if trial.annotations else []:
        unknown = "unknown date" if event.date_unknown else ""
        rows.append((f"Results not posted: {said(event.type)}", said(event.date) or unknown, ""))
    if trial.has_results is not None:
        rows.append(("Results", "posted" if trial.has_results else "none posted", ""))
    return [Table((), tuple(rows))] if rows else []


def _tracking(held: Any) -> Iterator[tuple[str, str, str]]:
    if held is None:
        return
    expected, first = held.estimated_results_first_submit_date, held.first_mcp_post_date
    if expected:
        yield "Results expected to be submitted", said(expected), ""
    if first:
        yield "Results first posted with major comments", said(first), said(held.first_mcp_post_date_type)
    for info in held.submission_infos:
        number = f"submission {info.mcp_release_n}" if info.mcp_release_n is not None else ""
        for name, words in SUBMISSION.items():
            if date := getattr(info, name):
                yield words, said(date), number
        if info.unrelease_date_unknown:
            yield SUBMISSION["unrelease_date"], "unknown date", number


def _responsible(trial: Any) -> Iterator[str]:
    for label, sponsors in (
        ("Lead sponsor", [trial.lead_sponsor] if trial.lead_sponsor else []),
        ("Collaborator", trial.collaborators),
    ):
        for held in sponsors:
            yield from fact(label, _with(held.name, worded(held.agency_class, FUNDER)))
    if trial.responsible_party:
        yield from fact("Responsible party", [getattr(trial.responsible_party, name) for name in _RESPONSIBLE.split()])
    if held := trial.organization:
        yield from fact("Registered by", _with(held.full_name, worded(held.agency_class, FUNDER)))
    for held in trial.overall_officials:
        yield from fact("Official", [held.name, held.role, held.affiliation])


def _with(name: str | None, remark: str | None) -> str | None:
    return f"{name or ''} ({remark})".strip() if remark else name


def _violations(trial: Any) -> Iterator[str]:
    if not trial.annotations:
        return
    yield from fact("Submitted unposted results", trial.annotations.unposted_responsible_party)
    for held in trial.annotations.violation_events:
        dates = [f"{label} {date}" for name, label in _VIOLATION.items() if (date := getattr(held, name))]
        yield from fact("FDAAA 801 notice", [held.type, *dates])
        yield from paragraphs(held.description)


def _sharing(trial: Any) -> Iterator[str]:
    yield from facts(trial.ipd_sharing_statement, _SHARING)
    for held in trial.avail_ipds:
        yield from fact(said(held.type) or "Data set", [held.id, held.url, held.comment])


def _reference(held: Any) -> Iterator[str]:
    retractions = [f"Retracted: {', '.join(values([one.source, one.pmid]))}." for one in held.retractions]
    number = [f"PMID {held.pmid}"] if held.pmid else []
    remarks = "; ".join(values([*number, said(held.type)]))
    yield " ".join(values([*retractions, *paragraphs(held.citation), f"({remarks})" if remarks else None]))


def _documents(held: Any) -> Iterator[str]:
    if not held:
        return
    for one in held.large_docs:
        yield ", ".join([*values([one.label, said(one.type_abbrev)]), *facts(one, _DOCUMENT)])
    if held.no_sap is not None:
        yield f"There is {'no' if held.no_sap else 'a'} statistical analysis plan."


def _identifiers(trial: Any) -> Iterator[str]:
    """Yield what is known of identifiers beside their numbers."""
    remarks = [said(trial.org_study_id_type), trial.org_study_id_link]
    if any(remarks):
        yield ", ".join(values([trial.org_study_id or "Own number", *remarks]))
    for held in trial.secondary_ids:
        remarks = [said(held.type), held.domain, held.link]
        if any(remarks):
            yield ", ".join(values([held.id or "Without a number", *remarks]))


def _terms(held: Any) -> Iterator[str]:
    if not held:
        return
    for one in held.meshes:
        yield " ".join(values([one.term, one.id]))
    for one in held.ancestors:
        yield " ".join([*values([one.term, one.id]), "(broader)"])
    for one in held.browse_leaves:
        found = f"found as {one.as_found}" if one.as_found else None
        relevance = f"relevance {said(one.relevance).lower()}" if one.relevance else None
        yield ", ".join(values([" ".join(values([one.name, one.id])), found, relevance]))
    for one in held.browse_branches:
        yield " ".join([*values([one.name, one.abbrev]), "(branch)"])
