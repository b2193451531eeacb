"""The rule about the form of ages (ELG): it comes from the tables of formats."""

from typing import Final

from ctmodel.rules.definition import ERROR, from_tables

_API: Final = "ClinicalTrials.gov API v2, study schema"


@from_tables("ELG001", severity=ERROR, source=_API)
def age_form() -> None:
    """An age is not a whole number and a unit.

    Why:
        Readers cannot compare it.

    Fix:
        Write the age as a whole number and a unit, such as "18 Years" or "6 Months".

    Fires:
        {"protocolSection": {"eligibilityModule": {"minimumAge": "18 yrs"}}}

    Silent:
        {"protocolSection": {"eligibilityModule": {"minimumAge": "18 Years"}}}
    """
