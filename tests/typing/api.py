"""What a user's editor knows about the public names; checked by mypy and pyright, never run."""

from collections.abc import Iterator
from typing import Any, assert_type

import ctmodel
from ctmodel import Age, Arm, Eligibility, Finding, Identifier, Intervention, PartialDate, Sponsor, Trial
from ctmodel.model import Derived, OutcomeMeasure, Results
from ctmodel.terms import Phase, Status

trial = ctmodel.read("NCT01219465.json")
assert_type(trial, Trial)
assert_type(ctmodel.loads("{}"), Trial)
assert_type(ctmodel.dumps(trial, indent=2), str)
ctmodel.write(trial, "NCT01219465.json")
ctmodel.write(trial, "NCT01219465.json", indent="keep")
ctmodel.write(trial, "NCT01219465.json", indent=None)
ctmodel.write(trial, "NCT01219465.json", indent=4)
ctmodel.write(trial, "NCT01219465.json", indent="wide")  # type: ignore[arg-type]
assert_type(ctmodel.read_many("studies"), Iterator[Trial])
assert_type(ctmodel.validate(trial), list[Finding])
assert_type(ctmodel.testing.load_fixture("NCT01219465"), Trial)
assert_type(trial.arms[0], Arm)
assert_type(trial.arms[0].label, str | None)
assert_type(trial.phases, list[Phase | str])
assert_type(trial.overall_status, Status | str | None)
assert_type(trial.start_date, PartialDate | None)
assert_type(trial.identifiers, list[Identifier])
assert_type(trial.sponsors, list[Sponsor])
assert_type(trial.eligibility, Eligibility | None)
assert_type(trial.results, Results | None)
assert_type(trial.derived, Derived | None)
if trial.results is not None:
    assert_type(trial.results.outcome_measures, list[OutcomeMeasure])
if trial.eligibility is not None:
    assert_type(trial.eligibility.minimum_age, Age | None)
    trial.eligibility.maximum_age = Age(40, "Years")
assert_type(trial.extra["/unknown"], object)
assert_type(ctmodel.schema(), dict[str, Any])
assert_type(trial.interventions_of(trial.arms[0]), list[Intervention])
assert_type(trial.arms_of(trial.interventions[0]), list[Arm])
assert_type(trial.countries, list[str])
assert_type(ctmodel.label(trial.overall_status), str)
assert_type(ctmodel.label(None), str)
assert_type(ctmodel.report.render(ctmodel.validate(trial), "sarif"), str)
assert_type(ctmodel.rules.RULES, frozenset[ctmodel.rules.Rule])
assert_type(ctmodel.diff(trial, trial), ctmodel.changes.Changes)
assert_type(ctmodel.diff(trial, trial)[0], ctmodel.changes.Change)
assert_type(ctmodel.apply(trial, ctmodel.diff(trial, trial)), Trial)
assert_type(ctmodel.__version__, str)
for package in (ctmodel.formats, ctmodel.model, ctmodel.report, ctmodel.rules, ctmodel.terms, ctmodel.testing):
    assert_type(package.__name__, str)
