"""The texts of RIS: each is on one line, and some characters separate what they should not."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ctmodel.formats import native
from ctmodel.formats.targets import TextInPart
from ctmodel.terms import label
from ctmodel.values import PartialDate

#: White space, and control characters, which have no place in a line.
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LINE: Final = "{}  - {}\r\n"
_END: Final = "ER"


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return _SPACES.sub(" ", text).strip()


def record(texts: Mapping[str, Sequence[str]]) -> str:
    """Return a record: a line for each text, after its tag."""
    lines = [_LINE.format(tag, text) for tag, held in texts.items() for text in held]
    return "".join([*lines, _LINE.format(_END, "")])


def unless_first(text: str, first: str | None) -> str | None:
    """Return a text if there is none that comes before it."""
    return None if first and first.strip() else text


def short_title(title: str | None, acronym: str | None) -> str:
    """Return a title with the acronym after it, in parentheses."""
    return " ".join([*([title] if title else []), *([f"({acronym})"] if acronym else [])])


def is_own_number(number: str | None, registry_id: str | None) -> bool:
    """Whether the NCT number is the number in the registry from which the trial was read."""
    return registry_id in (None, number)


def nct_number(number: str, registry_id: str | None) -> str | None:
    """Return the NCT number if it is the trial's own."""
    return number if is_own_number(number, registry_id) else None


def other_number(registry_id: str | None, number: str | None) -> str | None:
    """Return the trial's own number if it is not the NCT number."""
    return None if is_own_number(number, registry_id) else registry_id


def further_nct_number(number: str, registry_id: str | None) -> str | None:
    """Return the NCT number of a trial that has its own number in another registry."""
    return None if is_own_number(number, registry_id) else f"NCT number: {number}"


def without_commas(name: str) -> str | TextInPart:
    """Return the name of an organization: readers split names at a comma."""
    return TextInPart(name.replace(",", ""), "in part: commas are left out") if "," in name else name


def keyword(text: str) -> str | TextInPart:
    """Return a keyword: readers split keywords at a semicolon."""
    return TextInPart(text.replace(";", ","), "in part: ';' becomes ','") if ";" in text else text


def year(date: PartialDate, first: PartialDate | None = None) -> TextInPart | None:
    """Return the year of a date if there is none that comes before it."""
    return None if first else TextInPart(f"{date.earliest.year:04}", "in part: only the year is written")


def day(date: PartialDate, first: PartialDate | None = None) -> str | None:
    """Return a date in the form ``2020/02/01/`` if there is none that comes before it; what is not known is empty."""
    if first:
        return None
    parts = date.text.partition("T")[0].split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))])


def if_official(text: str) -> Callable[[str | None], str | None]:
    """Return a function that returns a text for a trial of the registry whose download has it."""
    return lambda registry: text if registry == native.REGISTRY else None


def address(registry: str | None, number: str | None) -> str | None:
    """Return the web address of a study; none is known for trials of other registries."""
    return native.study_address(number) if registry == native.REGISTRY else None


def results(has_results: bool) -> str:
    """Return whether there are results."""
    return "Has Results" if has_results else "No Results"


def fact(name: str) -> Callable[..., str | None]:
    """Return a function that names a value, with terms after it in parentheses; terms are displayed as labels."""

    def write(value: Any, *details: Any) -> str | None:
        if value is None or not (text := _shown(value)).strip():
            return None
        after = ": ".join(filter(None, map(_shown, details)))
        return f"{name}: {text} ({after})" if after else f"{name}: {text}"

    return write


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(label, value))
    return label(value) if value is None or isinstance(value, str) else str(value)
