"""The places of the results attributes in a ClinicalTrials.gov API v2 study, in the order of its keys."""

from ctmodel.codec.rows import boolean, integer, many, one, partial_date, term, text, texts
from ctmodel.codec.schema import Table
from ctmodel.model.results.adverse_events import AdverseEvent, AdverseEvents, EventGroup, EventStats
from ctmodel.model.results.baseline import BaselineCharacteristics, BaselineMeasure
from ctmodel.model.results.flow import DropWithdraw, FlowGroup, FlowMilestone, FlowPeriod, FlowStats, ParticipantFlow
from ctmodel.model.results.measures import Denom, DenomCount, MeasureCategory, MeasureClass, MeasureGroup, Measurement
from ctmodel.model.results.more_info import CertainAgreement, MoreInfo, PointOfContact
from ctmodel.model.results.outcomes import MeasureAnalysis, OutcomeMeasure
from ctmodel.model.results.results import Results
from ctmodel.terms.results import (
    AgreementRestrictionType,
    AnalysisDispersionType,
    ConfidenceIntervalNumSides,
    EventAssessment,
    MeasureDispersionType,
    MeasureParam,
    NonInferiorityType,
    OutcomeMeasureType,
    ReportingStatus,
)

FLOW_GROUP = Table(FlowGroup, {
    "id": text("id"),
    "title": text("title"),
    "description": text("description"),
})

FLOW_STATS = Table(FlowStats, {
    "groupId": text("group_id"),
    "comment": text("comment"),
    "numSubjects": text("num_subjects"),
    "numUnits": text("num_units"),
})

FLOW_MILESTONE = Table(FlowMilestone, {
    "type": text("type"),
    "comment": text("comment"),
    "achievements": many("achievements", FLOW_STATS),
})

DROP_WITHDRAW = Table(DropWithdraw, {
    "type": text("type"),
    "reasons": many("reasons", FLOW_STATS),
    "comment": text("comment"),
})

FLOW_PERIOD = Table(FlowPeriod, {
    "title": text("title"),
    "milestones": many("milestones", FLOW_MILESTONE),
    "dropWithdraws": many("drop_withdraws", DROP_WITHDRAW),
})

PARTICIPANT_FLOW = Table(ParticipantFlow, {
    "preAssignmentDetails": text("pre_assignment_details"),
    "recruitmentDetails": text("recruitment_details"),
    "groups": many("groups", FLOW_GROUP),
    "periods": many("periods", FLOW_PERIOD),
    "typeUnitsAnalyzed": text("type_units_analyzed"),
})

MEASURE_GROUP = Table(MeasureGroup, {
    "id": text("id"),
    "title": text("title"),
    "description": text("description"),
})

DENOM_COUNT = Table(DenomCount, {
    "groupId": text("group_id"),
    "value": text("value"),
})

DENOM = Table(Denom, {
    "units": text("units"),
    "counts": many("counts", DENOM_COUNT),
})

MEASUREMENT = Table(Measurement, {
    "groupId": text("group_id"),
    "value": text("value"),
    "spread": text("spread"),
    "lowerLimit": text("lower_limit"),
    "upperLimit": text("upper_limit"),
    "comment": text("comment"),
})

MEASURE_CATEGORY = Table(MeasureCategory, {
    "title": text("title"),
    "measurements": many("measurements", MEASUREMENT),
})

MEASURE_CLASS = Table(MeasureClass, {
    "title": text("title"),
    "denoms": many("denoms", DENOM),
    "categories": many("categories", MEASURE_CATEGORY),
})

BASELINE_MEASURE = Table(BaselineMeasure, {
    "title": text("title"),
    "description": text("description"),
    "populationDescription": text("population_description"),
    "paramType": term("param_type", MeasureParam),
    "dispersionType": term("dispersion_type", MeasureDispersionType),
    "unitOfMeasure": text("unit_of_measure"),
    "classes": many("classes", MEASURE_CLASS),
    "calculatePct": boolean("calculate_pct"),
    "denomUnitsSelected": text("denom_units_selected"),
    "denoms": many("denoms", DENOM),
})

BASELINE_CHARACTERISTICS = Table(BaselineCharacteristics, {
    "populationDescription": text("population_description"),
    "groups": many("groups", MEASURE_GROUP),
    "denoms": many("denoms", DENOM),
    "measures": many("measures", BASELINE_MEASURE),
    "typeUnitsAnalyzed": text("type_units_analyzed"),
})

MEASURE_ANALYSIS = Table(MeasureAnalysis, {
    "groupIds": texts("group_ids"),
    "groupDescription": text("group_description"),
    "testedNonInferiority": boolean("tested_non_inferiority"),
    "nonInferiorityType": term("non_inferiority_type", NonInferiorityType),
    "nonInferiorityComment": text("non_inferiority_comment"),
    "pValue": text("p_value"),
    "pValueComment": text("p_value_comment"),
    "statisticalMethod": text("statistical_method"),
    "statisticalComment": text("statistical_comment"),
    "paramType": text("param_type"),
    "paramValue": text("param_value"),
    "ciPctValue": text("ci_pct_value"),
    "ciNumSides": term("ci_num_sides", ConfidenceIntervalNumSides),
    "ciLowerLimit": text("ci_lower_limit"),
    "ciUpperLimit": text("ci_upper_limit"),
    "dispersionType": term("dispersion_type", AnalysisDispersionType),
    "dispersionValue": text("dispersion_value"),
    "estimateComment": text("estimate_comment"),
    "otherAnalysisDescription": text("other_analysis_description"),
    "ciLowerLimitComment": text("ci_lower_limit_comment"),
    "ciUpperLimitComment": text("ci_upper_limit_comment"),
})

OUTCOME_MEASURE = Table(OutcomeMeasure, {
    "type": term("type", OutcomeMeasureType),
    "title": text("title"),
    "description": text("description"),
    "populationDescription": text("population_description"),
    "reportingStatus": term("reporting_status", ReportingStatus),
    "anticipatedPostingDate": partial_date("anticipated_posting_date"),
    "paramType": term("param_type", MeasureParam),
    "dispersionType": text("dispersion_type"),
    "unitOfMeasure": text("unit_of_measure"),
    "calculatePct": boolean("calculate_pct"),
    "timeFrame": text("time_frame"),
    "typeUnitsAnalyzed": text("type_units_analyzed"),
    "denomUnitsSelected": text("denom_units_selected"),
    "groups": many("groups", MEASURE_GROUP),
    "denoms": many("denoms", DENOM),
    "classes": many("classes", MEASURE_CLASS),
    "analyses": many("analyses", MEASURE_ANALYSIS),
})

EVENT_GROUP = Table(EventGroup, {
    "id": text("id"),
    "title": text("title"),
    "description": text("description"),
    "deathsNumAffected": integer("deaths_num_affected"),
    "deathsNumAtRisk": integer("deaths_num_at_risk"),
    "seriousNumAffected": integer("serious_num_affected"),
    "seriousNumAtRisk": integer("serious_num_at_risk"),
    "otherNumAffected": integer("other_num_affected"),
    "otherNumAtRisk": integer("other_num_at_risk"),
})

EVENT_STATS = Table(EventStats, {
    "groupId": text("group_id"),
    "numEvents": integer("num_events"),
    "numAffected": integer("num_affected"),
    "numAtRisk": integer("num_at_risk"),
})

ADVERSE_EVENT = Table(AdverseEvent, {
    "term": text("term"),
    "organSystem": text("organ_system"),
    "sourceVocabulary": text("source_vocabulary"),
    "assessmentType": term("assessment_type", EventAssessment),
    "notes": text("notes"),
    "stats": many("stats", EVENT_STATS),
})

ADVERSE_EVENTS = Table(AdverseEvents, {
    "frequencyThreshold": text("frequency_threshold"),
    "timeFrame": text("time_frame"),
    "description": text("description"),
    "eventGroups": many("event_groups", EVENT_GROUP),
    "seriousEvents": many("serious_events", ADVERSE_EVENT),
    "otherEvents": many("other_events", ADVERSE_EVENT),
    "allCauseMortalityComment": text("all_cause_mortality_comment"),
})

CERTAIN_AGREEMENT = Table(CertainAgreement, {
    "piSponsorEmployee": boolean("pi_sponsor_employee"),
    "restrictionType": term("restriction_type", AgreementRestrictionType),
    "restrictiveAgreement": boolean("restrictive_agreement"),
    "otherDetails": text("other_details"),
})

POINT_OF_CONTACT = Table(PointOfContact, {
    "title": text("title"),
    "organization": text("organization"),
    "email": text("email"),
    "phone": text("phone"),
    "phoneExt": text("phone_ext"),
})

MORE_INFO = Table(MoreInfo, {
    "limitationsAndCaveats": {
        "description": text("limitations_and_caveats"),
    },
    "certainAgreement": one("certain_agreement", CERTAIN_AGREEMENT),
    "pointOfContact": one("point_of_contact", POINT_OF_CONTACT),
})

RESULTS = Table(Results, {
    "participantFlowModule": one("participant_flow", PARTICIPANT_FLOW),
    "baselineCharacteristicsModule": one("baseline_characteristics", BASELINE_CHARACTERISTICS),
    "outcomeMeasuresModule": {
        "outcomeMeasures": many("outcome_measures", OUTCOME_MEASURE),
    },
    "adverseEventsModule": one("adverse_events", ADVERSE_EVENTS),
    "moreInfoModule": one("more_info", MORE_INFO),
})
