"""Which records describe the same trial: the registry numbers of a trial, and groups of records with the evidence."""

from ctmodel.lazy_names import lazy_names

__getattr__, __dir__, __all__ = lazy_names(
    __name__,
    {
        "identity.numbers": "RegistryNumber registry_numbers",
        "identity.groups": "Grade Group Link Member",
        "identity.linking": "link",
    },
)
