"""Rules about sites, contacts and officials (LOC)."""
