"""The registry's vocabularies, each a ``StrEnum`` class."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "terms.term": "Term label",
        "terms.protocol": """
            AgencyClass ArmGroupType BioSpecRetention ContactRole DateType DesignAllocation DesignMasking
            DesignTimePerspective EnrollmentType ExpandedAccessStatus InterventionType InterventionalAssignment
            IpdSharing IpdSharingInfoType ObservationalModel OfficialRole OrgStudyIdType Phase PrimaryPurpose
            RecruitmentStatus ReferenceType ResponsiblePartyType SamplingMethod SecondaryIdType Sex StandardAge
            Status StudyType WhoMasked
        """,
        "terms.results": """
            AgreementRestrictionType AnalysisDispersionType BrowseLeafRelevance ConfidenceIntervalNumSides
            EventAssessment MeasureDispersionType MeasureParam NonInferiorityType OutcomeMeasureType ReportingStatus
            UnpostedEventType ViolationEventType
        """,
    },
)
