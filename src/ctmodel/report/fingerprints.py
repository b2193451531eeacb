"""What tells findings apart, from run to run and in one run."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable

from ctmodel.report.escaping import file_of
from ctmodel.rules.finding import Finding

#: What tells a finding from others in every run, wherever the file is and however it is laid out.
Fingerprint = Callable[[Finding], str]


def simple(finding: Finding) -> str:
    """Return the fingerprint of what is wrong (code and value), and where: the record, and the pointer into it.

    Objects and arrays do not count: at an object stands what it lacks, whatever else it holds.
    """
    value = "" if isinstance(finding.value, dict | list) else json.dumps(finding.value)
    return _digest(finding.code, finding.record or "", finding.pointer, value)


def unique(findings: Iterable[Finding], fingerprint: Fingerprint) -> list[str]:
    """Return a fingerprint for each finding that no other finding of the run has.

    The same record in two files, or the same thing twice in one, has the same fingerprint; platforms merge those.
    """
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for finding in findings:
        among = (fingerprint(finding), file_of(finding))
        made.append(_digest(*among, str(seen[among])))
        seen[among] += 1
    return made


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
