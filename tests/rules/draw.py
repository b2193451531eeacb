"""Draw findings on real records, for somebody to read each against its record.

Run ``python -m tests.rules.draw FOLDER [COUNT] [SEED]``. FOLDER is the corpus. Drawn are at least one finding of each
warning that fires, then others at random: of the default profile, errors and warnings for one half and notes for the
other. Printed are record, code, severity, path and message, with tabs between. What was read, and how it was judged,
is counted by code in ``judged.tsv``, from which the documentation takes it.
"""

import sys
from pathlib import Path
from random import Random

import ctmodel
from ctmodel import Finding
from tests.conftest import members


def drawn(found: list[Finding], count: int, seed: int) -> list[Finding]:
    """Return a number of findings, at least one of each code that warns, sorted by code and record."""
    random = Random(seed)
    shuffled = random.sample(found, len(found))
    serious = [finding for finding in shuffled if finding.severity != "note"]
    notes = [finding for finding in shuffled if finding.severity == "note"]
    chosen = list({finding.code: finding for finding in serious}.values())
    others = [finding for finding in serious if finding not in chosen]
    chosen += others[: max(count // 2 - len(chosen), 0)]
    chosen += notes[: max(count - len(chosen), 0)]
    return sorted(chosen, key=lambda finding: (finding.code, finding.record or "", finding.path))


def main(folder: Path, count: int = 150, seed: int = 1) -> None:
    """Print the findings that are drawn."""
    found = [
        finding for _, data in members(folder / "ctgov_v2.zip") for finding in ctmodel.validate(ctmodel.loads(data))
    ]
    for finding in drawn(found, count, seed):
        print(finding.record, finding.code, finding.severity, finding.path, finding.message, sep="\t")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
