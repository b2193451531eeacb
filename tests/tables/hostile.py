"""Texts that files and the programs that read them get wrong."""

import ctmodel

#: Texts that a spreadsheet could run, or that begin as if.
FORMULAS = (
    "=1+1", "=0.0017", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\tx", " =1",
    "\n-x", "-", "--", "\uff1d1+1", "\uff0bx", "\uff0dx", "\uff20x", "+1 A1", "-5 to -3", "+1.5e", "-1e5x",
)  # fmt: skip
#: Texts that begin as formulas do, and are numbers.
NUMBERS = (
    "-2", "+1", "-.5", "-0.5", "+1,000.5", "-1.5E-3", "-1e5", "+1 555 123 4567", "+49 (0)30 123-45", "+(49) 30", "-1/2", "-5%",
)  # fmt: skip
#: Other texts.
OTHERS = (
    "NA", "N/A", "{=1}", "null", "NULL", "None", "nan", "#N/A", "TRUE", "000159", "2010-09", "1e5", "a,b", 'q"q', "'x", " lead ",
    "l\nl", "c\rd", "cr\r\nlf", "z\x00z", "\x0bv", "\x1b[0m", "\x7f\x85", "\u2028q", "\ufeffx", "\ufffe!", "!\uffff", "\\N",
    "_x0041_", "\U0001f600", "é", "</t>&amp;<", "http://example.org/" + "a" * 3000, "r0123456789012345",
)  # fmt: skip

TEXTS = FORMULAS + NUMBERS + OTHERS


def trial(*texts: str) -> ctmodel.Trial:
    """Return a trial that has the texts as conditions: one row each."""
    return ctmodel.Trial(nct_id="NCT00000001", conditions=list(texts))
