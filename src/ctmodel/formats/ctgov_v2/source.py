"""The source of a trial: the payload of the study that it was structured from."""

from typing import Any, Final, final

#: The registry whose format it is.
REGISTRY: Final = "ClinicalTrials.gov"


@final
class StudySource:
    """The payload of one study of the ClinicalTrials.gov API v2, marked so that no other JSON is taken for it."""

    __slots__ = ("payload",)

    def __init__(self, payload: dict[str, Any]) -> None:
        self.payload = payload


def payload_in(source: object) -> dict[str, Any] | None:
    """Return the payload in a source; None for a source of another format, and where there is none."""
    return source.payload if type(source) is StudySource else None
