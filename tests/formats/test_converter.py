"""The classes of the model in other people's classes."""

from typing import Any

import attrs
import pytest
from cattrs import Converter
from cattrs.errors import ClassValidationError

import ctmodel
from ctmodel import Age, Arm, PartialDate, Trial
from ctmodel.codec.compiling import functions_of
from tests.laws.strict import same


@attrs.define
class Screening:
    """Somebody's own class."""

    name: str
    trial: Trial
    since: PartialDate
    from_age: Age | None = None
    other: Trial | None = None
    trials: list[Trial] = attrs.field(factory=list)
    arm: Arm | None = None
    score: float = 0.0


PAYLOAD = {
    "name": "S",
    "trial": {"new": [1, 1.0, True, None], "hasResults": False},
    "since": "2010-09",
    "from_age": "3 Years",
    "other": None,
    "trials": [{}, {"protocolSection": {"zz": None}}],
    "arm": {"label": "A", "zz": 1},
    "score": 1,
}


@pytest.mark.parametrize("made", [ctmodel.make_converter, Converter])
def test_nesting(made: Any) -> None:
    converter = made()
    if made is Converter:
        ctmodel.register_hooks(converter)
    screening = converter.structure(PAYLOAD, Screening)

    assert screening.trial.has_results is False
    assert screening.from_age == Age(3, "Years")
    assert screening.arm.extra == {"/zz": 1}
    written = converter.unstructure(screening)
    assert same(written["trial"], PAYLOAD["trial"])
    assert written == {**PAYLOAD, "score": written["score"]}
    assert converter.unstructure([screening.trial])[0] is not screening.trial._source


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": 5}, "expected str, not int 5"),
        ({"name": None}, "expected str, not NoneType None"),
        ({"score": "1"}, "expected float, not str '1'"),
        ({"trials": "abc"}, "expected a list"),
        ({"trials": {}}, "expected a list"),
        ({"trial": []}, "read_many"),
        ({"arm": ["label"]}, "expected a JSON object for Arm, not list"),
        ({"since": "March"}, "is not a date"),
    ],
)
def test_nothing_is_coerced(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ClassValidationError) as caught:
        ctmodel.make_converter().structure({**PAYLOAD, **change}, Screening)
    (error,) = caught.value.exceptions
    assert reason in str(error)


def test_the_source_text_of_generated_functions_is_there_for_tracebacks() -> None:
    import inspect

    from ctmodel.formats.ctgov_v2.classes import table_of

    assert inspect.getsource(functions_of(table_of(Arm)).structure).startswith(
        "def structure_Arm(d):\n    o = new(Arm)"
    )
    assert "return True" in inspect.getsource(functions_of(table_of(Arm)).untouched)


def test_other_classes_have_no_table() -> None:
    from ctmodel.formats.ctgov_v2.classes import table_of

    with pytest.raises(TypeError, match="Screening is not a class of the model"):
        table_of(Screening)
