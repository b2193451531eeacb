"""The text of a page, and what each text of a record looks like there."""

import contextlib
import re
from functools import cache
from html.parser import HTMLParser

from ctmodel import terms
from ctmodel.pages.html.texts import day_text, line, prose, writable
from ctmodel.pages.wording import FUNDER
from ctmodel.terms.term import Term
from ctmodel.values import PartialDate

VOID = {"meta", "br", "wbr", "link", "img", "input", "hr"}


class TextOf(HTMLParser):
    """Collects the text that a reader sees, without style and title."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.skipping = 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the base class calls it so
        if tag in ("style", "title"):
            self.skipping += 1

    def handle_endtag(self, tag):
        if tag in ("style", "title"):
            self.skipping -= 1

    def handle_data(self, data):
        if not self.skipping:
            self.parts.append(data)


def text_of(html):
    parser = TextOf()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def unmarked(text):
    """A text without the markers of lists."""
    return re.sub(r"^[ \t]*(?:[*+•-]|\(?\w{1,3}[.)])[ \t]+", "", text, flags=re.MULTILINE)


def squashed(text):
    """A text without white space, in lower case."""
    return re.sub(r"[\s\u200b]+", "", text).casefold()


@cache
def labels():
    held = {}
    for name in terms.__all__:
        vocabulary = getattr(terms, name)
        if isinstance(vocabulary, type) and issubclass(vocabulary, Term):
            for term in vocabulary:
                held.setdefault(str(term.value), set()).add(term.label)
    return held


def forms(text):
    """What a text of a record may look like on the page: as it is, with its Markdown rendered, as a term, as a date."""
    yield writable(text)
    yield unmarked(writable(text))
    yield text_of(str(prose(text)))
    yield text_of(str(line(text)))
    yield from labels().get(text, ())
    if text in FUNDER:
        yield FUNDER[text]
    with contextlib.suppress(ValueError):
        yield day_text(PartialDate(text))


def texts_in(value, pointer=""):
    """Each text of a JSON value that is not blank, with its pointer."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{pointer}/{index}")
    elif isinstance(value, str) and value.strip():
        yield pointer, value


def missing(payload, html, parts=()):
    """The texts of a record that its page does not have."""
    page = squashed(text_of(html))
    seen = set()
    for pointer, text in texts_in(payload):
        if text in seen:
            continue
        seen.add(text)
        if pointer.endswith("/eligibilityCriteria") and "protocolSection" in pointer:
            found = [part for part in parts if squashed(writable(part)) not in page]
            if found:
                yield pointer, found[0]
        elif not any(squashed(form) in page for form in forms(text)):
            yield pointer, text
