"""Structure and unstructure ClinicalTrials.gov API v2 payloads."""

from typing import Any

from ctmodel.codec.compiling import functions_of
from ctmodel.codec.nested import LazySection
from ctmodel.codec.payload import copied
from ctmodel.errors import ReadError
from ctmodel.formats.ctgov_v2.classes import payload_of
from ctmodel.formats.ctgov_v2.extra import extra_values, without_value
from ctmodel.formats.ctgov_v2.recognise import PAGE, is_wrapper
from ctmodel.formats.ctgov_v2.source import REGISTRY, StudySource
from ctmodel.formats.ctgov_v2.tables import protocol
from ctmodel.model.sourced import CODECS, Sourced
from ctmodel.model.trial import Trial

_STRUCTURE = functions_of(protocol.TRIAL).structure
_SECTIONS = {row.attribute: (place, row) for place, row in protocol.TRIAL.rows() if isinstance(row, LazySection)}


def structure(payload: object) -> Trial:
    """Make a trial of the payload of one study, as somebody else parsed it.

    Any JSON object is held, valid or not: what the model cannot hold stays with the trial (see ``Trial.extra``),
    is written back unchanged, and becomes a finding of :func:`ctmodel.validate`.
    The payload is copied: it is neither changed nor shared.

    Raises:
        TypeError: the payload is not a JSON object.
        ValueError: it is a list or a page of studies, nests more than 250 levels deep,
            or holds NaN, an infinity, or an integer of more than 4,300 digits.
    """
    return structured_study(copied(payload))


def unstructure(trial: Trial) -> dict[str, Any]:
    """Return the payload of a trial as a new JSON object.

    What was not changed is what the trial was structured from, key order included.

    Raises:
        TypeError: an attribute holds a value of a wrong type; the message begins with its path.
        ValueError: an attribute holds a value that the registry's field cannot have.
    """
    payload: dict[str, Any] = copied(payload_of(trial))
    return payload


def structured_study(payload: Any) -> Trial:
    """Make a trial that keeps the payload itself."""
    guard_one_study(payload)
    trial: Trial = _STRUCTURE(payload)
    return trial


def guard_one_study(payload: object) -> None:
    """Raise an error that names the right verb if a payload is anything but one study."""
    if type(payload) is dict:
        if type(payload.get(PAGE)) is not list or not is_wrapper(payload, PAGE):
            return
        what = f"a page of {len(payload[PAGE])} studies"
    elif type(payload) is list:
        what = f"a list of {len(payload)} items"
    else:
        raise TypeError(f"a study is a JSON object, not {type(payload).__name__}")
    raise ReadError(f"this is {what}, not one study: ctmodel.read_many reads it")


class _NestedCodec:
    """What the model asks of the codec that the objects inside a trial were structured by."""

    def unheld(self, held: Sourced) -> dict[str, object]:
        return extra_values(held)

    def without(self, held: Sourced, place: str) -> dict[str, Any]:
        return without_value(held, place)


class _TrialCodec(_NestedCodec):
    """What the model asks of the codec that a trial was structured by."""

    def section(self, source: Any, attribute: str) -> object:
        place, row = _SECTIONS[attribute]
        (key,) = place
        return functions_of(row.kind.table).structure(source.payload[key])

    def without(self, held: Sourced, place: str) -> Any:
        return StudySource(super().without(held, place))

    def registered(self, trial: Any) -> tuple[str | None, str | None]:
        return (REGISTRY, trial.nct_id) if trial.nct_id else (None, None)


# Inside a trial, plain dicts are the sources of this codec only: a codec of another format has none there.
CODECS[dict] = _NestedCodec()
CODECS[StudySource] = _TrialCodec()
