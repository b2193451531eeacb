"""One defect is one finding: the first place with a cause is reported, and the others are counted."""

from collections.abc import Hashable, Iterable
from operator import attrgetter

from ctmodel.codec.anomalies import Anomaly, AnomalyKind, anomalies
from ctmodel.formats.native import payload_of, table_of
from ctmodel.model.sourced import Sourced
from ctmodel.model.trial import Trial
from ctmodel.rules.definition import Problems
from ctmodel.rules.structure import is_misspelt

#: Cause, path and message. The cause must be the same for all places that are counted together.
Place = tuple[Hashable, str, str]
Places = Iterable[Place]


def counted(noun: str, places: Places) -> Problems:
    """Return path and message of the first place of each cause, with how many more there are.

    Args:
        noun: what is counted, in the singular, such as ``text``.
        places: where something is wrong, and why.
    """
    # Nearly always nothing is found, so that is found out before anything else is made.
    found = [*places]
    return iter([_with_count(same, noun) for same in _by_cause(found)] if found else ())


def counted_items(trial: Trial, noun: str, places: Places) -> Problems:
    """Return the same as :func:`counted` for places in items of lists.

    Items with a value that does not fit are not counted, nor reported in place of the others.
    """
    found = [*places]
    return _fitting(trial, noun, found) if found else iter(())


def _fitting(trial: Trial, noun: str, places: list[Place]) -> Problems:
    # One item can contain many places, but is checked once.
    known: dict[str, bool] = {}
    for same in _by_cause(places):
        fitting = [place for place in same if _fits(trial, place[0], known)]
        if fitting:
            yield _with_count(fitting, noun)
        else:
            yield from same


def _by_cause(places: list[Place]) -> Iterable[list[tuple[str, str]]]:
    found: dict[Hashable, list[tuple[str, str]]] = {}
    for cause, path, message in places:
        found.setdefault(cause, []).append((path, message))
    return found.values()


def _with_count(found: list[tuple[str, str]], noun: str) -> tuple[str, str]:
    (path, message), more = found[0], len(found) - 1
    if not more:
        return path, message
    return path, f"{message} (and {more:,} more {noun}{'' if more == 1 else 's'})"


def _mutes(anomaly: Anomaly) -> bool:
    return is_misspelt(anomaly) or (anomaly.unheld and anomaly.kind is not AnomalyKind.UNKNOWN_FIELD)


def _fits(trial: Trial, path: str, known: dict[str, bool]) -> bool:
    """Whether all values fit in the item of the outermost list on a path."""
    outermost, _, _ = path.partition("]")
    if outermost not in known:
        name, _, index = outermost.partition("[")
        item: Sourced = attrgetter(name)(trial)[int(index)]
        found = anomalies(table_of(type(item)), payload_of(item))
        known[outermost] = not any(_mutes(anomaly) for anomaly in found)
    return known[outermost]
