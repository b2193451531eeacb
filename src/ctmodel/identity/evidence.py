"""What numbers say about which records describe the same trial.

Records with the same own number, or with numbers of which one replaced the other, are one *entity*: copies and
versions. Everything else is evidence about two entities. An entity is known by its first record.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final, final

from ctmodel.identity.groups import Grade, Link
from ctmodel.identity.records import NONE, Records
from ctmodel.identity.sets import Sets
from ctmodel.values.registry_numbers import KINDS

#: No trial is registered more often: a number on more records than there are registries is a conflict.
_MOST: Final = len({kind.registry for kind in KINDS.values()})


@final
class Entities:
    """The entities in some records, and the links between the records of each."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._numbers = Sets(len(records.numbers))
        self._former: dict[tuple[int, int], str] = {}
        self._join_former_numbers()
        #: By number (the first of those that replaced each other), the entity that has it as its own.
        self.owners: dict[int, int] = {}
        #: By record, the entity.
        self.of: list[int] = [
            record if own == NONE else self.owners.setdefault(self._numbers.find(own), record)
            for record, own in enumerate(records.own)
        ]
        self._registries: defaultdict[int, set[int]] = defaultdict(set)
        for record, entity in enumerate(self.of):
            if record != entity:
                self._registries[entity] |= {records.registry[entity], records.registry[record]}

    def _join_former_numbers(self) -> None:
        """Join numbers of which one replaced the other, except where different trials claim the same former number."""
        records = self._records
        claims: defaultdict[int, set[int]] = defaultdict(set)
        for mention in records.successions:
            own, former = records.own[records.by[mention]], records.named[mention]
            claims[former].add(own)
            self._former.setdefault((own, former), records.paths[records.at[mention]])
        for former, owns in claims.items():
            if len(owns) == 1:
                self._numbers.join(former, *owns)
        # Records can list all former numbers, and so can the records of the former numbers.
        agreed = [
            (former, min(owns))
            for former, owns in claims.items()
            if len({self._numbers.find(own) for own in owns}) == 1
        ]
        for former, own in agreed:
            self._numbers.join(former, own)

    def number(self, number: int) -> int:
        """Return the first of the numbers that replaced each other."""
        return self._numbers.find(number)

    def registries(self, entity: int) -> set[int]:
        """Return the registries of an entity's records."""
        return self._registries.get(entity) or {self._records.registry[entity]}

    def links(self) -> Iterator[Link]:
        """Yield a link from the first record of each entity to each of its others."""
        for record, entity in enumerate(self.of):
            if record != entity:
                yield Link(entity, record, Grade.CERTAIN, self._sameness(entity, record))

    def _sameness(self, a: int, b: int) -> str:
        records = self._records
        own_a, own_b = records.own[a], records.own[b]
        if records.shown[a] == records.shown[b]:
            return f"same number, {records.name(a)}"
        if own_a == own_b:
            return f"{records.name(a)} and {records.name(b)} differ only in the resubmission"
        for new, old in ((a, b), (b, a)):
            path = self._former.get((records.own[new], records.own[old]))
            if path:
                return f"{records.name(new)} names {records.name(old)} as its former number ({path})"
        return f"{records.name(a)} and {records.name(b)} are connected by former numbers"


@final
class SharedNumbers:
    """The numbers that several entities have: as their own number, or in an identifier field."""

    def __init__(self, records: Records, entities: Entities) -> None:
        self._records = records
        self._entities = entities
        #: By number, the mentions of it by other entities, one for each.
        self._mentions: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for mention, named in enumerate(records.named):
            number, entity = entities.number(named), entities.of[records.by[mention]]
            if entities.owners.get(number) != entity:
                self._mentions[number].setdefault(entity, mention)
        #: Links that join nothing.
        self.unjoined: list[Link] = []
        #: By pair of entities, the evidence that can join them: one piece for each number.
        self.pairs: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for number, mentions in self._mentions.items():
            self._judge(entities.owners.get(number), mentions)

    def _judge(self, owner: int | None, mentions: dict[int, int]) -> None:
        """Take a number as evidence, or as a conflict if several entities of one registry have it."""
        holders = [*mentions] if owner is None else [owner, *mentions]
        first_mention = next(iter(mentions.values()))
        conflict = self.conflict(holders)
        if conflict or len(holders) > _MOST:
            first, reason = conflict or (holders[0], f"{len(holders)} records")
            evidence = f"{self._named(first_mention)} is on {reason}, so it joins nothing"
            self._star(first, holders, Grade.CONFLICT, evidence)
        elif self._records.named[first_mention] in self._records.ambiguous:
            evidence = f"{self._named(first_mention)} is on both, but it may be another kind of number"
            self._star(holders[0], holders, Grade.HINT, evidence)
        else:
            pairs = combinations(holders, 2) if owner is None else ((owner, other) for other in mentions)
            for a, b in pairs:
                self.pairs[min(a, b), max(a, b)].append(self._evidence(a, b, mentions))

    def conflict(self, holders: list[int]) -> tuple[int, str] | None:
        """Return the first of several entities of one registry, and how many there are; None if there is only one."""
        by_registry: defaultdict[int, list[int]] = defaultdict(list)
        for entity in holders:
            for registry in self._entities.registries(entity):
                by_registry[registry].append(entity)
        several = [(min(found), len(found), registry) for registry, found in by_registry.items() if len(found) > 1]
        if not several:
            return None
        first, count, registry = min(several)
        return first, f"{count} {'drafts' if registry == NONE else f'records of {self._records.registries[registry]}'}"

    def _star(self, first: int, holders: list[int], grade: Grade, evidence: str) -> None:
        """Link one entity with each of the others: as many links as there are records."""
        self.unjoined += (
            Link(min(first, other), max(first, other), grade, evidence) for other in holders if other != first
        )

    def _evidence(self, a: int, b: int, mentions: dict[int, int]) -> str:
        """Return in words that two entities have the same number, of which at most the first is the owner."""
        records = self._records
        if a in mentions:
            places = f"{self._place(mentions[a])}; {self._place(mentions[b])}"
            return f"{records.name(a)} and {records.name(b)} name {self._named(mentions[b])} ({places})"
        named, own = self._named(mentions[b]), records.name(a)
        former = "" if records.named[mentions[b]] == records.own[a] else f", a number of {own}"
        return f"{records.name(records.by[mentions[b]])} names {named} ({self._place(mentions[b])}){former}"

    def _named(self, mention: int) -> str:
        return self._records.numbers[self._records.named[mention]]

    def _place(self, mention: int) -> str:
        return self._records.paths[self._records.at[mention]]
