"""Helpers for tests of other projects: a record that comes with the package, and trials made by Hypothesis."""

from importlib.resources import files
from typing import TYPE_CHECKING

from ctmodel.formats.native import is_study, payload_of
from ctmodel.io.strings import loads
from ctmodel.model.trial import Trial

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["load_fixture", "trials"]


def load_fixture(nct_id: str) -> Trial:
    """Return a record that comes with the package: ``NCT01219465``.

    Args:
        nct_id: the number of the record.

    Raises:
        ValueError: the record does not come with the package; the message names those that do.

    Example:
        >>> from ctmodel.testing import load_fixture
        >>> load_fixture("NCT01219465").enrollment.count
        50
    """
    folder = files("ctmodel") / "data"
    shipped = sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
    if nct_id not in shipped:
        raise ValueError(f"no record {nct_id!r} in the package; it has {', '.join(shipped)}")
    return loads((folder / f"{nct_id}.json").read_bytes())


def trials() -> "SearchStrategy[Trial]":
    """Return a Hypothesis strategy for trials, with any attribute set to any value of its type, or not set.

    At least one attribute is set, so that the trial can be written and read back. Requires the ``testing`` extra.

    Example:
        >>> import ctmodel
        >>> from ctmodel.testing import trials
        >>> from hypothesis import given
        >>> @given(trials())
        ... def test_it_is_written(trial):
        ...     assert ctmodel.loads(ctmodel.dumps(trial)) == trial
    """
    from ctmodel.testing.strategies import objects

    strategy: SearchStrategy[Trial] = objects(Trial)
    return strategy.filter(lambda trial: is_study(payload_of(trial)))
