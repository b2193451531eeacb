"""Which element of a classic record fills which attribute: the results."""

from typing import Any, Final

from ctmodel.formats.conversions import term
from ctmodel.formats.ctgov_xml.adverse_events import ADVERSE_EVENTS, GROUP, GROUP_ID
from ctmodel.formats.ctgov_xml.words import DATE, LINE, MARKUP, labels
from ctmodel.formats.rows import NOTHING, Conversion, Each, Row, again, each, row
from ctmodel.terms import results as terms

_RESULTS: Final = "clinical_results"
_PARTICIPANTS: Final = [
    row("@group_id", "group_id", GROUP_ID), row("@count", "num_subjects", LINE), row("", "comment", MARKUP),
]  # fmt: skip
#: Units that were analyzed; it goes without saying that they are participants.
_UNITS: Final = Conversion(
    lambda text: NOTHING if text.strip() == "Participants" else LINE.convert(text), "units", keeps_words=True
)
_MEASUREMENT: Final = [
    row("@group_id", "group_id", GROUP_ID),
    row("@value", "value", LINE),
    row("@spread", "spread", LINE),
    row("@lower_limit", "lower_limit", LINE),
    row("@upper_limit", "upper_limit", LINE),
    row("", "comment", MARKUP),
]


def _denoms(around: str = "") -> Each:
    """Return rows for the numbers that were analyzed."""
    return each(f"{around}analyzed_list/analyzed", "denoms", [
        row("units", "units", LINE),
        each("count_list/count", "counts", [row("@group_id", "group_id", GROUP_ID), row("@value", "value", LINE)]),
    ])  # fmt: skip


def _classes(around: str = "") -> Each:
    """Return rows for measured values, by class and category."""
    return each(f"{around}class_list/class", "classes", [
        row("title", "title", LINE),
        _denoms(),
        each("category_list/category", "categories", [
            row("title", "title", LINE),
            each("measurement_list/measurement", "measurements", _MEASUREMENT),
        ]),
    ])  # fmt: skip


_FLOW: Final = each(f"{_RESULTS}/participant_flow", "results.participant_flow", [
    row("recruitment_details", "recruitment_details", MARKUP),
    row("pre_assignment_details", "pre_assignment_details", MARKUP),
    each("group_list/group", "groups", GROUP),
    each("period_list/period", "periods", [
        row("title", "title", LINE),
        each("milestone_list/milestone", "milestones", [
            row("title", "type", LINE),
            each("participants_list/participants", "achievements", _PARTICIPANTS),
        ]),
        each("drop_withdraw_reason_list/drop_withdraw_reason", "drop_withdraws", [
            row("title", "type", LINE),
            each("participants_list/participants", "reasons", _PARTICIPANTS),
        ]),
    ]),
])  # fmt: skip
_BASELINE: Final = each(f"{_RESULTS}/baseline", "results.baseline_characteristics", [
    row("population", "population_description", MARKUP),
    each("group_list/group", "groups", GROUP),
    _denoms(),
    each("measure_list/measure", "measures", [
        row("title", "title", LINE),
        row("description", "description", MARKUP),
        row("population", "population_description", MARKUP),
        row("units", "unit_of_measure", LINE),
        row("param", "param_type", labels(terms.MeasureParam)),
        row("dispersion", "dispersion_type", labels(terms.MeasureDispersionType)),
        row("units_analyzed", "denom_units_selected", _UNITS),
        _denoms(),
        _classes(),
        # In old records, categories take the place of classes.
        each("category_list/category", "classes", [
            row("sub_title", "title", LINE),
            each("measurement_list", "categories", [each("measurement", "measurements", _MEASUREMENT)]),
        ]),
    ]),
])  # fmt: skip
_ANALYSIS: Final = each("analysis_list/analysis", "analyses", [
    row("group_id_list/group_id", "group_ids", GROUP_ID),
    row("groups_desc", "group_description", MARKUP),
    row("non_inferiority_type", "non_inferiority_type", labels(terms.NonInferiorityType)),
    row("non_inferiority_desc", "non_inferiority_comment", MARKUP),
    row("p_value", "p_value", LINE),
    row("p_value_desc", "p_value_comment", MARKUP),
    row("method", "statistical_method", LINE),
    row("method_desc", "statistical_comment", MARKUP),
    row("param_type", "param_type", LINE),
    row("param_value", "param_value", LINE),
    row("dispersion_type", "dispersion_type", labels(terms.AnalysisDispersionType)),
    row("dispersion_value", "dispersion_value", LINE),
    row("ci_percent", "ci_pct_value", LINE),
    row("ci_n_sides", "ci_num_sides", labels(terms.ConfidenceIntervalNumSides)),
    row("ci_lower_limit", "ci_lower_limit", LINE),
    row("ci_upper_limit", "ci_upper_limit", LINE),
    row("ci_lower_limit_na_comment", "ci_lower_limit_comment", MARKUP),
    row("ci_upper_limit_na_comment", "ci_upper_limit_comment", MARKUP),
    row("estimate_desc", "estimate_comment", MARKUP),
    row("other_analysis_desc", "other_analysis_description", MARKUP),
])  # fmt: skip
_OUTCOMES: Final = each(f"{_RESULTS}/outcome_list/outcome", "results.outcome_measures", [
    row("type", "type", labels(terms.OutcomeMeasureType)),
    row("title", "title", LINE),
    row("description", "description", MARKUP),
    row("population", "population_description", MARKUP),
    row("time_frame", "time_frame", LINE),
    row("posting_date", "anticipated_posting_date", DATE),
    each("group_list/group", "groups", GROUP),
    again("measure/title", "title", LINE),
    again("measure/description", "description", MARKUP),
    again("measure/population", "population_description", MARKUP),
    row("measure/units", "unit_of_measure", LINE),
    row("measure/param", "param_type", labels(terms.MeasureParam)),
    row("measure/dispersion", "dispersion_type", LINE),
    row("measure/units_analyzed", "type_units_analyzed", _UNITS),
    _denoms("measure/"),
    _classes("measure/"),
    _ANALYSIS,
])  # fmt: skip


_EMPLOYED: Final = "All Principal Investigators ARE employed by the organization sponsoring the study."
_NOT_EMPLOYED: Final = "Principal Investigators are NOT employed by the organization sponsoring the study."
_EMPLOYEES: Final = term("whether investigators are employed by the sponsor", {_EMPLOYED: True, _NOT_EMPLOYED: False})
_NO_AGREEMENT: Final = "There is NOT an agreement"
_RESTRICTION: Final = "The only disclosure restriction"
_PERIODS: Final = {
    "more than 60 days but less than or equal to 180 days": "GT60",
    "less than or equal to 60 days": "LTE60",
}


def _agreement(text: str) -> Any:
    """Read one of the registry's own sentences, or the words of the sponsor."""
    words = LINE.convert(text)
    if words.startswith(_NO_AGREEMENT):
        return {"restrictive_agreement": False}
    if words.startswith(_RESTRICTION):
        kind = next((kind for period, kind in _PERIODS.items() if period in words), None)
        if kind is not None:
            return {"restrictive_agreement": True, "restriction_type": kind}
    return {"restrictive_agreement": True, "restriction_type": "OTHER", "other_details": MARKUP.convert(text)}


_MORE_INFO: Final[list[Row | Each]] = [
    row(f"{_RESULTS}/limitations_and_caveats", "results.more_info.limitations_and_caveats", MARKUP),
    each(f"{_RESULTS}/certain_agreements", "results.more_info.certain_agreement", [
        row("pi_employee", "pi_sponsor_employee", _EMPLOYEES),
        Row(
            ("restrictive_agreement",), "", Conversion(_agreement, "a restriction on publication"),
            frozenset({"restrictive_agreement", "restriction_type", "other_details"}), tells=False,
        ),
    ]),
    each(f"{_RESULTS}/point_of_contact", "results.more_info.point_of_contact", [
        row("name_or_title", "title", LINE),
        row("organization", "organization", LINE),
        row("email", "email", LINE),
        row("phone", "phone", LINE),
        row("phone_ext", "phone_ext", LINE),
    ]),
]  # fmt: skip

#: The rows of the results.
RESULTS: Final[list[Row | Each]] = [_FLOW, _BASELINE, _OUTCOMES, *ADVERSE_EVENTS, *_MORE_INFO]
