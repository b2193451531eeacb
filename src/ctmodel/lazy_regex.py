"""Patterns that are compiled when they are first used: of the many that rules have, a record needs few."""

import re
from typing import Any, AnyStr, cast, final


def lazy_regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as ``re.compile(pattern, flags)`` when it searches, matches, finds or substitutes."""
    return cast("re.Pattern[AnyStr]", _LazyRegex(pattern, flags))


@final
class _LazyRegex:
    __slots__ = ("_pattern", "findall", "finditer", "fullmatch", "match", "search", "sub")

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern: tuple[Any, int] = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern; from now on, its methods are found in the slots."""
        if name not in _LazyRegex.__slots__:
            raise AttributeError(name)
        compiled = re.compile(*self._pattern)
        for method in _LazyRegex.__slots__[1:]:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
