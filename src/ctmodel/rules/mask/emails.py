"""Find e-mail addresses, plain and disguised.

An address is found by its at sign, however it is written, and extends from there to both sides as far as possible.
Each character is examined once, so that hostile text does not take longer than other text.
"""

import re
from collections.abc import Iterator
from typing import Final

_ENCODED: Final = r"&\#0*64;|&\#x0*40;|&commat;|%40|\\u0040|\\x40"
_BRACKETED: Final = r"\ {0,2}[\[({<]\ ?(?:at|@|arroba|ät|_at_)\ ?[\])}>]\ {0,2}"
_IN_WORDS: Final = r"\ {1,2}at\ {1,2}|\ {0,2}[\[{<]\ ?a\ ?[\]}>]\ {0,2}|(?<!\ )\(a\)(?!\ )|_at_"
_SPACED: Final = r"\ {1,2}@\ {0,2}|@\ {1,2}"
_AT: Final = re.compile(
    rf"(?P<plain>(?:@@?|{_ENCODED})(?![\ @]))|{_BRACKETED}|{_SPACED}|{_IN_WORDS}",
    re.VERBOSE | re.IGNORECASE,
)
#: What a text with an at sign holds in lower case, unless the sign is in brackets: this is looked up much faster.
_PARTS: Final = ("@", "64;", "40", "commat", " at ", "_at_")
_IN_BRACKETS: Final = re.compile(r"[\[({<]\ ?(?:at|arroba|ät|a)\ ?[\])}>]", re.VERBOSE | re.IGNORECASE)
_DOT_SIGN: Final = (
    r"(?:\ {0,2}[\[({<]\ ?(?:dot|punkt|point|\.)\ ?[\])}>]\ {0,2}|\ {1,2}dot\ {1,2}|_dot_|\ {1,2}\.\ {1,2})"
)
_WORD: Final = r"[\w\u200b-]{1,63}"
#: The text after an unambiguous at sign, where even a truncated domain makes an address.
_DOMAIN: Final = re.compile(r"(?:\[[\w.:]{1,64}\]|[\w\u200b@-]{1,64}+(?:\.[\w\u200b@-]{1,64}+){0,9}+)?", re.VERBOSE)
#: The text required after any other at sign: a domain whose top level consists of letters.
_WHOLE_DOMAIN: Final = re.compile(
    rf"(?:{_WORD}(?:\.|{_DOT_SIGN})){{1,6}}(?:xn--[\w-]{{1,59}}|(?:[^\W\d_]|\u200b){{2,63}})(?![\w-])",
    re.VERBOSE | re.IGNORECASE,
)
_SPELT_DOT: Final = re.compile(rf"\w(?:{_DOT_SIGN})\w", re.VERBOSE | re.IGNORECASE)
_PROVIDER: Final = re.compile(
    r"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|gmx|protonmail|163|126|qq)\.", re.I
)
#: The part before the at sign, read backwards.
_LOCAL: Final = re.compile(
    r"""(?:"\\?[^"\n]{1,128}"\\? | (?:[\w.!\#$%'*+^~?\u200b\\-]++ | \ ?[\])}]\ ?tod\ ?[\[({]\ ? | \ tod\ (?=\w))++ )""",
    re.VERBOSE | re.IGNORECASE,
)
#: Character sequences of mailbox names that words do not contain.
_NAMED: Final = re.compile(r"[^\W\d_]\.[^\W\d_]|[^\W\d_][\d_]")
#: Signs that a text was truncated.
_CUT: Final = ("\N{HORIZONTAL ELLIPSIS}", "...")
_BEGINS: Final = re.compile(r"""[^\w"]*""")


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each e-mail address of a plain text begins and ends, in their order."""
    if not may_have_sign(text):
        return
    done = 0
    for sign in _AT.finditer(text):
        if sign.start() < done:
            continue  # it is in the domain of the previous address
        begin = _begin(text, done, sign.start())
        end = _end(text, sign, text[begin : sign.start()])
        # Whatever the result, the text before the sign was examined.
        done = sign.end()
        if end is not None and (begin < sign.start() or _WHOLE_DOMAIN.match(text, sign.end())):
            yield begin, end
            done = end


def may_have_sign(text: str) -> bool:
    """Whether a text may have an at sign; most texts do not."""
    lower = text.lower()
    return any(part in lower for part in _PARTS) or _IN_BRACKETS.search(text) is not None


def _begin(text: str, done: int, at: int) -> int:
    """Return where the part before an at sign begins."""
    local = _LOCAL.match(text[done:at][::-1])
    if local is None:
        return at
    begin = at - local.end()
    opening = _BEGINS.match(text, begin, at)
    return begin if opening is None else opening.end()


def _end(text: str, sign: re.Match[str], local: str) -> int | None:
    """Return where an address ends, or None if the sign does not belong to one."""
    if sign.lastgroup == "plain":
        domain = _DOMAIN.match(text, sign.end())
        end = sign.end() if domain is None else domain.end()
        return end if _is_address(local, text[sign.end() : end]) or text.startswith(_CUT, end) else None
    whole = _WHOLE_DOMAIN.match(text, sign.end())
    if whole is None or not local:
        return None
    in_words = sign[0].strip().lower() == "at"
    return None if in_words and not _is_disguised(sign[0].strip(), local, whole[0]) else whole.end()


def _is_address(local: str, domain: str) -> bool:
    """Whether the text around an at sign is an address, unlike "Check@Home"."""
    return (
        "." in domain or domain.startswith("[") or _NAMED.search(local) is not None or f"{local}{domain[:1]}".islower()
    )


def _is_disguised(at: str, local: str, domain: str) -> bool:
    """Whether the text around the word "at" is an address, unlike "available at example.org"."""
    if _SPELT_DOT.search(domain) or _PROVIDER.match(domain) or _NAMED.search(local):
        return True
    return at == "AT" and not local.isupper()
