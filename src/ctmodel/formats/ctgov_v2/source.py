"""The source of a trial: the payload of the study from which it was structured."""

from typing import Any, Final, final

#: The registry to which the format belongs.
REGISTRY: Final = "ClinicalTrials.gov"


@final
class StudySource:
    """The payload of one study of the ClinicalTrials.gov API v2, marked to distinguish it from other JSON."""

    __slots__ = ("payload",)

    def __init__(self, payload: dict[str, Any]) -> None:
        self.payload = payload


def payload_in(source: object) -> dict[str, Any] | None:
    """Return the payload in a source; None without a source, or with one of another format."""
    return source.payload if type(source) is StudySource else None
