"""The leaves of an XML record, found by another parser and another way than the library's."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator

_XML = "{http://www.w3.org/XML/1998/namespace}"
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<br ?/? ?>", re.IGNORECASE)
_NUMBERED = re.compile(r"&#([0-9]{1,5});")
_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&"))


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
