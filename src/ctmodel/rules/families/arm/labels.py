"""Rules about what arms are called and how they are described (ARM)."""

import re
from typing import Final

from ctmodel.lazy_regex import lazy_regex
from ctmodel.model.trial import Trial
from ctmodel.rules.comparing import folded
from ctmodel.rules.counting import counted_items
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Problems, rule
from ctmodel.rules.lengths import overlong
from ctmodel.rules.likeness import difference
from ctmodel.rules.quoting import quoted

_TITLE: Final = "PRS data element definitions, Arm Title"

_UNINFORMATIVE: Final = lazy_regex(
    r"(?:(?:study|treatment|intervention)[ -]?)?(?:arm|group|cohort|treatment|intervention)s?"
    r"[ :#.-]*(?:[A-H]|[IVX]{1,4}|\d{1,2})",
    re.IGNORECASE,
)


@rule("ARM004", severity=ERROR, source=f"{_TITLE}; measured: labels join arms to interventions", reads="arms")
def arm_label_repeated(trial: Trial) -> Problems:
    """Two arms have the same label.

    Why:
        Interventions name their arms by label: which of the two is meant, nobody can tell.

    Fix:
        Give each arm its own label, and use it wherever interventions and results name the arm.

    Fires:
        Trial(arms=[Arm(label="Placebo"), Arm(label="Placebo")])

    Silent:
        Trial(arms=[Arm(label="Placebo"), Arm(label="Aspirin")])
    """
    first: dict[str, int] = {}
    for index, arm in enumerate(trial.arms):
        if arm.label and first.setdefault(arm.label, index) != index:
            where = first[arm.label]
            yield f"arms[{index}].label", f"label {quoted(arm.label)} is that of arms[{where}], too; expected another"


@rule("ARM005", severity=WARNING, source=f"{_TITLE}; labels join arms to interventions", reads="arms")
def arm_labels_nearly_the_same(trial: Trial) -> Problems:
    """Two arms have labels that differ only in spaces, case or punctuation.

    Why:
        Readers cannot tell them apart, and programs that clean labels merge them.

    Fix:
        Reword one of the labels so that the difference is plain, or merge the arms if they are the same.

    Fires:
        Trial(arms=[Arm(label="Placebo"), Arm(label="Placebo ")])
        Trial(arms=[Arm(label="Low dose"), Arm(label="low-dose")])

    Silent:
        Trial(arms=[Arm(label="Low dose"), Arm(label="High dose")])
        Trial(arms=[Arm(label="Placebo"), Arm(label="Placebo")])
    """
    first: dict[str, str] = {}
    for index, arm in enumerate(trial.arms):
        label = arm.label
        if label and (key := folded(label)) and (other := first.setdefault(key, label)) != label:
            yield f"arms[{index}].label", f"arm {difference(label, other)}; expected labels that tell arms apart"


@overlong("ARM014", "arms[].label")
def arm_label_too_long() -> None:
    """The label of an arm is longer than the registry takes.

    Why:
        The registry rejects or cuts it, and a cut label no longer joins.

    Fix:
        Shorten the label, and move details to the description.

    Fires:
        Trial(arms=[Arm(label="A very long label " * 6)])

    Silent:
        Trial(arms=[Arm(label="Placebo")])
    """


@overlong("ARM015", "arms[].description")
def arm_description_too_long() -> None:
    """The description of an arm is longer than the registry takes.

    Why:
        The registry rejects or cuts it.

    Fix:
        Shorten the description; details of an intervention belong in its own description.

    Fires:
        Trial(arms=[Arm(label="Aspirin", description="100 mg of aspirin. " * 60)])

    Silent:
        Trial(arms=[Arm(label="Aspirin", description="100 mg of aspirin.")])
    """


@rule("ARM016", severity=NOTE, source="PRS review criteria for protocols: informative arm titles", reads="arms")
def uninformative_arm_label(trial: Trial) -> Problems:
    """The label of an arm does not say what its participants receive.

    Why:
        Readers must look up "Arm A" wherever it appears, especially in results.

    Fix:
        Name the arm by what its participants receive, such as "Metformin 500 mg".

    Fires:
        Trial(arms=[Arm(label="Arm A"), Arm(label="Group 2")])

    Silent:
        Trial(arms=[Arm(label="Arm A: aspirin"), Arm(label="Placebo")])
    """
    return counted_items(
        trial,
        "arm",
        (
            (
                "uninformative",
                f"arms[{index}].label",
                f"label {quoted(arm.label)} does not say what is received; expected the name of the intervention",
            )
            for index, arm in enumerate(trial.arms)
            if arm.label and len(arm.label) < 40 and _UNINFORMATIVE.fullmatch(arm.label.strip())
        ),
    )
