"""What the action installs: one version of each package that ctmodel needs, known by hashes, without addresses."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("requirements", ROOT / "tools/requirements.py")
assert SPEC is not None
assert SPEC.loader is not None
requirements: Any = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(requirements)

PINNED = re.compile(r"([a-z0-9._-]+)==([\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def told(name: str, version: str, digest: str) -> dict[str, Any]:
    archive = {"archive_info": {"hashes": {"sha256": digest}}}
    return {"metadata": {"name": name, "version": version}, "download_info": {"url": "https://x/y", **archive}}


def test_each_requirement_is_pinned_within_its_bounds() -> None:
    text = requirements.REQUIREMENTS.read_text(encoding="utf-8")
    pinned = {name: version for name, version, _ in PINNED.findall(text)}
    for requirement in map(Requirement, requirements.needed()):
        assert requirement.specifier.contains(pinned[requirement.name]), "run python tools/requirements.py"


def test_the_file_has_pins_and_nothing_else() -> None:
    text = requirements.REQUIREMENTS.read_text(encoding="utf-8")
    assert text.startswith(requirements.HEADER)
    assert PINNED.sub("", text.removeprefix(requirements.HEADER)) == ""
    assert "://" not in text


def test_reports_of_pip_become_pins() -> None:
    pins: Any = {}
    requirements.add({"install": [told("Msgspec", "0.22.0", "b" * 64), told("attrs", "26.1.0", "c" * 64)]}, pins)
    requirements.add({"install": [told("msgspec", "0.22.0", "a" * 64), told("attrs", "26.1.0", "c" * 64)]}, pins)
    assert requirements.text(pins) == requirements.HEADER + (
        f"attrs==26.1.0 \\\n    --hash=sha256:{'c' * 64}\n"
        f"msgspec==0.22.0 \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"
    )
    with pytest.raises(ValueError, match=r"attrs: 26\.1\.0 for one system, 25\.1\.0 for another"):
        requirements.add({"install": [told("attrs", "25.1.0", "d" * 64)]}, pins)


def test_all_supported_pythons_are_asked_for() -> None:
    project = requirements.declaration()["project"]
    assert project["requires-python"] == f">={requirements.pythons()[0]}"
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == requirements.pythons()


def test_the_action_installs_the_file_before_the_package() -> None:
    script = (ROOT / ".github-action/install.sh").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line.startswith("pip_install --")]
    assert commands == [
        'pip_install --require-hashes --requirement "$here/requirements.txt"',
        'pip_install --no-deps --no-build-isolation "$here/.."',
    ]
