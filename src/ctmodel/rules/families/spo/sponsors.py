"""Rules about sponsors and collaborators (SPO)."""

from ctmodel.model.sponsors import Sponsor
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.comparing import normalized, repeated
from ctmodel.rules.definition import NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import AgencyClass


def _name(sponsor: Sponsor | None) -> str:
    return normalized(sponsor.name) if sponsor is not None and sponsor.name else ""


@rule(
    "SPO008",
    severity=WARNING,
    of=REGISTRY,
    source="PRS data element definitions, collaborators: other organizations than the sponsor",
    reads="lead_sponsor collaborators",
)
def sponsor_is_its_own_collaborator(trial: Trial) -> Problems:
    """The lead sponsor is also listed as a collaborator.

    Why:
        Collaborators are organizations other than the sponsor; counts of organizations come out too high.

    Fix:
        Remove the collaborator.

    Fires:
        Trial(lead_sponsor=Sponsor(name="Example University"), collaborators=[Sponsor(name="Example University")])

    Silent:
        Trial(lead_sponsor=Sponsor(name="Example University"), collaborators=[Sponsor(name="Example Clinic")])
    """
    if trial.collaborators and (lead := _name(trial.lead_sponsor)):
        for index, collaborator in enumerate(trial.collaborators):
            if _name(collaborator) == lead:
                message = (
                    f"the lead sponsor {quoted(collaborator.name)} is also listed as a collaborator; remove it here"
                )
                yield f"collaborators[{index}].name", message


@rule(
    "SPO009",
    severity=WARNING,
    source="measured: on no record",
    reads="collaborators",
)
def collaborator_listed_twice(trial: Trial) -> Problems:
    """A collaborator is listed twice.

    Why:
        Both entries are the same organization; the second should probably be a different one.

    Fix:
        Remove one of the two, or correct it to the organization that was meant.

    Fires:
        Trial(collaborators=[Sponsor(name="Example Clinic"), Sponsor(name="EXAMPLE CLINIC")])

    Silent:
        Trial(collaborators=[Sponsor(name="Example Clinic"), Sponsor(name="Example University")])
    """
    if len(trial.collaborators) > 1:
        for index, collaborator, earlier in repeated(trial.collaborators, _name):
            message = f"{quoted(collaborator.name)} repeats collaborators[{earlier}]; expected each collaborator once"
            yield f"collaborators[{index}].name", message


@rule(
    "SPO010",
    severity=NOTE,
    source="ClinicalTrials.gov API v2, agency class, which the registry assigns",
    reads="lead_sponsor",
    requires=WHOLE,
    default=False,
)
def sponsor_without_class(trial: Trial) -> Problems:
    """The agency class of the lead sponsor is missing, unknown or ambiguous.

    Why:
        Analyses of who funds research group studies by this class.

    Fix:
        Nothing in the record: the registry assigns the class. In an analysis, classify the sponsor by its name.

    Fires:
        Trial(lead_sponsor=Sponsor(name="Example University", agency_class=AgencyClass.UNKNOWN))

    Silent:
        Trial(lead_sponsor=Sponsor(name="Example University", agency_class=AgencyClass.OTHER))
    """
    sponsor = trial.lead_sponsor
    if sponsor is not None and sponsor.agency_class in (None, AgencyClass.UNKNOWN, AgencyClass.AMBIG):
        yield (
            "lead_sponsor.agency_class",
            f"the agency class of the lead sponsor is {sponsor.agency_class or 'missing'}",
        )


@rule(
    "SPO011",
    severity=NOTE,
    source="ClinicalTrials.gov API v2, organization: holder of the account; measured: 8.5 % of records",
    reads="organization lead_sponsor",
    default=False,
)
def organization_is_not_the_sponsor(trial: Trial) -> Problems:
    """The organization that holds the record is not the lead sponsor.

    Why:
        This is common if someone else registers for the sponsor; otherwise, the sponsor may have changed.

    Fix:
        Check whether the sponsor has changed, and transfer the record if it has.

    Fires:
        Trial(organization=Organization(full_name="Example Network"), lead_sponsor=Sponsor(name="Example University"))

    Silent:
        Trial(organization=Organization(full_name="Example Network"), lead_sponsor=Sponsor(name="Example Network"))
    """
    holder = trial.organization.full_name if trial.organization is not None else None
    sponsor = trial.lead_sponsor.name if trial.lead_sponsor is not None else None
    if holder and sponsor and holder != sponsor and normalized(holder) != normalized(sponsor):
        message = f"{quoted(holder)} holds the record, but the lead sponsor is {quoted(sponsor)}"
        yield "organization.full_name", message
