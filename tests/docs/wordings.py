"""Words that have no place in what users read, and where they are looked for.

A sentence may well be English and still read as translated. This table lists the wordings that came back most often.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

#: Each wording as a regular expression, and what to write instead.
WORDINGS = {
    r"(?<!left )(?<!leave )(?<!leaves )(?<!let )(?<!leave it )alone": "only",
    r"(?:stands?|stood|standing)(?! (?:in )?for\b)": "is, appears",
    r"blanks|(?<!not )(?<!is )(?<!are )blank(?! (?:lines?|texts?|cells?|values?)\b)": "space, empty",
    r"(?<!left )behind(?! the scenes)": "after",
    r"put(?:s|ting)? right|mend(?:s|ed|ing)?": "fix, correct",
    r"(?:has|have|had) (?:not|no more) (?:the|an?|any|its|their|one)": "lacks, does not have",
    r"(?<!there )(?:is|are|was|were|be) no(?! (?:longer|more|less|fewer|later|earlier|better)\b)": "is not a",
    r"other people(?:'s)?": "others",
    r"(?:the|an|no|any) own": "its own",
    r"the like|(?:and|or) (?:its|their) like|(?:of|in) like (?:place|manner)": "similar, and so on",
    r"half (?:of )?a surrogate(?: pair)?": "lone surrogate",
    r"knows? (?:of )?\d+": "has",
    r"(?:ask(?:s|ed|ing)?|asked of) (?:[\w{}]+ ){0,3}rules?|rules? (?:\w+ )?(?:is|are|was|were|be) (?:not )?asked": "run, check",
    r"says? (?:nothing|something) of|(?:speaks?|spoken|spoke) of|tells? of": "mentions, is about",
    r"(?:goes|go|going|went) on": "continue",
    r"bears?(?! on\b)|bore": "has",
    r"anew|afresh": "again",
    r"likewise": "also, in the same way",
    r"spares?|spared": "skip, exempt",
    r"beyond doubt": "certainly",
    r"as ever": "as usual",
    r"come across": "found",
    r"(?:can|may|could|might) be had": "is available",
    r"save (?:for|what|that|where|in)": "except",
    r"but for": "except for",
    r"shall|shalt|whilst|amongst|upon|hence|henceforth|hereby|herein|hitherto": "must, while, among, on, so",
    r"there(?:of|in|by|upon|to)|where(?:of|in|upon|with|to)": "of it, in which",
    r"nought|naught|ere|lest|albeit|ought": "nothing, before, so that not, although, should",
    r"text is due|is due here": "text is expected",
    r"gives? back|given back|gave back": "return",
    r"(?:takes?|took|taken) (?:\w+ )?for an?": "treat as, mistake for",
}
_PATTERNS = {
    re.compile(rf"(?<![\w-])(?:{wording})(?![\w-])".replace(" ", r"\s"), re.IGNORECASE): instead
    for wording, instead in WORDINGS.items()
}

#: Files that are not prose of the project, as patterns of paths.
EXEMPT = {
    "src/ctmodel/terms/protocol.py": "display texts of the registry",
    "src/ctmodel/terms/results.py": "display texts of the registry",
    "src/ctmodel/formats/ictrp_xml/words.py": "words of the registers",
    "src/ctmodel/model/criteria/wordings.py": "regular expressions for words in records",
}

#: Quoted code and data in prose. Line ends stay, so that lines can be counted.
_QUOTATIONS = [
    re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)", re.MULTILINE | re.DOTALL),
    re.compile(r"``[^`]+``|`[^`\n]+`"),
    re.compile(r"(?<!\w)\"[^\"\n]+\"(?!\w)"),
    re.compile(r"^ *(?:Fires|Silent):\n(?:(?: .*)?\n)*", re.MULTILINE),
    re.compile(r"\]\([^)\n]*\)"),
]
_ATTRIBUTE_COMMENT = re.compile(r"(?:^ *#: .*\n)+", re.MULTILINE)


class Offence(NamedTuple):
    """A wording in a file, and what to write instead."""

    path: str
    line: int
    wording: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.wording!r}; write: {self.instead}"


def pages() -> Iterator[Path]:
    """Yield the files that contain what users read: pages, docstrings, messages, help texts.

    Pages in ``docs/reference`` are made from these.
    """
    yield from ROOT.glob("*.md")
    yield from (ROOT / "docs").glob("*.md")
    yield from (ROOT / "docs").glob("*.py")
    for path in (ROOT / "src").rglob("*.py"):
        if not any(path.match(pattern) for pattern in EXEMPT):
            yield path


def offences(path: str, text: str) -> Iterator[Offence]:
    """Yield the wordings in the prose of a file."""
    for start, string in _of_module(text) if path.endswith(".py") else [(1, text)]:
        prose = _without_quotations(string)
        for pattern, instead in _PATTERNS.items():
            for match in pattern.finditer(prose):
                line = start + prose.count("\n", 0, match.start())
                yield Offence(path, line, " ".join(match[0].split()), instead)


def _of_module(text: str) -> Iterator[tuple[int, str]]:
    """Yield the prose of a module: its strings, and the comments that document attributes."""
    yield from _strings(ast.parse(text))
    for comment in _ATTRIBUTE_COMMENT.finditer(text):
        yield 1 + text.count("\n", 0, comment.start()), comment[0].replace("#:", "")


def _strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings that can be sentences, the constant parts of messages included."""
    skipped = {id(part) for node in ast.walk(tree) if _is_regex(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if " " in text.strip() and id(node) not in skipped:
                yield node.lineno, text


def _is_regex(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in {"compile", "lazy_regex"}
    return False


def _without_quotations(text: str) -> str:
    for quotation in _QUOTATIONS:
        text = quotation.sub(lambda match: "\n" * match[0].count("\n") or "\ufffc", text)
    return re.sub(r"(?<=\n)[ \t]+", "", text)
