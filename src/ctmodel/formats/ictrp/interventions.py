"""Interventions and arms as the platform's registers write them, in one text."""

import re
from typing import Any, Final

from ctmodel.formats.conversions import labelled, unescaped
from ctmodel.formats.ictrp.texts import lines, one_line, parts, says_nothing, with_line_feeds
from ctmodel.formats.rows import NOTHING, REFUSED, Conversion

_TYPE: Final = (
    "Behavioral|Biological|Combination Product|Device|Diagnostic Test|Dietary Supplement|Drug|Genetic|Other|Procedure"
    "|Radiation"
)
_TYPED: Final = re.compile(rf"(?:^|;)({_TYPE}): ")
_COUNTED: Final = re.compile(r"(?:^|\s)((?:Control )?Intervention ?[0-9]{1,3})\s?: ", re.IGNORECASE)
_PRODUCT: Final = re.compile(r"(?:Trade Name|Product Name|INN or Proposed INN|Other descriptive name): ?(.*)")
_PRODUCT_CODE: Final = re.compile(r"Product Code: ?(.*)")
#: The most characters that a name has in the native format; a longer text is a description.
_LONGEST_NAME: Final = 200
# Days of a schedule, which are not the name of a group.
_DAYS: Final = re.compile(r"(?:days?|weeks?|d) ?[0-9][0-9 ,~-]*", re.IGNORECASE)


def _typed_interventions(text: str) -> Any:
    """Take ``Drug: Arbidol;Device: Mask`` apart; names may have semicolons."""
    found = labelled(_TYPED, one_line(text))
    if not found:
        return REFUSED
    return [{"type": label[1].upper().replace(" ", "_"), "name": name.strip()} for label, name in found if name.strip()]


TYPED_INTERVENTIONS: Final = Conversion(
    _typed_interventions, "types and names with semicolons between", keeps_words=True
)


def _groups(text: str) -> Any:
    """Take ``group:treatment;group:treatment;`` apart; a piece that names no group belongs to the one before."""
    groups: list[dict[str, str]] = []
    for piece in unescaped(with_line_feeds(text).replace("\n", " ")).split(";"):
        label, colon, treatment = piece.partition(":")
        if colon and label.strip() and not (groups and _DAYS.fullmatch(label.strip())):
            groups.append({"label": " ".join(label.split()), "description": treatment.strip()})
        elif piece.strip():
            if not groups:
                return REFUSED
            groups[-1]["description"] += f"; {piece.strip()}"
    return [{name: value for name, value in group.items() if value} for group in groups] or REFUSED


GROUPS: Final = Conversion(_groups, "groups and treatments, such as 'A:drug;B:placebo;'", keeps_words=True)


def _products(text: str) -> Any:
    """Take blocks of labelled lines apart, one for each product: named by its first name, described by all lines."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", lines(text)) if block.strip()]
    products = []
    for block in blocks:
        names = map(str.strip, [*_PRODUCT.findall(block), *_PRODUCT_CODE.findall(block)])
        name = next((name for name in names if not says_nothing(name)), None)
        products.append({"name": name, "description": block} if name else {"description": block})
    return products or REFUSED


PRODUCTS: Final = Conversion(_products, "products, as lines with labels", keeps_words=True)


def _counted_interventions(text: str) -> Any:
    """Take ``Intervention1: name: how given`` apart; the description is the whole of it."""
    found = []
    for label, given in labelled(_COUNTED, lines(text)):
        name = given.strip().partition(": ")[0].strip()
        named = {"name": name} if _is_name(name) else {}
        found.append(named | {"description": f"{label[0]}{given}".strip()})
    return found or REFUSED


def _counted_arms(text: str) -> Any:
    """Take ``Intervention 1: Control group: how treated`` apart; the description is the whole of it."""
    arms = []
    for label, given in labelled(_COUNTED, lines(text)):
        name, colon, _ = given.strip().partition(": ")
        if not colon or not _is_name(name):
            return REFUSED
        arms.append({"label": name, "description": f"{label[0]}{given}".strip()})
    return arms or REFUSED


def _is_name(text: str) -> bool:
    return "\n" not in text and len(text) <= _LONGEST_NAME


COUNTED_INTERVENTIONS: Final = Conversion(_counted_interventions, "interventions with numbers", keeps_words=True)
COUNTED_ARMS: Final = Conversion(_counted_arms, "arms with numbers", keeps_words=True)


def _intervention(text: str) -> Any:
    """Take a name, a description, or names that each have a semicolon before."""
    if says_nothing(text):
        return NOTHING
    words = lines(text)
    if words.startswith(";"):
        return [{"name": part} for part in parts(words)] or NOTHING
    return [{"name" if _is_name(words) else "description": words}]


INTERVENTION: Final = Conversion(_intervention, "text", keeps_words=True)
