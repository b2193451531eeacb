"""What is tried: each form around which texts, in all fields at once, in single places, as keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen

from ctmodel.formats.ctgov_v2.places import is_identifier
from tests.masking.forms import BARE
from tests.masking.places import (
    AROUND,
    FORMS,
    leaks,
    pointers,
    repeated,
    reports,
    run_over,
    with_keys,
    with_one,
    with_texts,
)

SEED: Final = 20_261_125


@frozen
class Case:
    """A document with an address in it, and a name that tells which."""

    form: str
    #: Text around the address; None for keys.
    around: str | None
    #: The one place that holds it; None for all texts.
    pointer: str | None = None

    def document(self) -> str:
        """Return the text of the document."""
        if self.around is None:
            return repeated(with_keys(self.form), self.form)
        text = self.around.format(self.form, self.form)
        study = with_texts(self.form, self.around) if self.pointer is None else with_one(self.pointer, text)
        return json.dumps(study)

    def leaks(self, folder: Path) -> list[str]:
        """Return where something of the address can be read."""
        run = run_over(self.document(), folder / "study.json")
        found = [(name, leaks(self.form, written)) for name, written in reports(run, folder)]
        return [f"{self}: {name} shows {fragments}" for name, fragments in found if fragments]


def in_all_texts() -> Iterator[Case]:
    """Yield a case for every form, with every text around it."""
    return (Case(form, around) for form in FORMS for around in AROUND)


def as_keys() -> Iterator[Case]:
    """Yield a case for every form."""
    return (Case(form, None) for form in FORMS)


def in_one_place() -> Iterator[Case]:
    """Yield cases in which every place of a study holds some form once, whatever belongs there."""
    random = Random(SEED)
    for pointer in pointers():
        form = random.choice(FORMS)
        while form in BARE and is_identifier(pointer):
            form = random.choice(FORMS)
        yield Case(form, random.choice(AROUND), pointer)


def sample() -> list[Case]:
    """Return a few cases of each kind."""
    random = Random(SEED)
    kinds = ((in_all_texts(), 4), (as_keys(), 1), (in_one_place(), 3))
    return [case for cases, count in kinds for case in random.sample([*cases], count)]
