"""What rules say where an attribute is missing: never that it is None."""

import copy
import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import ctmodel
from ctmodel.formats.registry import view_of
from ctmodel.model.sourced import Sourced
from ctmodel.rules import RULES, Rule
from ctmodel.rules.documentation import examples
from ctmodel.rules.engine import Engine
from ctmodel.rules.records import RecordKind
from ctmodel.testing import load_fixture
from tests.growth.records import BASES, at, leaves
from tests.rules.expressions import AS_OF, evaluated
from tests.rules.test_examples import ALL

_ABSENT = object()
# A record may have the word itself: 'write "None" if there is none'.
_NO_WORD = re.compile(r"(?<!\")\b(?:None|null|NoneType|True|False)\b")


def trials(rule: Rule) -> Iterator[Any]:
    """Yield the trials that the examples of a rule write."""
    for example in [*examples(rule, "Fires"), *examples(rule, "Silent")]:
        value = evaluated(example)
        if not isinstance(value, str):
            yield ctmodel.structure(value) if isinstance(value, dict) else value


def places(held: Sourced, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where in a trial each attribute is that is set."""
    for attribute in attrs.fields(type(held)):
        value = getattr(held, attribute.name)
        if attribute.name == "_source" or value is None or value == []:
            continue
        here = (*place, attribute.name)
        yield here
        for index, item in enumerate(value if type(value) is list else ()):
            if isinstance(item, Sourced):
                yield from places(item, (*here, index))
        if isinstance(value, Sourced):
            yield from places(value, here)


def without(trial: Any, place: tuple[Any, ...]) -> Any:
    """Return a copy of a trial in which an attribute is nothing."""
    twin = held = copy.deepcopy(trial)
    for step in place[:-1]:
        held = held[step] if isinstance(step, int) else getattr(held, step)
    setattr(held, place[-1], [] if type(getattr(held, place[-1])) is list else None)
    return twin


@pytest.mark.parametrize("rule", sorted(RULES, key=lambda rule: rule.code), ids=lambda rule: rule.code)
def test_no_message_has_the_words_of_python(rule: Rule) -> None:
    ask = Engine([rule], ALL, RecordKind.WHOLE)
    for trial in trials(rule):
        for place in places(trial):
            damaged = without(trial, place)
            for finding in ask.check(damaged, view_of(damaged), AS_OF).findings:
                assert finding.code != "STR900", (place, finding.message)
                assert not _NO_WORD.search(finding.message), (place, finding.message)


def test_entries_without_a_number_are_no_identifiers() -> None:
    infos = [None, {"id": None, "type": "OTHER"}, {}, {"id": ""}, {"id": " "}, {"id": "X-1"}]
    module = {
        "nctId": "",
        "nctIdAliases": ["", "NCT00000102"],
        "orgStudyIdInfo": {"type": "NIH"},
        "secondaryIdInfos": infos,
    }
    trial = ctmodel.structure({"protocolSection": {"identificationModule": module}})
    assert [held.id for held in trial.identifiers] == ["NCT00000102", "X-1"]
    assert len(trial.secondary_ids) == 5
    messages = [finding.message for finding in ctmodel.validate(trial, profile="strict")]
    whole = [finding.message for finding in ctmodel.validate(trial, profile="strict", records="whole")]
    assert "the identifier of type OTHER lacks the description of the number" in whole
    assert not [message for message in [*messages, *whole] if "None" in message]


#: Records that have everything, and a real one.
WHOLE = BASES | {"fixture": ctmodel.unstructure(load_fixture("NCT01219465"))}


def damages(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield copies of a record, each without one of its values: left out, and null."""
    for path, _ in leaves(payload):
        for instead in (None, *([] if isinstance(path[-1], int) else [_ABSENT])):
            twin = copy.deepcopy(payload)
            holder = at(twin, path[:-1])
            if instead is _ABSENT:
                del holder[path[-1]]
            else:
                holder[path[-1]] = instead
            yield twin


@pytest.mark.parametrize("name", WHOLE)
def test_no_message_about_a_record_without_one_of_its_values_has_the_words_of_python(name: str) -> None:
    ask = Engine([rule for rule in RULES if rule.check is not None], ALL, RecordKind.WHOLE)
    count = 0
    for damaged in damages(WHOLE[name]):
        count += 1
        for finding in findings_of(ask, damaged):
            assert finding.code != "STR900", finding.message
            assert not _NO_WORD.search(finding.message), (finding.path, finding.message)
    assert count > 100


def findings_of(ask: Engine, payload: dict[str, Any]) -> list[ctmodel.Finding]:
    trial = ctmodel.structure(payload)
    return ask.check(trial, view_of(trial), AS_OF).findings
