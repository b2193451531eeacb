"""Rules about the structure of records, and files that cannot be read (STR)."""
