"""The pages for people who meet the project first agree with the package."""

import re
import tomllib
from pathlib import Path

import ctmodel

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_citation_is_of_this_version_and_these_authors() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    citation = read("CITATION.cff")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE)[1] == ctmodel.__version__  # type: ignore[index]
    assert re.findall(r"^  - name: (.*)$", citation, re.MULTILINE) == [author["name"] for author in project["authors"]]
    assert re.search(r"^license: (.*)$", citation, re.MULTILINE)[1] == project["license"]  # type: ignore[index]


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            is_made = "reference/" in target  # by the build of the documentation
            assert is_made or (page.parent / target).exists(), f"{page.name} links to {target}"


def test_contributors_find_each_package_on_the_map() -> None:
    packages = {path.parent.name for path in ROOT.glob("src/ctmodel/*/__init__.py")}
    listed = read("CONTRIBUTING.md").partition("## The packages")[2].partition("## Add")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == packages
