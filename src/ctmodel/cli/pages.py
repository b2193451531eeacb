"""The HTML pages that ``ctmodel show --html`` writes: one, or a folder of them with an index."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

import click

from ctmodel.cli.file_names import FileNames
from ctmodel.cli.inputs import Inputs
from ctmodel.cli.progress import Progress
from ctmodel.cli.streams import tell, tell_error
from ctmodel.io.replace import replace
from ctmodel.model.trial import Trial
from ctmodel.pages.html import page
from ctmodel.pages.html.index import entry, index
from ctmodel.rules.finding import Finding
from ctmodel.rules.validate import validate

if TYPE_CHECKING:
    from markupsafe import Markup

UNUSABLE: Final = 2
_INDEX: Final = "index.html"
#: What a file of one page ends with; another target is a folder.
_FILES: Final = (".html", ".htm")


def is_folder(target: str) -> bool:
    """Whether a target takes a page for each study: it is a folder, or will be one as it is not named like a page."""
    file = Path(target)
    return file.is_dir() or not (file.exists() or target.lower().endswith(_FILES))


@final
class Pages:
    """The pages of the studies that are read.

    Args:
        inputs: the studies.
        contacts: whether pages show contacts and other persons.
        findings: whether pages show findings.
    """

    def __init__(self, inputs: Inputs, *, contacts: bool, findings: bool) -> None:
        self._inputs = inputs
        self._contacts = contacts
        self._findings = findings
        self._lost = False

    def write_one(self, file: Path) -> int:
        """Write the page of the only study to a file, and return the exit code.

        Raises:
            click.UsageError: there are several studies, or none.
        """
        found = self._inputs.trials()
        first = next(found, None)
        if next(found, None) is not None:
            raise click.UsageError(f"--html {file} takes one study, and there are several: name a folder")
        if first is not None:
            self._write(first, self._checked(first), file)
        return UNUSABLE if self._lost else self._inputs.code(int(first is not None))

    def write_all(self, folder: Path) -> int:
        """Write a page for each study and an index to a folder, and return the exit code.

        Raises:
            click.UsageError: there is no study.
            OSError: the folder cannot be made.
        """
        folder.mkdir(parents=True, exist_ok=True)
        with Progress("studies") as progress:
            entries = list(self._entries(folder, progress))
        code = self._inputs.code(len(entries))
        self._put(folder / _INDEX, index(entries, findings=self._findings))
        if not self._lost:
            tell(f"wrote {len(entries)} {'page' if len(entries) == 1 else 'pages'} and {folder / _INDEX}")
        return UNUSABLE if self._lost else code

    def _entries(self, folder: Path, progress: Progress) -> "Iterator[Markup]":
        """Write the pages, and yield what the index says of each."""
        names = FileNames(".html", taken=[_INDEX])
        for trial in self._inputs.trials():
            found = self._checked(trial)
            name = names.name(trial.registry_id)
            if self._write(trial, found, folder / name):
                yield entry(trial, found if self._findings else None, name)
            progress.advance(1)

    def _checked(self, trial: Trial) -> list[Finding]:
        return validate(trial) if self._findings else []

    def _write(self, trial: Trial, found: list[Finding], file: Path) -> bool:
        """Write the page of a study and return whether that was possible; one that cannot be shown loses no other."""
        try:
            document = page(trial, found, contacts=self._contacts)
        except (TypeError, ValueError) as error:
            self._inputs.refuse(f"{self._inputs.file}: {trial.registry_id or 'a study'} has no page: {error}")
            return False
        return self._put(file, document)

    def _put(self, file: Path, document: str) -> bool:
        try:
            replace(file, document.encode())
        except OSError as error:
            self._lost = True
            tell_error(file, error)
            return False
        return True
