"""At a glance: status, phase, size, who, where, results."""

from typing import Any, Final

from attrs import frozen

from ctmodel.pages.html.texts import counted, day_text, number, term
from ctmodel.terms.protocol import EnrollmentType, Phase, Sex, Status, StudyType
from ctmodel.values import Age

#: The sign and the colour of each status. Completed is not red: it is not a warning.
_SIGNS: Final[dict[str, tuple[str, str]]] = {
    Status.RECRUITING: ("ok", "●"),
    Status.NOT_YET_RECRUITING: ("ok", "●"),
    Status.ENROLLING_BY_INVITATION: ("ok", "●"),
    Status.AVAILABLE: ("ok", "●"),
    Status.ACTIVE_NOT_RECRUITING: ("run", "▶"),
    Status.COMPLETED: ("done", "■"),
    Status.APPROVED_FOR_MARKETING: ("done", "■"),
    Status.UNKNOWN: ("unknown", "◆"),
    Status.TERMINATED: ("stop", "⬣"),
    Status.WITHDRAWN: ("stop", "⬣"),
    Status.SUSPENDED: ("stop", "⬣"),
    Status.NO_LONGER_AVAILABLE: ("done", "■"),
    Status.TEMPORARILY_NOT_AVAILABLE: ("unknown", "◆"),
    Status.WITHHELD: ("unknown", "◆"),
}
#: Which of the four steps of the phase bar are filled; a half for early phase 1.
_STEPS: Final[dict[str, tuple[int, float]]] = {
    Phase.EARLY_PHASE1: (0, 0.5),
    Phase.PHASE1: (0, 1),
    Phase.PHASE2: (1, 1),
    Phase.PHASE3: (2, 1),
    Phase.PHASE4: (3, 1),
}


@frozen
class Cell:
    """A cell of the strip: its label, its answer, and a remark."""

    label: str
    value: str
    remark: str = ""
    sign: str = ""
    state: str = ""
    #: How much of each of the four steps of the phase bar is filled.
    steps: tuple[float, ...] = ()
    link: str = ""


def glance(trial: Any) -> list[Cell]:
    """Return the cells of the strip at the top of the page."""
    return [_status(trial), _phase(trial), _size(trial), _who(trial), _where(trial), _results(trial)]


def _status(trial: Any) -> Cell:
    if not trial.overall_status:
        return Cell("Status", "Not stated")
    state, sign = _SIGNS.get(trial.overall_status, ("unknown", "◆"))
    last = trial.last_known_status
    value = "Unknown" if trial.overall_status == Status.UNKNOWN else term(trial.overall_status)
    return Cell("Status", value, f"last known: {term(last)}" if last else "", sign, state)


def _phase(trial: Any) -> Cell:
    phases = trial.phases
    if not phases or phases == [Phase.NA]:
        design = trial.design
        model = term(design.observational_model if design else None)
        if phases or trial.study_type == StudyType.INTERVENTIONAL:
            return Cell("Phase", "Not applicable" if phases else "Not stated", model)
        return Cell("Study type", term(trial.study_type) or "Not stated", model)
    names = [term(phase) for phase in phases]
    value = names[0] if len(names) == 1 else " and ".join([names[0], *(_short(name) for name in names[1:])])
    filled = [0.0] * 4
    for phase in phases:
        step, share = _STEPS.get(phase, (0, 0))
        filled[step] = max(filled[step], share)
    return Cell("Phase", value, steps=tuple(filled) if any(filled) else ())


def _short(name: str) -> str:
    return name.removeprefix("Phase ")


def _size(trial: Any) -> Cell:
    enrollment = trial.enrollment
    if enrollment is None or enrollment.count is None:
        return Cell("Participants", "Not stated")
    kinds: dict[Any, str] = {
        EnrollmentType.ESTIMATED: "planned (estimated)",
        EnrollmentType.ACTUAL: "enrolled (actual)",
    }
    kind = enrollment.type
    return Cell("Participants", number(enrollment.count), kinds.get(kind, kind or "type not stated"))


def _who(trial: Any) -> Cell:
    eligibility = trial.eligibility
    if eligibility is None:
        return Cell("Who", "Not stated")
    sexes = {Sex.ALL: "all sexes", Sex.FEMALE: "female", Sex.MALE: "male"}
    sex = sexes.get(eligibility.sex, eligibility.sex or "sex not stated")
    healthy = "healthy volunteers accepted" if eligibility.healthy_volunteers else ""
    return Cell("Who", ages(eligibility.minimum_age, eligibility.maximum_age), ", ".join(filter(None, [sex, healthy])))


def ages(minimum: Age | None, maximum: Age | None, *, short: bool = True) -> str:
    """Return the age limits as a phrase: ``3 to 35 years``, or ``3 years to 35 years``; ``18 years and over``."""
    if minimum and maximum:
        shared = short and minimum.unit.rstrip("s") == maximum.unit.rstrip("s")
        return f"{minimum.number if shared else _aged(minimum)} to {_aged(maximum)}"
    if minimum:
        return f"{_aged(minimum)} and over"
    return f"Up to {_aged(maximum)}" if maximum else "No age limit stated"


def _aged(age: Age) -> str:
    return f"{age.number} {age.unit.lower()}"


def _where(trial: Any) -> Cell:
    sites = trial.held.locations
    countries = len(trial.held.countries)
    where = f"in {counted(countries, 'country', 'countries')}" if countries else ""
    return Cell("Sites", number(len(sites)) if sites else "None listed", where, link="#sites" if sites else "")


def _results(trial: Any) -> Cell:
    posted = trial.results_first_post_date
    if trial.held.results is None and not trial.has_results:
        return Cell("Results", "None posted")
    held = trial.held.results
    link = "#results" if held and held.outcome_measures else ""
    return Cell("Results", "Posted", day_text(posted) if posted else "", link=link)
