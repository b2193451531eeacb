"""Add what the registry computes from other fields, or gives only implicitly in classic XML."""

from collections.abc import Iterator
from typing import Any, Final

from ctmodel.terms.protocol import InterventionType
from ctmodel.values import Age

_ADULT: Final = Age(18, "Years")
_OLDER: Final = Age(65, "Years")
#: A category of the measure of age that makes it categorical.
_OF_CHILDREN: Final = "<=18 years"


def complete(values: dict[str, Any]) -> None:
    """Add attributes that follow from others to the values of a trial."""
    _name_interventions(values)
    _say_results(values)
    ages = [*_standard_ages(values)]
    if ages:
        values["eligibility.std_ages"] = ages


def _name_interventions(values: dict[str, Any]) -> None:
    """Add to each arm the names of its interventions, with their types."""
    types = {held.value: held.label for held in InterventionType}
    for arm in values.get("arms", ()):
        names = [
            f"{types.get(held.get('type'), held.get('type'))}: {held.get('name')}"
            for held in values.get("interventions", ())
            if arm.get("label") in held.get("arm_group_labels", ())
        ]
        if names:
            arm["intervention_names"] = names


def _say_results(values: dict[str, Any]) -> None:
    """Say whether there are results, and which outcomes are posted; name the measure of age as the registry does."""
    values["has_results"] = any(path.startswith("results.") for path in values)
    for outcome in values.get("results.outcome_measures", ()):
        outcome["reporting_status"] = "POSTED" if "param_type" in outcome else "NOT_POSTED"
    for measure in values.get("results.baseline_characteristics.measures", ()):
        if measure.get("title") == "Age":
            measure["title"] = f"Age, {_kind_of_age(measure)}"


def _kind_of_age(measure: dict[str, Any]) -> str:
    categories = [held.get("title") for inside in measure.get("classes", ()) for held in inside.get("categories", ())]
    if _OF_CHILDREN in categories:
        return "Categorical"
    return "Continuous" if measure.get("param_type") in ("MEAN", "MEDIAN") else "Customized"


def _standard_ages(values: dict[str, Any]) -> Iterator[str]:
    """Yield the age groups that the limits of age include, unless no criterion is known."""
    if not any(path.startswith("eligibility.") for path in values):
        return
    least, most = (_age(values.get(f"eligibility.{limit}_age")) for limit in ("minimum", "maximum"))
    if least is None or least < _ADULT:
        yield "CHILD"
    if (least is None or least < _OLDER) and (most is None or most >= _ADULT):
        yield "ADULT"
    if most is None or most >= _OLDER:
        yield "OLDER_ADULT"


def _age(text: str | None) -> Age | None:
    return None if text is None else Age.parse(text)
