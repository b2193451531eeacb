"""Measure how much of foreign records is carried: ``python -m tests.formats.shares FOLDER`` writes ``docs/shares.json``."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ctmodel.formats import account, formats
from ctmodel.formats.foreign import ForeignFormat
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
    "ctgov-csv": 1488,
}


def archives(corpus: Path) -> dict[str, list[bytes]]:
    """Return the documents of each format in the corpus."""
    return {
        name: [data for path in paths for file, data in members(corpus / path) if file.endswith(suffix)]
        for name, (paths, suffix) in ARCHIVES.items()
    }


def shares(corpus: Path) -> dict[str, Any]:
    """Return the shares of leaves in percent, by format."""
    found = {}
    for name, documents in archives(corpus).items():
        held = formats()[name]
        assert isinstance(held, ForeignFormat)
        counts: Counter[str] = Counter()
        for data in documents:
            for record in held.records(data):
                told = account(held.trial(record))
                part = sum(left.why.startswith("in part") for left in told.left.values())
                counts.update(carried=len(told.carried), silent=len(told.silent), part=part)
                counts["left"] += len(told.left) - part
        found[name] = {kind: round(100 * count / counts.total()) for kind, count in sorted(counts.items())}
    return found


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(shares(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
