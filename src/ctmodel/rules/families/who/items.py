"""The items of the WHO Trial Registration Data Set, and how the profile ``who`` reports each of them."""

from typing import Final, final

from attrs import frozen

from ctmodel.model.trial import Trial
from ctmodel.rules.applies import WHOLE, interventional, not_withheld, posted_study
from ctmodel.rules.definition import Applies
from ctmodel.rules.families.loc.contacts import open_or_opening

#: The edition of the data set.
EDITION: Final = "WHO Trial Registration Data Set 1.3.1"


@final
@frozen
class Item:
    """An item of the data set."""

    number: int
    title: str
    #: Model paths that can hold it, separated by spaces; it is missing if none has a value. Empty if there is no rule.
    paths: str = ""
    #: What a record should have, as messages say it.
    expected: str = ""
    #: A value, as examples write it.
    example: str = ""
    #: The studies that are asked for it.
    applies: Applies = not_withheld
    #: The attributes that ``applies`` reads, separated by spaces.
    reads: str = "overall_status"
    #: These studies, in words.
    studies: str = "all studies"
    #: Such a study, as examples write it.
    study: str = 'acronym="WALK"'
    #: The attribute whose absence is reported; in a draft, what registration adds is not missing.
    requires: str = WHOLE
    #: Codes of rules about the same absence in fewer records, separated by spaces.
    instead_of: str = ""
    #: Codes of other rules that the profile makes errors, separated by spaces.
    others: str = ""
    #: Why there is no rule, or what the rule leaves to others.
    remark: str = ""

    @property
    def code(self) -> str:
        """The code of the rule about the item."""
        return f"WHO{self.number:03}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules that the profile has for the item."""
        return (*((self.code,) if self.paths else ()), *self.others.split())


def _shown_trial(trial: Trial) -> bool:
    return interventional(trial) and not_withheld(trial)


_TYPED: Final = "overall_status study_type"
_STUDY: Final = "all studies except expanded access"
_TRIAL: Final = "interventional trials"

#: All items, in the order of their numbers.
ITEMS: Final = (
    Item(
        1,
        "Primary registry and trial identifying number",
        "nct_id secondary_ids[].id",
        "the number that the registry gave",
        example='nct_id="NCT00000102"',
        requires="nct_id",
        instead_of="STR006",
    ),
    Item(
        2,
        "Date of registration in primary registry",
        "study_first_submit_date study_first_post_date",
        "the date of submission or posting",
        example='study_first_post_date=PartialDate("2019-05-02")',
        requires="study_first_submit_date",
        instead_of="STR006",
    ),
    Item(3, "Secondary identifying numbers", remark="The data set asks for them only if there are any."),
    Item(
        4,
        "Sources of monetary or material support",
        remark="ClinicalTrials.gov does not separate funders from sponsors and collaborators.",
    ),
    Item(
        5,
        "Primary sponsor",
        "lead_sponsor.name",
        "the name of the lead sponsor",
        example='lead_sponsor=Sponsor(name="Example University")',
        instead_of="STR006",
    ),
    Item(6, "Secondary sponsors", remark="The data set asks for them only if there are any."),
    Item(
        7,
        "Contact for public queries",
        "central_contacts[].phone central_contacts[].email locations[].contacts[].phone locations[].contacts[].email",
        "a contact with phone or e-mail",
        example='central_contacts=[Contact(email="trials@example.org")]',
        applies=open_or_opening,
        studies="studies that are recruiting or will be",
        study="overall_status=Status.RECRUITING",
        instead_of="LOC003",
        remark="ClinicalTrials.gov hides the contacts of other studies.",
    ),
    Item(
        8,
        "Contact for scientific queries",
        "overall_officials[].name responsible_party.investigator_full_name",
        "an official or a responsible investigator",
        example='overall_officials=[Official(name="Study Office")]',
        applies=posted_study,
        reads=_TYPED,
        studies=_STUDY,
        remark="ClinicalTrials.gov has neither phone nor e-mail of officials, so these are never reported missing.",
    ),
    Item(
        9,
        "Public title",
        "brief_title",
        "a title for the public",
        example='brief_title="Walking After Surgery"',
        instead_of="STR006",
    ),
    Item(
        10,
        "Scientific title",
        "official_title",
        "the title of the protocol",
        example='official_title="A Randomized Trial of Walking After Surgery"',
        instead_of="STR006 TTL004 TTL005",
    ),
    Item(
        11,
        "Countries of recruitment",
        "locations[].country",
        "at least one site with a country",
        example='locations=[Location(country="Norway")]',
        applies=_shown_trial,
        reads=_TYPED,
        studies=_TRIAL,
        study="study_type=StudyType.INTERVENTIONAL",
        instead_of="LOC001 LOC002",
    ),
    Item(
        12,
        "Health conditions or problems studied",
        "conditions",
        "at least one condition",
        example='conditions=["Asthma"]',
        instead_of="STR006",
    ),
    Item(
        13,
        "Interventions",
        "interventions arms",
        "at least one intervention",
        example='interventions=[Intervention(name="Walking")]',
        applies=_shown_trial,
        reads=_TYPED,
        studies=_TRIAL,
        study="study_type=StudyType.INTERVENTIONAL",
        instead_of="ARM003",
        others="ARM003",
        remark="ARM003 reports interventions missing although there are arms.",
    ),
    Item(
        14,
        "Key inclusion and exclusion criteria",
        "eligibility.text",
        "the criteria",
        example='eligibility=Eligibility(text="Inclusion Criteria: adults")',
        instead_of="ELG010",
        others="ELG006",
        remark="ELG006 reports a missing sex. A study without age limits is open to all ages.",
    ),
    Item(
        15,
        "Study type",
        "study_type",
        "interventional, observational or expanded access",
        example="study_type=StudyType.OBSERVATIONAL",
        instead_of="STR006",
        remark="DES001 to DES007 report missing parts of the design.",
    ),
    Item(
        16,
        "Date of first enrolment",
        "start_date",
        "the actual or planned date",
        example='start_date=PartialDate("2019-05")',
        applies=posted_study,
        reads=_TYPED,
        studies=_STUDY,
        instead_of="DAT011",
    ),
    Item(
        17,
        "Sample size",
        "enrollment.count",
        "the actual or planned number of participants",
        example="enrollment=Enrollment(count=0)",
        applies=posted_study,
        reads=_TYPED,
        studies=_STUDY,
        instead_of="DES030",
    ),
    Item(
        18,
        "Recruitment status",
        "overall_status",
        "the status",
        example="overall_status=Status.COMPLETED",
        instead_of="STR006",
    ),
    Item(
        19,
        "Primary outcomes",
        "primary_outcomes",
        "at least one outcome",
        example='primary_outcomes=[Outcome(measure="Pain")]',
        applies=posted_study,
        reads=_TYPED,
        studies=_STUDY,
        instead_of="OUT001 OUT002",
    ),
    Item(
        20,
        "Key secondary outcomes",
        "secondary_outcomes",
        "the secondary outcomes in the protocol",
        example='secondary_outcomes=[Outcome(measure="Pain")]',
        applies=_shown_trial,
        reads=_TYPED,
        studies=_TRIAL,
        study="study_type=StudyType.INTERVENTIONAL",
    ),
    Item(21, "Ethics review", remark="ClinicalTrials.gov does not publish it, and no attribute can hold it."),
    Item(
        22,
        "Completion date",
        "completion_date",
        "the actual or planned date",
        example='completion_date=PartialDate("2021-03")',
        applies=posted_study,
        reads=_TYPED,
        studies=_STUDY,
        instead_of="DAT013",
    ),
    Item(
        23,
        "Summary results",
        remark="The data set does not say when they are due. REG006 to REG009 report results that U.S. law requires.",
    ),
    Item(
        24,
        "IPD sharing statement",
        others="REG016",
        remark="REG016 reports it for trials that start in 2019 or later; older trials were not asked for it.",
    ),
)

#: The codes of the rules that the profile ``who`` makes errors.
CODES: Final = frozenset(code for item in ITEMS for code in item.codes)
