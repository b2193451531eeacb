"""The sections of a public study page, in its order and its words: those of ClinicalTrials.Veeva."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ctmodel.formats.native import pointer
from ctmodel.model.criteria.criterion import CriterionKind, EligibilityCriterion
from ctmodel.pages import wording
from ctmodel.pages.text.blocks import PART, Section, section
from ctmodel.pages.text.prose import fact, facts, one_line, paragraphs, said, values
from ctmodel.pages.wording import worded
from ctmodel.terms.protocol import EnrollmentType, Phase

#: Headings over the criteria of each kind.
CRITERIA: Final = {
    CriterionKind.UNSPECIFIED: "Eligibility criteria",
    CriterionKind.INCLUSION: "Inclusion criteria",
    CriterionKind.EXCLUSION: "Exclusion criteria",
}
_STATUS: Final = {
    "why_stopped": "Why stopped",
    "last_known_status": "Last known status",
    "delayed_posting": "Posting delayed until approval",
}
_WHO: Final = {
    "gender_based": "Gender-based",
    "gender_description": "About gender",
    "std_ages": "Age groups",
    "study_population": "Study population",
    "sampling_method": "Sampling method",
}
_DESIGN: Final = {
    "primary_purpose": "Primary purpose",
    "allocation": "Allocation",
    "intervention_model": "Interventional model",
    "observational_model": "Observational model",
    "time_perspective": "Time perspective",
}
_MORE_DESIGN: Final = {
    "intervention_model_description": "About the model",
    "who_masked": "Masked",
    "masking_description": "About the masking",
}
_SPECIMENS: Final = {"retention": "Specimens kept", "description": "Specimens"}
_EXPANDED: Final = {
    "has_expanded_access": "Expanded access",
    "nct_id": "Expanded access record",
    "status_for_nct_id": "Its status",
}
_PHASES_FROM_HIGHEST: Final = list(reversed(Phase))


def title(trial: Any) -> Iterator[Section]:
    """Yield the titles and the sponsor."""
    shown, official = trial.brief_title, trial.official_title
    if not shown:
        shown, official = official, None
    if shown and trial.acronym and f"({trial.acronym})" not in shown:
        shown = f"{shown} ({trial.acronym})"
    if lines := values([shown]):
        yield Section(lines[0], rank=PART)
    sponsor = trial.lead_sponsor.name if trial.lead_sponsor else None
    for line in values([sponsor, official if official != shown else None]):
        yield Section("", (line,))


def overview(trial: Any) -> Iterator[Section]:
    """Yield what the trial is, in short sections."""
    known = [phase for phase in _PHASES_FROM_HIGHEST if phase in trial.phases]
    phases = [*known, *(phase for phase in trial.phases if phase not in known)]
    status = worded(trial.overall_status, wording.STATUS)
    shown = values([status, *(worded(phase, wording.PHASE) for phase in phases)])
    yield from section("Status and phase", *shown, *facts(trial, _STATUS), *facts(trial.expanded_access, _EXPANDED))
    yield from section("Conditions", *values(trial.conditions))
    yield from section("Keywords", *values(trial.keywords))
    yield from section("Treatments", *values(map(_treatment, trial.interventions)))
    types = facts(trial.expanded_access_types, wording.EXPANDED_ACCESS_TYPES)
    yield from section("Study type", *values([worded(trial.study_type)]), *types)
    sponsors = [*([trial.lead_sponsor] if trial.lead_sponsor else []), *trial.collaborators]
    funders = (worded(sponsor.agency_class, wording.FUNDER) for sponsor in sponsors)
    yield from section("Funder types", *_distinct(funders))
    numbers = [trial.nct_id, trial.org_study_id, *(held.id for held in trial.secondary_ids), *trial.nct_id_aliases]
    yield from section("Identifiers", *_distinct(numbers))


def details(trial: Any) -> Iterator[Section]:
    """Yield what the trial is about, and who can take part."""
    held = trial.eligibility
    healthy = held.healthy_volunteers if held else None
    size = wording.enrolled(trial.enrollment, healthy=healthy is True) if trial.enrollment else None
    yield from section("About", *paragraphs(trial.brief_summary))
    yield from section("Full description", *paragraphs(trial.detailed_description))
    # The phrase says of an actual number no more than of one without a type.
    actual = (
        said(trial.enrollment.type) if trial.enrollment and trial.enrollment.type == EnrollmentType.ACTUAL else None
    )
    yield from section("Enrollment", *values([size, actual]))
    if held is None:
        return
    yield from section("Sex", *values([worded(held.sex)]))
    yield from section("Ages", *_ages(held))
    yield from section("Volunteers", *([] if healthy is None else [wording.VOLUNTEERS[healthy]]))
    yield from section("Participants", *facts(held, _WHO))
    yield from _criteria(held)


def _ages(held: Any) -> list[str]:
    # A limit that is absent is no limit; one that could not be read is not.
    unread = [limit for limit in ("minimum_age", "maximum_age") if pointer(held.held, limit) in held.held.extra]
    return [] if unread else [wording.ages(held.minimum_age, held.maximum_age)]


def _criteria(held: Any) -> Iterator[Section]:
    text, parts = held.text, held.held.parts
    if not any(isinstance(part, EligibilityCriterion) for part in parts):
        yield from section(CRITERIA[CriterionKind.UNSPECIFIED], *paragraphs(text))
        return
    for kind, heading in CRITERIA.items():
        lines = []
        for part in parts:
            if part.section.kind == kind and part.text.strip():
                bullet = f"{'  ' * (part.depth + 1)}• " if isinstance(part, EligibilityCriterion) else ""
                lines.append(f"{bullet}{one_line(part.text)}")
        # The heading says what the first header says.
        is_said = len(lines) > 1 and lines[0].rstrip(": ").casefold() == heading.casefold()
        yield from section(heading, *lines[is_said:])


def design(trial: Any) -> Iterator[Section]:
    """Yield how the trial is done: the design, the groups, and the interventions."""
    held = trial.design
    if held:
        for name, label in _DESIGN.items():
            yield from section(label, *values([worded(getattr(held, name))]))
        yield from section("Masking", *values([worded(held.masking, wording.MASKING)]), *facts(held, _MORE_DESIGN))
    yield from section(
        "Follow-up and specimens",
        *fact("Patient registry", trial.patient_registry),
        *fact("Follow-up", trial.target_duration),
        *facts(trial.bio_spec, _SPECIMENS),
        *fact("Records that refer to this one", trial.n_ptrs_to_this_exp_acc_nct_id),
    )
    yield from _groups(trial)
    yield from section("Interventions", *(line for held in trial.interventions for line in _intervention(held)))


def _groups(trial: Any) -> Iterator[Section]:
    if not trial.arms:
        return
    first, *others = map(_arm, trial.arms)
    yield Section(wording.groups(trial.enrollment, trial.arms), tuple(first))
    yield from (Section("", tuple(lines)) for lines in others if lines)


def _arm(arm: Any) -> list[str]:
    lines = values([arm.label, worded(arm.type, wording.GROUP)])
    # A blank line separates groups.
    if description := [line for text in paragraphs(arm.description) for line in text.split("\n") if line.strip()]:
        lines += ["Description:", *description]
    if treatments := values(arm.intervention_names):
        lines += ["Treatment:", *treatments]
    return lines


def _treatment(intervention: Any) -> str:
    return ": ".join(values([worded(intervention.type), intervention.name]))


def _intervention(held: Any) -> list[str]:
    """Return what the sections above do not say of an intervention."""
    lines = [
        *fact("Other names", held.other_names),
        *fact("Groups", held.arm_group_labels),
        *paragraphs(held.description),
    ]
    name = said(held.name) or "Without a name"
    return [name, *(f"  {line}" for text in lines for line in text.split("\n"))] if lines else []


def _distinct(held: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(values(held)))
