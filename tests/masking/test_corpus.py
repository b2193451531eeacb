"""What the mask hides in real records: addresses, and hardly anything else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ctmodel.formats.ctgov_v2.places import is_identifier, is_private
from ctmodel.formats.ctgov_v2.tables.protocol import TRIAL
from ctmodel.rules.mask import masked
from tests.laws.corpus import records

ADDRESS = re.compile(r"@[\w-]+(\.[\w-]+)+|(?i:tel)\S* \+?\d|\d{10}")
#: Of 24.5 million characters, texts that were read and hold no address: a postal code.
OTHERS = 1


def test_what_is_hidden_is_an_address(corpus: Path) -> None:
    hidden = {text for _, _, data in records(corpus) for text in _changed(_payload(data), "")}
    assert len(hidden) > 20
    others = [text for text in hidden if not ADDRESS.search(text)]
    assert len(others) <= OTHERS, others


def _payload(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _changed(value: Any, pointer: str) -> Iterator[str]:
    """Yield the texts that are not shown as they are, of fields that can be shown."""
    if type(value) is dict:
        for key, item in value.items():
            if pointer or key in TRIAL.root.members:
                yield from _changed(item, f"{pointer}/{key}")
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from _changed(item, f"{pointer}/{index}")
    elif type(value) is str and not is_private(pointer) and masked(value, identifier=is_identifier(pointer)) != value:
        yield value
