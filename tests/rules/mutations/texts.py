"""Damage that the rules about texts must see."""

from collections.abc import Callable
from typing import Any


def _with(words: str) -> Callable[[dict[str, Any]], None]:
    """Put words behind the brief summary."""

    def damaged(payload: dict[str, Any]) -> None:
        payload["protocolSection"]["descriptionModule"]["briefSummary"] += f" {words}"

    return damaged


def _long_title_of_investigator(payload: dict[str, Any]) -> None:
    payload["protocolSection"]["sponsorCollaboratorsModule"]["responsibleParty"]["investigatorTitle"] += " of it" * 50


def _tag_in_results(payload: dict[str, Any]) -> None:
    payload["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["description"] += "<br/>"


MUTATIONS = {
    "TXT001": _with("the patients\u00e2\u20ac\u2122 choice"),
    "TXT002": _with("one\x0btwo"),
    "TXT004": _with("one<br/>two"),
    "TXT006": _with("\uf0b7 one"),
    "TXT007": _with("up to 1.5?ULN"),
    "TXT010": _with("The dose is TBD."),
    "TXT014": _long_title_of_investigator,
    "TXT015": _with("one_x000D_two"),
    "TXT016": _tag_in_results,
    "PRV003": _with("Each participant receives a gift card."),
}
