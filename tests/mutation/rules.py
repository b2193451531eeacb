"""Change the rules in small ways, and demand that an example or a test notices each change.

Run ``python -m tests.mutation.rules``. ``--module titles`` tries the changes to one module, ``--sample 300 --seed 1``
some of them.

Each change is judged in a child process: first by the examples of the rules in its module, then by the examples of all
rules and by the tests that are named for the module here, none of which needs the corpus. What makes no difference is
listed in ``equivalents.tsv``, each with the reason.
"""

import argparse
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from hashlib import blake2b
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

import pytest
from attrs import frozen

import ctmodel
from tests.mutation.mutants import Mutant, mutants
from tests.rules.examples import documented, edges
from tests.rules.expressions import AS_OF

ROOT = Path(__file__).parents[2]
RULES = ROOT / "src/ctmodel/rules"
EQUIVALENTS = Path(__file__).with_name("equivalents.tsv")
#: How long a change may keep the tests busy, in seconds: one that makes a loop endless is noticed by that.
PATIENCE: Final = 60

#: The tests that judge a module, beside the examples.
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "ctmodel.rules": ("test_public_api.py",),
    "fdaaa": ("rules/test_applicability.py",),
    "addresses": ("rules/test_looks.py", "rules/test_structure.py"),
    "applies": ("rules/test_applicability.py", "rules/test_older.py"),
    "check": (
        "rules/test_older.py",
        "rules/test_engine.py",
        "rules/test_structure.py",
        "rules/test_quota.py",
        "formats/ctgov_v2/test_recognise.py",
        "config/test_choice.py",
        "cli/test_commands.py",
    ),
    "comparing": ("rules/test_likeness.py",),
    "counting": ("rules/test_counting.py",),
    "deadlines": ("rules/test_applicability.py",),
    "definition": (
        "rules/test_numbers.py",
        "rules/test_definition.py",
        "rules/test_older.py",
        "rules/test_texts.py",
        "rules/test_engine.py",
    ),
    "engine": (
        "rules/test_older.py",
        "rules/test_misspelt.py",
        "rules/test_muting.py",
        "rules/test_records.py",
        "rules/test_quota.py",
        "rules/test_profiles.py",
        "rules/test_engine.py",
        "rules/test_selections.py",
    ),
    "documentation": ("rules/test_makers.py", "rules/test_examples.py"),
    "likeness": ("rules/test_likeness.py",),
    "families.arm.arms": ("rules/test_older.py",),
    "families.sta.status_dates": ("rules/test_makers.py",),
    "families.dat.date_order": ("rules/test_makers.py",),
    "families.str.record": ("rules/test_definition.py", "rules/test_records.py"),
    "families.txt.text_lengths": ("rules/test_lengths.py",),
    "families.who.items": ("rules/test_who.py",),
    "families.who.rules": ("rules/test_who.py",),
    "finding": ("rules/test_anchors.py", "rules/test_quota.py"),
    "quota": ("rules/test_quota.py",),
    "muting": ("rules/test_muting.py", "rules/test_misspelt.py", "rules/test_quota.py"),
    "placing": ("rules/test_placing.py", "rules/test_structure.py", "formats/ctgov_v2/test_documents.py"),
    "records": ("rules/test_records.py", "rules/test_profiles.py"),
    "fingerprint": ("rules/test_anchors.py", "config/test_fingerprint.py"),
    "lengths": ("rules/test_lengths.py",),
    "missing": ("rules/test_makers.py",),
    "nearest": ("rules/test_numbers.py", "rules/test_structure.py"),
    "numbers": ("rules/test_numbers.py",),
    "profiles": ("rules/test_profiles.py", "rules/test_records.py", "rules/test_older.py"),
    "quoting": ("rules/test_quoting.py",),
    "selection": ("rules/test_engine.py", "rules/test_numbers.py", "config/test_choice.py"),
    "structure": ("rules/test_structure.py", "rules/test_misspelt.py", "rules/test_records.py"),
    "texts": ("rules/test_texts.py",),
    "validate": ("rules/test_engine.py",),
}
OF_FAMILIES: Final = ("rules/test_edges.py",)
#: What is imported anew when a module that others use was changed.
ANEW: Final = ("ctmodel.rules", "ctmodel.report", "ctmodel.config", "ctmodel.fixes", "ctmodel.cli", "ctmodel.pages")


@frozen
class Case:
    """A trial that a rule is asked about, and whether it has something to say."""

    code: str
    fires: bool
    says: str
    trial: ctmodel.Trial


def cases() -> list[Case]:
    """Return the examples of all rules, those left out that are text rather than a trial."""
    found = []
    for example in [*documented(), *edges()]:
        value = example.value()
        if not isinstance(value, str):
            trial = ctmodel.structure(value) if isinstance(value, dict) else value
            found.append(Case(example.code, example.fires, example.says, trial))
    return found


def notice(rules: Iterable[Any], known: Iterable[Case]) -> bool:
    """Whether a rule is not what an example says it is."""
    from ctmodel.formats.registry import view_of
    from ctmodel.rules.engine import Engine
    from ctmodel.rules.profiles import Profile
    from ctmodel.rules.records import RecordKind
    from ctmodel.rules.structure import STRUCTURE

    every = Profile("all", "Every rule.", all_rules=True)
    by_table = {rule.code for rule in STRUCTURE}
    asked = {rule.code: Engine([rule], every, None if rule.code in by_table else RecordKind.WHOLE) for rule in rules}
    for case in known:
        if case.code in asked:
            findings = asked[case.code].check(case.trial, view_of(case.trial), AS_OF).findings
            if bool(findings) is not case.fires or any(finding.code != case.code for finding in findings):
                return True
            if case.fires and not any(case.says in f"{finding.path}: {finding.message}" for finding in findings):
                return True
    return False


class Changed(MetaPathFinder, Loader):
    """Gives one module in its changed form to those who import it."""

    def __init__(self, module: str, code: CodeType) -> None:
        self.module = module
        self.code = code

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        folder = RULES.parent.parent / fullname.replace(".", "/")
        spec = spec_from_loader(fullname, self, is_package=folder.is_dir())
        if spec is not None and folder.is_dir():
            spec.submodule_search_locations = [str(folder)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, vars(module))  # noqa: S102


def noticed_by_family(mutant: Mutant, known: list[Case]) -> bool:
    """Whether the examples of the rules in a module notice a change to it."""
    module = ModuleType(mutant.module)
    exec(mutant.code(), vars(module))  # noqa: S102
    from ctmodel.rules.definition import rules_of

    return notice([*rules_of(module)], known)


def noticed_by_all(mutant: Mutant, known: list[Case]) -> bool:
    """Whether the examples of all rules, or the tests that are named for a module, notice a change to it."""
    for name in [name for name in sys.modules if name.startswith((*ANEW, "tests.rules", "tests.conftest"))]:
        del sys.modules[name]
    for name in [name for name, held in vars(ctmodel).items() if _module(held).startswith(ANEW)]:
        delattr(ctmodel, name)
    sys.meta_path.insert(0, Changed(mutant.module, mutant.code()))
    rules = import_module("ctmodel.rules").RULES
    if notice([rule for rule in rules if rule.check is not None], known):
        return True
    short = mutant.module.removeprefix("ctmodel.rules.")
    files = TESTS.get(short, ()) + (OF_FAMILIES if short.startswith("families.") else ())
    options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not corpus", "--rootdir", str(ROOT)]
    with tempfile.TemporaryDirectory() as folder:
        options += ["--basetemp", f"{folder}/base"]
        return bool(files) and pytest.main([*options, *(str(ROOT / "tests" / file) for file in files)]) != 0


def _module(held: object) -> str:
    return held.__name__ if isinstance(held, ModuleType) else str(getattr(held, "__module__", ""))


def in_child(judge: Callable[[Mutant, list[Case]], bool], mutant: Mutant, known: list[Case]) -> bool:
    """Ask in a child process whether a change is noticed; by an exception or by taking too long, it is."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    noticed = True
    try:
        signal.alarm(PATIENCE)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        noticed = judge(mutant, known)
    finally:
        os._exit(noticed)


def noticed(mutant: Mutant, known: list[Case]) -> bool:
    """Whether a change is noticed: by the examples of its own rules, or by all others and the tests."""
    own = mutant.module.startswith("ctmodel.rules.families.")
    return (own and in_child(noticed_by_family, mutant, known)) or in_child(noticed_by_all, mutant, known)


def all_mutants() -> list[Mutant]:
    """Return the changes to all modules of rules; the mask of persons is none, and has tests.masking."""
    found = []
    for path in sorted(RULES.rglob("*.py")):
        if path.parent.name == "mask":
            continue
        parts = path.relative_to(RULES.parent.parent).with_suffix("").parts
        found += mutants(".".join(parts).removesuffix(".__init__"), path.read_text(encoding="utf-8"))
    return found


def equivalents() -> set[tuple[str, ...]]:
    """Return the changes that make no difference, as :attr:`Mutant.key` names them."""
    lines = EQUIVALENTS.read_text(encoding="utf-8").splitlines()[1:]
    return {tuple(line.split("\t")[:-1]) for line in lines}


def main() -> None:
    """Try the changes, and exit with 1 if one survives, or if one that is listed as equivalent is noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--module", help="the module, without ctmodel.rules., such as ttl or fdaaa")
    parser.add_argument("--sample", type=int, help="how many changes to try; all if it is left out")
    parser.add_argument("--seed", type=int, default=0, help="which of them are tried")
    wanted = parser.parse_args()
    import_module("ctmodel.rules")
    known, listed = cases(), equivalents()
    tried = [mutant for mutant in all_mutants() if wanted.module in (None, mutant.module.rpartition(".")[2])]
    if wanted.sample is not None and wanted.sample < len(tried):
        # By digest, so that an edit of one rule leaves the sample of the others as it is.
        tried = sorted(tried, key=lambda mutant: blake2b(repr((wanted.seed, mutant.key)).encode()).digest())
        tried = tried[: wanted.sample]
    gc.freeze()
    for unchanged in {mutant.module: mutant.undone() for mutant in tried}.values():
        if in_child(noticed_by_all, unchanged, known):
            raise SystemExit(f"{unchanged.module}: an example or a test fails without any change")
    seen = same = 0
    wrong = []
    for mutant in tried:
        found = noticed(mutant, known)
        equivalent = mutant.key in listed
        seen += found
        same += equivalent and not found
        if found is equivalent:
            wrong.append(mutant)
            print(f"{'NO EQUIVALENT' if found else 'SURVIVED'}  {mutant}", flush=True)  # noqa: T201
    print(f"{seen} of {len(tried)} changes noticed, {same} make no difference, {len(wrong)} to mend")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
