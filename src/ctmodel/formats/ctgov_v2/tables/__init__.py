"""One table a class: which attribute stands at which JSON key."""
