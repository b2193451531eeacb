"""What autodoc shows of signatures and docstrings."""

import inspect
from typing import Any

import attrs
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring

#: A class with more attributes than this lists them below its signature only.
MOST = 6


def setup(app: Sphinx) -> dict[str, bool]:
    """Have autodoc call the functions of this module."""
    app.connect("autodoc-process-signature", signature)
    app.connect("autodoc-process-docstring", docstring)
    return {"parallel_read_safe": True}


def signature(
    app: Sphinx, what: str, name: str, held: Any, options: Any, given: str | None, returns: str | None
) -> tuple[str | None, str | None] | None:
    """Return the signature of a class of attributes: their types are said where the attributes are described."""
    if what != "class" or not attrs.has(held):
        return None
    public = [attribute for attribute in attrs.fields(held) if attribute.init and not attribute.name.startswith("_")]
    if len(public) > MOST:
        return "(**attributes)", returns
    parameters = [
        inspect.Parameter(
            attribute.alias or attribute.name,
            inspect.Parameter.KEYWORD_ONLY if attribute.kw_only else inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=_default(attribute),
        )
        for attribute in public
    ]
    return str(inspect.Signature(parameters)).replace("Ellipsis", "..."), returns


def docstring(app: Sphinx, what: str, name: str, held: Any, options: Any, lines: list[str]) -> None:
    """Turn the sections of a docstring into fields.

    The extension would take what is before a colon in the comment of an attribute for its type.
    """
    config = Config(napoleon_use_rtype=False)
    lines[:] = GoogleDocstring(lines, config, app, "object", name, held, options).lines()


def _default(attribute: Any) -> Any:
    """Return the default of an attribute as it is shown: a factory as what it makes."""
    default = attribute.default
    if default is attrs.NOTHING:
        return inspect.Parameter.empty
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return ... if default.takes_self else default.factory()
