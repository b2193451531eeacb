"""What users read is idiomatic English, as far as a list of wordings can tell."""

from pathlib import Path

import pytest

from tests.docs.wordings import ROOT, offences, pages

#: Files that still have such wordings. A file that has none left must leave the list.
NOT_YET_READ = {
    "docs/ci.md",
    "docs/command.md",
    "docs/configuration.md",
    "src/ctmodel/cli/checking.py",
    "src/ctmodel/cli/workers.py",
    "src/ctmodel/codec/anomalies.py",
    "src/ctmodel/codec/json_pointer.py",
    "src/ctmodel/codec/payload.py",
    "src/ctmodel/codec/schema.py",
    "src/ctmodel/config/baseline.py",
    "src/ctmodel/config/choice.py",
    "src/ctmodel/config/filtering.py",
    "src/ctmodel/config/settings.py",
    "src/ctmodel/fixes/__init__.py",
    "src/ctmodel/fixes/characters.py",
    "src/ctmodel/fixes/diff.py",
    "src/ctmodel/fixes/edits.py",
    "src/ctmodel/fixes/files.py",
    "src/ctmodel/fixes/fix.py",
    "src/ctmodel/fixes/places.py",
    "src/ctmodel/formats/__init__.py",
    "src/ctmodel/formats/conversions.py",
    "src/ctmodel/formats/converter.py",
    "src/ctmodel/formats/ctgov_v2/__init__.py",
    "src/ctmodel/formats/ctgov_v2/anchors.py",
    "src/ctmodel/formats/ctgov_v2/extra.py",
    "src/ctmodel/formats/ctgov_v2/json_schema.py",
    "src/ctmodel/formats/ctgov_v2/places.py",
    "src/ctmodel/formats/ctgov_v2/recognise.py",
    "src/ctmodel/formats/ctgov_v2/tables/__init__.py",
    "src/ctmodel/formats/ctgov_v2/tables/annotations.py",
    "src/ctmodel/formats/ctgov_v2/tables/derived.py",
    "src/ctmodel/formats/ctgov_v2/tables/documents.py",
    "src/ctmodel/formats/ctgov_v2/tables/protocol.py",
    "src/ctmodel/formats/ctgov_v2/tables/results.py",
    "src/ctmodel/formats/format.py",
    "src/ctmodel/formats/ictrp_xml/texts.py",
    "src/ctmodel/formats/reader.py",
    "src/ctmodel/formats/xml_records.py",
    "src/ctmodel/io/__init__.py",
    "src/ctmodel/io/diagnosis.py",
    "src/ctmodel/io/documents.py",
    "src/ctmodel/io/files.py",
    "src/ctmodel/io/json_items.py",
    "src/ctmodel/io/json_tokens.py",
    "src/ctmodel/io/splice/parts.py",
    "src/ctmodel/io/splice/text.py",
    "src/ctmodel/io/strings.py",
    "src/ctmodel/io/text.py",
    "src/ctmodel/io/visible.py",
    "src/ctmodel/io/walk.py",
    "src/ctmodel/model/criteria/blocks.py",
    "src/ctmodel/model/criteria/criterion.py",
    "src/ctmodel/model/criteria/editing.py",
    "src/ctmodel/model/criteria/facts.py",
    "src/ctmodel/model/criteria/headings.py",
    "src/ctmodel/model/criteria/html.py",
    "src/ctmodel/model/criteria/layout.py",
    "src/ctmodel/model/criteria/line_ends.py",
    "src/ctmodel/model/criteria/lists.py",
    "src/ctmodel/model/criteria/markdown.py",
    "src/ctmodel/model/criteria/markers.py",
    "src/ctmodel/model/criteria/one_line.py",
    "src/ctmodel/model/criteria/split_cache.py",
    "src/ctmodel/model/criteria/splitting.py",
    "src/ctmodel/model/eligibility.py",
    "src/ctmodel/model/sponsors.py",
    "src/ctmodel/model/trial.py",
    "src/ctmodel/pages/study.py",
    "src/ctmodel/report/escaping.py",
    "src/ctmodel/report/github.py",
    "src/ctmodel/report/rendering.py",
    "src/ctmodel/report/run.py",
    "src/ctmodel/report/wrapping.py",
    "src/ctmodel/values/dates.py",
    "src/ctmodel/values/registry_numbers.py",
}


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_listed_wording(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    found = [str(offence) for offence in offences(name, path.read_text(encoding="utf-8"))]
    if name in NOT_YET_READ:
        assert found, f"{name} is clean: take it off the list"
    else:
        assert not found, "\n".join(found)


def test_listed_files_exist() -> None:
    assert {str(path.relative_to(ROOT)) for path in pages()} >= NOT_YET_READ


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.md", "# Title\n\nThese codes alone.\n", ["a.md:3: 'alone'; write: only"]),
        ("a.md", "It has not\nthe keys.\n", ["a.md:1: 'has not the'; write: lacks, does not have"]),
        ("a.md", '`alone`, "alone" and [alone](alone.md)\n```\nalone\n```\n', ["a.md:1: 'alone'; write: only"]),
        ("a.md", "There is no rule. It stands for a date; leave it alone.\n", []),
        ("a.py", 'def f():\n    """Do it.\n\n    It is no date.\n    """\n', ["a.py:4: 'is no'; write: is not a"]),
        (
            "a.py",
            "x = 1\n#: It has not\n#: the keys.\ny = 2  # alone\n",
            ["a.py:2: 'has not the'; write: lacks, does not have"],
        ),
        ("a.py", 'x = f"{y} has two blanks"\n', ["a.py:1: 'blanks'; write: space, empty"]),
        ("a.py", '"""A rule.\n\nFires:\n    arms alone\n"""\nx = re.compile("the like")\ny = "alone"\n', []),
    ],
)
def test_wordings_are_found_in_prose_only(path: str, text: str, expected: list[str]) -> None:
    assert [str(offence) for offence in offences(path, text)] == expected
