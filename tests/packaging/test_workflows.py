"""The workflows have no more rights than they need, and run what was read: zizmor and this test agree on that."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
#: An action by name, commit and the version that the commit is of.
PINNED = re.compile(r"([\w-]+/[\w-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)")


def jobs(path: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()


def used(path: Path) -> list[str]:
    """Return the actions that a workflow uses, as they are written; its own repository's left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    written = [line.partition("uses: ")[2] for line in lines if "uses: " in line]
    assert len(written) == sum("uses" in step for job in jobs(path) for step in job["steps"])
    return [action for action in written if not action.startswith("./ ")]


def test_actions_are_named_by_commit_and_each_has_one() -> None:
    commits: dict[str, str] = {}
    for action in [action for path in WORKFLOWS for action in used(path)]:
        pinned = PINNED.fullmatch(action)
        assert pinned, action
        assert commits.setdefault(pinned[1], pinned[2]) == pinned[2]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_the_least(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}
    for job in jobs(path):
        assert job["permissions"] in ({"contents": "read"}, {"id-token": "write"})
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_what_publishes_runs_nothing_of_the_repository() -> None:
    (job,) = [job for path in WORKFLOWS for job in jobs(path) if "id-token" in job["permissions"]]
    assert job["environment"] == "pypi"
    assert [step["uses"].partition("@")[0] for step in job["steps"]] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]
