"""Rules about where a study recruits, and the status of its sites (LOC)."""

from typing import Final

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, posted_study
from ctmodel.rules.counting import Places, counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.missing import missing
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import RecruitmentStatus, Status

_ENDED: Final = (Status.COMPLETED, Status.TERMINATED, Status.WITHDRAWN)
#: The status of studies that run without recruiting; about sites of an ended study is LOC017.
_NOT_RECRUITING: Final = (
    Status.NOT_YET_RECRUITING,
    Status.ENROLLING_BY_INVITATION,
    Status.ACTIVE_NOT_RECRUITING,
    Status.SUSPENDED,
)
_OPEN_SITE: Final = (RecruitmentStatus.RECRUITING, RecruitmentStatus.NOT_YET_RECRUITING)
#: Sites may be missing (not chosen yet, none was ever opened), or LOC001 requires them.
_SITES_NOT_ASKED: Final = (Status.RECRUITING, Status.NOT_YET_RECRUITING, Status.WITHDRAWN)
_SITE_STATUS: Final = "PRS data element definitions, overall recruitment status: recruiting if one site is"


def _recruiting(trial: Trial) -> bool:
    return trial.overall_status == Status.RECRUITING


def _past_planning(trial: Trial) -> bool:
    return posted_study(trial) and trial.overall_status not in _SITES_NOT_ASKED


def _not_recruiting(trial: Trial) -> bool:
    return trial.overall_status in _NOT_RECRUITING


def _ended(trial: Trial) -> bool:
    return trial.overall_status in _ENDED


@missing(
    "LOC001",
    "locations",
    "overall_status is RECRUITING, but there is no site; expected where it recruits",
    severity=WARNING,
    source="PRS data element definitions, facility information, required item",
    reads="overall_status",
    applies=_recruiting,
    requires=WHOLE,
)
def recruiting_nowhere() -> None:
    """A study is recruiting, but has no site.

    Why:
        People who look for a trial near them never find it.

    Fix:
        Add the sites that are recruiting.

    Fires:
        Trial(overall_status=Status.RECRUITING)

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo", country="Norway")])
        Trial(overall_status=Status.COMPLETED)
    """


@missing(
    "LOC002",
    "locations",
    lambda trial: (
        f"overall_status is {quoted(trial.overall_status)}, but there is no site; expected where it took place"
    ),
    severity=NOTE,
    source="PRS data element definitions, facility information; measured: 4.5 % of records",
    reads="study_type overall_status",
    applies=_past_planning,
    requires=WHOLE,
)
def no_sites() -> None:
    """A study that has started has no site.

    Why:
        Nobody can know where it took place. Patient registries and studies of existing data often have no site.

    Fix:
        Add the sites, unless the study has none.

    Fires:
        Trial(overall_status=Status.COMPLETED)

    Silent:
        Trial(overall_status=Status.COMPLETED, locations=[Location(city="Oslo", country="Norway")])
        Trial(overall_status=Status.NOT_YET_RECRUITING)
    """


@rule("LOC015", severity=WARNING, source=_SITE_STATUS, reads="overall_status locations", applies=_not_recruiting)
def site_recruits_but_study_does_not(trial: Trial) -> Problems:
    """A site is recruiting, but the study as a whole is not.

    Why:
        If one site is recruiting, so is the study; people who look for open trials miss it.

    Fix:
        Set the status of the study to RECRUITING, or update that of the site.

    Fires:
        Trial(
            overall_status=Status.ACTIVE_NOT_RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])
        Trial(overall_status=Status.SUSPENDED, locations=[Location(status=RecruitmentStatus.SUSPENDED)])
    """
    for index, location in enumerate(trial.locations):
        if location.status == RecruitmentStatus.RECRUITING:
            message = f"overall_status is {trial.overall_status}, but locations[{index}] is RECRUITING; one is outdated"
            yield "overall_status", message
            return


@rule("LOC016", severity=WARNING, source=_SITE_STATUS, reads="overall_status locations", applies=_recruiting)
def study_recruits_but_no_site_does(trial: Trial) -> Problems:
    """The study is recruiting, but none of the sites that have a status is.

    Why:
        People who ask are turned away everywhere: the status of the study or of its sites is outdated.

    Fix:
        Update the status of the study, or of the sites that recruit.

    Fires:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.COMPLETED)])

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo")])
    """
    statuses = {location.status for location in trial.locations}
    if RecruitmentStatus.RECRUITING not in statuses and any(statuses):
        found = ", ".join(sorted(status for status in statuses if status))
        message = f"overall_status is RECRUITING, but sites are {quoted(found)}; expected one that is RECRUITING"
        yield "overall_status", message


@rule(
    "LOC017",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status and individual site status",
    reads="overall_status locations",
    applies=_ended,
)
def ended_but_site_open(trial: Trial) -> Problems:
    """The study has ended, but a site is still recruiting, or not yet.

    Why:
        People turn to a site that is closed; the status of the site was not updated.

    Fix:
        Update the status of the site.

    Fires:
        Trial(overall_status=Status.COMPLETED, locations=[Location(status=RecruitmentStatus.RECRUITING)])

    Silent:
        Trial(overall_status=Status.COMPLETED, locations=[Location(status=RecruitmentStatus.COMPLETED)])
    """
    return counted_items(trial, "site", _open_sites(trial))


def _open_sites(trial: Trial) -> Places:
    for index, location in enumerate(trial.locations):
        if location.status in _OPEN_SITE:
            message = f"overall_status is {trial.overall_status}, but the site is {location.status}; one is outdated"
            yield location.status, f"locations[{index}].status", message
