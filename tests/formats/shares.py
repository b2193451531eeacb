"""Measure how much of foreign records is carried: ``python -m tests.formats.shares FOLDER`` writes ``docs/shares.json``."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ctmodel.formats import account, formats
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.rows import name_of
from tests.conftest import members

WRITTEN = Path(__file__).parents[2] / "docs" / "shares.json"
#: Where the records of each format are: archives of the corpus, and what their members' names end with.
ARCHIVES = {
    "ctgov-xml": (
        ["ctgov_legacy_xml.zip", *(f"registries/legacy_{name}.zip" for name in ("pairs", "csv_pairs", "xml_shapes"))],
        ".xml",
    ),
    "ictrp-xml": (["registries/ictrp.zip"], ".xml"),
    "ictrp-csv": (["registries/ictrp.zip"], ".csv"),
    "ctis-json": (["registries/ctis_ctrdata.zip"], ".json"),
    "isrctn-xml": (["registries/isrctn_raw.zip"], ".xml"),
    "isrctn-ctrdata": (["registries/isrctn_ctrdata.zip"], ".json"),
    "ctgov-csv": (["registries/csv_v2.zip"], ".csv"),
}
#: How many records there are.
RECORDS = {
    "ctgov-xml": 285,
    "ictrp-xml": 456,
    "ictrp-csv": 500,
    "ctis-json": 9,
    "isrctn-xml": 3,
    "isrctn-ctrdata": 13,
    "ctgov-csv": 1532,
}


def archives(corpus: Path) -> dict[str, list[bytes]]:
    """Return the documents of each format in the corpus."""
    return {
        name: [data for path in paths for file, data in members(corpus / path) if file.endswith(suffix)]
        for name, (paths, suffix) in ARCHIVES.items()
    }


#: How many of the largest kinds of leaves that are left are listed.
MOST = 8


def shares(corpus: Path) -> dict[str, Any]:
    """Return what becomes of the leaves of each format, in percent, and in how many records each leaf is."""
    found = {}
    for name, documents in archives(corpus).items():
        held = formats()[name]
        assert isinstance(held, ForeignFormat)
        counts: Counter[str] = Counter()
        filled: Counter[str] = Counter()
        left: Counter[str] = Counter()
        records = [record for data in documents for record in held.records(data)]
        for record in records:
            told = account(held.trial(record))
            part = sum(other.why.startswith("in part") for other in told.left.values())
            counts.update(carried=len(told.carried), silent=len(told.silent), part=part)
            counts["left"] += len(told.left) - part
            filled.update({name_in(held, leaf.names) for leaf in record.leaves})
            left.update("/".join(leaf.names) for leaf in record.leaves if leaf.place in told.left)
        found[name] = {
            "records": len(records),
            "leaves": {kind: round(100 * count / counts.total()) for kind, count in sorted(counts.items())},
            "filled": {
                leaf: round(100 * filled[leaf] / len(records))
                for leaf in sorted({source for filler in held.reader.fillers for source in filler.sources})
            },
            "left": [leaf for leaf, _ in left.most_common(MOST)],
        }
    return found


def name_in(held: ForeignFormat, names: tuple[str, ...]) -> str:
    return held.reader.name_in_table(name_of(names))


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(shares(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
