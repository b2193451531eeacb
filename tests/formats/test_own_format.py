"""A registry's own format: no leaf tells the registry, since the format does."""

from typing import Final

from ctmodel.formats import account
from ctmodel.formats.foreign import ForeignFormat
from ctmodel.formats.reader import Reader
from ctmodel.formats.rows import left, row
from ctmodel.formats.xml_records import XmlDocuments

READER: Final = Reader([row("title", "brief_title")], [*left("soil")], number="id")
FORMAT: Final = ForeignFormat(
    "garden-xml", "Garden Registry, XML", XmlDocuments("bed", "garden"), f"{__name__}:READER", "Garden Registry"
)


def test_the_registry_is_that_of_the_format() -> None:
    document = b"<garden><bed>Spring<id>7</id><title>Peas</title><soil>sand</soil></bed></garden>"
    (trial,) = map(FORMAT.trial, FORMAT.records(document))
    assert (trial.registry, trial.registry_id, trial.brief_title) == ("Garden Registry", "7", "Peas")
    assert account(trial).carried == {"/bed/title": ("brief_title",)}
    assert account(trial).left.keys() == {"/bed", "/bed/id", "/bed/soil"}
