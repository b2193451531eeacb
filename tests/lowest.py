"""Print the lowest versions that pyproject.toml allows, one a line, as pip takes them.

The lower bounds of what is needed at run time and by the ``cli``, ``duckdb``, ``html``, ``pydantic``, ``tables`` and ``testing``
extras are promises; ``.ci/run`` installs just these and runs the tests.
"""

import tomllib
from pathlib import Path


def main() -> None:
    """Print ``name==version`` for each promised lower bound."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    promised = (extras[name] for name in ("cli", "duckdb", "html", "pydantic", "tables", "testing"))
    for requirement in [*project["dependencies"], *(requirement for extra in promised for requirement in extra)]:
        if requirement.startswith("ctmodel["):  # another of these extras
            continue
        name, _, bounds = requirement.partition(">=")
        print(f"{name}=={bounds.partition(',')[0]}")  # noqa: T201


if __name__ == "__main__":
    main()
