"""What users read is idiomatic English, as far as a list of wordings can tell."""

from pathlib import Path

import pytest

from tests.docs.wordings import ROOT, offences, pages


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_listed_wording(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    found = [str(offence) for offence in offences(name, path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


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
