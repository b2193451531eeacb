"""The page on a terminal: the texts of the plain page, within the width, and nothing that a terminal obeys."""

import re
from typing import Any

import pytest

import ctmodel
from ctmodel import Arm, Contact, Eligibility, Outcome, Trial
from ctmodel.formats.native import payload_of
from ctmodel.pages.text.plain import study_page
from ctmodel.report.wrapping import columns
from tests.pages.everything import STUDY

terminal = pytest.importorskip("ctmodel.pages.text.terminal", reason="rich is part of the extra cli")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shown(trial: Trial, width: int = 80, *, color: bool = False, **options: Any) -> str:
    page: str = terminal.terminal_page(trial, width=width, color=color, **options)
    return page


def words(page: str) -> str:
    return re.sub(r"[\s=-]+", "", page)


@pytest.mark.parametrize("width", [30, 80, 200])
def test_it_has_the_words_of_the_plain_page_and_fits(width: int) -> None:
    for trial in (ctmodel.structure(STUDY), ctmodel.testing.load_fixture("NCT01219465")):
        page = shown(trial, width)
        assert sorted(words(page)) == sorted(words(study_page(trial)))
        assert max(map(columns, page.split("\n"))) <= width


def test_wrapped_lines_keep_the_indent_of_their_words() -> None:
    text = "Inclusion Criteria:\n\n* one two three four five six seven"
    page = shown(
        Trial(eligibility=Eligibility(text=text), primary_outcomes=[Outcome(measure="a b c d e f g h i j k")]), 20
    )
    assert "    • one two three\n      four five six\n      seven\n" in page
    assert "  1. a b c d e f g h\n     i j k\n" in page


def test_colours_are_optional() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert "\x1b" not in shown(trial)
    assert COLOUR.sub("", shown(trial, color=True)).split() == shown(trial).split()
    assert COLOUR.search(shown(trial, color=True))


def test_markup_and_control_characters_are_text() -> None:
    hostile = "[bold]x[/bold] :smile: \x1b]0;owned\x07 \u202e"
    trial = Trial(brief_title=hostile, conditions=[hostile], arms=[Arm(label=hostile, description=hostile)])
    page = shown(trial, 200, color=True)
    assert COLOUR.sub("", page).count("[bold]x[/bold] :smile: \\x1b]0;owned\\x07 \\u202e") == 4
    assert "\x1b" not in COLOUR.sub("", page)


def test_contacts_can_be_left_out() -> None:
    trial = Trial(central_contacts=[Contact(name="Ann Lee", email="ann@example.org")], brief_title="A trial")
    for page in (shown, study_page):
        assert "Ann Lee" in page(trial)
        assert "ann@example.org" in page(trial)
        assert "Ann" not in page(trial, contacts=False)
        assert "Central" not in page(trial, contacts=False)


def test_a_page_without_persons_still_shows_the_rest() -> None:
    trial = ctmodel.testing.load_fixture("NCT01219465")
    assert payload_of(trial)["protocolSection"]["identificationModule"]["briefTitle"] in study_page(
        trial, contacts=False
    )
