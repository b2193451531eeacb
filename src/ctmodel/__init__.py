"""Registered clinical trials as typed Python: read, check and write registry records without loss.

The package holds the functions and the classes that most programs need. All classes of the model are in
:mod:`ctmodel.model`, vocabularies in :mod:`ctmodel.terms`, rules in :mod:`ctmodel.rules`, reports in
:mod:`ctmodel.report`, formats in :mod:`ctmodel.formats`, groups of records in :mod:`ctmodel.identity`, changes between
versions in :mod:`ctmodel.changes`, tables for analysis in :mod:`ctmodel.tables`, and helpers for tests in
:mod:`ctmodel.testing`.
"""

# Imported here, not by the list below: an unpickled trial finds its codec by the type of its source.
from ctmodel.formats import native as _native  # noqa: F401
from ctmodel.lazy_names import lazy_names

#: The version of the package; the build reads it here.
__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "io.files": "read read_many write",
        "io.strings": "dumps loads",
        "io.converting": "Converted convert",
        "formats.loss": "Loss",
        "changes.applying": "apply",
        "changes.comparing": "diff",
        "changes.noting": "notes",
        "identity.linking": "link",
        "identity.numbers": "registry_numbers",
        "formats.native": "structure unstructure",
        "formats.converter": "make_converter register_hooks",
        "formats.native_schema": "schema",
        "rules.validate": "validate validate_path",
        "pages.html": "page",
        "terms": "label",
        "errors": "ReadError",
        "rules.finding": "Finding Severity",
        "model": """
            Trial Arm Intervention EligibilityCriterion Sponsor Identifier
            Contact Design Eligibility Enrollment Location Official Organization Outcome Reference ResponsibleParty
            PartialDate Age Duration
        """,
    },
    subpackages="changes formats identity model report rules tables terms testing",
)
