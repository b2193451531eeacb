"""Registered clinical trials as typed Python: read, check and write registry payloads, nothing lost.

Everything public is here. What is not needed to read a record is imported at first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ctmodel.errors import ReadError
from ctmodel.formats.native import structure, unstructure
from ctmodel.io.strings import dumps, loads
from ctmodel.model.arms import Arm, Intervention
from ctmodel.model.contacts import Contact, GeoPoint, Location, Official
from ctmodel.model.design import BioSpec, Design, Enrollment, ExpandedAccess, ExpandedAccessTypes
from ctmodel.model.eligibility import Eligibility
from ctmodel.model.identification import Identifier, Organization
from ctmodel.model.outcomes import Outcome
from ctmodel.model.references import AvailIpd, IpdSharingStatement, Reference, Retraction, SeeAlsoLink
from ctmodel.model.sponsors import ResponsibleParty, Sponsor
from ctmodel.model.trial import Trial
from ctmodel.terms.protocol import (
    AgencyClass,
    ArmGroupType,
    BioSpecRetention,
    ContactRole,
    DateType,
    DesignAllocation,
    DesignMasking,
    DesignTimePerspective,
    EnrollmentType,
    ExpandedAccessStatus,
    InterventionalAssignment,
    InterventionType,
    IpdSharing,
    IpdSharingInfoType,
    ObservationalModel,
    OfficialRole,
    OrgStudyIdType,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    ReferenceType,
    ResponsiblePartyType,
    SamplingMethod,
    SecondaryIdType,
    Sex,
    StandardAge,
    Status,
    StudyType,
    WhoMasked,
)
from ctmodel.terms.term import Term, label
from ctmodel.values import Age, Duration, PartialDate, Precision

if TYPE_CHECKING:
    from ctmodel import testing
    from ctmodel.formats.converter import make_converter, register_hooks
    from ctmodel.formats.native_schema import schema
    from ctmodel.io.files import read, read_many, write
    from ctmodel.model.annotations import Annotations, UnpostedEvent, ViolationEvent
    from ctmodel.model.criteria import CriterionKind, EligibilityCriterion
    from ctmodel.model.derived import (
        Browse,
        BrowseBranch,
        BrowseLeaf,
        Derived,
        Mesh,
        SubmissionInfo,
        SubmissionTracking,
    )
    from ctmodel.model.documents import Documents, LargeDoc
    from ctmodel.model.results.adverse_events import AdverseEvent, AdverseEvents, EventGroup, EventStats
    from ctmodel.model.results.baseline import BaselineCharacteristics, BaselineMeasure
    from ctmodel.model.results.flow import (
        DropWithdraw,
        FlowGroup,
        FlowMilestone,
        FlowPeriod,
        FlowStats,
        ParticipantFlow,
    )
    from ctmodel.model.results.measures import (
        Denom,
        DenomCount,
        MeasureCategory,
        MeasureClass,
        MeasureGroup,
        Measurement,
    )
    from ctmodel.model.results.more_info import CertainAgreement, MoreInfo, PointOfContact
    from ctmodel.model.results.outcomes import MeasureAnalysis, OutcomeMeasure
    from ctmodel.model.results.results import Results
    from ctmodel.rules.finding import Finding, Severity
    from ctmodel.rules.validate import validate, validate_path
    from ctmodel.terms.results import (
        AgreementRestrictionType,
        AnalysisDispersionType,
        BrowseLeafRelevance,
        ConfidenceIntervalNumSides,
        EventAssessment,
        MeasureDispersionType,
        MeasureParam,
        NonInferiorityType,
        OutcomeMeasureType,
        ReportingStatus,
        UnpostedEventType,
        ViolationEventType,
    )

#: Where the names stand that are imported at first use.
_LATER = {
    "ctmodel.model.criteria": ("CriterionKind", "EligibilityCriterion"),
    "ctmodel.model.annotations": ("Annotations", "UnpostedEvent", "ViolationEvent"),
    "ctmodel.model.derived": (
        "Browse",
        "BrowseBranch",
        "BrowseLeaf",
        "Derived",
        "Mesh",
        "SubmissionInfo",
        "SubmissionTracking",
    ),
    "ctmodel.model.documents": ("Documents", "LargeDoc"),
    "ctmodel.model.results.adverse_events": ("AdverseEvent", "AdverseEvents", "EventGroup", "EventStats"),
    "ctmodel.model.results.baseline": ("BaselineCharacteristics", "BaselineMeasure"),
    "ctmodel.model.results.flow": (
        "DropWithdraw",
        "FlowGroup",
        "FlowMilestone",
        "FlowPeriod",
        "FlowStats",
        "ParticipantFlow",
    ),
    "ctmodel.model.results.measures": (
        "Denom",
        "DenomCount",
        "MeasureCategory",
        "MeasureClass",
        "MeasureGroup",
        "Measurement",
    ),
    "ctmodel.model.results.more_info": ("CertainAgreement", "MoreInfo", "PointOfContact"),
    "ctmodel.model.results.outcomes": ("MeasureAnalysis", "OutcomeMeasure"),
    "ctmodel.model.results.results": ("Results",),
    "ctmodel.terms.results": (
        "AgreementRestrictionType",
        "AnalysisDispersionType",
        "BrowseLeafRelevance",
        "ConfidenceIntervalNumSides",
        "EventAssessment",
        "MeasureDispersionType",
        "MeasureParam",
        "NonInferiorityType",
        "OutcomeMeasureType",
        "ReportingStatus",
        "UnpostedEventType",
        "ViolationEventType",
    ),
    "ctmodel.formats.converter": ("make_converter", "register_hooks"),
    "ctmodel.formats.native_schema": ("schema",),
    "ctmodel.io.files": ("read", "read_many", "write"),
    "ctmodel.rules.finding": ("Finding", "Severity"),
    "ctmodel.rules.validate": ("validate", "validate_path"),
}
_PLACES = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "AdverseEvent",
    "AdverseEvents",
    "Age",
    "AgencyClass",
    "AgreementRestrictionType",
    "AnalysisDispersionType",
    "Annotations",
    "Arm",
    "ArmGroupType",
    "AvailIpd",
    "BaselineCharacteristics",
    "BaselineMeasure",
    "BioSpec",
    "BioSpecRetention",
    "Browse",
    "BrowseBranch",
    "BrowseLeaf",
    "BrowseLeafRelevance",
    "CertainAgreement",
    "ConfidenceIntervalNumSides",
    "Contact",
    "ContactRole",
    "CriterionKind",
    "DateType",
    "Denom",
    "DenomCount",
    "Derived",
    "Design",
    "DesignAllocation",
    "DesignMasking",
    "DesignTimePerspective",
    "Documents",
    "DropWithdraw",
    "Duration",
    "Eligibility",
    "EligibilityCriterion",
    "Enrollment",
    "EnrollmentType",
    "EventAssessment",
    "EventGroup",
    "EventStats",
    "ExpandedAccess",
    "ExpandedAccessStatus",
    "ExpandedAccessTypes",
    "Finding",
    "FlowGroup",
    "FlowMilestone",
    "FlowPeriod",
    "FlowStats",
    "GeoPoint",
    "Identifier",
    "Intervention",
    "InterventionType",
    "InterventionalAssignment",
    "IpdSharing",
    "IpdSharingInfoType",
    "IpdSharingStatement",
    "LargeDoc",
    "Location",
    "MeasureAnalysis",
    "MeasureCategory",
    "MeasureClass",
    "MeasureDispersionType",
    "MeasureGroup",
    "MeasureParam",
    "Measurement",
    "Mesh",
    "MoreInfo",
    "NonInferiorityType",
    "ObservationalModel",
    "Official",
    "OfficialRole",
    "OrgStudyIdType",
    "Organization",
    "Outcome",
    "OutcomeMeasure",
    "OutcomeMeasureType",
    "PartialDate",
    "ParticipantFlow",
    "Phase",
    "PointOfContact",
    "Precision",
    "PrimaryPurpose",
    "ReadError",
    "RecruitmentStatus",
    "Reference",
    "ReferenceType",
    "ReportingStatus",
    "ResponsibleParty",
    "ResponsiblePartyType",
    "Results",
    "Retraction",
    "SamplingMethod",
    "SecondaryIdType",
    "SeeAlsoLink",
    "Severity",
    "Sex",
    "Sponsor",
    "StandardAge",
    "Status",
    "StudyType",
    "SubmissionInfo",
    "SubmissionTracking",
    "Term",
    "Trial",
    "UnpostedEvent",
    "UnpostedEventType",
    "ViolationEvent",
    "ViolationEventType",
    "WhoMasked",
    "dumps",
    "label",
    "loads",
    "make_converter",
    "read",
    "read_many",
    "register_hooks",
    "schema",
    "structure",
    "testing",
    "unstructure",
    "validate",
    "validate_path",
    "write",
]


def __getattr__(name: str) -> object:
    if name == "testing":
        return import_module("ctmodel.testing")
    if name in _PLACES:
        value: object = getattr(import_module(_PLACES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
