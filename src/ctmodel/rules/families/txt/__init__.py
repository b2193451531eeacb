"""Rules about the characters, markup and length of texts (TXT)."""
