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
    """Make a trial from the payload of one study: a JSON object that is already parsed.

    Any JSON object is accepted, valid or not. What the model cannot hold stays with the trial (see ``Trial.extra``),
    is written back unchanged, and is reported by :func:`ctmodel.validate`.
    The payload is copied, so it is neither changed nor shared.

    Args:
        payload: the parsed JSON object.

    Raises:
        TypeError: the payload is not a JSON object, or holds a value that is not JSON.
        ReadError: the payload is a list or a page of studies, for which there is :func:`ctmodel.read_many`.
        ValueError: the payload nests more than 250 levels deep, or holds NaN, an infinity, or an integer of more than
            4,300 digits.

    Example:
        >>> import ctmodel
        >>> payload = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
        >>> ctmodel.structure(payload).nct_id
        'NCT00000001'
    """
    return structured_study(copied(payload))


def unstructure(trial: Trial) -> dict[str, Any]:
    """Return the payload of a trial as a new JSON object.

    What was not changed is the same as in the payload from which the trial was structured, including key order.

    Args:
        trial: the trial.

    Raises:
        TypeError: an attribute has a value of the wrong type; the message begins with its path.
        ValueError: an attribute has a value that the registry's field cannot hold; the message begins with its path.

    Example:
        >>> import ctmodel
        >>> ctmodel.unstructure(ctmodel.Trial(nct_id="NCT00000001"))
        {'protocolSection': {'identificationModule': {'nctId': 'NCT00000001'}}}
    """
    payload: dict[str, Any] = copied(payload_of(trial))
    return payload


def structured_study(payload: Any) -> Trial:
    """Make a trial from a payload without copying it.

    Raises:
        TypeError: the payload is not a JSON object.
        ReadError: the payload is a list or a page of studies.
    """
    guard_one_study(payload)
    trial: Trial = _STRUCTURE(payload)
    return trial


def guard_one_study(payload: object) -> None:
    """Raise an error that names the right function if a payload is not one study."""
    if type(payload) is dict:
        if type(payload.get(PAGE)) is not list or not is_wrapper(payload, PAGE):
            return
        what = f"a page of {len(payload[PAGE])} studies"
    elif type(payload) is list:
        what = f"a list of {len(payload)} items"
    else:
        raise TypeError(f"a study is a JSON object, not {type(payload).__name__}")
    raise ReadError(f"this is {what}, not one study: use ctmodel.read_many")


class _NestedCodec:
    """What the model needs from the codec of the objects inside a trial."""

    def unheld(self, held: Sourced) -> dict[str, object]:
        return extra_values(held)

    def without(self, held: Sourced, place: str) -> dict[str, Any]:
        return without_value(held, place)


class _TrialCodec(_NestedCodec):
    """What the model needs from the codec of a trial."""

    def section(self, source: Any, attribute: str) -> object:
        place, row = _SECTIONS[attribute]
        (key,) = place
        return functions_of(row.kind.table).structure(source.payload[key])

    def without(self, held: Sourced, place: str) -> Any:
        return StudySource(super().without(held, place))

    def registered(self, trial: Any) -> tuple[str | None, str | None]:
        return (REGISTRY, trial.nct_id) if trial.nct_id else (None, None)


# Plain dicts inside a trial are sources of this codec only; foreign formats have no sources there.
CODECS[dict] = _NestedCodec()
CODECS[StudySource] = _TrialCodec()
