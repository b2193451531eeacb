"""Pages about a trial for people to read."""
