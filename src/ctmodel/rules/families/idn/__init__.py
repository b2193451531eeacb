"""Rules about identifiers (IDN)."""
