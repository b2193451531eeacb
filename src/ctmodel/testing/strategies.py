"""Hypothesis strategies for the classes of the model, made from the tables."""

from functools import cache
from typing import Any, cast

from hypothesis import strategies as st

from ctmodel.codec.leaves import FixedForm, OneOf, Plain
from ctmodel.codec.nested import Many, One
from ctmodel.codec.schema import Kind
from ctmodel.formats.native import table_of
from ctmodel.values import Age, Duration, PartialDate

_PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    bool: st.booleans(),
    int: st.integers(-(2**70), 2**70),
    float: st.floats(allow_nan=False, allow_infinity=False),
}
_DATES = st.dates().map(lambda date: date.isoformat())
_WRITTEN: dict[str, st.SearchStrategy[Any]] = {
    "date": _DATES.map(PartialDate),
    "partial_date": st.tuples(_DATES, st.sampled_from([4, 7, 10])).map(lambda parts: PartialDate(parts[0][: parts[1]])),
    "date_time": st.tuples(_DATES, st.times()).map(lambda parts: PartialDate(f"{parts[0]}T{parts[1]:%H:%M}")),
    "age": st.builds(Age, st.integers(0, 120), st.sampled_from(["Years", "Months", "Weeks", "Days"])),
    "duration": st.builds(Duration, st.integers(0, 120), st.sampled_from(["Years", "Months", "Weeks", "Days"])),
}


@cache
def objects(cls: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for objects of a class of the model."""
    optional = {row.attribute: values(row.kind) for _, row in table_of(cls).rows()}
    return st.fixed_dictionaries({}, optional=optional).map(lambda attributes: cls(**attributes))


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that an attribute of a kind can hold, except None."""
    if isinstance(kind, Many):
        return st.lists(values(kind.item), max_size=2)
    if isinstance(kind, One):
        cls: Any = kind.table.cls
        return st.deferred(lambda: objects(cls))
    if isinstance(kind, OneOf):
        return st.one_of(st.sampled_from(list(kind.vocabulary)), _PLAIN[str])
    if isinstance(kind, FixedForm):
        return _WRITTEN[kind.name]
    return st.one_of(*(_PLAIN[cls] for cls in cast("Plain", kind).types))
