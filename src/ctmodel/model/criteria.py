"""Eligibility criteria (being written)."""

from enum import StrEnum

from attrs import frozen


class CriterionKind(StrEnum):
    """Side."""

    INCLUSION = "inclusion"


@frozen
class EligibilityCriterion:
    """Criterion."""
