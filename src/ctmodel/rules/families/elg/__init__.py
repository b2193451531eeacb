"""Rules about eligibility (ELG)."""
