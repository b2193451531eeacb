"""The page about the items of the WHO data set."""

from collections.abc import Iterator

from ctmodel.rules.families.who.items import EDITION, ITEMS
from generators.markup import WIDE, cell, codes, table

PAGE = """# Items of the WHO data set

What the [profile](../rules.md#profiles) `who` reports as missing, item by item of the {edition}. The number of a
rule is the number of the item. An item is reported only if the format of the record can hold it.

{items}
"""
COLUMNS = ("item", "title", "attributes", "studies", "rules", "remark")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page."""
    rows = [
        (
            str(item.number),
            cell(item.title),
            codes(item.paths.split()),
            item.studies if item.paths else "",
            ", ".join(f"[{code}](rules/{code}.md)" for code in item.codes) or "none",
            cell(item.remark),
        )
        for item in ITEMS
    ]
    yield "who.md", WIDE + PAGE.format(edition=EDITION, items=table(COLUMNS, rows, kind="wide"))
