"""Whether a trial is an applicable clinical trial under U.S. law, as far as public data show.

The criteria are those of 42 CFR 11.22(b), for trials that start on or after 2017-01-18. Public data do not always give
an answer:

* Whether a trial is conducted under an IND or IDE is not public, so the answer is open for a trial that has no site in
  the U.S. and exports no product from there.
* The answer is open if an item is missing.
* Older trials are subject to the definition of the statute (42 U.S.C. 282(j)), which exempts those that ended before
  2007-12-26; for the others, the answer is open.
"""

from datetime import date
from enum import Enum
from typing import Final, NamedTuple, final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import FINAL_RULE, interventional, since_final_rule
from ctmodel.rules.definition import REGISTRY
from ctmodel.terms.protocol import Phase, PrimaryPurpose, StudyType

#: The attributes of a trial that the verdict is computed from.
APPLICABILITY_READS: Final = (
    "study_type start_date completion_date phases design is_fda_regulated_drug is_fda_regulated_device is_ppsd"
    " is_us_export locations"
)

#: The United States and its territories, as registries write them.
UNITED_STATES: Final = frozenset(
    {
        "United States",
        "American Samoa",
        "Guam",
        "Northern Mariana Islands",
        "Puerto Rico",
        "U.S. Virgin Islands",
        "Virgin Islands (U.S.)",
    }
)

#: The statute does not apply to trials that ended before this day.
_STATUTE: Final = date(2007, 12, 26)
_FIRST_PHASES: Final = frozenset({Phase.EARLY_PHASE1, Phase.PHASE1})


class Verdict(Enum):
    """Whether the law applies to a trial, as messages say it."""

    APPLIES = "according to public data, U.S. law applies"
    DOES_NOT_APPLY = "according to public data, U.S. law does not apply"
    CANNOT_TELL = "public data do not show whether U.S. law applies"


@final
class Assessment(NamedTuple):
    """A verdict and the reasons for it."""

    verdict: Verdict
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.verdict.value} ({', '.join(self.reasons)})"


def applicable_clinical_trial(trial: Trial) -> Assessment:
    """Return whether a trial is an applicable clinical trial according to public data, and why."""
    if trial.is_ppsd:
        return Assessment(Verdict.APPLIES, ("pediatric postmarket surveillance of a device",))
    if trial.study_type != StudyType.INTERVENTIONAL:
        if trial.study_type in (StudyType.OBSERVATIONAL, StudyType.EXPANDED_ACCESS):
            return Assessment(Verdict.DOES_NOT_APPLY, ("not interventional",))
        return _open("study type missing or unknown")
    if not since_final_rule(trial):
        if trial.completion_date is not None and trial.completion_date.certainly_before(_STATUTE):
            return Assessment(Verdict.DOES_NOT_APPLY, (f"ended before {_STATUTE}",))
        return _open(f"start missing or before {FINAL_RULE}")
    return _by_products(trial)


def applicability(trial: Trial) -> str:
    """Say at the end of a message whether U.S. law applies to a trial; nothing about records of other registries."""
    return f"; {applicable_clinical_trial(trial)}" if trial.registry in (None, REGISTRY) else ""


def _by_products(trial: Trial) -> Assessment:
    judged = []
    if trial.is_fda_regulated_drug is not False:
        judged.append(_product(trial, trial.is_fda_regulated_drug, "drug", _phase(trial), "an IND"))
    if trial.is_fda_regulated_device is not False:
        judged.append(_product(trial, trial.is_fda_regulated_device, "device", _purpose(trial), "an IDE"))
    if not judged:
        return Assessment(Verdict.DOES_NOT_APPLY, ("no FDA-regulated drug or device product",))
    # If the answers for drug and device differ, the leading one decides (combination products); it is not public.
    verdicts = {assessment.verdict for assessment in judged}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.CANNOT_TELL
    return Assessment(verdict, tuple(reason for assessment in judged for reason in assessment.reasons))


def is_applicable_clinical_trial(trial: Trial) -> bool:
    """Whether public data show that a trial is an applicable clinical trial."""
    # Most trials study no regulated product, which is quick to check.
    if not (trial.is_fda_regulated_drug or trial.is_fda_regulated_device or trial.is_ppsd):
        return False
    return applicable_clinical_trial(trial).verdict is Verdict.APPLIES


def under_final_rule(trial: Trial) -> bool:
    """Whether it is an interventional trial that certainly starts on or after the day of the final rule."""
    return interventional(trial) and since_final_rule(trial)


def in_united_states(trial: Trial) -> bool:
    """Whether a site is in the United States or one of their territories."""
    return any(location.country in UNITED_STATES for location in trial.locations)


def _open(reason: str) -> Assessment:
    return Assessment(Verdict.CANNOT_TELL, (reason,))


def _product(trial: Trial, regulated: bool | None, product: str, kind: Assessment, permit: str) -> Assessment:
    if regulated is None:
        return _open(f"the flag for FDA-regulated {product} products is missing")
    if kind.verdict is not Verdict.APPLIES:
        return kind
    studied = f"an FDA-regulated {product} product, {kind.reasons[0]}"
    if in_united_states(trial):
        return Assessment(Verdict.APPLIES, (studied, "a site in the United States"))
    if trial.is_us_export:
        return Assessment(Verdict.APPLIES, (studied, "a product exported from the United States"))
    return _open(f"{studied}, no site in the United States, and whether there is {permit} is not public")


def _phase(trial: Trial) -> Assessment:
    if any(isinstance(phase, Phase) and phase not in _FIRST_PHASES for phase in trial.phases):
        return Assessment(Verdict.APPLIES, ("not only phase 1",))
    if trial.phases and _FIRST_PHASES.issuperset(trial.phases):
        return Assessment(Verdict.DOES_NOT_APPLY, ("a drug trial in phase 1 only",))
    return _open("phase missing or unknown")


def _purpose(trial: Trial) -> Assessment:
    purpose = trial.design.primary_purpose if trial.design is not None else None
    if purpose == PrimaryPurpose.DEVICE_FEASIBILITY:
        return Assessment(Verdict.DOES_NOT_APPLY, ("a feasibility study of a device",))
    if isinstance(purpose, PrimaryPurpose):
        return Assessment(Verdict.APPLIES, ("not a feasibility study",))
    return _open("primary purpose missing or unknown")
