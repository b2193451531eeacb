"""The registry's limits: each is asked for by one rule, on the edge, however the text was typed."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.formats.ctgov_v2.classes import table_of, tables
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES
from ctmodel.rules.engine import Engine
from ctmodel.rules.lengths import field_at, limited, typed_length
from ctmodel.rules.profiles import Profile
from ctmodel.rules.records import RecordKind
from tests.rules.expressions import AS_OF

#: Path, limit, and the code that asks for it; or why no rule does: another judges the ``form`` of the text, or the
#: limit is ``recalled`` from memory.
LIMITS = [line.split("\t") for line in Path(__file__).with_name("limits.tsv").read_text().splitlines()[1:]]
UNASKED = ("form", "recalled")
ALL = Engine(
    [rule for rule in RULES if rule.code in {asked for _, _, asked in LIMITS}],
    Profile("all", "Every rule.", all_rules=True),
    RecordKind.WHOLE,
)


def study(path: str, text: str) -> dict[str, Any]:
    """Return a payload with a text at a path of the model, and nothing else."""
    payload: Any = text
    for key in reversed(field_at(path).path.split(".")):
        payload = {key.removesuffix("[]"): [payload] if key.endswith("[]") else payload}
    return dict(payload)


def found(path: str, text: str) -> list[tuple[str, str]]:
    trial = ctmodel.structure(study(path, text))
    return [(finding.code, finding.path) for finding in ALL.check(trial, view_of(trial), AS_OF).findings]


@pytest.mark.parametrize(("path", "limit", "asked"), LIMITS)
def test_a_text_may_be_as_long_as_the_registry_takes(path: str, limit: str, asked: str) -> None:
    assert found(path, "x" * int(limit)) == []
    expected = [] if asked in UNASKED else [(asked, path.replace("[]", "[0]"))]
    assert found(path, "x" * (int(limit) + 1)) == expected


def test_no_limit_is_forgotten() -> None:
    paths = [path for _, row in TRIAL.rows() for path in limited(row)]
    listed = [path for path, _, _ in LIMITS]
    lacking = [f"{path}\t{field_at(path).max_chars}\tTXT014" for path in paths if path not in listed]
    assert not lacking, "add to tests/rules/limits.tsv, TXT014 being the rule for all other fields:\n" + "\n".join(
        lacking
    )
    assert sorted(paths) == sorted(listed)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("5 \\> 4", 5),
        ("5 \\\\> 4", 6),
        ("C:\\Users", 8),
        ("a\\é", 3),
        ("One\nTwo", 7),
        ("One\n\nTwo", 7),
        ("One\n\n\nTwo", 8),
        ("".join(f"\\{sign}" for sign in "!/:@[`{~"), 8),
        ("".join(f"\\{sign}" for sign in " 09AZaz\x7f"), 16),
    ],
)
def test_characters_are_counted_as_they_were_typed(text: str, length: int) -> None:
    assert typed_length(text) == length


def test_what_markdown_added_makes_no_text_too_long() -> None:
    assert found("brief_title", "\\*" * 300) == []
    assert found("brief_title", "\\*" * 301) == [("TTL001", "brief_title")]


def stated() -> Iterator[tuple[type, str, int]]:
    """Yield the limits that the comments on attributes of the model state."""
    for cls in tables():
        comment = ""
        for line in inspect.getsource(cls).splitlines():
            if line.strip().startswith("#:"):
                comment += line.strip().removeprefix("#:")
            elif comment:
                limit = re.search(r"at most ([\d,]+) characters", comment)
                if limit:
                    yield cls, line.partition(":")[0].strip(), int(limit[1].replace(",", ""))
                comment = ""


def test_the_model_states_the_limits_of_the_list() -> None:
    limits: dict[tuple[type, str], set[int]] = defaultdict(set)
    for path, limit, _ in LIMITS:
        cls: type = ctmodel.Trial
        *above, last = path.replace("[]", "").split(".")
        for name in above:
            kind: Any = table_of(cls).places[name][1].kind
            cls = getattr(kind, "item", kind).table.cls
        limits[cls, last].add(int(limit))
    found = list(stated())
    assert len(found) > 40
    assert [(cls, name, limit) for cls, name, limit in found if limits[cls, name] != {limit}] == []
