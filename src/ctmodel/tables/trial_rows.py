"""From a trial to the rows of tables."""

import datetime as dt
from collections.abc import Iterable
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

from ctmodel.formats import native
from ctmodel.formats.foreign import format_of
from ctmodel.io.text import encoded
from ctmodel.model.trial import Trial
from ctmodel.tables.node import Node, Places, Record, repeatable
from ctmodel.tables.places import ForeignPlaces, NativePlaces
from ctmodel.tables.schema.makers import text_or_none
from ctmodel.tables.schema.tables import TABLES, wanted
from ctmodel.tables.walking import Row, Walk

# Compiled when the module is imported and only read afterwards: rows are made in several threads.
_WALKS: Final = MappingProxyType({name: Walk(table) for name, table in TABLES.items()})


def rows(
    trial: Trial, only: Iterable[str] | None = None, *, source: str | None = None, as_of: dt.date | str | None = None
) -> dict[str, list[Row]]:
    """Return the rows of tables for a trial: tuples in the order of the columns.

    The function keeps nothing between calls, so it can be called from several threads. Tables that are not asked for
    cost nothing.

    Args:
        trial: the trial.
        only: the names of the tables; None for all but ``contacts`` and ``findings``, which are made only when they
            are asked for.
        source: where the trial was read from: a file, or ``archive.zip!/member``.
        as_of: the day that counts as today in ``findings``; if None, the version date of the record or, without one,
            today.

    Raises:
        ValueError: there is no table of a name, ``as_of`` is not a date, or an attribute holds a value that cannot be
            written.
        TypeError: an attribute holds a value of the wrong type; the message begins with its path.

    Example:
        >>> import ctmodel
        >>> from ctmodel.tables import rows
        >>> trial = ctmodel.read("NCT01219465.json")
        >>> [row[3:] for row in rows(trial, only=["sponsors"])["sponsors"]]
        [('LEAD', 0, 'Qingdao University', 'OTHER', 'OTHER')]
    """
    names = wanted(only)
    return rows_of(record_of(trial, source, as_of), names)


def rows_of(record: Record, names: Iterable[str]) -> dict[str, list[Row]]:
    """Return the rows of tables for a record."""
    root = Node(record.trial, record, None, "", record.token)
    return {name: _WALKS[name].rows(root) for name in names}


def record_of(trial: Trial, source: str | None = None, as_of: dt.date | str | None = None) -> Record:
    """Return what all rows of a trial share.

    Raises:
        ValueError: an attribute holds a value that cannot be written.
        TypeError: an attribute holds a value of the wrong type; the message begins with its path.
    """
    payload = native.payload_of(trial)
    written = encoded(payload)
    foreign = format_of(trial)
    places: Places = NativePlaces() if foreign is None else ForeignPlaces(foreign, trial)
    return Record(
        trial,
        key_of(written),
        repeatable(text_or_none(trial.registry_id)),
        len(written),
        places,
        payload if foreign is None else "",
        (foreign or native.FORMAT).name,
        source,
        _day(as_of),
    )


def _day(as_of: dt.date | str | None) -> dt.date | None:
    if as_of is None:
        return None
    from ctmodel.rules.check import day_of  # rules are imported only where findings are asked for

    return day_of(as_of)


def key_of(written: bytes) -> str:
    """Return the key of a record, given its compact JSON: a letter first, since ``7535518e59506654`` is a number."""
    return f"r{blake2b(written, digest_size=8).hexdigest()}"
