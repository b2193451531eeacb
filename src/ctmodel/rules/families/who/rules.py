"""Rules about items of the WHO Trial Registration Data Set that are missing (WHO)."""

from typing import Any, Final

from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, Problems, Record, Rule, attribute_of
from ctmodel.rules.documentation import documentation
from ctmodel.rules.families.who.items import EDITION, ITEMS, Item


def _leads_to_value(held: Any, path: str) -> bool:
    """Whether a model path, such as ``locations[].country``, leads to a value; zero is a value."""
    name, _, below = path.partition(".")
    value = getattr(held, name.removesuffix("[]"))
    if not below or value is None:
        return bool(value) or value == 0
    return any(_leads_to_value(item, below) for item in (value if name.endswith("[]") else [value]))


def _check(item: Item, trial: Trial, record: Record) -> Problems:
    paths = item.paths.split()
    if any(_leads_to_value(trial, path) for path in paths):
        return
    for path in paths:
        # The first item stands for any: a format that cannot fill it lacks the field.
        if record.can_tell(path.replace("[]", "[0]")):
            yield path.partition("[]")[0], f"{item.title} (WHO item {item.number}) is missing; expected {item.expected}"
            return


def _example(*values: str) -> str:
    return f"Trial({', '.join(values)})"


def _rule(item: Item) -> Rule:
    summary = f"WHO item {item.number}, {item.title}, is missing."
    why = f"The WHO data set requires it of {item.studies}. The profile ``who`` makes it an error. {item.remark}"
    return Rule(
        code=item.code,
        name=f"who-{'-'.join(item.title.lower().split())}",
        severity=NOTE,
        source=f"{EDITION}, item {item.number}",
        documentation=documentation(
            summary,
            why=why.rstrip(),
            fix=f"Add {item.expected}.",
            fires=[_example(item.study)],
            silent=[_example(item.study, item.example), _example("overall_status=Status.WITHHELD")],
        ),
        default=False,
        reads=frozenset([*item.reads.split(), *map(attribute_of, item.paths.split())]),
        requires=item.requires,
        applies=item.applies,
        check=lambda trial, record: _check(item, trial, record),
        takes_record=True,
        instead_of=frozenset(item.instead_of.split()),
    )


#: A rule for each item that can be missing.
WHO: Final = tuple(_rule(item) for item in ITEMS if item.paths)
