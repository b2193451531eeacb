"""Rules about numbers in the eligibility criteria (ELG)."""

from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import with_criteria
from ctmodel.rules.counting import counted
from ctmodel.rules.definition import WARNING, Problems, rule
from ctmodel.rules.quoting import quoted, quoted_part

_WHERE: Final = "eligibility.text"
# Times 10, with an exponent of counts in blood that was lost, per litre or a part of it.
_TEN: Final = r"10[^\S\n]?(3|6|9|12)[^\S\n]{0,2}/"
_LOST_EXPONENT = lazy_regex(
    r"(?<![\d.,])\d{1,6}(?:[.,]\d{1,4})?[^\S\n]{0,2}[xX\u00d7*][^\S\n]{0,2}"
    rf"{_TEN}[^\S\n]{{0,2}}([m\u00b5\u03bc]?[Ll])\b"
)
_TEN_TO_A_POWER = lazy_regex(_TEN)
#: How many characters may be before the ten, such as ``123456.1234 x``, and after the slash, such as ``mL``.
_LONGEST_FACTOR: Final = 16
_LONGEST_UNIT: Final = 5


@rule(
    "ELG033",
    severity=WARNING,
    source="measured: 2.3 % of records, all of those read were wrong",
    reads="eligibility",
    applies=with_criteria,
)
def exponent_lost(trial: Trial) -> Problems:
    r"""A power of ten in the criteria has lost the sign of its exponent.

    Why:
        Superscripts do not survive pasting: the criterion asks for 109 cells where it asked for a billion.

    Fix:
        Write the power with a sign, such as 10^9/L.

    Fires:
        Trial(eligibility=Eligibility(text="Platelets ≥ 100 x 109/L"))
        Trial(eligibility=Eligibility(text="Platelets ≥ 100 \u00d7 10 9 /L"))

    Silent:
        Trial(eligibility=Eligibility(text="Platelets ≥ 100 x 10^9/L, neutrophils ≥ 1.5 \u00d7 10⁹/L"))
        Trial(eligibility=Eligibility(text="Platelets ≥ 100 x 10*9/L, neutrophils ≥ 1.5 x 10E9/L"))
    """
    text = (trial.eligibility.text if trial.eligibility is not None else None) or ""
    if _may_have_lost_exponent(text):
        yield from counted(
            "number",
            (
                (
                    "exponent",
                    _WHERE,
                    f"{quoted_part(text, *match.span())} at character {match.start()} has lost its exponent; expected"
                    f" {quoted(f'10^{match[1]}/{match[2]}')}",
                )
                for match in _LOST_EXPONENT.finditer(text)
            ),
        )


def _may_have_lost_exponent(text: str) -> bool:
    """Whether there is a factor before a ten: that begins with fixed characters, which are found much faster."""
    return any(
        _LOST_EXPONENT.search(text, max(ten.start() - _LONGEST_FACTOR, 0), ten.end() + _LONGEST_UNIT)
        for ten in _TEN_TO_A_POWER.finditer(text)
    )
