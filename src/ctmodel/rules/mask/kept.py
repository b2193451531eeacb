"""Numbers with a form of their own, which stay readable: dates, registry numbers, decimals, postal codes."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?:[T _]\ ?[0-2]?\d[:-][0-5]\d(?:[:-][0-5]\d(?:[.,-]\d{1,9})?)?Z?)?"
_DATES: Final = (
    rf"{_YEAR}([-/. ]){_MONTH}\1{_DAY}(?!\d){_TIME}",
    rf"{_DAY}([-/. ]){_MONTH}\2{_YEAR}(?!\d){_TIME}",
    rf"{_MONTH}([-/]){_DAY}\3{_YEAR}(?!\d)",
    rf"{_DAY}/{_MONTH}/\d\d(?![/\d])|{_MONTH}/{_DAY}/\d\d(?![/\d])",
    rf"{_YEAR}(?:\ ?[-/.,]?\ ?{_YEAR})+(?!\d)",
    rf"{_MONTH}[/.]{_YEAR}(?!\d)|{_MONTH}-{_YEAR}(?!-?\d)|{_YEAR}[-/.]{_MONTH}(?![-\d])",
    rf"{_YEAR}\ ?[-/]\ ?\d\d(?![-/\d]|[.\ ]\d)",
)
_NAMES: Final = (
    r"NCT|ISRCTN|ACTRN|CTRI|DRKS|UMIN|JPRN|JMA-IIA|jRCTs?|KCT|CRIS|ChiCTR|PACTR|IRCT|TCTR|SLCTR|RPCEC|RBR|ReBec|NTR|NL"
    r"|EUCTR|EU\ ?CT|EudraCT|CTIS|LBCTR|PER|ITMCTR|HKU?CTR|UTN|PMI?D|PMC(?:ID)?|ISSN|ISBN|ORCID|EMBASE|ATCC|LOINC"
    r"|IND|IDE|IRB|CAS|GTIN|UDI|CIP|MeSH|SNOMED|ICD(?:-?\d\d)?|grant|protocol|registration|ethics|approval|patent|catalog(?:ue)?"
)
_IDENTIFIERS: Final = (
    r"\d{4}-\d{6}-\d\d(?:-\d\d)?",  # EudraCT, CTIS
    r"20\d\d-\d{5}-\d\d(?!\d)",  # ethics authority of Sweden
    r"\d{8}\.\d\.\d{4}\.\d{4}",  # ethics committees of Brazil
    r"U?1\d{3}-\d{4}-\d{4}",  # universal trial number
    r"0000-000\d-\d{4}-\d{3}[\dX]",  # ORCID
    r"(?<![-/.)])(?<![\d)]\ )\d{4}-\d{3}[\dX](?![\w-])",  # ISSN
    r"97[89](?:[- ]?\d){10}(?![- ]?\d)",  # ISBN
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"10\.\d{4,9}/[^\s\"'<>]{1,200}",  # DOI
    r"S?\d{4}-\d{4}\(\d\d\)\d{5}-[\dX]",  # publisher's item
    rf"(?:{_NAMES})(?:\ (?:no|number|id|identifier|code))?[\ .:\#/()-]{{0,4}}+(?=[\w/-]*\d)[\w/-]{{1,40}}+",
)
_OTHERS: Final = (
    r"(?<![.-])(?:0|[1-9]\d{0,2})\.\d+(?!\d|\.\d|-\d{3}-)",  # a decimal
    r"(?<![-/.)])(?<![\d)]\ )\d{5}-\d{4}(?![-/\d]|[.\ ]\d)",  # ZIP+4
    r"(?-i:[A-Z]{2})\ \d{5}(?:-\d{4})?(?!\d)",  # state and ZIP
    r"[1-9]\d{1,2}/[1-9]\d{1,2}(?:\ ?-\ ?[1-9]\d{1,2}/[1-9]\d{1,2})?(?![-/\d]|\ \d)",  # blood pressure, allergens
)
#: What is excluded before numbers are judged by their groups.
KEPT: Final = re.compile(rf"(?<![^\W_])(?:{'|'.join((*_DATES, *_IDENTIFIERS, *_OTHERS))})", re.VERBOSE | re.IGNORECASE)


def is_series(groups: Sequence[str]) -> bool:
    """Whether groups of digits are a series of doses, times or counts, or one number with thousands separators."""
    first, *others = groups
    if len(first) < 4 and (set(others) == {"000"} or (len(first) < 3 and all(len(group) == 3 for group in others))):
        return not first.startswith("0")
    if any(group.startswith("0") and len(group) > 1 for group in groups):
        return False
    counts = [int(group) for group in groups]
    steps = [other - one for one, other in pairwise(counts)]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    if len(counts) == 2:
        return (one_way and all(count % 100 == 0 for count in counts)) or _is_range(groups)
    if all(count % 5 == 0 for count in counts):
        return one_way or len(set(counts)) < len(counts)
    return len(counts) > 3 and all(step > 0 for step in steps)


def _is_range(groups: Sequence[str]) -> bool:
    one, other = groups
    return len(one) == len(other) and one[:3] == other[:3] and one < other
