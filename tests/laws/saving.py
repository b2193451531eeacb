"""Check law 10 on real records in many layouts, with random edits, and print the count.

Run ``python -m tests.laws.saving CORPUS N``.
"""

import copy
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import attrs

import ctmodel
from ctmodel.codec.nested import Many
from ctmodel.formats.ctgov_v2.classes import payload_of, table_of
from ctmodel.formats.native import payload_in
from ctmodel.io.keeping import kept, text_of
from ctmodel.io.scan import Place, scan
from ctmodel.model.sourced import Sourced
from tests.laws.corpus import records
from tests.laws.layouts import Style, any_style, any_text
from tests.laws.samples import values
from tests.laws.strict import same


def any_object(trial: ctmodel.Trial, random: Random) -> Sourced:
    """Return the trial or any object in it."""
    held: Sourced = trial
    while random.random() < 0.85:
        inside = [item for item in _items(held) if isinstance(item, Sourced)]
        if not inside:
            break
        held = random.choice(inside)
    return held


def _items(held: Sourced) -> Iterator[Any]:
    for attribute in attrs.fields(type(held)):
        if attribute.name != "_source":
            value = getattr(held, attribute.name)
            if type(value) is list and value:
                yield value[0]
                yield value[-1]
            yield value


def edit(trial: ctmodel.Trial, random: Random) -> str:
    """Change an attribute of a trial, and return which."""
    held = any_object(trial, random)
    _, row = random.choice([*table_of(type(held)).rows()])
    value = getattr(held, row.attribute)
    if isinstance(row.kind, Many) and value and random.random() < 0.7:
        way = random.choice(["reverse", "shuffle", "remove", "insert", "append", "rotate"])
        if way == "reverse":
            value.reverse()
        elif way == "shuffle":
            random.shuffle(value)
        elif way == "remove":
            value.pop(random.randrange(len(value)))
        elif way == "rotate":
            value.append(value.pop(0))
        else:
            at = random.randint(0, len(value)) if way == "insert" else len(value)
            value.insert(at, copy.deepcopy(random.choice(values(row.kind.item))))
        return f"{type(held).__name__}.{row.attribute} {way}"
    nothing: Any = [] if isinstance(row.kind, Many) else None
    setattr(held, row.attribute, copy.deepcopy(random.choice([*values(row.kind), nothing])))
    return f"{type(held).__name__}.{row.attribute} set"


def check_file(path: Path, text: str, random: Random, edits: int, style: Style | None = None) -> None:
    """Assert that a file is written byte for byte but for what edits change, twice in a row."""
    packed = path.name.endswith(".gz")
    path.write_bytes(_packed(text) if packed else text.encode())
    trial = ctmodel.read(path)
    ctmodel.write(trial, path)
    assert _text(path) == text, "written without an edit"
    for _ in range(2):
        # What is left after an edit may be no study any more, which no file could be read as.
        old = payload_of(ctmodel.structure(json.loads(text)))
        done = [edit(trial, random) for _ in range(random.randint(1, edits))]
        new = payload_of(trial)
        held = text_of(path, payload_in(trial._source))
        assert held == text, f"{done}: not known as the file of the trial"
        assert kept(text, payload_in(trial._source), new) is not None, f"{done}: reads as something else"  # type: ignore[arg-type]
        ctmodel.write(trial, path)
        written = _text(path)
        assert same(json.loads(written), ctmodel.unstructure(trial)), done
        if style is not None and style.shows_in(text):
            expected = style.text(json.loads(written))
            assert written == expected, f"{done}: another style: {_difference(written, expected)}"
        assert_rest_kept(text, written, old, new)
        text = written


def _difference(one: str, other: str) -> tuple[str, str]:
    at = next((at for at in range(min(len(one), len(other))) if one[at] != other[at]), 0)
    return one[max(0, at - 60) : at + 60], other[max(0, at - 60) : at + 60]


def _packed(text: str) -> bytes:
    import gzip

    return gzip.compress(text.encode())


def _text(path: Path) -> str:
    import gzip

    data = path.read_bytes()
    return (gzip.decompress(data) if path.name.endswith(".gz") else data).decode()


def assert_rest_kept(text: str, written: str, old: Any, new: Any) -> None:
    """Assert that nothing but the smallest value with all changes in it was changed, and in it no part that is alike."""
    if same(old, new):
        assert written == text
        return
    pointer, old, new = smallest(old, new)
    before, after = _places(text), _places(written)
    place, now = before[pointer], after[pointer]
    assert written[: now.start] == text[: place.start]
    assert written[now.end :] == text[place.end :]
    if type(old) is type(new) is dict:
        for key in old:
            if key in new and same(old[key], new[key]):
                below = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
                assert _member(text, before[below]) == _member(written, after[below])
    elif type(old) is type(new) is list:
        spelled = _spellings(text, before, pointer, old)
        for value, texts in _spellings(written, after, pointer, new).items():
            if value in spelled:
                common = min(texts.total(), spelled[value].total())
                assert (texts & spelled[value]).total() == common


def _member(text: str, place: Place) -> str:
    return text[place.key : place.end]


def _spellings(text: str, places: dict[str, Place], pointer: str, items: list[Any]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for index, item in enumerate(items):
        place = places[f"{pointer}/{index}"]
        found.setdefault(json.dumps(item), Counter())[text[place.start : place.end]] += 1
    return found


def _places(text: str) -> dict[str, Place]:
    places: dict[str, Place] = {}
    scan(text, lambda place: places.__setitem__(place.pointer, place))
    return places


def smallest(old: Any, new: Any, pointer: str = "") -> tuple[str, Any, Any]:
    """Return pointer and values of the smallest value with all changes in it."""
    if type(old) is type(new) is dict and list(old) == list(new):
        keys: list[Any] = [key for key in old if not same(old[key], new[key])]
    elif type(old) is type(new) is list and len(old) == len(new):
        keys = [index for index in range(len(old)) if not same(old[index], new[index])]
    else:
        keys = []
    if len(keys) != 1:
        return pointer, old, new
    (key,) = keys
    token = str(key).replace("~", "~0").replace("/", "~1")
    return smallest(old[key], new[key], f"{pointer}/{token}")


def main(corpus: Path, count: int) -> None:
    """Check so many files, with a fixed seed."""
    found = [data for kind, _, data in records(corpus) if kind != "dated" and len(data) < 120_000]
    random = Random(20_261_125)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            data = random.choice(found)
            seed = random.random()
            chance = Random(seed)
            way = chance.choice(["stored", "style", "style", "any"])
            style = any_style(chance) if way == "style" else None
            text = data.decode()
            if way != "stored":
                payload = json.loads(data)
                text = any_text(payload, chance) if style is None else style.text(payload)
            path = Path(folder) / chance.choice(["a.json", "b.json", "c.json.gz"])
            try:
                check_file(path, text, chance, edits=chance.choice([1, 1, 1, 5]), style=style)
            except AssertionError as error:
                print(f"{number} ({json.loads(data).get('protocolSection', {}).get('identificationModule')}): {error}")  # noqa: T201
                raise SystemExit(1) from error
    print(f"{count} done without a failure")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
