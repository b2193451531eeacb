"""Break the codec in known ways, and demand that the tests notice each.

Run ``python -m tests.mutation.check``. It works on copies of the package, in a temporary folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
TESTS = ["tests/codec/test_settled_rules.py", "tests/laws/test_setting.py"]


@frozen
class Mutation:
    """A known way to break the codec."""

    rule: str
    what: str
    module: str
    old: str
    new: str


MUTATIONS = [
    Mutation(
        "1", "compare values without their types", "codec/kinds.py",
        "if type(new) is not type(source) or new != source:",
        "if new != source:",
    ),
    Mutation(
        "1", "take 0.0 and -0.0 for the same", "codec/kinds.py",
        "copysign(1, new) != copysign(1, source)",
        "False",
    ),
    Mutation(
        "4", "take 0 for an empty list", "codec/nested.py",
        " if type(v := {value}) is list else v is None and not {source})",
        " if type(v := {value}) is list else not v and not {source})",
    ),
    Mutation(
        "1", "let None delete a misfit", "codec/leaves.py",
        "        if value is None:\n            return ABSENT if self.fits(source) else source\n        if type(value) not in self.types:",
        "        if value is None:\n            return ABSENT\n        if type(value) not in self.types:",
    ),
    Mutation(
        "2", "drop items that do not fit", "codec/nested.py",
        "                written.insert(index, item)",
        "                pass",
    ),
    Mutation(
        "2", "put items that do not fit last", "codec/nested.py",
        "written.insert(index, item)",
        "written.append(item)",
    ),
    Mutation("3", "keep emptied parents", "codec/schema.py", "        return new or ABSENT", "        return new"),
    Mutation(
        "3", "write new keys last", "codec/schema.py",
        "        after = next((other for other in members if self._rank.get(other, -1) > rank), None)",
        "        after = None",
    ),
    Mutation(
        "3", "drop emptied objects that have a class", "codec/writing.py",
        "    return json if isinstance(json, dict) else {}",
        "    return json if json else ABSENT",
    ),
    Mutation(
        "4", "share lists with the source", "codec/nested.py",
        "        return f\"[{self.item.convert('x')} for x in {value} if {self.item.test('x')}]\"",
        "        return value if self.item.expected == 'text' else "
        "f\"[{self.item.convert('x')} for x in {value} if {self.item.test('x')}]\"",
    ),
    Mutation(
        "4", "take text for a list", "codec/nested.py",
        "not isinstance(value, Sequence) or isinstance(value, str | bytes | bytearray)",
        "not isinstance(value, Sequence)",
    ),
    Mutation("4", "write NaN", "codec/leaves.py", "type(value) is float and not isfinite(value)", "False"),
    Mutation(
        "5", "keep the caller's payload", "formats/ctgov_v2/codec.py",
        "return structured_study(copied(payload))",
        "return structured_study(payload)",
    ),
    Mutation(
        "5", "give the source away", "formats/ctgov_v2/codec.py",
        "payload: dict[str, Any] = copied(payload_of(trial))",
        "payload: dict[str, Any] = payload_of(trial)",
    ),
    Mutation(
        "6", "compare sources", "model/sourced.py",
        'field(default=None, eq=False, repr=False, alias="_source")',
        'field(default=None, repr=False, alias="_source")',
    ),
    Mutation(
        "7", "lose the source in evolve", "model/sourced.py",
        '_source: object = field(default=None, eq=False, repr=False, alias="_source")',
        "_source: object = field(default=None, eq=False, repr=False, init=False)",
    ),
    Mutation(
        "7", "load sections when copying", "model/trial.py",
        "                    state[attribute.name] = object.__getattribute__(self, attribute.name)",
        "                    state[attribute.name] = getattr(self, attribute.name)",
    ),
    Mutation(
        "8", "list what nested objects hold", "formats/ctgov_v2/extra.py",
        "payload_of(held), nested=False)",
        "payload_of(held), nested=True)",
    ),
    Mutation(
        "8", "delete in the shared source", "formats/ctgov_v2/extra.py",
        "    json = json.copy()\n",
        "",
    ),
    Mutation(
        "9", "judge the source, not the trial as it is", "rules/validate.py",
        "    return checker.check_trial(trial, view_of(trial)).findings",
        "    from ctmodel.formats.native import StudyView, payload_in\n\n"
        "    held = payload_in(trial._source)\n"
        "    view = view_of(trial) if held is None else StudyView(held)\n"
        "    return checker.check_trial(trial, view).findings",
    ),
    Mutation(
        "10", "count items without those that do not fit", "codec/model_paths.py",
        "if here.item.fits(item)]",
        "]",
    ),
    Mutation(
        "11", "write the source of another format", "codec/writing.py",
        "    return source if type(source) is dict else None",
        "    return source",
    ),
    Mutation(
        "12", "remember without a limit", "codec/leaves.py",
        "        if len(self) < self.LIMIT:\n            self[text] = reading",
        "        self[text] = reading",
    ),
    Mutation(
        "12", "rely on the identity of cached dates", "codec/leaves.py",
        "type(v) is {self.cls.__name__} and v.text == {source})",
        "v is {self.convert(source)})",
    ),
]  # fmt: skip


def survived(mutation: Mutation) -> bool:
    """Whether the tests pass although the codec is broken."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        module = source / "ctmodel" / mutation.module
        text = module.read_text(encoding="utf-8")
        if text.count(mutation.old) != 1:
            raise SystemExit(f"{mutation.module} has not just one place to {mutation.what}: mend the mutation")
        module.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(run.stdout + run.stderr)
        return run.returncode == 0


def main() -> None:
    """Try all mutations, and exit with 1 if one survives."""
    alive = 0
    for mutation in MUTATIONS:
        lives = survived(mutation)
        alive += lives
        print(f"{'SURVIVED' if lives else 'noticed '}  rule {mutation.rule:>2}  {mutation.what}")  # noqa: T201
    print(f"{len(MUTATIONS) - alive} of {len(MUTATIONS)} mutations noticed")  # noqa: T201
    sys.exit(alive > 0)


if __name__ == "__main__":
    main()
