"""Rules about where a study recruits, and how its sites stand (LOC)."""

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, posted_study
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import NOTE, WARNING, Problems, rule
from ctmodel.rules.quoting import quoted
from ctmodel.terms.protocol import RecruitmentStatus, Status

_ENDED = (Status.COMPLETED, Status.TERMINATED, Status.WITHDRAWN)
_OPEN_SITE = (RecruitmentStatus.RECRUITING, RecruitmentStatus.NOT_YET_RECRUITING)
#: Where sites may be missing (not chosen yet, none was ever opened) or another rule asks for them.
_SITES_NOT_ASKED = (Status.RECRUITING, Status.NOT_YET_RECRUITING, Status.WITHDRAWN)


def _recruiting(trial: Trial) -> bool:
    return trial.overall_status == Status.RECRUITING


def _past_planning(trial: Trial) -> bool:
    return posted_study(trial) and trial.overall_status not in _SITES_NOT_ASKED


def _not_recruiting_but_open(trial: Trial) -> bool:
    """Whether it runs without recruiting; that sites of an ended study recruit is said by LOC017."""
    return trial.overall_status in (
        Status.NOT_YET_RECRUITING,
        Status.ENROLLING_BY_INVITATION,
        Status.ACTIVE_NOT_RECRUITING,
        Status.SUSPENDED,
    )


def _ended(trial: Trial) -> bool:
    return trial.overall_status in _ENDED


@rule(
    "LOC001",
    severity=WARNING,
    source="PRS data element definitions, facility information, required item",
    reads="overall_status locations",
    applies=_recruiting,
    requires=WHOLE,
)
def recruiting_nowhere(trial: Trial) -> Problems:
    """A study recruits, but has no site.

    Why:
        People who look for a trial near them never find it.

    Fires:
        Trial(overall_status=Status.RECRUITING)

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo", country="Norway")])
        Trial(overall_status=Status.COMPLETED)
    """
    if not trial.locations:
        yield "locations", "overall_status is 'RECRUITING', but there is no site; expected where it recruits"


@rule(
    "LOC002",
    severity=NOTE,
    source="PRS data element definitions, facility information; measured: 4.5 % of records",
    reads="study_type overall_status locations",
    applies=_past_planning,
    requires=WHOLE,
)
def no_sites(trial: Trial) -> Problems:
    """A study past its planning has no site.

    Why:
        Where it took place cannot be known; registries of patients and studies of data often have none.

    Fires:
        Trial(overall_status=Status.COMPLETED)

    Silent:
        Trial(overall_status=Status.COMPLETED, locations=[Location(city="Oslo", country="Norway")])
        Trial(overall_status=Status.NOT_YET_RECRUITING)
    """
    if not trial.locations:
        status = str(trial.overall_status or "missing")
        yield "locations", f"overall_status is {quoted(status)}, but there is no site; expected where it took place"


@rule(
    "LOC015",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status: recruiting if one site is",
    reads="overall_status locations",
    applies=_not_recruiting_but_open,
)
def site_recruits_but_study_does_not(trial: Trial) -> Problems:
    """A site recruits, but the study as a whole does not.

    Why:
        If at least one site recruits, so does the study; people who look for open trials miss it.

    Fires:
        Trial(
            overall_status=Status.ACTIVE_NOT_RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])
        Trial(overall_status=Status.SUSPENDED, locations=[Location(status=RecruitmentStatus.SUSPENDED)])
    """
    for index, location in enumerate(trial.locations):
        if location.status == RecruitmentStatus.RECRUITING:
            status = str(trial.overall_status)
            yield (
                "overall_status",
                f"overall_status is {quoted(status)}, but locations[{index}] recruits; one is outdated",
            )
            return


@rule(
    "LOC016",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status: recruiting if one site is",
    reads="overall_status locations",
    applies=_recruiting,
)
def study_recruits_but_no_site_does(trial: Trial) -> Problems:
    """The study recruits, sites say how they stand, and none of them recruits.

    Why:
        People who ask are turned away everywhere: the status of the study or of its sites is out of date.

    Fires:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.COMPLETED)])

    Silent:
        Trial(overall_status=Status.RECRUITING, locations=[Location(status=RecruitmentStatus.RECRUITING)])
        Trial(overall_status=Status.RECRUITING, locations=[Location(city="Oslo")])
    """
    statuses = {location.status for location in trial.locations}
    if RecruitmentStatus.RECRUITING not in statuses and any(statuses):
        found = ", ".join(sorted(status for status in statuses if status))
        yield (
            "overall_status",
            f"overall_status is 'RECRUITING', but sites are {quoted(found)}; expected one that recruits",
        )


@rule(
    "LOC017",
    severity=WARNING,
    source="PRS data element definitions, overall recruitment status and individual site status",
    reads="overall_status locations",
    applies=_ended,
)
def ended_but_site_open(trial: Trial) -> Problems:
    """The study has ended, but a site still recruits or waits to.

    Why:
        People travel to a site that takes nobody; the status of the site was forgotten.

    Fires:
        Trial(overall_status=Status.COMPLETED, locations=[Location(status=RecruitmentStatus.RECRUITING)])

    Silent:
        Trial(overall_status=Status.COMPLETED, locations=[Location(status=RecruitmentStatus.COMPLETED)])
    """
    yield from counted_items(
        trial,
        "site",
        (
            (
                location.status,
                f"locations[{index}].status",
                f"overall_status is {quoted(str(trial.overall_status))},"
                f" but the site is {quoted(str(location.status))}; expected that it has ended, too",
            )
            for index, location in enumerate(trial.locations)
            if location.status in _OPEN_SITE
        ),
    )
