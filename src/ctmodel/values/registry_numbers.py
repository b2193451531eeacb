"""Numbers that registries assign to trials: recognise them, find them in free text, and normalise them.

Only the form is checked, because no trial registry has published how its check digits are computed.
ORCID and ROR, the identifiers of persons and organizations, have published theirs.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, final

from attrs import field, frozen


@final
@frozen
class FoundNumber:
    """The number of a trial in a registry, found in a text; all spellings of a number are equal."""

    #: The kind of number, such as ``NCT``: a key of :data:`KINDS`.
    kind: str
    #: The number as its registry writes it.
    normal: str
    #: The number as written in the text.
    text: str = field(eq=False)
    #: Its start and end in the text.
    span: tuple[int, int] = field(eq=False, repr=False)


@final
@frozen
class NumberKind:
    """What the numbers of a registry look like."""

    #: The name of the registry.
    registry: str
    #: A regular expression for the number as people write it; case is ignored.
    pattern: str = field(repr=False)
    #: The normal form, as a format string for the groups of the pattern.
    form: str = field(repr=False)
    #: Whether the registry is in the WHO network; False for ClinicalTrials.gov and the registers of the EU.
    network: bool = True
    #: Whether the number can be recognised inside other text; a letter and a few digits cannot.
    in_text: bool = True
    #: Sets the case of the letters in the groups of the pattern.
    case: Callable[[str], str] = field(default=str.upper, repr=False)


# What people put between a prefix and the digits.
_GAP = r"[-: #]{0,2}"
_JAPAN = r"(?:JPRN[- ]?)?"

#: The kinds of number, in the order in which they are tried.
KINDS: Final[dict[str, NumberKind]] = {
    "NCT": NumberKind("ClinicalTrials.gov", rf"NCT{_GAP}([0-9]{{8}})", "NCT{}", network=False),
    "CTIS": NumberKind(
        "EU Clinical Trials Information System",
        # The second block tells it from a EudraCT number, whatever people write in front.
        rf"(?:(?:CTIS|EUCTR?|EudraCT|EU){_GAP})?(20[2-9][0-9]-5[0-9]{{5}}-[0-9]{{2}}(?:-[0-9]{{2}})?)",
        "{}",
        network=False,
    ),
    "EudraCT": NumberKind(
        "EU Clinical Trials Register",
        # Exports of the WHO append the country.
        rf"(?:(?:EUCTR|EudraCT|EU){_GAP})?((?:19|20)[0-9]{{2}}-[0-9]{{6}}-[0-9]{{2}})(?:-(?:[A-Z]{{2}}|Outside-EU/EEA))?",
        "{}",
        network=False,
    ),
    "ISRCTN": NumberKind("ISRCTN registry", rf"ISRCTN{_GAP}([0-9]{{8}})", "ISRCTN{}"),
    "UTN": NumberKind(
        "WHO Universal Trial Number",
        r"(?:UTN[: ]{0,2})?(?:U[- ]?)?(1111-[0-9]{4}-[0-9]{4})",
        "U{}",
        network=False,
    ),
    "ANZCTR": NumberKind(
        "Australian New Zealand Clinical Trials Registry",
        rf"(?:ANZCTR{_GAP})?ACTRN{_GAP}([0-9]{{14}}p?)",
        "ACTRN{}",
        case=str.lower,
    ),
    "ChiCTR": NumberKind("Chinese Clinical Trial Registry", r"ChiCTR[- ]?([0-9]{10})", "ChiCTR{}"),
    "ChiCTR-old": NumberKind("Chinese Clinical Trial Registry", r"ChiCTR-([A-Z]{2,5}-[0-9]{8})", "ChiCTR-{}"),
    "ITMCTR": NumberKind(
        "International Traditional Medicine Clinical Trial Registry", r"ITMCTR([0-9]{10})", "ITMCTR{}"
    ),
    "KCT": NumberKind("Clinical Research Information Service (Korea)", rf"KCT{_GAP}([0-9]{{7}})", "KCT{}"),
    "CTRI": NumberKind(
        "Clinical Trials Registry - India",
        # File names have hyphens for the slashes.
        r"CTRI[-/]([0-9]{4})[-/]([0-9]{2,3})[-/]([0-9]{6})",
        "CTRI/{}/{}/{}",
    ),
    "RPCEC": NumberKind("Cuban Public Registry of Clinical Trials", rf"RPCEC{_GAP}([0-9]{{8}})", "RPCEC{}"),
    "DRKS": NumberKind("German Clinical Trials Register", rf"DRKS{_GAP}([0-9]{{8}})", "DRKS{}"),
    "IRCT": NumberKind("Iranian Registry of Clinical Trials", r"IRCT([0-9]{11,14}N[0-9]{1,3})", "IRCT{}"),
    "jRCT": NumberKind(
        "Japan Registry of Clinical Trials",
        rf"{_JAPAN}jRCT([a-z]{{0,2}}[0-9]{{9,10}})",
        "jRCT{}",
        case=str.lower,
    ),
    "UMIN": NumberKind("UMIN Clinical Trials Registry", rf"{_JAPAN}UMIN{_GAP}([0-9]{{9}})", "UMIN{}"),
    "UMIN-old": NumberKind("UMIN Clinical Trials Registry", rf"{_JAPAN}C([0-9]{{9}})", "C{}", in_text=False),
    "JapicCTI": NumberKind("JapicCTI", rf"{_JAPAN}JapicCTI-?([0-9]{{6}})", "JapicCTI-{}"),
    "JMACCT": NumberKind("JMACCT Clinical Trials Registry", rf"{_JAPAN}JMA-IIA([0-9]{{5}})", "JMA-IIA{}"),
    "LBCTR": NumberKind("Lebanese Clinical Trials Registry", r"LBCTR([0-9]{10})", "LBCTR{}"),
    "OMON": NumberKind("Overview of Medical Research in the Netherlands", r"NL-OMON([0-9]{4,5})", "NL-OMON{}"),
    "NTR": NumberKind("Netherlands Trial Register", r"NTR[- ]?([0-9]{1,5})", "NTR{}"),
    "NL": NumberKind("Netherlands Trial Register", r"NL([0-9]{1,5})", "NL{}", in_text=False),
    "PACTR": NumberKind("Pan African Clinical Trials Registry", rf"PACTR{_GAP}([0-9]{{15,16}})", "PACTR{}"),
    "REPEC": NumberKind("Peruvian Clinical Trials Registry", r"PER-([0-9]{3}-[0-9]{2})", "PER-{}"),
    "ReBEC": NumberKind("Brazilian Clinical Trials Registry", r"RBR-([0-9a-z]{6,8})", "RBR-{}", case=str.lower),
    "SLCTR": NumberKind("Sri Lanka Clinical Trials Registry", r"SLCTR[-/]([0-9]{4})[-/]([0-9]{3})", "SLCTR/{}/{}"),
    "TCTR": NumberKind("Thai Clinical Trials Registry", r"TCTR([0-9]{11})", "TCTR{}"),
}

_PATTERNS = {kind: re.compile(row.pattern, re.IGNORECASE | re.ASCII) for kind, row in KINDS.items()}
_ANY = re.compile(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(row.pattern for row in KINDS.values() if row.in_text)})(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
# Hyphens, dashes and spaces of word processors. Each is replaced by one character, so that positions stay the same.
_PLAIN = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u00a0": " "})


def recognise(text: str) -> FoundNumber | None:
    """Return the number that makes up the whole text, surrounding white space aside, or None.

    ::

        recognise("isrctn 17973604").normal      # "ISRCTN17973604"
    """
    start = len(text) - len(text.lstrip())
    return _read(text.strip().translate(_PLAIN), KINDS, text, start)


def find(text: str) -> list[FoundNumber]:
    """Return the numbers in free text, in order."""
    kinds = [kind for kind, row in KINDS.items() if row.in_text]
    found = (_read(match[0], kinds, text, match.start()) for match in _ANY.finditer(text.translate(_PLAIN)))
    return [number for number in found if number is not None]


# The letters before the digits, in any registry, without separators.
_PREFIXES = (
    "NCT|EU(?:DRA)?(?:CTR?)?|CTIS|ISRCTN|UTNU?|U|(?:ANZCTR)?ACTRN|CHICTR[A-Z]{0,5}|ITMCTR|KCT|CTRI|RPCEC|DRKS|IRCT"
    "|(?:JPRN)?(?:JRCT[A-Z]{0,2}|UMIN|JAPICCTI|JMAIIA|C)|LBCTR|NL(?:OMON)?|NTR|PACTR|PER|RBR|SLCTR|TCTR"
)
_PREFIXED = re.compile(rf"({_PREFIXES})?([0-9]+)(?:N([0-9]+))?")
_SEPARATORS = re.compile(r"[\W_]+")
_COUNTED = "12345678901234567890"
# Numbers that are zero except for a fixed part or the year.
_MOSTLY_ZEROS = re.compile(
    r"(?:19|20)[0-9]{2}-0{6}-[0-9]{2}(?:-[0-9]{2})?|U1111-0000-0000|CTRI/[0-9]{4}/[0-9]{2,3}/0{6}|SLCTR/[0-9]{4}/000"
    r"|ChiCTR[0-9]{2}0{8}|ITMCTR[0-9]{4}0{6}|ACTRN(?:126[0-9]{2}|0{5})0{9}p?|PER-000-[0-9]{2}|LBCTR[0-9]{4}0{6}"
    r"|IRCT[0-9]{4}0{7,10}N[0-9]{1,3}|jRCT[a-z]{0,2}[0-9]{3,4}0{6}|PACTR[0-9]{4}0{11,12}|TCTR[0-9]{4}0{7}"
)


def is_placeholder(text: str) -> bool:
    """Whether a text has the form of a registry number, but is a placeholder that no trial was assigned.

    Placeholders are all zeros (``NCT00000000``, ``2020-000000-00``), or at least eight digits that are all the same or
    count up (``ISRCTN12345678``). Shorter numbers such as ``NTR1234`` are assigned to trials.
    """
    match = _PREFIXED.fullmatch(_SEPARATORS.sub("", text).upper())
    if match is not None:
        prefix, digits, last = match.groups()
        if not digits.strip("0"):
            return prefix is not None or len(digits) > 2
        if last is None and len(digits) >= 8 and (len(set(digits)) == 1 or _COUNTED.startswith(digits)):
            return True
    # All that are mostly zeros have three in a row, and are recognised slowly.
    if "000" not in text:
        return False
    number = recognise(text)
    return _MOSTLY_ZEROS.fullmatch(text.strip() if number is None else number.normal) is not None


def _read(plain: str, kinds: Iterable[str], text: str, start: int) -> FoundNumber | None:
    for kind in kinds:
        match = _PATTERNS[kind].fullmatch(plain)
        if match is not None:
            row = KINDS[kind]
            end = start + len(plain)
            normal = row.form.format(*(row.case(group) for group in match.groups()))
            return FoundNumber(kind, normal, text[start:end], (start, end))
    return None


_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_ROR = re.compile(r"(?:https://ror\.org/)?0([a-hj-km-np-tv-z0-9]{6})([0-9]{2})")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def is_orcid(text: str) -> bool:
    """Whether a text is the ORCID iD of a person, with a valid check character (ISO 7064, MOD 11-2)."""
    if not _ORCID.fullmatch(text):
        return False
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return text[-1] == "0123456789X"[(12 - total % 11) % 11]


def is_ror(text: str) -> bool:
    """Whether a text is the ROR identifier of an organization, with valid check digits (ISO 7064, MOD 97-10)."""
    match = _ROR.fullmatch(text)
    if not match:
        return False
    number = 0
    for character in match[1]:
        number = number * 32 + _CROCKFORD.index(character)
    return int(match[2]) == 98 - number * 100 % 97
