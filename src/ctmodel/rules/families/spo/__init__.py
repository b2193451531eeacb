"""Rules about sponsors, collaborators and the responsible party (SPO)."""
