"""Try every form of an address in every place and every report, and print how many of how many show nothing of it.

Run ``python -m tests.masking [PART OF A FORM]``; all of it takes about an hour.
"""

import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.masking.cases import as_keys, in_all_texts, in_one_place


def main(part: str) -> int:
    """Try what has a text in its form; return how many cases leak."""
    cases = [case for case in chain(in_all_texts(), as_keys(), in_one_place()) if part in case.form]
    failed = 0
    with TemporaryDirectory() as folder:
        for case in cases:
            found = case.leaks(Path(folder))
            failed += bool(found)
            for leak in found:
                print(leak, flush=True)  # noqa: T201
    print(f"{len(cases) - failed:,} of {len(cases):,} documents show nothing of the address in any report")  # noqa: T201
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "") > 0)
