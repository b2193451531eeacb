"""The hook, run by pre-commit itself in a repository of its own."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "src/ctmodel/data/NCT01219465.json"


class Repository:
    """A repository with the hook, and studies in it."""

    def __init__(self, folder: Path, home: Path, revision: str) -> None:
        self.folder = folder
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "PRE_COMMIT"))
        }
        self.environment = {**kept, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
        hook = {"id": "ctmodel", "verbose": True}
        config = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": [hook]}]}
        (folder / ".pre-commit-config.yaml").write_text(json.dumps(config))
        self("git", "init", "--quiet")

    def __call__(self, *command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert command[0] != "git" or done.returncode == 0, done.stderr
        return done

    def hook(self) -> tuple[int, str]:
        self("git", "add", "--all")
        done = self(sys.executable, "-m", "pre_commit", "run", "--all-files")
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    folder = tmp_path_factory.mktemp("home")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder / "probe"),
        "hatchling",
    ]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("pip has no index from which the hook could be installed")
    return folder


@pytest.fixture
def repository(home: Path, tmp_path: Path) -> Repository:
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("this is no checkout of the repository, which pre-commit clones")
    return Repository(tmp_path, home, found.stdout.strip())


def test_the_hook_finds_what_is_wrong(repository: Repository) -> None:
    shutil.copy(RECORD, repository.folder / RECORD.name)
    (repository.folder / "package.json").write_text("{")
    code, shown = repository.hook()
    assert code == 0, shown
    assert "Checked 1 study" in shown

    wrong = json.dumps({"protocolSection": {"identificationModule": {"nctId": "NCT00000002", "acronym": 5}}})
    hostile = "--plugin=NCT00000002 $(touch pwned);.json"
    (repository.folder / hostile).write_text(wrong)
    (repository.folder / "studies.jsonl").write_text(f"{wrong}\n")
    code, shown = repository.hook()
    assert code == 1, shown
    assert shown.count("STR004") == 2
    assert "package.json" not in shown
    assert not (repository.folder / "pwned").exists()
