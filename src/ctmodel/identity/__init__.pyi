# Made of the list in __init__.py by python -m tests.stubs.
from ctmodel.identity.groups import Grade, Group, Link, Member
from ctmodel.identity.linking import link
from ctmodel.identity.numbers import RegistryNumber, registry_numbers

__all__ = [
    "Grade",
    "Group",
    "Link",
    "Member",
    "RegistryNumber",
    "link",
    "registry_numbers",
]
