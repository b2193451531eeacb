"""What type checkers refuse: a comment that ignores nothing is an error itself, for mypy and pyright."""

# pyright: reportUnnecessaryTypeIgnoreComment=true, reportUnusedExpression=false

import ctmodel
from ctmodel import Age, Eligibility, PartialDate, Trial
from ctmodel.terms import Phase

trial = Trial(start_date=PartialDate("2027-01"), phases=[Phase.PHASE1, "PHASE9"], overall_status="RECRUITING")
Trial(start_date="2027-01")  # type: ignore[arg-type]
Trial(enrollment=120)  # type: ignore[arg-type]
Trial(conditions="Cancer")  # type: ignore[arg-type]
Trial(lead_sponsor="A university")  # type: ignore[arg-type]
Trial(arms=[{"label": "A"}])  # type: ignore[list-item]
Trial(brief_titel="A title")  # type: ignore[call-arg]
Trial("NCT00000001")  # type: ignore[call-arg]
Eligibility(minimum_age="18 Years")  # type: ignore[arg-type]
Age(18, "years")  # type: ignore[arg-type]
trial.start_date = "2027-01"  # type: ignore[assignment]
trial.countries = ["Norway"]  # type: ignore[misc]
trial.interventions_of("A")  # type: ignore[arg-type]
ctmodel.Phase  # type: ignore[attr-defined]  # noqa: B018
ctmodel.model.trail  # type: ignore[attr-defined]  # noqa: B018
