"""One hundred eligibility texts, and seventy further ones, drawn by a fixed rule from the corpus for labelling by hand.

The folder named by CTMODEL_CORPUS holds `ctgov_v2.zip`, or the same studies as loose `NCT*.json` files.
The classifier is crude on purpose: it only spreads the sample over the layouts, nothing is scored against it.
"""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

SEED = "criteria-1"
QUOTA = {"plain": 34, "nested": 20, "several": 15, "one": 7, "legacy": 4, "none": 5, "odd": 15}
SECOND_SEED = "criteria-2"
SECOND_QUOTA = {"nested": 16, "several": 21, "one": 8, "none": 5, "odd": 20}  # the first set took every legacy text

LEGACY = re.compile(r"^\W*(DISEASE|PATIENT) CHARACTERISTICS|^\W*PRIOR CONCURRENT THERAPY", re.M)
MARKER = re.compile(r"( *)(?:\*|\d+\.) +")  # the renderer's own two markers
HEADER = re.compile(r".*(in|ex)clusion.*: *|(?!.*(in|ex)clusion */).*(in|ex)clusion criteria(\W.*[^.;])?", re.I)
INLINE = re.compile(r"(in|ex)clusion criteria[^:\n]{0,30}: *\S", re.I)
INNER = re.compile(r" *(?:\*|\d+\.) +(\\[-*]|[•·●▪◦]|\(?\w{1,2}\\?[.)]) ?")


def header(line: str) -> bool:
    """A short line with the keyword that ends with a colon or, where it has no marker, says criteria without a stop."""
    body = MARKER.sub("", line, count=1).strip()
    fits = len(body) <= 100 and (body == line.strip() or body.endswith(":"))
    return fits and HEADER.fullmatch(body) is not None


def layout(text: str) -> str:
    """The layout class of a text: legacy, none, one, several, odd, nested or plain, the first that fits."""
    lines = [line for line in text.split("\n") if line.strip()]
    headers = [line for line in lines if header(line)]
    if LEGACY.search(text):
        return "legacy"
    if len(headers) < 2:
        return "one" if headers else "none"
    if len(headers) > 2:
        return "several"
    rest = [line for line in lines if line not in headers]
    marked = [MARKER.match(line) for line in rest]
    strange = any(map(MARKER.match, headers)) or any(INLINE.search(line) or INNER.match(line) for line in lines)
    if strange or not all(marked):
        return "odd"
    return "nested" if any(found and found[1] for found in marked) else "plain"


def corpus() -> Iterator[tuple[str, str]]:
    """The NCT number and the eligibility text of every study that has one."""
    folder = Path(os.environ["CTMODEL_CORPUS"])
    if (archive := folder / "ctgov_v2.zip").exists():
        with ZipFile(archive) as opened:
            raw = [opened.read(name) for name in opened.namelist() if name.endswith(".json")]
    else:
        raw = [path.read_bytes() for path in folder.rglob("NCT*.json")]
    for section in (json.loads(study).get("protocolSection", {}) for study in raw):
        if text := section.get("eligibilityModule", {}).get("eligibilityCriteria"):
            yield section["identificationModule"]["nctId"], text


def sample(
    seed: str = SEED, quota: Mapping[str, int] = QUOTA, without: Collection[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """The number, layout and text of the chosen studies, by layout and then in an order fixed by the seed."""
    classed = [(nct_id, layout(text), text) for nct_id, text in dict(corpus()).items() if nct_id not in without]
    classed.sort(key=lambda one: hashlib.sha256((seed + one[0]).encode()).digest())
    for name, count in quota.items():
        yield from [one for one in classed if one[1] == name][:count]


def second() -> Iterator[tuple[str, str, str]]:
    """Seventy further studies, chosen in the same way from those that `sample` leaves."""
    return sample(SECOND_SEED, SECOND_QUOTA, {nct_id for nct_id, _, _ in sample()})
