"""Registered clinical trials as typed Python: read, check and write registry payloads, nothing lost."""

from typing import TYPE_CHECKING

from ctmodel.ctgov.codec import structure, unstructure
from ctmodel.errors import ReadError
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, GeoPoint, Location, Official
from ctmodel.model.design import BioSpec, Design, Enrollment, ExpandedAccess, ExpandedAccessTypes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier, Organization
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, IpdSharingStatement, Reference, Retraction, SeeAlsoLink
from ctmodel.model.sponsors import ResponsibleParty, Sponsor
from ctmodel.model.trial import Trial
from ctmodel.terms.term import label
from ctmodel.values import Age, Duration, PartialDate
