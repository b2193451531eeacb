"""Remove personal data from findings, in one place for all report formats."""

from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final, final

from attrs import evolve, frozen

from ctmodel.codec.json_pointer import pointer_keys, pointer_token
from ctmodel.formats.format import Places
from ctmodel.formats.registry import format_named
from ctmodel.rules.finding import Finding
from ctmodel.rules.mask import masked

#: The most characters of a place that is remembered.
_SHORT: Final = 200


def without_persons(finding: Finding, *, file: str | None, record: str | None, mark: str) -> Finding:
    """Return a finding without contact details, and without values of unknown fields.

    Args:
        finding: the finding.
        file: its file as it is shown.
        record: its record as it is shown.
        mark: its fingerprint, so that baselines and platforms know it again.
    """
    place = _place(finding.format, finding.pointer)
    return evolve(
        finding,
        message=masked(finding.message, identifier=place.is_identifier),
        path=masked(finding.path),
        pointer=place.shown,
        value=_value(finding.value, place),
        record=record,
        file=file,
        mark=mark,
    )


@final
@frozen
class _Place:
    """What is to be known of a place to show what is there."""

    is_identifier: bool
    may_be_shown: bool
    #: The place without addresses.
    shown: str


def _place(format: str, pointer: str) -> _Place:
    return _short_place(format, pointer) if len(pointer) <= _SHORT else _long_place(format, pointer)


def _long_place(format: str, pointer: str) -> _Place:
    places = format_named(format).places
    # A key can be an address.
    keys = "".join(f"/{pointer_token(masked(key))}" for key in pointer_keys(pointer))
    return _Place(places.is_identifier(pointer), may_be_shown(pointer, places), keys)


#: The same, for places that recur.
_short_place: Final = lru_cache(maxsize=4096)(_long_place)


def shown_name(text: str | None) -> str | None:
    """Return the name of a file, or the number of a record, without addresses."""
    # Numbers of registries and names of files have ten digits in a row.
    return None if text is None else masked(text, identifier=True)


@lru_cache(maxsize=64)
def named_from(file: str | None, folder: str | None) -> str | None:
    """Return the name of a file as seen from a folder, if it is in there."""
    if file is None or folder is None:
        return file
    path = PurePath(file)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else file


def may_be_shown(pointer: str, places: Places) -> bool:
    """Whether the value at a pointer may be shown: its field is known and not about a person."""
    return places.is_known(pointer) and not places.is_private(pointer)


def shown_value(value: Any, pointer: str, places: Places) -> Any:
    """Return a text or a number that may be shown, without addresses."""
    return _without_addresses(value, identifier=places.is_identifier(pointer))


def _without_addresses(value: Any, *, identifier: bool) -> Any:
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    shown = masked(text, identifier=identifier)
    return value if shown == text else shown


def _value(value: Any, place: _Place) -> Any:
    """Return the part of a value that is shown; nothing of the content of objects and arrays."""
    if isinstance(value, dict | list):
        return {} if isinstance(value, dict) else []
    return _without_addresses(value, identifier=place.is_identifier) if place.may_be_shown else None
