"""Whatever is edited, in whatever order: what an edit does not mean stays."""

import random
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ctmodel.model.criteria import CriterionKind, add, move, remove, replace, split_criteria
from ctmodel.model.criteria.change import Change, Reading
from ctmodel.model.criteria.criterion import EligibilityCriterion
from tests.criteria.criteria_texts import layouts, sayings
from tests.criteria.edits import BULLETS, TEXTS, Edited, edit_at_random, real, run

indexes = st.integers(min_value=0)


class Edits(RuleBasedStateMachine):
    """Edits of one text against a plain list of what its criteria have to be."""

    edited: Edited

    @initialize(text=st.sampled_from(TEXTS) | layouts())
    def begin(self, text: str) -> None:
        self.edited = Edited(text)

    def has_criteria(self) -> bool:
        return bool(self.edited.model)

    def one(self, index: int) -> int:
        return index % len(self.edited.model)

    @rule(kind=st.sampled_from(CriterionKind), words=sayings)
    def add(self, kind: CriterionKind, words: str) -> None:
        self.edited.add(kind, words)

    @precondition(has_criteria)
    @rule(index=indexes, words=sayings)
    def add_behind(self, index: int, words: str) -> None:
        self.edited.add_behind(self.one(index), words)

    @precondition(has_criteria)
    @rule(index=indexes, words=sayings)
    def replace(self, index: int, words: str) -> None:
        self.edited.replace(self.one(index), words)

    @precondition(has_criteria)
    @rule(index=indexes)
    def remove(self, index: int) -> None:
        self.edited.remove(self.one(index))

    @precondition(has_criteria)
    @rule(index=indexes, after=indexes)
    def move(self, index: int, after: int) -> None:
        self.edited.move(self.one(index), self.one(after))

    @invariant()
    def parts_make_up_the_text(self) -> None:
        assert "".join(part.raw for part in self.edited.eligibility.parts) == self.edited.eligibility.text
        assert [(held.kind, held.text) for held in self.edited.criteria] == self.edited.model


Edits.TestCase.settings = settings(max_examples=60, stateful_step_count=12, derandomize=True)
test_edits = Edits.TestCase


def test_edits_at_random() -> None:
    made, refused = run(2_000, TEXTS)
    assert made == 2_000
    # Behind itself, and unspecified among the specified, can nothing be put; much else is seldom refused.
    assert refused < made / 4


@pytest.mark.corpus
def test_edits_of_real_texts_at_random(corpus: Path) -> None:
    made, refused = run(1_000, real(corpus))
    assert refused < made / 4


def test_long_runs_see_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def loses(text: str, *_: object) -> str:
        return remove(
            remove(text, split_criteria(text).criteria[-1]),
            split_criteria(remove(text, split_criteria(text).criteria[-1])).criteria[-1],
        )

    monkeypatch.setattr("ctmodel.model.criteria.editing.remove", loses)
    with pytest.raises(AssertionError):
        Edited(BULLETS).remove(8)


@pytest.mark.parametrize("text", TEXTS)
def test_every_move(text: str) -> None:
    """Each criterion behind each other one, ancestors and descendants included."""
    count = len(split_criteria(text).criteria)
    done = 0
    for index in range(count):
        for target in range(count):
            edited = Edited(text)
            edited.move(index, target)
            done += edited.done
    assert done >= 0.5 * count * (count - 1)


def test_behind_its_own_lead_in() -> None:
    lead_in, cough, _, fever = split_criteria(BULLETS).criteria[:4]
    assert move(BULLETS, cough, lead_in) == BULLETS.replace("  * cough\n", "").replace("* Adult", "* cough\n* Adult")
    assert move(BULLETS, fever, lead_in) == BULLETS.replace("  * fever\n* Adult", "* fever\n* Adult")
    *_, night, day = split_criteria(BULLETS).criteria
    assert (
        move(BULLETS, night, split_criteria(BULLETS).criteria[6])
        == BULLETS.replace("    * at night\n", "") + "* at night\n"
    )
    assert move(BULLETS, day, night.parent or day) == BULLETS.replace("    * by day", "  * by day")


def test_tabs_are_taken_off_by_columns() -> None:
    text = "Inclusion Criteria:\n\n* Adult\n* One of:\n\t* cough:\n\t\t* dry\n\t* fever\n"
    adult, _, cough = split_criteria(text).criteria[:3]
    assert move(text, cough, adult) == ("Inclusion Criteria:\n\n* Adult\n* cough:\n\t* dry\n* One of:\n\t* fever\n")


CHANGED = (
    ("* Adults\n* Asthma\n", "* Adults\n", "lost"),
    ("* Adults\n* Asthma\n", "* Adults\n* Fever\n* Asthma\n* Asthma\n", "doubled"),
    ("* Adults\n* Asthma\n", "* Asthma\n* Fever\n* Adults\n", "in another order"),
    ("* Adults \\> 5\n* Asthma\n", "* Adults > 5\n* Fever\n* Asthma\n", "written otherwise"),
    ("* Adults\n\nNone\n", "* Adults\n* Fever\n", "without its remark"),
    ("* Adults\n  * Asthma\n", "* Adults\n* Fever\n* Asthma\n", "less deep"),
    ("Cohort A:\n\n* Adults\n", "Cohort B:\n\n* Adults\n* Fever\n", "under another heading"),
    ("Inclusion Criteria:\n\n* Adults\n", "Exclusion Criteria:\n\n* Adults\n* Fever\n", "of another kind"),
)


@pytest.mark.parametrize(("text", "edited", "_"), CHANGED)
def test_no_other_part_can_change(text: str, edited: str, _: str) -> None:
    places = len(split_criteria(text).parts)
    kind = split_criteria(edited).criteria[-1].kind
    for place in range(places + 1):
        change = Change(place=place, new=[Reading(EligibilityCriterion, kind, "Fever")])
        with pytest.raises(ValueError, match="another criterion would change"):
            change.confirmed(text, edited)


def test_what_was_meant_can_change() -> None:
    change = Change(place=1, new=[Reading(EligibilityCriterion, CriterionKind.UNSPECIFIED, "Fever")])
    assert change.confirmed("* Adults\n* Asthma\n", "* Adults\n* Fever\n* Asthma\n") == "* Adults\n* Fever\n* Asthma\n"


@pytest.mark.parametrize("blank", ["", " ", "\n\n"])
def test_text_without_words_gets_a_first_criterion(blank: str) -> None:
    assert add(blank, "Adults", "inclusion") == "Inclusion Criteria:\n\n* Adults"


def test_numbers_of_long_lists() -> None:
    text = "Inclusion Criteria:\n\n" + "".join(f"{number}. Item\n" for number in range(1, 121))
    first = split_criteria(text).criteria[0]
    numbers = [held.number for held in split_criteria(add(text, "New", "inclusion", first)).criteria]
    assert numbers == [str(number) for number in range(1, 122)]
    assert replace(text, first, "New") == text.replace("1. Item", "1. New", 1)


def test_an_edit_at_random_can_be_refused_only_as_a_value_error() -> None:
    edited, chance = Edited(BULLETS), random.Random(1)
    for _ in range(200):
        edit_at_random(edited, chance)
    assert edited.done > 100
