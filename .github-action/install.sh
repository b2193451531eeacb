#!/usr/bin/env bash
# Install ctmodel for the GitHub Action into "$RUNNER_TEMP/ctmodel": first what it was tested with, known by hashes, then
# ctmodel itself, built by what is then there. -I: nothing is imported from the folder that is checked.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

python3 -I -m venv "$RUNNER_TEMP/ctmodel"
pip_install() { "$RUNNER_TEMP/ctmodel/bin/python3" -I -m pip install --quiet --disable-pip-version-check "$@"; }
pip_install --require-hashes --requirement "$here/requirements.txt"
pip_install --no-deps --no-build-isolation "$here/.."
