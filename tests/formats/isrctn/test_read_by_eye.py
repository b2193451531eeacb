"""Values of real records, read from the source by eye."""

from pathlib import Path

import pytest

from ctmodel.formats import format_named
from ctmodel.formats.foreign import ForeignFormat
from tests.conftest import members
from tests.formats.test_account import attribute

_PUBLICATION = "2013 Results article in http://www.ncbi.nlm.nih.gov/pubmed/23363640 results"
#: The record, the path of the attribute, and the value.
VALUES = [
    ("ISRCTN16025168", "primary_outcomes[0].time_frame",
     "baseline and post-intervention (12 weeks), with a follow-up at 3-6 months post-trial"),
    ("ISRCTN16025168", "eligibility.maximum_age", "75 Years"),
    ("ISRCTN16025168", "locations[3].country", "Latvia"),
    ("ISRCTN16025168", "collaborators[2].name", "Riga Stradiņš University"),
    ("ISRCTN54285094", "study_first_submit_date", "2003-05-22"),
    ("ISRCTN54285094", "references[1].citation", _PUBLICATION),
    ("ISRCTN54285094", "references[1].pmid", "23363640"),
    ("ISRCTN62918594", "org_study_id", "CRUKD/22/002"),
    ("ISRCTN62918594", "design.allocation", "NON_RANDOMIZED"),
    ("ISRCTN62918594", "enrollment.count", "25"),
]  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize(("number", "path", "value"), VALUES)
def test_a_value_is_what_the_source_says(corpus: Path, number: str, path: str, value: str) -> None:
    held = format_named("isrctn-xml")
    assert isinstance(held, ForeignFormat)
    documents = dict(members(corpus / "registries" / "isrctn_raw.zip"))
    (record,) = held.records(documents[f"{number}.xml"])
    trial = held.trial(record)
    assert trial.registry_id == number
    assert str(attribute(trial, path)) == value
