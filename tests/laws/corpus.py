"""Check laws 1, 2 and the promises about types on real records and on damaged copies of them, and print the counts.

Run ``python -m tests.laws.corpus FOLDER [COPIES]``.
"""

import copy
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import attrs

import ctmodel
from ctmodel.model.sourced import Sourced
from tests.conftest import members
from tests.laws.damage import damaged
from tests.laws.strict import same
from tests.laws.types import held_type

ARCHIVES = {
    "whole": "ctgov_v2.zip",
    "partial": "partial_v2.zip",
    "damaged": "damaged_v2.zip",
    "dated": "history_v2.zip",
}


def records(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield archive, name and bytes of all records."""
    for kind, archive in ARCHIVES.items():
        for name, data in members(folder / archive):
            yield kind, name, data


def check_payload(payload: dict[str, Any]) -> None:
    """Assert law 1: out comes what went in, which is not touched; types are kept, even after all was structured."""
    before = copy.deepcopy(payload)
    trial = ctmodel.structure(payload)
    assert same(ctmodel.unstructure(trial), payload)
    structure_all(trial)
    assert same(ctmodel.unstructure(trial), payload)
    assert same(payload, before)
    wrong = [f"{path}: {value!r}" for path, value, right in attributes(trial) if not right]
    assert not wrong
    crashed = [f.message for f in ctmodel.validate(trial, profile="strict") if f.code == "STR900"]
    assert not crashed


def structure_all(trial: ctmodel.Trial) -> None:
    """Use the sections that are structured at first use."""
    for name in ("results", "annotations", "documents", "derived"):
        getattr(trial, name)


def attributes(held: Sourced, path: str = "") -> Iterator[tuple[str, Any, bool]]:
    """Yield path and value of every attribute at and below an object, and whether the value is of the declared type."""
    types = held_type(type(held))
    for attribute in attrs.fields(type(held)):
        if attribute.name == "_source":
            continue
        value = getattr(held, attribute.name)
        here = f"{path}.{attribute.name}"
        yield here, value, types[attribute.name](value)
        for index, item in enumerate(value if type(value) is list else [value]):
            if isinstance(item, Sourced):
                yield from attributes(item, f"{here}[{index}]" if type(value) is list else here)


def check_text(data: bytes) -> None:
    """Assert law 2: text comes out with the values, types and key order that went in."""
    written = ctmodel.dumps(ctmodel.loads(data))
    assert same(json.loads(written), json.loads(data))
    assert same(json.loads(ctmodel.dumps(ctmodel.loads(data), indent=2)), json.loads(data))


def main(folder: Path, copies: int) -> None:
    """Check all records, and copies damaged with a fixed seed."""
    counts: Counter[str] = Counter()
    payloads = []
    for kind, _, data in records(folder):
        check_text(data)
        payload = json.loads(data)
        check_payload(payload)
        counts[f"{kind} records"] += 1
        if len(data) < 60_000:
            payloads.append(payload)
    random = Random(20_261_124)
    for _ in range(copies):
        check_payload(damaged(random.choice(payloads), random))
        counts["damaged copies"] += 1
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()), "without a difference")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
