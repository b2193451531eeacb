"""Texts of a record as HTML: escaped, with their Markdown rendered, and in the words of the page."""

import re
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from ctmodel.pages.wording import FUNDER
from ctmodel.terms.protocol import AgencyClass
from ctmodel.terms.results import AgreementRestrictionType
from ctmodel.terms.term import label
from ctmodel.values import PartialDate
from ctmodel.values.dates import Precision

#: Characters that HTML cannot hold.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: A text without these is not Markdown.
_MARKED: Final = re.compile(r"[\\*_`\[\]<>&#~|\n\r\t]|^\s|^[-+]|^\d+[.)]|  $")
_SAFE: Final = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s/]+[^\s]*", re.IGNORECASE)
_CAPITALISED: Final = re.compile(r"(?<=[ (/-])[A-Z](?=[a-z]+\b)")
_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
#: The registry displays these tokens as they are.
_RESTRICTION: Final[dict[str, str]] = {
    AgreementRestrictionType.LTE60: "Embargo of at most 60 days (LTE60)",
    AgreementRestrictionType.GT60: "Embargo of more than 60 days, at most 180 (GT60)",
    AgreementRestrictionType.OTHER: "Other",
}
#: Not rendered: headings and rules would change the outline of the page, definitions would swallow text, images are
#: fetched, and indented lines and ``>`` are rarely meant as code and quotations.
_OFF: Final = ("heading", "lheading", "hr", "reference", "image", "code", "fence", "blockquote", "html_block")


@cache
def _markdown() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).disable([*_OFF, "html_inline"])
    renderer.validateLink = lambda url: _SAFE.fullmatch(url) is not None  # type: ignore[method-assign]
    return renderer


def writable(text: str) -> str:
    """Return a text with a replacement character for each character that HTML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def prose(text: str | None) -> Markup:
    """Return a text in the registry's Markdown as paragraphs and lists."""
    if text is None or not text.strip():
        return Markup()
    text = writable(text)
    if not _MARKED.search(text):
        return Markup('<p dir="auto">{}</p>').format(text)
    rendered = _markdown().render(text)
    return Markup('<div class="md" dir="auto">{}</div>').format(Markup(rendered))  # noqa: S704 - HTML is off


def line(text: str | None) -> Markup:
    """Return a text in the registry's Markdown as a part of a line."""
    if text is None or not text.strip():
        return Markup()
    text = writable(text).strip()
    if not _MARKED.search(text):
        return Markup("<bdi>{}</bdi>").format(text)
    return Markup("<bdi>{}</bdi>").format(Markup(_markdown().renderInline(text)))  # noqa: S704 - HTML is off


def plain(value: Any) -> Markup:
    """Return a value as a part of a line, as it is in the record."""
    if value is None:
        return Markup()
    if isinstance(value, bool):
        return escape("yes" if value else "no")
    return Markup("<bdi>{}</bdi>").format(writable(str(value)))


def breakable(text: str | None) -> Markup:
    """Return a name that may break after a slash."""
    return Markup("<bdi>{}</bdi>").format(
        Markup("/<wbr>").join(escape(part) for part in writable(text or "").split("/"))
    )


def term(value: str | None) -> str:
    """Return a term in sentence case, and a text that is not a term as it is."""
    if isinstance(value, AgencyClass):
        return FUNDER[value]
    if isinstance(value, AgreementRestrictionType):
        return _RESTRICTION[value]
    shown = label(value)
    return shown if shown == value else _CAPITALISED.sub(lambda match: match[0].lower(), shown)


def day(value: PartialDate | None) -> Markup:
    """Return a date with the precision that it has: ``12 Oct 2010``, ``Sep 2010`` or ``2010``."""
    if value is None:
        return Markup()
    return Markup('<time datetime="{}">{}</time>').format(value.text, day_text(value))


def day_text(value: PartialDate) -> str:
    """Return a date as text."""
    first = value.earliest
    if value.precision is Precision.YEAR:
        return str(first.year)
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    if value.precision is Precision.MONTH:
        return month
    time = value.text[10:].replace("T", ", ")
    return f"{first.day} {month}{time}"


def url(address: str | None) -> Markup:
    """Return an address as a link if it is one of the web, and else as text."""
    if address is None:
        return Markup()
    shown = writable(address)
    if not _WEB.fullmatch(shown.strip()):
        return plain(shown)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(shown.strip(), shown)


def email(address: str | None) -> Markup:
    """Return an e-mail address as a link."""
    if address is None:
        return Markup()
    shown = writable(address).strip()
    if not re.fullmatch(r"[\w.+'-]+@[\w.-]+", shown):
        return plain(shown)
    return Markup('<a href="mailto:{}">{}</a>').format(shown, shown)


def pubmed(number: str) -> Markup:
    """Return a PubMed number as a link."""
    if not re.fullmatch("[0-9]{1,9}", number):
        return plain(number)
    return Markup('<a class="mono" href="https://pubmed.ncbi.nlm.nih.gov/{0}/" rel="noreferrer">{0}</a>').format(number)


def number(value: int | float) -> str:
    """Return a count of ours with commas between thousands."""
    return f"{value:,}"


def counted(count: int, noun: str, nouns: str | None = None) -> str:
    """Return a count with its noun: ``1 site``, ``1,204 sites``."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
