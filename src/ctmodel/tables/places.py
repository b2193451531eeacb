"""Where the objects of a trial are in its source: found on the way down, not path by path."""

from typing import Any, final

from ctmodel.formats.foreign import ForeignFormat
from ctmodel.model.trial import Trial
from ctmodel.tables.node import Node, Step


@final
class NativePlaces:
    """JSON pointers into the payload of a trial, correct after items that do not fit.

    The token of a node is its JSON.
    """

    def one(self, above: Node, step: Step) -> tuple[str, Any]:
        return above.place + step.pointer, _at(above.token, step.keys)

    def many(self, above: Node, step: Step, number: int) -> tuple[list[str], list[Any]]:
        array: list[Any] = _at(above.token, step.keys)
        base = above.place + step.pointer
        if len(array) == number:
            return [f"{base}/{index}" for index in range(number)], array
        fitting = [(f"{base}/{index}", item) for index, item in enumerate(array) if step.fits(item)]
        return [place for place, _ in fitting], [item for _, item in fitting]


def _at(json: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        json = json[key]
    return json


@final
class ForeignPlaces:
    """Places in a record of a foreign format: those of the leaves from which attributes were filled.

    The token of a node is its path in the model.
    """

    def __init__(self, held: ForeignFormat, trial: Trial) -> None:
        self._view = held.view(trial)

    def one(self, above: Node, step: Step) -> tuple[str, Any]:
        path = f"{above.token}.{step.name}" if above.token else step.name
        return self._view.place(path), path

    def many(self, above: Node, step: Step, number: int) -> tuple[list[str], list[Any]]:
        path = f"{above.token}.{step.name}" if above.token else step.name
        paths = [f"{path}[{index}]" for index in range(number)]
        return [self._view.place(each) for each in paths], paths
