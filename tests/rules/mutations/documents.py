"""Damage that the rules about documents must see."""

from typing import Any


def first_document(payload: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = payload["documentSection"]["largeDocumentModule"]["largeDocs"][0]
    return document


def future(payload: dict[str, Any]) -> None:
    first_document(payload)["date"] = "2099-01-01"


def other_type(payload: dict[str, Any]) -> None:
    document = first_document(payload)
    document["hasIcf"] = not document["hasIcf"]


MUTATIONS = {"DOC001": future, "DOC002": other_type}
