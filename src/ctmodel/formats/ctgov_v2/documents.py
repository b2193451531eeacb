"""Which studies a JSON document holds."""

from collections.abc import Iterator
from typing import Any

from ctmodel.codec.json_pointer import pointer_token
from ctmodel.formats.ctgov_v2.recognise import PAGE, WRAPPED, is_wrapper


def studies(payload: Any) -> Iterator[tuple[str, Any]]:
    """Yield JSON pointer and payload of what a document holds: one study, or each in its lists, pages and wrappers.

    These nest in any way: a list of pages, a page of wrapped studies. Whether what they hold is a study is not judged.
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
