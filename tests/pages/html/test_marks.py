"""Each mark that a figure draws stands for a number of its row."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

import ctmodel
from ctmodel.pages.html.adverse import adverse_events
from ctmodel.pages.html.flow import flow
from ctmodel.pages.html.lanes import FIRST, LAST, Bar, Dot, Span
from ctmodel.pages.html.measures import outcome_results
from ctmodel.pages.recorder import Recorder
from tests.pages.html.text import text_of

NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
GROUPS = ["000", "001", "002"]
#: A place in a lane is rounded to a hundredth of a percent.
ROUNDED = 0.006


def value_at(scale, x):
    share = (x - FIRST) / (LAST - FIRST)
    return scale.low * (scale.high / scale.low) ** share if scale.log else scale.low + share * (scale.high - scale.low)


def numbers(row):
    texts = [text_of(str(escape(cell)).replace("<", " <")) for cell in row.cells]
    return [float(found.replace("−", "-")) for text in texts for found in NUMBER.findall(text)]


def shown(row):
    """The values that the numbers of a row stand for: themselves, one give or take another, one in percent of another."""
    held = numbers(row)
    yield from held
    for one, other in itertools.pairwise(held):
        yield one - other
        yield one + other
        yield 100 * one / other if other else 0


def drawn(scale, mark):
    """The values that a mark stands for; an end that is cut, and the zero of a bar, stand for none."""
    if isinstance(mark, Bar):
        assert value_at(scale, mark.x1) == pytest.approx(0, abs=0.02)
        yield mark.x2
    elif isinstance(mark, Dot):
        yield mark.x
    else:
        assert isinstance(mark, Span)
        yield from (x for x, cut in ((mark.x1, mark.cut_left), (mark.x2, mark.cut_right)) if not cut)


def unfounded(figure):
    """The marks of a figure that stand for no number of their row."""
    for row in figure.rows:
        places = [figure.scale.x(value) for value in shown(row) if not figure.scale.log or value > 0]
        for mark in row.marks:
            for x in drawn(figure.scale, mark):
                if not any(abs(x - place) <= ROUNDED for place in places):
                    yield row, mark


def record(**modules):
    trial = ctmodel.structure({"protocolSection": {}, "resultsSection": modules})
    return Recorder(trial).trial


values = st.integers(-5000, 5000).map(lambda value: f"{value / 100:.2f}") | st.sampled_from(["NA", "0", "", "1,5"])
counts = st.integers(0, 400)


def named(prefix):
    return [{"id": f"{prefix}{group}", "title": f"Group {group}"} for group in GROUPS]


@st.composite
def measures(draw):
    spread = draw(st.sampled_from(["STANDARD_DEVIATION", "INTER_QUARTILE_RANGE", "CONFIDENCE_95"]))
    names = ("value", "spread") if spread == "STANDARD_DEVIATION" else ("value", "lowerLimit", "upperLimit")

    def measurement(group):
        return {"groupId": f"OG{group}", **{name: draw(values) for name in names}}

    classes = [
        {"title": f"Week {index}", "categories": [{"measurements": [measurement(group) for group in GROUPS]}]}
        for index in range(draw(st.integers(1, 3)))
    ]
    analyses = [
        {"groupIds": ["OG000", "OG001"], "paramType": draw(st.sampled_from(["Hazard Ratio (HR)", "Difference", "Slope"])),
         "paramValue": draw(values), "ciLowerLimit": draw(values), "ciUpperLimit": draw(values)}
        for _ in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    return {"outcomeMeasures": [{
        "title": "M", "paramType": "MEAN", "dispersionType": spread, "groups": named("OG"), "classes": classes, "analyses": analyses,
    }]}  # fmt: skip


@given(measures())
def test_marks_of_outcomes_are_numbers_of_their_row(held):
    (measure,) = outcome_results(record(outcomeMeasuresModule=held))
    for figure in (measure.values, *measure.analyses.figures):
        if figure is not None and figure.scale is not None:
            assert list(unfounded(figure)) == []


@given(st.lists(st.tuples(counts, counts, counts), min_size=3, max_size=3), st.lists(counts, min_size=3, max_size=3))
def test_marks_of_harms_are_numbers_of_their_row(affected, at_risk):
    terms = [
        {"term": f"Term {index}", "organSystem": "S", "stats": [
            {"groupId": f"EG{group}", "numAffected": count, "numAtRisk": risk}
            for group, count, risk in zip(GROUPS, row, at_risk, strict=True)
        ]}
        for index, row in enumerate(affected)
    ]  # fmt: skip
    groups = [
        group | {"seriousNumAffected": count, "seriousNumAtRisk": risk}
        for group, count, risk in zip(named("EG"), affected[0], at_risk, strict=True)
    ]
    view = adverse_events(record(adverseEventsModule={"eventGroups": groups, "seriousEvents": terms}))
    (kind,) = view.kinds
    (system,) = kind.systems
    assert list(unfounded(view.totals)) == []
    if system.scale is not None:
        assert list(unfounded(system.figure)) == []
        # The mark of a system is the most frequent term of a group, which is in the table of its terms.
        places = [system.scale.x(value) for row in system.figure.rows for value in shown(row)]
        assert all(any(abs(mark.x - place) <= ROUNDED for place in places) for mark in system.marks)


@given(st.lists(st.tuples(counts, counts), min_size=7, max_size=9))
def test_marks_of_the_flow_are_numbers_of_their_row(numbers):
    groups = [{"id": f"FG{index:03}", "title": f"Group {index}"} for index in range(len(numbers))]
    milestones = [
        {"type": kind, "achievements": [
            {"groupId": group["id"], "numSubjects": str(pair[at])} for group, pair in zip(groups, numbers, strict=True)
        ]}
        for at, kind in enumerate(["STARTED", "COMPLETED"])
    ]  # fmt: skip
    view = flow(record(participantFlowModule={"groups": groups, "periods": [{"title": "P", "milestones": milestones}]}))
    figure = view.periods[0].figure
    for row in figure.rows if figure else ():
        started, completed = numbers_of(row)
        for mark in row.marks:
            assert value_at(figure.scale, mark.x2) == pytest.approx(100 * completed / started, abs=0.51)


def numbers_of(row):
    return [float(cell.value) for cell in row.cells[:2]]


def test_a_mark_without_a_number_is_noticed():
    held = {"outcomeMeasures": [{
        "title": "M", "paramType": "MEAN", "groups": named("OG"),
        "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "5"}, {"groupId": "OG001", "value": "9"}]}]}],
    }]}  # fmt: skip
    (measure,) = outcome_results(record(outcomeMeasuresModule=held))
    from attrs import evolve

    (row,) = measure.values.rows
    moved = evolve(measure.values, rows=(evolve(row, marks=(Dot(row.marks[0].x + 1, 8, 1),)),))
    assert list(unfounded(measure.values)) == []
    assert len(list(unfounded(moved))) == 1
