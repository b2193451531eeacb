"""Find the configuration file, read it, and put what was given with the command over it."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen

from ctmodel.config.patterns import from_root
from ctmodel.config.settings import COMMAND_LINE, KEYS, Reasons, Settings, SettingsError, attribute_of
from ctmodel.config.values import READERS
from ctmodel.io.regular import read_regular
from ctmodel.io.visible import visible
from ctmodel.rules.nearest import did_you_mean
from ctmodel.rules.quoting import quoted

#: Names of configuration files; in one folder, the first wins.
NAMES: Final = ("ctmodel.toml", ".ctmodel.toml", "pyproject.toml")

#: How large a file may be.
_MAX_BYTES: Final = 1 << 18
# The time that it takes to read a key grows with the square of how many parts it has.
_MAX_PARTS: Final = 32
_PART: Final = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?:^|[\[{{,])[ \t]*+{_PART}(?:\.[ \t]*+{_PART}){{{_MAX_PARTS}}}", re.MULTILINE)

# What the command line gives beside what the file has, and what it takes the place of.
_ADDED: Final = ("extend-select", "extend-ignore", "plugins")
_EXTENDED: Final = {"select": "extend-select", "ignore": "extend-ignore"}


@final
@frozen
class _Layer:
    """Values that were set in one place."""

    origin: str
    #: The folder that relative paths and patterns count from.
    folder: Path
    table: Mapping[str, object]


def settings(
    given: Mapping[str, object] | None = None,
    *,
    folder: Path | None = None,
    config: Path | None = None,
    isolated: bool = False,
) -> Settings:
    """Return what is in force.

    Args:
        given: what was given with the command, by the keys of a configuration file; None and ``()`` are not given.
            ``severity`` may be a list of ``CODE=level``.
        folder: where the command runs; the working directory if None.
        config: the configuration file to read, in place of the nearest; its patterns count from ``folder``.
        isolated: whether no configuration file is read.

    Raises:
        SettingsError: a file cannot be read, a key is not known, or a value is not what is expected.
    """
    here = (folder or Path.cwd()).absolute()
    found = None if isolated else _nearest(here) if config is None else _named(config, here)
    root = here if found is None else found.folder
    layers = [] if found is None else [found]
    layers.append(_Layer(COMMAND_LINE, here, {key: value for key, value in (given or {}).items() if _is_given(value)}))
    held: dict[str, Any] = {}
    origins: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        _lay_over(held, origins, _values(layer, root), layer.origin)
    by_attribute = {attribute_of(key): value for key, value in held.items()}
    file = None if found is None else Path(found.origin)
    return Settings(**by_attribute, root=root, file=file, origins=origins)


def _is_given(value: object) -> bool:
    return value is not None and value != ()


def _lay_over(
    held: dict[str, Any], origins: dict[str, tuple[str, ...]], values: Mapping[str, Any], origin: str
) -> None:
    """Put values over those that are held: most take their place, some add to them."""
    for key in values.keys() & _EXTENDED.keys():
        held.pop(_EXTENDED[key], None)
        origins.pop(_EXTENDED[key], None)
    for key, value in values.items():
        before = held.get(key)
        if before is not None and key in _ADDED:
            held[key] = (*before, *value)
        elif before is not None and key == "severity":
            held[key] = before | value
        else:
            held[key], origins[key] = value, ()
        origins[key] = (*origins[key], origin)


def _named(config: Path, folder: Path) -> _Layer:
    layer = _read(config, folder)
    if layer is None:
        raise _error(str(config), "there is no table tool.ctmodel in it")
    return layer


def _nearest(folder: Path) -> _Layer | None:
    for here in (folder, *folder.parents):
        for name in NAMES:
            if (here / name).is_file():
                layer = _read(here / name, here)
                if layer is not None:
                    _refuse_plugins(layer)
                    return layer
    return None


def _refuse_plugins(layer: _Layer) -> None:
    """Refuse modules in a file that nobody named: it may come with what is checked, and must not run anything."""
    if layer.table.get("plugins"):
        reason = "plugins: a file that was found by search cannot load code; name it with --config, or use --plugin"
        raise _error(layer.origin, reason)


def _read(path: Path, folder: Path) -> _Layer | None:
    """Read a configuration file; a ``pyproject.toml`` without a table of ours is none."""
    try:
        table: Any = tomllib.loads(_text(path))
    except OSError as error:
        raise _error(str(path), error.strerror or str(error)) from None
    except _LongKeyError:
        raise _error(str(path), f"a key of more than {_MAX_PARTS} parts") from None
    except (ValueError, RecursionError) as error:
        raise _error(str(path), f"not TOML: {error}") from None
    if path.name == "pyproject.toml":
        tools = table.get("tool")
        if type(tools) is not dict or "ctmodel" not in tools:
            return None
        table = tools["ctmodel"]
        if type(table) is not dict:
            raise _error(str(path), f"tool.ctmodel is {quoted(table)}; expected a table")
    return _Layer(str(path), folder, table)


class _LongKeyError(Exception):
    """A key that takes too long to read."""


def _text(path: Path) -> str:
    text = read_regular(path, _MAX_BYTES).decode("utf-8-sig")
    if _LONG_KEY.search(text):
        raise _LongKeyError
    return text.replace("\r\n", "\n")


def _values(layer: _Layer, root: Path) -> dict[str, Any]:
    """Return what the keys of a layer hold, with patterns and paths that count from the root."""
    values = {key: _value(layer.origin, key, value) for key, value in layer.table.items()}
    if "exclude" in values:
        values["exclude"] = tuple(from_root(pattern, layer.folder, root) for pattern in values["exclude"])
    if "per-file-ignores" in values:
        ignores: dict[str, Reasons] = {}
        for pattern, reasons in values["per-file-ignores"].items():
            counted = from_root(pattern, layer.folder, root)
            ignores[counted] = {**ignores.get(counted, {}), **reasons}
        values["per-file-ignores"] = ignores
    if "baseline" in values:
        values["baseline"] = layer.folder / values["baseline"]
    return values


def _value(origin: str, key: str, value: object) -> Any:
    if key not in READERS:
        raise _error(origin, f"unknown key {quoted(key)}{did_you_mean(key, KEYS)}")
    try:
        return READERS[key](value)
    except ValueError as error:
        raise _error(origin, f"{key} is {quoted(value)}; expected {error}") from None


def _error(origin: str, reason: str) -> SettingsError:
    return SettingsError(visible(f"{origin}: {reason}", one_line=True))
