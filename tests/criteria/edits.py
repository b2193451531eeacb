"""Random edits of eligibility texts, held against a plain list: what an edit does not mean, it leaves alone.

`python -m tests.criteria.edits N [CORPUS]` makes N random edits, from the same seed each time, on texts made by hand
and, where a folder with `ctgov_v2.zip` is given, on real ones; it prints what it did, and ends with 1 if a law failed.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

from ctmodel.model.criteria import CriterionKind, EligibilityCriterion, Header
from ctmodel.model.eligibility import Eligibility

BULLETS = (
    "Inclusion Criteria:\n\n* Has asthma with all of:\n\n  * cough\n  * wheeze\n  * fever\n* Adult\n\n"
    "Exclusion Criteria:\n\n* Smoker\n* One of:\n\n  * Pregnant\n  * Nursing\n\n    * at night\n    * by day\n"
)
TEXTS = (
    BULLETS,
    BULLETS.replace("\n", "\r\n"),
    BULLETS.replace("    *", "\t\t*").replace("  *", "\t*"),
    BULLETS.replace("\n  ", "\n\n  "),
    BULLETS.replace("* ", "- "),
    "Inclusion Criteria:\n\n1. Adult\n2. Has all of:\n\n   1. cough\n   2. fever:\n\n      1. high\n      2. long\n"
    "   3. wheeze\n3. Consent\n   signed\n\nExclusion Criteria:\n\n1. Smoker\n2. Pregnant\n",
    "Inclusion Criteria:\n\nAdults with asthma.\n\nConsent is signed.\n\nExclusion Criteria:\n\nSmoker now.\n\nNone\n",
    "Inclusion Criteria:\n\n* 1\\. Adult\n* 2\\. Asthma\n\nOR\n\n* 3\\. Fever\n\nKey Exclusion Criteria\n\na) Smoker\nb) Nurse",
    "Cohort A:\n\nInclusion Criteria:\n\n* Adult\n\nExclusion Criteria:\n\n* Fever\n\nCohort B:\n\nInclusion Criteria:\n\n"
    "* Child:\n\n  * with cough\n  * with fever\n\nExclusion Criteria:\n\n* Smoker\n",
    "* Anybody\n* Everybody else\n\n  * nested here\n",
    "Inclusion Criteria: Adult\n\nAsthma\n\nExclusion Criteria:\n\n  -  Fever\n\n  -  Cough\n\n",
    "".join(f"{'  ' * depth}* Level {depth} of:\n" for depth in range(9)) + "* End\n",
    *(BULLETS.replace("\n", sign) for sign in ("~", "\\n", "\\r\\n", "|", "\u2028", "\v", "\r", "_x000D_\n", "&#10;")),
    "Inclusion Criteria: 1. Adult 2. Asthma 3. Consent Exclusion Criteria: 1. Smoker 2. Pregnant",
    "Inclusion Criteria: • Adult • Asthma • Consent Exclusion Criteria: • Smoker • Pregnant",
)
WORDS = "adults asthma fever near the clinic signed consent stable dose (a) > < [x] * \\ _ # ≥ 5 ~ & one of: none"

Held = tuple[CriterionKind, str]


class Edited:
    """A text under edit, with the plain list of what its criteria have to be."""

    def __init__(self, text: str) -> None:
        self.eligibility = Eligibility(text=text)
        self.model: list[Held] = [(held.kind, held.text) for held in self.criteria]
        self.done = self.refused = 0

    @property
    def criteria(self) -> list[EligibilityCriterion]:
        return self.eligibility.criteria

    def replace(self, index: int, words: str) -> None:
        held = self.criteria[index]
        expected = [*self.model[:index], (held.kind, words), *self.model[index + 1 :]]
        self._edit(lambda: self.eligibility.replace(held, words), {index}, expected)

    def remove(self, index: int) -> None:
        family = self._family(index)
        expected = [held for place, held in enumerate(self.model) if place not in family]
        held = self.criteria[index]
        self._edit(lambda: self.eligibility.remove(held), family, expected)

    def add_behind(self, index: int, words: str) -> None:
        held, place = self.criteria[index], max(self._family(index)) + 1
        expected = [*self.model[:place], (held.kind, words), *self.model[place:]]
        self._edit(lambda: self.eligibility.add(words, held.kind, held), set(), expected)

    def move(self, index: int, target: int) -> None:
        held, after, family = self.criteria[index], self.criteria[target], self._family(index)
        place = max(self._family(target)) + 1
        moved = [(after.kind, self.model[member][1]) for member in sorted(family)]
        ahead = [one for member, one in enumerate(self.model[:place]) if member not in family]
        behind = [one for member, one in enumerate(self.model[place:], place) if member not in family]
        allowed = target not in family
        self._edit(
            lambda: self.eligibility.move(held, after), family, [*ahead, *moved, *behind] if allowed else self.model
        )

    def add(self, kind: CriterionKind, words: str) -> None:
        """Add to a kind; the list tells the order of the others, and that the new one is the last of its kind."""
        headers = self._headers()

        def others(kept: Sequence[Held]) -> list[Held]:
            place = max(place for place, held in enumerate(kept) if held == (kind, words))
            assert all(held[0] is not kind for held in kept[place + 1 :]) or self.model[-1:] != [(kind, words)]
            return [*kept[:place], *kept[place + 1 :]]

        before, bodies = self.model, self._bodies(set())
        if not self._try(lambda: self.eligibility.add(words, kind)):
            return
        now = [(held.kind, held.text) for held in self.criteria]
        left = others(now)
        if self._headers() > headers:
            told = CriterionKind.UNSPECIFIED, CriterionKind.INCLUSION
            left = [
                (was if (was, held) == told else held, text)
                for (was, _), (held, text) in zip(before, left, strict=True)
            ]
        assert left == before, (before, now)
        bodies_now = self._bodies(set())
        bodies_now.remove(
            self._body(next(held for held in reversed(self.criteria) if (held.kind, held.text) == (kind, words)))
        )
        assert sorted(bodies_now) == sorted(bodies)
        self.model = now

    def _edit(self, edit: Callable[[], None], meant: set[int], expected: list[Held]) -> None:
        bodies, before = self._bodies(meant), self.criteria
        if not self._try(edit):
            return
        now = self.criteria
        assert [(held.kind, held.text) for held in now] == expected
        # The words of the others are the same characters.
        changed = [held for held in now if self._body(held) not in bodies]
        assert len(changed) <= len(meant) + (len(now) > len(before))
        self.model = expected

    def _try(self, edit: Callable[[], None]) -> bool:
        text = self.eligibility.text
        try:
            edit()
        except ValueError:
            assert self.eligibility.text == text
            self.refused += 1
            return False
        self.done += 1
        assert "".join(part.raw for part in self.eligibility.parts) == self.eligibility.text
        return True

    def _family(self, index: int) -> set[int]:
        """The places of a criterion and of all that are nested in it, by their parents."""
        criteria = self.criteria
        family = {id(criteria[index])}
        for held in criteria:
            if held.parent is not None and id(held.parent) in family:
                family.add(id(held))
        return {place for place, held in enumerate(criteria) if id(held) in family}

    def _body(self, held: EligibilityCriterion) -> str:
        return (self.eligibility.text or "")[held.body_start : held.body_end]

    def _bodies(self, without: set[int]) -> list[str]:
        return [self._body(held) for place, held in enumerate(self.criteria) if place not in without]

    def _headers(self) -> int:
        return sum(isinstance(part, Header) for part in self.eligibility.parts)


def edit_at_random(edited: Edited, chance: random.Random) -> None:
    """Make one edit, of any kind."""
    words = "Has " + " ".join(chance.choices(WORDS.split(), k=chance.randint(1, 5)))
    count = len(edited.criteria)
    verb = chance.choice(("add", "replace", "behind", "remove", "move", "move", "move"))
    if verb == "add" or not count:
        edited.add(chance.choice([*CriterionKind]), words)
    elif verb == "replace":
        edited.replace(chance.randrange(count), words)
    elif verb == "behind":
        edited.add_behind(chance.randrange(count), words)
    elif verb == "remove":
        edited.remove(chance.randrange(count))
    else:
        # Half of the moves are near, where criteria are nested in one another.
        index = chance.randrange(count)
        near = min(max(index + chance.randint(-3, 3), 0), count - 1)
        edited.move(index, chance.choice((near, chance.randrange(count))))


def run(steps: int, texts: Sequence[str], seed: int = 0) -> tuple[int, int]:
    """Make random edits, a dozen on each text in turn; how many were made, and how many of them were refused."""
    chance = random.Random(seed)
    made = refused = 0
    while made < steps:
        text = chance.choice(texts)
        edited = Edited(text)
        for _ in range(min(12, steps - made)):
            before = edited.eligibility.text
            try:
                edit_at_random(edited, chance)
            except Exception:
                sys.stderr.write(f"after {made} edits, on {before!r}\n")
                raise
            made += 1
        refused += edited.refused
    return made, refused


def real(corpus: Path) -> list[str]:
    """The eligibility texts of the real studies."""
    with ZipFile(corpus / "ctgov_v2.zip") as opened:
        studies = [json.loads(opened.read(name)) for name in opened.namelist() if name.endswith(".json")]
    modules = (study["protocolSection"].get("eligibilityModule", {}) for study in studies)
    return [module["eligibilityCriteria"] for module in modules if module.get("eligibilityCriteria")]


if __name__ == "__main__":
    pools = [TEXTS, *([real(Path(sys.argv[2]))] if len(sys.argv) > 2 else [])]
    for pool in pools:
        counts = run(int(sys.argv[1]) // len(pools), pool)
        sys.stdout.write(f"{counts[0]} edits of {len(pool)} texts without a failure, {counts[1]} of them refused\n")
