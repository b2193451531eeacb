"""A trial as one page of plain text, in the order and the words of a public study page."""

from collections.abc import Iterable
from typing import Final

from ctmodel.formats.native import pointer
from ctmodel.io.visible import visible
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, Location
from ctmodel.model.design import Design
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.trial import Trial
from ctmodel.pages import wording
from ctmodel.pages.plain import one_line, prose
from ctmodel.pages.wording import worded
from ctmodel.terms.protocol import Phase

#: Headings over the criteria of each kind.
CRITERIA: Final = {
    "unspecified": "Eligibility criteria",
    "inclusion": "Inclusion criteria",
    "exclusion": "Exclusion criteria",
}

_PHASES_FROM_HIGHEST: Final = list(reversed(Phase))
_WIDEST_RULE: Final = 79


def study_page(trial: Trial) -> str:
    """Return a trial as plain text for people to read: who, what, for whom, how and where.

    The page has the sections, the order and the words of the study pages of ClinicalTrials.Veeva;
    sections with nothing to show are left out, and lines are not wrapped.
    Control characters are shown as visible escapes, so that the page is safe to print to a terminal.
    """
    blocks = [
        *_title(trial),
        *_section("Status and phase", _status_and_phases(trial)),
        *_section("Conditions", _values(trial.conditions)),
        *_section("Treatments", _values(map(_treatment, trial.interventions))),
        *_section("Study type", _values([worded(trial.study_type)])),
        *_section("Funder types", _funders(trial)),
        *_section("Identifiers", _identifiers(trial)),
        *_part("Details and patient eligibility", _details(trial)),
        *_part("Trial design", _design(trial)),
        *_contacts_and_locations(trial),
    ]
    return visible("\n\n".join(blocks))


def _title(trial: Trial) -> list[str]:
    title = trial.brief_title or trial.official_title
    if title and trial.acronym and f"({trial.acronym})" not in title:
        title = f"{title} ({trial.acronym})"
    sponsor = trial.lead_sponsor.name if trial.lead_sponsor else None
    return [_ruled(line, "=") for line in _values([title])] + _values([sponsor])


def _status_and_phases(trial: Trial) -> list[str]:
    known = [phase for phase in _PHASES_FROM_HIGHEST if phase in trial.phases]
    unknown = [phase for phase in trial.phases if phase not in known]
    phases = [worded(phase, wording.PHASE) for phase in [*known, *unknown]]
    return _values([worded(trial.overall_status, wording.STATUS), *phases])


def _treatment(intervention: Intervention) -> str:
    return ": ".join(_values([worded(intervention.type), intervention.name]))


def _funders(trial: Trial) -> list[str]:
    return _distinct(worded(sponsor.agency_class, wording.FUNDER) for sponsor in trial.sponsors)


def _identifiers(trial: Trial) -> list[str]:
    return _distinct(identifier.id for identifier in trial.identifiers)


def _details(trial: Trial) -> list[str]:
    eligibility = trial.eligibility or Eligibility()
    healthy = eligibility.healthy_volunteers
    size = wording.enrolled(trial.enrollment, healthy=healthy is True) if trial.enrollment else None
    return [
        *_section("About", _prose(trial.brief_summary)),
        *_section("Full description", _prose(trial.detailed_description)),
        *_section("Enrollment", _values([size])),
        *_section("Sex", _values([worded(eligibility.sex)])),
        *_section("Ages", _ages(trial.eligibility)),
        *_section("Volunteers", [] if healthy is None else [wording.VOLUNTEERS[healthy]]),
        *_criteria(eligibility),
    ]


def _ages(eligibility: Eligibility | None) -> list[str]:
    if eligibility is None:
        return []
    # A limit that is absent is no limit; one that could not be read is not.
    unread = [limit for limit in ("minimum_age", "maximum_age") if pointer(eligibility, limit) in eligibility.extra]
    return [] if unread else [wording.ages(eligibility.minimum_age, eligibility.maximum_age)]


def _criteria(eligibility: Eligibility) -> list[str]:
    criteria = eligibility.criteria
    if not criteria:
        return _section(CRITERIA["unspecified"], _prose(eligibility.text))
    sections = []
    for kind, heading in CRITERIA.items():
        lines: list[str] = []
        label = None
        for criterion in criteria:
            if criterion.kind == kind:
                if criterion.section.label not in (label, None):
                    lines.append(f"{one_line(criterion.section.label or '')}:")
                label = criterion.section.label
                lines.append(_bullet(criterion.text, criterion.depth))
        sections += _section(heading, lines)
    return sections


def _bullet(text: str, depth: int) -> str:
    return f"{'  ' * (depth + 1)}• {one_line(text)}"


def _design(trial: Trial) -> list[str]:
    design = trial.design or Design()
    return [
        *_section("Primary purpose", _values([worded(design.primary_purpose)])),
        *_section("Allocation", _values([worded(design.allocation)])),
        *_section("Interventional model", _values([worded(design.intervention_model)])),
        *_section("Observational model", _values([worded(design.observational_model)])),
        *_section("Time perspective", _values([worded(design.time_perspective)])),
        *_section("Masking", _values([worded(design.masking, wording.MASKING)])),
        *_groups(trial),
    ]


def _groups(trial: Trial) -> list[str]:
    if not trial.arms:
        return []
    heading = _ruled(wording.groups(trial.enrollment, trial.arms), "-")
    first, *others = map(_arm, trial.arms)
    return ["\n".join([heading, first]).rstrip(), *filter(None, others)]


def _arm(arm: Arm) -> str:
    lines = _values([arm.label, worded(arm.type, wording.GROUP)])
    if description := _without_blank_lines(_prose(arm.description)):
        lines += ["Description:", *description]
    if treatments := _values(arm.intervention_names):
        lines += ["Treatment:", *treatments]
    return "\n".join(lines)


def _contacts_and_locations(trial: Trial) -> list[str]:
    count = [str(len(trial.locations))] if trial.locations else []
    sites = "\n".join(_values(map(_site, trial.locations)))
    contacts = _values(map(_contact, trial.central_contacts))
    blocks = [*count, *([sites] if sites else []), *_section("Central trial contact", contacts)]
    return _part("Trial contacts and locations", blocks)


def _site(location: Location) -> str:
    return ", ".join(_values([location.facility, location.city, location.state, location.country]))


def _contact(contact: Contact) -> str:
    phone = " ext. ".join(_values([contact.phone, contact.phone_ext]))
    return ", ".join(_values([contact.name, phone, contact.email]))


def _part(heading: str, blocks: list[str]) -> list[str]:
    """A heading and its blocks; nothing without blocks."""
    return [_ruled(heading, "="), *blocks] if blocks else []


def _section(heading: str, lines: list[str]) -> list[str]:
    """A heading and its lines; nothing without lines."""
    return ["\n".join([_ruled(heading, "-"), *lines])] if lines else []


def _ruled(heading: str, rule: str) -> str:
    return f"{heading}\n{rule * min(len(heading), _WIDEST_RULE)}"


def _values(values: Iterable[str | None]) -> list[str]:
    """The values that are set, one per line."""
    lines = (one_line(value) for value in values if value is not None)
    return [line for line in lines if line]


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(_values(values)))


def _without_blank_lines(texts: list[str]) -> list[str]:
    """The lines of texts that are shown among others, where a blank line would separate them."""
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _prose(markdown: str | None) -> list[str]:
    return [text] if markdown is not None and (text := prose(markdown)) else []
