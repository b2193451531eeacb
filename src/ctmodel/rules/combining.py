"""How rules say once what has one cause in many places."""

from ctmodel.rules.definition import Problems


def combined(problems: Problems, what: str) -> Problems:
    """Yield the first of some problems with the number of the others, such as "and 41 more sites"."""
    first = next(problems, None)
    if first is not None:
        path, message = first
        more = sum(1 for _ in problems)
        yield path, f"{message}; and {more:,} more {what}{'' if more == 1 else 's'}" if more else message
