"""Rules about titles and the acronym (TTL)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.applies import interventional, observational, older_posted_study, posted_since_final_rule
from ctmodel.rules.comparing import folded
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, Record, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.missing import in_older_record, missing
from ctmodel.rules.quoting import quoted, quoted_around
from ctmodel.rules.texts import titles
from ctmodel.terms.protocol import InterventionalAssignment

_REVIEW: Final = "ClinicalTrials.gov quality control review criteria"
_RANDOMIZED = lazy_regex(r"\brandomi[sz]ed\b", re.IGNORECASE)
# The word is about another study, about a method, or about its opposite.
_NO_CLAIM = lazy_regex(
    r"mendelian|\b(?:non|not|un)[- ]?randomi[sz]ed"
    r"|\b(?:extension|follow[- ]?up|after|analysis|from|participants|patients|enrolled)\b.{0,200}randomi[sz]ed"
    r"|\brandomi[sz]ed (?:controlled |clinical )*trials\b",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE_ARM: Final = lazy_regex(
    r"\b(?<!non[- ])(?<!not )(?<!not a )(?:single|one)[-\s\u2010-\u2015]arm(?:ed)?\b"
    # Arms of the body, and several studies of one arm each.
    r"(?!\s+(?:of|cohorts|studies|trials|parts|training|exercise|ergomet|cycl|crank|rais|press|row|reach|movement))",
    re.IGNORECASE,
)
# A single-arm part of a larger study, or one arm whose doses are listed as several.
_MORE_THAN_ONE: Final = lazy_regex(
    r"(?<!non)(?<!non[- ])randomi[sz]|\bcontrol|\b(?:two|three|four|multi)[- ]?(?:arm|cohort|part)|\bcohorts|\bparallel"
    r"|platform|umbrella|basket|master|sub-?stud|followed by|\bthen\b|run-?in|extension|expansion|escalat"
    r"|dose[- ](?:finding|ranging)|\bversus\b|\bvs\b|compar|cross-?over|\bparts?\b",
    re.IGNORECASE,
)


@overlong("TTL001", "brief_title", severity=ERROR)
def brief_title_too_long() -> None:
    """The brief title is longer than the registry accepts.

    Why:
        The registry does not accept a longer one, so the title was changed after it left the registry.

    Fix:
        Shorten the title.

    Fires:
        Trial(brief_title="Aspirin " * 40)

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """


@overlong("TTL002", "official_title", severity=ERROR)
def official_title_too_long() -> None:
    """The official title is longer than the registry accepts.

    Why:
        The registry does not accept a longer one, so the title was changed after it left the registry.

    Fix:
        Shorten the title.

    Fires:
        Trial(official_title="Aspirin " * 80)

    Silent:
        Trial(official_title="A Randomized Trial of Aspirin Against Headache")
    """


@overlong("TTL003", "acronym", severity=ERROR)
def acronym_too_long() -> None:
    """The acronym is longer than the registry accepts.

    Why:
        The registry does not accept a longer one, so the acronym was changed after it left the registry.

    Fix:
        Shorten the acronym.

    Fires:
        Trial(acronym="ASPIRIN-HEADACHE")

    Silent:
        Trial(acronym="ASPHEAD")
    """


@missing(
    "TTL004",
    "official_title",
    "the official title is missing; expected the title of the protocol",
    severity=WARNING,
    source="42 CFR 11.28, official title; PRS definitions, Official Title (required)",
    reads="start_date study_type overall_status",
    applies=posted_since_final_rule,
)
def official_title_missing() -> None:
    """The official title is missing, and the study starts after the final rule took effect.

    Why:
        Publications and other registries identify a study by the title of its protocol.

    Fix:
        Enter the title of the protocol.

    Fires:
        Trial(start_date=PartialDate("2019-03"))

    Silent:
        Trial(start_date=PartialDate("2019-03"), official_title="A Randomized Trial of Aspirin Against Headache")
        Trial(start_date=PartialDate("2012-03"))
    """


official_title_missing_in_older_record = in_older_record(
    official_title_missing,
    "TTL005",
    "The official title is missing in a record from before the final rule.",
    source="PRS definitions, Official Title",
    applies=older_posted_study,
)


@rule("TTL006", severity=NOTE, source=f"{_REVIEW}, capitalisation", reads="brief_title official_title")
def title_in_capitals(trial: Trial) -> Problems:
    """A title is written entirely in capital letters.

    Why:
        Capitals are hard to read, and hide which words are acronyms.

    Fix:
        Write the title in sentence or title case.

    Fires:
        Trial(brief_title="ASPIRIN AGAINST HEADACHE")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
        Trial(brief_title="ASPIRIN")
    """
    for path, title in titles(trial):
        if len(title) > 20 and title.isupper():
            yield path, f"{quoted(title)} is in capitals; expected title case or sentence case"


@rule(
    "TTL007",
    severity=NOTE,
    source="PRS definitions, Brief Title: in language intended for the lay public",
    reads="brief_title official_title",
    default=False,
)
def titles_are_the_same(trial: Trial) -> Problems:
    """The brief title is the same as the official title.

    Why:
        The brief title is for readers who do not know the terms of the protocol.

    Fix:
        Write a brief title in words that people outside the field understand.

    Fires:
        Trial(brief_title="Aspirin against headache", official_title="Aspirin Against Headache.")

    Silent:
        Trial(brief_title="Aspirin Against Headache", official_title="Acetylsalicylic Acid Versus Placebo in Migraine")
    """
    brief, official = trial.brief_title, trial.official_title
    if brief and official and (brief == official or folded(brief) == folded(official) != ""):
        yield "brief_title", "the brief title repeats the official title; expected plain language"


@rule(
    "TTL008",
    severity=NOTE,
    source="Zarin et al., NEJM 2011, table 3: internal inconsistency",
    reads="brief_title official_title study_type",
    applies=observational,
)
def randomized_observational_study(trial: Trial, record: Record) -> Problems:
    """The title of an observational study says that it is randomized.

    Why:
        A study that assigns participants at random is interventional.

    Fix:
        Correct the study type, or the title.

    Fires:
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="A Randomized Trial of Aspirin")

    Silent:
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="Aspirin: A Mendelian Randomized Analysis")
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="A Non-randomized Study of Aspirin")
        Trial(study_type=StudyType.OBSERVATIONAL, brief_title="Extension of a Randomized Trial of Aspirin")
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Randomized Trial of Aspirin")
    """
    for path, title in titles(trial) if "randomi" in record.lower_titles else ():
        if _RANDOMIZED.search(title) and not _NO_CLAIM.search(title):
            yield path, f"{quoted(title)} says randomized, but study_type is OBSERVATIONAL; one of them is wrong"


@rule("TTL009", severity=NOTE, source=f"{_REVIEW}; none of 2583 records has a shorter title", reads="brief_title")
def brief_title_says_little(trial: Trial) -> Problems:
    """The brief title is shorter than 18 characters.

    Why:
        A title that short cannot name participants, condition and intervention.

    Fix:
        Name participants, condition and intervention in the title.

    Fires:
        Trial(brief_title="Aspirin Study")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """
    title = trial.brief_title
    if title and len(title) < 18:
        yield "brief_title", f"{quoted(title)} is very short; expected participants, condition and intervention"


@rule("TTL010", severity=NOTE, source=f"{_REVIEW}, style of titles", reads="brief_title", default=False)
def brief_title_ends_with_full_stop(trial: Trial) -> Problems:
    """The brief title ends with a full stop.

    Why:
        Titles are not sentences, and lists that mix both styles look uneven.

    Fix:
        Remove the full stop.

    Fires:
        Trial(brief_title="Aspirin against headache.")

    Silent:
        Trial(brief_title="Aspirin Against Headache")
    """
    title = trial.brief_title
    if title and title.endswith("."):
        yield "brief_title", f"{quoted_around(title, len(title) - 1, len(title))} ends with a full stop; remove it"


@rule(
    "TTL011",
    severity=WARNING,
    source="PRS review criteria for protocols: internal consistency",
    reads="study_type design brief_title official_title arms",
    applies=interventional,
)
def single_arm_only_by_title(trial: Trial, record: Record) -> Problems:
    """A title calls the trial single-arm, and it has several arms.

    Why:
        Readers assume a trial without comparison: either the title or the list of arms is wrong.

    Fix:
        Correct the title, or merge the arms if all participants receive the same.

    Fires:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Single-Arm Trial", arms=[Arm(), Arm()])

    Silent:
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Single-Arm Trial", arms=[Arm()])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="A Two-Arm Trial", arms=[Arm(), Arm()])
        Trial(study_type=StudyType.INTERVENTIONAL, brief_title="Two Single-Arm Cohorts", arms=[Arm(), Arm()])
    """
    if "arm" not in record.lower_titles:
        return
    # Of a single group with several arms, the model is reported; arms of a sequence may be doses of one.
    if len(trial.arms) < 2 or (trial.design is not None and trial.design.intervention_model) in (
        InterventionalAssignment.SINGLE_GROUP,
        InterventionalAssignment.SEQUENTIAL,
    ):
        return
    for path, title in titles(trial):
        named = _SINGLE_ARM.search(title)
        if named is not None and not _MORE_THAN_ONE.search(title):
            yield path, f"the title says {quoted(named[0])}, but there are {len(trial.arms)} arms; expected one"
            return
