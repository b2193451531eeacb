"""Texts that make careless code slow: what repeats, what nearly matches a pattern, what readers never see."""

from typing import Final

from attrs import frozen


@frozen
class Shape:
    """A text of any length: one piece over and over, with what opens it and what closes it."""

    name: str
    piece: str
    before: str = ""
    behind: str = ""

    def text(self, length: int) -> str:
        """Return the text of a length, in characters."""
        room = length - len(self.before) - len(self.behind)
        return self.before + (self.piece * (room // len(self.piece) + 1))[:room] + self.behind


#: What all others are compared with.
PLAIN: Final = Shape("plain prose", "Participants receive the study drug once a day for twelve weeks. ")

_RUNS: Final = (
    Shape("letters", "a"),
    Shape("capitals", "A"),
    Shape("digits", "1"),
    Shape("zeros and an x", "0", behind="x"),
    Shape("spaces", " "),
    Shape("spaces inside", " ", "a", "b"),
    Shape("tabs", "\t", "a", "b"),
    Shape("no-break spaces", "\u00a0", "a", "b"),
    Shape("line feeds", "\n", "a", "b"),
    Shape("carriage returns", "\r\n", "a", "b"),
    Shape("line separators", "\u2028", "a", "b"),
    Shape("control characters", "\x00\x0b\x1f\x85"),
    Shape("hyphens", "-"),
    Shape("dashes", "\u2013\u2014"),
    Shape("dots", "."),
    Shape("commas", ","),
    Shape("slashes", "/"),
    Shape("backslashes", "\\"),
    Shape("stars", "*"),
    Shape("at signs", "@"),
    Shape("number signs", "#"),
    Shape("question marks", "?"),
    Shape("underscores", "_"),
    Shape("x", "x"),
    Shape("double quotes", '"'),
    Shape("single quotes", "'"),
    Shape("opening parentheses", "("),
    Shape("closing parentheses", ")"),
    Shape("nested parentheses", "(", behind=")"),
    Shape("square brackets", "["),
    Shape("less-than signs", "<"),
    Shape("ampersands", "&"),
)
_SCRIPTS: Final = (
    Shape("emoji that are joined", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    Shape("combining marks", "\u0316\u0301", "a"),
    Shape("combining marks in order", "\u0301\u0316" * 40 + "a"),
    Shape("Chinese", "\u4e34\u5e8a\u8bd5\u9a8c"),
    Shape("Arabic and Latin", "\u062a\u062c\u0631\u0628\u0629 trial "),
    Shape("letters before a Cyrillic one", "a", behind=" \u0430"),
    Shape("Cyrillic letters in words", "p\u0430tient "),
    Shape("letters that grow when folded", "\u00df\u0130\ufb03"),
    Shape("misread letters", "\u00d0\u0152"),
    Shape("misread letters, half", "\u00e2\u20ac "),
    Shape("private use", "\ue000\uf8ff"),
    Shape("halves of surrogate pairs", "\ud83d"),
)
_NUMBERS: Final = (
    Shape("1-1-1", "1-"),
    Shape("1.1.1", "1."),
    Shape("1,1,1", "1,"),
    Shape("1 1 1", "1 "),
    Shape("123,123,123", ",123", "123", "x"),
    Shape("1/1/1", "1/"),
    Shape("ranges", "18 - 65, "),
    Shape("phone numbers, nearly", "555-010-010 "),
    Shape("phone numbers, run together", "555-0100-"),
    Shape("international phone numbers, nearly", "+1 55 "),
    Shape("exponents", "e1", "1", "."),
    Shape("dates", "2020-01-01 "),
    Shape("money", "$ "),
    Shape("money and digits", "$1,", "receive "),
    Shape("payments without an amount", "receive payment of "),
    Shape("p-values, nearly", "p < 0.", "0.05 "),
    Shape("p-values that are levels", "at p < 0.05 "),
    Shape("doses, nearly", "1.5 m "),
    Shape("digits before a unit", "1", behind=" mg"),
)
_ADDRESSES: Final = (
    Shape("NCT numbers, nearly", "NCT0000 "),
    Shape("NCT numbers", "NCT00000001 "),
    Shape("EU numbers, nearly", "2020-500000-"),
    Shape("PubMed identifiers, nearly", "PMID: 123 "),
    Shape("URL without an end", "a", "http://x.org/"),
    Shape("http://", "http://"),
    Shape("www.", "www."),
    Shape("host with combining marks", "\u0316\u0301", "http://a"),
    Shape("e-mail addresses", "a@b.org "),
    Shape("e-mail addresses, nearly", "a@b"),
    Shape("e-mail address with a long host", ".a", "a@b", "_"),
    Shape("e-mail address with a long name", "a.", "", "@"),
    Shape("punycode", ".xn--", "a@b", "."),
    Shape("UTN", "UTN 1111-"),
)
_MARKUP: Final = (
    Shape("HTML tags, nearly", "<p ="),
    Shape("HTML tag with equals signs", "=", "<p "),
    Shape("HTML links without an end", "<a href=x "),
    Shape("HTML line breaks, nearly", "< / br "),
    Shape("HTML entities", "&amp;"),
    Shape("HTML entities, nearly", "&amp&#12&"),
    Shape("Markdown escapes", "\\*"),
    Shape("escaped comparisons", "\\>= "),
    Shape("placeholders", "TBD "),
    Shape("placeholder and spaces", " ", "TBD"),
    Shape("placeholders, nearly", "to be determined by "),
    Shape("abbreviation, nearly", "t-b-d ", "(TBD "),
    Shape("abbreviation and spaces", " ", "(TBD t-b-d"),
)
_WORDS: Final = (
    Shape("a a a", "a "),
    Shape("and and", "and "),
    Shape("hyphenated word", "non-"),
    Shape("lines", "line\n"),
    Shape("paragraphs", "paragraph\n\n"),
    Shape("acronyms of mixed case", "hER2pTEN "),
    Shape("units", "mg/kg "),
    Shape("bullets", "* a\n"),
    Shape("empty bullets", "* \n"),
    Shape("numbered items", "1. a\n"),
    Shape("lettered items", "a) b\n"),
    Shape("nested markers", "1. a. i. * "),
    Shape("nested bullets", "* a\n  * b\n    * c\n"),
    Shape("inclusion headers", "Inclusion Criteria:\n"),
    Shape("exclusion headers", "Exclusion Criteria:\n"),
    Shape("both headers", "Inclusion Criteria:\n\n* a\n\nExclusion Criteria:\n\n* b\n\n"),
    Shape("headers in a line", "Exclusion Criteria: a "),
    Shape("headers without colon in a line", "Exclusion Criteria 1. a "),
    Shape("items in a line", "2. A 1. ", "Inclusion Criteria: 1. "),
    Shape("items in a line and spaces", " ", "Inclusion Criteria: 1. A", "2. B"),
    Shape("signs in a line", "\u2022 a ", "Inclusion Criteria: "),
    Shape("stars in a line", "* A ", "Inclusion Criteria: "),
    Shape("semicolons in a line", "a; ", "Inclusion Criteria: "),
    Shape("lines with items in them", "1. A 2. B\n", "Inclusion Criteria:\n"),
    Shape("slashes for line ends", "/n* a", "Inclusion Criteria:/n"),
    Shape("bars for line ends", "|* a", "Inclusion Criteria:|"),
    Shape("criteria and line feeds", "\n", "inclusion criteria, exclusion criteria"),
    Shape("criteria and punctuation", "\n-", "inclusion criteria, exclusion criteria"),
    Shape("cohorts", "Cohort A\n\n"),
    Shape("or", "OR\n\n"),
    Shape("ages", "18 years "),
    Shape("ages from", "aged from "),
    Shape("aged and spaces", " ", "aged", "18 years"),
    Shape("ages that differ", "* aged 18 to 65 years\n"),
    Shape("women and spaces", " ", "Inclusion Criteria:\n\n* Women", "x"),
    Shape("women", "* Women aged 18 years\n", "Inclusion Criteria:\n\n"),
    Shape("pregnancy", "* pregnant women\n", "Exclusion Criteria:\n\n"),
    Shape("healthy volunteers", "* healthy volunteers with asthma\n", "Inclusion Criteria:\n\n"),
    Shape("words before healthy", "word ", "Inclusion Criteria:\n\n* "),
    Shape("see the protocol, nearly", "please ", "", "see"),
    Shape("randomized controlled", "controlled ", "randomized "),
    Shape("extensions", "extension "),
    Shape("randomized after randomized", "randomized after "),
    Shape("blind, nearly", "double-blind open "),
    Shape("placebo, nearly", "placebo- "),
    Shape("phases", "phase 1/"),
    Shape("phases of letters", "I/", "phase "),
    Shape("phases and commas", "1, ", "phase ", "x"),
    Shape("we", "We will "),
    Shape("percent, nearly", "percentage of participant "),
    Shape("persons, nearly", "number of participants "),
    Shape("adverse events", "serious adverse "),
    Shape("scales, nearly", "zscore "),
    Shape("arms", "arm "),
    Shape("or between conditions", "a, or "),
    Shape("not applicable, nearly", " ", "not", "applicabl"),
    Shape("no unit, nearly", "-", behind="x"),
)

SHAPES: Final = (PLAIN, *_RUNS, *_SCRIPTS, *_NUMBERS, *_ADDRESSES, *_MARKUP, *_WORDS)
