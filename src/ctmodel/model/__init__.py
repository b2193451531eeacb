"""The model of a registered clinical trial: plain classes, named in the field's terms, independent of any format."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "model.trial": "Trial",
        "model.identification": "Identifier Organization",
        "model.sponsors": "ResponsibleParty Sponsor",
        "model.design": "BioSpec Design Enrollment ExpandedAccess ExpandedAccessTypes",
        "model.arms": "Arm Intervention",
        "model.outcomes": "Outcome",
        "model.eligibility": "Eligibility",
        "model.criteria": """
            AgeRange Criteria CriterionKind EligibilityCriterion Header Mention Part Remark Section Topic
        """,
        "model.contacts": "Contact GeoPoint Location Official",
        "model.references": "AvailIpd IpdSharingStatement Reference Retraction SeeAlsoLink",
        "model.results.results": "Results",
        "model.results.flow": "DropWithdraw FlowGroup FlowMilestone FlowPeriod FlowStats ParticipantFlow",
        "model.results.measures": "Denom DenomCount MeasureCategory MeasureClass MeasureGroup Measurement",
        "model.results.baseline": "BaselineCharacteristics BaselineMeasure",
        "model.results.outcomes": "MeasureAnalysis OutcomeMeasure",
        "model.results.adverse_events": "AdverseEvent AdverseEvents EventGroup EventStats",
        "model.results.more_info": "CertainAgreement MoreInfo PointOfContact",
        "model.documents": "Documents LargeDoc",
        "model.annotations": "Annotations UnpostedEvent ViolationEvent",
        "model.derived": "Browse BrowseBranch BrowseLeaf Derived Mesh SubmissionInfo SubmissionTracking",
        "model.sourced": "Extra",
        "values": "Age Duration PartialDate Precision TimeUnit",
    },
    subpackages="criteria",
)
