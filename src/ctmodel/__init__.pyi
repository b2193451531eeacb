# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel import (
    changes as changes,
    formats as formats,
    identity as identity,
    model as model,
    report as report,
    rules as rules,
    tables as tables,
    terms as terms,
    testing as testing,
)
from ctmodel.changes.applying import apply
from ctmodel.changes.comparing import diff
from ctmodel.changes.noting import notes
from ctmodel.errors import ReadError
from ctmodel.formats.converter import make_converter, register_hooks
from ctmodel.formats.loss import Loss
from ctmodel.formats.native import structure, unstructure
from ctmodel.formats.native_schema import schema
from ctmodel.identity.linking import link
from ctmodel.identity.numbers import registry_numbers
from ctmodel.io.converting import Converted, convert
from ctmodel.io.files import read, read_many, write
from ctmodel.io.strings import dumps, loads
from ctmodel.model import (
    Age,
    Arm,
    Contact,
    Design,
    Duration,
    Eligibility,
    EligibilityCriterion,
    Enrollment,
    Identifier,
    Intervention,
    Location,
    Official,
    Organization,
    Outcome,
    PartialDate,
    Reference,
    ResponsibleParty,
    Sponsor,
    Trial,
)
from ctmodel.pages.html import page
from ctmodel.rules.finding import Finding, Severity
from ctmodel.rules.validate import validate, validate_path
from ctmodel.terms import label

__all__ = [
    "Age",
    "Arm",
    "Contact",
    "Converted",
    "Design",
    "Duration",
    "Eligibility",
    "EligibilityCriterion",
    "Enrollment",
    "Finding",
    "Identifier",
    "Intervention",
    "Location",
    "Loss",
    "Official",
    "Organization",
    "Outcome",
    "PartialDate",
    "ReadError",
    "Reference",
    "ResponsibleParty",
    "Severity",
    "Sponsor",
    "Trial",
    "apply",
    "convert",
    "diff",
    "dumps",
    "label",
    "link",
    "loads",
    "make_converter",
    "notes",
    "page",
    "read",
    "read_many",
    "register_hooks",
    "registry_numbers",
    "schema",
    "structure",
    "unstructure",
    "validate",
    "validate_path",
    "write",
]

__version__: str
