"""How well texts are split, against labels that were made by reading, before anybody looked at what the splitter says."""

from pathlib import Path

import pytest

from tests.criteria import score


@pytest.mark.corpus
@pytest.mark.parametrize(("labels", "clean"), [(score.LABELS, 0.93), (score.SECOND, 0.88)])
def test_labels(corpus: Path, labels: Path, clean: float) -> None:
    tallies = score.score(score.own, labels)
    for layout, tally in tallies.items():
        shares = tally.shares()
        least = 0.995 if layout == "plain" else 0.93
        assert shares["precision"] >= least, layout
        assert shares["recall"] >= least, layout
    odd = [tally for layout, tally in tallies.items() if layout not in ("plain", "all")]
    together = odd[0]
    for tally in odd[1:]:
        together = together.plus(tally)
    assert min(together.shares()["precision"], together.shares()["recall"], together.shares()["depth"]) >= 0.97
    assert tallies["all"].shares()["clean"] >= clean
