"""The model of a registered clinical trial: plain classes in the field's words that know no registry format.

The classes of the sections that are structured at first use are imported at first use, too.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctmodel.model.annotations import Annotations as Annotations
    from ctmodel.model.derived import Derived as Derived
    from ctmodel.model.documents import Documents as Documents
    from ctmodel.model.results.results import Results as Results

_SECTIONS = {
    "Annotations": "ctmodel.model.annotations",
    "Derived": "ctmodel.model.derived",
    "Documents": "ctmodel.model.documents",
    "Results": "ctmodel.model.results.results",
}


def __getattr__(name: str) -> object:
    if name in _SECTIONS:
        return getattr(import_module(_SECTIONS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
