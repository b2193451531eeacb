"""By what the items of a list are matched: attributes by class, in stages from certain to likely.

The stages and their limits were measured on versions of real records; decision 45 in ``docs/decisions.md`` has the
numbers.
"""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen


@frozen
class Alike:
    """When two items without a common key are still the same item: their likeness, in points from 0 to 100."""

    #: Attributes with the texts that are compared.
    texts: tuple[str, ...]
    #: The points that two items need.
    least: float
    #: Attributes that must be equal.
    same: tuple[str, ...] = ()
    #: Attributes that give points if they are equal; the texts give the other points.
    points: Mapping[str, float] = {}
    #: Whether the texts are compared letter by letter, since they are names, or else by words weighted by rarity.
    by_letters: bool = False


@frozen
class Stages:
    """How the items of a class are matched, after those that are identical."""

    #: Attributes that together name an item, from the most to the least certain; accents, case and punctuation aside.
    keys: tuple[tuple[str, ...], ...] = ()
    alike: Alike | None = None
    #: An attribute that must be equal, too, if the name is a placeholder.
    placeholder_needs: str | None = None
    #: Whether items that are left are matched in their order, since they have no name.
    in_order: bool = False


#: Names that many sites share, and codes.
PLACEHOLDER: Final = re.compile(
    r"\b(?:research|investigat(?:ional?|ive|or)|clinical|study|trial|local) (?:sites?|institutions?|cent(?:er|re))\b"
    r"|^(?:site|cent(?:er|re)|[a-z]{2,4}\d+)(?: \w*\d\w*)*$"
)


#: Attributes that are matched together, because items move from one to another.
TOGETHER: Final = ("primary_outcomes", "secondary_outcomes", "other_outcomes")

#: The one of them in which a single item that is left on each side is the same item with another text.
REPLACED: Final = "primary_outcomes"

#: Items that are plain texts.
TEXTS: Final = Stages(keys=((),))

_BY_GROUP: Final = Stages(keys=(("group_id",),), in_order=True)
_GROUPS: Final = Stages(keys=(("id", "title"), ("title",), ("id",)))
_BY_TITLE: Final = Stages(keys=(("title",),), in_order=True)
_BY_ID: Final = Stages(keys=(("id",),))
_PERSONS: Final = Stages(keys=(("name",), ("role", "email")))

#: The stages of each class.
STAGES: Final[Mapping[str, Stages]] = {
    "Outcome": Stages(keys=(("measure", "time_frame"), ("measure",)), alike=Alike(("measure",), 50)),
    "Arm": Stages(keys=(("label",),), alike=Alike(("label", "description"), 50, same=("type", "intervention_names"))),
    "Intervention": Stages(
        keys=(("type", "name"), ("name",), ("other_names",)), alike=Alike(("name", "description"), 50, same=("type",))
    ),
    "Location": Stages(
        keys=(("facility", "city", "state", "zip", "country"), ("facility", "city", "country")),
        alike=Alike(("facility",), 60, same=("country",), points={"city": 20, "zip": 20}, by_letters=True),
        placeholder_needs="zip",
    ),
    "Reference": Stages(keys=(("pmid",), ("citation",)), alike=Alike(("citation",), 80)),
    "Retraction": Stages(keys=(("pmid",),)),
    "SeeAlsoLink": Stages(keys=(("url", "label"), ("url",))),
    "AvailIpd": Stages(keys=(("id", "url"), ("id",), ("url",))),
    "Identifier": Stages(keys=(("type", "id"), ("id",))),
    "Sponsor": Stages(keys=(("name",),)),
    "Contact": _PERSONS,
    "Official": Stages(keys=(("name", "affiliation"), ("name",))),
    "LargeDoc": Stages(keys=(("filename",), ("type_abbrev", "label", "date"), ("type_abbrev", "label"))),
    "UnpostedEvent": Stages(keys=(("type", "date"), ("type",))),
    "ViolationEvent": Stages(keys=(("type", "creation_date"), ("type",))),
    "SubmissionInfo": Stages(keys=(("release_date",),), in_order=True),
    "Mesh": Stages(keys=(("id",), ("term",))),
    "BrowseLeaf": _BY_ID,
    "BrowseBranch": Stages(keys=(("abbrev",),)),
    "FlowGroup": _GROUPS,
    "FlowPeriod": _BY_TITLE,
    "FlowMilestone": Stages(keys=(("type", "comment"), ("type",)), in_order=True),
    "DropWithdraw": Stages(keys=(("type", "comment"), ("type",)), in_order=True),
    "FlowStats": _BY_GROUP,
    "MeasureGroup": _GROUPS,
    "BaselineMeasure": Stages(keys=(("title", "param_type"), ("title",)), alike=Alike(("title",), 50)),
    "OutcomeMeasure": Stages(
        keys=(("type", "title", "time_frame"), ("title", "time_frame"), ("title",)), alike=Alike(("title",), 50)
    ),
    "MeasureAnalysis": Stages(keys=(("group_ids", "statistical_method", "param_type"),), in_order=True),
    "MeasureClass": _BY_TITLE,
    "MeasureCategory": _BY_TITLE,
    "Denom": Stages(keys=(("units",),), in_order=True),
    "DenomCount": _BY_GROUP,
    "Measurement": _BY_GROUP,
    "EventGroup": _GROUPS,
    "AdverseEvent": Stages(keys=(("term", "organ_system", "source_vocabulary"), ("term", "organ_system"), ("term",))),
    "EventStats": _BY_GROUP,
}
