"""Eligibility criteria: the text split into its criteria, and edited criterion by criterion."""

from ctmodel.model.criteria.criterion import (
    Criteria,
    CriterionKind,
    EligibilityCriterion,
    Header,
    Part,
    Remark,
    Section,
)
from ctmodel.model.criteria.splitting import split

__all__ = ["Criteria", "CriterionKind", "EligibilityCriterion", "Header", "Part", "Remark", "Section", "split"]
