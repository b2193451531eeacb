"""What tests of other projects need: a shipped record, and trials made by Hypothesis."""

from importlib.resources import files
from typing import TYPE_CHECKING

from ctmodel.formats.native import is_study, payload_of
from ctmodel.io.strings import loads
from ctmodel.model.trial import Trial

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["load_fixture", "trials"]


def load_fixture(nct_id: str) -> Trial:
    """Return a record that the package ships; ``NCT01219465`` is the one.

    Raises:
        ValueError: the package ships no such record; the message names those that it does.
    """
    folder = files("ctmodel") / "data"
    shipped = sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
    if nct_id not in shipped:
        raise ValueError(f"no record {nct_id!r} is shipped; there is {', '.join(shipped)}")
    return loads((folder / f"{nct_id}.json").read_bytes())


def trials() -> "SearchStrategy[Trial]":
    """Return a Hypothesis strategy for trials made by hand: any attribute set to any value of its type, or not at all.

    Something is set in each, so that it can be written and read. Needs the ``testing`` extra.
    """
    from ctmodel.testing.strategies import objects

    strategy: SearchStrategy[Trial] = objects(Trial)
    return strategy.filter(lambda trial: is_study(payload_of(trial)))
