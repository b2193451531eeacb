"""The laws on damaged records: each leaf is accounted for once, and nothing raises."""

import json
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ctmodel.formats.registry import formats
from tests.formats.test_account import check
from tests.laws.damage import damaged

HELD: Any = formats()["ctis-json"]
SAMPLES = [
    json.loads((Path(__file__).parent / "samples" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("current", "retired", "ended", "early")
]


@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False), st.integers(1, 20))
def test_a_record_damaged(sample: dict[str, Any], random: Random, times: int) -> None:
    record = {"ctNumber": sample["ctNumber"]} | damaged(sample, random, times)
    assert check(HELD, json.dumps(record).encode()) == 1
