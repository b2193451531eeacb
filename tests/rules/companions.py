"""Which other rules see the damage that is made for one of them.

Run ``python -m tests.rules.companions FOLDER``: it writes ``companions.tsv`` anew, to be read before it is committed.
"""

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ctmodel
from ctmodel.formats.registry import view_of
from ctmodel.rules import RULES
from ctmodel.rules.engine import Engine
from ctmodel.rules.profiles import Profile
from tests.conftest import members
from tests.rules.expressions import AS_OF
from tests.rules.mutations import all_mutations

ALL = Engine(RULES, Profile("all", "Every rule.", all_rules=True), None)
LISTED = Path(__file__).with_name("companions.tsv")


def codes(payload: dict[str, Any]) -> list[str]:
    """Return the codes of all findings about a payload."""
    trial = ctmodel.structure(payload)
    return [finding.code for finding in ALL.check(trial, view_of(trial), AS_OF).findings]


def real_records(folder: Path) -> list[dict[str, Any]]:
    """Return real records, those with results first, and large ones left out."""
    payloads = [json.loads(data) for _, data in members(folder / "ctgov_v2.zip") if len(data) < 60_000]
    return sorted(payloads, key=lambda payload: "resultsSection" not in payload)


def added(code: str, records: list[dict[str, Any]]) -> set[str]:
    """Damage real records until the rule sees it, and return the codes that are there more often than before."""
    for payload in records:
        broken = copy.deepcopy(payload)
        try:
            all_mutations()[code](broken)
        except (KeyError, IndexError, StopIteration):
            continue  # this record lacks what would be damaged
        before, after = codes(payload), codes(broken)
        more = {found for found in after if after.count(found) > before.count(found)}
        if code in more:
            return more
    return set()


def listed() -> dict[str, set[str]]:
    """Return which other rules are known to see the damage, by the code that it is made for."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()[1:]
    return {code: set(others.split()) for code, _, others in (line.partition("\t") for line in lines)}


def _lines(records: list[dict[str, Any]]) -> Iterator[str]:
    yield "code\talso"
    for code in sorted(all_mutations()):
        yield f"{code}\t{' '.join(sorted(added(code, records) - {code}))}"


if __name__ == "__main__":
    LISTED.write_text("".join(f"{line}\n" for line in _lines(real_records(Path(sys.argv[1])))), encoding="utf-8")
