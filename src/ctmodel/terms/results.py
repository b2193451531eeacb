"""Vocabularies of the results, annotation and derived sections, named as the registry names its enumerations."""

from ctmodel.terms.term import Term


class MeasureParam(Term):
    """Kind of a reported number."""

    GEOMETRIC_MEAN = "GEOMETRIC_MEAN", "Geometric Mean"
    GEOMETRIC_LEAST_SQUARES_MEAN = "GEOMETRIC_LEAST_SQUARES_MEAN", "Geometric Least Squares Mean"
    LEAST_SQUARES_MEAN = "LEAST_SQUARES_MEAN", "Least Squares Mean"
    LOG_MEAN = "LOG_MEAN", "Log Mean"
    MEAN = "MEAN", "Mean"
    MEDIAN = "MEDIAN", "Median"
    NUMBER = "NUMBER", "Number"
    COUNT_OF_PARTICIPANTS = "COUNT_OF_PARTICIPANTS", "Count of Participants"
    COUNT_OF_UNITS = "COUNT_OF_UNITS", "Count of Units"


class MeasureDispersionType(Term):
    """Kind of dispersion of a baseline measure."""

    NA = "NA", "Not Applicable"
    STANDARD_DEVIATION = "STANDARD_DEVIATION", "Standard Deviation"
    STANDARD_ERROR = "STANDARD_ERROR", "Standard Error"
    INTER_QUARTILE_RANGE = "INTER_QUARTILE_RANGE", "Inter-Quartile Range"
    FULL_RANGE = "FULL_RANGE", "Full Range"
    CONFIDENCE_80 = "CONFIDENCE_80", "80% Confidence Interval"
    CONFIDENCE_90 = "CONFIDENCE_90", "90% Confidence Interval"
    CONFIDENCE_95 = "CONFIDENCE_95", "95% Confidence Interval"
    CONFIDENCE_975 = "CONFIDENCE_975", "97.5% Confidence Interval"
    CONFIDENCE_99 = "CONFIDENCE_99", "99% Confidence Interval"
    CONFIDENCE_OTHER = "CONFIDENCE_OTHER", "Other Confidence Interval Level"
    GEOMETRIC_COEFFICIENT = "GEOMETRIC_COEFFICIENT", "Geometric Coefficient of Variation"


class OutcomeMeasureType(Term):
    """Type of an outcome measure: primary, secondary, other or post hoc."""

    PRIMARY = "PRIMARY", "Primary"
    SECONDARY = "SECONDARY", "Secondary"
    OTHER_PRE_SPECIFIED = "OTHER_PRE_SPECIFIED", "Other Pre-specified"
    POST_HOC = "POST_HOC", "Post-Hoc"


class ReportingStatus(Term):
    """Whether the values of an outcome measure are posted."""

    NOT_POSTED = "NOT_POSTED", "Not Posted"
    POSTED = "POSTED", "Posted"


class EventAssessment(Term):
    """How adverse events were collected."""

    NON_SYSTEMATIC_ASSESSMENT = "NON_SYSTEMATIC_ASSESSMENT", "Non-systematic Assessment"
    SYSTEMATIC_ASSESSMENT = "SYSTEMATIC_ASSESSMENT", "Systematic Assessment"


class AgreementRestrictionType(Term):
    """Kind of restriction on publishing: an embargo of at most 60 days, a longer one, or another restriction."""

    LTE60 = "LTE60", "LTE60"
    GT60 = "GT60", "GT60"
    OTHER = "OTHER", "OTHER"


class BrowseLeafRelevance(Term):
    """How relevant a browse topic is."""

    LOW = "LOW", "low"
    HIGH = "HIGH", "high"


class AnalysisDispersionType(Term):
    """Kind of dispersion of an estimate."""

    STANDARD_DEVIATION = "STANDARD_DEVIATION", "Standard Deviation"
    STANDARD_ERROR_OF_MEAN = "STANDARD_ERROR_OF_MEAN", "Standard Error of the Mean"


class ConfidenceIntervalNumSides(Term):
    """Whether a confidence interval is one-sided or two-sided."""

    ONE_SIDED = "ONE_SIDED", "1-Sided"
    TWO_SIDED = "TWO_SIDED", "2-Sided"


class NonInferiorityType(Term):
    """Kind of a statistical test."""

    SUPERIORITY = "SUPERIORITY", "Superiority"
    NON_INFERIORITY = "NON_INFERIORITY", "Non-Inferiority"
    EQUIVALENCE = "EQUIVALENCE", "Equivalence"
    OTHER = "OTHER", "Other"
    NON_INFERIORITY_OR_EQUIVALENCE = "NON_INFERIORITY_OR_EQUIVALENCE", "Non-Inferiority or Equivalence"
    SUPERIORITY_OR_OTHER = "SUPERIORITY_OR_OTHER", "Superiority or Other"
    NON_INFERIORITY_OR_EQUIVALENCE_LEGACY = (
        "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY",
        "Non-Inferiority or Equivalence (legacy)",
    )
    SUPERIORITY_OR_OTHER_LEGACY = "SUPERIORITY_OR_OTHER_LEGACY", "Superiority or Other (legacy)"


class UnpostedEventType(Term):
    """Step in the review of results that are not yet posted."""

    RESET = "RESET", "Reset"
    RELEASE = "RELEASE", "Release"
    UNRELEASE = "UNRELEASE", "Unrelease"


class ViolationEventType(Term):
    """Step in a notice about a violation of FDAAA 801."""

    VIOLATION_IDENTIFIED = "VIOLATION_IDENTIFIED", "Violation Identified by FDA"
    CORRECTION_CONFIRMED = "CORRECTION_CONFIRMED", "Correction Confirmed by FDA"
    PENALTY_IMPOSED = "PENALTY_IMPOSED", "Penalty Imposed by FDA"
    ISSUES_IN_LETTER_ADDRESSED_CONFIRMED = (
        "ISSUES_IN_LETTER_ADDRESSED_CONFIRMED",
        "Issues in letter addressed; confirmed by FDA.",
    )
