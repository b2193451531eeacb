"""Rules about titles and the acronym (TTL)."""

import re
from collections.abc import Iterator

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import observational, posted_study, since_final_rule
from ctmodel.rules.comparing import folded
from ctmodel.rules.definition import ERROR, NOTE, REGISTRY, WARNING, Problems, rule
from ctmodel.rules.lengths import limits, too_long
from ctmodel.rules.quoting import quoted, quoted_around

_RANDOMIZED = lazy_regex(r"\brandomi[sz]ed\b", re.IGNORECASE)
# The word stands for another study, for a method, or for its opposite.
_NO_CLAIM = lazy_regex(
    r"mendelian|\b(?:non|not|un)[- ]?randomi[sz]ed"
    r"|\b(?:extension|follow[- ]?up|after|analysis|from|participants|patients|enrolled)\b.{0,200}randomi[sz]ed"
    r"|\brandomi[sz]ed (?:controlled |clinical )*trials\b",
    re.IGNORECASE | re.DOTALL,
)


def _titles(trial: Trial) -> Iterator[tuple[str, str]]:
    if trial.brief_title:
        yield "brief_title", trial.brief_title
    if trial.official_title:
        yield "official_title", trial.official_title


def _posted_since_final_rule(trial: Trial) -> bool:
    return posted_study(trial) and since_final_rule(trial)


def _posted_and_older(trial: Trial) -> bool:
    return posted_study(trial) and not since_final_rule(trial)


@rule("TTL001", severity=ERROR, of=REGISTRY, source=limits("brief_title"), reads="brief_title")
def brief_title_too_long(trial: Trial) -> Problems:
    """The brief title is longer than the registry takes.

    Why:
        The registry takes no more; a longer one was changed on its way.

    Fires:
        Trial(brief_title="Aspirin " * 40)

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """
    yield from too_long(trial, "brief_title")


@rule("TTL002", severity=ERROR, of=REGISTRY, source=limits("official_title"), reads="official_title")
def official_title_too_long(trial: Trial) -> Problems:
    """The official title is longer than the registry takes.

    Why:
        The registry takes no more; a longer one was changed on its way.

    Fires:
        Trial(official_title="Aspirin " * 80)

    Silent:
        Trial(official_title="A Randomized Trial of Aspirin Against Headache")
    """
    yield from too_long(trial, "official_title")


@rule("TTL003", severity=ERROR, of=REGISTRY, source=limits("acronym"), reads="acronym")
def acronym_too_long(trial: Trial) -> Problems:
    """The acronym is longer than the registry takes.

    Why:
        The registry takes no more; a longer one was changed on its way.

    Fires:
        Trial(acronym="ASPIRIN-HEADACHE")

    Silent:
        Trial(acronym="ASPHEAD")
    """
    yield from too_long(trial, "acronym")


@rule(
    "TTL004",
    severity=WARNING,
    source="42 CFR 11.28, official title; PRS definitions, Official Title (required)",
    reads="official_title start_date study_type overall_status",
    applies=_posted_since_final_rule,
    requires="official_title",
)
def official_title_missing(trial: Trial) -> Problems:
    """The official title is missing, and the study starts after the final rule came into effect.

    Why:
        By the title of its protocol a study is recognised in publications and other registries.

    Fires:
        Trial(start_date=PartialDate("2019-03"))

    Silent:
        Trial(start_date=PartialDate("2019-03"), official_title="A Randomized Trial of Aspirin Against Headache")
        Trial(start_date=PartialDate("2012-03"))
    """
    yield from _no_official_title(trial)


@rule(
    "TTL005",
    severity=NOTE,
    source="PRS definitions, Official Title",
    reads="official_title start_date study_type overall_status",
    applies=_posted_and_older,
    requires="official_title",
    spares_older=True,
)
def official_title_missing_in_older_record(trial: Trial) -> Problems:
    """The official title is missing in a record from before the final rule.

    Why:
        By the title of its protocol a study is recognised in publications and other registries.

    Fires:
        Trial(start_date=PartialDate("2012-03"))
        Trial(nct_id="NCT01219465")

    Silent:
        Trial(official_title="A Randomized Trial of Aspirin Against Headache")
        Trial(start_date=PartialDate("2019-03"))
    """
    yield from _no_official_title(trial)


def _no_official_title(trial: Trial) -> Problems:
    if not trial.official_title:
        yield "official_title", "the official title is missing; the title of the protocol is expected"


@rule(
    "TTL006",
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria, capitalisation",
    reads="brief_title official_title",
)
def title_in_capitals(trial: Trial) -> Problems:
    """A title is written in capital letters throughout.

    Why:
        Capitals are hard to read, and hide which words are acronyms.

    Fires:
        Trial(brief_title="ASPIRIN AGAINST HEADACHE")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
        Trial(brief_title="ASPIRIN")
    """
    for path, title in _titles(trial):
        if len(title) > 20 and title.isupper():
            yield (
                path,
                f"{quoted(title)} is all capitals; capitals for the first letters or the first word are expected",
            )


@rule(
    "TTL007",
    severity=NOTE,
    source="PRS definitions, Brief Title: in language intended for the lay public",
    reads="brief_title official_title",
    default=False,
)
def titles_are_the_same(trial: Trial) -> Problems:
    """The brief title is the official title.

    Why:
        The brief title is there for readers who do not know the words of the protocol.

    Fires:
        Trial(brief_title="Aspirin against headache", official_title="Aspirin Against Headache.")

    Silent:
        Trial(brief_title="Aspirin Against Headache", official_title="Acetylsalicylic Acid Versus Placebo in Migraine")
    """
    brief, official = trial.brief_title, trial.official_title
    if brief and official and (brief == official or folded(brief) == folded(official) != ""):
        yield "brief_title", "the brief title says what the official title says; words for the public are expected"


@rule(
    "TTL008",
    severity=NOTE,
    source="Zarin et al., NEJM 2011, table 3: internal inconsistency",
    reads="brief_title official_title study_type",
    applies=observational,
)
def randomized_observational_study(trial: Trial) -> Problems:
    """The title of an observational study says that it is randomized.

    Why:
        A study that assigns participants at random is interventional.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="A Randomized Trial of Aspirin")

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="Aspirin: A Mendelian Randomized Analysis")
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="A Non-randomized Study of Aspirin")
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="Extension of a Randomized Trial of Aspirin")
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Randomized Trial of Aspirin")
    """
    for path, title in _titles(trial):
        if _RANDOMIZED.search(title) and not _NO_CLAIM.search(title):
            yield path, f"{quoted(title)} says randomized; the study type is observational, one of them is wrong"


@rule(
    "TTL009",
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria; none of 2583 records has a shorter title",
    reads="brief_title",
)
def brief_title_says_little(trial: Trial) -> Problems:
    """The brief title is shorter than 18 characters.

    Why:
        So few letters do not name participants, condition and intervention.

    Fires:
        Trial(brief_title="Aspirin Study")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """
    title = trial.brief_title
    if title and len(title) < 18:
        yield "brief_title", f"{quoted(title)} says little; participants, condition and intervention are expected"


@rule(
    "TTL010",
    severity=NOTE,
    source="ClinicalTrials.gov quality control review criteria, style of titles",
    reads="brief_title",
    default=False,
)
def brief_title_ends_with_full_stop(trial: Trial) -> Problems:
    """The brief title ends with a full stop.

    Why:
        Titles are no sentences; lists of titles look uneven.

    Fires:
        Trial(brief_title="Aspirin against headache.")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """
    title = trial.brief_title
    if title and title.endswith("."):
        yield (
            "brief_title",
            f"{quoted_around(title, len(title) - 1, len(title))} ends with a full stop; titles have none",
        )
