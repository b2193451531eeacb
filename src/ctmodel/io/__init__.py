"""From bytes to payloads and back: JSON text, files, archives, and the place of a value in the text."""
