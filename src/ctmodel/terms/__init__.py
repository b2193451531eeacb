"""The registry's vocabularies as ``StrEnum`` classes, one a vocabulary."""
