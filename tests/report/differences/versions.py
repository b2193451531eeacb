"""Two versions of an invented study, with a change of each topic."""

import json
from pathlib import Path
from typing import Any

import ctmodel
from ctmodel.report.differences.difference import Difference, Version

FOLDER = Path(__file__).parent / "samples"


def payload(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return held


def difference(old: Any = None, new: Any = None) -> Difference:
    """Return the difference of two payloads; of the two sample versions, if none is given."""
    if old is None and new is None:
        old, new = payload("old"), payload("new")
    versions = [
        held and Version(ctmodel.structure(held), name) for held, name in ((old, "old.json"), (new, "new.json"))
    ]
    return Difference(*versions)
