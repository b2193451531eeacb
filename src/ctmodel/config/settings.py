"""What is in force when a command runs."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal, final

from attrs import field, fields, frozen

from ctmodel.rules.finding import Severity
from ctmodel.rules.records import AUTO

#: Where a value comes from that nobody set.
DEFAULT: Final = "default"
#: Where a value comes from that was given with the command.
COMMAND_LINE: Final = "command line"

#: Codes, or prefixes of codes, and why each is ignored; an empty reason where none was given.
Reasons = Mapping[str, str]


@final
class SettingsError(ValueError):
    """A setting that cannot be used; the message names where it is, its key, and what was expected."""


@final
@frozen(kw_only=True)
class Settings:
    """What is in force, and where each value comes from.

    The names are those of the keys of a configuration file, with underscores for hyphens.
    """

    #: Codes or prefixes to ask in place of the profile's choice; None for the profile's choice.
    select: tuple[str, ...] | None = None
    #: Codes or prefixes not to ask; they win over all that is selected.
    ignore: tuple[str, ...] = ()
    #: Codes or prefixes to ask beside those that are selected.
    extend_select: tuple[str, ...] = ()
    #: Codes or prefixes not to ask, beside those in ``ignore``.
    extend_ignore: tuple[str, ...] = ()
    #: Names of the profiles.
    profile: tuple[str, ...] = ("default",)
    #: What records are: ``auto``, ``whole``, ``selection`` or ``draft``.
    records: str = AUTO
    #: The name of the format that documents are taken for; None to recognise it by their content.
    format: str | None = None
    #: How bad the findings of a rule are, by its code, in place of what the rule and the profile say.
    severity: Mapping[str, Severity] = field(factory=dict)
    #: The least severity that fails a run.
    fail_on: Severity | Literal["never"] = Severity.ERROR
    #: The day that counts as today; None for that of each record's data.
    as_of: date | None = None
    #: How many findings of one rule are shown in a run.
    max_per_rule: int = 10_000
    #: The file that holds the findings that are known already.
    baseline: Path | None = None
    #: Patterns of files that are not checked.
    exclude: tuple[str, ...] = ()
    #: What is ignored in files, by pattern.
    per_file_ignores: Mapping[str, Reasons] = field(factory=dict)
    #: What is ignored in records, by the number of a registry.
    per_record_ignores: Mapping[str, Reasons] = field(factory=dict)
    #: Installed modules whose rules are checked, too.
    plugins: tuple[str, ...] = ()
    #: The folder that patterns of files count from.
    root: Path = field(factory=Path.cwd)
    #: The configuration file that was read.
    file: Path | None = None
    #: Where values come from, by key: a file, the command line, or both. What is not in it is a default.
    origins: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def origin(self, key: str) -> str:
        """Say where the value of a key comes from."""
        return ", ".join(self.origins.get(key, (DEFAULT,)))

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that fail a run."""
        if self.fail_on == "never":
            return frozenset()
        severities = list(Severity)
        return frozenset(severities[: severities.index(self.fail_on) + 1])


def attribute_of(key: str) -> str:
    """Return the attribute of :class:`Settings` that holds a key."""
    return key.replace("-", "_")


_NO_KEYS: Final = ("root", "file", "origins")

#: The keys that a configuration file may have, in the order in which they are shown.
KEYS: Final = tuple(known.name.replace("_", "-") for known in fields(Settings) if known.name not in _NO_KEYS)
