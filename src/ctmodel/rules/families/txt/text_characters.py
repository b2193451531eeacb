"""Rules about the characters of texts: damaged, invisible or foreign ones (TXT)."""

from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.counting import Places, counted, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.quoting import quoted
from ctmodel.rules.texts import TEXTUAL, found_in

_MEASURED: Final = "measured on real records"

# UTF-8 read as Windows-1252 or Latin-1: its lead bytes are these letters, and signs rather than letters follow them.
_SIGNS = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MISREAD = lazy_regex(
    rf"[\u00c3\u00ce\u00cf][{_SIGNS}]|\u00c2[\u0080-\u00bf]|\u00e2[{_SIGNS}]{{2}}|\u00ef\u00bb\u00bf|\ufffd"
    # These letters precede such signs in good texts, too, but neither in the middle of a word nor twice in a row.
    rf"|(?<=[a-z])[\u00c4\u00c5][{_SIGNS}]|(?:[\u00d0\u00d1][{_SIGNS}]){{2,}}"
)
_LEAD = lazy_regex("[\u00c2-\u00c5\u00ce-\u00d1\u00e2\u00ef\ufffd]")
# Line and paragraph separators are not control characters by category, but end lines as U+0085 does.
_CONTROL = lazy_regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE = lazy_regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PRIVATE = lazy_regex("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# Before a number or a unit, between both, and in the middle of a word that is not part of an address.
_LOST = lazy_regex(
    r"\?(?:(?<![^\s(]\?)(?:\d|(?:mol|mcg|[gmlLMCF])\b)|(?<=\d\?)(?:[A-Za-z]{1,2}|mcg|mol|ULN|LLN)\b(?![=&])"
    r"|(?<=[^\W\d_]\?)(?=[^\W\d_A-Z])(?!\S\S{0,79}[=&])"
    r"(?!(?:a|an|and|are|but|can|did|do|does|how|if|is|it|no|or|the|then|this|what|when|where|which|who|why|will|yes)\b)"
    r"|(?<=\b[dl]\?)[A-Z])"
)
# Names of sites and cities ask no questions.
_LOST_IN_NAME = lazy_regex(r"\?(?:(?<!\?\?)(?=\w)|(?<=\s\?)(?!\?))")
_FOREIGN_LETTER = lazy_regex("[\u0400-\u04ff\u3041-\ud7a3]")
_FOREIGN = lazy_regex("[\u0400-\u04ff]{3}|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3}")
_LATIN_LETTER = lazy_regex("[A-Za-z]")
#: Names that others gave, in any script.
_IDENTIFIERS: Final = ("org_study_id", "secondary_ids")
_CYRILLIC: Final = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
)
_CYRILLIC_LETTER = lazy_regex(f"[{_CYRILLIC}]")
_HOMOGLYPH = lazy_regex(rf"[A-Za-z]{{1,40}}[{_CYRILLIC}]|[{_CYRILLIC}][A-Za-z]{{1,40}}")


def _reread(damaged: str) -> str:
    """What misread characters probably were, as the end of a message."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return f"; probably {quoted(damaged.encode(encoding).decode('utf-8'))}"
        except UnicodeError:
            continue
    return ""


@rule("TXT001", severity=WARNING, source=f"Unicode, UTF-8 read as Windows-1252; {_MEASURED}", reads=TEXTUAL)
def misread_characters(_: Trial, record: Record) -> Problems:
    """A text contains characters that were read in the wrong encoding.

    Why:
        The text went through a program that mistook UTF-8 for another encoding; signs and accents are lost.

    Fix:
        Restore the characters from the source of the text, and read it as UTF-8.

    Fires:
        Trial(brief_title="Patients\u00e2\u20ac\u2122 choice")
        Trial(brief_title="Fever above 38 \ufffdC")
        Trial(brief_title="Age \u00e2\u2030\u00a5 18 years")

    Silent:
        Trial(brief_title="Patients\u2019 choice at the H\u00f4pital d'\u00c2ge")
    """
    if _may_be_misread(record):
        yield from counted("text", _misread(record))


def _may_be_misread(record: Record) -> bool:
    """Whether signs follow a letter that is a lead byte; such a letter is found faster than the whole pattern."""
    text = record.text
    for lead in _LEAD.findall(record.characters):
        place = text.find(lead)
        while place >= 0:
            if _MISREAD.match(text, place):
                return True
            place = text.find(lead, place + 1)
    return False


def _misread(record: Record) -> Places:
    for path, match, shown in found_in(record.texts, _MISREAD):
        yield match[0], path, f"{shown} was read in the wrong encoding{_reread(match[0])}"


@rule("TXT002", severity=WARNING, source=f"Unicode, categories of control characters; {_MEASURED}", reads=TEXTUAL)
def control_characters(_: Trial, record: Record) -> Problems:
    r"""A text contains control characters other than line feed and tab.

    Why:
        They are invisible, and many programs reject the text or cut it there. Line separators (U+2028, U+2029) count
        as control characters.

    Fix:
        Replace the characters with spaces or line ends.

    Fires:
        Trial(brief_title="Asthma\x0bin children")
        Trial(brief_summary="Asthma\u2028in children")

    Silent:
        Trial(brief_summary="Asthma\nin children")
    """
    if _CONTROL.search(record.characters):
        for path, match, shown in found_in(record.texts, _CONTROL):
            what = "line separator" if match[0] in "\u2028\u2029" else "control character"
            yield path, f"{shown} is a {what}; replace it with a space or a line end"


@rule("TXT003", severity=NOTE, source="Unicode, format characters; Trojan Source", reads=TEXTUAL)
def invisible_characters(_: Trial, record: Record) -> Problems:
    r"""A text contains zero-width characters, soft hyphens, or characters that change the writing direction.

    Why:
        Words with them look right, but searches do not find them; some make a text read differently from what it says.

    Fix:
        Remove the characters.

    Fires:
        Trial(brief_title="Asth\u00adma")

    Silent:
        Trial(brief_title="Asthma")
    """
    if _INVISIBLE.search(record.characters):
        for path, _match, shown in found_in(record.texts, _INVISIBLE):
            yield path, f"{shown} is invisible; remove it"


@rule("TXT006", severity=WARNING, source=f"Unicode, private use areas; {_MEASURED}", reads=TEXTUAL)
def private_use_characters(_: Trial, record: Record) -> Problems:
    r"""A text contains private use characters, which only one font displays.

    Why:
        They come from word processors, such as bullets of the font Symbol; elsewhere, they appear as boxes.

    Fix:
        Replace the characters with ordinary ones, such as "-" or "*" for bullets.

    Fires:
        Trial(brief_summary="\uf0b7 Asthma")

    Silent:
        Trial(brief_summary="\u2022 Asthma")
    """
    if _PRIVATE.search(record.characters):
        for path, _match, shown in found_in(record.texts, _PRIVATE):
            yield path, f"{shown} is a private use character; replace it with a bullet or symbol"


@rule("TXT007", severity=WARNING, source=_MEASURED, reads=TEXTUAL)
def question_mark_for_symbol(trial: Trial, record: Record) -> Problems:
    """A question mark replaces a symbol or a letter.

    Why:
        Another encoding lost the character: "?18" may have been at least or at most, and nobody finds "Barrett?s".

    Fix:
        Restore the symbol or letter from the source of the text.

    Fires:
        Trial(brief_summary="Patients of age ?18 get 10?g a day, up to 1.5?ULN.")
        Trial(brief_title="Barrett?s esophagus")
        Trial(locations=[Location(facility="Szpital ? Oddzia? Onkologii")])

    Silent:
        Trial(brief_summary="Which is better at 18? See https://example.org/10?g=1")
        Trial(brief_summary="Do you smoke?yes/no")
    """
    if _may_have_lost_symbol(record):
        texts = [held for held in record.texts if "?" in held[1]]
        for path, _match, shown in found_in([held for held in texts if not _is_of_site(held[0])], _LOST):
            yield path, f"{shown} has a question mark in place of a symbol or letter; restore it"
        yield from counted_items(trial, "text", _lost_in_names([held for held in texts if _is_of_site(held[0])]))


def _may_have_lost_symbol(record: Record) -> bool:
    """Whether a question mark in all texts, or in those of people and sites, is where a symbol or letter may be."""
    text = record.text
    return "?" in text and (
        _LOST.search(text) is not None or _LOST_IN_NAME.search(text, len(record.free_text)) is not None
    )


def _is_of_site(path: str) -> bool:
    return path.startswith("locations")


def _lost_in_names(names: list[tuple[str, str]]) -> Places:
    for path, _match, shown in found_in(names, _LOST_IN_NAME):
        yield "lost", path, f"{shown} is a question mark in place of a letter or symbol; restore it"


@rule("TXT012", severity=NOTE, source=f"ClinicalTrials.gov takes records in English; {_MEASURED}", reads=TEXTUAL)
def foreign_script(_: Trial, record: Record) -> Problems:
    r"""A text is written in Cyrillic, Chinese, Japanese or Korean script.

    Why:
        Records are in English, and few readers can read these scripts. Texts with more Latin letters are exempt: they
        contain a translation, or quote a name.

    Fix:
        Translate the text into English.

    Fires:
        Trial(brief_title="\u0411\u0440\u043e\u043d\u0445\u0438\u0442")

    Silent:
        Trial(brief_title="\u03b2-blockers in bronchitis")
        Trial(brief_title="Bronchitis (\u0411\u0440\u043e\u043d\u0445\u0438\u0442)")
    """
    if _FOREIGN_LETTER.search(record.characters):
        texts = [
            (path, text)
            for path, text in record.texts
            if not path.startswith(_IDENTIFIERS) and _FOREIGN_LETTER.search(text) and not _is_mostly_latin(text)
        ]
        for path, _match, shown in found_in(texts, _FOREIGN):
            yield path, f"{shown} is not English; translate it"


def _is_mostly_latin(text: str) -> bool:
    return len(_LATIN_LETTER.findall(text)) >= len(_FOREIGN_LETTER.findall(text))


@rule("TXT013", severity=NOTE, source="Unicode, confusable characters (UTS 39)", reads=TEXTUAL)
def cyrillic_letter_in_latin_word(_: Trial, record: Record) -> Problems:
    r"""A Latin word contains a Cyrillic letter that looks like a Latin one.

    Why:
        The word looks right, but searches do not find it.

    Fix:
        Replace the letter with the Latin one.

    Fires:
        Trial(brief_title="\u0410sthma")

    Silent:
        Trial(brief_title="Asthma")
    """
    if _CYRILLIC_LETTER.search(record.characters):
        # The pattern is slow: only texts with such a letter are searched.
        texts = [(path, text) for path, text in record.texts if _CYRILLIC_LETTER.search(text)]
        for path, _match, shown in found_in(texts, _HOMOGLYPH):
            yield path, f"{shown} has a Cyrillic letter in a Latin word; type the Latin letter"


@rule(
    "TXT015",
    severity=WARNING,
    source="AACT's flat files have ~ for line ends; JSON escaped twice; Excel's _x000D_",
    reads="brief_summary detailed_description eligibility",
)
def line_ends_replaced(_: Trial, record: Record) -> Problems:
    r"""A text has other characters in place of its line ends, as some programs export them.

    Why:
        Readers and programs see one line: headers, paragraphs and list items run into one another.

    Fix:
        Replace the characters with line ends.

    Fires:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\\n\\n* Adults\\n* Asthma"))
        Trial(eligibility=Eligibility(text="Inclusion Criteria:~~* Adults~* Asthma"))
        Trial(brief_summary="Asthma in_x000D_\nchildren")

    Silent:
        Trial(eligibility=Eligibility(text="Inclusion Criteria:\n\n* Weight: ~50 kg\n* Dose: ~5 mg"))
        Trial(brief_summary="The program ends lines with \\n.")
    """
    for path, sign in record.replaced_line_ends.items():
        yield path, f"{quoted(sign)} replaces line ends; use line feeds"
