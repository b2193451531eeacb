"""From bytes to payloads and back: JSON text, files, archives, and where in the text a value stands."""
