"""Damage that the rules about baseline characteristics must see."""

from collections.abc import Callable
from typing import Any

Payload = dict[str, Any]


def baseline(payload: Payload) -> Payload:
    found: Payload = payload["resultsSection"]["baselineCharacteristicsModule"]
    return found


def without(*words: str) -> Callable[[Payload], None]:
    def damage(payload: Payload) -> None:
        held = baseline(payload)
        held["measures"] = [m for m in held["measures"] if not any(word in m["title"].casefold() for word in words)]

    return damage


def larger_total(payload: Payload) -> None:
    total = next(group["id"] for group in baseline(payload)["groups"] if group["title"] == "Total")
    counts = baseline(payload)["denoms"][0]["counts"]
    count = next(count for count in counts if count["groupId"] == total)
    count["value"] = str(int(count["value"]) + 1000)


MUTATIONS = {
    "BSL001": without("age"),
    "BSL002": without("sex", "gender"),
    "BSL003": without("race", "ethnic"),
    "BSL005": larger_total,
    "BSL006": larger_total,
}
