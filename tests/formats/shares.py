"""Measure how much of foreign records is carried: ``python -m tests.formats.shares FOLDER`` writes ``docs/shares.json``."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ctmodel.formats.foreign import XmlFormat, account
from ctmodel.formats.registry import formats
from tests.conftest import members

WRITTEN = Path(__file__).parents[2] / "docs" / "shares.json"
#: Where the records of each format are: an archive in the folder of other registries, and what their names end with.
ARCHIVES = {"ictrp-xml": ("ictrp.zip", ".xml")}


def shares(folder: Path) -> dict[str, Any]:
    """Return the shares of leaves in percent, by format."""
    found = {}
    for name, (archive, suffix) in ARCHIVES.items():
        held = formats()[name]
        assert isinstance(held, XmlFormat)
        counts: Counter[str] = Counter()
        for file, data in members(folder / "registries" / archive):
            if file.endswith(suffix):
                for record in held.records(data):
                    told = account(held.trial(record))
                    part = sum(left.why.startswith("in part") for left in told.left.values())
                    counts.update(carried=len(told.carried), silent=len(told.silent), part=part)
                    counts["left"] += len(told.left) - part
        found[name] = {kind: round(100 * count / counts.total()) for kind, count in sorted(counts.items())}
    return found


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(shares(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
