"""A study as rules see it next to its trial: its number, its places, and what the tables do not expect."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, final

from attrs import frozen

from ctmodel.codec.anomalies import Anomaly, anomalies
from ctmodel.codec.json_pointer import pointer_token, value_at
from ctmodel.codec.model_paths import ModelPaths
from ctmodel.formats.copies import copied_by
from ctmodel.formats.ctgov_v2 import places as study_places
from ctmodel.formats.ctgov_v2.anchors import anchor
from ctmodel.formats.ctgov_v2.classes import payload_of
from ctmodel.formats.ctgov_v2.recognise import has_dates_of_whole, holds_study, is_study, missing_modules, nct_number
from ctmodel.formats.ctgov_v2.source import REGISTRY
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL
from ctmodel.formats.format import Format, Places, Refused
from ctmodel.model.trial import Trial

if TYPE_CHECKING:
    from ctmodel.formats.writer import Writer

#: The minimum length of personal data that is also hidden in other texts; shorter texts are part of too many words.
_SHORTEST: Final = 3


@final
class StudyView:
    """A study, as rules see it next to its trial."""

    def __init__(self, payload: Any) -> None:
        """Make a view of the value in the place of a study, which can be any JSON."""
        self.payload = payload
        self.number = nct_number(payload)

    @property
    def format(self) -> Format:
        return FORMAT

    @cached_property
    def _paths(self) -> ModelPaths:
        return ModelPaths(TRIAL, self.payload)

    @property
    def copied_by(self) -> str | None:
        return copied_by(self.payload) if type(self.payload) is dict else None

    @property
    def is_study(self) -> bool:
        return is_study(self.payload)

    @property
    def is_recognised(self) -> bool:
        return type(self.payload) is dict and not TRIAL.root.members.keys().isdisjoint(self.payload)

    @property
    def is_whole(self) -> bool:
        return has_dates_of_whole(self.payload)

    def missing_parts(self) -> list[str]:
        return missing_modules(self.payload)

    def anomalies(self) -> Iterator[Anomaly]:
        return anomalies(TRIAL, self.payload)

    def refused(self) -> Iterator[Refused]:
        return iter(())

    def can_tell(self, path: str) -> bool:
        return True

    def place(self, path: str) -> str:
        return self._paths.pointer(path)

    def value(self, place: str) -> Any:
        return value_at(self.payload, place)

    def anchor(self, place: str) -> str:
        return anchor(self.payload, place)

    def private_texts(self) -> Iterator[str]:
        return _private_texts(self.payload, "")


def _private_texts(value: Any, pointer: str) -> Iterator[str]:
    if type(value) is dict:
        for key, item in value.items():
            yield from _private_texts(item, f"{pointer}/{pointer_token(key)}")
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from _private_texts(item, f"{pointer}/{index}")
    elif type(value) is str and len(value) >= _SHORTEST and _is_hidden(pointer):
        yield value


def _is_hidden(pointer: str) -> bool:
    return study_places.is_private(pointer) or not study_places.is_known(pointer)


@final
@frozen
class _StudyFormat:
    name: str = "ctgov-v2"
    title: str = "ClinicalTrials.gov API v2, JSON"
    registry: str | None = REGISTRY
    suffixes: tuple[str, ...] = (".json", ".jsonl", ".ndjson")
    extra: str | None = None
    is_read: bool = True
    is_written: bool = True
    #: It is written by its codec.
    writer: "Writer | None" = None
    shared_suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    places: Places = study_places

    def recognises(self, data: bytes) -> bool:
        return holds_study(data)

    def view(self, trial: Trial) -> StudyView:
        return StudyView(payload_of(trial))


#: The format of the registry's current API.
FORMAT: Final = _StudyFormat()
