"""Write the requirements that the GitHub Action installs: one version of each package, with the hashes of its wheels.

Run ``python tools/requirements.py`` before a release, with the oldest Python that ctmodel supports, since pip resolves
markers for the interpreter that it runs in. The file has what ctmodel needs at run time, its extra ``cli``, and what
builds it. pip chooses the versions and tells the hashes; addresses are not written.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / ".github-action/requirements.txt"
#: The systems that the action runs on, as pip names what their wheels are built for.
PLATFORMS = (
    ("manylinux2014_x86_64", "manylinux_2_28_x86_64"),
    ("manylinux2014_aarch64", "manylinux_2_28_aarch64"),
    ("macosx_10_12_x86_64", "macosx_11_0_x86_64"),
    ("macosx_11_0_arm64",),
)
HEADER = """\
# What the action installs before ctmodel itself. Made by python tools/requirements.py.
--only-binary :all:
"""

#: Version and hashes of packages, by name.
Pins = dict[str, tuple[str, set[str]]]


def declaration() -> dict[str, Any]:
    """Return what ``pyproject.toml`` declares."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def needed() -> list[str]:
    """Return the requirements of the package, of its extra ``cli``, and of its build."""
    declared = declaration()
    project = declared["project"]
    return [*declared["build-system"]["requires"], *project["dependencies"], *project["optional-dependencies"]["cli"]]


def pythons() -> list[str]:
    """Return the Python versions that the package supports, oldest first."""
    named = [line.rpartition(" :: ")[2] for line in declaration()["project"]["classifiers"] if ":: Python ::" in line]
    return [version for version in named if "." in version]


def report(requirements: Iterable[str], python: str, platforms: Iterable[str]) -> dict[str, Any]:
    """Return what pip would install for a Python version and a system."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    command += ["--only-binary", ":all:", "--python-version", python, "--report", "-"]
    for platform in platforms:
        command += ["--platform", platform]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, "--target", folder, *requirements], capture_output=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def add(told: dict[str, Any], pins: Pins) -> None:
    """Add the packages that a report of pip lists.

    Raises:
        ValueError: a package has another version for another Python or system.
    """
    for item in told["install"]:
        name, version = item["metadata"]["name"].lower(), item["metadata"]["version"]
        held, hashes = pins.setdefault(name, (version, set()))
        if held != version:
            raise ValueError(f"{name}: {held} for one system, {version} for another")
        hashes.add(item["download_info"]["archive_info"]["hashes"]["sha256"])


def text(pins: Pins) -> str:
    """Return the file."""
    lines = [
        " \\\n    ".join([f"{name}=={version}", *(f"--hash=sha256:{held}" for held in sorted(hashes))])
        for name, (version, hashes) in sorted(pins.items())
    ]
    return HEADER + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Ask pip for every Python and system, and write the file."""
    pins: Pins = {}
    requirements = needed()
    for python, platforms in product(pythons(), PLATFORMS):
        add(report(requirements, python, platforms), pins)
        requirements = [*needed(), *(f"{name}=={version}" for name, (version, _) in pins.items())]
    REQUIREMENTS.write_text(text(pins), encoding="utf-8")


if __name__ == "__main__":
    main()
