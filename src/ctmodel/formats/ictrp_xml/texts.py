"""Convert texts of ICTRP exports: lines that end in ``<br>``, padding, labels, lists on one line."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ctmodel.formats.conversions import labelled, unescaped
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion, InPart

# The export writes <br> for a line end, mostly next to a line end of its own, which does not count as a second one.
_LINE_END: Final = re.compile(r"\r?\n?[ \t]*<br ?/? ?>|\r\n?|\n", re.IGNORECASE)
_CRITERIA_LABEL: Final = re.compile(r"\s*(?:inclusion|exclusion) criteria\s*:\s*", re.IGNORECASE)
_MANY_LINES: Final = re.compile(r"\n{3,}")
_BULLET: Final = re.compile(r"-\s+(?=\S)")
_NUMBER: Final = re.compile(r"[0-9]{1,3}\. ")
_HEADING: Final = re.compile(r"(?:inclusion|exclusion) criteria\b", re.IGNORECASE)
_TYPE: Final = (
    "Behavioral|Biological|Combination Product|Device|Diagnostic Test|Dietary Supplement|Drug|Genetic|Other|Procedure"
    "|Radiation"
)
_TYPED: Final = re.compile(rf"(?:^|;)({_TYPE}): ")
_COUNTED: Final = re.compile(r"(?:^|\s)((?:Control )?Intervention ?[0-9]{1,3})\s?: ", re.IGNORECASE)
_END_POINT: Final = re.compile(r";?\s*Primary end point\(s\):", re.IGNORECASE)
_PRODUCT: Final = re.compile(r"(?:Trade Name|Product Name|INN or Proposed INN|Other descriptive name): ?(.*)")
_GROUP: Final = re.compile(r"([^:;]{1,200}):\s*([0-9]{1,7})")


def lines(text: str) -> str:
    """Return a text with line feeds for the export's line ends, and with character references decoded."""
    return unescaped(_LINE_END.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(lines(text).split())


TEXT: Final = Conversion(lines, "text", keeps_words=True)
LINE: Final = Conversion(one_line, "text", keeps_words=True)


def _parts(text: str) -> list[str]:
    """Return the parts of a text between semicolons, each once."""
    return list(dict.fromkeys(part for part in map(str.strip, one_line(text).split(";")) if part))


LISTED: Final = Conversion(_parts, "texts separated by semicolons", keeps_words=True)


def named(attribute: str) -> Conversion:
    """Return a conversion from names separated by semicolons to objects with the name as an attribute."""
    return Conversion(
        lambda text: [{attribute: part} for part in _parts(text)], "names separated by semicolons", keeps_words=True
    )


def whole(attribute: str) -> Conversion:
    """Return a conversion from a text to one object with the text as an attribute."""
    return Conversion(lambda text: [{attribute: lines(text)}], "text", keeps_words=True)


def _sponsors(text: str) -> Any:
    names = [part for part in _parts(text) if part not in {"NA", "N/A", "Nil", "None", "-"}]
    return [{"name": name} for name in names] or NOTHING


SPONSORS: Final = Conversion(_sponsors, "names separated by semicolons", keeps_words=True)


def condition_and_keywords(text: str) -> dict[str, Any]:
    """Return the condition, and the text after it as one keyword: a classification, or the register's words."""
    before, _, behind = lines(text).partition("\n")
    keywords = " ".join(behind.split())
    return {"conditions": [before.strip()]} | ({"keywords": [keywords]} if keywords else {})


def _typed_interventions(text: str) -> Any:
    """Split ``Drug: Arbidol;Device: Mask``; names may contain semicolons."""
    found = labelled(_TYPED, one_line(text))
    if not found:
        return REFUSED
    return [{"type": label[1].upper().replace(" ", "_"), "name": name.strip()} for label, name in found if name.strip()]


TYPED_INTERVENTIONS: Final = Conversion(
    _typed_interventions, "types and names separated by semicolons", keeps_words=True
)


def _groups(text: str) -> Any:
    """Split ``group:treatment;group:treatment;``; a piece without a colon belongs to the one before."""
    groups: list[dict[str, str]] = []
    for piece in unescaped(_LINE_END.sub(" ", text)).split(";"):
        label, colon, treatment = piece.partition(":")
        if colon and label.strip():
            groups.append({"label": " ".join(label.split()), "description": treatment.strip()})
        elif piece.strip():
            if not groups:
                return REFUSED
            groups[-1]["description"] += f"; {piece.strip()}"
    return [{name: value for name, value in group.items() if value} for group in groups] or REFUSED


GROUPS: Final = Conversion(_groups, "groups and treatments, such as 'A:drug;B:placebo;'", keeps_words=True)


def _products(text: str) -> Any:
    """Split blocks of labelled lines, one for each product: its first name is the name, all lines the description."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", lines(text)) if block.strip()]
    products = []
    for block in blocks:
        names = [match[1].strip() for match in _PRODUCT.finditer(block)]
        name = next((name for name in names if name and name.upper() != "N/A"), None)
        products.append({"name": name, "description": block} if name else {"description": block})
    return products or REFUSED


PRODUCTS: Final = Conversion(_products, "products, as labelled lines", keeps_words=True)


def _counted_interventions(text: str) -> Any:
    """Split ``Intervention1: name: how given``; the description is the whole text."""
    return [
        {"name": given.strip().partition(": ")[0].strip(), "description": f"{label[0]}{given}".strip()}
        for label, given in labelled(_COUNTED, lines(text))
    ] or REFUSED


COUNTED_INTERVENTIONS: Final = Conversion(_counted_interventions, "numbered interventions", keeps_words=True)


def _end_point(text: str) -> Any:
    """Return the end points, which follow the objectives."""
    text = lines(text)
    found = _END_POINT.search(text)
    if found is None:
        return REFUSED
    before, measure = text[: found.start()], text[found.end() :].strip()
    if not measure:
        return NOTHING if not re.search(r":\s*[^\s;]", before) else REFUSED
    return InPart([{"measure": measure}], "no attribute holds the objectives")


END_POINT: Final = Conversion(_end_point, "objectives and end points with their labels", keeps_words=True)


def _target(text: str) -> Any:
    """Add up ``group:count;group:count;``."""
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    counts = [_GROUP.fullmatch(piece) for piece in pieces]
    if not pieces or not all(counts):
        return REFUSED
    return InPart(sum(int(match[2]) for match in counts if match), "no attribute holds the number in each group")


TARGET: Final = Conversion(_target, "numbers of participants by group, such as 'A:30;B:30;'")


def _contacts(texts: list[str | None]) -> Any:
    """Make contacts from first names, last names, phone numbers and e-mail addresses, each separated by semicolons."""
    columns = [unescaped(text or "").split(";") for text in texts]
    contacts = []
    for index in range(max(map(len, columns))):
        first, last, phone, email = (
            " ".join(column[index].split()) if index < len(column) else "" for column in columns
        )
        contact = {"name": f"{first} {last}".strip(), "phone": phone, "email": email}
        contacts.append({name: value for name, value in contact.items() if value})
    return [contact for contact in contacts if contact] or NOTHING


CONTACTS: Final = Conversion(_contacts, "names, phone numbers and e-mail addresses", keeps_words=True)


def _criteria(texts: list[str | None]) -> Any:
    """Put inclusion and exclusion criteria under their headings."""
    blocks = []
    for heading, text in zip(("Inclusion Criteria", "Exclusion Criteria"), texts, strict=True):
        words = lines(_CRITERIA_LABEL.sub("", lines(text or ""), count=1))
        if words:
            blocks.append(f"{heading}:\n\n{words}")
    return "\n\n".join(blocks) or NOTHING


CRITERIA: Final = Conversion(_criteria, "criteria", keeps_words=True)


def _text_block(texts: list[str | None]) -> Any:
    """Read the classic layout of ClinicalTrials.gov: wrapped and indented lines, with both headings in one text."""
    both, exclusion = texts
    if both is None or (exclusion and exclusion.strip()):
        return _criteria(texts)
    return _MANY_LINES.sub("\n\n", "\n".join(_blocks(unescaped(_LINE_END.sub("\n", both))))).strip() or NOTHING


CLASSIC_CRITERIA: Final = Conversion(_text_block, "criteria in the classic layout", keeps_words=True)


def _blocks(text: str) -> Iterator[str]:
    """Yield lines of Markdown for blocks separated by blank lines: list items by marker, nested by indentation."""
    lists: list[tuple[int, int]] = []
    for block in re.split(r"\n\s*\n", text):
        words = " ".join(block.split())
        indent = len(block.strip("\n")) - len(block.strip("\n").lstrip())
        marker = _BULLET.match(words) or _NUMBER.match(words)
        if marker is None or _HEADING.match(words):
            lists = []
            yield from ["", words, ""]
            continue
        while lists and lists[-1][0] > indent:
            lists.pop()
        if not lists or lists[-1][0] < indent:
            yield from [""] if lists else []
            # Nested items are indented to the text of their parent item, after its marker.
            lists.append((indent, 0))
        item = _BULLET.sub("* ", words, count=1)
        width = 2 if item.startswith("* ") else len(marker[0])
        lists[-1] = indent, width
        yield " " * sum(width for _, width in lists[:-1]) + item
