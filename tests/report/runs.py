"""An invented run whose names and values try to break every format, and runs made at random."""

from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from ctmodel.report import Run, Study
from ctmodel.report.persons import shown_name, without_persons
from ctmodel.rules.definition import ERROR, NOTE, WARNING, Rule
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.fingerprint import fingerprint
from ctmodel.rules.records import RecordKind

RULES = {
    rule.code: rule
    for rule in (
        Rule(
            "TST001",
            "wrong-thing",
            ERROR,
            "a law, section 1",
            "A thing is wrong.\n\nWhy:\n    Nobody can\n    read it.\n\nFires:\n    Thing(1)\n    Thing(\n     2)\n\nSilent:\n    Thing(3)\n",
        ),
        Rule("TST002", "odd-thing", WARNING, "a definition", "A thing is <odd> | strange.\n\nWhy:\n    It is rare.\n"),
        Rule("QUI001", "quiet-thing", NOTE, "a measured fact", "A thing is quiet."),
        Rule("MUM001", "undocumented-thing", NOTE, "nobody knows", ""),
    )
}
EVIL = (
    "\x1b[31mred\x07 \r\n::error file=x::owned\n##[add-mask]a ##vso[task.setvariable]b \u202egnp\u2028% %0A ]]><script>"
)


def finding(code: str, message: str, **where: object) -> Finding:
    return RULES[code].finding(message, **where)


HOSTILE = Run(
    findings=(
        finding("TST001", "not a study", file="::warning::a, b: 100%.json", line=3, column=7, pointer="", value=[1]),
        finding(
            "TST001",
            "acronym is 5, an integer; expected text",
            file="./data/plain name.json",
            record="NCT00000001",
            path="acronym",
            pointer="/protocolSection/identificationModule/acronym",
            value=5,
            line=4,
            column=9,
            end_line=4,
            end_column=21,
        ),
        finding(
            "TST002",
            f"the title is {EVIL!s}",
            file="./data/plain name.json",
            record="NCT00000001",
            path="brief_title",
            pointer="/protocolSection/identificationModule/briefTitle",
            value=EVIL + "x" * 200,
            line=5,
            column=9,
            end_line=6,
            end_column=2,
        ),
        finding(
            "TST002",
            "see [here](https://example.org) or www.example.org, @someone, #1, *now* `code` | cell & <b>&lt; :tada: a_b \\",
            file="a\nb\x1b[2J\udcff.zip!/d/NCT00000002.json",
            record='NCT"2"<&\n',
            severity=Severity.ERROR,
            pointer="/a~1b/protocolSection/identificationModule/acronym",
            value="\ud800\x7f\x9b é 😀",
            line=1,
            column=2,
            end_line=1,
            end_column=9,
        ),
        finding("QUI001", "quiet", file="/abs/é.json", record="NCT00000003", value={"phone": "555"}, line=2),
        finding("QUI001", "quiet", file="/abs/é.json", record="NCT00000003", value={"phone": "555"}, line=2),
        finding("MUM001", "of no file"),
    ),
    rules=RULES,
    studies=(
        Study("./data/plain name.json", "NCT00000001"),
        Study("a\nb\x1b[2J\udcff.zip!/d/NCT00000002.json", 'NCT"2"<&\n'),
        Study("a\nb\x1b[2J\udcff.zip!/d/NCT00000002.json", "NCT00000004"),
        Study("clean.json", None),
    ),
    skipped=2,
    muted=1,
    assumed={RecordKind.SELECTION: 1, RecordKind.DRAFT: 2},
    days=frozenset({date(2024, 5, 6), date(2023, 1, 2)}),
    version="1.2.3",
)
CLEAN = Run(
    findings=(),
    rules=RULES,
    studies=(Study("clean.json", "NCT00000005"),),
    days=frozenset({date(2024, 5, 6)}),
    version="1.2.3",
)
NOTHING = Run(findings=(), rules={})

#: Any text at all, and what formats give a meaning to.
TEXTS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(
        st.sampled_from(
            [
                *"\n\r\t\x1b\x85\u2028|%:,<>&\"'`[](){}#\\*_~@$! ",
                "::",
                "##[",
                "]]>",
                "a",
                "\ufffe",
                "\x7f",
                "%0A",
                "www.",
            ]
        ),
        max_size=12,
    ).map("".join),
)
_NUMBERS = st.none() | st.integers(1, 10**6)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(sorted(RULES)),
    name=st.just("a-name"),
    severity=st.sampled_from(Severity),
    message=TEXTS.filter(bool),
    path=TEXTS,
    pointer=TEXTS.map(lambda text: f"/{text}"),
    value=st.none() | st.booleans() | st.floats() | TEXTS | st.lists(TEXTS, max_size=1),
    record=st.none() | TEXTS,
    source=TEXTS,
    file=st.none() | TEXTS.filter(bool),
    line=_NUMBERS,
    column=_NUMBERS,
    end_line=_NUMBERS,
    end_column=_NUMBERS,
)
RUNS = st.builds(
    lambda findings, studies: Run(findings=tuple(findings), rules=RULES, studies=tuple(studies), version="1.2.3"),
    st.lists(FINDINGS, max_size=6),
    st.lists(st.builds(Study, TEXTS.filter(bool), st.none() | TEXTS), max_size=3),
)


def masked(run: Run) -> list[Finding]:
    """The findings of a run without personal data."""
    return [
        without_persons(found, file=shown_name(found.file), record=shown_name(found.record), mark=fingerprint(found))
        for found in run.findings
    ]


def many(counts: dict[Severity, int]) -> Run:
    """A run with so many findings of each severity, notes first."""
    one = finding("TST001", "wrong", file="a.json", record="NCT00000001", line=1, column=1)
    return Run(
        findings=tuple(
            evolve(one, severity=severity, line=number + 1)
            for severity, count in reversed(counts.items())
            for number in range(count)
        ),
        rules=RULES,
    )
