"""The pages that tests look at in a browser."""

import pytest

from ctmodel.pages.html import page
from tests.pages.html.records import RECORDS


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """The pages of all records, by name."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in RECORDS}
    for name, file in found.items():
        file.write_text(page(RECORDS[name]()), encoding="utf-8")
    return found
