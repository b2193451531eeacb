"""Damage that the rules about the record as a whole must see."""

from typing import Any


def no_title(payload: dict[str, Any]) -> None:
    del payload["protocolSection"]["identificationModule"]["briefTitle"]


def wrong_flag(payload: dict[str, Any]) -> None:
    payload["hasResults"] = "resultsSection" not in payload


def same_outcome_twice(payload: dict[str, Any]) -> None:
    outcomes = payload["protocolSection"]["outcomesModule"]["primaryOutcomes"]
    outcomes.append(dict(outcomes[0]))


MUTATIONS = {"STR006": no_title, "STR010": same_outcome_twice, "STR011": wrong_flag}
