"""Rules about dates and their order (DAT)."""
