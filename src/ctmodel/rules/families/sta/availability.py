"""Rules about expanded access to the product of a study (STA)."""

from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import observational
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted

_NCT_NUMBER: Final = lazy_regex(r"NCT[0-9]{8}")


def _offers_expanded_access(trial: Trial) -> bool:
    return trial.expanded_access is not None and trial.expanded_access.has_expanded_access is True


@rule(
    "STA017",
    severity=NOTE,
    source="42 CFR 11.28, availability of expanded access",
    reads="expanded_access",
    applies=_offers_expanded_access,
)
def expanded_access_record_missing(trial: Trial) -> Problems:
    """The product is available by expanded access, but the record of the expanded access is not given.

    Why:
        Patients who cannot join the trial look for that record.

    Fix:
        Enter the NCT number of the expanded access record.

    Fires:
        Trial(expanded_access=ExpandedAccess(has_expanded_access=True))

    Silent:
        Trial(expanded_access=ExpandedAccess(has_expanded_access=True, nct_id="NCT00000002"))
        Trial(expanded_access=ExpandedAccess(has_expanded_access=False))
    """
    if trial.expanded_access is not None and trial.expanded_access.nct_id is None:
        message = "there is expanded access, but its record is not given; expected its NCT number, if it has one"
        yield "expanded_access.nct_id", message


@rule(
    "STA018",
    severity=ERROR,
    source="ClinicalTrials.gov API v2, NCT number: NCT followed by 8 digits",
    reads="expanded_access",
)
def expanded_access_number_malformed(trial: Trial) -> Problems:
    """The number of the expanded access record is not an NCT number.

    Why:
        The link to the expanded access record leads nowhere.

    Fix:
        Correct the number to NCT and eight digits.

    Fires:
        Trial(expanded_access=ExpandedAccess(nct_id="NCT123"))

    Silent:
        Trial(expanded_access=ExpandedAccess(nct_id="NCT00000002"))
    """
    number = trial.expanded_access.nct_id if trial.expanded_access is not None else None
    if number is not None and not _NCT_NUMBER.fullmatch(number):
        yield "expanded_access.nct_id", f"{quoted(number)} is not an NCT number; expected NCT and eight digits"


@rule(
    "STA019",
    severity=WARNING,
    source="PRS data element definitions, availability of expanded access: of investigational products in trials",
    reads="study_type expanded_access",
    applies=observational,
)
def expanded_access_of_observational_study(trial: Trial) -> Problems:
    """An observational study offers expanded access.

    Why:
        Expanded access is to an investigational product, which an observational study does not have.

    Fix:
        Remove the statement about expanded access, or correct the study type.

    Fires:
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            expanded_access=ExpandedAccess(has_expanded_access=True))

    Silent:
        Trial(
            study_type=StudyType.INTERVENTIONAL,
            expanded_access=ExpandedAccess(has_expanded_access=True))
        Trial(
            study_type=StudyType.OBSERVATIONAL,
            expanded_access=ExpandedAccess(has_expanded_access=False))
    """
    if _offers_expanded_access(trial):
        yield (
            "expanded_access.has_expanded_access",
            "an observational study offers expanded access; expected false, or study type INTERVENTIONAL",
        )
