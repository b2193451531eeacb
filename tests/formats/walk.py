"""The leaves of records, found by other parsers and in another way than the library's."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ctmodel.formats.csv_records import CsvDocuments
from ctmodel.formats.json_records import JsonDocuments
from ctmodel.formats.xml_records import XmlDocuments

_XML = "{http://www.w3.org/XML/1998/namespace}"
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<br ?/? ?>", re.IGNORECASE)
_NUMBERED = re.compile(r"&#([0-9]{1,5});")
_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&"))


def walks(documents: object, data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the leaves of each record of a document: their values by place."""
    if isinstance(documents, XmlDocuments):
        root = ElementTree.fromstring(data)  # noqa: S314 - samples, and the corpus
        is_record = _local(root.tag) == documents.record
        inside = (element for element in root.iter() if _local(element.tag) == documents.record)
        yield from (dict(leaves(element)) for element in ([root] if is_record else inside))
    elif isinstance(documents, JsonDocuments):
        yield dict(_scalars(json.loads(data), ""))
    elif isinstance(documents, CsvDocuments):
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        first = next(rows)
        unnamed = [columns for columns in documents.unnamed if len(columns) == len(first)]
        is_unnamed = documents.first.lower() != first[0].lower()
        header, rest = (list(unnamed[0]), [first, *rows]) if is_unnamed else (first, [*rows])
        # Of columns with the same name, the later ones have a number.
        counts = [header[: index + 1].count(name) for index, name in enumerate(header)]
        names = [name if at == 1 else f"{name}[{at}]" for name, at in zip(header, counts, strict=True)]
        yield from ({name: cell for name, cell in zip(names, row, strict=True) if cell.strip()} for row in rest if row)


def _scalars(value: object, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _scalars(item, f"{place}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _scalars(item, f"{place}/{index}")
    elif value is not None:
        yield place, value


def leaves(element: ElementTree.Element, place: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield place and text of each leaf of a record."""
    place = f"/{_local(element.tag)}" if place is None else place
    for name, text in element.attrib.items():
        if not name.startswith(_XML) and text.strip():
            yield f"{place}/@{_local(name)}", text
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    if own.strip():
        yield place, own
    count = Counter(_local(child.tag) for child in element)
    seen: Counter[str] = Counter()
    for child in element:
        name = _local(child.tag)
        seen[name] += 1
        yield from leaves(child, f"{place}/{name}" + (f"[{seen[name]}]" if count[name] > 1 else ""))


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case; line ends and character references that it writes out are none."""
    text = _TAG.sub(" ", text)
    for reference, sign in _REFERENCES:
        text = text.replace(reference, sign)
    text = _NUMBERED.sub(lambda match: chr(int(match[1])), text)
    return _WORD.findall(_TAG.sub(" ", text).lower())


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
