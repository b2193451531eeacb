"""Studies that have an address in one place or in all, found from the tables, and what every report says of them."""

import html
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import ctmodel
from ctmodel.codec.json_pointer import pointer_token
from ctmodel.config.baseline import Ledger, write_baseline
from ctmodel.formats.ctgov_v2.classes import table_of
from ctmodel.formats.ctgov_v2.places import is_identifier
from ctmodel.report import FORMATS, Run, Study
from ctmodel.rules.check import Checker
from ctmodel.rules.structure import STRUCTURE
from tests.laws.samples import UNKNOWN, full
from tests.masking.forms import BARE, EMAILS, PHONES

FORMS: Final = (*EMAILS, *PHONES, *BARE)
#: What rules have something to say about stands before and behind an address, and where messages are cut.
AROUND: Final = (
    "{}",
    " {} ",
    "Write to {}, we\u00e2\u20ac\u2122re glad.",
    f"{'long ' * 9}{{}}\x0b",
    f"{'longer ' * 9}{{}} {{}}",
    "We will call {} (p<0.05) ??5 &lt; <b>{}</b> TBD.",
)


def payload() -> dict[str, Any]:
    """A study that has every field of the tables, and is one that most rules apply to."""
    study = full(table_of(ctmodel.Trial))
    study["protocolSection"]["designModule"]["studyType"] = "INTERVENTIONAL"
    study["protocolSection"]["statusModule"]["startDateStruct"]["date"] = "2019-01"
    return study


@cache
def pointers() -> tuple[str, ...]:
    """The places of all that a study can hold, objects and arrays included; of unknown fields, one an object."""
    return tuple(pointer for pointer, _ in _walk(payload(), ""))


@cache
def texts() -> tuple[str, ...]:
    """The places of texts; dates and terms that do not fit would keep most rules from being asked."""
    return tuple(pointer for pointer, value in _walk(payload(), "") if value == "text")


def _walk(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    items = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    for key, item in items:
        here = f"{pointer}/{pointer_token(str(key))}"
        yield here, item
        if key not in UNKNOWN:
            yield from _walk(item, here)


def with_texts(form: str, around: str) -> dict[str, Any]:
    """A study that has an address in every text."""
    study = payload()
    for pointer in texts():
        if form not in BARE or not is_identifier(pointer):
            _put(study, pointer, around.format(form, form))
    return study


def with_one(pointer: str, text: str) -> dict[str, Any]:
    """A study that has a text in one place, whatever belongs there."""
    study = payload()
    _put(study, pointer, text)
    return study


def with_keys(form: str) -> dict[str, Any]:
    """A study that has an address as a key of every object, with a name below it and a blank text beside."""
    return _with_keys(payload(), form)


def _with_keys(value: Any, form: str) -> Any:
    if type(value) is dict:
        return {**{key: _with_keys(item, form) for key, item in value.items()}, form: "Zqxname Doe "}
    return [_with_keys(item, form) for item in value] if type(value) is list else value


def _put(study: Any, pointer: str, value: Any) -> None:
    *above, last = pointer.split("/")[1:]
    for key in above:
        study = study[int(key) if type(study) is list else key]
    study[int(last) if type(study) is list else last] = value


def repeated(study: dict[str, Any], form: str) -> str:
    """The text of a study in which a key stands twice."""
    key = json.dumps(form)
    return f"{{{key}: 1, {key}: 2, {json.dumps(study)[1:]}"


def run_over(text: str, file: Path) -> Run:
    """What all rules say of a document."""
    file.write_text(text)
    checker = Checker(profile="strict", as_of="2026-01-01")
    (checked,) = checker.check(file)
    return Run(
        findings=tuple(checked.findings),
        rules={rule.code: rule for rule in (*STRUCTURE, *checker.rules.values())},
        studies=tuple(Study(checked.file, record) for record in checked.records),
    )


def reports(run: Run, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every report, and of the baseline."""
    for name, render in FORMATS.items():
        yield name, render(run)
    yield "statistics", FORMATS["text"](run, statistics=True)
    write_baseline(folder / "baseline.json", Ledger(run.findings).entries)
    yield "baseline", (folder / "baseline.json").read_text()


def leaks(form: str, written: str) -> set[str]:
    """Which fragments of an address can be read in a report, however it writes characters."""
    readable = written + html.unescape(written) + _unescaped(written)
    return {fragment for fragment in fragments(form) if fragment in readable}


def fragments(form: str) -> tuple[str, ...]:
    """What may not be seen of an address: the mailbox; the first and the last digits of a number, as they are written."""
    if form in EMAILS:
        return ("zqx", "Zqx")
    digits = [index for index, sign in enumerate(form) if sign.isdecimal()]
    return (form[digits[-7] : digits[-1] + 1], form[digits[0] : digits[6] + 1], "Zqx")


def _unescaped(written: str) -> str:
    try:
        return json.dumps(json.loads(written), ensure_ascii=False)
    except ValueError:
        return "".join(json.dumps(json.loads(line), ensure_ascii=False) for line in _json_lines(written))


def _json_lines(written: str) -> Iterator[str]:
    for line in written.splitlines():
        if line.startswith('{"code"'):
            yield line
