"""The files that other programs read, and the examples of the page about CI."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/ci.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def test_the_action_hands_inputs_on_through_the_environment_alone() -> None:
    action = loaded("action.yml")
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert [step["shell"] for step in steps] == ["bash", "bash"]
    assert not any("${{" in step["run"] for step in steps)
    given = {name: value for name, value in steps[1]["env"].items() if name.startswith("INPUT_")}
    assert given == {
        f"INPUT_{name.upper().replace('-', '_')}": f"${{{{ inputs.{name} }}}}" for name in action["inputs"]
    }
    script = (ROOT / ".github-action/run.sh").read_text()
    assert all(f"${{{name}:-" in script for name in given)
    assert action["outputs"]["errors"]["value"] == "${{ steps.validate.outputs.errors }}"


def test_nothing_comes_from_an_index_by_name() -> None:
    assert loaded("action.yml")["runs"]["steps"][0]["run"] == 'bash "$CTMODEL_ACTION/.github-action/install.sh"'
    install = (ROOT / ".github-action/install.sh").read_text()
    assert re.findall(r"--no-deps .*", install) == ['--no-deps --no-build-isolation "$here/.."']
    assert re.findall(r"ctmodel\[cli\](.{7})", install + PAGE) == [" @ git+"] * 2


def test_the_hook() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert (hook["id"], hook["entry"], hook["language"]) == ("ctmodel", "ctmodel validate", "python")
    assert hook["args"] == ["--records=whole", "--"]
    project = (ROOT / "pyproject.toml").read_text()
    assert f"cli = {hook['additional_dependencies']}".replace("'", '"') in project
    files = re.compile(hook["files"])
    for name in ("NCT00000001.json", "a/nct00000001_v2.JSON", "studies/x.jsonl", "my-registrations/1.ndjson"):
        assert files.search(name), name
    for name in ("package.json", "NCT00000001.json.gz", "NCT00000001.txt", "NCT0000.json", "studies\n/a.json"):
        assert not files.search(name), name


def test_the_examples() -> None:
    hooks, workflow, gitlab = map(yaml.safe_load, blocks("yaml"))
    assert hooks["repos"][0]["hooks"] == [{"id": "ctmodel", "args": ["--records=whole", "--profile=icmje", "--"]}]
    steps = workflow["jobs"]["ctmodel"]["steps"]
    (ours,) = (step for step in steps if "/ctmodel@" in step.get("uses", ""))
    assert "--records=whole" in ours["with"]["args"].split()
    assert loaded("action.yml")["inputs"]["args"]["default"] == "--records=whole"
    assert "--records whole" in gitlab["ctmodel"]["script"][-1]
    assert set(ours["with"]) == set(loaded("action.yml")["inputs"])
    assert not any("${{" in step.get("run", "") for step in steps)
    reports = gitlab["ctmodel"]["artifacts"]["reports"]
    assert all(f":{name} " in f"{gitlab['ctmodel']['script'][-1]} " for name in reports.values())


@pytest.mark.parametrize(
    "script", [*blocks("sh"), *(path.read_text() for path in (ROOT / ".github-action").glob("*.sh"))]
)
def test_scripts_are_shell(script: str) -> None:
    subprocess.run(["/bin/bash", "-n"], input=script, text=True, check=True)
