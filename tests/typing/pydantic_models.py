"""The classes of the model in models of pydantic; checked by mypy and pyright, never run."""

from typing import assert_type

from pydantic import BaseModel, TypeAdapter

from ctmodel import Age, Arm, Intervention, PartialDate, Trial


class Screening(BaseModel):
    """Somebody's own model."""

    trial: Trial
    since: PartialDate | None = None
    from_age: Age | None = None
    earlier: list[Trial] = []
    part: Arm | Intervention | None = None


screening = Screening(trial=Trial(nct_id="NCT00000001"), earlier=[Trial()])
assert_type(screening.trial, Trial)
assert_type(screening.trial.arms, list[Arm])
assert_type(screening.since, PartialDate | None)
assert_type(Screening.model_validate({"trial": {}}).earlier, list[Trial])
assert_type(TypeAdapter(Trial).validate_json("{}"), Trial)
Screening(trial={"protocolSection": {}})  # type: ignore[arg-type]
Screening(trial=Arm())  # type: ignore[arg-type]
