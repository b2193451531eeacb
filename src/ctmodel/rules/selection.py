"""Select rules by their codes, or by prefixes of codes such as ``DAT``."""

from collections.abc import Callable, Iterable

from ctmodel.rules.definition import Rule
from ctmodel.rules.nearest import did_you_mean


def chosen(
    rules: Iterable[Rule], select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
) -> Callable[[str], bool]:
    """Return a function that says whether a code is selected and not ignored.

    Raises:
        ValueError: no rule has a code or prefix.
    """
    codes = {rule.code for rule in rules}
    selected, ignored = (_known(prefixes, codes) for prefixes in (select, ignore))
    return lambda code: (select is None or code.startswith(selected)) and not (ignored and code.startswith(ignored))


def _known(prefixes: Iterable[str] | None, codes: set[str]) -> tuple[str, ...]:
    if isinstance(prefixes, str):
        prefixes = (prefixes,)
    known = tuple(prefixes or ())
    for prefix in known:
        if not prefix or not any(code.startswith(prefix) for code in codes):
            families = {code.rstrip("0123456789") for code in codes}
            raise ValueError(f"no rule has the code or prefix {prefix!r}{did_you_mean(prefix, codes | families)}")
    return known
