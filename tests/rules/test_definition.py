"""What is checked when a rule is defined: that what it names exists."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest

import ctmodel
from ctmodel import Severity, Trial
from ctmodel.cli.plugins import with_plugins
from ctmodel.rules import RULES, Problems, Record, Rule, rule
from ctmodel.rules.applies import WHOLE
from ctmodel.rules.definition import rules_of, telling
from ctmodel.rules.families import families
from tests.rules.expressions import AS_OF

SOURCE = Path(ctmodel.__file__).parent


def defined(**items: Any) -> Any:
    def acronym_is_short(trial: Trial) -> Problems:
        """The acronym is short."""
        yield "acronym", "it is short"

    return rule("MY001", severity=Severity.NOTE, source="our own", **items)(acronym_is_short)


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ({"reads": "acronym brief_titel"}, "MY001: reads names 'brief_titel', .*; did you mean 'brief_title'"),
        ({"reads": "brief_title.text"}, "MY001: reads names 'brief_title.text'"),
        ({"reads": "identifiers"}, "MY001: reads names 'identifiers'"),
        ({"reads": "_source"}, "MY001: reads names '_source'"),
        ({"reads": "acronym", "requires": "acronyms"}, "MY001: requires names 'acronyms', .*; did you mean 'acronym'"),
        ({"reads": "acronym", "requires": "acronym brief_title"}, "MY001: requires names 'acronym brief_title'"),
    ],
)
def test_a_rule_names_attributes_of_a_trial(items: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        defined(**items)


@pytest.mark.parametrize("requires", [None, "acronym", "results", WHOLE])
def test_a_rule_may_require_any_attribute_or_none(requires: str | None) -> None:
    held = defined(reads="acronym results", requires=requires)
    assert (held.reads, held.requires) == ({"acronym", "results"}, requires)


def test_a_rule_that_is_made_by_hand_is_asked_about_the_trial() -> None:
    held = Rule("MY001", "short", Severity.NOTE, "our own", "", check=lambda trial: iter([("acronym", trial.acronym)]))
    assert list(held.problems(Record(Trial(acronym="AB"), AS_OF))) == [("acronym", "AB")]


def test_each_rule_is_one_of_its_own() -> None:
    assert len({defined(reads="acronym"), defined(reads="acronym")}) == 2
    one, other = (Rule("MY001", "short", Severity.NOTE, "our own", "") for _ in range(2))
    assert one != other


def test_the_code_of_a_rule_says_where_it_is() -> None:
    for module in families():
        family = module.__name__.removeprefix("ctmodel.rules.families.").partition(".")[0]
        assert {rule.code.rstrip("0123456789") for rule in rules_of(module)} <= {family.upper()}, module.__name__


def test_items_are_told_apart_by_attributes_that_they_have() -> None:
    assert telling(ctmodel.Arm, "label type")(ctmodel.Arm(label="A")) == ("A", None)
    with pytest.raises(ValueError, match=r"Arm: an item names 'lable', .*; did you mean 'label'"):
        telling(ctmodel.Arm, "type lable")


def test_a_plugin_is_told_what_it_names_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "our_rules.py").write_text(
        "from ctmodel import Severity\nfrom ctmodel.rules import rule\n"
        "@rule('MY001', severity=Severity.NOTE, source='ours', reads='acronim')\ndef short(trial): yield from ()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(click.UsageError, match=r"plugin our_rules: ValueError: MY001: reads .* did you mean 'acronym'"):
        with_plugins(["our_rules"])


def test_a_family_is_found_by_its_place(tmp_path: Path) -> None:
    files = [path.relative_to(SOURCE / "rules/families") for path in SOURCE.glob("rules/families/**/*.py")]
    modules = {module.__name__.removeprefix("ctmodel.rules.families.") for module in families()}
    assert modules >= {".".join(path.with_suffix("").parts) for path in files if path.stem != "__init__"}
    assert [module.__name__ for module in families()] == sorted(module.__name__ for module in families())
    shutil.copytree(SOURCE, tmp_path / "ctmodel", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SOURCE / "rules/families/spo/sponsors.py", tmp_path / "ctmodel/rules/families/unlisted.py")
    archive = tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted((tmp_path / "ctmodel").rglob("*")):
            packed.write(path, path.relative_to(tmp_path))
    count = "import ctmodel, ctmodel.rules as r; print(ctmodel.__file__); print(len(r.RULES))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(archive)!r}); {count}"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    place, rules = run.stdout.split()
    assert place.startswith(str(archive))
    copied = sum(held.check is not None and held.check.__module__.endswith(".sponsors") for held in RULES)
    assert copied > 1
    assert int(rules) == len(RULES) + copied
