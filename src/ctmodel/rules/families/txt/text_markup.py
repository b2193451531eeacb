"""Rules about leftovers in texts: markup, entities, spaces, placeholders (TXT)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.counting import Places, counted
from ctmodel.rules.definition import NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.texts import TEXTUAL, found_in, results_strings, results_texts

_MARKUP: Final = "ClinicalTrials.gov API v2, texts are a subset of Markdown"
_MEASURED: Final = "measured on real records"

_TAG = lazy_regex(
    r"<\s?/?\s?(?:(?:br|em|strong|small|big|strike|center|su[bp]|span|div|[uo]l|li|d[ltd]|table|t[rdh]|t(?:body|head|foot)"
    r"|caption|font|pre|blockquote|h[1-6]|hr(?=\s?/)|html|head|body|meta|style|script|nobr|o:p|[pbiu](?<![ ].))"
    r"(?:\s[^<>]{0,200}=[^<>]{0,200})?|a\s[^<>]{0,200}=[^<>]{0,200}|a(?<=/a)|img\s[^<>]{0,200}=[^<>]{0,200})\s?/?\\?>"
    r"|<(?:\?xml\b|!doctype\b|!\[cdata\[)",
    re.IGNORECASE,
)
_ENTITY = lazy_regex(
    r"&(?:(?:amp|lt|gt|quot|apos|[nt]bsp|e[nm]sp|thinsp|shy|zw?n?j|[lg]e|ne|minus|times|divide|plusmn|asymp|infin|deg|permil"
    r"|micro|alpha|beta|gamma|delta|epsilon|theta|kappa|lambda|mu|pi|sigma|omega|bull|middot|hellip|[mn]dash|prime"
    r"|[lrsb][sda]quo|dagger|[lrud]arr|reg|trade|copy|sect|para|euro|pound|yen|cent|ord[mf]|sup[123]|frac1[24]|frac34"
    r"|[aeiouy](?:acute|grave|uml|circ)|[ano]tilde|aring|aelig|ccedil|oslash|scaron|szlig|#\d{2,6}|#x[0-9a-f]{2,5});"
    # Without the semicolon, but not the parameter of an address.
    r"|(?-i:nbsp|amp|lt|gt)\b(?![=;]))",
    re.IGNORECASE,
)
# "to be determined by" in a sentence is not a placeholder; by itself, in brackets or after a colon, it is.
_PLACEHOLDER = lazy_regex(
    r"\b(?:TBD|TODO|(?<![,\d])[xX]{3,}|(?i:lorem ipsum))\b(?![-/]?\w{0,3}\d|\s+syndrome)"
    r"|(?:\A|(?<=[(:;\[])|(?<=[(:;\[]\s))(?i:to be determined)(?=\s*(?:[.)\];,]|\Z))"
)
# Tick-borne diseases (TBD)
_ABBREVIATED = lazy_regex(r"\bt\w*[- ]b\w*[- ]d\w*\s*\(TBDs?\)", re.IGNORECASE)
# Patterns find rare letters faster than the operator ``in`` does, which is better at long words.
_XXX = lazy_regex(rb"xxx")
_TO_DO = lazy_regex(rb"T(?:BD|ODO)")
_TAG_FOUND: Final = "an HTML tag; use Markdown"
_ENTITY_FOUND: Final = "an HTML entity; use the character itself"
_ESCAPE = lazy_regex(r"\\[!-/:-@\[-`{-~]")


@rule("TXT004", severity=WARNING, source=_MARKUP, reads=TEXTUAL)
def html_tags(_: Trial, record: Record) -> Problems:
    """A text contains HTML tags.

    Why:
        The registry displays the tags themselves.

    Fix:
        Remove the tags; the registry formats texts with Markdown.

    Fires:
        Trial(brief_summary="Asthma<br>in children")

    Silent:
        Trial(brief_summary="p < 0.05 and q > 0.1; a < b > c; if x <b and y> c")
    """
    if "<" in record.text and _TAG.search(record.text):
        for path, _match, quoted in found_in(record.texts, _TAG):
            yield path, f"{quoted} is {_TAG_FOUND}"


@rule("TXT005", severity=NOTE, source=f"{_MARKUP}; {_MEASURED}", reads=TEXTUAL)
def html_entities(_: Trial, record: Record) -> Problems:
    """A text contains HTML entities in place of characters.

    Why:
        The text was escaped twice; readers see the entity.

    Fix:
        Replace the entities with the characters that they name.

    Fires:
        Trial(brief_summary="Age &gt; 18 years")

    Silent:
        Trial(brief_summary="Age > 18 years, R&D; done")
    """
    if "&" in record.text and _ENTITY.search(record.text):
        yield from counted("text", _entities(record))


def _entities(record: Record) -> Places:
    # TXT015 reports entities that replace line ends.
    others = record.replaced_line_ends
    for path, match, quoted in found_in(record.texts, _ENTITY):
        if others.get(path) != match[0]:
            yield match[0].lower(), path, f"{quoted} is {_ENTITY_FOUND}"


@rule("TXT016", severity=WARNING, source=f"{_MARKUP}; {_MEASURED}", reads="results")
def markup_in_results(trial: Trial) -> Problems:
    """A text of the posted results contains HTML tags or entities.

    Why:
        The registry displays the tags and entities themselves.

    Fix:
        Replace tags and entities with plain text.

    Fires:
        Trial(results=Results(more_info=MoreInfo(limitations_and_caveats="Few<br>participants")))
        Trial(results=Results(more_info=MoreInfo(limitations_and_caveats="Few&nbsp;participants")))

    Silent:
        Trial(results=Results(more_info=MoreInfo(limitations_and_caveats="p < 0.05, R&D")))
        Trial(brief_summary="Asthma<br>in children")
    """
    if trial.results is None:
        return
    # One search of all texts is much faster than one of each with its path.
    whole = "\n".join(results_strings(trial.results))
    for sign, pattern, what in (("<", _TAG, _TAG_FOUND), ("&", _ENTITY, _ENTITY_FOUND)):
        if sign in whole and pattern.search(whole):
            for path, _match, quoted in found_in(results_texts(trial.results), pattern):
                yield path, f"{quoted} is {what}"


@rule("TXT008", severity=NOTE, source=f"the registry trims texts; {_MEASURED}", reads=TEXTUAL)
def blank_at_end_of_text(_: Trial, record: Record) -> Problems:
    """A text begins or ends with white space.

    Why:
        The registry trims texts, so this one differs from what it published.

    Fix:
        Remove the white space.

    Fires:
        Trial(brief_title="Asthma in children ")

    Silent:
        Trial(brief_title="Asthma in children")
    """
    # Nearly always, no text is changed: comparing two lists takes a third of the time of comparing each text.
    if all([[*map(str.strip, texts)] == texts for texts in record.strings]):
        return
    for path, text in record.texts:
        if text.strip() != text:
            yield path, "the text begins or ends with white space; remove it"


@rule("TXT009", severity=NOTE, source=f"the registry collapses spaces; {_MEASURED}", reads=TEXTUAL, default=False)
def double_blank(_: Trial, record: Record) -> Problems:
    r"""A text of one line has several spaces in a row.

    Why:
        The registry collapses spaces, so this text differs from what it published.

    Fix:
        Remove the additional spaces.

    Fires:
        Trial(brief_title="Asthma  in children")

    Silent:
        Trial(brief_summary="* Asthma\n  * in children")
    """
    if "  " in record.text:
        for path, text in record.texts:
            if "  " in text and "\n" not in text:
                yield path, f"there are several spaces in a row at character {text.index('  ')}; use one"


@rule("TXT010", severity=WARNING, source=f"texts that were not completed; {_MEASURED}", reads=TEXTUAL)
def placeholder(_: Trial, record: Record) -> Problems:
    """A text contains a placeholder for something that was never filled in.

    Why:
        Readers miss what the placeholder stands for.

    Fix:
        Replace the placeholder, or remove it.

    Fires:
        Trial(brief_summary="The dose is TBD.")
        Trial(brief_summary="Lorem ipsum dolor sit amet")

    Silent:
        Trial(brief_summary="The dose is 5 mg.", conditions=["47,XXX"])
        Trial(brief_summary="The dose is to be determined by the physician. Tick-borne diseases (TBD) are excluded.")
    """
    if _may_have_placeholder(record):
        texts = record.texts
        if b"(TBD" in record.utf8 and _ABBREVIATED.search(record.text):
            texts = tuple((path, text.replace("TBD", "")) for path, text in texts)
        message = "looks like a placeholder; fill in what it stands for"
        found = found_in(texts, _PLACEHOLDER)
        yield from counted("text", ((match[0], path, f"{quoted} {message}") for path, match, quoted in found))


def _may_have_placeholder(record: Record) -> bool:
    """Whether any text has the words of a placeholder."""
    lower = record.lower_text
    return (
        _XXX.search(lower) is not None
        or _TO_DO.search(record.utf8) is not None
        or b"to be determined" in lower
        or b"lorem ipsum" in lower
    )


@rule("TXT011", severity=NOTE, source=f"{_MARKUP}; measured: 65 % of records", reads=TEXTUAL, default=False)
def markdown_escapes(_: Trial, record: Record) -> Problems:
    r"""A text contains backslashes that Markdown needs.

    Why:
        They are correct in Markdown, but programs that display plain text must resolve them.

    Fix:
        Nothing in the record. Programs that display plain text should resolve the escapes.

    Fires:
        Trial(brief_summary="Age \\> 18 years")

    Silent:
        Trial(brief_summary="Age over 18 years")
    """
    if "\\" in record.text:
        yield from counted("text", _escaped(record))


def _escaped(record: Record) -> Places:
    for path, text in record.texts:
        if "\\" in text and (count := len(_ESCAPE.findall(text))):
            yield "escaped", path, f"the text has {count} Markdown escapes; resolve them to show it as plain text"
