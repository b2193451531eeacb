"""Find the studies in a JSON document."""

from collections.abc import Iterator
from typing import Any

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.formats.ctgov_v2.recognise import PAGE, WRAPPED, is_wrapper


def studies(payload: Any) -> Iterator[tuple[str, Any]]:
    """Yield the JSON pointer and the payload of each study in a document: one study, or all in lists and wrappers.

    Lists, pages (``{"studies": [...]}``) and wrappers (``{"study": {...}}``) can nest in any way. Values are yielded
    without checking that they are studies.
    """
    pending = [("", payload)]
    while pending:
        pointer, value = pending.pop()
        if type(value) is list:
            pending += [(f"{pointer}/{index}", item) for index, item in reversed([*enumerate(value)])]
            continue
        inside = next((key for key in (PAGE, WRAPPED) if type(value) is dict and is_wrapper(value, key)), None)
        if inside is None:
            yield pointer, value
        else:
            pending.append((f"{pointer}/{pointer_token(inside)}", value[inside]))
