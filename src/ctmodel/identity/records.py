"""What is kept of each trial while records are linked: its numbers, and where they are."""

import re
import unicodedata
from array import array
from typing import Final, final

from ctmodel.formats import native
from ctmodel.formats.foreign import format_of
from ctmodel.identity.groups import Member
from ctmodel.identity.numbers import identifier_texts, numbers_in, trial_number
from ctmodel.model.trial import Trial
from ctmodel.values.registry_numbers import KINDS, FoundNumber, is_placeholder

#: Stands for an absent number.
NONE: Final = -1
_NOT_WORD: Final = re.compile(r"[\W_]+")
_IN_LEGAL_FORM: Final = re.compile(r"[./]")
#: Legal forms at the end of the name of a sponsor, which registries write or leave out.
_LEGAL_FORMS: Final = frozenset(
    {
        "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "limited",
        "llc", "ltd", "nv", "plc", "sa", "sas", "spa", "srl",
    }
)  # fmt: skip
#: Registries whose numbers have a known form: whatever else a record has there is not a number.
_KNOWN: Final = frozenset(kind.registry for kind in KINDS.values())
#: Shorter protocol numbers are too common.
_SHORTEST_PROTOCOL: Final = 3


@final
class Texts:
    """Texts, each kept once and known by its position."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}
        self.texts: list[str] = []

    def position(self, text: str) -> int:
        """Return the position of a text, which is added if it is new."""
        known = self._positions.setdefault(text, len(self.texts))
        if known == len(self.texts):
            self.texts.append(text)
        return known

    def __getitem__(self, position: int) -> str:
        return self.texts[position]

    def __len__(self) -> int:
        return len(self.texts)


@final
class Records:
    """The numbers of all records, in arrays: trials are not kept.

    A *mention* is a number in an identifier field that is not the record's own number.
    """

    def __init__(self) -> None:
        self.numbers = Texts()
        self.registries = Texts()
        self.sources = Texts()
        self.paths = Texts()
        self.protocols = Texts()
        #: Numbers of a form that is easily mistaken: a letter or two, and digits.
        self.ambiguous: set[int] = set()
        #: By record: its own number, as shown and by position; its registry; its format.
        self.shown: list[str | None] = []
        self.own = array("q")
        self.registry = array("q")
        self.source = array("q")
        #: By mention: the record, the number and the path.
        self.by = array("q")
        self.named = array("q")
        self.at = array("q")
        #: Mentions by which a registry says that a number became the record's own number.
        self.successions = array("q")
        #: Protocol numbers, each with the name of the sponsor, and the records that have them.
        self.protocol = array("q")
        self.protocol_by = array("q")

    def __len__(self) -> int:
        return len(self.own)

    def add(self, trial: Trial) -> None:
        """Keep the numbers of a trial."""
        record = len(self)
        own = self._add_own(trial)
        self.source.append(self.sources.position((format_of(trial) or native.FORMAT).name))
        fields = [(path, text, numbers_in(text)) for path, text in identifier_texts(trial)]
        for path, _, numbers in fields:
            for number in numbers:
                self._add_mention(record, number, path)
        self._add_successions(record, own, [(path, number) for path, _, numbers in fields for number in numbers])
        self._add_protocols(record, trial, [(path, text) for path, text, numbers in fields if not numbers])

    def _add_own(self, trial: Trial) -> FoundNumber | None:
        text = (trial.registry_id or "").strip()
        found = numbers_in(text)
        own = found[0] if len(found) == 1 else None
        registry = KINDS[own.kind].registry if own else trial.registry
        self.registry.append(self.registries.position(registry) if registry else NONE)
        self.shown.append(own.normal if own else text or None)
        if own is not None:
            self.own.append(self._position(own))
        elif registry in _KNOWN or is_placeholder(text) or not re.search("[0-9]", text):
            self.own.append(NONE)
        else:
            self.own.append(self.numbers.position(f"{registry} {text}"))
        return own

    def _add_mention(self, record: int, number: FoundNumber, path: str) -> None:
        """Keep a mention unless it repeats the record's own number."""
        position = self._position(number)
        if position == self.own[record]:
            return
        self.by.append(record)
        self.named.append(position)
        self.at.append(self.paths.position(path))

    def _add_successions(self, record: int, own: FoundNumber | None, found: list[tuple[str, FoundNumber]]) -> None:
        """Note which of the record's mentions are former numbers.

        ClinicalTrials.gov lists obsolete NCT numbers, and CTIS the EudraCT number of a trial that was transitioned.
        A CTIS record with several EudraCT numbers does not say which of them is the former one.
        """
        if own is None:
            return
        if own.kind == "NCT":
            former = {number for path, number in found if number.kind == "NCT" and path.startswith("nct_id_aliases")}
        elif own.kind == "CTIS":
            former = {number for _, number in found if number.kind == "EudraCT"}
            former = former if len(former) == 1 else set()
        else:
            return
        positions = {self._position(number) for number in former}
        mention = len(self.by) - 1
        while mention >= 0 and self.by[mention] == record:
            if self.named[mention] in positions:
                self.successions.append(mention)
            mention -= 1

    def _add_protocols(self, record: int, trial: Trial, texts: list[tuple[str, str]]) -> None:
        """Keep the sponsor's own numbers: the organization's number or, in records without one, all other numbers."""
        sponsor = _sponsor(trial.lead_sponsor.name if trial.lead_sponsor is not None else None)
        if not sponsor:
            return
        numbers = {
            "".join(_plain(text).split()) for path, text in texts if path == "org_study_id" or not trial.org_study_id
        }
        for number in sorted(numbers):
            if len(number) >= _SHORTEST_PROTOCOL and re.search("[0-9]", number) and not is_placeholder(number):
                self.protocol.append(self.protocols.position(f"{number} {sponsor}"))
                self.protocol_by.append(record)

    def _position(self, number: FoundNumber) -> int:
        position = self.numbers.position(trial_number(number))
        if not KINDS[number.kind].in_text:
            self.ambiguous.add(position)
        return position

    def member(self, record: int) -> Member:
        """Return a record as a member of a group."""
        return Member(record, self.registry_name(record), self.shown[record], self.sources[self.source[record]])

    def registry_name(self, record: int) -> str | None:
        """Return the name of a record's registry; None for a draft."""
        registry = self.registry[record]
        return None if registry == NONE else self.registries[registry]

    def name(self, record: int) -> str:
        """Return what to call a record in a sentence."""
        return self.shown[record] or f"record {record}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _sponsor(name: str | None) -> str:
    """Return the name of a sponsor without case, punctuation and legal forms."""
    words = _NOT_WORD.sub(" ", _IN_LEGAL_FORM.sub("", _plain(name or ""))).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)
