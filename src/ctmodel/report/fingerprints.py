"""Distinguish the findings of one run."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from ctmodel.report.escaping import file_of
from ctmodel.rules.finding import Finding
from ctmodel.rules.fingerprint import fingerprint


def unique(findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding that no other finding of the run has.

    The same record in two files, or the same thing twice in one, has the same fingerprint; platforms merge those.
    """
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for finding in findings:
        among = (fingerprint(finding), file_of(finding))
        parts = "\0".join((*among, str(seen[among]))).encode("utf-8", "surrogatepass")
        made.append(hashlib.sha256(parts).hexdigest()[:16])
        seen[among] += 1
    return made
