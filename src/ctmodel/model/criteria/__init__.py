"""Eligibility criteria: split a text into criteria, edit it criterion by criterion, and find facts in it."""

from ctmodel.model.criteria.criterion import (
    Criteria,
    CriterionKind,
    EligibilityCriterion,
    Header,
    Part,
    Remark,
    Section,
)
from ctmodel.model.criteria.editing import add, move, remove, replace
from ctmodel.model.criteria.facts import AgeRange, Mention, Topic, ages, healthy_volunteers, pregnancies, sexes
from ctmodel.model.criteria.split_cache import split_criteria

__all__ = [
    "AgeRange",
    "Criteria",
    "CriterionKind",
    "EligibilityCriterion",
    "Header",
    "Mention",
    "Part",
    "Remark",
    "Section",
    "Topic",
    "add",
    "ages",
    "healthy_volunteers",
    "move",
    "pregnancies",
    "remove",
    "replace",
    "sexes",
    "split_criteria",
]
