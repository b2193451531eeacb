"""Rules about sponsors and collaborators (SPO)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.families.spo.responsible_party import folded
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import AgencyClass


@rule(
    "SPO008",
    severity=WARNING,
    of=REGISTRY,
    source="PRS data element definitions, collaborators: other organizations than the sponsor",
    reads="lead_sponsor collaborators",
)
def sponsor_is_its_own_collaborator(trial: Trial) -> Problems:
    """The lead sponsor is listed as a collaborator, too.

    Why:
        Collaborators are others than the sponsor; counts of organizations come out wrong.

    Fires:
        Trial(lead_sponsor=Sponsor(name="Example University"), collaborators=[Sponsor(name="Example University")])

    Silent:
        Trial(lead_sponsor=Sponsor(name="Example University"), collaborators=[Sponsor(name="Example Clinic")])
    """
    if trial.collaborators and trial.lead_sponsor is not None and trial.lead_sponsor.name:
        lead = folded(trial.lead_sponsor.name)
        for index, collaborator in enumerate(trial.collaborators):
            if collaborator.name and folded(collaborator.name) == lead:
                yield (
                    f"collaborators[{index}].name",
                    f"the lead sponsor {quoted(collaborator.name)} is listed as a collaborator",
                )


@rule(
    "SPO009",
    severity=WARNING,
    source="measured: no record of the corpus lists a collaborator twice",
    reads="collaborators",
)
def collaborator_listed_twice(trial: Trial) -> Problems:
    """A collaborator is listed twice.

    Why:
        It is one organization; the second entry was probably meant to be another.

    Fires:
        Trial(collaborators=[Sponsor(name="Example Clinic"), Sponsor(name="EXAMPLE CLINIC")])

    Silent:
        Trial(collaborators=[Sponsor(name="Example Clinic"), Sponsor(name="Example University")])
    """
    if len(trial.collaborators) > 1:
        seen: dict[str, int] = {}
        for index, collaborator in enumerate(trial.collaborators):
            if collaborator.name and seen.setdefault(folded(collaborator.name), index) != index:
                yield (
                    f"collaborators[{index}].name",
                    f"{quoted(collaborator.name)} is listed before, as collaborators"
                    f"[{seen[folded(collaborator.name)]}]; expected each once",
                )


@rule(
    "SPO010",
    default=False,
    severity=NOTE,
    source="ClinicalTrials.gov API v2, agency class, which the registry assigns",
    reads="lead_sponsor",
    requires=WHOLE,
)
def sponsor_without_class(trial: Trial) -> Problems:
    """The lead sponsor has no class of agency, or an unknown or ambiguous one.

    Why:
        Studies of who pays for research group by this class.

    Fires:
        Trial(lead_sponsor=Sponsor(name="Example University", agency_class=AgencyClass.UNKNOWN))

    Silent:
        Trial(lead_sponsor=Sponsor(name="Example University", agency_class=AgencyClass.OTHER))
    """
    sponsor = trial.lead_sponsor
    if sponsor is not None and sponsor.agency_class in (None, AgencyClass.UNKNOWN, AgencyClass.AMBIG):
        yield (
            "lead_sponsor.agency_class",
            f"the class of the lead sponsor is {quoted(str(sponsor.agency_class or 'missing'))}",
        )


@rule(
    "SPO011",
    default=False,
    severity=NOTE,
    source="ClinicalTrials.gov API v2, organization: holder of the account; measured: 8.5 % of records",
    reads="organization lead_sponsor",
)
def organization_is_not_the_sponsor(trial: Trial) -> Problems:
    """The organization that holds the record is not the lead sponsor.

    Why:
        It is usual where others register for the sponsor; elsewhere the sponsor has moved and one name is out of date.

    Fires:
        Trial(organization=Organization(full_name="Example Network"), lead_sponsor=Sponsor(name="Example University"))

    Silent:
        Trial(organization=Organization(full_name="Example Network"), lead_sponsor=Sponsor(name="Example Network"))
    """
    holder = trial.organization.full_name if trial.organization is not None else None
    sponsor = trial.lead_sponsor.name if trial.lead_sponsor is not None else None
    if holder and sponsor and holder != sponsor and folded(holder) != folded(sponsor):
        yield "organization.full_name", f"the record is held by {quoted(holder)}, the lead sponsor is {quoted(sponsor)}"
