"""A table for written documents: which place of a document holds which attributes of a trial."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, final

from attrs import frozen

from ctmodel.formats.loss import Loss
from ctmodel.formats.records import Scalar
from ctmodel.formats.targets import NO_PLACE, Held, Target, TextInPart
from ctmodel.model.leaves import leaves
from ctmodel.model.trial import Trial

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

#: Returns a document, given the texts at each place.
Layout = Callable[[Mapping[str, Sequence[str]]], str]


@final
@frozen
class Written:
    """A document of a format, and what it does not hold of the trial's attributes."""

    document: str
    losses: list[Loss]


@final
@frozen
class Writer:
    """A table by which trials are written."""

    targets: tuple[Target, ...]
    layout: Layout
    #: What a file of documents begins with, once; each document begins with it, too.
    heading: str = ""
    #: Changes each text before it is written.
    clean: Callable[[str], str] = str
    #: The reason of what ``clean`` loses.
    cleaned: str = ""

    def write(self, trial: Trial) -> Written:
        """Write a trial.

        Raises:
            ValueError: a text that is written holds a lone surrogate; the message begins with its path.
        """
        texts: dict[str, list[str]] = {}
        #: For each value that was written: the reason if it is held only in part.
        held: dict[str, str | None] = {}
        for target in self.targets:
            for values, text in target.items(trial):
                part = text if isinstance(text, TextInPart) else None
                clean = self.clean(part.text if part else str(text))
                if not clean.strip():
                    continue
                texts.setdefault(target.place, []).append(clean)
                for path, why in self._reasons(target, values, part):
                    held[path] = why if held.get(path, why) else None
            if target.separator and target.place in texts:
                texts[target.place] = [target.separator.join(texts[target.place])]
        document = self.heading + self.layout(texts)
        if _SURROGATE.search(document):
            path = next((path for path, value in leaves(trial) if _SURROGATE.search(str(value))), "registry_id")
            raise ValueError(f"{path}: a lone surrogate cannot be written")
        return Written(document, list(_losses(trial, held)))

    def _reasons(
        self, target: Target, values: Iterable[Held], part: TextInPart | None
    ) -> Iterator[tuple[str, str | None]]:
        """Yield the path of each value that is written, and the reason if it is held only in part."""
        for value in values:
            in_part = part and (not part.attributes or value.path.rpartition(".")[2] in part.attributes)
            for path, leaf in value.leaves():
                text = str(leaf)
                if text.strip():
                    why = part.why if part and in_part else self._altered(text, target.separator.strip())
                    yield path, why or None

    def _altered(self, text: str, separator: str) -> str:
        """Say what a document loses of a text that is written; empty if nothing is lost."""
        if self.clean(text) != text:
            return self.cleaned
        if separator and (separator in text or text != text.strip()):
            return f"in part: {separator!r} is between items, which are stripped"
        return ""


def _losses(trial: Trial, held: Mapping[str, str | None]) -> Iterator[Loss]:
    for path, value in leaves(trial):
        reason = held.get(path, NO_PLACE)
        if reason is not None:
            yield Loss(path, scalar(value), reason)


def scalar(value: Any) -> Scalar:
    """Return the value of an attribute as JSON has it."""
    return value if isinstance(value, bool | int | float) else str(value)
