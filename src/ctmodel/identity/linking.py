"""Group the records of the same trial."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ctmodel.identity.evidence import Entities, SharedNumbers
from ctmodel.identity.groups import Grade, Group, Link
from ctmodel.identity.records import Records
from ctmodel.identity.sets import Sets
from ctmodel.model.trial import Trial

_GRADES: Final = list(Grade)


def link(trials: Iterable[Trial]) -> Iterator[Group]:
    """Group the records of the same trial, with the evidence for each link.

    Only numbers in identifier fields count, as :func:`registry_numbers` finds them:

    * Records with the same own number are copies or versions of one record, whatever the country (EudraCT) or the
      resubmission (CTIS), and so are records of which one replaced the other: ``certain``.
    * One record names the number of another, or both name the same third number: ``probable``. If they share two
      numbers, or each names the other: ``certain``.
    * Several different records of one registry have the number: ``conflict``. It joins nothing.
    * Links of one grade that together would join different records of one registry become conflicts, too.
    * The same sponsor and the same protocol number: ``hint``.

    Certain and probable links join. The groups come in the order of their first records. A record without links is a
    group of one.

    All trials are read before the first group is returned, one after the other; only their numbers are kept. Time and
    the number of links grow linearly with the number of records: of many records with one number, one is linked with
    each of the others.

    Args:
        trials: the trials, in any order.

    Example:
        >>> import ctmodel
        >>> trials = [ctmodel.read("NCT01219465.json"), ctmodel.read("NCT01219465.json")]
        >>> [group.links[0].evidence for group in ctmodel.link(trials)]
        ['same number, NCT01219465']
    """
    records = Records()
    for trial in trials:
        records.add(trial)
    entities = Entities(records)
    groups = Sets(len(records))
    links = list(entities.links())
    for held in links:
        groups.join(held.a, held.b)
    shared = SharedNumbers(records, entities)
    links += _joined(groups, shared)
    links += (held for held in shared.unjoined if groups.find(held.a) != groups.find(held.b))
    links += _hints(groups, records, entities)
    yield from _groups(groups, records, links)


def _joined(groups: Sets, shared: SharedNumbers) -> Iterator[Link]:
    """Join what shared numbers join, the strongest evidence first, and yield the links."""
    certain = {pair: evidence for pair, evidence in shared.pairs.items() if len(evidence) > 1}
    probable = {pair: evidence for pair, evidence in shared.pairs.items() if len(evidence) == 1}
    refused: list[tuple[int, int]] = []
    for grade, pairs in ((Grade.CERTAIN, certain), (Grade.PROBABLE, probable)):
        tried = groups.copy()
        # What stronger evidence did not join, weaker evidence does not join either.
        for a, b in (*refused, *pairs):
            tried.join(a, b)
        conflicts = _conflicts(tried, shared)
        joined = []
        for (a, b), evidence in pairs.items():
            said = "; ".join(evidence)
            conflict = conflicts.get(tried.find(a))
            if conflict is None or groups.find(a) == groups.find(b):
                joined.append((a, b))
                yield Link(a, b, grade, said)
            else:
                refused.append((a, b))
                yield Link(a, b, Grade.CONFLICT, f"{said}; but all such links together would join {conflict}")
        for a, b in joined:
            groups.join(a, b)


def _conflicts(tried: Sets, shared: SharedNumbers) -> dict[int, str]:
    """Return, by group, which records of one registry it would join."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for entity in sorted({entity for pair in shared.pairs for entity in pair}):
        held[tried.find(entity)].append(entity)
    conflicts = ((group, shared.conflict(found)) for group, found in held.items())
    return {group: conflict[1] for group, conflict in conflicts if conflict is not None}


def _hints(groups: Sets, records: Records, entities: Entities) -> Iterator[Link]:
    """Yield links between the first record with the protocol number of a sponsor and the other records with it."""
    firsts: dict[int, int] = {}
    linked: set[tuple[int, int]] = set()
    for protocol, record in zip(records.protocol, records.protocol_by, strict=True):
        entity = entities.of[record]
        first = firsts.setdefault(protocol, entity)
        pair = (min(first, entity), max(first, entity))
        if groups.find(first) != groups.find(entity) and pair not in linked:
            linked.add(pair)
            number = records.protocols[protocol].partition(" ")[0].upper()
            yield Link(*pair, Grade.HINT, f"same sponsor, and same protocol number, {number}")


def _groups(groups: Sets, records: Records, links: list[Link]) -> Iterator[Group]:
    """Yield the groups with their members and links."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for record in range(len(records)):
        if (first := groups.find(record)) != record:
            members[first].append(record)
    listed: defaultdict[int, list[Link]] = defaultdict(list)
    for held in sorted(links, key=lambda held: (_GRADES.index(held.grade), held.a, held.b)):
        for first in {groups.find(held.a), groups.find(held.b)}:
            listed[first].append(held)
    for record in range(len(records)):
        if groups.find(record) == record:
            found = tuple(map(records.member, (record, *members.pop(record, ()))))
            yield Group(found, tuple(listed.pop(record, ())))
