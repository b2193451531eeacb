# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.model import criteria as criteria
from ctmodel.model.annotations import Annotations, UnpostedEvent, ViolationEvent
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, GeoPoint, Location, Official
from ctmodel.model.criteria import (
    AgeRange,
    Criteria,
    CriterionKind,
    EligibilityCriterion,
    Header,
    Mention,
    Part,
    Remark,
    Section,
    Topic,
)
from ctmodel.model.derived import Browse, BrowseBranch, BrowseLeaf, Derived, Mesh, SubmissionInfo, SubmissionTracking
from ctmodel.model.design import BioSpec, Design, Enrollment, ExpandedAccess, ExpandedAccessTypes
from ctmodel.model.documents import Documents, LargeDoc
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier, Organization
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, IpdSharingStatement, Reference, Retraction, SeeAlsoLink
from ctmodel.model.results.adverse_events import AdverseEvent, AdverseEvents, EventGroup, EventStats
from ctmodel.model.results.baseline import BaselineCharacteristics, BaselineMeasure
from ctmodel.model.results.flow import DropWithdraw, FlowGroup, FlowMilestone, FlowPeriod, FlowStats, ParticipantFlow
from ctmodel.model.results.measures import Denom, DenomCount, MeasureCategory, MeasureClass, MeasureGroup, Measurement
from ctmodel.model.results.more_info import CertainAgreement, MoreInfo, PointOfContact
from ctmodel.model.results.outcomes import MeasureAnalysis, OutcomeMeasure
from ctmodel.model.results.results import Results
from ctmodel.model.sourced import Extra
from ctmodel.model.sponsors import ResponsibleParty, Sponsor
from ctmodel.model.trial import Trial
from ctmodel.values import Age, Duration, PartialDate, Precision, TimeUnit

__all__ = [
    "AdverseEvent",
    "AdverseEvents",
    "Age",
    "AgeRange",
    "Annotations",
    "Arm",
    "AvailIpd",
    "BaselineCharacteristics",
    "BaselineMeasure",
    "BioSpec",
    "Browse",
    "BrowseBranch",
    "BrowseLeaf",
    "CertainAgreement",
    "Contact",
    "Criteria",
    "CriterionKind",
    "Denom",
    "DenomCount",
    "Derived",
    "Design",
    "Documents",
    "DropWithdraw",
    "Duration",
    "Eligibility",
    "EligibilityCriterion",
    "Enrollment",
    "EventGroup",
    "EventStats",
    "ExpandedAccess",
    "ExpandedAccessTypes",
    "Extra",
    "FlowGroup",
    "FlowMilestone",
    "FlowPeriod",
    "FlowStats",
    "GeoPoint",
    "Header",
    "Identifier",
    "Intervention",
    "IpdSharingStatement",
    "LargeDoc",
    "Location",
    "MeasureAnalysis",
    "MeasureCategory",
    "MeasureClass",
    "MeasureGroup",
    "Measurement",
    "Mention",
    "Mesh",
    "MoreInfo",
    "Official",
    "Organization",
    "Outcome",
    "OutcomeMeasure",
    "Part",
    "PartialDate",
    "ParticipantFlow",
    "PointOfContact",
    "Precision",
    "Reference",
    "Remark",
    "ResponsibleParty",
    "Results",
    "Retraction",
    "Section",
    "SeeAlsoLink",
    "Sponsor",
    "SubmissionInfo",
    "SubmissionTracking",
    "TimeUnit",
    "Topic",
    "Trial",
    "UnpostedEvent",
    "ViolationEvent",
]
