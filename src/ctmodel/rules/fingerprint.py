"""Tell findings apart, and know them again after the file was moved, reformatted or added to."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from ctmodel.rules.finding import Finding

#: Longer texts enter the fingerprint as a digest.
_LONG: Final = 1_000


def fingerprint(finding: Finding) -> str:
    """Return the identity of a finding: its rule, record, anchor and value, without file, line and message.

    Two findings of one rule about the same thing have the same fingerprint. For an object or array, which changes
    with its content, only the anchor counts.
    """
    if finding.mark is not None:
        return finding.mark
    # A finding without an anchor, such as one made by hand, is identified by its pointer.
    where = finding.pointer if finding.anchor is None else finding.anchor
    parts = (finding.code, finding.record or "", where, _normal(finding.value))
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


def _normal(value: Any) -> str:
    """Write a value so that white space, line ends and the form of a number do not count."""
    if type(value) in (dict, list):
        return ""
    if type(value) is str:
        return _normal_text(value)
    if type(value) is float and value.is_integer():
        value = int(value)
    return json.dumps(value)


@lru_cache(maxsize=64)
def _normal_text(text: str) -> str:
    """The same of a text; a long one, on which there may be many findings, by its digest."""
    normal = json.dumps(_one_line(text))
    return normal if len(normal) <= _LONG else sha256(normal.encode()).hexdigest()


def _one_line(text: str) -> str:
    return " ".join(text.split())
