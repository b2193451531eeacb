"""Records to link: of ClinicalTrials.gov, and of other registries as the WHO exports them."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

import ctmodel
from ctmodel.identity import Grade, Group
from ctmodel.model import Trial


def nct(
    number: str | None,
    *ids: str,
    aliases: Iterable[str] = (),
    org: str | None = None,
    sponsor: str | None = None,
) -> Trial:
    """Return a record of ClinicalTrials.gov; without a number, a draft."""
    trial = Trial(nct_id=number, org_study_id=org, nct_id_aliases=[*aliases])
    trial.secondary_ids = [ctmodel.Identifier(id=held) for held in ids]
    trial.lead_sponsor = ctmodel.Sponsor(name=sponsor) if sponsor else None
    return trial


def other(number: str, *ids: str, register: str = "", sponsor: str = "") -> Trial:
    """Return a record of another registry."""
    cells = [("TrialID", number), ("Source_Register", register), ("Primary_sponsor", sponsor)]
    cells += [("Secondary_ID", held) for held in ids]
    leaves = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in cells if text)
    document = f"<Trials_downloaded_from_ICTRP><Trial>{leaves}</Trial></Trials_downloaded_from_ICTRP>"
    return ctmodel.read(BytesIO(document.encode()))


def groups(*trials: Trial) -> list[Group]:
    return list(ctmodel.link(trials))


def partition(*trials: Trial) -> list[list[int]]:
    """Return the positions of the records, group by group."""
    return [[member.index for member in group.members] for group in ctmodel.link(trials)]


def links(*trials: Trial) -> list[tuple[int, int, str]]:
    """Return all links without their evidence, each once."""
    found = {(link.a, link.b, str(link.grade)) for group in ctmodel.link(trials) for link in group.links}
    return sorted(found)


def evidence(*trials: Trial) -> list[str]:
    found = {(link.a, link.b, link.grade, link.evidence) for group in ctmodel.link(trials) for link in group.links}
    return [f"{grade}: {said}" for _, _, grade, said in sorted(found)]


CERTAIN, PROBABLE, HINT, CONFLICT = (str(grade) for grade in Grade)
