"""Make rules about missing items, and their variants for older records."""

import inspect
import re
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, Final

from attrs import evolve

from ctmodel.model.trial import Trial
from ctmodel.rules.definition import NOTE, Applies, Problems, Rule, attribute_of, named
from ctmodel.rules.documentation import documentation, examples, prose
from ctmodel.rules.finding import Severity

#: The message about a missing item, or a function that returns it for the object that lacks the item.
Message = str | Callable[[Any], str]

_START: Final = re.compile(r'start_date=PartialDate\("[^"]*"\)')
_OLDER_START: Final = 'start_date=PartialDate("2010")'


def absent(held: Any, path: str, above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the places below an object where a model path, such as ``arms[].type``, leads to nothing.

    Each place comes with the object that lacks the item. If an object on the path is missing, that is the place: for
    ``design.allocation``, the design. Zero and false are values.
    """
    name, _, below = path.partition(".")
    if name.endswith("[]"):
        name = name.removesuffix("[]")
        for index, item in enumerate(getattr(held, name)):
            yield from absent(item, below, f"{above}{name}[{index}].")
        return
    value = getattr(held, name)
    if below and value is not None:
        yield from absent(value, below, f"{above}{name}.")
    elif not value and value != 0:
        yield f"{above}{name}", held


def missing(
    code: str,
    path: str,
    message: Message,
    *,
    severity: Severity,
    source: str,
    reads: str = "",
    applies: Applies | None = None,
    requires: str | None = None,
    skips_older: bool = False,
    default: bool = True,
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule about a model path that leads to nothing; the function has only name and documentation.

    Args:
        code: the code of the rule.
        path: where the item is looked for, such as ``design.allocation`` or ``arms[].type``.
        message: the message of the finding, or a function that returns it for the object that lacks the item.
        severity: how bad it is.
        source: where the requirement comes from.
        reads: the attributes of the trial that ``applies`` and ``message`` read, with spaces between.
        applies: a function that says whether the rule applies to a trial.
        requires: the attribute whose absence the rule reports; by default, the one that the path begins with.
        skips_older: whether records from before the final rule are reported only on request.
        default: whether the rule is on unless asked for.
    """
    begins_with = attribute_of(path)
    say = message if callable(message) else lambda _: message
    first = attrgetter(begins_with)
    is_attribute = path == begins_with

    def places(trial: Trial) -> Problems:
        # Nearly always, there is something.
        if is_attribute and first(trial):
            return iter(())
        return ((place, say(held)) for place, held in absent(trial, path))

    def made(function: Callable[[], None]) -> Rule:
        return Rule(
            code=code,
            name=named(function),
            severity=severity,
            source=source,
            documentation=inspect.getdoc(function) or "",
            default=default,
            skips_older=skips_older,
            reads=frozenset([*reads.split(), begins_with]),
            requires=requires or begins_with,
            applies=applies,
            check=places,
        )

    return made


def in_older_record(
    newer: Rule, code: str, summary: str, *, applies: Applies, source: str = "", skips_older: bool = True
) -> Rule:
    """Make a note for records from before a requirement, with the check and message of the rule for newer records.

    The examples are those of the other rule, with an older start date; where that rule fires, the note is silent.
    """
    fires = examples(newer, "Fires")
    return evolve(
        newer,
        code=code,
        name=f"{newer.name}-in-older-record",
        severity=NOTE,
        source=source or newer.source,
        applies=applies,
        skips_older=skips_older,
        documentation=documentation(
            summary,
            why="The registry did not always require it, but readers still need it.",
            fix=prose(newer, "Fix"),
            fires=[_START.sub(_OLDER_START, example) for example in fires],
            silent=fires,
        ),
    )
